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
        guard namesCertificateIssuers else {
            guard issuer?.matches(self.issuer) ?? true else { return nil }
            return firstEntry(of: serialNumber)
        }
        let issuer = issuer ?? self.issuer
        var isAboutIssuer = self.issuer.matches(issuer)
        return entries.first { entry in
            if let named = entry.certificateIssuer { isAboutIssuer = named.contains(issuer) }
            return isAboutIssuer && entry.serialNumber == serialNumber
        }
    }

    /// Compares serial numbers in place and reads nothing but the entry that it finds.
    private func firstEntry(of serialNumber: SerialNumber) -> RevokedCertificate? {
        let wanted = serialNumber.integerOctets
        var cursor = ListCursor(derEncoded, in: entriesRange)
        // Cannot fail: the same bytes were read when the list was.
        while let entry = try? cursor.optional(.sequence, "revokedCertificates") {
            var fields = cursor.inside(entry)
            guard let serial = try? fields.next(.integer, "userCertificate").contents,
                serial.count == wanted.count, derEncoded[serial].elementsEqual(wanted)
            else { continue }
            let context = DecodingContext(tolerance)
            var defects = ListDefects(context)
            var found = ListCursor(derEncoded, in: entry.whole)
            guard let entry = try? ListEntry(&found, &defects) else { return nil }
            return try? RevokedCertificate(entry, in: derEncoded, context)
        }
        return nil
    }
}
