import Foundation
package import Ledger
import PostgreSQLDriver
import SQLiteDriver

/// Where the ledgers of tests lie: in SQLite files, or, with `KAPOK_TEST_STORAGE=postgresql`, in schemas
/// of one PostgreSQL server that this process starts. `make test` runs what stands on the ledger
/// with both.
package enum TestStorage {
    package static let isPostgreSQL =
        ProcessInfo.processInfo.environment["KAPOK_TEST_STORAGE"] == "postgresql"

    /// SQL that changes rows behind the ledger's back, written for SQLite, as this storage wants it.
    package static func byHand(_ sql: String) -> String {
        guard isPostgreSQL else { return sql }
        return sql.replacing(/zeroblob\(([0-9]+)\)/) { "decode(repeat('00', \($0.1)), 'hex')" }
            .replacing(/\bx'([0-9A-F]*)'/) { "'\\x\($0.1)'::bytea" }
            .replacing(/CAST\(replace\(CAST\(bytes AS TEXT\), (.*)\) AS BLOB\)/) {
                "convert_to(replace(convert_from(bytes, 'UTF8'), \($0.1)), 'UTF8')"
            }
            .replacing(" AS BLOB)", with: " AS BYTEA)")
    }

    /// A storage without a ledger.
    package static func driver(in folder: String) throws -> any StorageDriver {
        guard isPostgreSQL else { return SQLiteDriver(path: folder + "/ledger.sqlite") }
        return PostgreSQLDriver(address: try PostgreSQLServer.shared.get().newSchema())
    }

    static func driver(
        in folder: String, holding frozen: TestLedger.Frozen
    ) async throws -> any StorageDriver {
        let path = folder + "/ledger.sqlite"
        try DurableFile.write(frozen.database, to: path, mode: 0o600)
        let file = SQLiteDriver(path: path)
        guard isPostgreSQL else { return file }
        let storage = try driver(in: folder)
        try await Ledger.copy(frozen.settings.with(file), to: storage)
        return storage
    }
}
