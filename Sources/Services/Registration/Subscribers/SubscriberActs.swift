package import CanonicalJSON
import CertificatePolicy
package import Governance
package import Ledger
import Messages
import Records

/// What officers decide of subscribers: whose an identity is, and that one is shown whole.
package struct SubscriberAct: Sendable {
    let payload: Payload

    package init(_ payload: Payload) { self.payload = payload }

    /// An application of which it is decided, or the subscriber that is shown.
    package var caseID: String? {
        get throws {
            try payload.optionalString("application", maximumBytes: 64)
                ?? payload.string("subscriber", maximumBytes: 64)
        }
    }

    /// Decides a collision, before the application is vetted. CP 5.2b.
    ///
    /// Payload: `application`, `statement` (the commitment of what was read), `decision`, `evidence` (see
    /// `DocumentDemand`) and `subscriber`; without the last, `different` and `refuse` are said of everybody of
    /// that name.
    /// - Throws: `subscriber.noCollision` where nobody of that reference comes into question.
    package func decide(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(
            besides: ["application", "statement", "subscriber", "decision", "evidence"])
        let application = try transaction.application(payload.string("application"))
        try transaction.requireRole(in: application.scope)
        guard application.state == .received else {
            throw application.stateRefusal(needed: [.received])
        }
        let statement = try payload.digest("statement")
        guard application.statementCommitmentHex == statement else {
            throw Refusal(.statementDiffers, field: "statement", ["id": application.id])
        }
        let choice: CollisionDecision.Choice = try payload.choice("decision")
        let subscriber = try payload.optionalString("subscriber", maximumBytes: 16)
        let candidates = try SubscriberLink(application, transaction).candidates(transaction)
        let isAbout = candidates.contains { candidate in
            guard !candidate.isSettled else { return false }
            guard let subscriber else { return candidate.relation == .name }
            return candidate.subscriber == subscriber
        }
        guard isAbout, subscriber != nil || choice == .different || choice == .refuse else {
            throw Refusal(
                .subscriberNoCollision, field: "subscriber", ["id": application.id])
        }
        try transaction.put(
            CollisionDecision(application, subscriber: subscriber, choice: choice, transaction))
        var answer: [String: JSONValue] = [
            "application": .string(application.id), "decision": .string(choice.rawValue),
        ]
        answer["subscriber"] = subscriber.map { .string($0) }
        return .object(answer)
    }

    /// That somebody reads names and numbers stands in the journal before anybody does (CP 12.1). They
    /// are not in the result, which is kept: the caller reads them after.
    package func reveal(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["subscriber", "reason"])
        let reason: RecordChange.RevealReason = try payload.choice("reason")
        let subscriber = try transaction.subscriber(
            payload.string("subscriber", maximumBytes: 16))
        try requireRole(of: subscriber, transaction)
        try subscriber.judgeReading(for: reason)
        return ["subscriber": .string(subscriber.reference)]
    }

    /// Whose grant is limited takes out, or stops, nothing that others handled.
    func requireRole(ofAll applications: [Application], _ transaction: Transaction) throws {
        for scope in Set(applications.map(\.scope)) { try transaction.requireRole(in: scope) }
    }

    /// What waits never comes about: a further contact counts not, and one that is given up stays. Somebody who was told
    /// of it objected. Tightens, so that it takes one officer and nothing to show; a contact that counts already stays.
    ///
    /// Payload: `application`, which brought it, or of the certificate by which it was asked.
    /// - Throws: `contact.noneWaiting`.
    package func keepContact(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["application"])
        let application = try transaction.application(payload.string("application"))
        try transaction.requireRole(in: application.scope)
        let waiting = try transaction.select(
            SubscriberKey.self,
            where: "application = ? AND purpose IN ('contact', 'contactEnd') AND from_at > ?",
            [.text(application.id), .integer(transaction.atMilliseconds)])
        guard let first = waiting.first else {
            throw Refusal(.contactNoneWaiting, field: "application", ["id": application.id])
        }
        for key in waiting where key.purpose == .contactEnd { try transaction.remove(key) }
        for key in waiting where key.purpose == .contact {
            // The same address or number, whichever application brought it as well.
            try transaction.forgetContact(key.subscriber, key.lookup)
        }
        transaction.note("subscriber", .string(first.subscriber))
        return [
            "application": .string(application.id), "subscriber": .string(first.subscriber),
            "contacts": "kept",
        ]
    }

    /// Whose grant is limited reads of those alone who applied within it.
    func requireRole(of subscriber: Subscriber, _ transaction: Transaction) throws {
        var scopes: [CaseScope] = []
        for application in try transaction.applications(of: subscriber.reference) {
            if !scopes.contains(application.scope) { scopes.append(application.scope) }
        }
        var refused: (any Error)?
        for scope in scopes {
            do {
                return try transaction.requireRole(in: scope)
            } catch {
                refused = error
            }
        }
        throw refused
            ?? Refusal(
                .subscriberUnknown, field: "subscriber", ["reference": subscriber.reference])
    }
}

