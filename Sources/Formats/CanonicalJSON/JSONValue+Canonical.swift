extension JSONValue {
    /// The one byte form that is hashed and signed. RFC 8785 §3.2.
    ///
    /// UTF-8, no white space, keys sorted by UTF-16 code units. An integer outside `integerRange`
    /// is written in full, but no parser of I-JSON (this one included) takes it back.
    public var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        JSONWriter.append(self, to: &bytes)
        return bytes
    }

    /// The same text for people: two spaces a level, keys in canonical order, a final newline.
    public func formatted() -> String {
        var bytes: [UInt8] = []
        JSONWriter.append(self, indentedBy: 0, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Appends JSON text to a buffer.
enum JSONWriter {
    static func append(_ value: JSONValue, to bytes: inout [UInt8]) {
        switch value {
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (position, element) in elements.enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                append(element, to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (position, member) in sorted(members).enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                append(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                append(member.value, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        default:
            appendScalar(value, to: &bytes)
        }
    }

    static func append(_ value: JSONValue, indentedBy level: Int, to bytes: inout [UInt8]) {
        switch value {
        case .array(let elements) where !elements.isEmpty:
            bytes.append(UInt8(ascii: "["))
            for (position, element) in elements.enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                appendLine(indentedBy: level + 1, to: &bytes)
                append(element, indentedBy: level + 1, to: &bytes)
            }
            appendLine(indentedBy: level, to: &bytes)
            bytes.append(UInt8(ascii: "]"))
        case .object(let members) where !members.isEmpty:
            bytes.append(UInt8(ascii: "{"))
            for (position, member) in sorted(members).enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                appendLine(indentedBy: level + 1, to: &bytes)
                append(member.key, to: &bytes)
                bytes += [UInt8(ascii: ":"), UInt8(ascii: " ")]
                append(member.value, indentedBy: level + 1, to: &bytes)
            }
            appendLine(indentedBy: level, to: &bytes)
            bytes.append(UInt8(ascii: "}"))
        default:
            append(value, to: &bytes)
        }
    }

    private static func appendLine(indentedBy level: Int, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\n"))
        bytes += repeatElement(UInt8(ascii: " "), count: 2 * level)
    }

    private static func appendScalar(_ value: JSONValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let truth): bytes += (truth ? "true" : "false").utf8
        case .integer(let number): bytes += String(number).utf8
        case .string(let text): append(text, to: &bytes)
        case .array, .object: append(value, to: &bytes)
        }
    }

    /// Members in the order of their keys' UTF-16 code units. RFC 8785 §3.2.3.
    ///
    /// UTF-8 order would differ where a supplementary character meets one from U+E000 up.
    private static func sorted(
        _ members: [String: JSONValue]
    ) -> [(key: String, value: JSONValue)] {
        // Of ASCII every order is the same, and the one of strings the fastest.
        let areASCII = members.keys.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }
        return areASCII
            ? members.sorted { $0.key < $1.key }
            : members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
    }

    /// Only what must be escaped is, in the shortest form. RFC 8785 §3.2.2.2.
    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.allSatisfy({
            $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }) {
            bytes += text.utf8
        } else {
            appendEscaped(text, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes += [UInt8(ascii: "\\"), byte]
            case 0x20...:
                bytes.append(byte)
            case 0x08: bytes += "\\b".utf8
            case 0x09: bytes += "\\t".utf8
            case 0x0A: bytes += "\\n".utf8
            case 0x0C: bytes += "\\f".utf8
            case 0x0D: bytes += "\\r".utf8
            default:
                bytes += "\\u00".utf8
                bytes += Hex.encode([byte]).utf8
            }
        }
    }
}
