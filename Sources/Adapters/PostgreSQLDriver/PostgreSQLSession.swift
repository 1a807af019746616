import CPostgreSQL
import Glibc
import Ledger

/// One session with the server from its beginning to its loss or end, and its memory in libpq.
///
/// A failure that the server tells leaves the session usable; any other one ends it (`isLost`).
@safe
final class PostgreSQLSession {
    /// Who waits for the right to write, or for one statement, is told rather than kept for ever.
    private static let waitSeconds = 30
    /// More different statements than all services have; beyond it the cache starts anew.
    private static let maximumPreparedStatements = 512

    /// Of the rows that are loaded, so much is in memory at a time, unless one row is longer.
    private static let loadBytes = 256 << 10

    private let handle: OpaquePointer
    private var names: [String: String] = [:]
    private(set) var isLost = false

    static let lostError = LedgerError.inputOutput(
        detail: "the connection to the database was lost")

    /// - Throws: `.busy` where another try may succeed, `.cannotOpen` where none will.
    init(address: String, access: StorageAccess) throws(LedgerError) {
        let settings = [
            ("connect_timeout", "10"), ("keepalives_idle", "10"), ("keepalives_interval", "5"),
            ("keepalives_count", "3"), ("tcp_user_timeout", "30000"),
            ("application_name", "kapok"), ("dbname", address), ("client_encoding", "UTF8"),
        ]
        let made = unsafe Self.withCStrings(settings.map(\.0)) { keywords in
            unsafe Self.withCStrings(settings.map(\.1)) { values in
                // The address is a whole URI, whose parts count more than what stands before it.
                unsafe PQconnectdbParams(keywords, values, 1)
            }
        }
        guard let made = unsafe made else {
            throw .cannotOpen(detail: "no memory for a connection to the database")
        }
        unsafe handle = unsafe made
        guard unsafe PQstatus(handle) == CONNECTION_OK else {
            throw Self.refusal(
                unsafe PQerrorMessage(handle).map { unsafe String(cString: $0) } ?? "")
        }
        try configure(access)
    }

    deinit { unsafe PQfinish(handle) }

    /// libpq gives no code for a connection that was not made, only the words of either side.
    private static func refusal(_ text: String) -> LedgerError {
        let words = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        let passing = [
            "the database system is", "Connection refused", "No such file or directory",
            "terminating connection", "server closed the connection",
        ]
        return passing.contains { words.contains($0) } ? .busy : .cannotOpen(detail: words)
    }

    private func configure(_ access: StorageAccess) throws(LedgerError) {
        try command(
            """
            SET synchronous_commit = on; SET standard_conforming_strings = on;
            SET client_min_messages = warning;
            SET lock_timeout = '\(Self.waitSeconds)s';
            SET default_transaction_isolation = 'read committed'
            """)
        switch access {
        case .readWrite:
            // A server that stops in the middle of a transaction keeps no other from writing.
            try command(
                """
                SET statement_timeout = '\(Self.waitSeconds * 2)s';
                SET idle_in_transaction_session_timeout = '\(Self.waitSeconds)s'
                """)
        case .readOnly: try command("SET default_transaction_read_only = on")
        }
        let call = try PostgreSQLCall(
            "SELECT current_setting('fsync') AS fsync, current_setting('server_encoding') AS coding"
        )
        let found = try roundTrip([call]) { answer throws(LedgerError) in try answer.rows() }.first
        guard try found?.text("fsync") == "on" else {
            throw .cannotOpen(detail: "the database runs with fsync off: commits would not last")
        }
        guard try found?.text("coding") == "UTF8" else {
            throw .cannotOpen(detail: "the database's encoding is not UTF8")
        }
    }

    var isIdle: Bool { unsafe PQtransactionStatus(handle) == PQTRANS_IDLE }

    // MARK: Exchanges

    /// Text without parameters, perhaps several statements; rows that come are passed over.
    func command(_ text: String) throws(LedgerError) {
        guard let result = unsafe PQexec(handle, text) else { throw lost() }
        try check(unsafe PostgreSQLAnswer(result))
    }

    /// Sends calls in pipeline mode, and takes the answer of the last. After the first failure the
    /// server carries none of the others out.
    func roundTrip<T>(
        _ calls: [PostgreSQLCall], _ take: (borrowing PostgreSQLAnswer) throws(LedgerError) -> T
    ) throws(LedgerError) -> T {
        try makeRoom(for: calls.count)
        for call in calls { try prepare(call) }
        try check(unsafe PQenterPipelineMode(handle) == 1)
        for call in calls { try send(call) }
        try check(unsafe PQpipelineSync(handle) == 1)
        var failure: LedgerError?
        var taken: T?
        for place in calls.indices {
            let answer = try answer()
            if failure == nil, let told = answer.failure {
                failure = told
            } else if failure == nil, place == calls.count - 1 {
                do { taken = try take(answer) } catch { failure = error }
            }
            // A null stands between the answers.
            unsafe PQclear(PQgetResult(handle))
        }
        try check(try answer().status == PGRES_PIPELINE_SYNC)
        try check(unsafe PQexitPipelineMode(handle) == 1)
        if let failure { throw failure }
        guard let taken else { throw .misuse(detail: "a statement had no answer") }
        return taken
    }

    /// Sends a query whose rows come one by one; nothing else may be sent before their end.
    func startRows(_ call: PostgreSQLCall) throws(LedgerError) {
        try prepare(call)
        try send(call)
        try check(unsafe PQsetSingleRowMode(handle) == 1)
    }

