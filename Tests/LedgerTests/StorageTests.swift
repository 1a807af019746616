import CanonicalJSON
import Foundation
import Ledger
import SQLiteDriver
import Testing
import TestSupport

/// What every driver must do; run against SQLite here.
@Suite struct `A storage connection` {
    let folder: TemporaryFolder
    let driver: SQLiteDriver
    let writer: any StorageConnection

    init() throws {
        folder = try TemporaryFolder()
        driver = SQLiteDriver(path: folder.path + "/ledger.sqlite")
        writer = try driver.connect(.readWrite)
        try writer.execute(
            "CREATE TABLE item (name TEXT NOT NULL, number INTEGER, bytes BLOB, "
                + "PRIMARY KEY (name)) STRICT", [])
    }

    private func put(_ name: String, _ number: Value = .null, _ bytes: Value = .null) throws {
        try writer.execute(
            "INSERT INTO item (name, number, bytes) VALUES (?, ?, ?)",
            [.text(name), number, bytes])
    }

    @Test(arguments: [
        Value.null, .integer(0), .integer(.min), .integer(.max), .text(""), .text("a\u{0}b"),
        .text("\u{F907}"), .text("é"), .text("e\u{301}"), .text("木棉𠮷"), .blob([]),
        .blob([0, 255, 0]),
    ])
    func `returns exactly the value it was given`(value: Value) throws {
        let row = try #require(try writer.first("SELECT ? AS value", [value]))
        #expect(row["value"] == value)
    }

    @Test func `keeps keys apart that Swift takes for the same text`() throws {
        // U+F907 and U+9F9C are canonically equivalent; so are the two spellings of é.
        for name in ["\u{F907}", "\u{9F9C}", "\u{E9}", "e\u{301}"] { try put(name) }
        #expect(try writer.query("SELECT name FROM item").count == 4)
        #expect(Value.text("\u{F907}") != .text("\u{9F9C}"))
        #expect(Set([Value.text("\u{E9}"), .text("e\u{301}")]).count == 2)
    }

    @Test func `is durable: synchronous reads 2 and the journal is a write-ahead log`() throws {
        #expect(try writer.first("PRAGMA synchronous")?.values == [.integer(2)])
        #expect(FileManager.default.fileExists(atPath: folder.path + "/ledger.sqlite-wal"))
        #expect(try writer.first("PRAGMA secure_delete")?.values == [.integer(1)])
    }

