package import Ledger

/// The ledger in one SQLite file, through the C library.
///
/// Durable means: write-ahead log with synchronous FULL, so that a commit has reached the disk
/// when it returns. Only the process that holds the `FolderLock` opens the file; a person with the
/// sqlite3 program may still touch it, which is why every connection waits when it is busy.
package struct SQLiteDriver: StorageDriver {
    /// The path of the database file.
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// STRICT: a column holds its declared type and nothing else.
    package var dialect: Dialect {
        Dialect(integerType: "INTEGER", textType: "TEXT", blobType: "BLOB", tableSuffix: " STRICT")
    }

    package func connect(_ access: StorageAccess) throws(LedgerError) -> any StorageConnection {
        try SQLiteConnection(path: path, access: access)
    }
}
