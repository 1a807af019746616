import CPostgreSQL
import Ledger

/// One result of libpq and its memory.
@safe
struct PostgreSQLAnswer: ~Copyable {
    private let result: OpaquePointer

    init(_ result: OpaquePointer) {
        unsafe self.result = unsafe result
    }

    deinit { unsafe PQclear(result) }

    var status: ExecStatusType { unsafe PQresultStatus(result) }

    var rowCount: Int32 { unsafe PQntuples(result) }

    /// How many rows a statement changed.
    var changedRows: Int {
        unsafe PQcmdTuples(result).map { unsafe Int(String(cString: $0)) ?? 0 } ?? 0
    }

    /// What the statement was, as the server names it: `COMMIT`, `ROLLBACK`, …
    var command: String { unsafe PQcmdStatus(result).map { unsafe String(cString: $0) } ?? "" }

    /// The failure that the server told, if it told one.
    var failure: LedgerError? {
        switch status {
        case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR:
            PostgreSQLDriver.error(
                field("C") ?? "XX000", field("M") ?? "the connection was lost")
        default: nil
        }
    }

    /// Whether the server ended the session with it, or libpq made it up for want of an answer: such a
    /// result has no code.
    var endsSession: Bool {
        guard failure != nil else { return false }
        guard let code = field("C") else { return true }
        return code.hasPrefix("08") || ["57P01", "57P02", "57P03"].contains(code)
    }

    /// `PG_DIAG_SQLSTATE` and `PG_DIAG_MESSAGE_PRIMARY` are letters. The detail is never read: it
    /// repeats stored values.
    private func field(_ letter: Unicode.Scalar) -> String? {
        unsafe PQresultErrorField(result, Int32(letter.value)).map { unsafe String(cString: $0) }
    }

    var columns: [String] {
        (0..<(unsafe PQnfields(result))).map { column in
            unsafe PQfname(result, column).map { unsafe String(cString: $0) } ?? ""
        }
    }

    func rows() throws(LedgerError) -> [Row] {
        let columns = columns
        var rows: [Row] = []
        for number in 0..<rowCount { rows.append(try row(number, columns: columns)) }
        return rows
    }

    func row(_ row: Int32, columns: [String]) throws(LedgerError) -> Row {
        var values: [Value] = []
        values.reserveCapacity(columns.count)
        for column in 0..<Int32(columns.count) {
            values.append(try value(row, column))
        }
        return Row(columns: columns, values: values)
    }

    /// - Throws: `.misuse` for a type that no declared column has.
    private func value(_ row: Int32, _ column: Int32) throws(LedgerError) -> Value {
        guard unsafe PQgetisnull(result, row, column) == 0 else { return .null }
        let count = Int(unsafe PQgetlength(result, row, column))
        let start = unsafe PQgetvalue(result, row, column)
        let bytes = unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
        switch unsafe PQftype(result, column) {
        case BinaryParameters.integer, 23, 21:
            // int8, int4, int2: big-endian two's complement.
            let isNegative = bytes.first.map { $0 >= 0x80 } ?? false
            return .integer(bytes.reduce(isNegative ? -1 : 0) { $0 << 8 | Int64($1) })
        case BinaryParameters.text, 1043, 19:
            // A server whose encoding is UTF-8 holds nothing else; else it comes out as bytes.
            return String(validating: bytes, as: UTF8.self).map { .text($0) } ?? .blob(bytes)
        case BinaryParameters.bytes:
            return .blob(bytes)
        case let type:
            throw .misuse(detail: "a query answered the type \(type)")
        }
    }
}
