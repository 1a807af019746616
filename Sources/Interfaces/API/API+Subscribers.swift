import CanonicalJSON
import CertificatePolicy
import Governance
import Ledger
import Messages
import Registration

/// Persons and organisations: found by keyed hashes, masked everywhere but where somebody said why.
///
/// Over the network even that somebody is known is for those alone who may have the whole revealed (CP 12.1).
extension API {
    private func read(
        for caller: APIRequest.Caller, _ body: @escaping @Sendable (Snapshot) throws -> JSONValue
    ) async throws -> JSONValue {
        try await ledger.read { snapshot in
            try snapshot.requireRole(of: caller, toSign: "subscriber.reveal")
            return try body(snapshot)
        }
    }

    func ofSubscriber(_ act: ActRequest) async throws -> ActOutcome {
        try await ledger.act(act) { transaction in
            let decided = SubscriberAct(Payload(act.payload))
            return switch act.operation {
            case "subscriber.decide": try decided.decide(&transaction)
            case "subscriber.keepContact": try decided.keepContact(&transaction)
            case "subscriber.export": try decided.export(&transaction)
            case "subscriber.restrict": try decided.restrict(&transaction)
            case "subscriber.unrestrict": try decided.unrestrict(&transaction)
            default: try decided.reveal(&transaction)
            }
        }
    }

    /// A code for the applicant's address or telephone; refused where nothing could send it.
    func sendContactCode(_ act: ActRequest) async throws -> ActOutcome {
        try await registration.sendCode(act, send: post())
    }

    /// A contact that comes or goes without an application.
    func changeContact(_ act: ActRequest) async throws -> ActOutcome {
        switch act.operation {
        case "contact.prove": return try await registration.proveNewContact(act)
        case "contact.endByKey", "contact.end": return try await registration.endContact(act)
        default:
            guard let post = try post() else { throw Refusal(.contactNoServer) }
            return try await registration.addContact(act, send: post)
        }
    }

    /// What was asked for, once the entry that says so is durable. A repeated request made no entry, and
    /// is told nothing: whoever got hold of it would read in silence.
    func revealedSubscriber(by outcome: ActOutcome) async throws -> JSONValue {
        guard !outcome.replayed, let reference = outcome.result["subscriber"]?.string else {
            return .null
        }
        return try await ledger.read { snapshot in
            let subscriber = try snapshot.subscriber(reference)
            let known = try snapshot.identity(of: subscriber)
            let readBack = known.names.map { name in
                JSONValue.string(PersonName.readBack(name).joined(separator: "  "))
            }
            return known.json.merging(["readBack": .array(readBack)])
        }
    }

    /// All that is held, once the entry that says so is durable, with what opens the files for minutes; nothing to who
    /// repeats a request.
    func exportedSubject(by outcome: ActOutcome) async throws -> JSONValue {
        guard !outcome.replayed else { return .null }
        let data = try await ledger.read { try SubjectData(outcome.result, $0) }
        var files: [JSONValue] = []
        for stored in data.files {
            // One that is missing is named, and keeps nothing else back.
            let revealed = (try? await revealedFile(stored.file)) ?? [:]
            files.append(
                revealed.merging([
                    "file": .string(stored.file), "application": .string(stored.dossier),
                ]))
        }
        return ["data": data.json, "files": .array(files)]
    }

    /// All, the newest first.
    func subscribers(_ request: APIRequest) async throws -> JSONValue {
        var filter = Filter(request, table: Subscriber.table.name)
        try filter.choice(
            "category", to: "category", among: Application.Category.allCases.map(\.rawValue))
        try filter.span("created_at")
        let page = try filter.page(ways: [["category", "from", "to"]])
        return try await read(for: request.caller) { snapshot in
            let found = try snapshot.select(
                Subscriber.self, where: page.condition, page.parameters,
                orderBy: "created_at DESC, reference", limit: page.size, offset: page.offset)
            return page.answer(
                "subscribers", try found.map { try Self.summary($0, snapshot) },
                total: try page.total(snapshot))
        }
    }

    func subscriber(_ reference: String, for caller: APIRequest.Caller) async throws -> JSONValue {
        try await read(for: caller) { try Self.summary($0.subscriber(reference), $0) }
    }

