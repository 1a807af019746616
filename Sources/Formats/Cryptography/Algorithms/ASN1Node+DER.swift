package import SwiftASN1

/// What DER asks of contents. The parser looks at tags and lengths alone and the reader of a type at
/// the contents of that type, so that values of types that nobody here reads would be looked at by
/// none: the parameters of an algorithm, an attribute of a name.
extension ASN1Node {
    /// Whether this element and all in it are as DER wants them. X.690 §8, §10 and §11.
    ///
    /// Primitive elements with a tag of their own structure pass: their type is not known here. The
    /// parser has limited the depth.
    package var isDER: Bool {
        let isUniversal = identifier.tagClass == .universal
        switch content {
        case .constructed(let elements):
            guard elements.allSatisfy(\.isDER) else { return false }
            guard isUniversal else { return true }
            return identifier == .sequence
                || identifier == .set && Self.areSorted(Array(elements))
        case .primitive(let octets):
            return !isUniversal || areDER(octets)
        }
    }

    /// Every SET in the structures of PKIX is a SET OF. X.690 §11.6.
    private static func areSorted(_ elements: [ASN1Node]) -> Bool {
        zip(elements, elements.dropFirst()).allSatisfy { element, next in
            !next.encodedBytes.lexicographicallyPrecedes(element.encodedBytes)
        }
    }

    private func areDER(_ octets: ArraySlice<UInt8>) -> Bool {
        switch identifier {
        case .boolean: octets.count == 1 && (octets.first == 0x00 || octets.first == 0xff)
        case .integer, .enumerated: Self.isInteger(octets)
        case .bitString: Self.isBitString(octets)
        case .null: octets.isEmpty
        case .objectIdentifier: Self.isObjectIdentifier(octets)
        case .utf8String: String(validating: octets, as: UTF8.self) != nil
        case .utcTime: octets.count == 13 && Self.isTime(octets, digits: 12)
        case .generalizedTime: Self.isTime(octets, digits: 14)
        case .sequence, .set: false
        default: true
        }
    }

    private static func isInteger(_ octets: ArraySlice<UInt8>) -> Bool {
        guard let first = octets.first else { return false }
        guard let second = octets.dropFirst().first else { return true }
        return first != (second < 0x80 ? 0x00 : 0xff)
    }

    private static func isBitString(_ octets: ArraySlice<UInt8>) -> Bool {
        guard let unused = octets.first, let last = octets.last, unused < 8 else { return false }
        return octets.count == 1 ? unused == 0 : last & ((1 << unused) - 1) == 0
    }

    /// With seconds, in UTC; a fraction does not end in zero.
    private static func isTime(_ octets: ArraySlice<UInt8>, digits: Int) -> Bool {
        let fraction = octets.dropFirst(digits).dropLast()
        let figures = octets.prefix(digits) + fraction.dropFirst()
        return octets.count > digits && octets.last == UInt8(ascii: "Z")
            && figures.allSatisfy { (0x30...0x39).contains($0) }
            && (fraction.isEmpty
                || fraction.first == UInt8(ascii: ".") && fraction.count > 1
                    && fraction.last != UInt8(ascii: "0"))
    }

    /// Each arc in the fewest octets, the last one complete.
    private static func isObjectIdentifier(_ octets: ArraySlice<UInt8>) -> Bool {
        guard let last = octets.last, last < 0x80, octets.first != 0x80 else { return false }
        return zip(octets, octets.dropFirst()).allSatisfy { $0 >= 0x80 || $1 != 0x80 }
    }
}
