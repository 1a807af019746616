import CanonicalJSON
import Foundation
import Ledger
import PostgreSQLDriver
import SQLiteDriver
import Testing
import TestSupport

/// A driver under the conformance suite.
enum Storage: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgreSQL

    static let all = allCases
    var testDescription: String { rawValue }

    func driver(in folder: TemporaryFolder) throws -> any StorageDriver {
        switch self {
        case .sqlite: SQLiteDriver(path: folder.path + "/ledger.sqlite")
        case .postgreSQL:
            PostgreSQLDriver(address: try PostgreSQLServer.shared.get().newSchema())
        }
    }
}

extension Storage {
    /// Such as these tests write to, opened: a name, and what else there may be.
    static let items = Table(
        "item",
        columns: [
            Column("name", .text), Column("number", .integer, nullable: true),
            Column("bytes", .blob, nullable: true), Column("note", .text, nullable: true),
        ],
        key: ["name"])

    func withItems(
        in folder: TemporaryFolder
    ) throws -> (driver: any StorageDriver, writer: any StorageConnection) {
        let driver = try driver(in: folder)
        let writer = try driver.connect(.readWrite)
        let dialect = driver.dialect
        try writer.execute(
            "CREATE TABLE item (name \(dialect.textType) NOT NULL, "
                + "number \(dialect.integerType), bytes \(dialect.blobType), "
                + "note \(dialect.textType), PRIMARY KEY (name))\(dialect.tableSuffix)", [])
        return (driver, writer)
    }
}

/// What every driver must do.
@Suite final class `A storage connection` {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func made(
        _ storage: Storage
    ) throws -> (driver: any StorageDriver, writer: any StorageConnection) {
        try storage.withItems(in: folder)
    }

    private func put(
        _ writer: any StorageConnection, _ name: String, _ number: Value = .null,
        _ bytes: Value = .null
    ) throws {
        try writer.execute(
            "INSERT INTO item (name, number, bytes) VALUES (?, ?, ?)",
            [.text(name), number, bytes])
    }

    @Test(
        arguments: Storage.all,
        [
            Value.null, .integer(0), .integer(.min), .integer(.max), .text(""), .text("\u{F907}"),
            .text("é"), .text("e\u{301}"), .text("木棉𠮷"), .blob([]),
            .blob([0, 255, 0]), .blob([UInt8](repeating: 7, count: 100_000)),
        ])
    func `returns exactly the value it was given`(storage: Storage, value: Value) throws {
        let (_, writer) = try made(storage)
        let row = try #require(try writer.first("SELECT ? AS value", [value]))
        #expect(row["value"] == value)
    }

    @Test(arguments: Storage.all) func `keeps keys apart that Swift takes for the same text`(
        storage: Storage
    ) throws {
        let (_, writer) = try made(storage)
        // U+F907 and U+9F9C are canonically equivalent; so are the two spellings of é.
        for name in ["\u{F907}", "\u{9F9C}", "\u{E9}", "e\u{301}"] { try put(writer, name) }
        #expect(try writer.query("SELECT name FROM item").count == 4)
        #expect(Value.text("\u{F907}") != .text("\u{9F9C}"))
        #expect(Set([Value.text("\u{E9}"), .text("e\u{301}")]).count == 2)
    }

