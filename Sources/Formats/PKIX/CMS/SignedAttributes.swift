public import Cryptography
public import SwiftASN1

/// What a signer signs beside the content's digest.
///
/// ```
/// SignedAttributes ::= SET SIZE (1..MAX) OF Attribute
/// Attribute ::= SEQUENCE { attrType OBJECT IDENTIFIER, attrValues SET OF AttributeValue }
/// ```
/// RFC 5652 §5.3, §11. Attributes that this product does not know are part of the signed bytes and
/// not looked at.
public struct SignedAttributes: Sendable, Hashable {
    static let structure = Structure("SignedAttributes", "RFC 5652 §5.3")

    /// RFC 5652 §11.1.
    public let contentType: ASN1ObjectIdentifier
    /// RFC 5652 §11.2.
    public let messageDigest: [UInt8]
    /// The certificates that the signer names as its own, its own first: RFC 2634 §5.4, RFC 5035
    /// §3. Empty where there is no such attribute.
    public let signingCertificates: [SigningCertificate]
    /// What the signature is over: RFC 5652 §5.4.
    public let signedBytes: [UInt8]

    private static let contentTypeOID: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 3]
    private static let messageDigestOID: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 4]
    private static let signingCertificateOID: ASN1ObjectIdentifier = [
        1, 2, 840, 113549, 1, 9, 16, 2, 12,
    ]
    private static let signingCertificateV2OID: ASN1ObjectIdentifier = [
        1, 2, 840, 113549, 1, 9, 16, 2, 47,
    ]

    /// - Throws: `.duplicate` for an attribute that is there twice, `.missing` without content type
    ///   and digest.
    init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        let elements = try node.children(at: Self.structure.whole)
        guard elements.count <= CMSLimits.attributes else {
            throw .outOfRange(Self.structure.whole)
        }
        var values: [ASN1ObjectIdentifier: ASN1Node] = [:]
        for element in elements {
            var reader = try DERReader(element, as: Self.structure, context)
            let type = try reader.objectIdentifier("attrType")
            let set = try reader.next(.set, "attrValues")
            try reader.finish()
            guard values.updateValue(set, forKey: type) == nil else {
                throw .duplicate(Self.structure.at("attrType"))
            }
        }
        contentType = try Self.only(values[Self.contentTypeOID], "contentType")
            .objectIdentifier(at: Self.structure.at("contentType"))
        let digest = try Self.only(values[Self.messageDigestOID], "messageDigest")
        guard digest.identifier == .octetString else {
            throw .unexpectedType(Self.structure.at("messageDigest"))
        }
        messageDigest = try digest.octets(at: Self.structure.at("messageDigest"), context)
        if let set = values[Self.signingCertificateV2OID] {
            signingCertificates = try SigningCertificate.list(
                Self.only(set, "signingCertificateV2"), isSecond: true, context)
        } else if let set = values[Self.signingCertificateOID] {
            signingCertificates = try SigningCertificate.list(
                Self.only(set, "signingCertificate"), isSecond: false, context)
        } else {
            signingCertificates = []
        }
        // Under the tag of a SET, which [0] IMPLICIT took the place of.
        signedBytes = [DERTag.set.octet] + node.encoded.dropFirst()
    }

    /// Attributes with one value only: RFC 5652 §11.
    private static func only(
        _ set: ASN1Node?, _ field: String
    ) throws(PKIXError) -> ASN1Node {
        guard let set else { throw .missing(structure.at(field)) }
        return try set.explicit(at: structure.at(field))
    }
}

/// A certificate as its signer names it: by hash.
///
/// ```
/// ESSCertIDv2 ::= SEQUENCE {
///     hashAlgorithm   AlgorithmIdentifier DEFAULT {algorithm id-sha256},
///     certHash        OCTET STRING,
///     issuerSerial    IssuerSerial OPTIONAL }
/// ESSCertID ::= SEQUENCE { certHash OCTET STRING, issuerSerial IssuerSerial OPTIONAL }
/// ```
/// RFC 5035 §4, RFC 2634 §5.4.1. The second has SHA-1 always.
public struct SigningCertificate: Sendable, Hashable {
    static let structure = Structure("SigningCertificate", "RFC 5035 §3")

    /// Nil for a digest that this product does not know.
    public let digest: DigestAlgorithm?
    /// Over the whole certificate.
    public let hash: [UInt8]

    /// Whether this certificate is meant.
    public func matches(_ certificate: Certificate) -> Bool {
        digest.map { $0.hash(certificate.derEncoded) == hash } ?? false
    }

    static func list(
        _ node: ASN1Node, isSecond: Bool, _ context: DecodingContext
    ) throws(PKIXError) -> [SigningCertificate] {
        var reader = try DERReader(node, as: structure, context)
        let list = try reader.next(.sequence, "certs").children(at: structure.at("certs"))
        guard (1...CMSLimits.certificates).contains(list.count) else {
            throw .outOfRange(structure.at("certs"))
        }
        _ = reader.optional(.sequence)
        try reader.finish()
        return try list.map { (node) throws(PKIXError) in
            var reader = try DERReader(node, as: structure, context)
            let algorithm = isSecond ? reader.optional(.sequence) : nil
            let digest: DigestAlgorithm?
            if let algorithm {
                digest = DigestAlgorithm(
                    identifier: try AlgorithmIdentifier.decode(algorithm, context))
            } else {
                digest = isSecond ? .sha256 : .sha1
            }
            let hash = try reader.octetString("certHash")
            _ = reader.optional(.sequence)
            try reader.finish()
            return SigningCertificate(digest: digest, hash: hash)
        }
    }
}
