package import Issuance
package import Ledger
import PKIX

extension ReadableLedger {
    /// Where the subscriber of a certificate is told what concerns it: every notice to a subscriber asks this.
    ///
    /// The address of the application, where a code that was sent there came back (CP 5.7); as long as that one does not
    /// count yet, or was objected to, one that was proven before. Else the one in the
    /// certificate, which names it as unverified. Nil where neither is there: then nobody can be told by mail.
    package func subscriberAddress(of record: CertificateRecord) throws -> String? {
        if let proven = try provenAddress(of: record) { return proven }
        guard let der = record.certificate,
            let certificate = try? Certificate(derEncoded: der, tolerance: .tolerant)
        else { return nil }
        let names = try? certificate.tbsCertificate.extensions.value(
            of: SubjectAlternativeName.self, tolerance: .tolerant)
        return names?.names.lazy.compactMap { name in
            if case .rfc822Name(let address) = name { address } else { nil }
        }.first
    }

    private func provenAddress(of record: CertificateRecord) throws -> String? {
        guard let id = record.application, let own = try provenAddress(ofApplication: id),
            let subscriber = try get(Application.self, .text(id))?.subscriber
        else { return try record.application.flatMap { try provenAddress(ofApplication: $0) } }
        let lookup = contactLookup(of: own)
        let keys = try contacts(
            of: subscriber, "AND application = ? AND lookup = ?", [.text(id), .text(lookup)])
        guard !keys.contains(where: { $0.counts(atMilliseconds: atMilliseconds) }) else {
            return own
        }
        let others = try contacts(
            of: subscriber, "AND application <> ? AND (from_at IS NULL OR from_at <= ?)",
            [.text(id), .integer(atMilliseconds)])
        for other in others {
            if let address = try provenAddress(ofApplication: other.application),
                other.isOf(contactLookup(of: address))
            {
                return address
            }
        }
        return own
    }

    /// The oldest first; more than that many places nobody looks through.
    func contacts(
        of subscriber: String, _ condition: String, _ parameters: [Value]
    ) throws -> [SubscriberKey] {
        try select(
            SubscriberKey.self, where: "subscriber = ? AND purpose = ? \(condition)",
            [.text(subscriber), .text(SubscriberKey.Purpose.contact.rawValue)] + parameters,
            orderBy: "entry", limit: KnownIdentity.maximumApplications)
    }

    /// From when on all contacts that an application brought count; nil where they do at once, or never will.
    package func contactBegin(broughtBy application: String) throws -> Int64? {
        try select(
            SubscriberKey.self, where: "application = ? AND purpose = ?",
            [.text(application), .text(SubscriberKey.Purpose.contact.rawValue)]
        ).compactMap(\.fromMilliseconds).max()
    }

    /// Whether an application brought a contact that counts now: that its applicant is the subscriber was told to whoever
    /// was there before, and nobody objected in time.
    package func bringsContactThatCounts(_ application: Application) throws -> Bool {
        guard let subscriber = application.subscriber else { return false }
        return try contacts(of: subscriber, "AND application = ?", [.text(application.id)])
            .contains { $0.counts(atMilliseconds: atMilliseconds) }
    }

    /// Contacts that do not count yet, by the application that brought each, and from when they do.
    package func waitingContacts(
        of subscriber: String
    ) throws -> [(application: String, fromMilliseconds: Int64)] {
        try contacts(of: subscriber, "AND from_at > ?", [.integer(atMilliseconds)]).compactMap {
            key in key.fromMilliseconds.map { (key.application, $0) }
        }
    }

    func provenAddress(ofApplication id: String) throws -> String? {
        guard let application = try get(Application.self, .text(id)),
            // A dossier that cannot be read is for the audit to find: the certificate may still hold an address.
            let address = try? stated(.emailAddress, of: application),
            try isProven(address, of: application)
        else { return nil }
        return address
    }
}

extension SubscriberKey {
    func counts(atMilliseconds now: Int64) -> Bool { fromMilliseconds.map { $0 <= now } ?? true }

    func isOf(_ lookup: String) -> Bool { self.lookup.utf8.elementsEqual(lookup.utf8) }
}
