public import Cryptography
import SwiftASN1

/// What the issuer of a revocation list signs. Always version 2 (CP 9.2, A2.2).
///
/// ```
/// TBSCertList  ::=  SEQUENCE  {
///     version                 Version,                          -- v2
///     signature               AlgorithmIdentifier,
///     issuer                  Name,
///     thisUpdate              Time,
///     nextUpdate              Time,
///     revokedCertificates     SEQUENCE OF SEQUENCE { … } OPTIONAL,
///     crlExtensions           [0] EXPLICIT Extensions OPTIONAL }
/// ```
/// RFC 5280 §5.1.2. Encoding costs one copy of the entries and nothing else that grows with them.
public struct TBSCertList: Sendable {
    public static let structure = CertificateList.structure

    public let signature: AlgorithmIdentifier
    public let issuer: DistinguishedName
    /// Milliseconds since 1970 UTC, a whole second.
    public let thisUpdateMilliseconds: Int64
    /// Milliseconds since 1970 UTC, a whole second.
    public let nextUpdateMilliseconds: Int64
    /// Each one the `derEncoded` of a ``RevokedCertificate``; in this order.
    public let entries: [[UInt8]]
    public let extensions: Extensions

    /// A list of our own.
    ///
    /// - Parameter entries: each one the `derEncoded` of a ``RevokedCertificate``, which is not
    ///   looked into here: ``CertificateList/init(toBeSigned:signatureAlgorithm:signature:)`` and
    ///   every reader check it.
    /// - Throws: `.missing` for an empty issuer, `.outOfRange` for a time outside the years 1950 to
    ///   9999, `.inconsistent` unless the list ends after it begins.
    public init(
        signature: AlgorithmIdentifier, issuer: DistinguishedName, thisUpdateMilliseconds: Int64,
        nextUpdateMilliseconds: Int64, entries: [[UInt8]], extensions: Extensions
    ) throws(PKIXError) {
        guard !issuer.isEmpty else { throw .missing(Self.structure.at("issuer")) }
        self.signature = signature
        self.issuer = issuer
        self.thisUpdateMilliseconds = try Time.wholeSecond(
            thisUpdateMilliseconds, at: Self.structure.at("thisUpdate"))
        self.nextUpdateMilliseconds = try Time.wholeSecond(
            nextUpdateMilliseconds, at: Self.structure.at("nextUpdate"))
        guard self.thisUpdateMilliseconds < self.nextUpdateMilliseconds else {
            throw .inconsistent(Self.structure.at("nextUpdate"))
        }
        self.entries = entries
        self.extensions = extensions
    }

    /// The bytes to be signed.
    public var derEncoded: [UInt8] {
        let head = encodedHead
        let tail = encodedTail
        let entriesCount = entries.reduce(0) { $0 + $1.count }
        // An empty list is left out. RFC 5280 §5.1.2.6.
        let listCount = entries.isEmpty ? 0 : ListAppender.size(ofContents: entriesCount)
        let contentCount = head.count + listCount + tail.count
        var appender = ListAppender(capacity: ListAppender.size(ofContents: contentCount))
        appender.header(.sequence, contentCount: contentCount)
        appender.raw(head)
        if !entries.isEmpty {
            appender.header(.sequence, contentCount: entriesCount)
            for entry in entries { appender.raw(entry) }
        }
        appender.raw(tail)
        return appender.bytes
    }

    /// The fields before the entries.
    private var encodedHead: [UInt8] {
        var writer = DERWriter()
        writer.integer(CertificateList.version2)
        writer.raw(signature.derEncoded)
        issuer.encode(into: &writer)
        Time.encode(thisUpdateMilliseconds, into: &writer)
        Time.encode(nextUpdateMilliseconds, into: &writer)
        return writer.bytes
    }

    /// The extensions; no octets where there are none.
    private var encodedTail: [UInt8] {
        var writer = DERWriter()
        if !extensions.isEmpty { writer.explicit(0) { extensions.encode(into: &$0) } }
        return writer.bytes
    }
}
