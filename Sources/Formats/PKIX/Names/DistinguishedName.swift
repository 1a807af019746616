public import SwiftASN1

/// The name of a subject or issuer, the most general part first.
///
/// ```
/// Name ::= CHOICE { rdnSequence RDNSequence }
/// RDNSequence ::= SEQUENCE OF RelativeDistinguishedName
/// ```
/// RFC 5280 §4.1.2.4. The octets of a decoded name are kept, since issuer and subject fields are
/// hashed and compared as octets elsewhere.
public struct DistinguishedName: DERCodable {
    public static let structure = Structure("Name", "RFC 5280 §4.1.2.4")
    /// Honest names have below ten.
    public static let maximumAttributes = 64

    /// In the order of the encoding.
    public let rdns: [RelativeDistinguishedName]
    /// The whole encoding, as it was read or as it is written.
    public let derEncoded: [UInt8]

    /// The empty name, which a subject may have beside a critical alternative name.
    public static let empty = DistinguishedName(attributes: [])

    /// A name with one step an attribute, in this order.
    public init(attributes: [NameAttribute]) {
        rdns = attributes.map { RelativeDistinguishedName($0) }
        var writer = DERWriter()
        writer.sequence { inside in
            for attribute in attributes { inside.setOf([attribute.derEncoded]) }
        }
        derEncoded = writer.bytes
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        var rdns: [RelativeDistinguishedName] = []
        var count = 0
        while !reader.isAtEnd {
            let rdn = try RelativeDistinguishedName(from: reader.next("rdn"), context)
            count += rdn.attributes.count
            guard count <= Self.maximumAttributes else {
                throw .outOfRange(Self.structure.whole)
            }
            rdns.append(rdn)
        }
        self.rdns = rdns
        derEncoded = node.encoded
    }

    public func encode(into writer: inout DERWriter) {
        writer.raw(derEncoded)
    }

    /// All attributes, in the order of the encoding.
    public var attributes: [NameAttribute] { rdns.flatMap(\.attributes) }

    /// Whether there are no attributes.
    public var isEmpty: Bool { rdns.isEmpty }

    /// The values of one type, in the order of the encoding.
    public subscript(type: AttributeType) -> [String] {
        attributes.filter { $0.type == type }.map(\.value)
    }

    /// Whether both name the same by RFC 5280 §7.1: the same steps in the same order, texts without
    /// regard to string type, ASCII case and white space, compared by Unicode scalars.
    public func matches(_ other: DistinguishedName) -> Bool {
        derEncoded == other.derEncoded || matchingKey == other.matchingKey
    }

    /// Octets that two names share just if they match: what an index of names is keyed by.
    public var matchingKey: [UInt8] {
        var writer = DERWriter()
        for rdn in rdns { writer.setOf(rdn.attributes.map(\.matchingKey)) }
        return writer.bytes
    }

    /// Whether the name begins with the steps of another one, as a directory-name constraint asks.
    /// RFC 5280 §7.1.
    public func isWithin(_ base: DistinguishedName) -> Bool {
        rdns.count >= base.rdns.count && matchingKey.starts(with: base.matchingKey)
    }
}
