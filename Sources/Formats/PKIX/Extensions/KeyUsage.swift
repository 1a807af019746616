public import SwiftASN1

/// What the key may be used for.
///
/// ```
/// KeyUsage ::= BIT STRING { digitalSignature (0), nonRepudiation (1), keyEncipherment (2),
///     dataEncipherment (3), keyAgreement (4), keyCertSign (5), cRLSign (6), encipherOnly (7),
///     decipherOnly (8) }
/// ```
/// RFC 5280 §4.2.1.3.
public struct KeyUsage: ExtensionValue {
    public static let structure = Structure("KeyUsage", "RFC 5280 §4.2.1.3")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 15]

    /// Named as in RFC 5280; the raw value is the number of the bit.
    public enum Usage: Int, CaseIterable, Sendable {
        case digitalSignature
        /// X.509 of today calls it contentCommitment.
        case nonRepudiation
        case keyEncipherment, dataEncipherment, keyAgreement, keyCertSign, cRLSign
        case encipherOnly, decipherOnly
    }

    public let usages: Set<Usage>

    /// - Precondition: at least one usage.
    public init(_ usages: Set<Usage>) {
        precondition(!usages.isEmpty)
        self.usages = usages
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        guard node.identifier == .bitString else { throw .unexpectedType(Self.structure.whole) }
        let bits = try node.namedBits(at: Self.structure.whole, context)
        usages = Set(bits.compactMap(Usage.init))
        if usages.count != bits.count { try context.tolerate(.outOfRange(Self.structure.whole)) }
        if usages.isEmpty { try context.tolerate(.missing(Self.structure.whole)) }
    }

    public func encode(into writer: inout DERWriter) {
        writer.namedBits(Set(usages.map(\.rawValue)))
    }

    public func contains(_ usage: Usage) -> Bool { usages.contains(usage) }
}
