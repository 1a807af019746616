public import SwiftASN1

/// Further names of the subject.
///
/// ```
/// SubjectAltName ::= GeneralNames
/// GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName
/// ```
/// RFC 5280 §4.2.1.6.
public struct SubjectAlternativeName: ExtensionValue {
    public static let structure = Structure("SubjectAltName", "RFC 5280 §4.2.1.6")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 17]

    public let names: [GeneralName]

    /// - Precondition: at least one name.
    public init(_ names: [GeneralName]) {
        precondition(!names.isEmpty)
        self.names = names
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        names = try GeneralName.decodeList(node, of: Self.structure, context)
    }

    public func encode(into writer: inout DERWriter) {
        writer.list(names)
    }
}
