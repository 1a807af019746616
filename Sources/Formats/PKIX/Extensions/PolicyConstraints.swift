public import SwiftASN1

/// From where in a path policies must be explicit, and may no longer be mapped.
///
/// ```
/// PolicyConstraints ::= SEQUENCE {
///     requireExplicitPolicy [0] SkipCerts OPTIONAL,
///     inhibitPolicyMapping  [1] SkipCerts OPTIONAL }
/// SkipCerts ::= INTEGER (0..MAX)
/// ```
/// RFC 5280 §4.2.1.11.
public struct PolicyConstraints: ExtensionValue {
    public static let structure = Structure("PolicyConstraints", "RFC 5280 §4.2.1.11")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 36]

    /// After how many further certificates; nil without this constraint.
    public let requireExplicitPolicy: Int?
    /// After how many further certificates; nil without this constraint.
    public let inhibitPolicyMapping: Int?

    /// - Precondition: at least one constraint, none negative.
    public init(requireExplicitPolicy: Int?, inhibitPolicyMapping: Int?) {
        precondition(requireExplicitPolicy != nil || inhibitPolicyMapping != nil)
        precondition(requireExplicitPolicy ?? 0 >= 0 && inhibitPolicyMapping ?? 0 >= 0)
        self.requireExplicitPolicy = requireExplicitPolicy
        self.inhibitPolicyMapping = inhibitPolicyMapping
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        requireExplicitPolicy = try Self.skipCertificates(
            reader.optional(tag: 0), "requireExplicitPolicy", context)
        inhibitPolicyMapping = try Self.skipCertificates(
            reader.optional(tag: 1), "inhibitPolicyMapping", context)
        try reader.finish()
        if requireExplicitPolicy == nil, inhibitPolicyMapping == nil {
            try context.tolerate(.missing(Self.structure.at("requireExplicitPolicy")))
        }
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            if let requireExplicitPolicy { inside.integer(requireExplicitPolicy, .context(0)) }
            if let inhibitPolicyMapping { inside.integer(inhibitPolicyMapping, .context(1)) }
        }
    }

    private static func skipCertificates(
        _ node: ASN1Node?, _ field: String, _ context: DecodingContext
    ) throws(PKIXError) -> Int? {
        guard let node else { return nil }
        let count = try node.integer(at: structure.at(field), context)
        guard count >= 0 else { throw .outOfRange(structure.at(field)) }
        return count
    }
}
