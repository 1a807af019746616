import CanonicalJSON
package import Issuance
package import Ledger
import PKIX

extension ReadableLedger {
    /// Where the subscriber of a certificate is told what concerns it: every notice to a subscriber asks this.
    ///
    /// The address of the application, where a code that was sent there came back (CP 5.7); as long as that one does not
    /// count yet, was objected to or given up, one that was proven before. Else the one in the
    /// certificate, which names it as unverified. Nil where neither is there: then nobody can be told by mail.
    package func subscriberAddress(of record: CertificateRecord) throws -> String? {
        if let counting = try countingAddress(of: record) { return counting }
        if let own = try record.application.flatMap({ try provenAddress(ofApplication: $0) }) {
            return own
        }
        guard let der = record.certificate,
            let certificate = try? Certificate(derEncoded: der, tolerance: .tolerant)
        else { return nil }
        let names = try? certificate.tbsCertificate.extensions.value(
            of: SubjectAlternativeName.self, tolerance: .tolerant)
        return names?.names.lazy.compactMap { name in
            if case .rfc822Name(let address) = name { address } else { nil }
        }.first
    }

    /// The part of it that was proven and counts.
    func countingAddress(of record: CertificateRecord) throws -> String? {
        guard let id = record.application else { return nil }
        guard let subscriber = try get(Application.self, .text(id))?.subscriber else {
            return try provenAddress(ofApplication: id)
        }
        let own = try countingContacts(of: subscriber, "AND application = ?", [.text(id)])
        for key in own {
            if let address = try address(of: key) { return address }
        }
        // Others stand in for what it proved and does not count, be it a number. Where it proved nothing, the
        // certificate may name an address; where its number counts, that suffices.
        guard
            try provenAddress(ofApplication: id) != nil
                || own.isEmpty && provenTelephone(ofApplication: id) != nil
        else { return nil }
        for key in try countingContacts(of: subscriber, "AND application <> ?", [.text(id)]) {
            if let address = try address(of: key) { return address }
        }
        return nil
    }

    /// The address behind a key: what its application stated, or what was asked by its certificate later. Nil where it is
    /// that of a number.
    func address(of key: SubscriberKey) throws -> String? {
        guard let proof = try proof(of: key), proof.way == .emailAddress else { return nil }
        let asked = try? DossierVault.Reader(of: self).read(
            ContactProof.valueName(proof.number), dossier: key.application)
        guard let asked else { return try provenAddress(ofApplication: key.application) }
        return try JSONValue(parsing: asked)["emailAddress"]?.string
    }

    /// The code that came back from the contact of a key.
    func proof(of key: SubscriberKey) throws -> ContactProof? {
        try contactProofs(of: key.application).last {
            $0.provenAtMilliseconds != nil && $0.lookup.utf8.elementsEqual(key.lookup.utf8)
        }
    }

    /// Contacts that counted at a time, now if none is given: they do not wait, and were not given up. The oldest first;
    /// more than that many places nobody looks through.
    func countingContacts(
        of subscriber: String, _ condition: String, _ parameters: [Value],
        atMilliseconds moment: Int64? = nil
    ) throws -> [SubscriberKey] {
        let moment = Value.integer(moment ?? atMilliseconds)
        return try select(
            SubscriberKey.self,
            where: """
                subscriber = ? AND purpose = 'contact' AND (from_at IS NULL OR from_at <= ?)
                AND NOT EXISTS (SELECT 1 FROM subscriber_key z WHERE z.purpose = 'contactEnd'
                    AND z.lookup = subscriber_key.lookup
                    AND z.subscriber = subscriber_key.subscriber AND z.from_at <= ?) \(condition)
                """,
            [.text(subscriber), moment, moment] + parameters, orderBy: "entry",
            limit: KnownIdentity.maximumApplications)
    }

    /// From when on all that an entry made wait comes about; nil where it was stopped.
    package func contactBegin(ofEntry entry: Int64) throws -> Int64? {
        try select(
            SubscriberKey.self, where: "entry = ? AND from_at IS NOT NULL", [.integer(entry)]
        ).compactMap(\.fromMilliseconds).max()
    }

    /// Whether an application brought a contact that counts now: that its applicant is the subscriber was told to whoever
    /// was there before, and nobody objected in time.
    package func bringsContactThatCounts(_ application: Application) throws -> Bool {
        guard let subscriber = application.subscriber else { return false }
        return try !countingContacts(
            of: subscriber, "AND application = ?", [.text(application.id)]
        ).isEmpty
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
            let address = try? stated(.emailAddress, of: application),
            try isProven(address, of: application)
        else { return nil }
        return address
    }
}

extension SubscriberKey {
    func counts(atMilliseconds now: Int64) -> Bool { fromMilliseconds.map { $0 <= now } ?? true }
}
