public import SwiftASN1

/// How far back a responder keeps the status of expired certificates.
///
/// ```
/// ArchiveCutoff ::= GeneralizedTime
/// ```
/// RFC 6960 §4.4.4. Never critical; stands in single responses.
public struct ArchiveCutoff: ExtensionValue {
    public static let structure = Structure("ArchiveCutoff", "RFC 6960 §4.4.4")
    public static let oid: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 48, 1, 6]

    /// Certificates that expired at this moment or later are answered for. Milliseconds since 1970
    /// UTC, a whole second.
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
