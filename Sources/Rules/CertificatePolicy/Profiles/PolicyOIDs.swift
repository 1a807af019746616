public import SwiftASN1

/// The object identifiers of the certificate policy. CP 1.4.
public enum PolicyOIDs {
    /// Personal certificates issued in the mainland.
    public static let mainlandPersonal: ASN1ObjectIdentifier =
        [2, 16, 156, 339, 1, 1, 1, 2, 1]
    /// Organisation certificates issued in the mainland.
    public static let mainlandOrganisation: ASN1ObjectIdentifier =
        [2, 16, 156, 339, 1, 1, 2, 2, 1]
    /// Personal and organisation certificates issued in Hong Kong: one identifier for both, which
    /// names no category.
    public static let hongKong: ASN1ObjectIdentifier =
        [2, 16, 344, 8, 2, 2008, 810, 2, 2018, 1, 1]
    /// What every release of the Hong Kong identifier begins with; year, version and release
    /// follow.
    public static let hongKongPrefix: ASN1ObjectIdentifier = [2, 16, 344, 8, 2, 2008, 810, 2]
    /// Arcs behind the prefix: year, version, release.
    public static let hongKongReleaseArcs = 3

    /// RFC 5280 §4.2.1.4.
    public static let anyPolicy: ASN1ObjectIdentifier = [2, 5, 29, 32, 0]
}

/// Where the authority is licensed or recognised. CP 1.1.
public enum Jurisdiction: String, Sendable, Hashable, CaseIterable {
    case hongKong, guangdong

    /// The policy that a subscriber certificate of this kind carries; nil for certificates of the
    /// authority itself, which carry all or none. CP 1.4.
    public func policy(of kind: Profile.Kind) -> ASN1ObjectIdentifier? {
        switch (self, kind) {
        case (.guangdong, .personal): PolicyOIDs.mainlandPersonal
        case (.guangdong, .organisation): PolicyOIDs.mainlandOrganisation
        case (.hongKong, .personal), (.hongKong, .organisation): PolicyOIDs.hongKong
        case (_, .root), (_, .issuing), (_, .ocspResponder): nil
        }
    }

    /// Every policy that subscriber certificates of this jurisdiction carry, each once: what their
    /// issuing certificates carry. CP 1.4.
    public var policies: [ASN1ObjectIdentifier] {
        switch self {
        case .guangdong: [PolicyOIDs.mainlandPersonal, PolicyOIDs.mainlandOrganisation]
        case .hongKong: [PolicyOIDs.hongKong]
        }
    }
}
