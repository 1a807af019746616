import CanonicalJSON
import Ledger
import Messages
import Testing
import TestSupport

/// A ledger that an earlier program wrote, as this one and later ones find it.
@Suite struct `A ledger in an older form` {
    /// A past of two forms more than the first; never shipped.
    static let history = SchemaHistory([
        Migration([
            .addColumn("note", Column("number", .integer, nullable: true)),
            .addColumn("note", Column("bytes", .blob, nullable: true)),
            .addColumn("meta", Column("text", .text, nullable: true)),
        ]),
        Migration([
            .addTable(Label.table), .addIndex("note", Index(["number"])),
            .rewriteRows(
                RowRewrite(of: NoteRecord.table) { row throws(LedgerError) in
                    guard try row.text("text") != "stays" else { return nil }
                    return row.values.map { $0 == .null ? .integer(7) : $0 }.dropLast() + [.null]
                }),
        ]),
    ])
    static let facts: [String: JSONValue] = ["backup": ["sha256": "00"]]

    /// With notes of which one stays as it is.
    private func older(
        notes: Int = 3, besides tables: [Table] = [],
        driver: (any StorageDriver) -> any StorageDriver = { $0 }
    ) async throws -> TestLedger {
        let world = try await TestLedger.make(
            tables: [OlderNote.table] + tables, history: SchemaHistory([]), driver: driver)
        try await world.ledger.act(world.systemRequest()) { transaction in
            for number in 0..<notes {
                try transaction.put(
                    OlderNote(id: "n\(number)", text: number == 0 ? "stays" : "t\(number)"))
            }
            return .null
        }
        await world.ledger.close()
        let hand = try world.settings.driver.connect(.readWrite)
        try hand.execute("ALTER TABLE meta DROP COLUMN text", [])
        hand.close()
        return world
    }

    private func settings(_ world: TestLedger) -> LedgerSettings {
        world.settings(tables: [NoteRecord.table, Label.table], history: Self.history)
    }

