import CanonicalJSON
import Cryptography

/// The hash of one row, as it stands in the change list of a journal entry.
///
/// SHA-256 over this unambiguous encoding (lengths and integers big-endian):
/// ```
/// "kapok-row/v1"                         12 octets
/// length of table name (4) ‖ table name
/// for each column that is not null, in the order of the columns' names as bytes:
///     length of column name (4) ‖ column name
///     type (1): 1 integer, 2 text, 3 blob
///     length of value (8) ‖ value        an integer has 8 octets, text is UTF-8
/// ```
/// Null columns are left out, so that a nullable column added later changes no hash.
enum RowHash {
    private static let label = Array("kapok-row/v1".utf8)

    /// - Parameter fields: column names and values in the order of the names as bytes.
    static func hash(table: String, fields: [(name: String, value: Value)]) -> [UInt8] {
        DigestAlgorithm.sha256.hash(encoding(table: table, fields: fields))
    }

    static func encoding(table: String, fields: [(name: String, value: Value)]) -> [UInt8] {
        var bytes = label
        append(table, to: &bytes)
        for (name, value) in fields {
            switch value {
            case .null:
                continue
            case .integer(let number):
                append(name, to: &bytes)
                bytes.append(1)
                append(8, octets: 8, to: &bytes)
                append(number, octets: 8, to: &bytes)
            case .text(let text):
                append(name, to: &bytes)
                bytes.append(2)
                append(Int64(text.utf8.count), octets: 8, to: &bytes)
                bytes += text.utf8
            case .blob(let blob):
                append(name, to: &bytes)
                bytes.append(3)
                append(Int64(blob.count), octets: 8, to: &bytes)
                bytes += blob
            }
        }
        return bytes
    }

    /// The primary key as the journal writes it: text as a string, an integer as a number, bytes
    /// as `{"hex": …}`. Two keys never look alike.
    static func json(ofKey key: [Value]) -> JSONValue {
        .array(
            key.map { value in
                switch value {
                case .null: .null
                case .integer(let number): .integer(number)
                case .text(let text): .string(text)
                case .blob(let bytes): .object(["hex": .string(Hex.encode(bytes))])
                }
            })
    }

    private static func append(_ name: String, to bytes: inout [UInt8]) {
        append(Int64(name.utf8.count), octets: 4, to: &bytes)
        bytes += name.utf8
    }

    private static func append(_ number: Int64, octets: Int, to bytes: inout [UInt8]) {
        for shift in stride(from: (octets - 1) * 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
        }
    }
}
