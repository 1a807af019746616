import Ledger
import PostgreSQLDriver
import Testing
import TestSupport

/// Many rows at once: the same of every driver, whichever way it takes.
@Suite final class `A storage connection that loads rows` {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func made(
        _ storage: Storage
    ) throws -> (driver: any StorageDriver, writer: any StorageConnection) {
        try storage.withItems(in: folder)
    }

    private func load(_ rows: [[Value]], into writer: any StorageConnection) throws(LedgerError) {
        try writer.load(Storage.items) { add throws(LedgerError) in
            for row in rows { try add(row) }
        }
    }

    /// As another connection sees them.
    private func rows(of driver: any StorageDriver) throws -> [[Value]] {
        let reader = try driver.connect(.readOnly)
        defer { reader.close() }
        return try reader.query("SELECT name, number, bytes, note FROM item ORDER BY name").map(
            \.values)
    }

    @Test(arguments: Storage.all)
    func `keeps exactly the values, short ones and ones longer than is sent at once`(
        storage: Storage
    ) throws {
        let (driver, writer) = try made(storage)
        let rows: [[Value]] = [
            ["", .null, .null, ""],
            ["a", .integer(.min), .blob([]), .null],
            ["b", .integer(.max), .blob([0, 255, 0]), "e\u{301}"],
            ["c", .integer(-1), .blob([UInt8](repeating: 7, count: 256 << 10)), "木棉𠮷"],
            [
                "d", .integer(0), .blob((0..<3_000_001).map { UInt8(truncatingIfNeeded: $0) }),
                .null,
            ],
            ["e", .integer(256), .null, .text(String(repeating: "木棉𠮷", count: 100_000))],
        ]
        try writer.begin()
        try load(rows, into: writer)
        // Once more into the same table, after a statement of which nobody waited for the answer.
        try writer.enqueue("INSERT INTO item (name) VALUES (?)", ["b1"])
        try load([["b2", .null, .null, .null]], into: writer)
        try writer.commit()
        let all = rows + [["b1", .null, .null, .null], ["b2", .null, .null, .null]]
        let found = try self.rows(of: driver)
        #expect(found.count == all.count)
        // Not told value by value: they are long.
        #expect(Set(found) == Set(all))
    }

    @Test(arguments: Storage.all) func `takes many rows, and none`(storage: Storage) throws {
        let (driver, writer) = try made(storage)
        try writer.begin()
        try load([], into: writer)
        #expect(try writer.query("SELECT name FROM item").isEmpty)
        try writer.load(Storage.items) { add throws(LedgerError) in
            for number: Int64 in 0..<20_000 {
                try add([.text("item \(number)"), .integer(number), .blob([1, 2, 3]), .null])
            }
        }
        try writer.commit()
        let sum = try writer.first("SELECT COUNT(*) AS rows, MAX(number) AS last FROM item")
        #expect(sum?.values == [.integer(20_000), .integer(19_999)])
        #expect(try rows(of: driver).count == 20_000)
    }

    /// What is wrong, and the row that has it.
    private static let wrong: [(what: String, row: [Value])] = [
        ("a key twice", ["first", .null, .null, .null]),
        ("a key that was there", ["before", .null, .null, .null]),
        ("no key", [.null, .null, .null, .null]),
        ("text for a number", ["x", "no digit", .null, .null]),
        ("bytes for text", [.blob([65]), .null, .null, .null]),
        ("U+0000 in text", ["a\u{0}b", .null, .null, .null]),
    ]

    @Test(arguments: Storage.all, wrong.indices)
    func `keeps nothing where one row breaks a rule of the table`(
        storage: Storage, number: Int
    ) throws {
        let (what, row) = Self.wrong[number]
        let (driver, writer) = try made(storage)
        try writer.execute("INSERT INTO item (name) VALUES (?)", ["before"])
        try writer.begin()
        let last: [Value] = ["last", .null, .blob([UInt8](repeating: 1, count: 1 << 20)), .null]
        #expect(Comment(rawValue: what)) {
            try load([["first", .integer(1), .null, .null], row, last], into: writer)
            // A driver may tell late.
            try writer.commit()
        } throws: { error in
            if case LedgerError.constraint = error { true } else { false }
        }
        writer.rollback()
        #expect(try rows(of: driver) == [["before", .null, .null, .null]])
        // The connection goes on.
        try writer.begin()
        try load([["after", .null, .null, .null]], into: writer)
        try writer.commit()
        #expect(try rows(of: driver).count == 2)
    }

    @Test(arguments: Storage.all)
    func `refuses a row with too few values as a mistake of ours`(storage: Storage) throws {
        let (driver, writer) = try made(storage)
        try writer.begin()
        #expect {
            try load([["first", .null, .null, .null], ["second", .null]], into: writer)
        } throws: { error in
            if case LedgerError.misuse = error { true } else { false }
        }
        writer.rollback()
        #expect(try rows(of: driver).isEmpty)
    }

    @Test(arguments: Storage.all, [1, 5000])
    func `hands on the failure of who gives the rows, and keeps none`(
        storage: Storage, count: Int64
    ) throws {
        let (driver, writer) = try made(storage)
        let failure = LedgerError.malformedRow(column: "any")
        #expect(throws: failure) {
            try writer.transaction { () throws(LedgerError) in
                try writer.load(Storage.items) { add throws(LedgerError) in
                    for number in 0..<count {
                        let bytes = [UInt8](repeating: 0, count: 100)
                        try add([.text("\(number)"), .null, .blob(bytes), .null])
                    }
                    throw failure
                }
            }
        }
        #expect(try rows(of: driver).isEmpty)
        try writer.execute("INSERT INTO item (name) VALUES (?)", ["after"])
        #expect(try rows(of: driver).count == 1)
    }

    @Test(arguments: [false, true])
    func `keeps nothing where the connection to PostgreSQL is cut in the middle`(
        isAtEnd: Bool
    ) throws {
        let (driver, writer) = try made(.postgreSQL)
        let hand = try PostgreSQLDriver(address: PostgreSQLServer.shared.get().address)
            .connect(.readWrite)
        let backend = try writer.first("SELECT pg_backend_pid() AS process")?.values ?? []
        func cut() throws(LedgerError) {
            _ = try hand.query("SELECT pg_terminate_backend(?::int)::int AS cut", backend)
        }
        #expect(throws: LedgerError.inputOutput(detail: "the connection to the database was lost"))
        {
            try writer.transaction { () throws(LedgerError) in
                try writer.load(Storage.items) { add throws(LedgerError) in
                    for number: Int64 in 0..<200 {
                        if number == 100, !isAtEnd { try cut() }
                        try add([
                            .text("\(number)"), .null,
                            .blob([UInt8](repeating: 0, count: 100_000)), .null,
                        ])
                    }
                    if isAtEnd { try cut() }
                }
            }
        }
        #expect(try rows(of: driver).isEmpty)
        try writer.transaction { () throws(LedgerError) in
            try load([["after", .null, .null, .null]], into: writer)
        }
        #expect(try rows(of: driver) == [["after", .null, .null, .null]])
    }

    @Test func `may take PostgreSQL longer than any other statement, until its transaction ends`()
        throws
    {
        let (_, writer) = try made(.postgreSQL)
        let limit = "SELECT current_setting('statement_timeout') AS time"
        let usual = try writer.first(limit)?.values
        #expect(usual == ["1min"])
        try writer.begin()
        try load([], into: writer)
        #expect(try writer.first(limit)?.values == ["0"])
        try writer.commit()
        #expect(try writer.first(limit)?.values == usual)
    }
}
