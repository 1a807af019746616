public import SwiftASN1

/// Which certificates a list is about, and where it is published.
///
/// ```
/// IssuingDistributionPoint ::= SEQUENCE {
///     distributionPoint          [0] DistributionPointName OPTIONAL,
///     onlyContainsUserCerts      [1] BOOLEAN DEFAULT FALSE,
///     onlyContainsCACerts        [2] BOOLEAN DEFAULT FALSE,
///     onlySomeReasons            [3] ReasonFlags OPTIONAL,
///     indirectCRL                [4] BOOLEAN DEFAULT FALSE,
///     onlyContainsAttributeCerts [5] BOOLEAN DEFAULT FALSE }
/// ```
/// RFC 5280 §5.2.5. Always critical. An extension that says nothing is refused.
public struct IssuingDistributionPoint: ExtensionValue {
    public static let structure = Structure("IssuingDistributionPoint", "RFC 5280 §5.2.5")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 28]

    /// The kinds of certificates that a list is confined to; they exclude each other.
    public enum Scope: Hashable, Sendable {
        case all, userCertificates, caCertificates, attributeCertificates
    }

    /// Where the list is found; nil if this is not told. One of its names stands in the
    /// distribution points of the certificates.
    public let distributionPoint: DistributionPointName?
    public let scope: Scope
    /// The reasons that the list is confined to; nil for all.
    public let onlySomeReasons: ReasonFlags?
    /// Whether the list holds entries about certificates of other issuers.
    public let isIndirect: Bool

    /// - Throws: `.missing` if it would say nothing.
    public init(
        distributionPoint: DistributionPointName?, scope: Scope = .all,
        onlySomeReasons: ReasonFlags? = nil, isIndirect: Bool = false
    ) throws(PKIXError) {
        self.distributionPoint = distributionPoint
        self.scope = scope
        self.onlySomeReasons = onlySomeReasons
        self.isIndirect = isIndirect
        guard !saysNothing else { throw .missing(Self.structure.whole) }
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        distributionPoint = try reader.optional(tag: 0).map { (tagged) throws(PKIXError) in
            let place = Self.structure.at("distributionPoint")
            return try DistributionPointName(from: tagged.explicit(at: place), context)
        }
        let isUser = try Self.flag(&reader, 1, "onlyContainsUserCerts")
        let isAuthority = try Self.flag(&reader, 2, "onlyContainsCACerts")
        onlySomeReasons = try reader.optional(tag: 3).map { (bits) throws(PKIXError) in
            try ReasonFlags(from: bits, context)
        }
        isIndirect = try Self.flag(&reader, 4, "indirectCRL")
        let isAttribute = try Self.flag(&reader, 5, "onlyContainsAttributeCerts")
        try reader.finish()
        switch (isUser, isAuthority, isAttribute) {
        case (false, false, false): scope = .all
        case (true, false, false): scope = .userCertificates
        case (false, true, false): scope = .caCertificates
        case (false, false, true): scope = .attributeCertificates
        default: throw .inconsistent(Self.structure.whole)
        }
        if saysNothing { try context.tolerate(.missing(Self.structure.whole)) }
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            if let distributionPoint {
                inside.explicit(0) { distributionPoint.encode(into: &$0) }
            }
            if scope == .userCertificates { inside.boolean(true, .context(1)) }
            if scope == .caCertificates { inside.boolean(true, .context(2)) }
            if let onlySomeReasons {
                inside.namedBits(Set(onlySomeReasons.flags.map(\.rawValue)), .context(3))
            }
            if isIndirect { inside.boolean(true, .context(4)) }
            if scope == .attributeCertificates { inside.boolean(true, .context(5)) }
        }
    }

    /// RFC 5280 §5.2.5: conforming authorities do not issue an empty sequence.
    private var saysNothing: Bool {
        distributionPoint == nil && scope == .all && onlySomeReasons == nil && !isIndirect
    }

    private static func flag(
        _ reader: inout DERReader, _ tag: UInt, _ field: String
    ) throws(PKIXError) -> Bool {
        guard let node = reader.optional(tag: tag) else { return false }
        let value = try node.boolean(at: structure.at(field), reader.context)
        if !value { try reader.context.tolerate(.encodedDefault(structure.at(field))) }
        return value
    }
}
