public import SwiftASN1

/// Under which policies the certificate was issued.
///
/// ```
/// certificatePolicies ::= SEQUENCE SIZE (1..MAX) OF PolicyInformation
/// ```
/// RFC 5280 §4.2.1.4.
public struct CertificatePolicies: ExtensionValue {
    public static let structure = Structure("certificatePolicies", "RFC 5280 §4.2.1.4")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 32]
    /// In the certificate of an authority: any policy.
    public static let anyPolicy: ASN1ObjectIdentifier = [2, 5, 29, 32, 0]

    public let policies: [PolicyInformation]

    /// - Precondition: at least one policy, and none twice.
    public init(_ policies: [PolicyInformation]) {
        precondition(!policies.isEmpty)
        precondition(Set(policies.map(\.policy)).count == policies.count)
        self.policies = policies
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        policies = try PolicyInformation.decodeList(node, of: Self.structure, context)
        if Set(policies.map(\.policy)).count != policies.count {
            try context.tolerate(.duplicate(Self.structure.at("policyIdentifier")))
        }
    }

    public func encode(into writer: inout DERWriter) {
        writer.list(policies)
    }
}

/// One policy and what is said about it.
///
/// ```
/// PolicyInformation ::= SEQUENCE {
///     policyIdentifier CertPolicyId,
///     policyQualifiers SEQUENCE SIZE (1..MAX) OF PolicyQualifierInfo OPTIONAL }
/// ```
/// RFC 5280 §4.2.1.4.
public struct PolicyInformation: DERCodable {
    public static let structure = Structure("PolicyInformation", "RFC 5280 §4.2.1.4")

    public let policy: ASN1ObjectIdentifier
    /// Empty where the field is absent.
    public let qualifiers: [PolicyQualifier]

    /// A policy, with qualifiers or without.
    public init(_ policy: ASN1ObjectIdentifier, qualifiers: [PolicyQualifier] = []) {
        self.policy = policy
        self.qualifiers = qualifiers
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        policy = try reader.objectIdentifier("policyIdentifier")
        qualifiers =
            reader.isAtEnd
            ? []
            : try PolicyQualifier.decodeList(
                reader.next("policyQualifiers"), of: Self.structure, context)
        try reader.finish()
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            inside.objectIdentifier(policy)
            if !qualifiers.isEmpty { inside.list(qualifiers) }
        }
    }
}

/// What is said about a policy.
///
/// ```
/// PolicyQualifierInfo ::= SEQUENCE { policyQualifierId PolicyQualifierId, qualifier ANY }
/// CPSuri ::= IA5String
/// ```
/// RFC 5280 §4.2.1.4.
public enum PolicyQualifier: DERCodable {
    public static let structure = Structure("PolicyQualifierInfo", "RFC 5280 §4.2.1.4")
    static let cpsIdentifier: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 2, 1]
    static let userNoticeIdentifier: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 2, 2]

    /// The address of the certification practice statement, ASCII.
    case cps(String)
    /// What is shown to a relying party.
    case userNotice(UserNotice)
    /// The value is a whole encoding.
    case other(ASN1ObjectIdentifier, [UInt8])

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        let identifier = try reader.objectIdentifier("policyQualifierId")
        let value = try reader.next("qualifier")
        try reader.finish()
        switch identifier {
        case Self.cpsIdentifier:
            let place = Self.structure.at("cPSuri")
            guard value.identifier == .ia5String else { throw .unexpectedType(place) }
            let octets = try value.octets(at: place, context)
            self = .cps(try StringType.ia5.decode(octets, at: place, context))
        case Self.userNoticeIdentifier:
            self = .userNotice(try UserNotice(from: value, context))
        default:
            self = .other(identifier, value.encoded)
        }
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            switch self {
            case .cps(let uri):
                inside.objectIdentifier(Self.cpsIdentifier)
                inside.string(uri, .ia5String)
            case .userNotice(let notice):
                inside.objectIdentifier(Self.userNoticeIdentifier)
                notice.encode(into: &inside)
            case .other(let identifier, let value):
                inside.objectIdentifier(identifier)
                inside.raw(value)
            }
        }
    }
}
