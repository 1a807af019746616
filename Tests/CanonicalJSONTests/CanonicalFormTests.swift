import CanonicalJSON
import Testing

@Suite("Canonical JSON: writing") struct CanonicalFormTests {
    @Test func `[RFC 8785 §3.2.3] keys are sorted by UTF-16 code units`() throws {
        let source = #"""
            {
              "\u20ac": "Euro Sign",
              "\r": "Carriage Return",
              "\ufb33": "Hebrew Letter Dalet With Dagesh",
              "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face",
              "\u0080": "Control",
              "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """#
        let sorted =
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\","
            + "\"\u{F6}\":\"Latin Small Letter O With Diaeresis\",\"\u{20AC}\":\"Euro Sign\","
            + "\"\u{1F600}\":\"Emoji: Grinning Face\","
            + "\"\u{FB33}\":\"Hebrew Letter Dalet With Dagesh\"}"
        let value = try JSONValue(parsing: source.utf8)
        #expect(value.canonicalBytes == Array(sorted.utf8))
    }

    /// The string and the literals of the RFC's example; its fractions are not for us.
    @Test func `[RFC 8785 §3.2.2] strings and literals take their shortest form`() throws {
        let source = #"""
            {
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """#
        let canonical =
            #"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"#
        #expect(try JSONValue(parsing: source.utf8).canonicalBytes == Array(canonical.utf8))
    }

    @Test(arguments: 0..<UInt8(0x80))
    func `[RFC 8785 §3.2.2.2] each ASCII character is written as the RFC says`(code: UInt8) throws {
        let short: [UInt8: String] = [
            0x08: "\\b", 0x09: "\\t", 0x0A: "\\n", 0x0C: "\\f", 0x0D: "\\r", 0x22: "\\\"",
            0x5C: "\\\\",
        ]
        let character = String(Unicode.Scalar(code))
        let expected = short[code] ?? (code < 0x20 ? "\\u00" + Hex.encode([code]) : character)
        let value = JSONValue.string(character)
        #expect(value.canonicalBytes == Array("\"\(expected)\"".utf8))
        #expect(try JSONValue(parsing: value.canonicalBytes) == value)
    }

    @Test func `the text for people is indented and reads back`() throws {
        let value: JSONValue = ["b": [1, [], ["x": true]], "a": [:], "c": "é"]
        #expect(
            value.formatted() == """
                {
                  "a": {},
                  "b": [
                    1,
                    [],
                    {
                      "x": true
                    }
                  ],
                  "c": "é"
                }

                """)
        #expect(try JSONValue(parsing: value.formatted().utf8) == value)
    }

    @Test func `equality is that of the canonical bytes, not canonical equivalence`() {
        #expect(JSONValue.string("\u{F907}") != .string("\u{9F9C}"))
        #expect(JSONValue.object(["\u{E9}": 1]) != .object(["e\u{301}": 1]))
        #expect(JSONValue.object(["\u{E9}": 1])["e\u{301}"] == nil)
        #expect(JSONValue.object(["a": 1, "b": .null]) != .object(["a": 1]))
        #expect(JSONValue.object(["a": 1, "b": 2]) == ["b": 2, "a": 1])
        #expect(JSONValue.integer(1) != .bool(true))
    }

    @Test func `typed access answers only for its own type`() {
        let value: JSONValue = ["s": "x", "i": 7, "b": true, "a": [1, "two"], "n": .null]
        #expect(value["s"]?.string == "x" && value["s"]?.integer == nil)
        #expect(value["i"]?.integer == 7 && value["i"]?.bool == nil)
        #expect(value["b"]?.bool == true && value["b"]?.string == nil)
        #expect(value["a"]?[1]?.string == "two" && value["a"]?[2] == nil)
        #expect(value["a"]?[-1] == nil && value["a"]?.object == nil)
        #expect(value["n"]?.isNull == true && value["missing"] == nil)
        #expect(value.object?.count == 5 && value.array == nil)
    }

    /// 2 000 values from a fixed seed: what is written reads back, and writes the same again.
    @Test func `what is written reads back as the same value and the same bytes`() throws {
        var random = SplitMix(state: 8785)
        for _ in 0..<2000 {
            let value = random.value(depth: 0)
            let bytes = value.canonicalBytes
            let parsed = try JSONValue(parsing: bytes)
            #expect(parsed == value)
            #expect(parsed.canonicalBytes == bytes)
            #expect(try JSONValue(parsing: value.formatted().utf8) == value)
        }
    }
}

/// A small generator with a fixed seed, so that a failure comes back.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func value(depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth < 4 ? 6 : 4), using: &self) {
        case 0: .null
        case 1: .bool(Bool.random(using: &self))
        case 2: .integer(Int64.random(in: JSONValue.integerRange, using: &self))
        case 3: .string(text())
        case 4:
            .array((0..<Int.random(in: 0..<5, using: &self)).map { _ in value(depth: depth + 1) })
        default:
            .object(
                Dictionary(
                    (0..<Int.random(in: 0..<5, using: &self)).map { _ in
                        (text(), value(depth: depth + 1))
                    }, uniquingKeysWith: { first, _ in first }))
        }
    }

    mutating func text() -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<8, using: &self) {
            let ranges: [ClosedRange<UInt32>] = [
                0...0x7F, 0x80...0x24F, 0x4E00...0x9FFF, 0xE000...0xFDCF, 0x1_F600...0x1_F64F,
            ]
            let code = UInt32.random(in: ranges.randomElement(using: &self) ?? 0...0, using: &self)
            if let scalar = Unicode.Scalar(code) { scalars.append(scalar) }
        }
        return String(scalars)
    }
}
