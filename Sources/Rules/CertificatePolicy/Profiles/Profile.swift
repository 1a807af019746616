public import PKIX
public import SwiftASN1

/// What certificates of one kind and one category of algorithms may contain.
///
/// One row a profile, in `Profile.all`; template, linter, documents and validation read the same
/// rows. CP 1.2, 9.1.
public struct Profile: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case personal, organisation, root, issuing, ocspResponder

        /// Whether its certificates belong to subscribers.
        public var isSubscriber: Bool { self == .personal || self == .organisation }
        /// Whether its keys sign certificates.
        public var isAuthority: Bool { self == .root || self == .issuing }
    }

    /// Kind and category, such as `personal-rsa`.
    public let id: String
    public let kind: Kind
    public let family: AlgorithmFamily
    /// What names may hold, in the order in which they stand there.
    public let attributes: [AttributeRule]
    public let keyUsage: Set<KeyUsage.Usage>
    /// Empty where the extension is left out.
    public let extendedKeyUsage: [ASN1ObjectIdentifier]
    /// In calendar years. CP 8.15e.
    public let maximumYears: Int
    /// How many authorities may stand below it; nil without a limit.
    public let pathLength: Int?

    /// The row with this id.
    public static subscript(id: String) -> Profile? {
        all.first { $0.id.utf8.elementsEqual(id.utf8) }
    }

    /// The row of a kind in a category.
    public static func of(_ kind: Kind, _ family: AlgorithmFamily) -> Profile {
        Profile(kind, family)
    }

    /// Every profile there is.
    public static let all = AlgorithmFamily.allCases.flatMap { family in
        Kind.allCases.map { Profile($0, family) }
    }

    /// The last moment that a certificate may be valid: the second before so many years have
    /// passed, since both ends of the period belong to it. Milliseconds since 1970 UTC.
    public func latestNotAfter(notBeforeMilliseconds: Int64) -> Int64 {
        CalendarYears.after(maximumYears, milliseconds: notBeforeMilliseconds) - 1000
    }

    /// Whether its certificates are subscribers' under the policy, and so carry its identifier, its
    /// notice and the reliance limit. CP 1.4, 11.1.
    public var carriesPolicy: Bool { kind.isSubscriber && family.isRecognised }

    /// The rule for a kind of attribute; nil where the profile has no place for it.
    public func rule(for kind: SubjectAttributeKind) -> AttributeRule? {
        attributes.first { $0.kind == kind }
    }

    private init(_ kind: Kind, _ family: AlgorithmFamily) {
        id = "\(kind == .ocspResponder ? "ocsp-responder" : kind.rawValue)-\(family.rawValue)"
        self.kind = kind
        self.family = family
        attributes = Self.attributes(of: kind)
        switch kind {
        case .personal, .organisation:
            keyUsage = [.digitalSignature, .nonRepudiation]
            (extendedKeyUsage, maximumYears, pathLength) = ([], 5, nil)
        case .root:
            keyUsage = [.keyCertSign, .cRLSign]
            (extendedKeyUsage, maximumYears, pathLength) = ([], 50, nil)
        case .issuing:
            keyUsage = [.keyCertSign, .cRLSign]
            (extendedKeyUsage, maximumYears, pathLength) = ([], 50, 0)
        case .ocspResponder:
            keyUsage = [.digitalSignature]
            // A responder is never asked about itself (id-pkix-ocsp-nocheck): a lost key harms
            // until the certificate ends, so it ends soon.
            (extendedKeyUsage, maximumYears, pathLength) = ([ExtendedKeyUsage.ocspSigning], 1, nil)
        }
    }
}

/// Whether a fact has its place in the certificates of a profile.
public struct AttributeRule: Sendable, Hashable {
    public enum Presence: String, Sendable, Hashable {
        case required, optional
        /// At least one of those that bear this mark.
        case oneOfThese
    }

    public let kind: SubjectAttributeKind
    public let presence: Presence
    /// Whether the profile declares it as possibly unverified. CP 5.7.
    public let mayBeUnverified: Bool

    init(_ kind: SubjectAttributeKind, _ presence: Presence, mayBeUnverified: Bool = false) {
        self.kind = kind
        self.presence = presence
        self.mayBeUnverified = mayBeUnverified
    }
}

extension Profile {
    private static func attributes(of kind: Kind) -> [AttributeRule] {
        switch kind {
        case .personal:
            [
                AttributeRule(.countryName, .required),
                AttributeRule(.surname, .optional),
                AttributeRule(.givenName, .optional),
                AttributeRule(.commonName, .required),
                AttributeRule(.serialNumber, .required),
                AttributeRule(.emailAddress, .optional, mayBeUnverified: true),
            ]
        case .organisation:
            [
                AttributeRule(.countryName, .required),
                AttributeRule(.stateOrProvinceName, .optional),
                AttributeRule(.localityName, .optional),
                AttributeRule(.organizationName, .required),
                AttributeRule(.organizationIdentifier, .oneOfThese),
                AttributeRule(.organizationalUnitName, .optional, mayBeUnverified: true),
                AttributeRule(.commonName, .required),
                AttributeRule(.serialNumber, .oneOfThese),
                AttributeRule(.emailAddress, .optional, mayBeUnverified: true),
            ]
        case .root, .issuing, .ocspResponder:
            [
                AttributeRule(.countryName, .required),
                AttributeRule(.organizationName, .required),
                AttributeRule(.commonName, .required),
            ]
        }
    }
}
