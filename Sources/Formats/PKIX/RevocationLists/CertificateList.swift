public import Cryptography
import SwiftASN1

/// A revocation list (CRL) and its signature: complete, delta or indirect.
///
/// ```
/// CertificateList  ::=  SEQUENCE  {
///     tbsCertList          TBSCertList,
///     signatureAlgorithm   AlgorithmIdentifier,
///     signatureValue       BIT STRING  }
/// ```
/// RFC 5280 §5.1. Every entry is checked once, when the list is read; after that, entries are
/// found in the bytes. Memory: the bytes, and what one entry takes. Reading and look-up cost one
/// pass.
public struct CertificateList: Sendable {
    public static let structure = Structure("CertificateList", "RFC 5280 §5.1")
    /// 256 MiB: some five million entries, more than any list in use, and one gigabyte less than
    /// what four octets of length could announce.
    public static let maximumBytes = 1 << 28
    /// 64 KiB for the name of the issuer and as much for the list's extensions, which are parsed
    /// into trees: distribution points with long lists of names stay below 10 KB.
    public static let maximumFieldBytes = 1 << 16
    /// Version 2 in the encoding; version 1 is absent.
    static let version2 = 1

    /// The list as it was read or made.
    public let derEncoded: [UInt8]
    public let issuer: DistinguishedName
    /// Milliseconds since 1970 UTC.
    public let thisUpdateMilliseconds: Int64
    /// Milliseconds since 1970 UTC; nil only in foreign lists. RFC 5280 §5.1.2.5 demands it.
    public let nextUpdateMilliseconds: Int64?
    public let extensions: Extensions
    /// The number of entries.
    public let entryCount: Int
    /// Whether an entry has a critical extension of an unknown type: the list must not be used to
    /// judge any certificate. RFC 5280 §5.3. Critical extensions of the list stand in `extensions`
    /// for the caller to judge.
    public let hasUnknownCriticalEntryExtension: Bool
    /// Whether an entry names its certificate's issuer: the list is an indirect one.
    public let namesCertificateIssuers: Bool
    public let signatureAlgorithm: AlgorithmIdentifier
    /// The octets of the signature; empty only in foreign lists.
    public let signature: [UInt8]
    /// What a strict reading would have refused, in the order of the list, each defect once.
    public let warnings: [PKIXWarning]

    let toBeSignedRange: Range<Int>
    /// The concatenated entries.
    let entriesRange: Range<Int>
    let tolerance: Tolerance

    /// Reads a list and checks each entry.
    ///
    /// - Parameter tolerance: `.strict` for our own lists; `.tolerant` for foreign ones accepts
    ///   version 1, a missing nextUpdate, an empty issuer or list of entries, the other form of
    ///   Time, unknown reasons, unreadable invalidity dates and odd serial numbers. The encoding
    ///   around them is DER in both.
    /// - Throws: ``PKIXError``; the place names the field. `.tooLarge` above `maximumBytes`.
    public init(
        derEncoded bytes: [UInt8], tolerance: Tolerance = .strict,
        maximumBytes: Int = CertificateList.maximumBytes
    ) throws(PKIXError) {
        guard bytes.count <= maximumBytes else {
            throw .tooLarge(Self.structure.whole, maximumBytes: maximumBytes)
        }
        let parts = try CertificateListParts(bytes, DecodingContext(tolerance))
        derEncoded = bytes
        issuer = parts.issuer
        thisUpdateMilliseconds = parts.thisUpdateMilliseconds
        nextUpdateMilliseconds = parts.nextUpdateMilliseconds
        extensions = parts.extensions
        entryCount = parts.entryCount
        hasUnknownCriticalEntryExtension = parts.hasUnknownCriticalEntryExtension
        namesCertificateIssuers = parts.namesCertificateIssuers
        signatureAlgorithm = parts.signatureAlgorithm
        signature = parts.signature
        warnings = parts.defects.context.warnings
        toBeSignedRange = parts.toBeSignedRange
        entriesRange = parts.entriesRange
        self.tolerance = tolerance
    }

    /// Puts a list of our own together and reads it strictly: nothing leaves that a strict reader
    /// would refuse.
    ///
    /// - Throws: as `init(derEncoded:)`.
    public init(
        toBeSigned: [UInt8], signatureAlgorithm: AlgorithmIdentifier, signature: [UInt8]
    ) throws(PKIXError) {
        var tail = DERWriter()
        tail.raw(signatureAlgorithm.derEncoded)
        tail.bitString(signature)
        let contentCount = toBeSigned.count + tail.bytes.count
        var appender = ListAppender(capacity: ListAppender.size(ofContents: contentCount))
        appender.header(.sequence, contentCount: contentCount)
        appender.raw(toBeSigned)
        appender.raw(tail.bytes)
        try self.init(derEncoded: appender.bytes)
    }

    /// The signed bytes: a copy.
    public var toBeSigned: [UInt8] { Array(derEncoded[toBeSignedRange]) }

    /// Whether this key made the signature over the exact bytes. False also for algorithms that
    /// this product does not take, such as those with SHA-1. Says nothing of names, time or right
    /// to issue.
    public func isSigned(by key: PublicKey) -> Bool {
        guard let algorithm = SignatureAlgorithm(identifier: signatureAlgorithm) else {
            return false
        }
        return key.verifies(signature, of: toBeSigned, with: algorithm)
    }
}

/// Known extensions, nil where absent: a list with one that cannot be read was refused.
extension CertificateList {
    /// The number of the list.
    public var crlNumber: CRLNumber? { value() }

    /// Which certificates the list is about; nil for all of its issuer.
    public var issuingDistributionPoint: IssuingDistributionPoint? { value() }

    /// The complete list that a delta list starts from; nil for a complete list.
    public var deltaCRLIndicator: DeltaCRLIndicator? { value() }

    /// Since when expired certificates stay on the list.
    public var expiredCertsOnCRL: ExpiredCertsOnCRL? { value() }

    /// Cannot fail for what is there: ``CertificateListParts`` decoded the same bytes before.
    private func value<Value: ExtensionValue>() -> Value? {
        (try? extensions.value(of: Value.self, tolerance: tolerance)) ?? nil
    }
}
