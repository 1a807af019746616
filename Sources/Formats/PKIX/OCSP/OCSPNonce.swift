public import SwiftASN1

/// Octets by which a client knows that a response was made for its request.
///
/// ```
/// Nonce ::= OCTET STRING (SIZE (1..128))
/// ```
/// RFC 9654 §2.1. Other lengths make a malformed request.
public struct OCSPNonce: ExtensionValue {
    public static let structure = Structure("Nonce", "RFC 9654 §2.1")
    public static let oid: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 48, 1, 2]
    public static let lengths = 1...128

    /// 1 to 128 octets.
    public let octets: [UInt8]

    /// - Throws: `.outOfRange` unless there are 1 to 128 octets.
    public init(_ octets: [UInt8]) throws(PKIXError) {
        guard Self.lengths.contains(octets.count) else {
            throw .outOfRange(Self.structure.whole)
        }
        self.octets = octets
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        guard node.identifier == .octetString else {
            throw .unexpectedType(Self.structure.whole)
        }
        try self.init(node.octets(at: Self.structure.whole, context))
    }

    public func encode(into writer: inout DERWriter) {
        writer.octetString(octets)
    }
}
