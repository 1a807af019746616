public import SwiftASN1

/// From where in a path anyPolicy no longer stands for any policy.
///
/// ```
/// InhibitAnyPolicy ::= SkipCerts
/// ```
/// RFC 5280 §4.2.1.14.
public struct InhibitAnyPolicy: ExtensionValue {
    public static let structure = Structure("InhibitAnyPolicy", "RFC 5280 §4.2.1.14")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 54]

    /// After how many further certificates.
    public let skipCertificates: Int

    /// - Precondition: not negative.
    public init(skipCertificates: Int) {
        precondition(skipCertificates >= 0)
        self.skipCertificates = skipCertificates
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        guard node.identifier == .integer else { throw .unexpectedType(Self.structure.whole) }
        skipCertificates = try node.integer(at: Self.structure.whole, context)
        guard skipCertificates >= 0 else { throw .outOfRange(Self.structure.whole) }
    }

    public func encode(into writer: inout DERWriter) {
        writer.integer(skipCertificates)
    }
}