    @Test func `is opened by nothing but its migration`() async throws {
        let world = try await older()
        let settings = settings(world)
        await #expect(throws: LedgerError.olderFolder(found: 1, known: 3)) {
            try await Ledger.open(settings)
        }
        let other = try TemporaryFolder()
        await #expect(throws: LedgerError.olderFolder(found: 1, known: 3)) {
            try await Ledger.copy(settings, to: TestStorage.driver(in: other.path))
        }
        let code = LedgerError.olderFolder(found: 1, known: 3).refusal
        #expect(code.code == .folderOlder)
        #expect(code.remedy(in: .english).contains("kapok migrate"))
    }

    @Test func `is told what would change, and stays as it is`() async throws {
        let world = try await older()
        let head = try JournalHead(of: world.settings.driver, Self.history)
        let plan = try Ledger.migrationPlan(of: world.settings.driver, Self.history)
        #expect(plan.isNeeded)
        #expect(plan.from == StoredForm(schema: 1, journal: 1))
        #expect(plan.to == StoredForm(schema: 3, journal: 1))
        #expect(
            plan.steps == [
                "note.number", "note.bytes", "meta.text", "label", "note(number)", "note.*",
            ])
        #expect(try JournalHead(of: world.settings.driver, Self.history) == head)
        let hand = try world.settings.driver.connect(.readOnly)
        #expect(try hand.columnNames(ofTable: "label").isEmpty)
        #expect(try hand.columnNames(ofTable: "note") == ["id", "text"])
    }

    @Test func `[7.17e] is brought into today's by one commit, with its entry`() async throws {
        let world = try await older()
        let size = try JournalHead(of: world.settings.driver, Self.history).size
        let done = try #require(try await Ledger.migrate(settings(world), facts: Self.facts))
        #expect(done.entry == size)
        let ledger = try await Ledger.open(settings(world))
        #expect(try await ledger.verify().isClean)
        #expect(
            try await ledger.read { try $0.select(NoteRecord.self, orderBy: "id") } == [
                NoteRecord("n0", "stays"), NoteRecord("n1", "t1", number: 7),
                NoteRecord("n2", "t2", number: 7),
            ])
        let entry = try await ledger.read { try $0.entry(at: size).parsed() }
        #expect(entry.operation == "ledger.migrate" && entry.actor == "system")
        #expect(entry.practice == 1)
        #expect(entry.changes.map(\.key) == [["n1"], ["n2"]])
        #expect(
            entry.facts
                == Self.facts.merging([
                    "schemaBefore": 1, "schemaAfter": 3, "journalBefore": 1, "journalAfter": 1,
                    "program": .string(TestLedger.program),
                    "changes": [
                        "note.number", "note.bytes", "meta.text", "label", "note(number)",
                        "note.*",
                    ],
                ]) { first, _ in first })
        try await ledger.act(world.systemRequest()) { transaction in
            try transaction.put(Label(id: "l1"))
            try transaction.put(NoteRecord("n3", "t3", number: 9, bytes: [1]))
            return .null
        }
        #expect(try await ledger.verify().isClean)
    }

    @Test func `that has today's is left alone`() async throws {
        let world = try await older()
        #expect(try await Ledger.migrate(settings(world), facts: [:]) != nil)
        let head = try JournalHead(of: world.settings.driver, Self.history)
        #expect(try await Ledger.migrate(settings(world), facts: [:]) == nil)
        #expect(try JournalHead(of: world.settings.driver, Self.history) == head)
    }

    /// More rows than an entry can name: further entries do, in the same commit.
    @Test func `has each row that gets another value named with its hash`() async throws {
        let world = try await older(notes: 450)
        let done = try #require(try await Ledger.migrate(settings(world), facts: [:]))
        let ledger = try await Ledger.open(settings(world))
        #expect(try await ledger.verify().isClean)
        let entries = try await ledger.read {
            try $0.entries(matching: EntryFilter(operation: "ledger.migrate"), limit: 10)
                .map { try $0.parsed() }
        }
        #expect(entries.map(\.changes.count) == [200, 200, 49])
        #expect(entries[0].facts["schemaAfter"] == 3)
        #expect(entries.dropFirst().allSatisfy { $0.facts == ["continues": .integer(done.entry)] })
    }

    /// As a full disk does, and any other end, at every write that a migration makes.
    @Test func `stays whole when the migration fails at any of its writes`() async throws {
        let plan = FailurePlan()
        let world = try await older { FailingDriver($0, plan: plan) }
        let head = try JournalHead(of: world.settings.driver, Self.history)
        var number = 0
        while true {
            plan.failWrites(from: number)
            do {
                #expect(try await Ledger.migrate(settings(world), facts: [:]) != nil)
                break
            } catch {
                #expect(error as? LedgerError == .diskFull)
            }
            plan.recover()
            #expect(try JournalHead(of: world.settings.driver, Self.history) == head)
            await #expect(throws: LedgerError.olderFolder(found: 1, known: 3)) {
                try await Ledger.open(settings(world))
            }
            number += 1
        }
        #expect(number > 8)
        plan.recover()
        #expect(try await Ledger.open(settings(world)).verify().isClean)
    }

    @Test func `stays whole when the migration cannot be committed`() async throws {
        let plan = FailurePlan()
        let world = try await older { FailingDriver($0, plan: plan) }
        plan.failCommits()
        await #expect(throws: LedgerError.diskFull) {
            try await Ledger.migrate(settings(world), facts: [:])
        }
        plan.recover()
        await #expect(throws: LedgerError.olderFolder(found: 1, known: 3)) {
            try await Ledger.open(settings(world))
        }
    }

    /// The audit runs inside the transaction: what would not pass it never comes to be.
    @Test(arguments: [
        "UPDATE note SET text = 'other' WHERE id = 'n0'", "DELETE FROM note WHERE id = 'n1'",
        "INSERT INTO note (id, text) VALUES ('added', 'by hand')",
    ])
    func `that does not agree with its journal is not migrated`(sql: String) async throws {
        let world = try await older()
        let hand = try world.settings.driver.connect(.readWrite)
        try #require(try hand.execute(sql, []) == 1)
        hand.close()
        let refusal = try #require(
            await #expect(throws: Refusal.self) {
                try await Ledger.migrate(
                    world.settings(
                        tables: [NoteRecord.table],
                        history: SchemaHistory(
                            Array(
                                Self.history.migrations.prefix(1)))), facts: [:])
            })
        #expect(refusal.code == .migrateUnclean)
        let after = try world.settings.driver.connect(.readOnly)
        #expect(try after.columnNames(ofTable: "note") == ["id", "text"])
    }

    /// Officers signed for these rows: no migration may change what they signed.
    @Test func `[7.18b] keeps what officers signed for`() async throws {
        let world = try await older()
        let changing = SchemaHistory([
            Migration([
                .addColumn("meta", Column("text", .text, nullable: true)),
                .rewriteRows(
                    RowRewrite(of: Grant.table) { row throws(LedgerError) in
                        row.values.map { $0 == .text("validator") ? .text("approver") : $0 }
                    }),
            ])
        ])
        let refusal = try #require(
            await #expect(throws: Refusal.self) {
                try await Ledger.migrate(
                    world.settings(tables: [OlderNote.table], history: changing), facts: [:])
            })
        #expect(refusal.code == .migrateUnclean)
        #expect(refusal.arguments["first"] == "entryUnauthorised")
    }

    @Test func `[7.25] that was restored is compared first`() async throws {
        let world = try await older()
        try Ledger.markRestored(world.settings.driver, atMilliseconds: 5)
        let refusal = try #require(
            await #expect(throws: Refusal.self) {
                try await Ledger.migrate(settings(world), facts: [:])
            })
        #expect(refusal.code == .migrateRestored)
    }

    @Test func `is audited as it is: a backup of before can be restored and judged`()
        async throws
    {
        let world = try await older()
        let settings = settings(world)
        #expect(try await Ledger.verify(settings).isClean)
        let hand = try world.settings.driver.connect(.readWrite)
        try hand.execute("UPDATE note SET text = 'other' WHERE id = 'n0'", [])
        hand.close()
        #expect(try await Ledger.verify(settings).findings.map(\.id) == ["rowChanged"])
    }

    @Test(
        .enabled(if: TestStorage.isPostgreSQL, "a folder has one server"))
    func `that others migrated is written to no more by a server of before`() async throws {
        let world = try await older()
        let server = try await world.reopened(
            tables: [OlderNote.table], history: SchemaHistory([]))
        try await server.act(world.systemRequest()) { _ in .null }
        _ = try await Ledger.migrate(settings(world), facts: [:])
        await #expect(
            throws: LedgerError.newerFolder(
                part: "schemaVersion", found: 3, known: 1, program: TestLedger.program)
        ) { try await server.act(world.systemRequest()) { _ in .null } }
    }

    /// A table as the steps that are shipped leave it.
    private static func today(_ table: Table) -> Table {
        var (columns, indexes) = (table.columns, table.indexes)
        for migration in SchemaHistory.all.migrations {
            for case .addColumn(table.name, let column) in migration.steps {
                columns.append(column)
            }
            for case .addIndex(table.name, let index) in migration.steps {
                indexes.append(index)
            }
        }
        return Table(table.name, columns: columns, key: table.key, indexes: indexes)
    }

    /// What this release ships, over either storage.
    @Test func `of the first form becomes today's by the steps that are shipped`() async throws {
        // Of the services' tables what their steps name; whole they are in `ReleaseTests`.
        let indexed = [
            Column("not_after", .integer), Column("state", .text), Column("application", .text),
            Column("created_at", .integer),
        ]
        let services = ["certificate", "status_event", "application", "authority"].map {
            Table($0, columns: [Column("id", .text)] + indexed, key: ["id"])
        }
        let world = try await older(besides: services)
        let settings = world.settings(
            tables: [OlderNote.table] + services.map(Self.today), history: .all)
        _ = try #require(try await Ledger.migrate(settings, facts: [:]))
        let ledger = try await Ledger.open(settings)
        #expect(try await ledger.verify().isClean)
        await ledger.close()
        let hand = try settings.driver.connect(.readOnly)
        let row = try #require(try hand.first("SELECT text FROM meta WHERE name = 'program'"))
        #expect(try row.text("text") == TestLedger.program)
    }
}

