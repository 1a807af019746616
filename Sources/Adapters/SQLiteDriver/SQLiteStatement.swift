import CSQLite
import Ledger

/// A prepared statement and its handle, which it finalises. Belongs to one connection.
@safe
final class SQLiteStatement {
    private let handle: OpaquePointer
    private let columns: [String]
    private let columnCount: Int32
    private(set) var isRunning = false

    init(_ handle: OpaquePointer) {
        unsafe self.handle = unsafe handle
        columnCount = unsafe sqlite3_column_count(handle)
        columns = (0..<columnCount).map { column in
            unsafe sqlite3_column_name(handle, column).map { unsafe String(cString: $0) } ?? ""
        }
    }

    deinit {
        unsafe sqlite3_finalize(handle)
    }

    var isReadOnly: Bool { unsafe sqlite3_stmt_readonly(handle) != 0 }

    func reset() {
        unsafe sqlite3_reset(handle)
        isRunning = false
    }

    /// Runs to the end; rows that come are passed over.
    func run(_ parameters: [Value], on connection: SQLiteConnection) throws(LedgerError) {
        try bind(parameters, on: connection)
        isRunning = true
        defer { reset() }
        while true {
            switch unsafe sqlite3_step(handle) {
            case SQLITE_ROW: continue
            case SQLITE_DONE: return
            case let status: throw connection.lastError(status)
            }
        }
    }

    func forEach(
        _ parameters: [Value], on connection: SQLiteConnection, _ body: (Row) throws -> Bool
    ) throws {
        try bind(parameters, on: connection)
        isRunning = true
        defer { reset() }
        while true {
            switch unsafe sqlite3_step(handle) {
            case SQLITE_ROW:
                let values = (0..<columnCount).map { value(at: $0) }
                guard try body(Row(columns: columns, values: values)) else { return }
            case SQLITE_DONE: return
            case let status: throw connection.lastError(status)
            }
        }
    }

    func firstValue(of connection: SQLiteConnection) throws(LedgerError) -> Value? {
        defer { reset() }
        switch unsafe sqlite3_step(handle) {
        case SQLITE_ROW: return value(at: 0)
        case SQLITE_DONE: return nil
        case let status: throw connection.lastError(status)
        }
    }

    private func bind(
        _ parameters: [Value], on connection: SQLiteConnection
    ) throws(LedgerError) {
        guard unsafe sqlite3_bind_parameter_count(handle) == parameters.count else {
            throw .misuse(detail: "a statement got \(parameters.count) parameters")
        }
        for (index, parameter) in parameters.enumerated() {
            // Not every driver can hold it.
            if case .text(let text) = parameter, text.utf8.contains(0) {
                throw .constraint(detail: "text holds U+0000")
            }
            let status = bind(parameter, at: Int32(index + 1))
            guard status == SQLITE_OK else { throw connection.lastError(status) }
        }
    }

    /// Parameters count from 1.
    private func bind(_ value: Value, at place: Int32) -> Int32 {
        switch value {
        case .null:
            return unsafe sqlite3_bind_null(handle, place)
        case .integer(let number):
            return unsafe sqlite3_bind_int64(handle, place, number)
        case .text(var text):
            return text.withUTF8 { bytes in
                unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                    // An empty buffer may have no address, and a null pointer would bind NULL.
                    guard let start = characters.baseAddress else {
                        return unsafe kapok_sqlite3_bind_text(handle, place, "", 0)
                    }
                    let count = Int32(characters.count)
                    return unsafe kapok_sqlite3_bind_text(handle, place, start, count)
                }
            }
        case .blob(let bytes):
            guard !bytes.isEmpty else { return unsafe sqlite3_bind_zeroblob(handle, place, 0) }
            return unsafe kapok_sqlite3_bind_blob(handle, place, bytes, Int32(bytes.count))
        }
    }

    /// What no declared column can hold (a fraction, text that is not UTF-8) comes out as bytes:
    /// a row changed by hand reads as something else and is found, never silently repaired.
    private func value(at column: Int32) -> Value {
        switch unsafe sqlite3_column_type(handle, column) {
        case SQLITE_NULL:
            return .null
        case SQLITE_INTEGER:
            return .integer(unsafe sqlite3_column_int64(handle, column))
        case SQLITE_TEXT:
            guard let start = unsafe sqlite3_column_text(handle, column) else { return .text("") }
            let count = Int(unsafe sqlite3_column_bytes(handle, column))
            let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
            if let text = unsafe String(validating: bytes, as: UTF8.self) { return .text(text) }
            return .blob(unsafe Array(bytes))
        default:
            guard let start = unsafe sqlite3_column_blob(handle, column) else { return .blob([]) }
            let count = Int(unsafe sqlite3_column_bytes(handle, column))
            return .blob(unsafe Array(UnsafeRawBufferPointer(start: start, count: count)))
        }
    }
}
