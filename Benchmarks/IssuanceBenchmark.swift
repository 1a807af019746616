import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Issuance
import Ledger
import Registration

/// Approved applications to durable certificates, by signed lists, against what cannot be left out:
/// one signature and one verification each, on the same processors.
enum IssuanceBenchmark {
    private static let listsEachPair = 8
    private static let inFlight = 128

    static func run(_ family: AlgorithmFamily, pairs count: Int) async throws -> Measurement {
        var world = try await IssuanceWorld(family)
        let key = try SoftwareKey.generate(family.keyAlgorithm)
        var pairs: [(ours: Double, peer: Double)] = []
        var ours = Cost(), peer = Cost()
        for _ in 0..<count {
            let lists = try await world.lists(listsEachPair)
            let certificates = lists.count * IssuanceWorld.listLength
            let issued = try await Cost.of(certificates) { try await issue(lists, world) }
            let signed = try await Cost.of(certificates) {
                try await signAndVerify(certificates, key, family.signatureAlgorithm)
            }
            ours.add(issued)
            peer.add(signed)
            pairs.append((issued.rate, signed.rate))
        }
        let storage = try await storageMicroseconds(&world)
        return Measurement(
            family == .rsa ? "issuance.rsa2048" : "issuance.\(family.rawValue)",
            unit: "certificates/s",
            peer: "one signature and one verification each", pairs: pairs,
            details: [
                "processor µs a certificate": ours.microseconds,
                "processor µs a certificate, in the storage": storage,
                "processor µs a signature and its verification": peer.microseconds,
                "processor µs a certificate, all else":
                    ours.microseconds - storage - peer.microseconds,
                "ratio by processor time": peer.microseconds / ours.microseconds,
            ])
    }

    private static func storageMicroseconds(_ world: inout IssuanceWorld) async throws -> Double {
        let lists = try await world.lists(listsEachPair)
        world.storage.turn(on: true)
        defer { world.storage.turn(on: false) }
        try await issue(lists, world)
        return world.storage.take() / Double(lists.count * IssuanceWorld.listLength) * 1e6
    }

    /// Two lists at a time: while one is signed, the other is judged and stored.
    static func issue(_ lists: [ActRequest], _ world: IssuanceWorld) async throws {
        let registration = world.authority.registration
        let width = inFlight / IssuanceWorld.listLength
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for (place, list) in lists.enumerated() {
                if place >= width { try await tasks.next() }
                tasks.addTask {
                    let outcome = try await registration.issueList(list)
                    let issued = (outcome.result["applications"]?.array ?? []).count {
                        $0["state"] == "issued"
                    }
                    guard issued == IssuanceWorld.listLength else { throw Incomplete() }
                }
            }
            try await tasks.waitForAll()
        }
    }

    private static func signAndVerify(
        _ count: Int, _ key: SoftwareKey, _ algorithm: SignatureAlgorithm
    ) async throws {
        let share = count / Machine.processors
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for worker in 0..<Machine.processors {
                tasks.addTask {
                    // As long as what a certificate has to be signed.
                    var message = [UInt8](repeating: UInt8(worker), count: 1200)
                    for place in 0..<share {
                        message[0] = UInt8(truncatingIfNeeded: place)
                        let signature = try key.sign(message, with: algorithm)
                        guard key.publicKey.verifies(signature, of: message, with: algorithm)
                        else { throw Incomplete() }
                    }
                }
            }
            try await tasks.waitForAll()
        }
    }

    private struct Incomplete: Error {}
}

/// What some work cost, on the wall and in processor time.
private struct Cost {
    private var items = 0
    private var wall = 0.0
    private var processor = 0.0

    static func of(_ items: Int, _ body: () async throws -> Void) async rethrows -> Cost {
        var cost = Cost()
        cost.items = items
        let start = ProcessorTime.ofProcess
        cost.wall = try await seconds(body)
        cost.processor = ProcessorTime.ofProcess - start
        return cost
    }

    mutating func add(_ other: Cost) {
        items += other.items
        wall += other.wall
        processor += other.processor
    }

    var rate: Double { Double(items) / wall }
    var microseconds: Double { processor / Double(items) * 1e6 }
}
