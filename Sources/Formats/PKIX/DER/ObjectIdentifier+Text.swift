public import SwiftASN1

extension ASN1ObjectIdentifier {
    /// Reads dotted decimal text such as `1.3.6.1`; nil where it is none.
    ///
    /// For text from outside: the library's own initialiser stops the process on arcs whose
    /// product overflows, and accepts first arcs above 2. Arcs may have up to 32 bits.
    public static func parse(dotted text: String) -> ASN1ObjectIdentifier? {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (2...32).contains(parts.count) else { return nil }
        var arcs: [UInt] = []
        for part in parts {
            guard part.allSatisfy({ (0x30...0x39).contains($0) }), !part.isEmpty,
                part.count == 1 || part.first != UInt8(ascii: "0"),
                let arc = UInt32(String(decoding: part, as: UTF8.self))
            else { return nil }
            arcs.append(UInt(arc))
        }
        guard arcs[0] <= 2, arcs[0] == 2 || arcs[1] < 40 else { return nil }
        return try? ASN1ObjectIdentifier(elements: arcs)
    }

    /// Dotted decimal text, right also for arcs such as 2.999, which the library's own
    /// description shows as 26.39.
    public var dotted: String {
        arcs.map(String.init).joined(separator: ".")
    }

    /// The arcs from the root on.
    public var arcs: [UInt] {
        let parts = oidComponents
        let first = parts[0] * 40 + parts[1]
        let root = min(first / 40, 2)
        return [root, first - root * 40] + parts.dropFirst(2)
    }

    /// This identifier with further arcs below it.
    public func appending(_ further: UInt...) -> ASN1ObjectIdentifier {
        // Two arcs are always there, the one thing that the initialiser asks for.
        (try? ASN1ObjectIdentifier(elements: arcs + further)) ?? self
    }

    /// Whether this identifier lies below another one, arc by arc.
    public func isBelow(_ base: ASN1ObjectIdentifier) -> Bool {
        let arcs = arcs
        let base = base.arcs
        return arcs.count > base.count && arcs.starts(with: base)
    }

    /// The contents octets. X.690 §8.19.
    var contents: [UInt8] {
        let arcs = arcs
        return ([arcs[0] * 40 + arcs[1]] + arcs.dropFirst(2)).flatMap(Self.subidentifier)
    }

    private static func subidentifier(_ value: UInt) -> [UInt8] {
        var octets = [UInt8(value & 0x7f)]
        var rest = value >> 7
        while rest > 0 {
            octets.append(UInt8(rest & 0x7f) | 0x80)
            rest >>= 7
        }
        return octets.reversed()
    }
}
