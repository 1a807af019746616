public import SwiftASN1

/// The status of this responder certificate need not be asked while it is valid.
///
/// ```
/// id-pkix-ocsp-nocheck: NULL
/// ```
/// RFC 6960 §4.2.2.2.1.
public struct OCSPNoCheck: ExtensionValue {
    public static let structure = Structure("OCSPNoCheck", "RFC 6960 §4.2.2.2.1")
    public static let oid: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 48, 1, 5]

    /// The only value.
    public init() {}

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        guard node.identifier == .null else { throw .unexpectedType(Self.structure.whole) }
        try node.null(at: Self.structure.whole)
    }

    public func encode(into writer: inout DERWriter) {
        writer.null()
    }
}
