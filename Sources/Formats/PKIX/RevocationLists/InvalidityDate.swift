public import SwiftASN1

/// From when a key is known or suspected to be compromised, or a certificate to be invalid.
///
/// ```
/// InvalidityDate ::= GeneralizedTime
/// ```
/// RFC 5280 §5.3.2. Never critical; may lie before the revocation date.
public struct InvalidityDate: ExtensionValue {
    public static let structure = Structure("InvalidityDate", "RFC 5280 §5.3.2")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 24]

    /// Milliseconds since 1970 UTC, a whole second.
    public let milliseconds: Int64

    /// A date; fractions of a second are cut off.
    ///
    /// - Throws: `.outOfRange` outside the years 1950 to 9999.
    public init(milliseconds: Int64) throws(PKIXError) {
        self.milliseconds = try Time.wholeSecond(milliseconds, at: Self.structure.whole)
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        milliseconds = try Time.generalized(node, at: Self.structure.whole, context)
    }

    public func encode(into writer: inout DERWriter) {
        Time.encodeGeneralized(milliseconds, into: &writer)
    }
}
