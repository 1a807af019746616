import CanonicalJSON
import Ledger
import Testing
import TestSupport

/// One change made by hand, and what the audit must say about it.
struct Tampering: Sendable, CustomTestStringConvertible {
    let name: String
    let sql: [String]
    let findings: [AuditFinding]

    var testDescription: String { name }

    static let all =
        [
            Tampering(
                name: "a row changed", sql: ["UPDATE note SET text = 'other' WHERE id = 'n3'"],
                findings: [.rowChanged(table: "note", key: "[\"n3\"]", entry: 4)]),
            Tampering(
                name: "a row added", sql: ["INSERT INTO note (id, text) VALUES ('x', 'y')"],
                findings: [.rowAdded(table: "note", key: "[\"x\"]")]),
            Tampering(
                name: "a row deleted", sql: ["DELETE FROM note WHERE id = 'n3'"],
                findings: [.rowMissing(table: "note", key: "[\"n3\"]", entry: 4)]),
            Tampering(
                name: "a key respelled",
                sql: ["UPDATE note SET id = 'e\u{301}' WHERE id = '\u{E9}'"],
                findings: [
                    .rowAdded(table: "note", key: "[\"e\u{301}\"]"),
                    .rowMissing(table: "note", key: "[\"\u{E9}\"]", entry: 1),
                ]),
            Tampering(
                name: "a null made empty", sql: ["UPDATE note SET bytes = x'' WHERE id = 'n3'"],
                findings: [.rowChanged(table: "note", key: "[\"n3\"]", entry: 4)]),
            Tampering(
                name: "an officer's key exchanged",
                sql: ["UPDATE officer SET key_id = 'key-x' WHERE id = 'officer-ada'"],
                findings: [.rowChanged(table: "officer", key: "[\"officer-ada\"]", entry: 0)]),
            Tampering(
                name: "a participation erased", sql: ["DELETE FROM participation"],
                findings: [.rowMissing(table: "participation", key: "", entry: 2)]),
            Tampering(
                name: "a request erased", sql: ["DELETE FROM request WHERE id = 'system/r3'"],
                findings: [.rowMissing(table: "request", key: "[\"system/r3\"]", entry: 4)]),
            Tampering(
                name: "an entry rewritten",
                sql: [
                    "UPDATE journal_entry SET bytes = CAST(replace(CAST(bytes AS TEXT), "
                        + "'\"serve.start\"', '\"serve.stopt\"') AS BLOB), operation = 'serve.stopt' "
                        + "WHERE place = 4"
                ],
                findings: [.entryChanged(index: 4), .entryUnauthorised(index: 4)]),
            Tampering(
                name: "an entry deleted", sql: ["DELETE FROM journal_entry WHERE place = 2"],
                findings: [
                    .entryMissing(index: 2), .rowAdded(table: "request", key: ""),
                    .rowAdded(table: "participation", key: ""),
                ]),
            Tampering(
                name: "an entry added",
                sql: [
                    "INSERT INTO journal_entry SELECT 99, bytes, at, operation, actor, case_id "
                        + "FROM journal_entry WHERE place = 3"
                ],
                findings: [.entryBeyondCheckpoint(index: 99)]),
            Tampering(
                name: "an entry listed for another person",
                sql: ["UPDATE journal_entry SET actor = 'officer-ben' WHERE place = 2"],
                findings: [.entryListedWrongly(index: 2)]),
            Tampering(
                name: "a tile changed",
                sql: [
                    "UPDATE journal_tile SET hashes = CAST(x'00' || substr(hashes, 2) AS BLOB) "
                        + "WHERE level = 0"
                ],
                findings: [.tileChanged(level: 0, number: 0)]),
            Tampering(
                name: "a tile too long",
                sql: ["UPDATE journal_tile SET hashes = CAST(hashes || zeroblob(32) AS BLOB)"],
                findings: [.tileChanged(level: 0, number: 0)]),
            Tampering(
                name: "a tile beyond the journal",
                sql: [
                    "INSERT INTO journal_tile (level, number, hashes) VALUES (0, 77, zeroblob(32))"
                ],
                findings: [.tileChanged(level: 0, number: 77)]),
            Tampering(
                name: "a tile deleted", sql: ["DELETE FROM journal_tile"],
                findings: [.tileMissing(level: 0, number: 0)]),
            Tampering(
                name: "a checkpoint's root changed",
                sql: ["UPDATE journal_checkpoint SET root = zeroblob(32) WHERE size = 3"],
                findings: [.checkpointSignatureWrong(size: 3), .checkpointRootWrong(size: 3)]),
            Tampering(
                name: "a checkpoint's note exchanged",
                sql: [
                    "UPDATE journal_checkpoint SET note = "
                        + "(SELECT note FROM journal_checkpoint WHERE size = 2) WHERE size = 3"
                ],
                findings: [.checkpointSignatureWrong(size: 3)]),
            Tampering(
                name: "a checkpoint that an officer saw deleted",
                sql: ["DELETE FROM journal_checkpoint WHERE size = 2"],
                findings: [.checkpointMissing(size: 2)]),
        ] + (TestStorage.isPostgreSQL ? [] : [textThatIsNone])

