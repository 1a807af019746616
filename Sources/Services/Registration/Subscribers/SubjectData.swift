package import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
package import Ledger
import Messages
import PKIX
import Records

/// All that is held on one person or organisation, or on who stands behind one application, for whoever has a right to
/// it (CP 12.1; Personal Data (Privacy) Ordinance, sections 18 and 19; Personal Information Protection Law, article 45).
package struct SubjectData: Sendable {
    package enum Reason: String, Sendable, CaseIterable {
        case personAsks, investigation, regulatorOrder, courtOrder
    }

    package static let type = "kapok-subject-data/v1"
    /// Of one subscriber: more would not fit into an answer.
    package static let maximumApplications = 200

    package let json: JSONValue
    /// Sealed files of the dossiers: what they say is beside this.
    package let files: [StoredFile]

    /// Values of a dossier by the first part of their name: all but these stay, and are named, since they may open
    /// something (a code's hash, a packed key).
    private static let told: Set = [
        "statement", "request", "declarations", "renewal", "correction", "evidence", "check",
        "contents", "acceptance", "fee", "key", "contact",
    ]

    /// What an act of `subscriber.export` asked for.
    package init(_ result: JSONValue, _ ledger: Snapshot) throws {
        if let reference = result["subscriber"]?.string {
            let subscriber = try ledger.subscriber(reference)
            try self.init(
                subscriber, ledger.applications(of: reference, limit: nil), ledger)
        } else {
            try self.init(
                nil, [ledger.application(result["application"]?.string ?? "")], ledger)
        }
    }

    private init(
        _ subscriber: Subscriber?, _ applications: [Application], _ ledger: Snapshot
    ) throws {
        var files: [StoredFile] = []
        var told: [JSONValue] = []
        for application in applications {
            files += try ledger.files(of: application.id)
            told.append(try Self.data(of: application, ledger))
        }
        self.files = files
        var members: [String: JSONValue] = [
            "type": .string(Self.type), "takenAt": .moment(ledger.atMilliseconds),
            "applications": .array(told),
            "keptUntil": try ledger.keptUntilMilliseconds(applications).map { .moment($0) }
                ?? .null,
        ]
        if let subscriber {
            members["subscriber"] = .string(subscriber.reference)
            members["category"] = .string(subscriber.category.rawValue)
            members["createdAt"] = .moment(subscriber.createdAtMilliseconds)
            // Who read, took out and restricted them.
            members["entries"] = .array(
                try Self.entries(of: [subscriber.reference], ledger))
            members.merge(SubscriberRestriction.members(subscriber.restriction)) { $1 }
        }
        json = .object(members)
    }

    private static func data(of application: Application, _ ledger: Snapshot) throws -> JSONValue {
        var values: [String: JSONValue] = [:]
        var withheld: [JSONValue] = []
        for name in try ledger.vault.names(dossier: application.id) {
            let kind = name.split(separator: "-", maxSplits: 1).first.map(String.init) ?? name
            guard kind != "file" else { continue }
            guard Self.told.contains(kind),
                let bytes = try ledger.vault.read(name, dossier: application.id)
            else {
                withheld.append(.string(name))
                continue
            }
            values[name] = Self.told(bytes)
        }
        return [
            "application": .string(application.id),
            "caseNumber": application.caseNumber.map { .string($0.grouped) } ?? .null,
            "authority": .string(application.authority),
            "category": .string(application.category.rawValue),
            "site": application.site.map { .string($0) } ?? .null,
            "state": .string(application.state.rawValue),
            "reference": .string(application.reference),
            "identityMethod": application.identityMethod.map { .string($0) } ?? .null,
            "agreement": application.agreementHex.map { .string($0) } ?? .null,
            "acceptance": application.acceptance.map { .string($0.rawValue) } ?? .null,
            "renews": application.renews.map { .string($0) } ?? .null,
            "createdAt": .moment(application.createdAtMilliseconds),
            "stateAt": .moment(application.stateAtMilliseconds),
            "values": .object(values), "withheld": .array(withheld),
            "evidence": .array(
                try ledger.evidence(of: application.id).map { record in
                    [
                        "number": .integer(record.number), "kind": .string(record.kind),
                        "at": .moment(record.atMilliseconds), "officer": .string(record.officer),
                        "place": record.place.map { .string($0) } ?? .null,
                        "source": record.source.map { .string($0) } ?? .null,
                        "file": record.file.map { .string($0) } ?? .null,
                    ]
                }),
            "contactProofs": .array(
                try ledger.select(
                    ContactProof.self, where: "application = ?", [.text(application.id)],
                    orderBy: "number"
                ).map { proof in
                    [
                        "sentAt": .moment(proof.drawnAtMilliseconds),
                        "provenAt": proof.provenAtMilliseconds.map { .moment($0) } ?? .null,
                    ]
                }),
            "collisionDecisions": .array(
                try ledger.select(
                    CollisionDecision.self, where: "application = ?", [.text(application.id)],
                    orderBy: "version, subscriber"
                ).map { decision in
                    [
                        "decision": .string(decision.choice.rawValue),
                        "at": .moment(decision.atMilliseconds),
                        "officer": .string(decision.officer),
                    ]
                }),
            "certificate": try certificate(of: application, ledger),
            "entries": .array(
                try entries(
                    of: [application.id]
                        + (application.serialHex.map { ["\(application.authority)/\($0)"] } ?? []),
                    ledger)),
        ]
    }

    /// JSON as it is, but for how a source is reached, which is ours; base64 of what is none.
    private static func told(_ bytes: [UInt8]) -> JSONValue {
        guard let value = try? JSONValue(parsing: bytes) else {
            return .string(Base64.encode(bytes))
        }
        guard var members = value.object else { return value }
        members["connector"] = nil
        if var exchange = members["exchange"]?.object {
            exchange["connector"] = nil
            members["exchange"] = .object(exchange)
        }
        return .object(members)
    }

    private static func certificate(
        of application: Application, _ ledger: Snapshot
    ) throws -> JSONValue {
        guard let record = try ledger.certificate(of: application), let der = record.certificate
        else { return .null }
        return [
            "serial": .string(record.serialHex), "state": .string(record.state.rawValue),
            "notBefore": .moment(record.notBeforeMilliseconds),
            "notAfter": .moment(record.notAfterMilliseconds),
            "acceptUntil": record.acceptUntilMilliseconds.map { .moment($0) } ?? .null,
            "acceptedAt": record.acceptedAtMilliseconds.map { .moment($0) } ?? .null,
            "pem": .string(PEM.encode(der, label: "CERTIFICATE")),
            "history": .array(
                try ledger.statusHistory(of: record).map { event in
                    [
                        "event": .string(event.event.rawValue), "at": .moment(event.atMilliseconds),
                        "reason": event.reason.map { .string("\($0)") } ?? .null,
                        "cause": event.cause.map { .string($0) } ?? .null,
                        "until": event.untilMilliseconds.map { .moment($0) } ?? .null,
                        "requester": event.requester.map { .string($0) } ?? .null,
                        "identified": event.identified.map { .string($0) } ?? .null,
                    ]
                }),
        ]
    }

    /// What was done, when and by whom: the entries themselves say nothing of anybody.
    private static func entries(
        of cases: [String], _ ledger: Snapshot
    ) throws -> [JSONValue] {
        try cases.flatMap { caseID in
            try ledger.entries(matching: EntryFilter(caseID: caseID), limit: 10_000).map { stored in
                let entry = try JournalEntry(parsing: stored.bytes)
                return [
                    "entry": .integer(stored.index), "at": .moment(entry.timeMilliseconds),
                    "operation": .string(entry.operation), "actor": .string(entry.actor),
                    "outcome": .string(entry.outcome.rawValue),
                ]
            }
        }
    }
}

