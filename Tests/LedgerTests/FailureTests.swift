import CanonicalJSON
import Ledger
import Messages
import SQLiteDriver
import Synchronization
import Testing
import TestSupport

@Suite struct `A failing disk` {
    private func world(_ plan: FailurePlan) async throws -> TestLedger {
        try await TestLedger.make(tables: [NoteRecord.table]) { FailingDriver($0, plan: plan) }
    }

    private func act(_ world: TestLedger, _ id: String) async throws -> ActOutcome {
        let request = try await world.request("application.vet", by: world.ada, caseID: id)
        return try await world.ledger.act(request) { transaction in
            try transaction.put(NoteRecord(id, id))
            return .null
        }
    }

    @Test func `full at any write keeps nothing of the act, and the next one works`() async throws {
        let plan = FailurePlan()
        let world = try await world(plan)
        plan.recover()
        _ = try await act(world, "warm-up")
        let writes = plan.writes
        try #require(writes >= 5)
        for number in 0..<writes {
            plan.failWrites(from: number)
            await #expect(throws: LedgerError.diskFull) { try await act(world, "lost-\(number)") }
            plan.recover()
            _ = try await act(world, "kept-\(number)")
        }
        let ids = try await world.ledger.read { try $0.select(NoteRecord.self).map(\.id) }
        #expect(ids.allSatisfy { !$0.hasPrefix("lost") })
        #expect(ids.count == writes + 1)
        let report = try await world.ledger.verify()
        #expect(report.isClean)
        #expect(report.entries == Int64(writes) + 2)
    }

    @Test func `at the commit fails everybody in the batch and keeps nothing`() async throws {
        let plan = FailurePlan()
        let world = try await world(plan)
        plan.failCommits(with: .inputOutput(detail: "disk"))
        let failures = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<20 {
                group.addTask {
                    do {
                        _ = try await act(world, "lost-\(number)")
                        return false
                    } catch {
                        return error as? LedgerError == .inputOutput(detail: "disk")
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(failures == 20)
        plan.recover()
        #expect(try await act(world, "kept").entryIndex == 1)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test(.disabled(if: TestStorage.isPostgreSQL, "it is SQLite's limit of pages"))
    func `that SQLite itself finds full fails the act, and room lets it work again`()
        async throws
    {
        let limit = PageLimit()
        let world = try await TestLedger.make(tables: [NoteRecord.table]) {
            TransactionDriver($0) { connection throws(LedgerError) in
                if let pages = limit.value {
                    try connection.execute("PRAGMA max_page_count = \(pages)", [])
                }
                try connection.begin()
            }
        }
        func fill(_ id: String) async throws {
            try await world.ledger.act(world.systemRequest()) { transaction in
                try transaction.put(
                    NoteRecord(id, id, bytes: [UInt8](repeating: 1, count: 200_000)))
                return .null
            }
        }
        try await fill("before")
        limit.set(1)
        await #expect(throws: LedgerError.diskFull) { try await fill("lost") }
        limit.set(1_000_000)
        try await fill("after")
        let ids = try await world.ledger.read { try $0.select(NoteRecord.self).map(\.id) }
        #expect(ids.sorted() == ["after", "before"])
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `held by another program for a moment is waited for`() async throws {
        let world = try await TestLedger.make()
        let hand = try world.settings.driver.connect(.readWrite)
        try hand.begin()
        async let outcome = world.ledger.act(world.systemRequest()) { _ in .null }
        // A read is never held up, and shows that the act is not done yet.
        #expect(try await world.ledger.read { try $0.journalSize() } == 1)
        hand.rollback()
        #expect(try await outcome.entryIndex == 1)
    }

    @Test func `is not hidden by a closure that swallows the error`() async throws {
        let plan = FailurePlan()
        let world = try await world(plan)
        // The transaction's own write comes first.
        plan.failWrites(from: 0)
        await #expect(throws: LedgerError.diskFull) {
            try await world.ledger.act(world.systemRequest()) { transaction in
                try? transaction.put(NoteRecord("n", "n"))
                // The failure of a write comes with the next look.
                _ = try? transaction.get(NoteRecord.self, "n")
                plan.recover()
                // The storage may have undone the transaction: what followed would belong to none.
                #expect(throws: LedgerError.diskFull) {
                    try transaction.put(NoteRecord("astray", "astray"))
                }
                #expect(throws: LedgerError.diskFull) {
                    _ = try transaction.select(NoteRecord.self)
                }
                return .null
            }
        }
        plan.recover()
        #expect(try await world.ledger.read { try $0.journalSize() } == 1)
    }

    @Test func `is told apart from a mistake of one act, which fails alone`() async throws {
        let world = try await TestLedger.make(tables: [NoteRecord.table])
        try await world.ledger.act(world.systemRequest()) { transaction in
            try transaction.put(NoteRecord("a", "same"))
            return .null
        }
        // A fault, not a refusal: whoever tells a person leaves out the cause and logs it.
        await #expect {
            try await world.ledger.act(world.systemRequest()) { transaction in
                try transaction.put(NoteRecord("b", "same"))
                return .null
            }
        } throws: { error in
            // In the database's own words, and without the value.
            if case LedgerError.constraint(let detail) = error {
                detail.lowercased().contains("unique") && detail.contains("note")
                    && !detail.contains("same")
            } else {
                false
            }
        }
        await #expect(
            throws: LedgerError.misuse(detail: "table unregistered was not registered")
        ) {
            try await world.ledger.act(world.systemRequest()) { transaction in
                try transaction.put(Unregistered())
                return .null
            }
        }
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `leaves what a stranger was refused counted once`() async throws {
        let plan = FailurePlan()
        let world = try await world(plan)
        let request = ActRequest(
            id: "r1", operation: "application.apply", actor: .anyone)
        await expectRefusal(.vaultDamaged) {
            try await world.ledger.act(request) { _ in throw Refusal(.vaultDamaged) }
        }
        plan.failCommits()
        world.clock.advance(byMilliseconds: 3_600_000)
        await #expect(throws: LedgerError.diskFull) {
            try await world.ledger.act(world.systemRequest()) { _ in .null }
        }
        plan.recover()
        try await world.ledger.act(world.systemRequest()) { _ in .null }
        let entries = try await world.ledger.read {
            try $0.entries(matching: EntryFilter(operation: "ledger.refusals"), limit: 10)
        }
        #expect(try entries.map { try $0.parsed().facts["counts"] } == [["vault.damaged": 1]])
    }
}

/// How many pages the database file may have, as `PRAGMA max_page_count` takes it.
private final class PageLimit: Sendable {
    private let pages = Mutex<Int?>(nil)
    func set(_ count: Int) { pages.withLock { $0 = count } }
    var value: Int? { pages.withLock { $0 } }
}

private struct Unregistered: Record {
    static let table = Table("unregistered", columns: [Column("id", .text)], key: ["id"])
    var values: KeyValuePairs<String, Value> { ["id": "x"] }
    init() {}
    init(row: Row) throws(LedgerError) {}
}
