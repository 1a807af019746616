package import CanonicalJSON
import CertificatePolicy
package import Governance
package import Ledger
import Messages

/// What officers decide of subscribers: whose an identity is, and that one is shown whole.
package struct SubscriberAct: Sendable {
    package enum RevealReason: String, Sendable, CaseIterable {
        case ownTask, assessment, investigation, regulatorOrder, courtOrder, personAsks
    }

    private let payload: Payload

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
    /// Payload: `application`, `statement` (the commitment of what was read), `decision`, `evidence` and
    /// `subscriber`; without the last, `different` is said of everybody of that name.
    /// - Throws: `subscriber.noCollision` where nobody of that reference comes into question.
    package func decide(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(
            besides: ["application", "statement", "subscriber", "decision", "evidence"])
        let application = try transaction.application(payload.string("application"))
        try transaction.requireRole(
            forAuthority: application.authority, application.category.kind)
        guard application.state == .received else {
            throw application.stateRefusal(needed: [.received])
        }
        let statement = try payload.digest("statement")
        guard application.statementCommitmentHex == statement else {
            throw Refusal(.statementDiffers, field: "statement", ["id": application.id])
        }
        let choice: CollisionDecision.Choice = try payload.choice("decision")
        let evidence = try payload.strings("evidence", maximumCount: 32)
        guard !evidence.isEmpty, evidence.allSatisfy(Payload.isDigest) else {
            throw Refusal(.evidenceMissing, field: "evidence")
        }
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
        let decision = CollisionDecision(
            application: application.id, subscriber: subscriber, choice: choice,
            evidence: evidence, transaction)
        try transaction.put(decision)
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
        let _: RevealReason = try payload.choice("reason")
        let subscriber = try transaction.subscriber(
            payload.string("subscriber", maximumBytes: 16))
        return ["subscriber": .string(subscriber.reference)]
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

    /// Names and documents; nil once they were erased. Who shows them recorded that before, or masks
    /// them.
    package func identity(of subscriber: Subscriber) throws -> KnownIdentity? {
        try DossierVault.Reader(of: self).read(
            "identity", dossier: Subscriber.dossier(of: subscriber.reference)
        ).map { try KnownIdentity(json: JSONValue(parsing: $0)) }
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

    private func subscribers(
        _ purpose: SubscriberKey.Purpose, _ lookup: String, _ limit: Int
    ) throws -> [Subscriber] {
        try select(
            SubscriberKey.self, where: "purpose = ? AND lookup = ?",
            [.text(purpose.rawValue), .text(lookup)], orderBy: "subscriber", limit: limit
        ).compactMap { try get(Subscriber.self, .text($0.subscriber)) }
    }
}
