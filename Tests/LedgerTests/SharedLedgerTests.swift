import CanonicalJSON
import Ledger
import PostgreSQLDriver
import Testing
import TestSupport

/// Several servers over one database.
@Suite(
    .enabled(
        if: TestStorage.isPostgreSQL,
        "a folder has one server; run with KAPOK_TEST_STORAGE=postgresql"))
struct `A shared ledger` {
    @Test func `takes acts from every server into one journal`() async throws {
        let world = try await TestLedger.make(tables: [NoteRecord.table])
        let servers = [world.ledger, try await world.reopened(), try await world.reopened()]
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for number in 0..<300 {
                let request = world.systemRequest()
                tasks.addTask {
                    try await servers[number % 3].act(request) { transaction in
                        try transaction.put(NoteRecord("n\(number)", "t\(number)"))
                        return .integer(transaction.entryIndex)
                    }
                }
            }
            try await tasks.waitForAll()
        }
        #expect(try await servers[1].read { try $0.journalSize() } == 301)
        #expect(try await servers[2].verify().isClean)
    }

    @Test func `is opened as one state while another server commits`() async throws {
        let world = try await TestLedger.make()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                for _ in 0..<400 {
                    try await world.ledger.act(world.systemRequest()) { _ in .null }
                }
            }
            tasks.addTask {
                for _ in 0..<40 { await (try world.reopened()).close() }
            }
            try await tasks.waitForAll()
        }
        #expect(try await world.ledger.read { try $0.journalSize() } == 401)
    }

    @Test func `answers a repeated request alike, whichever server is asked`() async throws {
        let world = try await TestLedger.make()
        let other = try await world.reopened()
        let request = world.systemRequest()
        let first = try await world.ledger.act(request) { .integer($0.entryIndex) }
        let again = try await other.act(request) { .integer($0.entryIndex) }
        #expect(again.replayed)
        #expect(again.entryIndex == first.entryIndex)
        #expect(try await other.read { try $0.journalSize() } == 2)
    }

    @Test func `that went back is not written to: the journal never forks`() async throws {
        let world = try await TestLedger.make()
        for _ in 0..<3 { try await world.ledger.act(world.systemRequest()) { _ in .null } }
        let hand = try world.settings.driver.connect(.readWrite)
        for sql in [
            "DELETE FROM journal_checkpoint WHERE size = 4",
            "DELETE FROM journal_entry WHERE place = 3",
        ] { try #require(try hand.execute(sql, []) == 1) }
        for _ in 0..<2 {
            await #expect(
                throws: LedgerError.journalDamaged(
                    detail: "the database holds an earlier or another journal")
            ) {
                try await world.ledger.act(world.systemRequest()) { _ in .null }
            }
        }
        #expect(try await world.ledger.read { try $0.journalSize() } == 3)
    }

    @Test func `that goes on under a new name is not written to with the key of before`()
        async throws
    {
        let test = try await SuccessionWorld()
        let other = try #require(test.other)
        let next = try SuccessionWorld.signer()
        try await test.succeed(to: next)
        await #expect(
            throws: LedgerError.cannotOpen(
                detail: "the checkpoint key is not that of this journal")
        ) {
            try await other.act(test.world.systemRequest()) { _ in .null }
        }
        let ledger = try await test.open(next)
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }

    @Test func `loses and doubles nothing when connections are cut at any moment`() async throws {
        let world = try await TestLedger.make(tables: [NoteRecord.table])
        let servers = [world.ledger, try await world.reopened()]
        let address = try PostgreSQLServer.shared.get().address
        let hand = try PostgreSQLDriver(address: address).connect(.readWrite)
        let driver = try #require(world.settings.driver as? PostgreSQLDriver)
        let schema = try #require(driver.address.split(separator: "=").last.map(String.init))
        var kept: Set<String> = []
        var (cuts, seen) = (0, 0)
        for round in 0..<200 {
            let requests = (0..<4).map { _ in world.systemRequest() }
            try await withThrowingTaskGroup(of: (id: String?, faults: Int).self) { tasks in
                for (place, request) in requests.enumerated() {
                    tasks.addTask {
                        // Whoever got no answer asks again, here another server.
                        var faults: [LedgerError] = []
                        while faults.count < 20 {
                            do {
                                try await servers[(place + faults.count) % 2].act(request) {
                                    try $0.put(NoteRecord(request.id, request.id))
                                    return .null
                                }
                                return (request.id, faults.count)
                            } catch let fault as LedgerError {
                                faults.append(fault)
                            }
                        }
                        Issue.record("round \(round): \(faults)")
                        return (nil, faults.count)
                    }
                }
                let cut = try hand.query(
                    "SELECT pg_terminate_backend(pid)::int AS cut FROM pg_stat_activity "
                        + "WHERE pid <> pg_backend_pid() AND application_name = ?", [.text(schema)])
                cuts += try cut.filter { try $0.integer("cut") == 1 }.count
                for try await (id, faults) in tasks {
                    kept.insert(try #require(id))
                    seen += faults
                }
            }
        }
        #expect(kept.count == 800)
        // Else nothing was shown: connections were cut, and callers saw it.
        #expect(cuts > 0)
        #expect(seen > 0)
        let ids = try await servers[0].read { try $0.select(NoteRecord.self).map(\.id) }
        #expect(Set(ids) == kept)
        #expect(ids.count == 800)
        #expect(try await servers[1].verify().isClean)
    }
}
