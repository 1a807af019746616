/// An address that a connection is made to.
///
/// 4 octets of IPv4 or 16 of IPv6, in network order. An IPv4 address inside one of IPv6 (`::ffff:0:0/96`,
/// RFC 4291 §2.5.5.2) is the IPv4 address: the system connects to that.
package struct NetworkAddress: Sendable, Hashable {
    package let octets: [UInt8]

    private static let mapped: [UInt8] = Array(repeating: 0, count: 10) + [0xFF, 0xFF]

    /// Nil unless there are 4 or 16.
    package init?(octets: [UInt8]) {
        switch octets.count {
        case 4: self.octets = octets
        case 16:
            self.octets = octets.starts(with: Self.mapped) ? Array(octets.suffix(4)) : octets
        default: return nil
        }
    }

    /// Reads `192.0.2.1` or `2001:db8::1` (RFC 4291 §2.2, forms 1 and 2); nil for every other writing.
    package init?(_ text: String) {
        let read = text.contains(":") ? Self.version6(text) : Self.version4(text)
        guard let read else { return nil }
        self.init(octets: read)
    }

    private static func version4(_ text: String) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let octets = parts.compactMap { part -> UInt8? in
            // Leading zeros are octal to some readers.
            guard (1...3).contains(part.utf8.count), part == "0" || !part.hasPrefix("0"),
                part.utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            return UInt8(part)
        }
        return parts.count == 4 && octets.count == 4 ? octets : nil
    }

    private static func version6(_ text: String) -> [UInt8]? {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return nil }
        let read = halves.map { groups($0) }
        guard let first = read.first ?? nil, let last = read.last ?? nil else { return nil }
        guard halves.count == 2 else { return first.count == 16 ? first : nil }
        let missing = 16 - first.count - last.count
        return missing >= 2 ? first + Array(repeating: 0, count: missing) + last : nil
    }

    /// The octets of groups with colons between; none for an empty text.
    private static func groups(_ text: Substring) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        var octets: [UInt8] = []
        for group in text.split(separator: ":", omittingEmptySubsequences: false) {
            guard (1...4).contains(group.utf8.count),
                group.utf8.allSatisfy({ $0.isHexadecimalDigit }),
                let number = UInt16(group, radix: 16)
            else { return nil }
            octets += [UInt8(number >> 8), UInt8(number & 0xFF)]
        }
        return octets.count <= 16 ? octets : nil
    }

    /// As it is written into refusals: IPv6 in groups without shortening.
    package var text: String {
        guard octets.count == 16 else { return octets.map(String.init).joined(separator: ".") }
        return stride(from: 0, to: 16, by: 2).map {
            String(Int(octets[$0]) << 8 | Int(octets[$0 + 1]), radix: 16)
        }.joined(separator: ":")
    }

    /// Whether it can be anybody's on the internet.
    ///
    /// Nobody outside is reached under a private, loopback, link-local, shared, multicast or reserved
    /// address; what answers there is inside, and is not the official body. RFC 6890, RFC 1918, RFC 4193,
    /// RFC 6598. Of IPv6 only the allocated global unicast space (2000::/3) counts, without what wraps
    /// addresses of IPv4 (6to4, Teredo) or is for examples.
    package var isPublic: Bool {
        if octets.count == 4 { return !NetworkRange.special4.contains { $0.holds(self) } }
        return NetworkRange.global6.contains { $0.holds(self) }
            && !NetworkRange.special6.contains { $0.holds(self) }
    }
}

/// Addresses that begin with the same bits, such as `10.0.0.0/8` (RFC 4632 §3.1).
package struct NetworkRange: Sendable, Hashable {
    /// As it was given.
    package let text: String
    private let first: NetworkAddress
    private let bits: Int

    /// Nil unless every bit behind the prefix is zero: one range has one writing.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = NetworkAddress(String(parts[0])),
            (1...3).contains(parts[1].utf8.count),
            parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            parts[1] == "0" || !parts[1].hasPrefix("0"), let bits = Int(parts[1]),
            bits <= address.octets.count * 8
        else { return nil }
        self.text = text
        first = address
        self.bits = bits
        guard Self.masked(address.octets, bits) == address.octets else { return nil }
    }

    package func holds(_ address: NetworkAddress) -> Bool {
        address.octets.count == first.octets.count
            && Self.masked(address.octets, bits) == first.octets
    }

    private static func masked(_ octets: [UInt8], _ bits: Int) -> [UInt8] {
        octets.enumerated().map { place, octet in
            let kept = min(max(bits - place * 8, 0), 8)
            return kept == 0 ? 0 : octet & (UInt8.max << UInt8(8 - kept))
        }
    }

    private static func known(_ texts: [String]) -> [NetworkRange] {
        // The lists are ours, and a test counts them.
        texts.compactMap(NetworkRange.init)
    }

    static let special4 = known([
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    ])

    static let special6 = known([
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    ])

    static let global6 = known(["2000::/3"])
}

extension UInt8 {
    fileprivate var isHexadecimalDigit: Bool {
        (0x30...0x39).contains(self) || (0x41...0x46).contains(self)
            || (0x61...0x66).contains(self)
    }
}
