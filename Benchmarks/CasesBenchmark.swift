import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Foundation
import Issuance
import Ledger
import Messages
import Registration
import TestSupport

/// A registration authority with ten thousand cases in every state, a hundred of them with five files of a megabyte:
/// looking through them, and bringing one from its approval to the delivered certificate.
enum CasesBenchmark {
    private static let count = 10_000
    private static let withFiles = 100
    private static let filesEach = 5
    private static let rounds = 100

    /// The states of ten cases.
    private static let states: [Application.State] = [
        .received, .received, .received, .returned, .vetted, .accepted, .approved, .issued, .issued,
        .refused,
    ]

    static func run(pairs: Int) async throws -> [Measurement] {
        let world = try await IssuanceWorld(.sm2)
        let cases = try await fill(world)
        return [
            try await listing(world, cases, pairs: pairs),
            try await approval(world, pairs: pairs),
        ]
    }

    /// A case, and the name of whom it is for.
    private struct Case: Sendable {
        let application: Application
        let name: String
        let number: String
    }

    // MARK: Listing and search

    /// The slowest way against 50 ms.
    private static func listing(
        _ world: IssuanceWorld, _ cases: [Case], pairs count: Int
    ) async throws -> Measurement {
        let api = api(world)
        var times: [String: [Double]] = [:]
        var pairs: [(ours: Double, peer: Double)] = []
        for _ in 0..<count {
            var slowest = 0.0
            for (name, query) in ways {
                var waits: [Double] = []
                for _ in 0..<rounds {
                    guard let one = cases.randomElement() else { break }
                    let (path, filters) = query(one)
                    waits.append(try await seconds { try await get(api, path, filters) } * 1000)
                }
                times[name, default: []] += waits
                slowest = max(slowest, Measurement.median(waits))
            }
            pairs.append((slowest, 50))
            // No list of cases: it looks at all that anybody waits for.
            times["duties", default: []] += [
                try await seconds { try await get(api, ["duties"], [:]) } * 1000
            ]
        }
        var details = ["cases": Double(cases.count)]
        for (name, waits) in times {
            details["ms, \(name)"] = Measurement.median(waits)
            details["ms, \(name), 99 %"] = waits.sorted()[waits.count * 99 / 100]
        }
        return Measurement(
            "cases.list", unit: "ms, the slowest way", peer: "50 ms", pairs: pairs,
            details: details)
    }

    private static let ways: [(String, @Sendable (Case) -> ([String], [String: String]))] = [
        ("all, the first page", { _ in (["applications"], [:]) }),
        ("all, the hundredth page", { _ in (["applications"], ["page": "100"]) }),
        ("of a state", { (["applications"], ["state": $0.application.state.rawValue]) }),
        ("by id", { (["applications", $0.application.id], [:]) }),
        (
            "by case number",
            { (["applications", $0.application.caseNumber?.digits ?? ""], [:]) }
        ),
        ("subscriber by name", { (["subscribers", "find"], ["name": $0.name]) }),
        (
            "subscriber by number",
            {
                (
                    ["subscribers", "find"],
                    ["number": $0.number, "document": "passport", "country": "HK"]
                )
            }
        ),
        ("certificate by name", { (["certificates"], ["name": $0.name]) }),
        ("work of an officer", { _ in (["work"], ["officer": "off-val"]) }),
    ]

    // MARK: From approval to certificate

