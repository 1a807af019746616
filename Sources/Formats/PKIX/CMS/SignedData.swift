public import SwiftASN1

/// A content and the signatures over it.
///
/// ```
/// SignedData ::= SEQUENCE {
///     version             CMSVersion,
///     digestAlgorithms    SET OF DigestAlgorithmIdentifier,
///     encapContentInfo    EncapsulatedContentInfo,
///     certificates    [0] IMPLICIT CertificateSet OPTIONAL,
///     crls            [1] IMPLICIT RevocationInfoChoices OPTIONAL,
///     signerInfos         SET OF SignerInfo }
/// EncapsulatedContentInfo ::= SEQUENCE {
///     eContentType        OBJECT IDENTIFIER,
///     eContent        [0] EXPLICIT OCTET STRING OPTIONAL }
/// ```
/// RFC 5652 §5.1, §5.2. The bytes are kept as they were read: signatures are over parts of them.
/// Content that lies elsewhere (detached) is not supported.
public struct SignedData: DERCodable {
    public static let structure = Structure("SignedData", "RFC 5652 §5.1")
    /// id-signedData.
    public static let oid: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 7, 2]

    public let contentType: ASN1ObjectIdentifier
    /// The contents of the OCTET STRING, over which the digest is made.
    public let content: [UInt8]
    /// Whole certificates, in any order; hints until checked. Other choices are left out.
    public let certificates: [[UInt8]]
    public let signers: [SignerInfo]
    /// As it was read.
    public let derEncoded: [UInt8]

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        guard (1...5).contains(try reader.integer("version")) else {
            throw .unsupported(Self.structure.at("version"))
        }
        _ = try reader.next(.set, "digestAlgorithms")
        var content = try DERReader(
            reader.next(.sequence, "encapContentInfo"), as: Self.structure, context)
        contentType = try content.objectIdentifier("eContentType")
        let place = Self.structure.at("eContent")
        guard let tagged = content.optional(tag: 0) else { throw .missing(place) }
        let octets = try tagged.explicit(at: place)
        guard octets.identifier == .octetString else { throw .unexpectedType(place) }
        self.content = try octets.octets(at: place, context)
        try content.finish()
        certificates = try Self.certificates(reader.optional(tag: 0))
        _ = reader.optional(tag: 1)
        let list = try reader.next(.set, "signerInfos").children(
            at: Self.structure.at("signerInfos"))
        guard list.count <= CMSLimits.signers else {
            throw .outOfRange(Self.structure.at("signerInfos"))
        }
        signers = try list.map { (node) throws(PKIXError) in
            try SignerInfo(from: node, context)
        }
        try reader.finish()
        derEncoded = node.encoded
    }

    public func encode(into writer: inout DERWriter) {
        writer.raw(derEncoded)
    }

    /// The certificates that fit a signer's identifier.
    public func certificates(of signer: SignerInfo) -> [Certificate] {
        certificates.compactMap { try? Certificate(derEncoded: $0, tolerance: .tolerant) }
            .filter { signer.identifier.matches($0) }
    }

    private static func certificates(_ set: ASN1Node?) throws(PKIXError) -> [[UInt8]] {
        guard let set else { return [] }
        let place = structure.at("certificates")
        let choices = try set.children(at: place)
        guard choices.count <= CMSLimits.certificates else { throw .outOfRange(place) }
        return choices.filter { $0.identifier == .sequence }.map(\.encoded)
    }
}

/// A content of any type under its name.
///
/// ```
/// ContentInfo ::= SEQUENCE {
///     contentType     ContentType,
///     content     [0] EXPLICIT ANY DEFINED BY contentType }
/// ```
/// RFC 5652 §3.
enum ContentInfo {
    static let structure = Structure("ContentInfo", "RFC 5652 §3")

    /// The signed data inside.
    /// - Throws: `.unsupported` for any other content.
    static func signedData(
        in node: ASN1Node, _ context: DecodingContext
    ) throws(PKIXError) -> SignedData {
        var reader = try DERReader(node, as: structure, context)
        guard try reader.objectIdentifier("contentType") == SignedData.oid else {
            throw .unsupported(structure.at("contentType"))
        }
        let place = structure.at("content")
        guard let tagged = reader.optional(tag: 0) else { throw .missing(place) }
        try reader.finish()
        return try SignedData(from: tagged.explicit(at: place), context)
    }
}

/// The sizes above which signed data is refused. Each is far above what honest ones need.
public enum CMSLimits {
    /// A time-stamp has one; documents a handful.
    public static let signers = 16
    /// A signer and its chain.
    public static let certificates = 32
    /// Attributes of one signer; usual are four.
    public static let attributes = 64
}
