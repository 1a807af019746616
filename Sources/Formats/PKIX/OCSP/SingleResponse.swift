public import SwiftASN1

/// The status of one certificate.
///
/// ```
/// SingleResponse ::= SEQUENCE {
///     certID                  CertID,
///     certStatus              CertStatus,
///     thisUpdate              GeneralizedTime,
///     nextUpdate          [0] EXPLICIT GeneralizedTime OPTIONAL,
///     singleExtensions    [1] EXPLICIT Extensions OPTIONAL }
/// ```
/// RFC 6960 §4.2.1.
public struct SingleResponse: DERCodable {
    public static let structure = Structure("SingleResponse", "RFC 6960 §4.2.1")

    public let certID: CertID
    public let status: Status
    /// When the status was known to be right. Milliseconds since 1970 UTC, a whole second.
    public let thisUpdateMilliseconds: Int64
    /// When newer status will be there at the latest; nil means at any time. Milliseconds since
    /// 1970 UTC, a whole second.
    public let nextUpdateMilliseconds: Int64?
    public let extensions: Extensions

    /// An answer of our own; times are cut to whole seconds.
    ///
    /// - Throws: `.outOfRange` for a time outside the years 1950 to 9999, `.inconsistent` unless
    ///   nextUpdate is after thisUpdate.
    public init(
        certID: CertID, status: Status, thisUpdateMilliseconds: Int64,
        nextUpdateMilliseconds: Int64?, extensions: Extensions = .none
    ) throws(PKIXError) {
        self.certID = certID
        self.status = try status.inWholeSeconds()
        self.thisUpdateMilliseconds = try Time.wholeSecond(
            thisUpdateMilliseconds, at: Self.structure.at("thisUpdate"))
        let place = Self.structure.at("nextUpdate")
        self.nextUpdateMilliseconds = try nextUpdateMilliseconds.map { (time) throws(PKIXError) in
            try Time.wholeSecond(time, at: place)
        }
        if let end = self.nextUpdateMilliseconds, end <= self.thisUpdateMilliseconds {
            throw .inconsistent(place)
        }
        self.extensions = extensions
    }

    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var reader = try DERReader(node, as: Self.structure, context)
        certID = try CertID(from: reader.next("certID"), context)
        status = try Status(from: reader.next("certStatus"), context)
        thisUpdateMilliseconds = try Time.generalized(
            reader.next("thisUpdate"), at: Self.structure.at("thisUpdate"), context)
        nextUpdateMilliseconds = try reader.optional(tag: 0).map { (tagged) throws(PKIXError) in
            let place = Self.structure.at("nextUpdate")
            return try Time.generalized(tagged.explicit(at: place), at: place, context)
        }
        extensions = try reader.extensions(tag: 1, "singleExtensions")
        try reader.finish()
    }

    public func encode(into writer: inout DERWriter) {
        writer.sequence { inside in
            certID.encode(into: &inside)
            status.encode(into: &inside)
            Time.encodeGeneralized(thisUpdateMilliseconds, into: &inside)
            if let nextUpdateMilliseconds {
                inside.explicit(0) { Time.encodeGeneralized(nextUpdateMilliseconds, into: &$0) }
            }
            inside.extensions(extensions, tag: 1)
        }
    }
}
