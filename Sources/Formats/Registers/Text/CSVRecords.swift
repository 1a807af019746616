/// The records of a comma-separated text (RFC 4180) that comes in pieces, in bounded memory.
///
/// Fields may be quoted, and quoted ones hold commas, line ends and doubled quotation marks. An empty
/// line is no record.
public struct CSVRecords {
    private var lines: TextLines

    public init(_ read: @escaping () throws -> [UInt8]?) {
        lines = TextLines(read)
    }

    /// One record, with the number of the line that it begins in.
    public struct CSVRecord: Sendable, Equatable {
        public let line: Int
        public let fields: Result<[String], RegisterError>
    }

    /// The next record. One that is malformed is told as such, and the next line begins another.
    /// - Throws: what the reading throws.
    public mutating func next() throws -> CSVRecord? {
        while let line = try lines.next() {
            if line.bytes?.isEmpty == true { continue }
            return CSVRecord(line: line.number, fields: try record(from: line))
        }
        return nil
    }

    private mutating func record(
        from first: TextLines.Line
    ) throws -> Result<[String], RegisterError> {
        guard var bytes = first.bytes else { return .failure(.tooLong) }
        while true {
            do {
                if let fields = try Self.fields(bytes) { return .success(fields) }
            } catch {
                return .failure(error)
            }
            // A quoted field goes on in the next line.
            guard let more = try lines.next() else { return .failure(.quote) }
            guard let next = more.bytes, bytes.count + next.count < TextLines.maximumBytes else {
                return .failure(.tooLong)
            }
            bytes += [0x0A] + next
        }
    }

    /// The fields of one record; nil where a quotation has not ended yet.
    private static func fields(_ bytes: [UInt8]) throws(RegisterError) -> [String]? {
        let comma = UInt8(ascii: ",")
        let quote = UInt8(ascii: "\"")
        var fields: [String] = []
        var place = 0
        while true {
            var field: [UInt8] = []
            if place < bytes.count, bytes[place] == quote {
                place += 1
                while true {
                    guard place < bytes.count else { return nil }
                    if bytes[place] == quote {
                        place += 1
                        guard place < bytes.count, bytes[place] == quote else { break }
                    }
                    field.append(bytes[place])
                    place += 1
                }
                guard place == bytes.count || bytes[place] == comma else { throw .quote }
            } else {
                while place < bytes.count, bytes[place] != comma {
                    guard bytes[place] != quote else { throw .quote }
                    field.append(bytes[place])
                    place += 1
                }
            }
            guard let text = String(validating: field, as: UTF8.self) else { throw .text }
            fields.append(text)
            guard place < bytes.count else { return fields }
            place += 1
        }
    }
}
