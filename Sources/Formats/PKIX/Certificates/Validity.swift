public import SwiftASN1

/// From when until when a certificate is valid; both ends belong to the period.
///
/// ```
/// Validity ::= SEQUENCE { notBefore Time, notAfter Time }
/// ```
/// RFC 5280 §4.1.2.5.
public struct Validity: DERCodable {
    public static let structure = Structure("Validity", "RFC 5280 §4.1.2.5")

    /// Milliseconds since 1970 UTC, a whole second.
    public let notBeforeMilliseconds: Int64
    /// Milliseconds since 1970 UTC, a whole second: valid until that second has passed.
    public let notAfterMilliseconds: Int64

    /// A period; both ends are cut to whole seconds, as the encoding holds no more.
    ///
    /// - Throws: `.outOfRange` before 1950 or after 9999, `.inconsistent` if it ends before it
    ///   begins.
    public init(notBeforeMilliseconds: Int64, notAfterMilliseconds: Int64) throws(PKIXError) {
        let encodable = Time.earliestMilliseconds..<Time.latestMilliseconds + 1000
        guard encodable.contains(notBeforeMilliseconds) else {
            throw .outOfRange(Self.structure.at("notBefore"))
        }
        guard encodable.contains(notAfterMilliseconds) else {
            throw .outOfRange(Self.structure.at("notAfter"))
        }
        self.notBeforeMilliseconds = notBeforeMilliseconds.flooredSeconds * 1000
        self.notAfterMilliseconds = notAfterMilliseconds.flooredSeconds * 1000
        guard self.notBeforeMilliseconds <= self.notAfterMilliseconds else {
            throw .inconsistent(Self.structure.at("notAfter"))
        }
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        notBeforeMilliseconds = try Time.decode(
            reader.next("notBefore"), at: Self.structure.at("notBefore"), context)
        notAfterMilliseconds = try Time.decode(
            reader.next("notAfter"), at: Self.structure.at("notAfter"), context)
        try reader.finish()
        if notAfterMilliseconds < notBeforeMilliseconds {
            try context.tolerate(.inconsistent(Self.structure.at("notAfter")))
        }
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            Time.encode(notBeforeMilliseconds, into: &inside)
            Time.encode(notAfterMilliseconds, into: &inside)
        }
    }

    /// Whether a moment lies within the period, to the end of its last second.
    public func contains(atMilliseconds moment: Int64) -> Bool {
        notBeforeMilliseconds <= moment && moment < notAfterMilliseconds + 1000
    }
}
