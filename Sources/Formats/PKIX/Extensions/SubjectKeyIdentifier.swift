public import SwiftASN1

/// A short name of the subject's key.
///
/// ```
/// SubjectKeyIdentifier ::= KeyIdentifier
/// KeyIdentifier ::= OCTET STRING
/// ```
/// RFC 5280 §4.2.1.2. Ours is that of RFC 7093 §2 method 1.
public struct SubjectKeyIdentifier: ExtensionValue {
    public static let structure = Structure("SubjectKeyIdentifier", "RFC 5280 §4.2.1.2")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 14]

    public let keyIdentifier: [UInt8]

    /// An identifier, commonly of 20 octets.
    public init(_ keyIdentifier: [UInt8]) {
        self.keyIdentifier = keyIdentifier
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        guard node.identifier == .octetString else {
            throw .unexpectedType(Self.structure.whole)
        }
        keyIdentifier = try node.octets(at: Self.structure.whole, context)
    }

    public func encode(into writer: inout DERWriter) {
        writer.octetString(keyIdentifier)
    }
}
