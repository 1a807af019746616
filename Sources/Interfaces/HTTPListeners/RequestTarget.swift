/// The path and query of a request, raw and decoded (RFC 3986 §3.3, §3.4).
package struct RequestTarget: Sendable, Hashable {
    /// As it came, begins with `/`.
    package let rawPath: String
    package let path: String
    package let segments: [String]
    package let query: [String: String]

    /// A POST carries what is longer; OCSP by GET needs 255 (RFC 6960 appendix A.1).
    package static let maximumBytes = 8192

    /// - Throws: `HTTPFault.malformedTarget` or `.targetTooLong`.
    package init(_ text: String) throws(HTTPFault) {
        guard text.utf8.count <= Self.maximumBytes else { throw .targetTooLong }
        let parts = text.utf8.split(
            separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, first.first == UInt8(ascii: "/") else {
            throw .malformedTarget
        }
        rawPath = String(Substring(first))
        path = try Self.decoded(first)
        var segments: [String] = []
        for segment in first.dropFirst().split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        {
            segments.append(try Self.decoded(segment))
        }
        self.segments = segments
        query = parts.count == 2 ? try Self.query(parts[1]) : [:]
    }

    /// A name that stands twice would mean different things to different readers: refused.
    private static func query(_ text: Substring.UTF8View) throws(HTTPFault) -> [String: String] {
        var query: [String: String] = [:]
        for pair in text.split(separator: UInt8(ascii: "&")) {
            let sides = pair.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = try decoded(sides[0], plusIsSpace: true)
            let value = sides.count == 2 ? try decoded(sides[1], plusIsSpace: true) : ""
            guard query.updateValue(value, forKey: name) == nil else { throw .malformedTarget }
        }
        return query
    }

    /// Percent-decodes once. The result must be UTF-8 without control characters.
    private static func decoded(
        _ text: Substring.UTF8View, plusIsSpace: Bool = false
    ) throws(HTTPFault) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard let high = rest.popFirst(), let low = rest.popFirst(),
                    let value = hexValue(high, low)
                else { throw .malformedTarget }
                bytes.append(value)
            } else {
                bytes.append(plusIsSpace && byte == UInt8(ascii: "+") ? 0x20 : byte)
            }
        }
        guard let string = String(validating: bytes, as: UTF8.self),
            bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { throw .malformedTarget }
        return string
    }

    private static func hexValue(_ high: UInt8, _ low: UInt8) -> UInt8? {
        func nibble(_ byte: UInt8) -> UInt8? {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
            default: nil
            }
        }
        guard let high = nibble(high), let low = nibble(low) else { return nil }
        return high << 4 | low
    }
}
