public import SwiftASN1

/// When the private key may sign, where that is not as long as the certificate is valid.
///
/// ```
/// PrivateKeyUsagePeriod ::= SEQUENCE {
///     notBefore [0] GeneralizedTime OPTIONAL,
///     notAfter  [1] GeneralizedTime OPTIONAL }
/// ```
/// RFC 3280 §4.2.1.4, RFC 5280 appendix A.2.
public struct PrivateKeyUsagePeriod: ExtensionValue {
    public static let structure = Structure("PrivateKeyUsagePeriod", "RFC 3280 §4.2.1.4")
    public static let oid: ASN1ObjectIdentifier = [2, 5, 29, 16]

    /// Milliseconds since 1970 UTC, a whole second.
    public let notBeforeMilliseconds: Int64?
    /// Milliseconds since 1970 UTC, a whole second, which belongs to the period.
    public let notAfterMilliseconds: Int64?

    /// A period; both ends are cut to whole seconds.
    ///
    /// - Throws: `.inconsistent` if it ends before it begins.
    public init(
        notBeforeMilliseconds: Int64, notAfterMilliseconds: Int64
    ) throws(PKIXError) {
        let period = try Validity(
            notBeforeMilliseconds: notBeforeMilliseconds,
            notAfterMilliseconds: notAfterMilliseconds)
        self.notBeforeMilliseconds = period.notBeforeMilliseconds
        self.notAfterMilliseconds = period.notAfterMilliseconds
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        notBeforeMilliseconds =
            if let time = reader.optional(tag: 0) {
                try Time.decodeGeneralized(time, at: Self.structure.at("notBefore"), context)
            } else { nil }
        notAfterMilliseconds =
            if let time = reader.optional(tag: 1) {
                try Time.decodeGeneralized(time, at: Self.structure.at("notAfter"), context)
            } else { nil }
        try reader.finish()
        if notBeforeMilliseconds == nil, notAfterMilliseconds == nil {
            try context.tolerate(.missing(Self.structure.at("notBefore")))
        }
        if let notBeforeMilliseconds, let notAfterMilliseconds,
            notAfterMilliseconds < notBeforeMilliseconds
        {
            try context.tolerate(.inconsistent(Self.structure.at("notAfter")))
        }
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            if let notBeforeMilliseconds {
                Time.encodeGeneralized(notBeforeMilliseconds, into: &inside, .context(0))
            }
            if let notAfterMilliseconds {
                Time.encodeGeneralized(notAfterMilliseconds, into: &inside, .context(1))
            }
        }
    }
}
