public import SwiftASN1

/// The type of a name attribute.
///
/// What RFC 5280 appendix A says of it (the string types it may have and how long it may be) is
/// one row of a table.
public struct AttributeType: Hashable, Sendable {
    public let identifier: ASN1ObjectIdentifier

    /// A type by its object identifier.
    public init(_ identifier: ASN1ObjectIdentifier) {
        self.identifier = identifier
    }

    public static let commonName = AttributeType([2, 5, 4, 3])
    public static let surname = AttributeType([2, 5, 4, 4])
    public static let serialNumber = AttributeType([2, 5, 4, 5])
    public static let countryName = AttributeType([2, 5, 4, 6])
    public static let localityName = AttributeType([2, 5, 4, 7])
    public static let stateOrProvinceName = AttributeType([2, 5, 4, 8])
    public static let streetAddress = AttributeType([2, 5, 4, 9])
    public static let organizationName = AttributeType([2, 5, 4, 10])
    public static let organizationalUnitName = AttributeType([2, 5, 4, 11])
    public static let title = AttributeType([2, 5, 4, 12])
    public static let description = AttributeType([2, 5, 4, 13])
    public static let businessCategory = AttributeType([2, 5, 4, 15])
    public static let postalCode = AttributeType([2, 5, 4, 17])
    public static let telephoneNumber = AttributeType([2, 5, 4, 20])
    public static let name = AttributeType([2, 5, 4, 41])
    public static let givenName = AttributeType([2, 5, 4, 42])
    public static let initials = AttributeType([2, 5, 4, 43])
    public static let generationQualifier = AttributeType([2, 5, 4, 44])
    public static let uniqueIdentifier = AttributeType([2, 5, 4, 45])
    public static let dnQualifier = AttributeType([2, 5, 4, 46])
    public static let pseudonym = AttributeType([2, 5, 4, 65])
    public static let organizationIdentifier = AttributeType([2, 5, 4, 97])
    public static let userID = AttributeType([0, 9, 2342, 19_200_300, 100, 1, 1])
    public static let domainComponent = AttributeType([0, 9, 2342, 19_200_300, 100, 1, 25])
    public static let emailAddress = AttributeType([1, 2, 840, 113_549, 1, 9, 1])

    /// The short name that RFC 4514 output uses, such as `CN`; nil for types without one.
    public var shortName: String? { Self.rows[self]?.shortName }

    /// The most Unicode scalars that a value may have; nil without a bound. RFC 5280 appendix A.1
    /// counts characters of the string type, which are Unicode scalars in all but TeletexString.
    public var upperBound: Int? { Self.rows[self]?.bounds?.upperBound }

    /// The string type in which values are written.
    public var outputStringType: StringType { allowedStringTypes?.first ?? .utf8 }

    /// The string types that values may have, the one for output first; nil for types that this
    /// product does not know, of which nothing can be said.
    var allowedStringTypes: [StringType]? { Self.rows[self]?.stringTypes }

    /// How many Unicode scalars a value must and may have.
    var bounds: ClosedRange<Int>? { Self.rows[self]?.bounds }
}

extension AttributeType {
    private struct Row {
        let shortName: String
        let stringTypes: [StringType]
        let bounds: ClosedRange<Int>?

        init(_ shortName: String, _ stringTypes: [StringType], _ bounds: ClosedRange<Int>? = nil) {
            self.shortName = shortName
            self.stringTypes = stringTypes
            self.bounds = bounds
        }
    }

    /// DirectoryString: new values are UTF8String. RFC 5280 §4.1.2.4.
    private static let directory: [StringType] = [.utf8, .printable, .teletex, .bmp, .universal]

    /// String types and bounds of RFC 5280 appendix A.1; where RFC 5280 has none, the bounds of
    /// X.520 annex C (street address, business category, postal code, telephone number,
    /// description). ETSI EN 319 412-1 §5.1.4 takes organizationIdentifier from X.520, unbounded.
    private static let rows: [AttributeType: Row] = [
        .commonName: Row("CN", directory, 1...64),
        .surname: Row("SN", directory, 1...32_768),
        .serialNumber: Row("serialNumber", [.printable], 1...64),
        .countryName: Row("C", [.printable], 2...2),
        .localityName: Row("L", directory, 1...128),
        .stateOrProvinceName: Row("ST", directory, 1...128),
        .streetAddress: Row("STREET", directory, 1...128),
        .organizationName: Row("O", directory, 1...64),
        .organizationalUnitName: Row("OU", directory, 1...64),
        .title: Row("title", directory, 1...64),
        .description: Row("description", directory, 1...1024),
        .businessCategory: Row("businessCategory", directory, 1...128),
        .postalCode: Row("postalCode", directory, 1...40),
        .telephoneNumber: Row("telephoneNumber", [.printable], 1...32),
        .name: Row("name", directory, 1...32_768),
        .givenName: Row("GN", directory, 1...32_768),
        .initials: Row("initials", directory, 1...32_768),
        .generationQualifier: Row("generationQualifier", directory, 1...32_768),
        .dnQualifier: Row("dnQualifier", [.printable]),
        .pseudonym: Row("pseudonym", directory, 1...128),
        .organizationIdentifier: Row("organizationIdentifier", directory, 1...32_768),
        .userID: Row("UID", directory, 1...256),
        .domainComponent: Row("DC", [.ia5]),
        .emailAddress: Row("emailAddress", [.ia5], 1...255),
    ]
}
