import CSQLite
import Ledger

/// One connection to the database file; used by one thread at a time, as its port says.
@safe
final class SQLiteConnection: StorageConnection {
    /// Long enough for a person's look with the sqlite3 program; nobody waits for ever.
    private static let busyTimeoutMilliseconds: Int32 = 10_000
    /// The inner pages of every index at a million certificates, and what a batch touches besides.
    private static let cacheKibibytes = 32 << 10
    /// More different statements than all services have; beyond it the cache starts anew.
    private static let maximumCachedStatements = 512

    /// Once, before the first connection; refused, and no harm, where the library runs already.
    private static let isWithoutStatistics = kapok_sqlite3_without_statistics() == SQLITE_OK

    private let access: StorageAccess
    /// Of a writer.
    let copying: LogCopying?
    /// So many pages are in the write-ahead log since the last commit that changed something.
    private var logPages: Int32 = 0
    private var database: OpaquePointer?
    private var cache: [String: SQLiteStatement] = [:]
    /// Whether the transaction carried nothing out yet.
    private var isAtBeginning = false
    /// Whether the savepoint is the beginning of the transaction, which SQLite was not told.
    private var isSavedByBeginning = false

    init(path: String, access: StorageAccess) throws(LedgerError) {
        self.access = access
        copying = access == .readWrite ? LogCopying(path: path) : nil
        _ = Self.isWithoutStatistics
        let flags =
            switch access {
            case .readWrite: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            case .readOnly: SQLITE_OPEN_READWRITE
            }
        let status = unsafe sqlite3_open_v2(
            path, &database, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard status == SQLITE_OK else {
            let error = lastError(status)
            unsafe sqlite3_close_v2(database)
            unsafe database = nil
            throw error
        }
        unsafe sqlite3_busy_timeout(database, Self.busyTimeoutMilliseconds)
        do {
            try configure()
        } catch {
            close()
            throw error
        }
    }

    deinit {
        close()
    }

    /// FULL is asked for after WAL is on, and read back: a library or a build may change it.
    private func configure() throws(LedgerError) {
        if access == .readWrite {
            guard try pragma("journal_mode = WAL") == .text("wal") else {
                throw .cannotOpen(detail: "this file system does not allow a write-ahead log")
            }
        }
        try execute("PRAGMA synchronous = FULL", [])
        guard try pragma("synchronous") == .integer(2) else {
            throw .cannotOpen(detail: "synchronous FULL was not accepted")
        }
        try execute("PRAGMA cache_size = -\(Self.cacheKibibytes)", [])
        if access == .readWrite {
            followLog()
            // What a savepoint would restore: the pages of one act, which need no file.
            try execute("PRAGMA temp_store = MEMORY", [])
        }
        // Erased personal data must not stay in free pages.
        _ = try pragma("secure_delete = ON")
        try execute("PRAGMA trusted_schema = OFF", [])
        try execute("PRAGMA cell_size_check = ON", [])
        if access == .readOnly {
            try execute("PRAGMA query_only = ON", [])
        }
    }

    /// In place of SQLite's own copying of the log, within a commit.
    private func followLog() {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe sqlite3_wal_hook(
            database,
            { context, _, _, pages in
                if let context = unsafe context {
                    let connection = unsafe Unmanaged<SQLiteConnection>.fromOpaque(context)
                    unsafe connection.takeUnretainedValue().logPages = pages
                }
                return SQLITE_OK
            }, context)
    }

    /// Copies into the database what it can of the write-ahead log, and waits for nobody.
    /// - Returns: So many pages of the log are copied now.
    @discardableResult
    func copyLog() throws(LedgerError) -> Int32 {
        var copied: Int32 = 0
        let status = unsafe sqlite3_wal_checkpoint_v2(
            database, nil, SQLITE_CHECKPOINT_PASSIVE, nil, &copied)
        guard status == SQLITE_OK else { throw lastError(status) }
        return copied
    }

    private func pragma(_ text: String) throws(LedgerError) -> Value? {
        try statement("PRAGMA \(text)").firstValue(of: self)
    }

    // MARK: Statements

    @discardableResult
    func execute(_ sql: String, _ parameters: [Value]) throws(LedgerError) -> Int {
        isAtBeginning = false
        try statement(sql).run(parameters, on: self)
        return Int(unsafe sqlite3_changes64(database))
    }

    func enqueue(_ sql: String, _ parameters: [Value]) throws(LedgerError) {
        try execute(sql, parameters)
    }

    func forEach(
        _ sql: String, _ parameters: [Value], _ body: (Row) throws -> Bool
    ) throws {
        let statement = try statement(sql)
        guard statement.isReadOnly else {
            throw LedgerError.misuse(detail: "a query would change rows")
        }
        try statement.forEach(parameters, on: self, body)
    }

    func columnNames(ofTable name: String) throws(LedgerError) -> [String] {
        var names: [String] = []
        for row in try query("SELECT name FROM pragma_table_info(?)", [.text(name)]) {
            names.append(try row.text("name"))
        }
        return names
    }

    /// Every page, and every index against its table.
    func defect() throws(LedgerError) -> String? {
        let row = try first("SELECT integrity_check AS told FROM pragma_integrity_check(1)")
        let told = try row?.text("told") ?? "no answer"
        return told == "ok" ? nil : told
    }

    /// From the table of pages that SQLite tells of itself (dbstat).
    func tableBytes() throws(LedgerError) -> [String: Int64] {
        var found: [String: Int64] = [:]
        let rows = try query(
            "SELECT s.tbl_name AS name, SUM(d.pgsize) AS bytes FROM dbstat d "
                + "JOIN sqlite_schema s ON s.name = d.name WHERE d.aggregate = TRUE GROUP BY 1")
        for row in rows { found[try row.text("name")] = try row.integer("bytes") }
        return found
    }

    private func statement(_ sql: String) throws(LedgerError) -> SQLiteStatement {
        guard unsafe database != nil else { throw .closed }
        if let cached = cache[sql] {
            // The same text inside its own rows gets a statement of its own, used once.
            return cached.isRunning ? try prepare(sql) : cached
        }
        let fresh = try prepare(sql)
        if cache.count >= Self.maximumCachedStatements { cache.removeAll() }
        cache[sql] = fresh
        return fresh
    }

    private func prepare(_ sql: String) throws(LedgerError) -> SQLiteStatement {
        var handle: OpaquePointer?
        let status = unsafe sqlite3_prepare_v3(
            database, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard status == SQLITE_OK, let prepared = unsafe handle else { throw lastError(status) }
        return unsafe SQLiteStatement(prepared)
    }

    // MARK: Transactions

    /// A writer takes the right to write at once: a transaction that had to upgrade in its middle
    /// could find the database changed under it.
    func begin() throws(LedgerError) {
        switch access {
        case .readWrite: try execute("BEGIN IMMEDIATE", [])
        case .readOnly: try execute("BEGIN", [])
        }
        isAtBeginning = true
    }

    func commit() throws(LedgerError) {
        do {
            try execute("COMMIT", [])
        } catch {
            let isUnsynced = unsafe SQLiteDriver.isFailedSync(sqlite3_extended_errcode(database))
            rollback()
            throw isUnsynced ? .commitInDoubt : error
        }
        // What cannot be copied stays in the log, as durable.
        if copying?.leavesToWriter(ofPages: logPages) == true { _ = try? copyLog() }
    }

    /// SQLite itself rolls back on some errors (disk full, no memory): then nothing is left to do.
    func rollback() {
        guard unsafe database != nil, unsafe sqlite3_get_autocommit(database) == 0 else { return }
        for statement in cache.values { statement.reset() }
        unsafe sqlite3_exec(database, "ROLLBACK", nil, nil, nil)
    }

    /// Costs a copy of each page that is touched after it; but before the first statement there is
    /// nothing to keep, and the transaction itself can be undone.
    func savepoint() throws(LedgerError) {
        isSavedByBeginning = isAtBeginning
        if !isSavedByBeginning { try execute("SAVEPOINT act", []) }
    }

    func releaseSavepoint() throws(LedgerError) {
        if !isSavedByBeginning { try execute("RELEASE act", []) }
    }

    func rollBackToSavepoint() throws(LedgerError) {
        guard !isSavedByBeginning else {
            rollback()
            return try begin()
        }
        try execute("ROLLBACK TO act", [])
        try execute("RELEASE act", [])
    }

    /// Copies what this connection's transaction sees into a new file.
    func copyPages(to path: String, atATime pages: Int32) throws(LedgerError) {
        var target: OpaquePointer?
        let opened = unsafe sqlite3_open_v2(
            path, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nil)
        defer { unsafe sqlite3_close_v2(target) }
        guard opened == SQLITE_OK else { throw SQLiteDriver.error(opened, detail: path) }
        // The copy is thrown away whole where it is not finished: no journal beside it.
        unsafe sqlite3_exec(
            target, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", nil, nil, nil)
        guard let copying = unsafe sqlite3_backup_init(target, "main", database, "main") else {
            throw SQLiteDriver.error(unsafe sqlite3_extended_errcode(target), detail: path)
        }
        var status = SQLITE_OK
        while status == SQLITE_OK { status = unsafe sqlite3_backup_step(copying, pages) }
        unsafe sqlite3_backup_finish(copying)
        guard status == SQLITE_DONE else { throw SQLiteDriver.error(status, detail: path) }
    }

    func close() {
        copying?.end()
        cache.removeAll()
        unsafe sqlite3_close_v2(database)
        unsafe database = nil
    }

    /// The library's own account of the last failure, as one of ours. Read before any other call.
    func lastError(_ status: Int32) -> LedgerError {
        let text = unsafe sqlite3_errmsg(database).map { unsafe String(cString: $0) }
        return SQLiteDriver.error(status, detail: text ?? "error \(status)")
    }
}
