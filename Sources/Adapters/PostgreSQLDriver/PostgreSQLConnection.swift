import Glibc
import Ledger

/// One connection to the database; used by one thread at a time, as its port says.
///
/// Statements whose answer nobody waits for are gathered and sent with the next one in pipeline
/// mode. A session that was lost outside a transaction is begun anew; inside one, everything fails
/// until the transaction is rolled back.
final class PostgreSQLConnection: StorageConnection {
    /// A restart of the database, or its failover to a replica, is bridged for so long.
    private static let reconnectMilliseconds = 10_000
    private static let pauseMilliseconds = 100
    /// Answers of so many statements fit the buffers between server and client many times.
    private static let maximumQueue = 256
    /// Whole revocation lists travel, too.
    private static let maximumQueueBytes = 4 << 20
    /// One writer a schema. The second number is any that nobody else in this database uses: "act".
    private static let writerLock = "hashtext(current_schema()), 6382452"
    private static let savepointText = "SAVEPOINT act"

    private let address: String
    private let access: StorageAccess
    private var session: PostgreSQLSession?
    private var isClosed = false
    private var isInTransaction = false
    private var queue: [PostgreSQLCall] = []
    /// The rows that are still coming; nil between queries.
    private var stream: RowStream?

    init(address: String, access: StorageAccess) throws(LedgerError) {
        self.address = address
        self.access = access
        try connect()
    }

    // MARK: Statements

    @discardableResult
    func execute(_ sql: String, _ parameters: [Value]) throws(LedgerError) -> Int {
        try roundTrip(PostgreSQLCall(sql, parameters)) { answer throws(LedgerError) in
            answer.changedRows
        }
    }

    func enqueue(_ sql: String, _ parameters: [Value]) throws(LedgerError) {
        queue.append(try PostgreSQLCall(sql, parameters))
        let isFull =
            queue.count >= Self.maximumQueue
            || queue.reduce(0) { $0 + $1.parameters.octets.count } >= Self.maximumQueueBytes
        if isFull { try flush() }
    }

    func load(_ table: Table, _ rows: RowSource) throws(LedgerError) {
        try flush()
        try use { session throws(LedgerError) in try session.load(table, rows) }
    }

    func forEach(
        _ sql: String, _ parameters: [Value], _ body: (Row) throws -> Bool
    ) throws {
        guard StatementText.isQuery(sql) else {
            throw LedgerError.misuse(detail: "a query would change rows")
        }
        let call = try PostgreSQLCall(sql, parameters)
        guard queue.isEmpty else {
            // Together with what waits: an act's queries are small.
            let rows = try roundTrip(call) { answer throws(LedgerError) in try answer.rows() }
            for row in rows {
                guard try body(row) else { return }
            }
            return
        }
        let rows = try startStream(call)
        defer { end(rows) }
        while let row = try next(of: rows) {
            guard try body(row) else { return }
        }
    }

    func columnNames(ofTable name: String) throws(LedgerError) -> [String] {
        let rows = try query(
            "SELECT attname::text AS name FROM pg_attribute WHERE attrelid = to_regclass(?) "
                + "AND attnum > 0 AND NOT attisdropped ORDER BY attnum", [.text(name)])
        return try rows.map { row throws(LedgerError) in try row.text("name") }
    }

    func tableBytes() throws(LedgerError) -> [String: Int64] {
        var found: [String: Int64] = [:]
        let rows = try query(
            "SELECT relname::text AS name, pg_total_relation_size(oid) AS bytes FROM pg_class "
                + "WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace")
        for row in rows { found[try row.text("name")] = try row.integer("bytes") }
        return found
    }

    /// Every index against its table, where the database has the extension amcheck and its user may
    /// use it.
    func defect() throws(LedgerError) -> String? {
        let extensionSchema = try first(
            "SELECT extnamespace::regnamespace::text AS name FROM pg_extension "
                + "WHERE extname = 'amcheck' AND EXISTS (SELECT FROM pg_proc "
                + "WHERE pronamespace = extnamespace AND proname = 'bt_index_check' "
                + "AND has_function_privilege(pg_proc.oid, 'EXECUTE'))")
        guard let schema = try extensionSchema?.text("name") else { return nil }
        do {
            _ = try query(
                "SELECT COUNT(\(schema).bt_index_check(indexrelid, true)::text) AS checked "
                    + "FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid "
                    + "WHERE relnamespace = current_schema()::regnamespace")
            return nil
        } catch .corrupt(let detail) {
            return detail
        } catch {
            throw error
        }
    }

    // MARK: Transactions

    /// A writer takes the right to write at once, before its first look: there is one writer at a
    /// time over the whole schema, and what it then sees is what the last one left.
    func begin() throws(LedgerError) {
        queue = []
        let text =
            switch access {
            case .readWrite: "BEGIN; SELECT pg_advisory_xact_lock(\(Self.writerLock))"
            case .readOnly: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
            }
        do {
            try use { session throws(LedgerError) in try session.command(text) }
        } catch {
            guard session == nil, !isClosed else {
                rollback()
                throw error
            }
            // It was lost while nothing was under way.
            try use { session throws(LedgerError) in try session.command(text) }
        }
        isInTransaction = true
    }

