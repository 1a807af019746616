package import CertificatePolicy
package import Issuance
package import Ledger
package import Messages

/// Where one subscriber is told one thing: by mail, by short message, or both. One of them suffices.
package struct SubscriberContact: Sendable, Hashable {
    package let address: String?
    /// Proven by a code; a number that nobody proved is told nothing.
    package let telephone: TelephoneNumber?
    /// Of short messages; nil where nobody said which.
    package let language: Language?

    /// Nil where there is neither.
    package init?(
        address: String? = nil, telephone: TelephoneNumber? = nil, language: Language? = nil
    ) {
        guard address != nil || telephone != nil else { return nil }
        self.address = address
        self.telephone = telephone
        self.language = language
    }
}

extension ReadableLedger {
    /// Where the subscriber of a certificate is told what concerns it, see `subscriberAddress(of:)`. Beside a number that
    /// counts, an address is told only if it was proven and counts. Nil where nobody can be told.
    package func subscriberContact(of record: CertificateRecord) throws -> SubscriberContact? {
        guard let proven = try provenTelephone(of: record) else {
            return try SubscriberContact(address: subscriberAddress(of: record))
        }
        return try SubscriberContact(
            address: countingAddress(of: record), telephone: proven.telephone,
            language: proven.language)
    }

    /// The same of an act in a subscriber's name, for one contact that was proven before.
    package func contact(ofAct news: SubscriberNews) throws -> SubscriberContact? {
        let address = try address(ofAct: news)
        let proven = try keys(ofAct: news).lazy.compactMap { try? provenTelephone(by: $0) }.first
        return SubscriberContact(
            address: address, telephone: proven?.telephone, language: proven?.language)
    }

    /// That of the certificate's own application before one that was proven earlier, as far as they count.
    private func provenTelephone(of record: CertificateRecord) throws -> StatedContact? {
        guard let id = record.application else { return nil }
        guard let subscriber = try get(Application.self, .text(id))?.subscriber else {
            return try provenTelephone(ofApplication: id)
        }
        // Asked for by themselves: an organisation may have more than anybody looks through.
        for condition in ["AND application = ?", "AND application <> ?"] {
            for key in try countingContacts(of: subscriber, condition, [.text(id)]) {
                if let stated = try provenTelephone(by: key) { return stated }
            }
        }
        return nil
    }

    /// Nil where the key is that of a mail address.
    private func provenTelephone(by key: SubscriberKey) throws -> StatedContact? {
        guard try proof(of: key)?.way == .telephone else { return nil }
        return try provenTelephone(ofApplication: key.application)
    }

    func provenTelephone(ofApplication id: String) throws -> StatedContact? {
        guard let application = try get(Application.self, .text(id)),
            // As of addresses: a dossier that cannot be read is for the audit to find.
            let stated = (try? statement(of: application))?.contact,
            let number = stated.telephone?.text,
            try isProven(number, .telephone, of: application)
        else { return nil }
        return stated
    }
}
