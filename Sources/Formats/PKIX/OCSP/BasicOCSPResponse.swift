public import Cryptography
public import SwiftASN1

/// A signed response.
///
/// ```
/// BasicOCSPResponse ::= SEQUENCE {
///     tbsResponseData          ResponseData,
///     signatureAlgorithm       AlgorithmIdentifier,
///     signature                BIT STRING,
///     certs                [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }
/// ```
/// RFC 6960 §4.2.1. The bytes are kept as they were read: the signature is over exactly those.
public struct BasicOCSPResponse: DERCodable {
    public static let structure = Structure("BasicOCSPResponse", "RFC 6960 §4.2.1")
    /// id-pkix-ocsp-basic.
    public static let oid: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 48, 1, 1]

    public let responseData: ResponseData
    /// The signed bytes.
    public let toBeSigned: [UInt8]
    public let signatureAlgorithm: AlgorithmIdentifier
    public let signature: [UInt8]
    /// Whole certificates, the responder's own first where it is there; hints until checked. Kept
    /// as bytes: an unreadable one that nobody needs does not make the response unreadable.
    public let certificates: [[UInt8]]
    /// The response as it was read or made.
    public let derEncoded: [UInt8]

    /// Puts a response of our own together and reads it strictly.
    ///
    /// - Parameters:
    ///   - toBeSigned: the `derEncoded` of a ``ResponseData``.
    ///   - certificates: whole certificates: the responder's own, where it is a delegated one.
    /// - Throws: as reading does.
    public init(
        toBeSigned: [UInt8], signatureAlgorithm: AlgorithmIdentifier, signature: [UInt8],
        certificates: [[UInt8]]
    ) throws(PKIXError) {
        var writer = DERWriter()
        writer.sequence { inside in
            inside.raw(toBeSigned)
            inside.raw(signatureAlgorithm.derEncoded)
            inside.bitString(signature)
            guard !certificates.isEmpty else { return }
            inside.explicit(0) { tagged in
                tagged.sequence { list in
                    for certificate in certificates { list.raw(certificate) }
                }
            }
        }
        try self.init(derEncoded: writer.bytes, maximumBytes: OCSPLimits.responseBytes)
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        let data = try reader.next("tbsResponseData")
        responseData = try ResponseData(from: data, context)
        toBeSigned = data.encoded
        signatureAlgorithm = try reader.algorithmIdentifier("signatureAlgorithm")
        signature = try reader.bitString("signature")
        certificates = try Self.certificates(reader.optional(tag: 0), context)
        try reader.finish()
        derEncoded = node.encoded
    }

    public func encode(into writer: inout DERWriter) {
        writer.raw(derEncoded)
    }

    /// Whether this key made the signature over the exact bytes. False also for algorithms that
    /// this product does not take, such as those with SHA-1. Says nothing of the responder's right
    /// to answer.
    public func isSigned(by key: PublicKey) -> Bool {
        guard let algorithm = SignatureAlgorithm(identifier: signatureAlgorithm) else {
            return false
        }
        return key.verifies(signature, of: toBeSigned, with: algorithm)
    }

    private static func certificates(
        _ tagged: ASN1Node?, _ context: DecodingContext
    ) throws(PKIXError) -> [[UInt8]] {
        guard let tagged else { return [] }
        let place = structure.at("certs")
        let list = try tagged.explicit(at: place)
        guard list.identifier == .sequence else { throw .unexpectedType(place) }
        let certificates = try list.children(at: place)
        if certificates.isEmpty { try context.tolerate(.missing(place)) }
        guard certificates.count <= OCSPLimits.certificates else { throw .outOfRange(place) }
        return try certificates.map { (node) throws(PKIXError) in
            guard node.identifier == .sequence else { throw .unexpectedType(place) }
            return node.encoded
        }
    }
}

extension BasicOCSPResponse {
    public var responderID: ResponderID { responseData.responderID }
    /// Milliseconds since 1970 UTC, a whole second.
    public var producedAtMilliseconds: Int64 { responseData.producedAtMilliseconds }
    public var responses: [SingleResponse] { responseData.responses }
    public var extensions: Extensions { responseData.extensions }
    public var nonce: OCSPNonce? { responseData.nonce }
}