    @Test func `refuses to change rows in a query`() throws {
        #expect(throws: LedgerError.misuse(detail: "a query would change rows")) {
            try writer.forEach("DELETE FROM item", []) { _ in true }
        }
        #expect(throws: LedgerError.misuse(detail: "a query would change rows")) {
            try writer.forEach(
                "INSERT INTO item (name) VALUES ('x') RETURNING name", []
            ) { _ in true }
        }
    }

    @Test func `that is read-only changes nothing`() throws {
        let reader = try driver.connect(.readOnly)
        #expect(throws: LedgerError.readOnly) { try reader.execute("DELETE FROM item", []) }
    }

    @Test func `names a broken rule of a table`() throws {
        try put("a")
        #expect {
            try put("a")
        } throws: { error in
            if case LedgerError.constraint = error { true } else { false }
        }
        #expect {
            try put("b", .text("no number"))
        } throws: { error in
            if case LedgerError.constraint = error { true } else { false }
        }
    }

    @Test func `undoes to its savepoint and no further`() throws {
        try writer.begin()
        try put("kept")
        try writer.savepoint()
        try put("undone")
        try writer.rollBackToSavepoint()
        try writer.savepoint()
        try put("released")
        try writer.releaseSavepoint()
        try writer.commit()
        let names = try writer.query("SELECT name FROM item ORDER BY name").map {
            try $0.text("name")
        }
        #expect(names == ["kept", "released"])
    }

    @Test func `sees one state within a transaction while another writes`() throws {
        let reader = try driver.connect(.readOnly)
        try put("first")
        try reader.begin()
        #expect(try reader.query("SELECT name FROM item").count == 1)
        try put("second")
        #expect(try reader.query("SELECT name FROM item").count == 1)
        reader.rollback()
        #expect(try reader.query("SELECT name FROM item").count == 2)
    }

    @Test func `reads while a writer holds its transaction open`() throws {
        try writer.begin()
        try put("uncommitted")
        let reader = try driver.connect(.readOnly)
        #expect(try reader.query("SELECT name FROM item").isEmpty)
        try writer.commit()
    }

    @Test func `runs the same statement inside its own rows`() throws {
        for name in ["a", "b"] { try put(name) }
        var seen = 0
        try writer.forEach("SELECT name FROM item", []) { _ in
            try writer.forEach("SELECT name FROM item", []) { _ in
                seen += 1
                return true
            }
            return true
        }
        #expect(seen == 4)
    }

    @Test func `can be used again after a body threw`() throws {
        struct Stop: Error {}
        for name in ["a", "b"] { try put(name) }
        #expect(throws: Stop.self) {
            try writer.forEach("SELECT name FROM item", []) { _ in throw Stop() }
        }
        try put("c")
        #expect(try writer.query("SELECT name FROM item").count == 3)
    }

    @Test func `refuses work after its end`() throws {
        writer.close()
        #expect(throws: LedgerError.closed) { try writer.query("SELECT 1") }
    }

    /// Codes of sqlite3.h; the extended ones carry more above the low byte.
    private static let codes: [(Int32, LedgerError)] = [
        (13, .diskFull), (5, .busy), (517, .busy), (6, .busy), (267, .corrupt(detail: "d")),
        (26, .corrupt(detail: "d")), (2067, .constraint(detail: "d")), (8, .readOnly),
        (14, .cannotOpen(detail: "d")), (10, .inputOutput(detail: "d")),
        (7, .inputOutput(detail: "d")), (1, .misuse(detail: "d")),
    ]

    @Test(arguments: codes)
    func `turns each code of the library into an error of ours`(code: Int32, error: LedgerError) {
        #expect(SQLiteDriver.error(code, detail: "d") == error)
    }

    @Test func `says that a file is no database`() throws {
        let path = folder.path + "/garbage.sqlite"
        let text = Data(repeating: 0x41, count: 8192)
        #expect(FileManager.default.createFile(atPath: path, contents: text))
        #expect {
            try SQLiteDriver(path: path).connect(.readWrite)
        } throws: { error in
            if case LedgerError.corrupt = error { true } else { false }
        }
    }

    @Test func `says that a folder is missing`() {
        #expect {
            try SQLiteDriver(path: "/nowhere/ledger.sqlite").connect(.readWrite)
        } throws: { error in
            if case LedgerError.cannotOpen = error { true } else { false }
        }
    }
}

