import Ledger

/// Portable SQL as this database wants it.
enum StatementText {
    /// `?` becomes `$1`, `$2` …, but for those within quotes.
    static func numbered(_ sql: String) -> String {
        var result = ""
        var number = 0
        var quote: Character?
        for character in sql {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == "?" {
                number += 1
                result += "$\(number)"
                continue
            }
            result.append(character)
        }
        return result
    }

    /// Whether a statement only reads, by its first word.
    static func isQuery(_ sql: String) -> Bool {
        sql.prefix { !$0.isWhitespace }.uppercased() == "SELECT"
    }
}

/// The parameters of one statement in the binary form of the protocol, in one piece of memory.
///
/// Types are named by what each value is, so that the database converts nothing: PostgreSQL's
/// `pg_type.dat`.
struct BinaryParameters {
    static let integer: UInt32 = 20
    static let text: UInt32 = 25
    static let bytes: UInt32 = 17

    private(set) var types: [UInt32] = []
    /// Where each value starts in `octets`; nil for null.
    private(set) var starts: [Int?] = []
    private(set) var lengths: [Int32] = []
    /// One octet more than the values, so that an empty one has an address, too.
    private(set) var octets: [UInt8] = []

    /// - Throws: `.constraint` for text with U+0000, which the database cannot hold.
    init(_ values: [Value]) throws(LedgerError) {
        for value in values {
            let start = octets.count
            switch value {
            case .null:
                types.append(0)
                starts.append(nil)
                lengths.append(0)
                continue
            case .integer(let number):
                types.append(Self.integer)
                octets.append(number: number)
            case .text(let text):
                types.append(Self.text)
                octets += text.utf8
            case .blob(let bytes):
                types.append(Self.bytes)
                octets += bytes
            }
            starts.append(start)
            lengths.append(Int32(octets.count - start))
        }
        octets.append(0)
    }

    /// One letter a parameter: a statement is prepared once for each combination of types.
    var signature: String {
        String(
            types.map { type -> Character in
                switch type {
                case Self.integer: "i"
                case Self.text: "t"
                case Self.bytes: "b"
                default: "n"
                }
            })
    }
}
