import CanonicalJSON
import Testing

@Suite("Canonical JSON: reading") struct StrictParserTests {
    struct Accepted: Sendable {
        let text: String
        let value: JSONValue
        init(_ text: String, _ value: JSONValue) { (self.text, self.value) = (text, value) }
    }

    @Test(arguments: [
        Accepted(" \t\r\n[ 1 , 2 ] \n", [1, 2]),
        Accepted("{ \"a\" : null }", ["a": .null]),
        Accepted("{}", [:]), Accepted("[]", []), Accepted("\"\"", ""),
        Accepted("0", 0), Accepted("-0", 0), Accepted("-12", -12),
        Accepted("9007199254740991", 9_007_199_254_740_991),
        Accepted("-9007199254740991", -9_007_199_254_740_991),
        Accepted(#""\ud83d\ude02\/\b\f""#, "\u{1F602}/\u{08}\u{0C}"),
        Accepted("\"\u{7F}\u{2028}\"", "\u{7F}\u{2028}"),
        Accepted(#""\u0000""#, "\u{0}"),
    ])
    func `[RFC 8259] well-formed text is read`(row: Accepted) throws {
        #expect(try JSONValue(parsing: row.text.utf8) == row.value)
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let bytes: [UInt8]
        let error: JSONError
        init(_ text: String, _ error: JSONError) { (bytes, self.error) = (Array(text.utf8), error) }
        init(_ bytes: [UInt8], _ error: JSONError) { (self.bytes, self.error) = (bytes, error) }
        var testDescription: String { String(decoding: bytes, as: UTF8.self) }
    }

    @Test(arguments: [
        Refused(#"{"a":1,"a":1}"#, .duplicateKey(at: 7)),
        Refused(#"{"a":1,"\u0061":2}"#, .duplicateKey(at: 7)),
        Refused("{\"\u{E9}\":1,\"e\u{301}\":2}", .duplicateKey(at: 8)),
    ])
    func `[RFC 7493 §2.3] a key that stands twice is refused`(row: Refused) {
        #expect(throws: row.error) { try JSONValue(parsing: row.bytes) }
    }

    @Test(arguments: [
        Refused("1.0", .fraction(at: 1)), Refused("1e3", .fraction(at: 1)),
        Refused("[-1E0]", .fraction(at: 3)), Refused("0.5", .fraction(at: 1)),
        Refused("9007199254740992", .integerOutOfRange(at: 0)),
        Refused("[-9007199254740992]", .integerOutOfRange(at: 1)),
        Refused(String(repeating: "9", count: 400), .integerOutOfRange(at: 0)),
        Refused("01", .unexpectedByte(at: 1)), Refused("-", .unexpectedEnd),
        Refused("-x", .unexpectedByte(at: 1)), Refused("+1", .unexpectedByte(at: 0)),
        Refused("NaN", .unexpectedByte(at: 0)), Refused("-Infinity", .unexpectedByte(at: 1)),
    ])
    func `[RFC 7493 §2.2] a number that is no exact integer is refused`(row: Refused) {
        #expect(throws: row.error) { try JSONValue(parsing: row.bytes) }
    }

    @Test(arguments: [
        Refused(#""\ud800""#, .loneSurrogate(at: 1)), Refused(#""\udc00""#, .loneSurrogate(at: 1)),
        Refused(#""\ud800\u0041""#, .loneSurrogate(at: 1)),
        Refused(#""\ud800\ud800""#, .loneSurrogate(at: 1)),
        Refused(#""\ud800x""#, .loneSurrogate(at: 1)),
        Refused([0x22, 0xED, 0xA0, 0x80, 0x22], .invalidUTF8(at: 1)),
        Refused([0x22, 0xC0, 0x80, 0x22], .invalidUTF8(at: 1)),
        Refused([0x22, 0xC3, 0x22], .invalidUTF8(at: 1)),
        Refused([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], .invalidUTF8(at: 1)),
        Refused("\"\u{FFFE}\"", .noncharacter(at: 1)), Refused(#""\ufdd0""#, .noncharacter(at: 1)),
        Refused("\"\u{1FFFF}\"", .noncharacter(at: 1)),
        Refused("\"\u{10FFFF}\"", .noncharacter(at: 1)),
        Refused("\"a\nb\"", .controlCharacter(at: 2)), Refused(#""\x41""#, .invalidEscape(at: 1)),
        Refused(#""\u00g0""#, .invalidEscape(at: 1)), Refused(#""\u00"#, .unexpectedEnd),
        Refused("\"abc", .unexpectedEnd), Refused("\"abc\\", .unexpectedEnd),
    ])
    func `[RFC 7493 §2.1] a string that is no Unicode text is refused`(row: Refused) {
        #expect(throws: row.error) { try JSONValue(parsing: row.bytes) }
    }

    @Test(arguments: [
        Refused("", .unexpectedEnd), Refused("  ", .unexpectedEnd), Refused("[", .unexpectedEnd),
        Refused("[1", .unexpectedEnd), Refused("[1,", .unexpectedEnd), Refused("{", .unexpectedEnd),
        Refused("[1,]", .unexpectedByte(at: 3)), Refused("[1 2]", .unexpectedByte(at: 3)),
        Refused("{,}", .unexpectedByte(at: 1)), Refused(#"{"a":1,}"#, .unexpectedByte(at: 7)),
        Refused("{a:1}", .unexpectedByte(at: 1)), Refused(#"{"a" 1}"#, .unexpectedByte(at: 5)),
        Refused("[1}", .unexpectedByte(at: 2)), Refused("tru", .unexpectedEnd),
        Refused("trux", .unexpectedByte(at: 3)), Refused("'a'", .unexpectedByte(at: 0)),
        Refused("// x\n1", .unexpectedByte(at: 0)), Refused("1 2", .trailingData(at: 2)),
        Refused("{}\u{0}", .trailingData(at: 2)), Refused("nullx", .trailingData(at: 4)),
        Refused([0xEF, 0xBB, 0xBF, 0x31], .unexpectedByte(at: 0)),
        Refused([0x31, 0xC2, 0xA0], .trailingData(at: 1)),
    ])
    func `[RFC 8259] anything that is no single JSON text is refused`(row: Refused) {
        #expect(throws: row.error) { try JSONValue(parsing: row.bytes) }
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `a depth bomb is refused at the limit, whatever the limit`(opening: String) {
        let bomb = String(repeating: opening, count: 100_000)
        let step = opening.utf8.count
        #expect(throws: JSONError.tooDeep(at: 32 * step)) { try JSONValue(parsing: bomb.utf8) }
        #expect(throws: JSONError.tooDeep(at: 512 * step)) {
            try JSONValue(parsing: bomb.utf8, maximumDepth: .max)
        }
    }

    @Test func `the depth limit itself is accepted`() throws {
        let nested = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        _ = try JSONValue(parsing: nested.utf8)
        #expect(throws: JSONError.tooDeep(at: 31)) {
            try JSONValue(parsing: nested.utf8, maximumDepth: 31)
        }
        #expect(throws: JSONError.tooDeep(at: 0)) {
            try JSONValue(parsing: "[]".utf8, maximumDepth: 0)
        }
    }

    @Test func `one megabyte is accepted, one byte more is refused`() throws {
        let longest = "\"" + String(repeating: "a", count: (1 << 20) - 2) + "\""
        #expect(try JSONValue(parsing: longest.utf8).string?.utf8.count == (1 << 20) - 2)
        #expect(throws: JSONError.tooLong) { try JSONValue(parsing: (longest + " ").utf8) }
        #expect(throws: JSONError.tooLong) {
            try JSONValue(parsing: "[]".utf8, maximumBytes: 1)
        }
    }

    /// Each byte of a text is damaged in turn: the parser answers, and what it accepts reads back.
    @Test func `a damaged text is refused or is another text`() throws {
        let text = Array(#"{"a":[1,-2,"x\u0041\ud83d\ude02é"],"b":{"c":null,"d":true}}"#.utf8)
        for position in text.indices {
            for byte in UInt8.min...UInt8.max {
                var damaged = text
                damaged[position] = byte
                guard let value = try? JSONValue(parsing: damaged) else { continue }
                #expect(try JSONValue(parsing: value.canonicalBytes) == value)
            }
            #expect(throws: JSONError.self) { try JSONValue(parsing: text.prefix(position)) }
        }
    }
}
