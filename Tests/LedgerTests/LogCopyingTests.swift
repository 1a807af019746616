import Foundation
import Ledger
@testable import SQLiteDriver
import Testing
import TestSupport

/// How pages of SQLite's write-ahead log come back into the database.
@Suite(.timeLimit(.minutes(1))) struct `A full write-ahead log` {
    private let folder: TemporaryFolder
    private let driver: SQLiteDriver
    private let writer: any StorageConnection

    /// More than a log holds before it is copied.
    private static let full = 40 << 20

    init() throws {
        folder = try TemporaryFolder()
        driver = SQLiteDriver(path: folder.path + "/ledger.sqlite")
        writer = try driver.connect(.readWrite)
        try writer.execute("CREATE TABLE item (place INTEGER PRIMARY KEY, bytes BLOB) STRICT", [])
    }

    private func put(_ place: Int64, bytes count: Int) throws {
        try writer.transaction { () throws(LedgerError) in
            try writer.execute(
                "INSERT INTO item (place, bytes) VALUES (?, ?)",
                [.integer(place), .blob([UInt8](repeating: 7, count: count))])
        }
    }

    private func databaseSize() throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: driver.path)
        return try #require(attributes[.size] as? Int)
    }

    /// The numbers in the log's header that are others each time it begins anew; see the file format of
    /// SQLite, §4.1.
    private func salts() throws -> Data {
        let log = try #require(FileHandle(forReadingAtPath: driver.path + "-wal"))
        defer { try? log.close() }
        return try #require(try log.read(upToCount: 24)).dropFirst(16)
    }

    @Test func `is copied beside the commits, and begins anew`() throws {
        let before = try salts()
        try put(0, bytes: Self.full)
        var place: Int64 = 0
        while try salts() == before {
            place += 1
            try put(place, bytes: 1)
        }
        #expect(try databaseSize() > Self.full)
        let after = try salts()
        try put(-1, bytes: 1)
        #expect(try salts() == after)
    }

    /// Without a commit after it nothing else copies.
    @Test func `is copied by a thread, which leaves the writer nothing to do`() throws {
        let reader = try driver.connect(.readOnly)
        try reader.begin()
        #expect(try reader.query("SELECT place FROM item").isEmpty)
        try put(0, bytes: Self.full)
        // The one that this commit began copies up to what the reader sees, and no two copy at a time.
        try #require((writer as? SQLiteConnection)?.copying).end()
        #expect(try databaseSize() < Self.full)
        reader.rollback()
        let copying = LogCopying(path: driver.path)
        #expect(!copying.leavesToWriter(ofPages: 20_000))
        copying.end()
        #expect(try databaseSize() > Self.full)
    }

    @Test func `is held back by who reads an older state, and loses nothing`() throws {
        let reader = try driver.connect(.readOnly)
        try reader.begin()
        #expect(try reader.query("SELECT place FROM item").isEmpty)
        let before = try salts()
        try put(0, bytes: Self.full)
        for place in 1...100 { try put(Int64(place), bytes: 1) }
        #expect(try salts() == before)
        #expect(try reader.query("SELECT place FROM item").isEmpty)
        reader.rollback()
        #expect(try reader.query("SELECT place FROM item").count == 101)
    }

    @Test func `is copied whole by the time that the writer has closed`() throws {
        try put(0, bytes: Self.full)
        writer.close()
        #expect(!FileManager.default.fileExists(atPath: driver.path + "-wal"))
        let reader = try driver.connect(.readOnly)
        #expect(try reader.query("SELECT place FROM item").count == 1)
    }
}
