public import SwiftASN1

/// The number of a list, which grows with each list of one issuer and scope.
///
/// ```
/// CRLNumber ::= INTEGER (0..MAX)      -- at most 20 octets
/// ```
/// RFC 5280 §5.2.3. Never critical.
public struct CRLNumber: ExtensionValue {
    public static let structure = Structure("CRLNumber", "RFC 5280 §5.2.3")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 20]
    /// RFC 5280 §5.2.3.
    public static let maximumOctets = 20

    /// The contents of the INTEGER: two's complement in the fewest octets, not negative.
    public let integerOctets: [UInt8]

    /// A number of our own lists.
    public init(_ number: UInt64) {
        let octets = (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
        let magnitude = Array(octets.drop { $0 == 0 })
        let needsSign = magnitude.first.map { $0 >= 0x80 } ?? true
        integerOctets = needsSign ? [0] + magnitude : magnitude
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        try self.init(from: node, as: Self.structure, context)
    }

    /// Base numbers of delta lists have the same form under another name.
    init(
        from node: ASN1Node, as structure: Structure, _ context: DecodingContext
    ) throws(PKIXError) {
        guard node.identifier == .integer else { throw .unexpectedType(structure.whole) }
        let octets = try node.integerOctets(at: structure.whole, context)
        guard octets[0] < 0x80, octets.count <= Self.maximumOctets else {
            throw .outOfRange(structure.whole)
        }
        integerOctets = octets
    }

    public func encode(into writer: inout DERWriter) {
        writer.primitive(.integer, integerOctets)
    }

    /// The number; nil above 2^64 - 1.
    public var value: UInt64? {
        let magnitude = integerOctets.drop { $0 == 0 }
        guard magnitude.count <= 8 else { return nil }
        return magnitude.reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension CRLNumber: Comparable {
    /// By value.
    public static func < (left: CRLNumber, right: CRLNumber) -> Bool {
        let (one, other) = (left.integerOctets, right.integerOctets)
        // A sign octet makes a number longer, never smaller: fewest octets order by length first.
        if one.count != other.count { return one.count < other.count }
        return one.lexicographicallyPrecedes(other)
    }
}
