public import SwiftASN1

/// Whether the subject is an authority, and how many authorities may stand below it.
///
/// ```
/// BasicConstraints ::= SEQUENCE {
///     cA                BOOLEAN DEFAULT FALSE,
///     pathLenConstraint INTEGER (0..MAX) OPTIONAL }
/// ```
/// RFC 5280 §4.2.1.9.
public enum BasicConstraints: ExtensionValue {
    public static let structure = Structure("BasicConstraints", "RFC 5280 §4.2.1.9")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 19]

    case endEntity
    /// The number of authorities that may follow, self-issued ones not counted; nil without limit.
    case authority(pathLength: Int?)

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        let isAuthority = try reader.boolean("cA", default: false)
        let pathLength = reader.isAtEnd ? nil : try reader.integer("pathLenConstraint")
        try reader.finish()
        let place = Self.structure.at("pathLenConstraint")
        if let pathLength, pathLength < 0 { throw .outOfRange(place) }
        if pathLength != nil, !isAuthority { try context.tolerate(.inconsistent(place)) }
        self = isAuthority ? .authority(pathLength: pathLength) : .endEntity
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            guard case .authority(let pathLength) = self else { return }
            inside.boolean(true)
            if let pathLength { inside.integer(pathLength) }
        }
    }
}
