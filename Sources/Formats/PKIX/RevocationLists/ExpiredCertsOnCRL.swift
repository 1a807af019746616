public import SwiftASN1

/// Says that revoked certificates stay on the list after they expire.
///
/// ```
/// ExpiredCertsOnCRL ::= GeneralizedTime
/// ```
/// ITU-T X.509 (10/2019) §9.5.2.8. Never critical.
public struct ExpiredCertsOnCRL: ExtensionValue {
    public static let structure = Structure("ExpiredCertsOnCRL", "X.509 §9.5.2.8")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 60]

    /// Certificates that expired at this moment or later stay on the list. Milliseconds since 1970
    /// UTC, a whole second.
    public let sinceMilliseconds: Int64

    /// A promise that begins at a moment; fractions of a second are cut off.
    ///
    /// - Throws: `.outOfRange` outside the years 1950 to 9999.
    public init(sinceMilliseconds: Int64) throws(PKIXError) {
        self.sinceMilliseconds = try Time.wholeSecond(
            sinceMilliseconds, at: Self.structure.whole)
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        sinceMilliseconds = try Time.generalized(node, at: Self.structure.whole, context)
    }

    public func encode(into writer: inout DERWriter) {
        Time.encodeGeneralized(sinceMilliseconds, into: &writer)
    }
}
