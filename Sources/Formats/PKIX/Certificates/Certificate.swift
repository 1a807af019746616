public import Cryptography
public import SwiftASN1

/// A certificate: what it says, and a signature over exactly those octets.
///
/// ```
/// Certificate ::= SEQUENCE {
///     tbsCertificate      TBSCertificate,
///     signatureAlgorithm  AlgorithmIdentifier,
///     signatureValue      BIT STRING }
/// ```
/// RFC 5280 §4.1. That the signature is right is not known before `isSigned(by:)` says so.
public struct Certificate: DERCodable {
    public static let structure = Structure("Certificate", "RFC 5280 §4.1")

    public let tbsCertificate: TBSCertificate
    public let signatureAlgorithm: AlgorithmIdentifier
    /// The contents of the BIT STRING.
    public let signature: [UInt8]
    /// The exact octets, as read or as made.
    public let derEncoded: [UInt8]
    /// What a tolerant decoder let pass; empty after a strict one.
    public let warnings: [PKIXWarning]

    /// Puts a signature to what was signed.
    ///
    /// - Parameter toBeSigned: the encoding of a `TBSCertificate`.
    /// - Throws: `.inconsistent` if the algorithm is not the one that the signed octets name, and
    ///   whatever the strict decoder refuses.
    public init(
        toBeSigned: [UInt8], signatureAlgorithm: AlgorithmIdentifier, signature: [UInt8]
    ) throws(PKIXError) {
        try self.init(
            TBSCertificate(derEncoded: toBeSigned), signatureAlgorithm: signatureAlgorithm,
            signature: signature)
    }

    /// Puts a signature to contents that were read or made already.
    ///
    /// - Throws: `.inconsistent` if the algorithm is not the one that the contents name.
    public init(
        _ contents: TBSCertificate, signatureAlgorithm: AlgorithmIdentifier, signature: [UInt8]
    ) throws(PKIXError) {
        tbsCertificate = contents
        guard contents.signature == signatureAlgorithm else {
            throw .inconsistent(Self.structure.at("signatureAlgorithm"))
        }
        self.signatureAlgorithm = signatureAlgorithm
        self.signature = signature
        warnings = []
        derEncoded = Self.encoding(
            toBeSigned: contents.derEncoded, signatureAlgorithm: signatureAlgorithm,
            signature: signature)
    }

    /// The octets of a certificate whose contents the caller has read before: nothing is checked.
    public static func encoding(
        toBeSigned: [UInt8], signatureAlgorithm: AlgorithmIdentifier, signature: [UInt8]
    ) -> [UInt8] {
        var writer = DERWriter()
        writer.sequence { inside in
            inside.raw(toBeSigned)
            inside.raw(signatureAlgorithm.derEncoded)
            inside.bitString(signature)
        }
        return writer.bytes
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        let earlierWarnings = context.warnings.count
        var reader = try DERReader(node, as: Self.structure, context)
        tbsCertificate = try TBSCertificate(from: reader.next("tbsCertificate"), context)
        signatureAlgorithm = try reader.algorithmIdentifier("signatureAlgorithm")
        signature = try reader.bitString("signatureValue")
        try reader.finish()
        // Refused in any case: which of the two would be believed is anyone's guess.
        guard tbsCertificate.signature == signatureAlgorithm else {
            throw .inconsistent(Self.structure.at("signatureAlgorithm"))
        }
        derEncoded = node.encoded
        warnings = Array(context.warnings.dropFirst(earlierWarnings))
    }

    public func encode(into writer: inout DERWriter) {
        writer.raw(derEncoded)
    }

    /// The octets that the signature is over.
    public var toBeSigned: [UInt8] { tbsCertificate.derEncoded }

    /// Whether this key made the signature. False also for algorithms that this product does not
    /// take, such as those with SHA-1. Says nothing of names, time or right to issue.
    public func isSigned(by key: PublicKey) -> Bool {
        guard let algorithm = SignatureAlgorithm(identifier: signatureAlgorithm) else {
            return false
        }
        return key.verifies(signature, of: toBeSigned, with: algorithm)
    }
}

extension Certificate {
    public var serialNumber: SerialNumber { tbsCertificate.serialNumber }
    public var issuer: DistinguishedName { tbsCertificate.issuer }
    public var subject: DistinguishedName { tbsCertificate.subject }
    public var validity: Validity { tbsCertificate.validity }
    public var subjectPublicKeyInfo: SubjectPublicKeyInfo { tbsCertificate.subjectPublicKeyInfo }
    public var extensions: Extensions { tbsCertificate.extensions }

    /// Whether subject and issuer name the same. RFC 5280 §3.2.
    public var isSelfIssued: Bool { subject.matches(issuer) }
}
