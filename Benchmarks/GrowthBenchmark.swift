import AuthorityTestSupport
import CertificatePolicy
import Foundation
import Issuance
import Ledger
import TestSupport

/// Whether issuing and looking up cost the same with a million certificates as with a thousand.
///
/// The million is filled in through the door by an internal P-256 authority, and stays in a folder:
/// a later run goes on from there. Both rates are taken in turn, in two ledgers.
enum GrowthBenchmark {
    private static let listsEachPair = 8
    private static let few = 1_000
    private static let folder = "bench/growth.tmp"

    /// How many certificates are many.
    private static var many: Int {
        ProcessInfo.processInfo.environment["KAPOK_BENCH_CERTIFICATES"].flatMap { Int($0) }
            ?? 1_000_000
    }

    static func run(pairs count: Int) async throws -> Measurement {
        var large = try await IssuanceWorld(.p256, keptAt: folder)
        let rate = try await fill(&large, to: many)
        var small = try await IssuanceWorld(.p256)
        try await fill(&small, to: few)
        var pairs: [(ours: Double, peer: Double)] = []
        for _ in 0..<count {
            pairs.append((try await self.rate(&large), try await self.rate(&small)))
        }
        let filled = try await certificates(large)
        await large.authority.ledger.close()
        let file = try FileManager.default.attributesOfItem(atPath: folder + "/ledger.sqlite")
        let bytes = (file[.size] as? NSNumber)?.doubleValue ?? 0
        var details = try GrowthReader.inOtherProcess(folder)
        details["certificates"] = Double(filled)
        details["bytes of storage a certificate"] = bytes / Double(filled)
        details["filled, certificates/s"] = rate
        return Measurement(
            "issuance.growth", unit: "certificates/s", peer: "the same at 1,000 certificates",
            pairs: pairs, details: details)
    }

    private static func rate(_ world: inout IssuanceWorld) async throws -> Double {
        let lists = try await world.lists(listsEachPair)
        let time = try await seconds { try await IssuanceBenchmark.issue(lists, world) }
        return Double(listsEachPair * IssuanceWorld.listLength) / time
    }

    // MARK: Filling

    private static let listsEachRound = 64
    /// Lists whose applications are on their way at the same time.
    private static let width = 8

    /// - Returns: certificates a second; nil where there was nothing to fill in.
    @discardableResult
    private static func fill(
        _ world: inout IssuanceWorld, to wanted: Int
    ) async throws -> Double? {
        let start = try await certificates(world)
        let clock = ContinuousClock()
        let begun = clock.now
        var filled = start
        while filled < wanted {
            let lists = min(
                listsEachRound, (wanted - filled - 1) / IssuanceWorld.listLength + 1)
            try await fill(world, lists: lists)
            filled += lists * IssuanceWorld.listLength
            tell(filled, of: wanted, since: start, begun.duration(to: clock.now))
        }
        let time = begun.duration(to: clock.now) / .seconds(1)
        return filled > start ? Double(filled - start) / time : nil
    }

    private static func fill(_ world: IssuanceWorld, lists: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for place in 0..<lists {
                if place >= width { try await tasks.next() }
                tasks.addTask {
                    var world = world
                    // Later than those before, as in life.
                    world.authority.clock.advance(byMilliseconds: 50)
                    try await IssuanceBenchmark.issue(try await world.lists(1), world)
                }
            }
            try await tasks.waitForAll()
        }
    }

    private static func certificates(_ world: IssuanceWorld) async throws -> Int {
        try await world.authority.ledger.read { snapshot in
            let rows = try snapshot.rows(
                "SELECT COUNT(*) AS total FROM certificate WHERE authority = ? AND state = 'valid'",
                [.text(IssuanceWorld.name)])
            return Int(try rows.first?.integer("total") ?? 0)
        }
    }

    /// One line, written over, for whoever watches.
    private static func tell(
        _ filled: Int, of wanted: Int, since start: Int, _ time: Duration
    ) {
        let rate = Double(filled - start) / (time / .seconds(1))
        let left = Double(wanted - filled) / rate / 60
        let line =
            "\rbench: \(filled) of \(wanted) certificates, \(Int(rate)) a second, "
            + "\(Int(left.rounded(.up))) minutes to go   "
        FileHandle.standardError.write(Data((filled < wanted ? line : line + "\n").utf8))
    }
}
