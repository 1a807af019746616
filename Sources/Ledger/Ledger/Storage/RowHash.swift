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
struct RowHash: Sendable {
    private static let label = Array("kapok-row/v1".utf8)

    /// Label and name of the table.
    private let start: [UInt8]
    /// The columns in the order of their names as bytes: the place of the value, and its name.
    private let fields: [(place: Int, name: [UInt8])]

    init(table: String, columns: [String]) {
        start = Self.label + Self.prefixed(table)
        fields = columns.enumerated()
            .sorted { $0.element.utf8.lexicographicallyPrecedes($1.element.utf8) }
            .map { ($0.offset, Self.prefixed($0.element)) }
    }

    /// - Parameter values: one for each column, in the order that the columns were given in.
    func hash(of values: [Value]) -> [UInt8] {
        DigestAlgorithm.sha256.hash(encoding(of: values))
    }

    func encoding(of values: [Value]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        bytes += start
        for (place, name) in fields {
            switch values[place] {
            case .null:
                continue
            case .integer(let number):
                bytes += name
                bytes.append(1)
                Self.append(8, octets: 8, to: &bytes)
                Self.append(number, octets: 8, to: &bytes)
            case .text(let text):
                bytes += name
                bytes.append(2)
                Self.append(Int64(text.utf8.count), octets: 8, to: &bytes)
                bytes += text.utf8
            case .blob(let blob):
                bytes += name
                bytes.append(3)
                Self.append(Int64(blob.count), octets: 8, to: &bytes)
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

    /// Length (4) ‖ name.
    private static func prefixed(_ name: String) -> [UInt8] {
        var bytes: [UInt8] = []
        append(Int64(name.utf8.count), octets: 4, to: &bytes)
        return bytes + name.utf8
    }

    private static func append(_ number: Int64, octets: Int, to bytes: inout [UInt8]) {
        for shift in stride(from: (octets - 1) * 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
        }
    }
}