    /// One after another, with nothing else to do, less a signature of the same kind.
    private static func approval(
        _ world: IssuanceWorld, pairs count: Int
    ) async throws -> Measurement {
        let api = api(world)
        let authority = world.authority
        let key = try SoftwareKey.generate(AlgorithmFamily.sm2.keyAlgorithm)
        let contents = [UInt8](repeating: 7, count: 1200)
        var pairs: [(ours: Double, peer: Double)] = []
        var signatures: [Double] = []
        for _ in 0..<count {
            var waits: [Double] = []
            for _ in 0..<rounds {
                let (id, _) = try await brought(world, to: .accepted)
                // Signed beforehand, as officers' clients do.
                let approve = try await authority.decision(
                    "application.approve", id, by: try authority.approver)
                let issue = try await authority.decision(
                    "application.issue", id, by: try authority.issuingOfficer)
                let application = try await authority.application(id)
                let whole = try await seconds {
                    _ = try await authority.registration.approve(approve)
                    _ = try await authority.registration.issue(issue)
                    try await get(
                        api,
                        ["certificates", application.authority, application.serialHex ?? ""], [:])
                }
                let signature = try await seconds {
                    _ = try key.sign(contents, with: AlgorithmFamily.sm2.signatureAlgorithm)
                }
                waits.append((whole - signature) * 1000)
                signatures.append(signature * 1000)
            }
            pairs.append((Measurement.median(waits), 100))
        }
        return Measurement(
            "cases.approval", unit: "ms from approval to certificate, less a signature",
            peer: "100 ms", pairs: pairs,
            details: ["ms a signature (SM2)": Measurement.median(signatures)])
    }

    // MARK: Filling

    private static func fill(_ world: IssuanceWorld) async throws -> [Case] {
        let width = 64
        let progress = "bench: filling in \(count) cases\n"
        FileHandle.standardError.write(Data(progress.utf8))
        return try await withThrowingTaskGroup(of: Case.self) { tasks in
            var cases: [Case] = []
            for place in 0..<count {
                if place >= width, let one = try await tasks.next() { cases.append(one) }
                tasks.addTask {
                    let state = states[place % states.count]
                    let (id, name) = try await brought(
                        world, to: state, files: place % (count / withFiles) == 0)
                    return Case(
                        application: try await world.authority.application(id), name: name,
                        number: TestIdentity.passport(of: name))
                }
            }
            for try await one in tasks { cases.append(one) }
            return cases
        }
    }

    private static func brought(
        _ world: IssuanceWorld, to state: Application.State, files: Bool = false
    ) async throws -> (id: String, name: String) {
        let authority = world.authority
        // Later than those before, as in life.
        authority.clock.advance(byMilliseconds: 50)
        let subscriber = try TestSubscriber(AlgorithmFamily.sm2.keyAlgorithm)
        let someone = IssuanceWorld.someone()
        let name = someone["commonName"]?.string ?? ""
        let id = try await authority.apply(
            subscriber, to: IssuanceWorld.name, subject: someone)
        if files {
            let values = AuthorityWorld.values("trueIntent", name: name, reference: "0")
            let proof = AuthorityWorld.proof("trueIntent", values)
            try await authority.addEvidence(
                [JSONValue](repeating: proof, count: filesEach), to: id, picture: picture)
        }
        if state == .refused {
            try await authority.refuse(id)
        } else {
            try await authority.bring(id, to: state, with: subscriber)
        }
        return (id, name)
    }

    /// A megabyte that begins as a picture.
    private static let picture: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0] + [UInt8](repeating: 0x41, count: (1 << 20) - 6) + [0xFF, 0xD9]

    // MARK: The API

    private static func api(_ world: IssuanceWorld) -> API {
        let authority = world.authority
        return API(
            ledger: authority.ledger, registration: authority.registration,
            publication: authority.publication, backups: authority.backups(),
            version: "benchmark"
        ) { _, _ in }
    }

    private static func get(
        _ api: API, _ path: [String], _ query: [String: String]
    ) async throws {
        let answer = await api.answer(
            APIRequest(
                .get, path: ["api", "v1"] + path, query: query, body: nil, language: .english),
            requestID: "benchmark")
        guard answer.status == 200 else {
            throw Unanswered(path: path, status: answer.status)
        }
    }

    private struct Unanswered: Error {
        let path: [String]
        let status: Int
    }
}
