import CanonicalJSON
import Cryptography
import Foundation
import Ledger
import SQLiteDriver
import TestSupport

/// The journal: entries through the committer, the check of all of them, the proof of one.
enum JournalBenchmark {
    private static let inFlight = 512

    /// Entries through the one door, against one durable commit each of a row as large.
    static func append(pairs count: Int) async throws -> Measurement {
        let world = try await TestLedger.make()
        let raw = try SQLiteDriver(path: world.folder.path + "/raw.sqlite").connect(.readWrite)
        try raw.execute("CREATE TABLE entry (place INTEGER PRIMARY KEY, bytes BLOB) STRICT", [])
        var place: Int64 = 0
        var pairs: [(ours: Double, peer: Double)] = []
        for _ in 0..<count {
            let entries = 20_000
            let ours = try await seconds { try await append(entries, to: world) }
            let commits = 500
            let peer = try await seconds {
                for _ in 0..<commits {
                    try raw.begin()
                    place += 1
                    try raw.execute(
                        "INSERT INTO entry (place, bytes) VALUES (?, ?)",
                        [.integer(place), .blob([UInt8](repeating: 7, count: 500))])
                    try raw.commit()
                }
            }
            pairs.append((Double(entries) / ours, Double(commits) / peer))
        }
        raw.close()
        return Measurement(
            "journal.append", unit: "entries/s", peer: "one durable commit of a row each",
            pairs: pairs)
    }

    /// Leaves, tiles and checkpoints of a long journal, against the hashes of its leaves alone; the
    /// comparison of rows and the proof of one entry beside it.
    static func verify(entries: Int, pairs count: Int) async throws -> [Measurement] {
        let world = try await TestLedger.make()
        try await append(entries, to: world)
        let leaf = [UInt8](repeating: 7, count: 500)
        var pairs: [(ours: Double, peer: Double)] = []
        for _ in 0..<count {
            let start = ProcessorTime.ofProcess
            guard try await world.ledger.verifyTree().isClean else { throw NotClean() }
            let ours = ProcessorTime.ofProcess - start
            let before = ProcessorTime.ofProcess
            for _ in 0..<entries { _ = DigestAlgorithm.sha256.hash(leaf) }
            let peer = ProcessorTime.ofProcess - before
            pairs.append((Double(entries) / ours, Double(entries) / peer))
        }
        let whole = try await seconds {
            guard try await world.ledger.verify().isClean else { throw NotClean() }
        }
        let tree = Double(entries) / Measurement.median(pairs.map(\.ours))
        let verified = Measurement(
            "journal.verify", unit: "leaves/s", peer: "one SHA-256 of 500 octets each",
            pairs: pairs,
            details: [
                "leaves": Double(entries), "seconds for all, tree and checkpoints": tree,
                "seconds for all, what entries say and every row as well": whole,
            ])
        return [verified, try await prove(world, entries, pairs: count)]
    }

    private static func prove(
        _ world: TestLedger, _ entries: Int, pairs count: Int
    ) async throws -> Measurement {
        var pairs: [(ours: Double, peer: Double)] = []
        for _ in 0..<count {
            let proofs = 200
            let time = try await seconds {
                for _ in 0..<proofs {
                    _ = try await world.ledger.proof(ofEntry: .random(in: 0..<Int64(entries)))
                }
            }
            pairs.append((Double(proofs) / time, 1000))
        }
        return Measurement(
            "journal.proof", unit: "inclusion proofs/s", peer: "one a millisecond", pairs: pairs,
            details: ["leaves": Double(entries)])
    }

    static func append(_ count: Int, to world: TestLedger) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for place in 0..<count {
                if place >= inFlight { try await tasks.next() }
                tasks.addTask {
                    try await world.ledger.act(world.systemRequest()) { _ in .null }
                }
            }
            try await tasks.waitForAll()
        }
    }

    private struct NotClean: Error {}
}
