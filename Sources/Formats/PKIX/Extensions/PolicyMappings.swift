public import SwiftASN1

/// Which policies of the issuer and of the subject count as the same.
///
/// ```
/// PolicyMappings ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE {
///     issuerDomainPolicy  CertPolicyId,
///     subjectDomainPolicy CertPolicyId }
/// ```
/// RFC 5280 §4.2.1.5.
public struct PolicyMappings: ExtensionValue {
    public static let structure = Structure("PolicyMappings", "RFC 5280 §4.2.1.5")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 33]

    public let mappings: [PolicyMapping]

    /// - Precondition: at least one mapping.
    public init(_ mappings: [PolicyMapping]) {
        precondition(!mappings.isEmpty)
        self.mappings = mappings
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        mappings = try PolicyMapping.decodeList(node, of: Self.structure, context)
    }

    public func encode(into writer: inout DERWriter) {
        writer.list(mappings)
    }
}

/// One pair of policies. RFC 5280 §4.2.1.5.
public struct PolicyMapping: DERCodable {
    public static let structure = Structure("PolicyMapping", "RFC 5280 §4.2.1.5")

    public let issuerDomainPolicy: ASN1ObjectIdentifier
    public let subjectDomainPolicy: ASN1ObjectIdentifier

    /// The subject's policy counts as the issuer's.
    public init(
        issuerDomainPolicy: ASN1ObjectIdentifier, subjectDomainPolicy: ASN1ObjectIdentifier
    ) {
        self.issuerDomainPolicy = issuerDomainPolicy
        self.subjectDomainPolicy = subjectDomainPolicy
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        issuerDomainPolicy = try reader.objectIdentifier("issuerDomainPolicy")
        subjectDomainPolicy = try reader.objectIdentifier("subjectDomainPolicy")
        try reader.finish()
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            inside.objectIdentifier(issuerDomainPolicy)
            inside.objectIdentifier(subjectDomainPolicy)
        }
    }
}
