import CanonicalJSON
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
        guard let id = record.application else { return nil }
        let own = try provenAddress(ofApplication: id)
        guard let subscriber = try get(Application.self, .text(id))?.subscriber else { return own }
        let count = "AND (from_at IS NULL OR from_at <= ?)"
        let brought = try contacts(
            of: subscriber, "AND application = ? \(count)", [.text(id), .integer(atMilliseconds)])
        // Where its own application brought none, the certificate may name one.
        guard own != nil || !brought.isEmpty else { return nil }
        let others = try contacts(
            of: subscriber, "AND application <> ? \(count)",
            [.text(id), .integer(atMilliseconds)])
        for key in brought + others where try !isGivenUp(key) {
            if let address = try address(of: key) { return address }
        }
        return own
    }

    private func isGivenUp(_ key: SubscriberKey) throws -> Bool {
        try contactEnd(of: key.subscriber, key.lookup)?.counts(atMilliseconds: atMilliseconds)
            ?? false
    }

    /// The address behind a key: what its application stated, or what was asked by its certificate later.
    func address(of key: SubscriberKey) throws -> String? {
        let proof = try contactProofs(of: key.application).last {
            $0.provenAtMilliseconds != nil && $0.lookup.utf8.elementsEqual(key.lookup.utf8)
        }
        guard let proof else { return nil }
        let asked = try? DossierVault.Reader(of: self).read(
            ContactProof.valueName(proof.number), dossier: key.application)
        guard let asked else { return try provenAddress(ofApplication: key.application) }
        return try JSONValue(parsing: asked)["emailAddress"]?.string
    }

    /// The oldest first; more than that many places nobody looks through.
    private func contacts(
        of subscriber: String, _ condition: String, _ parameters: [Value]
    ) throws -> [SubscriberKey] {
        try select(
            SubscriberKey.self, where: "subscriber = ? AND purpose = ? \(condition)",
            [.text(subscriber), .text(SubscriberKey.Purpose.contact.rawValue)] + parameters,
            orderBy: "entry", limit: KnownIdentity.maximumApplications)
    }

    /// From when on the contact that an application brought counts; nil where it does at once, or never will.
    package func contactBegin(broughtBy application: String) throws -> Int64? {
        try select(
            SubscriberKey.self, where: "application = ? AND purpose = ?",
            [.text(application), .text(SubscriberKey.Purpose.contact.rawValue)],
            orderBy: "entry", limit: 1
        ).first?.fromMilliseconds
    }

    /// From when on what an entry made wait comes about; nil where it was stopped.
    package func contactBegin(ofEntry entry: Int64) throws -> Int64? {
        try select(
            SubscriberKey.self, where: "entry = ? AND from_at IS NOT NULL", [.integer(entry)],
            limit: 1
        ).first?.fromMilliseconds
    }

    /// What waits, by the application that brought it, and from when it comes about: a contact that does not count yet, or
    /// one that is given up and counts until then.
    package func waitingContacts(
        of subscriber: String
    ) throws -> [(application: String, fromMilliseconds: Int64, isGivenUp: Bool)] {
        try select(
            SubscriberKey.self,
            where: "subscriber = ? AND purpose IN ('contact', 'contactEnd') AND from_at > ?",
            [.text(subscriber), .integer(atMilliseconds)], orderBy: "entry",
            limit: KnownIdentity.maximumApplications
        ).compactMap { key in
            key.fromMilliseconds.map { (key.application, $0, key.purpose == .contactEnd) }
        }
    }

    func provenAddress(ofApplication id: String) throws -> String? {
        guard let application = try get(Application.self, .text(id)),
            // A dossier that cannot be read is for the audit to find: the certificate may still hold an address.
            let address = try? statedAddress(of: application),
            try isProven(address, of: application)
        else { return nil }
        return address
    }
}

extension SubscriberKey {
    func counts(atMilliseconds now: Int64) -> Bool { fromMilliseconds.map { $0 <= now } ?? true }
}