@Suite struct `A ledger of a later version` {
    @Test(arguments: ["schemaVersion", "journalVersion"])
    func `is refused, and told by which program, before anything is changed`(
        part: String
    ) async throws {
        let world = try await TestLedger.make()
        await world.ledger.close()
        let connection = try world.settings.driver.connect(.readWrite)
        try connection.execute("UPDATE meta SET value = 99 WHERE name = ?", [.text(part)])
        try connection.execute("UPDATE meta SET text = '9.9' WHERE name = 'program'", [])
        connection.close()
        let known = part == "schemaVersion" ? SchemaHistory.all.form.schema : 1
        let error = LedgerError.newerFolder(part: part, found: 99, known: known, program: "9.9")
        await #expect(throws: error) { try await world.reopened(tables: [NoteRecord.table]) }
        await #expect(throws: error) { try await Ledger.migrate(world.settings, facts: [:]) }
        #expect(throws: error) { try JournalHead(of: world.settings.driver) }
        #expect(throws: error) { try Ledger.migrationPlan(of: world.settings.driver) }
        #expect(error.refusal.message(in: .english).contains("Kapok 9.9"))
        let after = try world.settings.driver.connect(.readWrite)
        #expect(try after.columnNames(ofTable: "note").isEmpty)
    }

    /// Not even where the rest looks like an entry of today.
    @Test func `has entries that are refused and not misread`() async throws {
        let world = try await TestLedger.make()
        let stored = try await world.ledger.read { try $0.entry(at: 0).bytes }
        let text = String(decoding: stored, as: UTF8.self)
        #expect(try JournalEntry(parsing: stored).version == 1)
        #expect(try JournalEntry(parsing: stored).canonicalBytes == stored)
        let later = Array(text.replacing("\"v\":1}", with: "\"v\":2}").utf8)
        try #require(later != stored)
        #expect(
            throws: LedgerError.newerFolder(part: "entry", found: 2, known: 1, program: nil)
        ) { try JournalEntry(parsing: later) }
        for wrong in ["\"v\":0}", "\"v\":-1}", "\"v\":\"1\"}", "\"w\":1}"] {
            #expect(throws: LedgerError.journalDamaged(detail: "an entry cannot be read")) {
                try JournalEntry(
                    parsing: Array(text.replacing("\"v\":1}", with: wrong).utf8))
            }
        }
    }
}

/// The note table as an earlier version had it.
struct OlderNote: Record {
    static let table = Table(
        "note", columns: [Column("id", .text), Column("text", .text)], key: ["id"])

    let id: String
    let text: String

    init(id: String, text: String) {
        self.id = id
        self.text = text
    }

    init(row: Row) throws(LedgerError) {
        id = try row.text("id")
        text = try row.text("text")
    }

    var values: KeyValuePairs<String, Value> { ["id": .text(id), "text": .text(text)] }
}

/// A table that came later.
private struct Label: Record {
    static let table = Table("label", columns: [Column("id", .text)], key: ["id"])

    let id: String

    init(id: String) { self.id = id }
    init(row: Row) throws(LedgerError) { id = try row.text("id") }
    var values: KeyValuePairs<String, Value> { ["id": .text(id)] }
}