    /// PostgreSQL lets no hand store it.
    private static let textThatIsNone = Tampering(
        name: "text that is not UTF-8",
        sql: ["UPDATE note SET text = CAST(x'FF' AS TEXT) WHERE id = 'n3'"],
        findings: [.rowChanged(table: "note", key: "[\"n3\"]", entry: 4)])
}

@Suite struct `An audit` {
    private func world() async throws -> TestLedger {
        let world = try await TestLedger.make(tables: [NoteRecord.table])
        try await world.ledger.act(world.systemRequest()) { transaction in
            try transaction.put(NoteRecord("\u{E9}", "accent"))
            return .null
        }
        let vet = try await world.request("application.vet", by: world.ada, caseID: "case-1")
        try await world.ledger.act(vet) { _ in .null }
        for number in 2..<6 {
            let request = ActRequest(
                id: "r\(number)", operation: "serve.start", actor: .system)
            try await world.ledger.act(request) { transaction in
                try transaction.put(NoteRecord("n\(number)", "t\(number)", number: 1))
                return .null
            }
        }
        return world
    }

    @Test(arguments: Tampering.all)
    func `[7.18a, 7.18b] what was changed or deleted by hand is found`(tampering: Tampering)
        async throws
    {
        let world = try await world()
        #expect(try await world.ledger.verify().isClean)
        let hand = try world.settings.driver.connect(.readWrite)
        for sql in tampering.sql { try #require(try hand.execute(TestStorage.byHand(sql), []) > 0) }
        let found = try await world.ledger.verify().findings
        // Keys that are random are left out of the comparison.
        #expect(found.map(\.withoutRandomKey) == tampering.findings)
    }

    @Test func `[7.18b] on a journal of several tiles finds an upper tile changed`() async throws {
        let world = try await TestLedger.make()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<520 {
                let request = world.systemRequest()
                group.addTask { try await world.ledger.act(request) { _ in .null } }
            }
            try await group.waitForAll()
        }
        let hand = try world.settings.driver.connect(.readWrite)
        try hand.execute(
            TestStorage.byHand(
                "UPDATE journal_tile SET hashes = CAST(substr(hashes, 1, 63) || x'00' AS BLOB) "
                    + "WHERE level = 1"), [])
        #expect(try await world.ledger.verify().findings == [.tileChanged(level: 1, number: 0)])
    }

    @Test func `counts what it looked at`() async throws {
        let world = try await world()
        let report = try await world.ledger.verify()
        #expect(report.entries == 7)
        #expect(report.checkpoints == 7)
        #expect(report.rows > 20)
        #expect(try await report.checkpoint == world.ledger.checkpoint())
    }

    @Test func `says which table it does not know`() async throws {
        let world = try await world()
        await world.ledger.close()
        let ledger = try await world.reopened(tables: [])
        #expect(try await ledger.verify().findings == [.tableUnknown(name: "note")])
    }

    @Test func `is foretold at the start when the tail does not fit`() async throws {
        let world = try await world()
        await world.ledger.close()
        let hand = try world.settings.driver.connect(.readWrite)
        try hand.execute("DELETE FROM journal_checkpoint WHERE size = 7", [])
        await #expect {
            try await world.reopened()
        } throws: { error in
            if case LedgerError.journalDamaged = error { true } else { false }
        }
    }

    @Test func `is possible on a journal that cannot be opened`() async throws {
        let world = try await world()
        await world.ledger.close()
        let hand = try world.settings.driver.connect(.readWrite)
        try hand.execute("DELETE FROM journal_checkpoint WHERE size = 7", [])
        let report = try await Ledger.verify(world.settings)
        #expect(report.findings.contains(.entryBeyondCheckpoint(index: 6)))
    }

    @Test func `no column changed by hand sets the clock of the ledger`() async throws {
        let world = try await world()
        await world.ledger.close()
        let hand = try world.settings.driver.connect(.readWrite)
        let year: Int64 = 365 * 86_400_000
        try hand.execute("UPDATE journal_entry SET at = at + \(year) WHERE place = 6", [])
        let ledger = try await world.reopened()
        let request = ActRequest(id: "after", operation: "serve.start", actor: .system)
        let outcome = try await ledger.act(request) { .integer($0.atMilliseconds) }
        #expect(outcome.result.integer == world.clock.nowMilliseconds)
        #expect(try await ledger.verify().findings == [.entryListedWrongly(index: 6)])
    }
}

extension AuditFinding {
    /// Nonces and request ids of the test world are random.
    fileprivate var withoutRandomKey: AuditFinding {
        switch self {
        case .rowAdded(let table, let key)
        where table == "participation" || (table == "request" && key.contains("req-")):
            .rowAdded(table: table, key: "")
        case .rowMissing("participation", _, let entry):
            .rowMissing(table: "participation", key: "", entry: entry)
        default: self
        }
    }
}
