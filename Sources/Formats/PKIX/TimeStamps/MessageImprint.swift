public import Cryptography
public import SwiftASN1

/// The hash of what is to be time-stamped.
///
/// ```
/// MessageImprint ::= SEQUENCE {
///     hashAlgorithm   AlgorithmIdentifier,
///     hashedMessage   OCTET STRING }
/// ```
/// RFC 3161 §2.4.1.
public struct MessageImprint: DERCodable {
    public static let structure = Structure("MessageImprint", "RFC 3161 §2.4.1")

    public let hashAlgorithm: AlgorithmIdentifier
    public let hashedMessage: [UInt8]

    /// The imprint of a message, by SHA-256. NULL parameters are written, as every service reads.
    public init(of message: [UInt8]) {
        hashAlgorithm = AlgorithmIdentifier(
            algorithm: DigestAlgorithm.sha256.identifier.algorithm,
            parameters: AlgorithmIdentifier.null)
        hashedMessage = DigestAlgorithm.sha256.hash(message)
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        hashAlgorithm = try reader.algorithmIdentifier("hashAlgorithm")
        hashedMessage = try reader.octetString("hashedMessage")
        try reader.finish()
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            inside.raw(hashAlgorithm.derEncoded)
            inside.octetString(hashedMessage)
        }
    }

    /// Whether it is the imprint of this message. Never by SHA-1.
    public func matches(_ message: [UInt8]) -> Bool {
        guard let digest = DigestAlgorithm(identifier: hashAlgorithm), digest != .sha1 else {
            return false
        }
        return digest.hash(message) == hashedMessage
    }
}
