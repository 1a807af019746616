public import Cryptography
public import SwiftASN1

/// A request for a certificate (PKCS#10), always read strictly.
///
/// ```
/// CertificationRequest ::= SEQUENCE {
///     certificationRequestInfo SEQUENCE {
///         version       INTEGER { v1(0) },
///         subject       Name,
///         subjectPKInfo SubjectPublicKeyInfo,
///         attributes    [0] IMPLICIT SET OF Attribute },
///     signatureAlgorithm AlgorithmIdentifier,
///     signature          BIT STRING }
/// ```
/// RFC 2986 §4. The request gives the key and the proof that its sender holds the private one.
/// Subject and extensions are listed for people and never find their way into a certificate.
public struct CertificationRequest: DERCodable {
    public static let structure = Structure("CertificationRequest", "RFC 2986 §4.2")

    public let subject: DistinguishedName
    public let subjectPublicKeyInfo: SubjectPublicKeyInfo
    public let attributes: [RequestAttribute]
    public let signatureAlgorithm: AlgorithmIdentifier
    public let signature: [UInt8]
    /// The octets that the signature is over: CertificationRequestInfo.
    public let toBeSigned: [UInt8]
    /// The exact octets, as read.
    public let derEncoded: [UInt8]

    /// Reads a request strictly.
    ///
    /// - Parameter maximumBytes: longer input is refused before anything is read.
    public init(
        derEncoded bytes: [UInt8], maximumBytes: Int = DERLimits.request
    ) throws(PKIXError) {
        try self.init(derEncoded: bytes, DecodingContext(.strict), maximumBytes: maximumBytes)
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        let information = try reader.next(.sequence, "certificationRequestInfo")
        signatureAlgorithm = try reader.algorithmIdentifier("signatureAlgorithm")
        signature = try reader.bitString("signature")
        try reader.finish()

        let structure = Structure("CertificationRequestInfo", "RFC 2986 §4.1")
        var inside = try DERReader(information, as: structure, context)
        guard try inside.integer("version") == 0 else {
            throw .unsupported(structure.at("version"))
        }
        subject = try DistinguishedName(from: inside.next("subject"), context)
        subjectPublicKeyInfo = try inside.subjectPublicKeyInfo("subjectPKInfo")
        guard let list = inside.optional(tag: 0) else {
            throw .missing(structure.at("attributes"))
        }
        attributes = try RequestAttribute.decodeSet(list, at: structure.at("attributes"), context)
        try inside.finish()
        toBeSigned = information.encoded
        derEncoded = node.encoded
    }

    public func encode(into writer: inout DERWriter) {
        writer.raw(derEncoded)
    }

    /// Whether the sender holds the private key: the request is signed with the key it names.
    ///
    /// False also for keys and algorithms that this product does not take. RFC 2986 §4.2.
    public var isProofOfPossessionValid: Bool {
        guard let algorithm = SignatureAlgorithm(identifier: signatureAlgorithm),
            let key = try? PublicKey(subjectPublicKeyInfo)
        else { return false }
        return key.verifies(signature, of: toBeSigned, with: algorithm)
    }

    /// The extensions that the sender would like to see, as RFC 2985 §5.4.2 carries them; empty
    /// where there are none.
    public var requestedExtensions: Extensions {
        get throws(PKIXError) {
            guard let attribute = attributes.first(where: { $0.type == .extensionRequest }) else {
                return .none
            }
            guard let value = attribute.values.first, attribute.values.count == 1 else {
                throw .outOfRange(Structure("ExtensionRequest", "RFC 2985 §5.4.2").whole)
            }
            return try Extensions(derEncoded: value)
        }
    }
}

/// One attribute of a request, its values kept as bytes.
///
/// ```
/// Attribute ::= SEQUENCE { type OBJECT IDENTIFIER, values SET SIZE (1..MAX) OF ANY }
/// ```
/// RFC 2986 §4.1.
public struct RequestAttribute: DERCodable {
    public static let structure = Structure("Attribute", "RFC 2986 §4.1")
    /// Honest requests have below five.
    public static let maximumCount = 32

    public let type: ASN1ObjectIdentifier
    /// Each a whole encoding.
    public let values: [[UInt8]]

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        type = try reader.objectIdentifier("type")
        let list = try reader.next(.set, "values")
        values = try list.children(at: Self.structure.at("values")).map(\.encoded)
        try reader.finish()
        guard !values.isEmpty else { throw .missing(Self.structure.at("values")) }
        if !DEROrder.isSorted(values) {
            try context.tolerate(.unordered(Self.structure.at("values")))
        }
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            inside.objectIdentifier(type)
            inside.setOf(values)
        }
    }

    static func decodeSet(
        _ list: ASN1Node, at place: Place, _ context: DecodingContext
    ) throws(PKIXError) -> [RequestAttribute] {
        let nodes = try list.children(at: place)
        guard nodes.count <= maximumCount else { throw .outOfRange(place) }
        if !DEROrder.isSorted(nodes.map(\.encoded)) { try context.tolerate(.unordered(place)) }
        var attributes: [RequestAttribute] = []
        for node in nodes { attributes.append(try RequestAttribute(from: node, context)) }
        guard Set(attributes.map(\.type)).count == attributes.count else {
            throw .duplicate(place)
        }
        return attributes
    }
}

extension ASN1ObjectIdentifier {
    /// RFC 2985 §5.4.2.
    static let extensionRequest: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 14]
}
