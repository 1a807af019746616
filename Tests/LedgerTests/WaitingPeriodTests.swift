import CanonicalJSON
import CertificatePolicy
@testable import Ledger
import Synchronization
import Testing
import TestSupport

/// What a ledger asks of whoever judges waiting periods, and enters of it.
@Suite struct `Waiting periods` {
    /// Keeps what it was asked, and answers what a test says.
    private final class Rule: Sendable {
        let asked = Mutex<[WaitingMoment]>([])
        let answer = Mutex<[Grant]?>([])

        func judge(_ snapshot: Snapshot, _ moment: WaitingMoment) -> [Grant]? {
            asked.withLock { $0.append(moment) }
            return answer.withLock { $0 }
        }
    }

    private func act(_ world: TestLedger) async throws {
        try await world.ledger.act(world.systemRequest()) { _ in .null }
    }

    @Test func `what passed before the first commit is unseen, and later time is not`()
        async throws
    {
        let before = try await TestLedger.make()
        await before.ledger.close()
        before.clock.advance(byMilliseconds: 5000)
        let (world, rule) = (try await before.restarted(), Rule())
        await world.ledger.register(waiting: rule.judge, witnessed: { 7 })
        for _ in 1...2 {
            try await act(world)
            world.clock.advance(byMilliseconds: 3000)
        }
        let asked = rule.asked.withLock { $0 }
        #expect(asked.map(\.unseenMilliseconds) == [5000, 0])
        #expect(asked.map(\.lastMilliseconds) == [FixedClock.start, FixedClock.start + 5000])
        #expect(asked.map(\.witnessedMilliseconds) == [7, 7])
    }

    /// Over a shared storage another server may have put one, so that each commit asks.
    @Test func `where nobody waits it is not asked again until a grant changes`() async throws {
        let (world, rule) = (try await TestLedger.make(), Rule())
        rule.answer.withLock { $0 = nil }
        await world.ledger.register(waiting: rule.judge)
        for _ in 1...3 { try await act(world) }
        let isShared = TestStorage.isPostgreSQL
        #expect(rule.asked.withLock { $0.count } == (isShared ? 3 : 1))
        try await world.ledger.act(world.systemRequest()) { transaction in
            try transaction.put(
                Grant(id: "g", officer: "off-x", role: .validator, fromMilliseconds: 0))
            return .null
        }
        try await act(world)
        #expect(rule.asked.withLock { $0.count } == (isShared ? 5 : 2))
    }

    @Test func `[7.11b] a beginning that is moved for who does not wait is found by the audit`()
        async throws
    {
        let (world, rule) = (try await TestLedger.make(), Rule())
        let grant = try #require(
            try await world.ledger.read { try $0.grants(of: world.dai.id) }
                .first { $0.role == .securityOfficer })
        let moved = Grant(
            id: grant.id, officer: grant.officer, role: grant.role,
            fromMilliseconds: grant.fromMilliseconds + 1)
        rule.answer.withLock { $0 = [moved] }
        await world.ledger.register(waiting: rule.judge)
        try await act(world)
        #expect(try await world.ledger.verify().findings == [.entryUnauthorised(index: 1)])
    }
}