@Suite struct `A data folder` {
    @Test func `belongs to one server: the second is told whose it is`() throws {
        let folder = try TemporaryFolder()
        let first = try FolderLock(folder: folder.path)
        #expect(throws: LedgerError.folderInUse(processID: getpid())) {
            try FolderLock(folder: folder.path)
        }
        withExtendedLifetime(first) {}
    }

    @Test func `that cannot be locked is told with the file and the reason`() throws {
        let detail = "/nowhere/lock: No such file or directory"
        #expect(throws: LedgerError.cannotOpen(detail: detail)) {
            try FolderLock(folder: "/nowhere")
        }
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/lock", withIntermediateDirectories: false)
        #expect(throws: LedgerError.cannotOpen(detail: "\(folder.path)/lock: Is a directory")) {
            try FolderLock(folder: folder.path)
        }
    }

    @Test func `is free again when its server ends`() throws {
        let folder = try TemporaryFolder()
        var lock: FolderLock? = try FolderLock(folder: folder.path)
        #expect(lock != nil)
        lock = nil
        _ = try FolderLock(folder: folder.path)
    }

    @Test(arguments: ["schemaVersion", "journalVersion"])
    func `of a later version is refused before anything is changed`(part: String) async throws {
        let world = try await TestLedger.make()
        await world.ledger.close()
        let connection = try world.settings.driver.connect(.readWrite)
        try connection.execute("UPDATE meta SET value = 99 WHERE name = ?", [.text(part)])
        connection.close()
        await #expect(throws: LedgerError.newerFolder(part: part, found: 99, known: 1)) {
            try await world.reopened(tables: [NoteRecord.table])
        }
        let after = try world.settings.driver.connect(.readWrite)
        #expect(try after.columnNames(ofTable: "note").isEmpty)
    }

    @Test func `takes up tables and nullable columns of a later version, and rows keep their hash`()
        async throws
    {
        let world = try await TestLedger.make(tables: [OlderNote.table])
        try await world.ledger.act(world.systemRequest()) { transaction in
            try transaction.put(OlderNote(id: "n1", text: "one"))
            return .null
        }
        await world.ledger.close()
        let ledger = try await world.reopened(tables: [NoteRecord.table])
        #expect(
            try await ledger.read { try $0.get(NoteRecord.self, "n1") } == NoteRecord("n1", "one"))
        #expect(try await ledger.verify().isClean)
    }

    @Test func `without a ledger is not opened, and with one not made again`() async throws {
        let world = try await TestLedger.make()
        let genesis = TestLedger.genesis(of: world.officers, world.settings)
        let signatures = try TestLedger.signatures(under: genesis, by: world.officers)
        await #expect(throws: LedgerError.ledgerExists) {
            try await Ledger.create(world.settings, genesis: genesis, signatures: signatures)
        }
        let empty = try TemporaryFolder()
        let settings = LedgerSettings(
            driver: SQLiteDriver(path: empty.path + "/ledger.sqlite"), tables: [],
            checkpointSigner: world.settings.checkpointSigner, vaultKey: world.settings.vaultKey,
            policyVersion: "1.1", clock: world.clock.reading)
        await #expect(throws: LedgerError.noLedger) { try await Ledger.open(settings) }
    }

    @Test func `makes clustered tables and indexes of some rows, and finds rows by both`()
        async throws
    {
        let world = try await TestLedger.make(tables: [ClusteredNote.table])
        try await world.ledger.act(world.systemRequest()) { transaction in
            for id in ["a", "b"] { try transaction.put(ClusteredNote(id: id, isOpen: id == "b")) }
            return .null
        }
        let connection = try world.settings.driver.connect(.readOnly)
        defer { connection.close() }
        let made = try connection.query(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'clustered_note' AND sql IS NOT NULL"
        ).compactMap { $0["sql"]?.text }
        #expect(made.count == 2)
        #expect(made.contains { $0.hasSuffix("WITHOUT ROWID") })
        #expect(made.contains { $0.hasSuffix("WHERE is_open = 1") })
        let plan = try connection.query(
            "EXPLAIN QUERY PLAN SELECT id FROM clustered_note WHERE is_open = 1 ORDER BY id")
        #expect(try plan.first?.text("detail").contains("clustered_note_by_id") ?? false)
        let open = try await world.ledger.read {
            try $0.select(ClusteredNote.self, where: "is_open = 1").map(\.id)
        }
        #expect(open == ["b"])
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `refuses two different tables of one name, and the journal's own`() async throws {
        await #expect(throws: LedgerError.misuse(detail: "two tables are named note")) {
            try await TestLedger.make(tables: [NoteRecord.table, OlderNote.table])
        }
        let entry = Table("journal_entry", columns: [Column("place", .integer)], key: ["place"])
        await #expect(throws: LedgerError.misuse(detail: "two tables are named journal_entry")) {
            try await TestLedger.make(tables: [entry])
        }
    }
}

/// The note table as an earlier version had it.
private struct OlderNote: Record {
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

private struct ClusteredNote: Record {
    static let table = Table(
        "clustered_note", columns: [Column("id", .text), Column("is_open", .integer)], key: ["id"],
        indexes: [Index(["id"], where: "is_open = 1")], clustered: true)

    let id: String
    let isOpen: Bool

    init(id: String, isOpen: Bool) {
        self.id = id
        self.isOpen = isOpen
    }

    init(row: Row) throws(LedgerError) {
        id = try row.text("id")
        isOpen = try row.flag("is_open")
    }

    /// Not in the order of the columns, which costs a search and nothing else.
    var values: KeyValuePairs<String, Value> { ["is_open": Value(isOpen), "id": .text(id)] }
}
