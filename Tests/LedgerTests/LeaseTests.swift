import CanonicalJSON
import Ledger
import Messages
import Testing
import TestSupport

@Suite struct `A lease` {
    private static let name = "schedule"
    private static let patience: Int64 = 90_000

    private func lead(
        _ ledger: Ledger, _ holder: String, at milliseconds: Int64
    ) async throws -> Lease? {
        try await ledger.lead(
            Self.name, holder: holder, atMilliseconds: milliseconds,
            patienceMilliseconds: Self.patience)
    }

    @Test func `is kept by its holder under one epoch`() async throws {
        let world = try await TestLedger.make()
        let ledger = world.ledger
        let first = try #require(try await lead(ledger, "one", at: 0))
        #expect(first.epoch == 1)
        #expect(try await lead(ledger, "one", at: 1_000_000) == first)
        #expect(try await ledger.verify().isClean)
        #expect(try await ledger.read { try $0.journalSize() } == 1)
    }

    @Test func `goes over after silence alone: whoever beats keeps it`() async throws {
        let world = try await TestLedger.make()
        let (one, two) = (world.ledger, try await world.reopened())
        _ = try await lead(one, "one", at: 0)
        #expect(try await lead(two, "two", at: 0) == nil)
        #expect(try await lead(two, "two", at: Self.patience - 1) == nil)
        // A beat, and the patience begins anew.
        #expect(try await lead(one, "one", at: 5)?.epoch == 1)
        #expect(try await lead(two, "two", at: Self.patience) == nil)
        #expect(try await lead(two, "two", at: 2 * Self.patience - 1) == nil)
        #expect(try await lead(two, "two", at: 2 * Self.patience)?.epoch == 2)
        #expect(try await lead(one, "one", at: 10) == nil)
    }

    @Test func `goes over at once to the next process of the same server`() async throws {
        let world = try await TestLedger.make()
        _ = try await lead(world.ledger, "server/1", at: 0)
        #expect(try await lead(world.ledger, "server/2", at: 0)?.epoch == 2)
    }

    @Test(arguments: [Int64.max, -1])
    func `with an epoch that a hand wrote is refused, and stops nothing`(epoch: Int64) async throws
    {
        let world = try await TestLedger.make()
        _ = try await lead(world.ledger, "one", at: 0)
        let hand = try world.settings.driver.connect(.readWrite)
        try #require(try hand.execute("UPDATE lease SET epoch = ?", [.integer(epoch)]) == 1)
        await #expect(throws: LedgerError.malformedRow(column: "epoch")) {
            try await lead(world.ledger, "two", at: 0)
        }
        try await world.ledger.act(world.systemRequest()) { _ in .null }
    }

    @Test func `that was given up is free at once`() async throws {
        let world = try await TestLedger.make()
        _ = try await lead(world.ledger, "one", at: 0)
        try await world.ledger.giveUp(Self.name, holder: "another")
        #expect(try await lead(world.ledger, "one", at: 1)?.epoch == 1)
        try await world.ledger.giveUp(Self.name, holder: "one")
        #expect(try await lead(world.ledger, "two", at: 1)?.epoch == 2)
    }

    @Test func `of an earlier epoch carries no act`() async throws {
        let world = try await TestLedger.make()
        let old = try #require(try await lead(world.ledger, "one", at: 0))
        try await world.ledger.giveUp(Self.name, holder: "one")
        let new = try #require(try await lead(world.ledger, "two", at: 0))
        await expectRefusal(.leaseLost) {
            try await Lease.$current.withValue(old) {
                try await world.ledger.act(world.systemRequest()) { _ in .null }
            }
        }
        try await Lease.$current.withValue(new) {
            try await world.ledger.act(world.systemRequest()) { _ in .null }
        }
        // What people ask needs none.
        try await world.ledger.act(world.systemRequest()) { _ in .null }
        let entries = try await world.ledger.read { try $0.entries(limit: 10) }
        #expect(try entries.map { try $0.parsed().outcome } == [.done, .refused, .done, .done])
        #expect(try entries[1].parsed().refusal?.code == "ledger.leaseLost")
    }
}
