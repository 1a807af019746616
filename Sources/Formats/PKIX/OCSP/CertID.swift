public import Cryptography
public import SwiftASN1

/// Which certificate an OCSP message is about: hashes of its issuer's name and key, and its serial.
///
/// ```
/// CertID ::= SEQUENCE {
///     hashAlgorithm       AlgorithmIdentifier,
///     issuerNameHash      OCTET STRING,  -- hash of the issuer's name
///     issuerKeyHash       OCTET STRING,  -- hash of the issuer's public key
///     serialNumber        CertificateSerialNumber }
/// ```
/// RFC 6960 §4.1.1. The algorithm is kept as it was written, with or without NULL: clients compare
/// the octets of the answer's CertID with those of their own.
public struct CertID: DERCodable {
    public static let structure = Structure("CertID", "RFC 6960 §4.1.1")

    /// SHA-1 is in use here alone; it proves nothing in this place.
    public let hashAlgorithm: AlgorithmIdentifier
    /// Over the whole DER of the issuer's name.
    public let issuerNameHash: [UInt8]
    /// Over the contents of the issuer's public-key BIT STRING, without tag, length and unused bits.
    public let issuerKeyHash: [UInt8]
    public let serialNumber: SerialNumber

    /// The identifier of a certificate by its issuer.
    ///
    /// - Parameter digest: SHA-1 is what most clients can match (RFC 5019 §2.1.1).
    public init(
        issuerName: DistinguishedName, issuerKey: SubjectPublicKeyInfo,
        serialNumber: SerialNumber, digest: DigestAlgorithm
    ) {
        hashAlgorithm = digest.identifier
        issuerNameHash = digest.hash(issuerName.derEncoded)
        issuerKeyHash = digest.hash(issuerKey.key)
        self.serialNumber = serialNumber
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        hashAlgorithm = try reader.algorithmIdentifier("hashAlgorithm")
        issuerNameHash = try reader.octetString("issuerNameHash")
        issuerKeyHash = try reader.octetString("issuerKeyHash")
        serialNumber = try SerialNumber(from: reader.next("serialNumber"), context)
        try reader.finish()
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            inside.raw(hashAlgorithm.derEncoded)
            inside.octetString(issuerNameHash)
            inside.octetString(issuerKeyHash)
            serialNumber.encode(into: &inside)
        }
    }

    /// The hash of both issuer fields; nil for one that this product does not know, which then
    /// matches no issuer.
    public var digest: DigestAlgorithm? { DigestAlgorithm(identifier: hashAlgorithm) }

    /// Whether the issuer with this name and key is meant.
    public func matches(issuerName: DistinguishedName, issuerKey: SubjectPublicKeyInfo) -> Bool {
        guard let digest else { return false }
        return issuerNameHash == digest.hash(issuerName.derEncoded)
            && issuerKeyHash == digest.hash(issuerKey.key)
    }
}