    /// The next of those rows; nil after the last. After an error no more come.
    func nextRow(columns known: [String]?) throws(LedgerError) -> Row? {
        while let result = unsafe PQgetResult(handle) {
            let answer = unsafe PostgreSQLAnswer(result)
            try checkAlive(answer)
            if let failure = answer.failure {
                passOverRows()
                throw failure
            }
            if answer.status == PGRES_SINGLE_TUPLE {
                return try answer.row(0, columns: known ?? answer.columns)
            }
        }
        return nil
    }

    func passOverRows() {
        while let rest = unsafe PQgetResult(handle) { unsafe PQclear(rest) }
    }

    /// Sends rows as one statement, some at a time. The server takes what comes until its end, and
    /// tells of a failure only then.
    func load(_ table: Table, _ rows: RowSource) throws(LedgerError) {
        let columns = table.columns.map(\.name).joined(separator: ", ")
        // It lasts as long as there are rows.
        try command("SET LOCAL statement_timeout = 0")
        try command("COPY \(table.name) (\(columns)) FROM STDIN (FORMAT binary)")
        var waiting = BinaryRows(of: table)
        do {
            try rows { row throws(LedgerError) in
                try waiting.append(row)
                if waiting.octets.count >= Self.loadBytes { try sendRows(&waiting) }
            }
            waiting.end()
            try sendRows(&waiting)
        } catch {
            // The server answers with this very failure, or the session is lost.
            try? endLoad(failure: "cut off")
            throw error
        }
        try endLoad(failure: nil)
    }

    /// In pieces, of which libpq keeps a copy each.
    private func sendRows(_ rows: inout BinaryRows) throws(LedgerError) {
        let isSent = unsafe rows.octets.withUnsafeBytes { octets in
            stride(from: 0, to: octets.count, by: Self.loadBytes).allSatisfy { start in
                let piece = unsafe octets[start..<min(start + Self.loadBytes, octets.count)]
                return unsafe piece.withMemoryRebound(to: CChar.self) { piece in
                    unsafe PQputCopyData(handle, piece.baseAddress, Int32(piece.count)) == 1
                }
            }
        }
        try check(isSent)
        rows.octets.removeAll(keepingCapacity: true)
    }

    private func endLoad(failure: String?) throws(LedgerError) {
        try check(unsafe PQputCopyEnd(handle, failure) == 1)
        let answer = try answer()
        passOverRows()
        try check(answer)
    }

    func prepare(_ call: PostgreSQLCall) throws(LedgerError) {
        let key = call.key
        guard names[key] == nil else { return }
        try makeRoom(for: 1)
        let name = "s\(names.count)"
        let types = call.parameters.types
        guard
            let result = unsafe PQprepare(
                handle, name, StatementText.numbered(call.sql), Int32(types.count), types)
        else { throw lost() }
        try check(unsafe PostgreSQLAnswer(result))
        names[key] = name
    }

    /// Forgets all statements where so many more would be too many: never between preparing one and
    /// sending it.
    private func makeRoom(for count: Int) throws(LedgerError) {
        guard names.count + count > Self.maximumPreparedStatements else { return }
        try command("DEALLOCATE ALL")
        names = [:]
    }

    // MARK: Parts

    private func send(_ call: PostgreSQLCall) throws(LedgerError) {
        let parameters = call.parameters
        guard let name = names[call.key] else {
            throw .misuse(detail: "a statement was not prepared")
        }
        let formats = [Int32](repeating: 1, count: parameters.types.count)
        let isSent = unsafe parameters.octets.withUnsafeBytes { octets in
            let start = unsafe octets.baseAddress?.assumingMemoryBound(to: CChar.self)
            let values = unsafe parameters.starts.map { place -> UnsafePointer<CChar>? in
                guard let place, let start = unsafe start else { return nil }
                return unsafe start + place
            }
            return unsafe PQsendQueryPrepared(
                handle, name, Int32(parameters.types.count), values, parameters.lengths, formats,
                1)
        }
        try check(isSent == 1)
    }

    private func answer() throws(LedgerError) -> PostgreSQLAnswer {
        guard let result = unsafe PQgetResult(handle) else { throw lost() }
        let answer = unsafe PostgreSQLAnswer(result)
        try checkAlive(answer)
        return answer
    }

    private func check(_ answer: borrowing PostgreSQLAnswer) throws(LedgerError) {
        try checkAlive(answer)
        if let failure = answer.failure { throw failure }
    }

    private func checkAlive(_ answer: borrowing PostgreSQLAnswer) throws(LedgerError) {
        if answer.endsSession { throw lost() }
        try check(unsafe PQstatus(handle) == CONNECTION_OK)
    }

    private func check(_ isGood: Bool) throws(LedgerError) {
        guard isGood else { throw lost() }
    }

    private func lost() -> LedgerError {
        isLost = true
        return Self.lostError
    }

    /// Lends a list of C strings that ends with null.
    private static func withCStrings<T>(
        _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T
    ) -> T {
        let copies = unsafe strings.map { unsafe strdup($0) }
        defer { unsafe copies.forEach { unsafe free($0) } }
        let pointers = unsafe copies.map { unsafe UnsafePointer($0) } + [nil]
        return unsafe pointers.withUnsafeBufferPointer { unsafe body($0.baseAddress!) }
    }
}
