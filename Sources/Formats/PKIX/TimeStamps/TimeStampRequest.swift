public import SwiftASN1

/// A question for a time-stamp.
///
/// ```
/// TimeStampReq ::= SEQUENCE {
///     version             INTEGER { v1(1) },
///     messageImprint      MessageImprint,
///     reqPolicy           TSAPolicyId OPTIONAL,
///     nonce               INTEGER OPTIONAL,
///     certReq             BOOLEAN DEFAULT FALSE,
///     extensions      [0] IMPLICIT Extensions OPTIONAL }
/// ```
/// RFC 3161 §2.4.1. Extensions are not written, and refused where they are read.
public struct TimeStampRequest: DERCodable {
    public static let structure = Structure("TimeStampReq", "RFC 3161 §2.4.1")

    public let imprint: MessageImprint
    /// The policy to be followed; nil leaves it to the service.
    public let policy: ASN1ObjectIdentifier?
    /// The contents of the INTEGER; nil without one.
    public let nonce: [UInt8]?
    /// Whether the answer shall hold the service's certificate.
    public let wantsCertificate: Bool

    /// - Parameter random: 8 octets or more; they become a positive nonce.
    public init(_ imprint: MessageImprint, policy: ASN1ObjectIdentifier?, random: [UInt8]) {
        self.imprint = imprint
        self.policy = policy
        // A first octet of 0x01 to 0x7F: positive, and in the fewest octets whatever follows.
        nonce = [(random.first ?? 0) & 0x3F | 0x40] + random.dropFirst()
        wantsCertificate = true
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        guard try reader.integer("version") == 1 else {
            throw .unsupported(Self.structure.at("version"))
        }
        imprint = try MessageImprint(from: reader.next("messageImprint"), context)
        policy = try reader.optional(.objectIdentifier).map { (node) throws(PKIXError) in
            try node.objectIdentifier(at: Self.structure.at("reqPolicy"))
        }
        nonce = try reader.optional(.integer).map { (node) throws(PKIXError) in
            try node.integerOctets(at: Self.structure.at("nonce"), context)
        }
        wantsCertificate = try reader.boolean("certReq", default: false)
        try reader.finish()
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            inside.integer(1)
            imprint.encode(into: &inside)
            if let policy { inside.objectIdentifier(policy) }
            if let nonce { inside.primitive(.integer, nonce) }
            if wantsCertificate { inside.boolean(true) }
        }
    }
}
