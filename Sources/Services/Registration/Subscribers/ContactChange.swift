import CanonicalJSON
import CertificatePolicy
import Cryptography
package import Governance
import Issuance
package import Ledger
import Messages
import PKIX
import Records

/// A subscriber asks for another e-mail address, or gives one up, without applying. CP 6.14.
///
/// Payload by the key of a valid certificate (`contact.addByKey`, `.endByKey`): `certificate`, `emailAddress`, `caseLength`
/// and `signature` over the `ContactRequestStatement`. In person, of one that is valid or suspended (`contact.add`, `.end`):
/// `certificate`, `emailAddress`, `requester`, `documents`, `evidence`, of a representative `mandate`, and `salt`, since the
/// digest of what an officer signs is public. No entry has address or signature, which would let the address be guessed.
package struct ContactChange: Sendable {
    package enum Requester: String, Sendable, CaseIterable { case subscriber, representative }

    private struct KeyRequest {
        let caseLength: Int64
        let signature: [UInt8]
    }

    private let certificate: NamedCertificate
    let address: String
    /// Nil where an officer saw who asks.
    private let request: KeyRequest?
    private let payload: JSONValue
    private let journal: LedgerIdentity

    package init(_ payload: Payload, byKey: Bool, to journal: LedgerIdentity) throws {
        try payload.refuseUnknown(
            besides: ["certificate", "emailAddress"]
                + (byKey
                    ? ["caseLength", "signature"]
                    : ["requester", "documents", "evidence", "mandate", "salt"]))
        certificate = try NamedCertificate(payload.string("certificate"))
        address = try payload.string("emailAddress")
        let kind = SubjectAttributeKind.emailAddress
        try NameRules.check(
            address, field: "emailAddress", form: kind.form, upperBound: kind.upperBound)
        if byKey {
            request = KeyRequest(
                caseLength: try payload.integer("caseLength"), signature: try payload.signature())
        } else {
            request = nil
            let _: Requester = try payload.choice("requester")
            _ = try RecordEntry.checked(salt: payload.optionalString("salt", maximumBytes: 64))
        }
        self.payload = payload.json
        self.journal = journal
    }

    /// A code is drawn for the new address; who tells it back shows that the address is theirs.
    ///
    /// - Throws: `contact.alreadyKnown`, `contact.codesExhausted`, and what keeps who asks from asking.
    func add(_ transaction: inout Transaction, code: String) throws -> JSONValue {
        let (application, subscriber) = try asked(transaction, .add)
        let lookup = transaction.contactLookup(of: address)
        let known = try transaction.contactKeys(of: subscriber, lookup)
        guard try known.isEmpty || transaction.contactEnd(of: subscriber, lookup) != nil else {
            throw Refusal(.contactAlreadyKnown, field: "emailAddress")
        }
        let proof = try transaction.drawContactProof(
            application, address, .emailAddress, code)
        try transaction.vault.put(
            payload.canonicalBytes, name: ContactProof.valueName(proof.number),
            dossier: application.id)
        transaction.note("subscriber", .string(subscriber))
        return [
            "certificate": .string(certificate.name), "contact": "emailAddress",
            "until": .string(
                Time.rfc3339(transaction.atMilliseconds + ContactProof.lifetimeMilliseconds)),
        ]
    }

    /// The contact goes after the delay of the practice, unless somebody objects; until then it is told of everything, of
    /// this as well.
    ///
    /// - Throws: `contact.notOne` of what does not count or goes already; `contact.last` where nothing else that counts stays,
    ///   be it an address or a number.
    func end(_ transaction: inout Transaction) throws -> JSONValue {
        let (application, subscriber) = try asked(transaction, .end)
        let lookup = transaction.contactLookup(of: address)
        let now = transaction.atMilliseconds
        let known = try transaction.contactKeys(of: subscriber, lookup)
        guard known.contains(where: { $0.counts(atMilliseconds: now) }),
            try transaction.contactEnd(of: subscriber, lookup) == nil
        else { throw Refusal(.contactNotOne, field: "emailAddress") }
        let stays = try transaction.contactKeys(of: subscriber).contains { key in
            // One of an application that may still come to nothing goes with it.
            try !key.lookup.utf8.elementsEqual(lookup.utf8) && key.counts(atMilliseconds: now)
                && transaction.get(Application.self, .text(key.application))?.state == .issued
                && transaction.contactEnd(of: subscriber, key.lookup) == nil
        }
        guard stays else { throw Refusal(.contactLast, field: "emailAddress") }
        let from = try transaction.contactDelayEnd()
        try transaction.put(
            SubscriberKey(
                .contactEnd, lookup, subscriber: subscriber, application: application.id,
                entry: transaction.entryIndex, fromMilliseconds: from))
        try transaction.vault.put(
            payload.canonicalBytes, name: "contact-end-\(transaction.entryIndex)",
            dossier: application.id)
        transaction.note("subscriber", .string(subscriber))
        return [
            "certificate": .string(certificate.name), "from": .string(Time.rfc3339(from)),
        ]
    }

    /// Who asks, by the key of a certificate or seen by an officer: its application, and whose it is.
    private func asked(
        _ transaction: Transaction, _ act: ContactRequestStatement.Act
    ) throws -> (Application, subscriber: String) {
        let found = try certificate.record(in: transaction)
        if let request {
            let statement = ContactRequestStatement(
                origin: journal.origin, environment: journal.environment.rawValue,
                certificate: certificate.name, act: act, address: address,
                caseLength: request.caseLength)
            // Strangers learn nothing of what there is.
            guard let found, !found.isOfAuthority, found.signed(statement.bytes, request.signature)
            else {
                throw Refusal(
                    .contactRequestInvalid, field: "signature", ["value": certificate.name])
            }
            guard request.caseLength == (try transaction.caseLength(of: certificate.name)) else {
                throw Refusal(
                    .contactRequestStale, field: "caseLength", ["value": certificate.name])
            }
        }
        let states: [CertificateRecord.State] = request == nil ? [.valid, .suspended] : [.valid]
        guard let record = found, states.contains(record.state),
            transaction.atMilliseconds <= record.notAfterMilliseconds,
            let application = try record.application.flatMap({
                try transaction.get(Application.self, .text($0))
            }), let subscriber = application.subscriber
        else {
            throw Refusal(
                .contactCertificateUnfit, field: "certificate", ["value": certificate.name])
        }
        try transaction.requireRole(in: application.scope)
        return (application, subscriber)
    }
}

