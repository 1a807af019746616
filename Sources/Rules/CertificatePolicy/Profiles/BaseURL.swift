/// Where the public reaches an authority's lists, answers and certificates: the begin of every
/// address in its certificates.
///
/// `http://HOST`, `http://HOST:PORT` or either with a path, in ASCII (the addresses are IA5String,
/// RFC 5280 §4.2.1.6) and at most 512 octets. Plain HTTP: a client that needs them to check TLS
/// could never get them over TLS (RFC 5280 §8). No user information, which would stand in every
/// certificate; no query or fragment, since paths are put behind; no dot segments, empty segments
/// or percent-encoding, so that it has one form alone (RFC 3986 §6.2).
public struct BaseURL: Sendable, Hashable {
    /// As it was given; never ends with a slash.
    public let text: String
    /// Such as `/kapok`; empty where it has none.
    public let path: String

    /// No certificate needs a longer one, and each carries it four times.
    public static let maximumBytes = 512

    /// Nil if the text is no such address.
    public init?(_ text: String) {
        let octets = Array(text.utf8)
        guard octets.count <= Self.maximumBytes, octets.starts(with: "http://".utf8) else {
            return nil
        }
        let parts = octets.dropFirst("http://".utf8.count)
        let authority = parts.prefix { $0 != UInt8(ascii: "/") }
        let path = parts.dropFirst(authority.count)
        guard Self.isHostAndPort(authority), path.isEmpty || Self.isPath(path.dropFirst()) else {
            return nil
        }
        self.text = text
        self.path = String(decoding: path, as: UTF8.self)
    }

    /// A port as decimal digits without leading zeros, 1 to 65535.
    public static func port(_ digits: some Collection<UInt8>) -> Int? {
        guard (1...5).contains(digits.count), digits.allSatisfy(isDigit),
            digits.first != UInt8(ascii: "0"),
            let port = Int(String(decoding: digits, as: UTF8.self)), port <= 65_535
        else { return nil }
        return port
    }

    private static func isHostAndPort(_ octets: ArraySlice<UInt8>) -> Bool {
        if octets.first == UInt8(ascii: "[") {
            guard let end = octets.firstIndex(of: UInt8(ascii: "]")) else { return false }
            let rest = octets[octets.index(after: end)...]
            return isAddress6(octets[..<end].dropFirst()) && (rest.isEmpty || isPort(rest))
        }
        let host = octets.prefix { $0 != UInt8(ascii: ":") }
        let rest = octets.dropFirst(host.count)
        return isName(host) && (rest.isEmpty || isPort(rest))
    }

    private static func isPort(_ rest: ArraySlice<UInt8>) -> Bool {
        rest.first == UInt8(ascii: ":") && port(rest.dropFirst()) != nil
    }

    /// Labels (RFC 1123 §2.1), which IPv4 addresses are too.
    private static func isName(_ host: ArraySlice<UInt8>) -> Bool {
        host.count <= 253
            && host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
                .allSatisfy(HostLabel.isOne)
    }

    /// The characters of an IPv6 address; what it means is for whoever connects to it.
    private static func isAddress6(_ address: ArraySlice<UInt8>) -> Bool {
        (2...45).contains(address.count) && address.contains(UInt8(ascii: ":"))
            && address.allSatisfy { isDigit($0) || "abcdefABCDEF:.".utf8.contains($0) }
    }

    /// Unreserved characters alone (RFC 3986 §2.3), in segments that are neither empty nor dots.
    private static func isPath(_ path: ArraySlice<UInt8>) -> Bool {
        path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .allSatisfy { segment in
                segment.contains { $0 != UInt8(ascii: ".") }
                    && segment.allSatisfy { $0.isASCIILetterOrDigit || "-._~".utf8.contains($0) }
            }
    }

    private static func isDigit(_ octet: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
    }
}