    /// What is still queued goes before it; if any of that fails, nothing is committed.
    func commit() throws(LedgerError) {
        let call = try PostgreSQLCall("COMMIT")
        var isAsked = false
        do throws(LedgerError) {
            try use { session throws(LedgerError) in try session.prepare(call) }
            isAsked = true
            let command = try roundTrip(call) { answer throws(LedgerError) in answer.command }
            // A transaction that had failed before is rolled back by the same word.
            guard command == "COMMIT" else {
                throw LedgerError.misuse(detail: "a failed transaction was to be committed")
            }
            isInTransaction = false
        } catch {
            let isInDoubt = isAsked && session == nil
            rollback()
            throw isInDoubt ? .commitInDoubt : error
        }
    }

    func rollback() {
        queue = []
        isInTransaction = false
        if let stream { end(stream) }
        guard let session, !session.isIdle else { return }
        do {
            try session.command("ROLLBACK")
        } catch {
            lose()
        }
    }

    func savepoint() throws(LedgerError) { try enqueue(Self.savepointText, []) }

    /// What was queued since the savepoint has to have succeeded by now.
    func releaseSavepoint() throws(LedgerError) { try execute("RELEASE SAVEPOINT act", []) }

    func rollBackToSavepoint() throws(LedgerError) {
        // Where the savepoint itself was not sent yet, nothing after it was either.
        if let place = queue.lastIndex(where: { $0.sql == Self.savepointText }) {
            queue.removeSubrange(place...)
            return
        }
        queue = []
        try use { session throws(LedgerError) in
            try session.command("ROLLBACK TO SAVEPOINT act; RELEASE SAVEPOINT act")
        }
    }

    func close() {
        isClosed = true
        lose()
    }

    // MARK: The session

    /// Sends what is queued and one call more, and takes the answer of the last.
    private func roundTrip<T>(
        _ call: PostgreSQLCall, _ take: (borrowing PostgreSQLAnswer) throws(LedgerError) -> T
    ) throws(LedgerError) -> T {
        let calls = queue + [call]
        queue = []
        return try use { session throws(LedgerError) in try session.roundTrip(calls, take) }
    }

    /// Sends what is queued, and sees it done.
    private func flush() throws(LedgerError) {
        guard let last = queue.popLast() else { return }
        try roundTrip(last) { _ throws(LedgerError) in }
    }

    /// Uses a session on which a statement can be sent.
    private func use<T>(
        _ body: (PostgreSQLSession) throws(LedgerError) -> T
    ) throws(LedgerError) -> T {
        guard !isClosed else { throw .closed }
        spill()
        if session == nil {
            guard !isInTransaction else { throw PostgreSQLSession.lostError }
            try connect()
        }
        guard let session else { throw PostgreSQLSession.lostError }
        do {
            return try body(session)
        } catch {
            if session.isLost { lose() }
            throw error
        }
    }

    private func lose() {
        session = nil
        stream?.isComplete = true
        stream = nil
    }

    /// Tries for a while: a database that restarts refuses connections meanwhile. What another try
    /// cannot mend is told at once.
    private func connect() throws(LedgerError) {
        var waited = 0
        while true {
            do {
                session = try PostgreSQLSession(address: address, access: access)
                return
            } catch {
                guard case .busy = error, waited < Self.reconnectMilliseconds else { throw error }
                usleep(UInt32(Self.pauseMilliseconds) * 1000)
                waited += Self.pauseMilliseconds
            }
        }
    }

    // MARK: Rows one by one

    /// The rows of one query as they come. When another statement wants the connection meanwhile,
    /// the rest is taken into memory.
    private final class RowStream {
        var waiting: [Row] = []
        var place = 0
        var isComplete = false
        var failure: LedgerError?
        var columns: [String]?
    }

    private func startStream(_ call: PostgreSQLCall) throws(LedgerError) -> RowStream {
        try use { session throws(LedgerError) in try session.startRows(call) }
        let rows = RowStream()
        stream = rows
        return rows
    }

    private func next(of rows: RowStream) throws(LedgerError) -> Row? {
        if rows.place < rows.waiting.count {
            rows.place += 1
            return rows.waiting[rows.place - 1]
        }
        if let failure = rows.failure { throw failure }
        return rows.isComplete ? nil : try receive(rows)
    }

    /// The next row off the session; nil at the end.
    private func receive(_ rows: RowStream) throws(LedgerError) -> Row? {
        guard let session else { throw PostgreSQLSession.lostError }
        do {
            if let row = try session.nextRow(columns: rows.columns) {
                rows.columns = row.columns
                return row
            }
        } catch {
            rows.isComplete = true
            stream = nil
            if session.isLost { lose() }
            throw error
        }
        rows.isComplete = true
        stream = nil
        return nil
    }

    /// Takes what is still coming into memory, so that the session is free.
    private func spill() {
        guard let rows = stream else { return }
        do {
            while let row = try receive(rows) { rows.waiting.append(row) }
        } catch {
            rows.failure = error
        }
    }

    /// What nobody wants any more is passed over. Who stops early asks for few rows.
    private func end(_ rows: RowStream) {
        guard stream === rows, !rows.isComplete else { return }
        session?.passOverRows()
        rows.isComplete = true
        stream = nil
    }
}
