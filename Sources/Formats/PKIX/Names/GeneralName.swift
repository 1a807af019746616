public import SwiftASN1

/// A name of any kind.
///
/// ```
/// GeneralName ::= CHOICE {
///     otherName                 [0] OtherName,
///     rfc822Name                [1] IA5String,
///     dNSName                   [2] IA5String,
///     x400Address               [3] ORAddress,
///     directoryName             [4] Name,
///     ediPartyName              [5] EDIPartyName,
///     uniformResourceIdentifier [6] IA5String,
///     iPAddress                 [7] OCTET STRING,
///     registeredID              [8] OBJECT IDENTIFIER }
/// ```
/// RFC 5280 §4.2.1.6.
public enum GeneralName: DERCodable {
    public static let structure = Structure("GeneralName", "RFC 5280 §4.2.1.6")

    /// The value is a whole encoding.
    case otherName(type: ASN1ObjectIdentifier, value: [UInt8])
    /// An electronic mail address, ASCII.
    case rfc822Name(String)
    /// ASCII; international names as A-labels.
    case dnsName(String)
    case directoryName(DistinguishedName)
    /// ASCII.
    case uri(String)
    /// 4 or 16 octets; in name constraints 8 or 32, the mask behind the address.
    case ipAddress([UInt8])
    case registeredID(ASN1ObjectIdentifier)
    /// `x400Address` or `ediPartyName`, which nobody uses: the whole encoding.
    case opaque([UInt8])

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        guard node.identifier.tagClass == .contextSpecific else {
            throw .unexpectedType(Self.structure.whole)
        }
        switch node.identifier.tagNumber {
        case 0:
            self = try Self.otherName(node, context)
        case 1:
            self = .rfc822Name(try Self.text(node, "rfc822Name", context))
        case 2:
            self = .dnsName(try Self.text(node, "dNSName", context))
        case 4:
            // Name is a CHOICE, whose tag is explicit even where tags are implicit. X.680 §31.2.7.
            let name = try node.explicit(at: Self.structure.at("directoryName"))
            self = .directoryName(try DistinguishedName(from: name, context))
        case 6:
            self = .uri(try Self.text(node, "uniformResourceIdentifier", context))
        case 7:
            self = .ipAddress(try node.octets(at: Self.structure.at("iPAddress"), context))
        case 8:
            self = .registeredID(try Self.registeredID(node))
        case 3, 5:
            guard case .constructed = node.content else {
                throw .unexpectedType(Self.structure.whole)
            }
            self = .opaque(node.encoded)
        default:
            throw .unexpectedType(Self.structure.whole)
        }
    }

    public func encode(into writer: inout DERWriter) {
        switch self {
        case .otherName(let type, let value):
            writer.constructed(.contextConstructed(0)) { inside in
                inside.objectIdentifier(type)
                inside.explicit(0) { $0.raw(value) }
            }
        case .rfc822Name(let text): writer.string(text, .context(1))
        case .dnsName(let text): writer.string(text, .context(2))
        case .directoryName(let name): writer.explicit(4) { name.encode(into: &$0) }
        case .uri(let text): writer.string(text, .context(6))
        case .ipAddress(let octets): writer.octetString(octets, .context(7))
        case .registeredID(let oid): writer.objectIdentifier(oid, .context(8))
        case .opaque(let encoded): writer.raw(encoded)
        }
    }

    private static func text(
        _ node: ASN1Node, _ field: String, _ context: DecodingContext
    ) throws(PKIXError) -> String {
        let place = structure.at(field)
        let octets = try node.octets(at: place, context)
        return try StringType.ia5.decode(octets, at: place, context)
    }

    private static func otherName(
        _ node: ASN1Node, _ context: DecodingContext
    ) throws(PKIXError) -> GeneralName {
        let structure = Structure("OtherName", "RFC 5280 §4.2.1.6")
        var reader = try DERReader(node, nil, as: structure, context)
        let type = try reader.objectIdentifier("type-id")
        guard let wrapped = reader.optional(tag: 0) else { throw .missing(structure.at("value")) }
        let value = try wrapped.explicit(at: structure.at("value")).encoded
        try reader.finish()
        return .otherName(type: type, value: value)
    }

    private static func registeredID(_ node: ASN1Node) throws(PKIXError) -> ASN1ObjectIdentifier {
        let place = structure.at("registeredID")
        _ = try node.primitive(at: place)
        guard
            let oid = try? ASN1ObjectIdentifier(
                derEncoded: node, withIdentifier: node.identifier)
        else { throw .notDER(place) }
        return oid
    }
}
