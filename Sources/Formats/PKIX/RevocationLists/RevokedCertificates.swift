/// The entries of a list in their order, each made when it is asked for.
public struct RevokedCertificates: Sequence, Sendable {
    let list: CertificateList

    public func makeIterator() -> Iterator {
        Iterator(list: list)
    }

    public var underestimatedCount: Int { list.entryCount }

    public struct Iterator: IteratorProtocol {
        private let tolerance: Tolerance
        private var cursor: ListCursor

        init(list: CertificateList) {
            tolerance = list.tolerance
            cursor = ListCursor(list.derEncoded, in: list.entriesRange)
        }

        public mutating func next() -> RevokedCertificate? {
            guard !cursor.isAtEnd else { return nil }
            let context = DecodingContext(tolerance)
            var defects = ListDefects(context)
            // Cannot fail: the same bytes were read in the same way when the list was.
            guard let entry = try? ListEntry(&cursor, &defects) else { return nil }
            return try? RevokedCertificate(entry, in: cursor.bytes, context)
        }
    }
}

extension CertificateList {
    /// The entries in their order.
    public var entries: RevokedCertificates { RevokedCertificates(list: self) }

    /// The entry of a certificate, or nil; of several the first. One pass over the list.
    ///
    /// - Parameter issuer: who issued the certificate, where it is not the issuer of the list. In an
    ///   indirect list an entry is about the issuer that it, or the last entry before it that names
    ///   one, names; about the list's issuer before that. RFC 5280 §5.3.3.
    public func entry(
        of serialNumber: SerialNumber, issuedBy issuer: DistinguishedName? = nil
    ) -> RevokedCertificate? {
        let issuer = issuer ?? self.issuer
        let wanted = serialNumber.integerOctets
        let context = DecodingContext(tolerance)
        var defects = ListDefects(context)
        var cursor = ListCursor(derEncoded, in: entriesRange)
        var isAboutIssuer = self.issuer.matches(issuer)
        guard isAboutIssuer || namesCertificateIssuers else { return nil }
        while !cursor.isAtEnd, let entry = try? ListEntry(&cursor, &defects) {
            if let names = entry.certificateIssuer {
                let named = try? CertificateIssuer(derEncoded: cursor.copy(names), context)
                isAboutIssuer = named?.contains(issuer) ?? false
            }
            if isAboutIssuer, cursor.bytes[entry.serial].elementsEqual(wanted) {
                return try? RevokedCertificate(entry, in: cursor.bytes, context)
            }
        }
        return nil
    }
}
