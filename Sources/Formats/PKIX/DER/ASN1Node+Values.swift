public import SwiftASN1

/// The contents of primitive elements. The tag is the caller's affair (it may be an implicit one),
/// except for OBJECT IDENTIFIER, which is never tagged implicitly in the structures here.
extension ASN1Node {
    /// The contents octets of a primitive element.
    public func primitive(at place: Place) throws(PKIXError) -> ArraySlice<UInt8> {
        guard case .primitive(let octets) = content else { throw .unexpectedType(place) }
        return octets
    }

    /// The one element inside an explicit tag.
    public func explicit(at place: Place) throws(PKIXError) -> ASN1Node {
        let elements = try children(at: place)
        guard let element = elements.first else { throw .missing(place) }
        guard elements.count == 1 else { throw .trailingData(place) }
        return element
    }

    /// The elements of a constructed one.
    public func children(at place: Place) throws(PKIXError) -> [ASN1Node] {
        guard case .constructed(let elements) = content else { throw .unexpectedType(place) }
        return Array(elements)
    }

    /// A copy of the whole element: tag, length and contents.
    public var encoded: [UInt8] { Array(encodedBytes) }

    /// Arcs of more than 63 bits are not supported.
    public func objectIdentifier(at place: Place) throws(PKIXError) -> ASN1ObjectIdentifier {
        guard identifier == .objectIdentifier else { throw .unexpectedType(place) }
        guard let value = try? ASN1ObjectIdentifier(derEncoded: self) else {
            throw .notDER(place)
        }
        return value
    }

    /// DER allows 0x00 and 0xFF only.
    public func boolean(at place: Place, _ context: DecodingContext) throws(PKIXError) -> Bool {
        let octets = try primitive(at: place)
        guard let octet = octets.first, octets.count == 1 else { throw .notDER(place) }
        if octet != 0x00 && octet != 0xff { try context.tolerate(.notDER(place)) }
        return octet != 0
    }

    /// A NULL has no contents.
    public func null(at place: Place) throws(PKIXError) {
        guard try primitive(at: place).isEmpty else { throw .notDER(place) }
    }

    /// The contents of an INTEGER or ENUMERATED: two's complement, in the fewest octets.
    public func integerOctets(
        at place: Place, _ context: DecodingContext
    ) throws(PKIXError) -> [UInt8] {
        var octets = try primitive(at: place)
        guard !octets.isEmpty else { throw .notDER(place) }
        var isMinimal = true
        while let first = octets.first, let second = octets.dropFirst().first,
            (first == 0x00 && second < 0x80) || (first == 0xff && second >= 0x80)
        {
            isMinimal = false
            octets.removeFirst()
        }
        if !isMinimal { try context.tolerate(.notDER(place)) }
        return Array(octets)
    }

    /// An INTEGER or ENUMERATED that fits 64 bits.
    public func integer(at place: Place, _ context: DecodingContext) throws(PKIXError) -> Int {
        let octets = try integerOctets(at: place, context)
        guard octets.count <= 8 else { throw .outOfRange(place) }
        let sign = octets.first.map { $0 >= 0x80 ? -1 : 0 } ?? 0
        return octets.reduce(sign) { $0 << 8 | Int($1) }
    }

    /// The contents of an OCTET STRING or a string. BER's pieces are put together where tolerated.
    public func octets(at place: Place, _ context: DecodingContext) throws(PKIXError) -> [UInt8] {
        switch content {
        case .primitive(let octets):
            return Array(octets)
        case .constructed(let pieces):
            try context.tolerate(.notDER(place))
            var all: [UInt8] = []
            for piece in pieces { all += try piece.octets(at: place, context) }
            return all
        }
    }

    /// The contents of a BIT STRING. The unused bits must be zero. X.690 §11.2.1.
    public func bits(at place: Place, _ context: DecodingContext) throws(PKIXError) -> BitString {
        let contents = try primitive(at: place)
        guard let unused = contents.first, unused < 8 else { throw .notDER(place) }
        let octets = Array(contents.dropFirst())
        guard let last = octets.last else {
            guard unused == 0 else { throw .notDER(place) }
            return BitString(octets: [], unusedBits: 0)
        }
        if last & ((1 << unused) - 1) != 0 { try context.tolerate(.notDER(place)) }
        return BitString(octets: octets, unusedBits: Int(unused))
    }

    /// Which bits of a named bit list are set. DER leaves trailing zero bits out. X.690 §11.2.2.
    public func namedBits(
        at place: Place, _ context: DecodingContext
    ) throws(PKIXError) -> Set<Int> {
        let bits = try bits(at: place, context)
        var set: Set<Int> = []
        for index in 0..<bits.count where bits[index] { set.insert(index) }
        if (set.max() ?? -1) + 1 != bits.count { try context.tolerate(.notDER(place)) }
        return set
    }
}

/// The contents of a BIT STRING: octets, of the last of which the lowest `unusedBits` do not count.
public struct BitString: Hashable, Sendable {
    public let octets: [UInt8]
    /// 0 to 7; 0 where there are no octets.
    public let unusedBits: Int

    /// The number of bits.
    public var count: Int { octets.count * 8 - unusedBits }

    /// The bit at an index; bit 0 is the highest of the first octet.
    public subscript(index: Int) -> Bool {
        octets[index / 8] >> (7 - index % 8) & 1 == 1
    }
}
