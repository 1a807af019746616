public import Cryptography
public import SwiftASN1

/// One signature over a content.
///
/// ```
/// SignerInfo ::= SEQUENCE {
///     version                 CMSVersion,
///     sid                     SignerIdentifier,
///     digestAlgorithm         DigestAlgorithmIdentifier,
///     signedAttrs         [0] IMPLICIT SignedAttributes OPTIONAL,
///     signatureAlgorithm      SignatureAlgorithmIdentifier,
///     signature               OCTET STRING,
///     unsignedAttrs       [1] IMPLICIT UnsignedAttributes OPTIONAL }
/// ```
/// RFC 5652 §5.3. Signed attributes must be there: every type but id-data asks for them (§5.3).
public struct SignerInfo: DERCodable {
    public static let structure = Structure("SignerInfo", "RFC 5652 §5.3")

    public let identifier: SignerIdentifier
    public let digestAlgorithm: AlgorithmIdentifier
    public let attributes: SignedAttributes
    public let signatureAlgorithm: AlgorithmIdentifier
    public let signature: [UInt8]
    /// As it was read.
    public let derEncoded: [UInt8]

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        guard [1, 3].contains(try reader.integer("version")) else {
            throw .unsupported(Self.structure.at("version"))
        }
        identifier = try SignerIdentifier(from: reader.next("sid"), context)
        digestAlgorithm = try reader.algorithmIdentifier("digestAlgorithm")
        guard let attributes = reader.optional(tag: 0) else {
            throw .missing(Self.structure.at("signedAttrs"))
        }
        self.attributes = try SignedAttributes(from: attributes, context)
        signatureAlgorithm = try reader.algorithmIdentifier("signatureAlgorithm")
        signature = try reader.octetString("signature")
        _ = reader.optional(tag: 1)
        try reader.finish()
        derEncoded = node.encoded
    }

    public func encode(into writer: inout DERWriter) {
        writer.raw(derEncoded)
    }

    /// The algorithm of the signature. RSA may name its key alone, and then takes the digest named
    /// beside: RFC 3370 §3.2. Nil for what this product does not take, such as SHA-1.
    public var algorithm: SignatureAlgorithm? {
        if signatureAlgorithm.algorithm == Self.rsaEncryption {
            return switch DigestAlgorithm(identifier: digestAlgorithm) {
            case .sha256: .sha256WithRSA
            case .sha384: .sha384WithRSA
            case .sha512: .sha512WithRSA
            case .sha1, .sm3, nil: nil
            }
        }
        return SignatureAlgorithm(identifier: signatureAlgorithm)
    }

    private static let rsaEncryption: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 1]

    /// Whether this key signed the attributes, and they name this content and its type.
    ///
    /// RFC 5652 §5.4, §5.6, §11.1, §11.2. Says nothing of the signer's right to sign.
    public func signs(
        _ content: [UInt8], of type: ASN1ObjectIdentifier, by key: PublicKey
    ) -> Bool {
        guard attributes.contentType == type,
            let digest = DigestAlgorithm(identifier: digestAlgorithm), digest != .sha1,
            attributes.messageDigest == digest.hash(content), let algorithm
        else { return false }
        // A digest beside the signature's own would let one of them be weak.
        guard algorithm.digest == nil || algorithm.digest == digest else { return false }
        return key.verifies(signature, of: attributes.signedBytes, with: algorithm)
    }
}

/// Whose signature it is.
///
/// ```
/// SignerIdentifier ::= CHOICE {
///     issuerAndSerialNumber   IssuerAndSerialNumber,
///     subjectKeyIdentifier    [0] SubjectKeyIdentifier }
/// ```
/// RFC 5652 §5.3.
public enum SignerIdentifier: Sendable, Hashable {
    case issuerAndSerialNumber(DistinguishedName, SerialNumber)
    case subjectKeyIdentifier([UInt8])

    static let structure = Structure("SignerIdentifier", "RFC 5652 §5.3")

    init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        if node.identifier == ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific) {
            let place = Self.structure.at("subjectKeyIdentifier")
            self = .subjectKeyIdentifier(try node.octets(at: place, context))
            return
        }
        var reader = try DERReader(node, as: Self.structure, context)
        let issuer = try DistinguishedName(from: reader.next("issuer"), context)
        let serial = try SerialNumber(from: reader.next("serialNumber"), context)
        try reader.finish()
        self = .issuerAndSerialNumber(issuer, serial)
    }

    /// Whether a certificate is the one that is meant.
    public func matches(_ certificate: Certificate) -> Bool {
        switch self {
        case .issuerAndSerialNumber(let issuer, let serial):
            certificate.serialNumber == serial && certificate.issuer.matches(issuer)
        case .subjectKeyIdentifier(let identifier):
            (try? certificate.extensions.value(
                of: SubjectKeyIdentifier.self, tolerance: .tolerant)?.keyIdentifier) == identifier
        }
    }
}
