public import SwiftASN1

/// One entry of a revocation list. Suspended certificates are entries with `certificateHold`.
///
/// ```
/// SEQUENCE {
///     userCertificate         CertificateSerialNumber,
///     revocationDate          Time,
///     crlEntryExtensions      Extensions OPTIONAL }
/// ```
/// RFC 5280 §5.1.2.6, §5.3. Encoded once, when it is made: lists are concatenations of entries.
public struct RevokedCertificate: DERCodable {
    public static let structure = Structure("RevokedCertificate", "RFC 5280 §5.1.2.6")

    public let serialNumber: SerialNumber
    /// Milliseconds since 1970 UTC, a whole second.
    public let revocationDateMilliseconds: Int64
    /// Nil where none is given, or where a foreign list gives a number that is none.
    public let reason: RevocationReason?
    /// Milliseconds since 1970 UTC, a whole second; nil where none is given.
    public let invalidityDateMilliseconds: Int64?
    /// Who issued the certificate, in an indirect list; nil means as the entry before.
    /// RFC 5280 §5.3.3.
    public let certificateIssuer: CertificateIssuer?
    /// Extensions of other types, in their order.
    public let otherExtensions: [Extension]
    /// The entry as it stands in the list.
    public let derEncoded: [UInt8]

    /// An entry of our own.
    ///
    /// - Parameter reason: `unspecified` is left out of the encoding. RFC 5280 §5.3.1.
    /// - Throws: `.outOfRange` for a date outside the years 1950 to 9999.
    public init(
        serialNumber: SerialNumber, revocationDateMilliseconds: Int64,
        reason: RevocationReason? = nil, invalidityDateMilliseconds: Int64? = nil,
        certificateIssuer: CertificateIssuer? = nil
    ) throws(PKIXError) {
        self.serialNumber = serialNumber
        self.revocationDateMilliseconds = try Time.wholeSecond(
            revocationDateMilliseconds, at: Self.structure.at("revocationDate"))
        self.reason = reason == .unspecified ? nil : reason
        let invalidity = try invalidityDateMilliseconds.map { (date) throws(PKIXError) in
            try InvalidityDate(milliseconds: date)
        }
        self.invalidityDateMilliseconds = invalidity?.milliseconds
        self.certificateIssuer = certificateIssuer
        otherExtensions = []
        var extensions: [Extension] = []
        if let reason = self.reason {
            extensions.append(ReasonCode(reason).asExtension(critical: false))
        }
        if let invalidity { extensions.append(invalidity.asExtension(critical: false)) }
        if let certificateIssuer {
            extensions.append(certificateIssuer.asExtension(critical: true))
        }
        derEncoded = Self.encode(
            serialNumber, self.revocationDateMilliseconds, extensions)
    }

    /// Reads an entry that stands alone, such as one stored for the next list.
    public init(from node: ASN1Node, _ context: DecodingContext) throws(PKIXError) {
        var cursor = ListCursor(node.encoded)
        var defects = ListDefects(context)
        let entry = try ListEntry(&cursor, &defects)
        try cursor.finish("revokedCertificates")
        try self.init(entry, in: cursor.bytes, context)
    }

    /// The value of fields that were read before.
    init(
        _ entry: ListEntry, in bytes: [UInt8], _ context: DecodingContext
    ) throws(PKIXError) {
        serialNumber = try SerialNumber(integerOctets: bytes[entry.serial], context)
        revocationDateMilliseconds = entry.revocationDateMilliseconds
        reason = entry.reason
        invalidityDateMilliseconds = entry.invalidityDateMilliseconds
        certificateIssuer = try entry.certificateIssuer.map { (range) throws(PKIXError) in
            try CertificateIssuer(derEncoded: Array(bytes[range]), context)
        }
        otherExtensions = try entry.others.map { (range) throws(PKIXError) in
            try Extension(derEncoded: Array(bytes[range]), context)
        }
        derEncoded = Array(bytes[entry.whole])
    }

    public func encode(into writer: inout DERWriter) {
        writer.raw(derEncoded)
    }

    private static func encode(
        _ serialNumber: SerialNumber, _ dateMilliseconds: Int64, _ extensions: [Extension]
    ) -> [UInt8] {
        var writer = DERWriter()
        writer.sequence { entry in
            serialNumber.encode(into: &entry)
            Time.encode(dateMilliseconds, into: &entry)
            guard !extensions.isEmpty else { return }
            entry.sequence { list in
                for element in extensions { element.encode(into: &list) }
            }
        }
        return writer.bytes
    }
}

extension SerialNumber {
    /// The number with these INTEGER contents.
    fileprivate init(
        integerOctets: ArraySlice<UInt8>, _ context: DecodingContext
    ) throws(PKIXError) {
        if let first = integerOctets.first, first < 0x80, integerOctets.count <= Self.maximumOctets,
            let number = try? SerialNumber(bytes: integerOctets)
        {
            self = number
            return
        }
        // Zero, negative and too long ones of foreign lists.
        var writer = DERWriter()
        writer.primitive(.integer, integerOctets)
        try self.init(derEncoded: writer.bytes, context)
    }
}
