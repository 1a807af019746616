public import Cryptography
public import SwiftASN1

/// Who signed a response.
///
/// ```
/// ResponderID ::= CHOICE {
///     byName   [1] EXPLICIT Name,
///     byKey    [2] EXPLICIT KeyHash }
/// KeyHash ::= OCTET STRING -- SHA-1 hash of responder's public key
/// ```
/// RFC 6960 §4.2.1. A hint to find the key by: only the signature says who signed.
public enum ResponderID: DERCodable {
    public static let structure = Structure("ResponderID", "RFC 6960 §4.2.1")

    /// The subject of the responder's certificate.
    case byName(DistinguishedName)
    /// SHA-1 over the contents of the public-key BIT STRING, 20 octets.
    case byKey([UInt8])

    /// The identifier of a key.
    public static func byKey(of key: SubjectPublicKeyInfo) -> ResponderID {
        .byKey(DigestAlgorithm.sha1.hash(key.key))
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        switch node.identifier {
        case ASN1Identifier(tagWithNumber: 1, tagClass: .contextSpecific):
            let name = try node.explicit(at: Self.structure.at("byName"))
            self = .byName(try DistinguishedName(from: name, context))
        case ASN1Identifier(tagWithNumber: 2, tagClass: .contextSpecific):
            let place = Self.structure.at("byKey")
            let hash = try node.explicit(at: place)
            guard hash.identifier == .octetString else { throw .unexpectedType(place) }
            let octets = try hash.octets(at: place, context)
            guard octets.count == DigestAlgorithm.sha1.byteCount else { throw .outOfRange(place) }
            self = .byKey(octets)
        default:
            throw .unexpectedType(Self.structure.whole)
        }
    }

    public func encode(into writer: inout DERWriter) {
        switch self {
        case .byName(let name): writer.explicit(1) { name.encode(into: &$0) }
        case .byKey(let hash): writer.explicit(2) { $0.octetString(hash) }
        }
    }

    /// Whether the responder with this certificate subject and key is meant.
    public func matches(subject: DistinguishedName, key: SubjectPublicKeyInfo) -> Bool {
        switch self {
        case .byName(let name): name.matches(subject)
        case .byKey(let hash): hash == DigestAlgorithm.sha1.hash(key.key)
        }
    }
}
