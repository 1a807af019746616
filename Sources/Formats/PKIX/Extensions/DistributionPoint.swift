public import SwiftASN1

/// Where a list of revoked certificates is found, and what it covers.
///
/// ```
/// DistributionPoint ::= SEQUENCE {
///     distributionPoint [0] DistributionPointName OPTIONAL,
///     reasons           [1] ReasonFlags OPTIONAL,
///     cRLIssuer         [2] GeneralNames OPTIONAL }
/// ```
/// RFC 5280 §4.2.1.13.
public struct DistributionPoint: DERCodable {
    public static let structure = Structure("DistributionPoint", "RFC 5280 §4.2.1.13")

    public let name: DistributionPointName?
    /// Nil: the list covers all reasons.
    public let reasons: ReasonFlags?
    /// Nil: the issuer of the certificate issues the list.
    public let issuer: [GeneralName]?

    /// A full list of the certificate's own issuer at these addresses, which all lead to it.
    public init(uris: [String]) {
        name = .fullName(uris.map { .uri($0) })
        reasons = nil
        issuer = nil
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        name =
            if let wrapped = reader.optional(tag: 0) {
                try DistributionPointName(
                    from: wrapped.explicit(at: Self.structure.at("distributionPoint")), context)
            } else { nil }
        reasons = try reader.optional(tag: 1).map { node throws(PKIXError) in
            try ReasonFlags(from: node, context)
        }
        issuer =
            if let names = reader.optional(tag: 2) {
                try GeneralName.decodeList(names, nil, of: Self.structure, context)
            } else { nil }
        try reader.finish()
        if name == nil, issuer == nil {
            try context.tolerate(.missing(Self.structure.at("distributionPoint")))
        }
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            if let name { inside.explicit(0) { name.encode(into: &$0) } }
            if let reasons { inside.namedBits(Set(reasons.flags.map(\.rawValue)), .context(1)) }
            if let issuer { inside.list(issuer, .contextConstructed(2)) }
        }
    }
}

/// The name of a distribution point.
///
/// ```
/// DistributionPointName ::= CHOICE {
///     fullName                [0] GeneralNames,
///     nameRelativeToCRLIssuer [1] RelativeDistinguishedName }
/// ```
/// RFC 5280 §4.2.1.13.
public enum DistributionPointName: DERCodable {
    public static let structure = Structure("DistributionPointName", "RFC 5280 §4.2.1.13")

    case fullName([GeneralName])
    case relativeToIssuer(RelativeDistinguishedName)

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        switch (node.identifier.tagClass, node.identifier.tagNumber) {
        case (.contextSpecific, 0):
            self = .fullName(
                try GeneralName.decodeList(node, nil, of: Self.structure, context))
        case (.contextSpecific, 1):
            self = .relativeToIssuer(
                try RelativeDistinguishedName(contentsOf: node, context))
        default:
            throw .unexpectedType(Self.structure.whole)
        }
    }

    public func encode(into writer: inout DERWriter) {
        switch self {
        case .fullName(let names):
            writer.list(names, .contextConstructed(0))
        case .relativeToIssuer(let rdn):
            writer.setOf(rdn.attributes.map(\.derEncoded), .contextConstructed(1))
        }
    }
}

/// The reasons for revocation that a list covers.
///
/// ```
/// ReasonFlags ::= BIT STRING { unused (0), keyCompromise (1), cACompromise (2),
///     affiliationChanged (3), superseded (4), cessationOfOperation (5), certificateHold (6),
///     privilegeWithdrawn (7), aACompromise (8) }
/// ```
/// RFC 5280 §4.2.1.13. Encoded under the BIT STRING tag; an implicit one is its owner's affair.
public struct ReasonFlags: DERCodable {
    public static let structure = Structure("ReasonFlags", "RFC 5280 §4.2.1.13")

    /// The raw value is the number of the bit.
    public enum Flag: Int, CaseIterable, Sendable {
        case unused, keyCompromise, cACompromise, affiliationChanged, superseded
        case cessationOfOperation, certificateHold, privilegeWithdrawn, aACompromise
    }

    public let flags: Set<Flag>

    /// The flags that are set.
    public init(_ flags: Set<Flag>) {
        self.flags = flags
    }

    /// Reads a BIT STRING whose tag the caller has checked.
    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        let bits = try node.namedBits(at: Self.structure.whole, context)
        flags = Set(bits.compactMap(Flag.init))
        if flags.count != bits.count { try context.tolerate(.outOfRange(Self.structure.whole)) }
    }

    public func encode(into writer: inout DERWriter) {
        writer.namedBits(Set(flags.map(\.rawValue)))
    }
}