extension SubscriberAct {
    /// That somebody takes all of it out stands in the journal before anybody does (CP 12.1).
    ///
    /// Payload: `subscriber`, or `application` of somebody who was never vetted; `reason`; `evidence` (see
    /// `DocumentDemand`).
    package func export(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["subscriber", "application", "reason", "evidence"])
        let reason: SubjectData.Reason = try payload.choice("reason")
        if let id = try payload.optionalString("application", maximumBytes: 64) {
            guard payload.json["subscriber"] == nil else {
                throw Refusal(.payloadInvalid, field: "subscriber", ["name": "subscriber"])
            }
            let application = try transaction.application(id)
            try transaction.requireRole(in: application.scope)
            return ["application": .string(id)]
        }
        let subscriber = try transaction.subscriber(
            payload.string("subscriber", maximumBytes: 16))
        // Papers of everybody who ever acted for it: each of them asks for their own.
        guard subscriber.category == .personal || reason != .personAsks else {
            throw Refusal(
                .subscriberOfMany, field: "subscriber", ["reference": subscriber.reference])
        }
        let applications = try transaction.applications(
            of: subscriber.reference, limit: nil)
        try requireRole(ofAll: applications, transaction)
        guard applications.count <= SubjectData.maximumApplications else {
            throw Refusal(
                .subscriberTooMuch, field: "subscriber",
                [
                    "reference": subscriber.reference,
                    "limit": String(SubjectData.maximumApplications),
                ])
        }
        return ["subscriber": .string(subscriber.reference)]
    }
}

extension JSONValue {
    fileprivate static func moment(_ milliseconds: Int64) -> JSONValue {
        .string(Time.rfc3339(milliseconds))
    }
}