/// The code for a new contact is told back. What was wrong counts, so it is no refusal, which would leave nothing.
///
/// Payload: `certificate`, `code`: eight digits, blanks do not count.
struct ContactChangeProof {
    private let certificate: NamedCertificate
    private let code: String

    init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["certificate", "code"])
        certificate = try NamedCertificate(payload.string("certificate"))
        code = try payload.string("code", maximumBytes: 32).filter { $0 != " " }
    }

    /// - Throws: `contact.codeGone`, also where there is no such certificate.
    func record(_ transaction: inout Transaction) throws -> JSONValue {
        guard let record = try certificate.record(in: transaction),
            [.valid, .suspended].contains(record.state),
            transaction.atMilliseconds <= record.notAfterMilliseconds,
            // What came to other hands asks for nothing any more.
            try !transaction.isBlocked(keyHashHex: record.keyHashHex),
            let application = try record.application.flatMap({
                try transaction.get(Application.self, .text($0))
            }), let subscriber = application.subscriber,
            var proof = try transaction.contactProofs(of: application.id).last,
            proof.isOpen(for: proof.lookup, atMilliseconds: transaction.atMilliseconds),
            // A code of the application's own proves what that stated, before it was vetted.
            let asked = try transaction.vault.read(
                ContactProof.valueName(proof.number), dossier: application.id),
            // By the key of a certificate that is valid still.
            try record.state == .valid || JSONValue(parsing: asked)["signature"] == nil
        else { throw Refusal(.contactCodeGone, field: "code", ["id": certificate.name]) }
        proof.tell(transaction.codeLookup(code, application.id, proof.number), transaction)
        try transaction.put(proof)
        let isProven = proof.provenAtMilliseconds != nil
        transaction.note("proven", .bool(isProven))
        var answer: [String: JSONValue] = [
            "certificate": .string(certificate.name), "contact": "emailAddress",
            "proven": .bool(isProven), "triesLeft": .integer(proof.triesLeft),
        ]
        if isProven {
            // One that was given up begins anew, and waits as a new one does.
            try transaction.forgetContact(subscriber, proof.lookup)
            let from = try transaction.contactDelayEnd()
            try transaction.put(
                SubscriberKey(
                    .contact, proof.lookup, subscriber: subscriber, application: application.id,
                    entry: transaction.entryIndex, fromMilliseconds: from))
            answer["from"] = .string(Time.rfc3339(from))
        }
        return .object(answer)
    }
}

