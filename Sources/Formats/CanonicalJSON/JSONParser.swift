extension JSONValue {
    /// Reads one JSON text, strictly: UTF-8 without byte order mark, nothing after the value.
    ///
    /// - Parameters:
    ///   - maximumDepth: nested arrays and objects, counted from 1; never more than 512.
    ///   - maximumBytes: length of the whole text.
    /// - Throws: the first fault met. RFC 8259, RFC 7493 §2.
    public init(
        parsing bytes: some Collection<UInt8>, maximumDepth: Int = 32, maximumBytes: Int = 1 << 20
    ) throws(JSONError) {
        guard bytes.count <= maximumBytes else { throw .tooLong }
        var parser = JSONParser(
            bytes: Array(bytes), maximumDepth: min(maximumDepth, JSONParser.deepest))
        self = try parser.document()
    }
}

/// A recursive descent over a whole text in memory; recursion is bounded by `maximumDepth`.
struct JSONParser {
    /// What the stack of a task bears with room to spare, whatever a caller asks for.
    static let deepest = 512

    let bytes: [UInt8]
    let maximumDepth: Int
    private var position = 0

    init(bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    mutating func document() throws(JSONError) -> JSONValue {
        let value = try value(depth: 0)
        skipWhitespace()
        guard position == bytes.count else { throw .trailingData(at: position) }
        return value
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        skipWhitespace()
        switch try peek() {
        case UInt8(ascii: "{"): return .object(try members(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try elements(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return .integer(try integer())
        case UInt8(ascii: "t"): try expect("true"); return .bool(true)
        case UInt8(ascii: "f"): try expect("false"); return .bool(false)
        case UInt8(ascii: "n"): try expect("null"); return .null
        default: throw .unexpectedByte(at: position)
        }
    }

    private mutating func members(depth: Int) throws(JSONError) -> [String: JSONValue] {
        guard depth <= maximumDepth else { throw .tooDeep(at: position) }
        position += 1
        var members: [String: JSONValue] = [:]
        if try isClosed(by: UInt8(ascii: "}")) { return members }
        repeat {
            skipWhitespace()
            let start = position
            let key = try string()
            skipWhitespace()
            try expect(UInt8(ascii: ":"))
            let value = try value(depth: depth)
            guard members.updateValue(value, forKey: key) == nil else {
                throw .duplicateKey(at: start)
            }
        } while try isContinued(closing: UInt8(ascii: "}"))
        return members
    }

    private mutating func elements(depth: Int) throws(JSONError) -> [JSONValue] {
        guard depth <= maximumDepth else { throw .tooDeep(at: position) }
        position += 1
        var elements: [JSONValue] = []
        if try isClosed(by: UInt8(ascii: "]")) { return elements }
        repeat {
            elements.append(try value(depth: depth))
        } while try isContinued(closing: UInt8(ascii: "]"))
        return elements
    }

    private mutating func isClosed(by close: UInt8) throws(JSONError) -> Bool {
        skipWhitespace()
        guard try peek() == close else { return false }
        position += 1
        return true
    }

    private mutating func isContinued(closing close: UInt8) throws(JSONError) -> Bool {
        if try isClosed(by: close) { return false }
        try expect(UInt8(ascii: ","))
        return true
    }

    /// RFC 8259 §6 without fraction and exponent; `-0` is zero.
    private mutating func integer() throws(JSONError) -> Int64 {
        let start = position
        let isNegative = bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        guard Self.isDigit(try peek()) else { throw .unexpectedByte(at: position) }
        let hasLeadingZero = bytes[position] == UInt8(ascii: "0")
        let firstDigit = position
        var magnitude: Int64 = 0
        while position < bytes.count, Self.isDigit(bytes[position]) {
            if hasLeadingZero && position > firstDigit { throw .unexpectedByte(at: position) }
            magnitude = magnitude * 10 + Int64(bytes[position] - UInt8(ascii: "0"))
            guard magnitude <= JSONValue.integerRange.upperBound else {
                throw .integerOutOfRange(at: start)
            }
            position += 1
        }
        if position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
                throw .fraction(at: position)
            default: break
            }
        }
        return isNegative ? -magnitude : magnitude
    }
}

// MARK: - Strings

extension JSONParser {
    /// RFC 8259 §7.
    private mutating func string() throws(JSONError) -> String {
        try expect(UInt8(ascii: "\""))
        let start = position
        // What came before the run at hand; empty where nothing is escaped.
        var content: [UInt8] = []
        var runStart = position
        while true {
            switch try peek() {
            case UInt8(ascii: "\""):
                let run = bytes[runStart..<position]
                position += 1
                return content.isEmpty
                    ? try Self.checked(run, startingAt: start)
                    : try Self.checked(content + run, startingAt: start)
            case UInt8(ascii: "\\"):
                content += bytes[runStart..<position]
                content += UTF8.encode(try escape()).map(Array.init) ?? []
                runStart = position
            case ..<0x20:
                throw .controlCharacter(at: position)
            default:
                position += 1
            }
        }
    }

    private static func checked(
        _ content: some Collection<UInt8>, startingAt start: Int
    ) throws(JSONError) -> String {
        guard let text = String(validating: content, as: UTF8.self) else {
            throw .invalidUTF8(at: start)
        }
        // Noncharacters begin with the byte EF (U+FDD0…, U+FFFE) or F0 to F4.
        if content.contains(where: { $0 >= 0xEF }),
            text.unicodeScalars.contains(where: { $0.properties.isNoncharacterCodePoint })
        {
            throw .noncharacter(at: start)
        }
        return text
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        let start = position
        position += 1
        let letter = try peek()
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try escapedScalar(startingAt: start)
        default: throw .invalidEscape(at: start)
        }
    }

    private mutating func escapedScalar(startingAt start: Int) throws(JSONError) -> Unicode.Scalar {
        let first = try codeUnit(startingAt: start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard UTF16.isLeadSurrogate(first), position + 1 < bytes.count,
            bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
        else { throw .loneSurrogate(at: start) }
        position += 2
        let second = try codeUnit(startingAt: start)
        guard UTF16.isTrailSurrogate(second) else { throw .loneSurrogate(at: start) }
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
    }

    private mutating func codeUnit(startingAt start: Int) throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Hex.value(of: try peek()) else { throw .invalidEscape(at: start) }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }
}

// MARK: - Bytes

extension JSONParser {
    private func peek() throws(JSONError) -> UInt8 {
        guard position < bytes.count else { throw .unexpectedEnd }
        return bytes[position]
    }

    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard try peek() == byte else { throw .unexpectedByte(at: position) }
        position += 1
    }

    private mutating func expect(_ text: StaticString) throws(JSONError) {
        for expected in text.description.utf8 {
            guard try peek() == expected else { throw .unexpectedByte(at: position) }
            position += 1
        }
    }

    private mutating func skipWhitespace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
