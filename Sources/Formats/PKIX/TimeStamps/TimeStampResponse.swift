public import SwiftASN1

/// The answer of a time-stamping service.
///
/// ```
/// TimeStampResp ::= SEQUENCE {
///     status              PKIStatusInfo,
///     timeStampToken      ContentInfo OPTIONAL }
/// PKIStatusInfo ::= SEQUENCE {
///     status              INTEGER,
///     statusString        SEQUENCE OF UTF8String OPTIONAL,
///     failInfo            BIT STRING OPTIONAL }
/// ```
/// RFC 3161 §2.4.2. What is granted has a token, what is not has none. The bytes are kept.
public struct TimeStampResponse: DERCodable {
    public static let structure = Structure("TimeStampResp", "RFC 3161 §2.4.2")
    /// 256 KiB: an answer with a chain of certificates takes some 6 KB.
    public static let maximumBytes = 1 << 18

    /// 0 granted, 1 granted with changes, 2 rejection, 3 waiting, 4 and 5 revocation.
    public let status: Int
    /// The highest bit of the failure, such as 15 for a policy that is not known; nil without one.
    public let failure: Int?
    /// Nil where nothing was granted.
    public let token: TimeStampToken?
    /// As it was read.
    public let derEncoded: [UInt8]

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        var info = try DERReader(
            reader.next(.sequence, "status"), as: Structure("PKIStatusInfo", "RFC 3161 §2.4.2"),
            context)
        status = try info.integer("status")
        _ = info.optional(.sequence)
        failure = try info.optional(.bitString).map { (node) throws(PKIXError) in
            try node.namedBits(at: Self.structure.at("failInfo"), context).max() ?? 0
        }
        try info.finish()
        token =
            reader.isAtEnd
            ? nil : try TimeStampToken(from: reader.next("timeStampToken"), context)
        try reader.finish()
        guard Self.grants(status) == (token != nil) else {
            throw .inconsistent(Self.structure.at("timeStampToken"))
        }
        derEncoded = node.encoded
    }

    public func encode(into writer: inout DERWriter) {
        writer.raw(derEncoded)
    }

    public var isGranted: Bool { Self.grants(status) }

    private static func grants(_ status: Int) -> Bool { status == 0 || status == 1 }
}

/// A time-stamp: what the service says, signed by it alone.
///
/// RFC 3161 §2.4.2: signed data with the content type id-ct-TSTInfo and one signer.
public struct TimeStampToken: Sendable, Hashable {
    static let structure = Structure("TimeStampToken", "RFC 3161 §2.4.2")
    /// id-ct-TSTInfo.
    public static let contentType: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 16, 1, 4]

    public let signedData: SignedData
    public let signer: SignerInfo
    public let info: TimeStampInfo

    init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        signedData = try ContentInfo.signedData(in: node, context)
        guard signedData.contentType == Self.contentType else {
            throw .unsupported(Self.structure.at("eContentType"))
        }
        guard let signer = signedData.signers.first, signedData.signers.count == 1 else {
            throw .outOfRange(Self.structure.at("signerInfos"))
        }
        self.signer = signer
        info = try TimeStampInfo(derEncoded: signedData.content, context)
    }
}