    @Test(arguments: Storage.all) func `refuses to change rows in a query`(storage: Storage) throws
    {
        let (_, writer) = try made(storage)
        #expect(throws: LedgerError.misuse(detail: "a query would change rows")) {
            try writer.forEach("DELETE FROM item", []) { _ in true }
        }
        #expect(throws: LedgerError.misuse(detail: "a query would change rows")) {
            try writer.forEach(
                "INSERT INTO item (name) VALUES ('x') RETURNING name", []
            ) { _ in true }
        }
    }

    @Test(arguments: Storage.all) func `that is read-only changes nothing`(storage: Storage) throws
    {
        let (driver, _) = try made(storage)
        let reader = try driver.connect(.readOnly)
        #expect(throws: LedgerError.readOnly) { try reader.execute("DELETE FROM item", []) }
    }

    @Test(arguments: Storage.all) func `names a broken rule of a table`(storage: Storage) throws {
        let (_, writer) = try made(storage)
        try put(writer, "a")
        #expect {
            try put(writer, "a")
        } throws: { error in
            if case LedgerError.constraint = error { true } else { false }
        }
        #expect {
            try put(writer, "b", .text("no number"))
        } throws: { error in
            if case LedgerError.constraint = error { true } else { false }
        }
    }

    @Test(arguments: Storage.all) func `undoes to its savepoint and no further`(storage: Storage)
        throws
    {
        let (_, writer) = try made(storage)
        try writer.begin()
        try put(writer, "kept")
        try writer.savepoint()
        try put(writer, "undone")
        try writer.rollBackToSavepoint()
        try writer.savepoint()
        try put(writer, "released")
        try writer.releaseSavepoint()
        try writer.commit()
        let names = try writer.query("SELECT name FROM item ORDER BY name").map {
            try $0.text("name")
        }
        #expect(names == ["kept", "released"])
    }

    @Test(arguments: Storage.all)
    func `undoes a savepoint before its first statement, and keeps the right to write`(
        storage: Storage
    ) throws {
        let (driver, writer) = try made(storage)
        try writer.begin()
        for name in ["undone", "undone again"] {
            try writer.savepoint()
            try put(writer, name)
            try writer.rollBackToSavepoint()
        }
        // One that only looked, released.
        try writer.savepoint()
        #expect(try writer.query("SELECT name FROM item").isEmpty)
        try writer.releaseSavepoint()
        try writer.savepoint()
        try put(writer, "kept")
        try writer.releaseSavepoint()
        try writer.savepoint()
        try put(writer, "undone as well")
        try writer.rollBackToSavepoint()
        try writer.commit()
        let reader = try driver.connect(.readOnly)
        let names = try reader.query("SELECT name FROM item").map { try $0.text("name") }
        #expect(names == ["kept"])
    }

    @Test(arguments: Storage.all) func `sees one state within a transaction while another writes`(
        storage: Storage
    ) throws {
        let (driver, writer) = try made(storage)
        let reader = try driver.connect(.readOnly)
        try put(writer, "first")
        try reader.begin()
        #expect(try reader.query("SELECT name FROM item").count == 1)
        try put(writer, "second")
        #expect(try reader.query("SELECT name FROM item").count == 1)
        reader.rollback()
        #expect(try reader.query("SELECT name FROM item").count == 2)
    }

    @Test(arguments: Storage.all) func `reads while a writer holds its transaction open`(
        storage: Storage
    ) throws {
        let (driver, writer) = try made(storage)
        try writer.begin()
        try put(writer, "uncommitted")
        let reader = try driver.connect(.readOnly)
        #expect(try reader.query("SELECT name FROM item").isEmpty)
        try writer.commit()
    }

    @Test(arguments: Storage.all) func `runs the same statement inside its own rows`(
        storage: Storage
    ) throws {
        let (_, writer) = try made(storage)
        for name in ["a", "b"] { try put(writer, name) }
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

    @Test(arguments: Storage.all) func `can be used again after a body threw`(storage: Storage)
        throws
    {
        let (_, writer) = try made(storage)
        struct Stop: Error {}
        for name in ["a", "b"] { try put(writer, name) }
        #expect(throws: Stop.self) {
            try writer.forEach("SELECT name FROM item", []) { _ in throw Stop() }
        }
        try put(writer, "c")
        #expect(try writer.query("SELECT name FROM item").count == 3)
    }

    @Test(arguments: Storage.all) func `refuses work after its end`(storage: Storage) throws {
        let (_, writer) = try made(storage)
        writer.close()
        #expect(throws: LedgerError.closed) { try writer.query("SELECT 1") }
    }

    @Test(arguments: Storage.all)
    func `refuses text that not every driver can hold`(storage: Storage) throws {
        let (_, writer) = try made(storage)
        #expect {
            try put(writer, "a\u{0}b")
        } throws: { error in
            if case LedgerError.constraint = error { true } else { false }
        }
        #expect(try writer.query("SELECT name FROM item").isEmpty)
    }

    @Test(arguments: Storage.all)
    func `tells what was enqueued no later than the savepoint's release`(
        storage: Storage
    ) throws {
        let (_, writer) = try made(storage)
        let insert = "INSERT INTO item (name) VALUES (?)"
        try writer.begin()
        try writer.enqueue(insert, ["kept"])
        try writer.savepoint()
        #expect {
            try writer.enqueue(insert, ["twice"])
            try writer.enqueue(insert, ["twice"])
            try writer.releaseSavepoint()
        } throws: { error in
            if case LedgerError.constraint = error { true } else { false }
        }
        try writer.rollBackToSavepoint()
        try writer.enqueue(insert, ["after"])
        // A savepoint that nothing was sent after takes nothing else with it.
        try writer.savepoint()
        try writer.enqueue(insert, ["undone"])
        try writer.rollBackToSavepoint()
        try writer.commit()
        let names = try writer.query("SELECT name FROM item ORDER BY name").map {
            try $0.text("name")
        }
        #expect(names == ["after", "kept"])
    }

    @Test(arguments: Storage.all)
    func `streams more rows than it keeps, and runs others meanwhile`(storage: Storage) throws {
        let (_, writer) = try made(storage)
        try writer.begin()
        for number: Int64 in 0..<5000 {
            try writer.enqueue(
                "INSERT INTO item (name, number) VALUES (?, ?)",
                [.text("item \(number)"), .integer(number)])
        }
        try writer.commit()
        var sum: Int64 = 0
        try writer.forEach("SELECT number FROM item ORDER BY number", []) { row in
            let number = try row.integer("number")
            if number == 10 {
                let nested = try writer.first("SELECT COUNT(*) AS count FROM item")
                #expect(try nested?.integer("count") == 5000)
            }
            sum += number
            return number < 4000
        }
        #expect(sum == 4000 * 4001 / 2)
        #expect(try writer.query("SELECT name FROM item").count == 5000)
    }

    @Test(arguments: Storage.all)
    func `compares and orders text by its bytes`(storage: Storage) throws {
        let (_, writer) = try made(storage)
        let names = ["Z", "a", "\u{e9}", "\u{ff21}", "\u{20bb7}"]
        for name in names.reversed() { try put(writer, name) }
        let ordered = try writer.query("SELECT name FROM item ORDER BY name").map {
            try $0.text("name")
        }
        #expect(ordered == names)
        #expect(try writer.query("SELECT name FROM item WHERE name > ?", ["a"]).count == 3)
    }

    @Test(arguments: Storage.all)
    func `names the columns of a table, and none of one that is not there`(
        storage: Storage
    ) throws {
        let (_, writer) = try made(storage)
        #expect(try writer.columnNames(ofTable: "item") == Storage.items.columns.map(\.name))
        #expect(try writer.columnNames(ofTable: "nowhere").isEmpty)
    }
}

/// What is so of SQLite alone.
@Suite struct `The SQLite driver` {
    private let folder: TemporaryFolder
    private let writer: any StorageConnection

    init() throws {
        folder = try TemporaryFolder()
        writer = try SQLiteDriver(path: folder.path + "/ledger.sqlite").connect(.readWrite)
        try writer.execute("CREATE TABLE item (name TEXT) STRICT", [])
    }

    @Test func `is durable: synchronous reads 2 and the journal is a write-ahead log`() throws {
        #expect(try writer.first("PRAGMA synchronous")?.values == [.integer(2)])
        #expect(FileManager.default.fileExists(atPath: folder.path + "/ledger.sqlite-wal"))
        #expect(try writer.first("PRAGMA secure_delete")?.values == [.integer(1)])
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
