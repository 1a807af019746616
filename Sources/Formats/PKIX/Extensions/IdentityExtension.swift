public import SwiftASN1

/// A number by which the Mainland identifies the subject.
///
/// ```
/// IdentifyCode ::= CHOICE {
///     residenterCardNumber      [0] PrintableString,
///     militaryOfficerCardNumber [1] UTF8String,
///     passportNumber            [2] PrintableString }
/// InsuranceNumber, ICRegistrationNumber, OrganizationCode, TaxationNumber ::= PrintableString
/// ```
/// GM/T 0015-2012 §5.2.4 (GB/T 20518-2018 the same). The standard leaves open whether the tags of
/// IdentifyCode are implicit or explicit. We write explicit ones; read where tolerated are also
/// implicit ones, a bare string, and either inside a SEQUENCE or SET, since issuers differ.
public struct IdentityExtension: Hashable, Sendable {
    public static let structure = Structure("IdentityExtension", "GM/T 0015 §5.2.4")
    /// Wrappers around the string: no issuer nests more than two.
    static let maximumNesting = 4

    /// The raw value is the last arc of the object identifier.
    public enum Kind: UInt, CaseIterable, Sendable {
        /// IdentifyCode, of a person.
        case identityCode = 1
        /// InsuranceNumber: social insurance, of a person.
        case insuranceNumber
        /// ICRegistrationNumber: industry and commerce, of an organisation.
        case registrationNumber
        /// OrganizationCode; in practice also the unified social credit code.
        case organizationCode
        /// TaxationNumber, of an organisation.
        case taxationNumber

        /// 1.2.156.10260.4.1.n.
        public var oid: ASN1ObjectIdentifier { [1, 2, 156, 10260, 4, 1, rawValue] }
        /// 1.2.86.11.7.n, of GB/T 20518-2006; still found in RSA certificates.
        public var formerOID: ASN1ObjectIdentifier { [1, 2, 86, 11, 7, rawValue] }
    }

    /// The document whose number an identity code is; the raw value is its tag.
    public enum Document: UInt8, CaseIterable, Sendable {
        case residentCard, militaryOfficerCard, passport

        var stringType: StringType { self == .militaryOfficerCard ? .utf8 : .printable }
    }

    public let kind: Kind
    /// Set for identity codes, except those of issuers that write a bare string.
    public let document: Document?
    public let number: String

    /// An identity code.
    ///
    /// - Throws: `.outOfRange` if empty or above 64 characters, `.invalidString` for characters
    ///   that the string type lacks.
    public init(_ document: Document, _ number: String) throws(PKIXError) {
        try self.init(.identityCode, document, number, document.stringType)
    }

    /// A number of another kind than the identity code. Throws as for that.
    ///
    /// - Precondition: `kind` is not `.identityCode`.
    public init(_ kind: Kind, _ number: String) throws(PKIXError) {
        precondition(kind != .identityCode)
        try self.init(kind, nil, number, .printable)
    }

    private init(
        _ kind: Kind, _ document: Document?, _ number: String, _ type: StringType
    ) throws(PKIXError) {
        guard (1...64).contains(number.unicodeScalars.count) else {
            throw .outOfRange(Self.structure.whole)
        }
        guard type.encode(number) != nil else { throw .invalidString(Self.structure.whole) }
        self.kind = kind
        self.document = document
        self.number = number
    }

    /// Reads an extension of either arc; nil if it is none of these.
    public init?(_ element: Extension, tolerance: Tolerance = .strict) throws(PKIXError) {
        let kind = Kind.allCases.first { $0.oid == element.oid || $0.formerOID == element.oid }
        guard let kind else { return nil }
        let context = DecodingContext(tolerance)
        let node = try ASN1Node.parse(
            element.value, as: Self.structure, context, maximumBytes: DERLimits.value)
        let (document, number) = try Self.unwrap(node, context)
        guard (document == nil) || kind == .identityCode else {
            throw .unexpectedType(Self.structure.whole)
        }
        self.kind = kind
        self.document = document
        self.number = number
        if derEncoded != element.value { try context.tolerate(.notDER(Self.structure.whole)) }
    }

    /// The value of the extension as we write it.
    public var derEncoded: [UInt8] {
        var writer = DERWriter()
        guard let document else {
            writer.string(number, .printableString)
            return writer.bytes
        }
        writer.explicit(document.rawValue) { $0.string(number, document.stringType.tag) }
        return writer.bytes
    }

    /// The extension of the current arc.
    public func asExtension(critical: Bool = false) -> Extension {
        Extension(oid: kind.oid, critical: critical, value: derEncoded)
    }

    /// Goes through wrappers and tags to the string.
    private static func unwrap(
        _ node: ASN1Node, _ context: DecodingContext
    ) throws(PKIXError) -> (Document?, String) {
        let place = structure.whole
        var node = node
        var document: Document?
        for _ in 0..<maximumNesting {
            if let type = StringType(node.identifier) {
                let octets = try node.octets(at: place, context)
                return (document, try type.decode(octets, at: place, context))
            }
            if node.identifier.tagClass == .contextSpecific {
                let tag = UInt8(exactly: node.identifier.tagNumber)
                guard document == nil, let found = tag.flatMap(Document.init) else {
                    throw .unexpectedType(place)
                }
                document = found
                if case .primitive(let octets) = node.content {
                    try context.tolerate(.unexpectedType(place))
                    return (found, try StringType.utf8.decode(Array(octets), at: place, context))
                }
            } else if node.identifier != .sequence && node.identifier != .set {
                throw .unexpectedType(place)
            }
            node = try node.explicit(at: place)
        }
        throw .unexpectedType(place)
    }
}

extension IdentityExtension {
    public static func == (left: IdentityExtension, right: IdentityExtension) -> Bool {
        left.kind == right.kind && left.document == right.document
            && left.number.unicodeScalars.elementsEqual(right.number.unicodeScalars)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(document)
        hasher.combine(Array(number.utf8))
    }
}