    /// By `name`; by a proven `email`; by `number` with `document` and `country`; or whom an `application` may be of, with
    /// the rule for names that collide (CP 5.2b).
    func findSubscribers(_ request: APIRequest) async throws -> JSONValue {
        try request.refuseUnknown(
            besides: ["name", "number", "document", "country", "application", "email"])
        let query = request.query
        let rule: JSONValue = .string(NameCollisionRule.text.text(in: request.language))
        let limit = SubscriberLink.maximumCandidates
        switch (query["name"], query["number"], query["application"], query["email"]) {
        case (nil, nil, nil, let address?):
            return try await read(for: request.caller) { snapshot in
                let found = try snapshot.subscribers(withAddress: address, limit: limit)
                return [
                    "subscribers": .array(try found.map { try Self.summary($0, snapshot) }),
                    "rule": rule,
                ]
            }
        case (let name?, nil, nil, nil):
            guard name.utf8.count <= Filter.maximumNameBytes else {
                throw Refusal(
                    .queryInvalid, field: "name",
                    ["name": "name", "reason": "≤ \(Filter.maximumNameBytes)"])
            }
            return try await read(for: request.caller) { snapshot in
                let found = try snapshot.subscribers(named: name, limit: limit)
                return [
                    "subscribers": .array(try found.map { try Self.summary($0, snapshot) }),
                    "rule": rule,
                ]
            }
        case (nil, let number?, nil, nil):
            try request.checkChoice(
                "document", among: IdentityDocumentKind.allCases.map(\.rawValue))
            guard let kind = query["document"].flatMap(IdentityDocumentKind.init) else {
                throw Refusal(.subscriberQuery, field: "document")
            }
            let document = try StatedIdentity.Document(
                number: IdentityNumber(number, kind: kind), country: query["country"])
            return try await read(for: request.caller) { snapshot in
                let found = try snapshot.subscribers(with: document, limit: limit)
                return [
                    "subscribers": .array(try found.map { try Self.summary($0, snapshot) }),
                    "rule": rule,
                ]
            }
        case (nil, nil, let application?, nil):
            return try await read(for: request.caller) { snapshot in
                let link = try SubscriberLink(snapshot.application(application), snapshot)
                let found = try link.candidates(snapshot)
                return [
                    "subscribers": .array(
                        try found.map { candidate in
                            try Self.summary(snapshot.subscriber(candidate.subscriber), snapshot)
                                .merging(["relation": .string(candidate.relation.rawValue)])
                        }),
                    "rule": rule,
                ]
            }
        default: throw Refusal(.subscriberQuery, field: "name")
        }
    }

    /// A name by its first character, a number by its first and last. CP 12.1.
    private static func summary(
        _ subscriber: Subscriber, _ snapshot: Snapshot
    ) throws -> JSONValue {
        // Whose data are kept and not used is known by the number alone.
        let known =
            subscriber.restriction == nil
            ? try snapshot.identity(of: subscriber) : KnownIdentity.none
        let documents = known.documents.map { document in
            var shown: [String: JSONValue] = [
                "document": .string(document.number.kind.rawValue),
                "number": .string(document.number.masked), "country": .string(document.country),
            ]
            shown["until"] = document.until.map { .string($0.description) }
            return JSONValue.object(shown)
        }
        let names = known.names.map { name in
            JSONValue.string(String(name.unicodeScalars.prefix(1)) + "•••")
        }
        let waiting = try snapshot.waitingContacts(of: subscriber.reference).map { contact in
            JSONValue.object([
                "application": .string(contact.application),
                "from": .time(contact.fromMilliseconds),
                "givenUp": .bool(contact.isGivenUp),
            ])
        }
        let shown: JSONValue = [
            "subscriber": .string(subscriber.reference), "waitingContacts": .array(waiting),
            "category": .string(subscriber.category.rawValue), "names": .array(names),
            "documents": .array(documents), "createdAt": .time(subscriber.createdAtMilliseconds),
        ]
        return shown.merging(.object(SubscriberRestriction.members(subscriber.restriction)))
    }
}