extension RegistrationService {
    /// Asks for another contact, and has its code sent there. The hash of the code is durable before anything is sent.
    ///
    /// - Parameter send: returns when a server took the message.
    package func addContact(
        _ act: ActRequest, send: (ContactMessage) async throws -> Void
    ) async throws -> ActOutcome {
        let code = Self.contactCode(randomness)
        let journal = ledger.identity
        let change = Result {
            try ContactChange(
                Payload(act.payload), byKey: act.operation == "contact.addByKey", to: journal)
        }
        let outcome = try await ledger.act(act) { transaction in
            try change.get().add(&transaction, code: code)
        }
        // A repeated request has drawn nothing.
        guard !outcome.replayed else { return outcome }
        let now = try await ledger.read { $0.atMilliseconds }
        try await send(
            ContactMessage(
                to: try change.get().address, ContactWords.changeTitle, ContactWords.changeBody,
                code: code, id: "", journal, entry: outcome.entryIndex, atMilliseconds: now))
        return outcome
    }

    package func endContact(_ act: ActRequest) async throws -> ActOutcome {
        let journal = ledger.identity
        return try await ledger.act(act) { transaction in
            try ContactChange(
                Payload(act.payload), byKey: act.operation == "contact.endByKey", to: journal
            ).end(&transaction)
        }
    }

    package func proveNewContact(_ act: ActRequest) async throws -> ActOutcome {
        try await ledger.act(act) { transaction in
            try ContactChangeProof(Payload(act.payload)).record(&transaction)
        }
    }
}

extension ContactProof {
    /// Of the dossier of its application: what was asked, where the address is not the one that the application stated.
    static func valueName(_ number: Int64) -> String { "contact-\(number)" }
}

extension ReadableLedger {
    /// All that say so, of addresses and numbers: each application that brought one has a key of its own.
    func contactKeys(of subscriber: String, _ lookup: String? = nil) throws -> [SubscriberKey] {
        let contact = Value.text(SubscriberKey.Purpose.contact.rawValue)
        guard let lookup else {
            return try select(
                SubscriberKey.self, where: "subscriber = ? AND purpose = ?",
                [.text(subscriber), contact], orderBy: "entry")
        }
        return try select(
            SubscriberKey.self, where: "purpose = ? AND lookup = ? AND subscriber = ?",
            [contact, .text(lookup), .text(subscriber)], orderBy: "entry")
    }

    /// That the subscriber gave an address up; it may still count for a while.
    func contactEnd(of subscriber: String, _ lookup: String) throws -> SubscriberKey? {
        try select(
            SubscriberKey.self, where: "purpose = ? AND lookup = ? AND subscriber = ?",
            [
                .text(SubscriberKey.Purpose.contactEnd.rawValue), .text(lookup),
                .text(subscriber),
            ], limit: 1
        ).first
    }
}

extension Transaction {
    func contactDelayEnd() throws -> Int64 {
        try atMilliseconds + practice().contactDelayHours * Milliseconds.hour
    }

    /// An address counts for a subscriber no more, nor that it was given up.
    mutating func forgetContact(_ subscriber: String, _ lookup: String) throws {
        for key in try contactKeys(of: subscriber, lookup) { try remove(key) }
        if let end = try contactEnd(of: subscriber, lookup) { try remove(end) }
    }
}
