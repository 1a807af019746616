import CSQLite
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
        Dialect(
            integerType: "INTEGER", textType: "TEXT", blobType: "BLOB", tableSuffix: " STRICT",
            clusteredSuffix: " STRICT, WITHOUT ROWID")
    }

    /// A file in a locked folder has one writing process.
    package var isShared: Bool { false }

    /// Whether the disk did not confirm what it was given. This process goes on without it, and writes
    /// over it; if it ends before, the next one may find it in the log, whole.
    static func isFailedSync(_ status: Int32) -> Bool {
        // SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC
        [4, 5].contains { status == SQLITE_IOERR | $0 << 8 }
    }

    package func connect(_ access: StorageAccess) throws(LedgerError) -> any StorageConnection {
        try SQLiteConnection(path: path, access: access)
    }

    /// Extended result codes keep the primary one in their low byte.
    package static func error(_ status: Int32, detail: String) -> LedgerError {
        switch status & 0xFF {
        case SQLITE_FULL: .diskFull
        // SQLITE_IOERR_SHMSIZE: the log's shared memory is a file as well, and could not grow.
        case SQLITE_IOERR where status == SQLITE_IOERR | 19 << 8: .diskFull
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT: .corrupt(detail: detail)
        case SQLITE_CONSTRAINT: .constraint(detail: detail)
        case SQLITE_READONLY: .readOnly
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: .cannotOpen(detail: detail)
        case SQLITE_IOERR, SQLITE_NOMEM, SQLITE_NOLFS, SQLITE_PROTOCOL:
            .inputOutput(detail: detail)
        default: .misuse(detail: detail)
        }
    }
}
