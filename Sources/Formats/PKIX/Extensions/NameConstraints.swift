public import SwiftASN1

/// Within which names the subjects below an authority must lie.
///
/// ```
/// NameConstraints ::= SEQUENCE {
///     permittedSubtrees [0] GeneralSubtrees OPTIONAL,
///     excludedSubtrees  [1] GeneralSubtrees OPTIONAL }
/// GeneralSubtrees ::= SEQUENCE SIZE (1..MAX) OF GeneralSubtree
/// ```
/// RFC 5280 §4.2.1.10.
public struct NameConstraints: ExtensionValue {
    public static let structure = Structure("NameConstraints", "RFC 5280 §4.2.1.10")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 30]

    /// Empty where the field is absent.
    public let permitted: [GeneralName]
    /// Empty where the field is absent.
    public let excluded: [GeneralName]

    /// - Precondition: at least one subtree.
    public init(permitted: [GeneralName], excluded: [GeneralName]) {
        precondition(!permitted.isEmpty || !excluded.isEmpty)
        self.permitted = permitted
        self.excluded = excluded
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        permitted = try Self.subtrees(reader.optional(tag: 0), context)
        excluded = try Self.subtrees(reader.optional(tag: 1), context)
        try reader.finish()
        if permitted.isEmpty, excluded.isEmpty {
            try context.tolerate(.missing(Self.structure.at("permittedSubtrees")))
        }
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            for (number, names) in [(UInt8(0), permitted), (1, excluded)] where !names.isEmpty {
                inside.list(names.map(GeneralSubtree.init(base:)), .contextConstructed(number))
            }
        }
    }

    private static func subtrees(
        _ node: ASN1Node?, _ context: DecodingContext
    ) throws(PKIXError) -> [GeneralName] {
        guard let node else { return [] }
        return try GeneralSubtree.decodeList(node, nil, of: structure, context).map(\.base)
    }
}

/// The names below a base.
///
/// ```
/// GeneralSubtree ::= SEQUENCE {
///     base        GeneralName,
///     minimum [0] BaseDistance DEFAULT 0,
///     maximum [1] BaseDistance OPTIONAL }
/// ```
/// RFC 5280 §4.2.1.10, which allows no other minimum than 0 and no maximum.
private struct GeneralSubtree: DERCodable {
    static let structure = Structure("GeneralSubtree", "RFC 5280 §4.2.1.10")

    let base: GeneralName

    init(base: GeneralName) {
        self.base = base
    }

    init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        base = try GeneralName(from: reader.next("base"), context)
        if let minimum = reader.optional(tag: 0) {
            let place = Self.structure.at("minimum")
            guard try minimum.integer(at: place, context) == 0 else { throw .unsupported(place) }
            try context.tolerate(.encodedDefault(place))
        }
        guard reader.optional(tag: 1) == nil else {
            throw .unsupported(Self.structure.at("maximum"))
        }
        try reader.finish()
    }

    func encode(into writer: inout DERWriter) {
        writer.sequence { base.encode(into: &$0) }
    }
}
