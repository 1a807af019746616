public import Cryptography
public import SwiftASN1

/// What a certificate says, before it is signed.
///
/// ```
/// TBSCertificate ::= SEQUENCE {
///     version         [0] EXPLICIT Version DEFAULT v1,
///     serialNumber        CertificateSerialNumber,
///     signature           AlgorithmIdentifier,
///     issuer              Name,
///     validity            Validity,
///     subject             Name,
///     subjectPublicKeyInfo SubjectPublicKeyInfo,
///     issuerUniqueID  [1] IMPLICIT UniqueIdentifier OPTIONAL,
///     subjectUniqueID [2] IMPLICIT UniqueIdentifier OPTIONAL,
///     extensions      [3] EXPLICIT Extensions OPTIONAL }
/// ```
/// RFC 5280 §4.1. The exact octets are kept: they are what is signed.
public struct TBSCertificate: DERCodable {
    public static let structure = Structure("TBSCertificate", "RFC 5280 §4.1")

    /// RFC 5280 §4.1.2.1.
    public enum Version: Int, Sendable {
        case v1, v2, v3
    }

    public let version: Version
    public let serialNumber: SerialNumber
    /// The algorithm with which the certificate is to be signed.
    public let signature: AlgorithmIdentifier
    public let issuer: DistinguishedName
    public let validity: Validity
    public let subject: DistinguishedName
    public let subjectPublicKeyInfo: SubjectPublicKeyInfo
    /// Found in old foreign certificates only. RFC 5280 §4.1.2.8.
    public let issuerUniqueID: BitString?
    public let subjectUniqueID: BitString?
    /// Empty where the field is absent.
    public let extensions: Extensions
    /// The exact octets, as read or as made.
    public let derEncoded: [UInt8]

    /// A certificate of version 3, ready to be signed.
    public init(
        serialNumber: SerialNumber, signature: AlgorithmIdentifier, issuer: DistinguishedName,
        validity: Validity, subject: DistinguishedName,
        subjectPublicKeyInfo: SubjectPublicKeyInfo, extensions: Extensions
    ) {
        version = .v3
        self.serialNumber = serialNumber
        self.signature = signature
        self.issuer = issuer
        self.validity = validity
        self.subject = subject
        self.subjectPublicKeyInfo = subjectPublicKeyInfo
        issuerUniqueID = nil
        subjectUniqueID = nil
        self.extensions = extensions
        derEncoded =
            Fields(
                version: .v3, serialNumber: serialNumber, signature: signature, issuer: issuer,
                validity: validity, subject: subject, subjectPublicKeyInfo: subjectPublicKeyInfo,
                extensions: extensions
            ).encoded
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        let fields = try Fields(node, context)
        version = fields.version
        serialNumber = fields.serialNumber
        signature = fields.signature
        issuer = fields.issuer
        validity = fields.validity
        subject = fields.subject
        subjectPublicKeyInfo = fields.subjectPublicKeyInfo
        issuerUniqueID = fields.issuerUniqueID
        subjectUniqueID = fields.subjectUniqueID
        extensions = fields.extensions
        derEncoded = node.encoded
        guard context.tolerance == .tolerant || fields.encoded == derEncoded else {
            throw .notDER(Self.structure.whole)
        }
    }

    public func encode(into writer: inout DERWriter) {
        writer.raw(derEncoded)
    }
}

/// The fields as the grammar lists them, so that reading and writing stand side by side.
private struct Fields {
    typealias Version = TBSCertificate.Version

    let version: Version
    let serialNumber: SerialNumber
    let signature: AlgorithmIdentifier
    let issuer: DistinguishedName
    let validity: Validity
    let subject: DistinguishedName
    let subjectPublicKeyInfo: SubjectPublicKeyInfo
    var issuerUniqueID: BitString?
    var subjectUniqueID: BitString?
    let extensions: Extensions

    var encoded: [UInt8] {
        var writer = DERWriter()
        writer.sequence { inside in
            if version != .v1 { inside.explicit(0) { $0.integer(version.rawValue) } }
            serialNumber.encode(into: &inside)
            inside.raw(signature.derEncoded)
            issuer.encode(into: &inside)
            validity.encode(into: &inside)
            subject.encode(into: &inside)
            inside.raw(subjectPublicKeyInfo.derEncoded)
            if let issuerUniqueID { inside.bits(issuerUniqueID, .context(1)) }
            if let subjectUniqueID { inside.bits(subjectUniqueID, .context(2)) }
            if !extensions.isEmpty { inside.explicit(3) { extensions.encode(into: &$0) } }
        }
        return writer.bytes
    }
}

extension Fields {
    init(_ node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        let structure = TBSCertificate.structure
        var reader = try DERReader(node, as: structure, context)
        version = try Self.version(&reader)
        serialNumber = try SerialNumber(from: reader.next("serialNumber"), context)
        signature = try reader.algorithmIdentifier("signature")
        issuer = try DistinguishedName(from: reader.next("issuer"), context)
        validity = try Validity(from: reader.next("validity"), context)
        subject = try DistinguishedName(from: reader.next("subject"), context)
        subjectPublicKeyInfo = try reader.subjectPublicKeyInfo("subjectPublicKeyInfo")
        issuerUniqueID = try reader.optional(tag: 1)?
            .bits(at: structure.at("issuerUniqueID"), context)
        subjectUniqueID = try reader.optional(tag: 2)?
            .bits(at: structure.at("subjectUniqueID"), context)
        let wrapped = reader.optional(tag: 3)
        extensions =
            if let wrapped {
                try Extensions(from: wrapped.explicit(at: structure.at("extensions")), context)
            } else { .none }
        try reader.finish()
        if wrapped != nil, version != .v3 {
            try context.tolerate(.inconsistent(structure.at("version")))
        }
        if issuerUniqueID != nil || subjectUniqueID != nil, version == .v1 {
            try context.tolerate(.inconsistent(structure.at("version")))
        }
        if issuer.isEmpty { try context.tolerate(.missing(structure.at("issuer"))) }
    }

    private static func version(_ reader: inout DERReader) throws(PKIXError) -> Version {
        let place = reader.structure.at("version")
        guard let wrapped = reader.optional(tag: 0) else { return .v1 }
        let node = try wrapped.explicit(at: place)
        guard node.identifier == .integer else { throw .unexpectedType(place) }
        guard let version = Version(rawValue: try node.integer(at: place, reader.context)) else {
            throw .unsupported(place)
        }
        if version == .v1 { try reader.context.tolerate(.encodedDefault(place)) }
        return version
    }
}
