import Ledger

/// Rows of one table as `COPY` takes them. PostgreSQL's documentation, "COPY", "Binary Format".
struct BinaryRows {
    private let table: Table
    /// What was not sent yet.
    var octets: [UInt8]

    init(of table: Table) {
        self.table = table
        // The signature, no flags, nothing more in the header.
        octets = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0] + [UInt8](repeating: 0, count: 8)
    }

    /// - Throws: `.constraint` for a value of another type than its column's: this form names none, so
    ///   that the server might read one for the other.
    mutating func append(_ row: [Value]) throws(LedgerError) {
        guard row.count == table.columns.count else {
            throw .misuse(detail: "\(table.name) got a row of \(row.count) values")
        }
        octets.append(number: Int16(row.count))
        for (column, value) in zip(table.columns, row) {
            switch (column.kind, value) {
            case (_, .null): octets.append(number: Int32(-1))
            case (.integer, .integer(let number)):
                octets.append(number: Int32(8))
                octets.append(number: number)
            case (.text, .text(let text)):
                octets.append(number: Int32(text.utf8.count))
                octets += text.utf8
            case (.blob, .blob(let bytes)):
                octets.append(number: Int32(bytes.count))
                octets += bytes
            default:
                throw .constraint(detail: "\(table.name).\(column.name) takes another type")
            }
        }
    }

    /// After the last row.
    mutating func end() { octets.append(number: Int16(-1)) }
}

extension [UInt8] {
    /// Big-endian, as everything in the protocol.
    mutating func append(number: some FixedWidthInteger) {
        let bits = type(of: number).bitWidth
        for shift in stride(from: bits - 8, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
