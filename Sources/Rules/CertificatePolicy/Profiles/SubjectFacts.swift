public import PKIX

/// One kind of fact about a subject that a certificate may hold.
public enum SubjectAttributeKind: String, Sendable, Hashable, CaseIterable {
    case countryName, stateOrProvinceName, localityName
    case organizationName, organizationIdentifier, organizationalUnitName, title
    case commonName, surname, givenName
    /// The subscriber reference: two subscribers of one name differ by it. CP 5.2a.
    case serialNumber
    /// Stands in the subjectAltName, not in the name. RFC 5280 §4.1.2.6.
    case emailAddress
    /// Known only to be refused. CP 5.2c.
    case pseudonym

    /// The type under which it stands in a name; nil for what does not stand there.
    public var nameType: AttributeType? {
        switch self {
        case .countryName: .countryName
        case .stateOrProvinceName: .stateOrProvinceName
        case .localityName: .localityName
        case .organizationName: .organizationName
        case .organizationIdentifier: .organizationIdentifier
        case .organizationalUnitName: .organizationalUnitName
        case .title: .title
        case .commonName: .commonName
        case .surname: .surname
        case .givenName: .givenName
        case .serialNumber: .serialNumber
        case .pseudonym: .pseudonym
        case .emailAddress: nil
        }
    }

    /// The type by which it is named as unverified. CP 5.7.
    public var attributeType: AttributeType { nameType ?? .emailAddress }

    /// How its value is written.
    public var form: NameRules.Form {
        switch self {
        case .countryName: .country
        case .serialNumber: .printable
        case .emailAddress: .mailbox
        default: .text
        }
    }

    /// In Unicode scalars. RFC 5280 appendix A.1; the identifier as ETSI EN 319 412-1 writes it
    /// has no bound of its own, and takes that of names.
    public var upperBound: Int {
        switch self {
        case .countryName: 2
        case .stateOrProvinceName, .localityName, .pseudonym: 128
        case .organizationName, .organizationalUnitName, .title, .commonName: 64
        case .organizationIdentifier: 256
        case .serialNumber: 64
        case .surname, .givenName: NameRules.greatestBound
        case .emailAddress: 255
        }
    }
}

/// One fact about a subject, and whether it was verified.
public struct SubjectAttribute: Sendable, Hashable {
    public let kind: SubjectAttributeKind
    public let value: String
    /// False for what the applicant merely says. CP 5.7.
    public let isVerified: Bool

    public init(_ kind: SubjectAttributeKind, _ value: String, isVerified: Bool = true) {
        self.kind = kind
        self.value = value
        self.isVerified = isVerified
    }
}

/// What vetting established about one subject: all that a certificate may say about it.
///
/// CP 3.2a, 3.2b: the certificate is built from this alone, never from the request.
public struct SubjectFacts: Sendable, Hashable {
    /// In any order; the profile orders them.
    public let attributes: [SubjectAttribute]
    /// How the person was identified; nil where the subject is no person. CP 5.6b.
    public let method: IdentityVerificationMethod?
    /// Numbers of its documents, as the authority's certificates say them; mostly none.
    public let numbers: [SubjectNumber]

    public init(
        attributes: [SubjectAttribute], method: IdentityVerificationMethod? = nil,
        numbers: [SubjectNumber] = []
    ) {
        self.attributes = attributes
        self.method = method
        self.numbers = numbers
    }

    /// The value of a kind; the first, where there are several.
    public subscript(kind: SubjectAttributeKind) -> String? {
        attributes.first { $0.kind == kind }?.value
    }

    /// The kinds that were not verified, in the order of the table. CP 5.7.
    public var unverified: [SubjectAttributeKind] {
        SubjectAttributeKind.allCases.filter { kind in
            attributes.contains { $0.kind == kind && !$0.isVerified }
        }
    }
}
