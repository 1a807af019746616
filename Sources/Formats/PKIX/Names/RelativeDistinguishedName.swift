public import SwiftASN1

/// One step of a name: an attribute, or several that count as one.
///
/// ```
/// RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue
/// ```
/// RFC 5280 §4.1.2.4.
public struct RelativeDistinguishedName: DERCodable {
    public static let structure = Structure("RelativeDistinguishedName", "RFC 5280 §4.1.2.4")

    /// In the order of the encoding.
    public let attributes: [NameAttribute]

    /// A step of one attribute.
    public init(_ attribute: NameAttribute) {
        attributes = [attribute]
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        guard node.identifier == .set else { throw .unexpectedType(Self.structure.whole) }
        try self.init(contentsOf: node, context)
    }

    /// Reads a step whose tag, perhaps an implicit one, the caller has checked.
    init(contentsOf node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, nil, as: Self.structure, context)
        let nodes = reader.rest()
        guard !nodes.isEmpty else { throw .missing(Self.structure.whole) }
        if !DEROrder.isSorted(nodes.map(\.encoded)) {
            try context.tolerate(.unordered(Self.structure.whole))
        }
        var attributes: [NameAttribute] = []
        for node in nodes { attributes.append(try NameAttribute(from: node, context)) }
        self.attributes = attributes
    }

    public func encode(into writer: inout DERWriter) {
        writer.setOf(attributes.map(\.derEncoded))
    }
}
