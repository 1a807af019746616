public import SwiftASN1

/// Why the certificate of an entry is revoked.
///
/// ```
/// CRLReason ::= ENUMERATED { … }
/// ```
/// RFC 5280 §5.3.1. Never critical. `unspecified` is left out rather than written.
public struct ReasonCode: ExtensionValue {
    public static let structure = Structure("CRLReason", "RFC 5280 §5.3.1")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 21]

    public let reason: RevocationReason

    /// The code of a reason.
    public init(_ reason: RevocationReason) {
        self.reason = reason
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        guard node.identifier == .enumerated else {
            throw .unexpectedType(Self.structure.whole)
        }
        let code = try node.integer(at: Self.structure.whole, context)
        guard let reason = RevocationReason(rawValue: code) else {
            throw .outOfRange(Self.structure.whole)
        }
        self.reason = reason
    }

    public func encode(into writer: inout DERWriter) {
        writer.integer(reason.rawValue, .enumerated)
    }
}
