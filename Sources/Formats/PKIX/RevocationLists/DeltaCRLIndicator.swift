public import SwiftASN1

/// Says that a list is a delta list, and which complete list it starts from.
///
/// ```
/// BaseCRLNumber ::= CRLNumber
/// ```
/// RFC 5280 §5.2.4. Always critical.
public struct DeltaCRLIndicator: ExtensionValue {
    public static let structure = Structure("BaseCRLNumber", "RFC 5280 §5.2.4")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 27]

    /// The number of the complete list.
    public let baseNumber: CRLNumber

    /// An indicator for the list of that number.
    public init(baseNumber: CRLNumber) {
        self.baseNumber = baseNumber
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        baseNumber = try CRLNumber(from: node, as: Self.structure, context)
    }

    public func encode(into writer: inout DERWriter) {
        baseNumber.encode(into: &writer)
    }
}