extension ReadableLedger {
    /// - Throws: `subscriber.unknown`.
    package func subscriber(_ reference: String) throws -> Subscriber {
        guard let found = try get(Subscriber.self, .text(reference)) else {
            throw Refusal(.subscriberUnknown, field: "subscriber", ["reference": reference])
        }
        return found
    }

    /// What vetting led to this subscriber, the newest first.
    ///
    /// - Parameter limit: nil for all of them, whatever their number.
    package func applications(
        of reference: String, limit: Int? = KnownIdentity.maximumApplications
    ) throws -> [Application] {
        try select(
            Application.self, where: "subscriber = ? AND subscriber IS NOT NULL",
            [.text(reference)], orderBy: "created_at DESC, id",
            limit: limit)
    }

    /// Names and documents that its applications stated, as far as they were not erased. Who shows them
    /// recorded that before, or masks them.
    package func identity(of subscriber: Subscriber) throws -> KnownIdentity {
        var known = KnownIdentity(names: [], documents: [])
        for application in try applications(of: subscriber.reference).reversed() {
            guard let statement = try statementIfKept(of: application) else { continue }
            known = known.adding(statement.names, statement.identity?.documents ?? [])
        }
        return known
    }

    /// Those that a name or number leads to, the newest first.
    package func subscribers(
        named name: String, limit: Int
    ) throws -> [Subscriber] {
        try subscribers(
            .foldedName,
            DossierVault.Reader(of: self).lookup("foldedName", [NameFolding.folded(name)]), limit)
    }

    package func subscribers(
        with document: StatedIdentity.Document, limit: Int
    ) throws -> [Subscriber] {
        let lookups = document.lookups(DossierVault.Reader(of: self).lookup)
        return try subscribers(.number, lookups[0], limit)
    }

    /// Those whose address this is, as far as it was proven.
    package func subscribers(withAddress address: String, limit: Int) throws -> [Subscriber] {
        try subscribers(.contact, contactLookup(of: address), limit)
    }

    private func subscribers(
        _ purpose: SubscriberKey.Purpose, _ lookup: String, _ limit: Int
    ) throws -> [Subscriber] {
        try references(purpose, lookup, limit).compactMap { try get(Subscriber.self, .text($0)) }
    }

    /// Each subscriber once, however many of its applications said so: by its next one, from each.
    func references(
        _ purpose: SubscriberKey.Purpose, _ lookup: String, _ limit: Int
    ) throws -> [String] {
        var found: [String] = []
        while found.count < limit {
            let next = try select(
                SubscriberKey.self, where: "purpose = ? AND lookup = ? AND subscriber > ?",
                [.text(purpose.rawValue), .text(lookup), .text(found.last ?? "")],
                orderBy: "subscriber", limit: 1)
            guard let next = next.first else { break }
            found.append(next.subscriber)
        }
        return found
    }
}
