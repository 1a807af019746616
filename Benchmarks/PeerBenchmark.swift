import CertificatePolicy
import Cryptography
import Foundation
import HTTPClient
import PKIX
import TestSupport
import AuthorityTestSupport

/// The same requests through other programs, for comparison. Neither keeps a journal, asks several
/// people, or makes each certificate durable before it answers.
enum PeerBenchmark {
    private static let requestsEachPair = 128

    /// cfssl's sign API, eight requests at a time.
    static func cfssl(pairs count: Int) async throws -> Measurement {
        let peer = try Authority()
        try #"{"signing":{"default":{"expiry":"8760h","usages":["digital signature"]}}}"#.write(
            toFile: peer.folder.path + "/config.json", atomically: true, encoding: .utf8)
        let port = freePort()
        return try await Program.serving(
            "cfssl", "serve", "-address", "127.0.0.1", "-port", String(port), "-ca", "ca.pem",
            "-ca-key", "ca.key", "-config", "config.json", in: peer.folder.path
        ) {
            let client = HTTPClient(.origin("http://127.0.0.1:\(port)"))
            var probe = SharedPrimeKeys()
            let first = try pem(of: probe.next())
            while try await !sign(first, client) {
                try await Task.sleep(for: .milliseconds(20))
            }
            return try await compare("peer.cfssl", "cfssl sign, 8 in flight", pairs: count) {
                requests in
                try await withThrowingTaskGroup(of: Void.self) { tasks in
                    for (place, request) in requests.enumerated() {
                        if place >= 8 { try await tasks.next() }
                        tasks.addTask {
                            guard try await sign(request, client) else { throw Refused() }
                        }
                    }
                    try await tasks.waitForAll()
                }
            }
        }
    }

    /// `openssl ca -infiles`, all in one run.
    static func opensslCA(pairs count: Int) async throws -> Measurement {
        let peer = try Authority()
        let folder = peer.folder.path
        try """
        [ca]
        default_ca = all
        [all]
        new_certs_dir = .
        certificate = ca.pem
        private_key = ca.key
        database = index.txt
        serial = serial
        default_md = sha256
        default_days = 365
        unique_subject = no
        policy = any
        [any]
        commonName = optional
        """.write(toFile: folder + "/ca.cnf", atomically: true, encoding: .utf8)
        try "".write(toFile: folder + "/index.txt", atomically: true, encoding: .utf8)
        try "1000\n".write(toFile: folder + "/serial", atomically: true, encoding: .utf8)
        return try await compare("peer.openssl-ca", "openssl ca -infiles", pairs: count) {
            requests in
            var command = ["openssl", "ca", "-batch", "-notext", "-config", "ca.cnf", "-infiles"]
            for (place, request) in requests.enumerated() {
                try request.write(
                    toFile: "\(folder)/\(place).csr", atomically: false, encoding: .utf8)
                command.append("\(place).csr")
            }
            try Program.run(command, in: folder)
        }
    }

    private struct Refused: Error {}

    /// One pair: a batch of ours, and as many requests by the other program.
    private static func compare(
        _ metric: String, _ name: String, pairs count: Int,
        _ issue: ([String]) async throws -> Void
    ) async throws -> Measurement {
        var world = try await IssuanceWorld(.rsa)
        var keys = SharedPrimeKeys()
        var pairs: [(ours: Double, peer: Double)] = []
        for _ in 0..<count {
            let lists = try await world.lists(requestsEachPair / IssuanceWorld.listLength)
            let requests = try (0..<requestsEachPair).map { _ in try pem(of: keys.next()) }
            let ours = try await seconds { try await IssuanceBenchmark.issue(lists, world) }
            let theirs = try await seconds { try await issue(requests) }
            pairs.append((Double(requestsEachPair) / ours, Double(requestsEachPair) / theirs))
        }
        return Measurement(metric, unit: "certificates/s", peer: name, pairs: pairs)
    }

    private static func sign(_ request: String, _ client: HTTPClient) async throws -> Bool {
        let body = try JSONEncoder().encode(["certificate_request": request])
        let answer = try? await client.response(
            to:
                HTTPClientRequest(
                    "POST", "/api/v1/cfssl/sign",
                    headers: ["Content-Type": "application/json"], body: Array(body)))
        return answer?.status == 200
    }

    private static func pem(of key: SoftwareKey) throws -> String {
        PKIX.PEM.encode(
            try TestSubscriber(key: key).request(commonName: "Benchmark"),
            label: "CERTIFICATE REQUEST")
    }

    /// A root of its own, in a folder, with a key like ours.
    private struct Authority {
        let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
            try Program.run(
                "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key",
                "-out", "ca.pem", "-subj", "/CN=Benchmark", "-days", "365", in: folder.path)
        }
    }
}
