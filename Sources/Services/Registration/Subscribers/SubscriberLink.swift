package import CanonicalJSON
import CertificatePolicy
package import Ledger
import Messages

/// Leads an application to exactly one subscriber, or refuses where people have to decide. CP 5.2a, 5.2b.
///
/// 1. A document's number that is known, under a name that is known for it: the same subscriber.
/// 2. A known number under another name: refused, until somebody decided whose it is.
/// 3. No known number, and a known name: refused likewise. Two people may have one name.
/// 4. Otherwise somebody new.
package struct SubscriberLink {
    /// Why somebody known comes into question.
    package enum Relation: String, Sendable { case number, name }

    package struct Candidate: Sendable, Hashable {
        /// By reference.
        package let subscriber: String
        package let relation: Relation
        /// A document and a name of the application are known for it, both: nothing is to be decided.
        package let isSettled: Bool
    }

    private let application: Application
    private let identity: StatedIdentity
    private let numbers: [String]
    private let exactNames: [String]
    private let foldedNames: [String]
    /// The names that a certificate may have, by exact scalars.
    private let names: [String]
    /// Nobody looks through more of one name.
    package static let maximumCandidates = 200

    /// - Throws: `identity.missing` where the application names no document.
    package init(_ application: Application, _ ledger: some ReadableLedger) throws {
        self.application = application
        let vault = DossierVault.Reader(of: ledger)
        guard let bytes = try vault.read("statement", dossier: application.id) else {
            throw Refusal(.applicationUnknown, field: "application", ["id": application.id])
        }
        let statement = try SubjectStatement(json: JSONValue(parsing: bytes))
        guard let identity = statement.identity else {
            throw Refusal(.identityMissing, field: "identity", ["id": application.id])
        }
        self.identity = identity
        numbers = identity.documents.flatMap { $0.lookups(vault.lookup) }
        let commonName = statement.attributes[.commonName] ?? ""
        names =
            identity.name.map { $0.isNamed(commonName) ? $0.forms : [commonName] }
            ?? [commonName]
        exactNames = names.map { vault.lookup("exactName", [$0]) }
        var searched = identity.name?.searchForms ?? []
        searched.formUnion(names.map(NameFolding.folded))
        if let organisation = statement.attributes[.organizationName] {
            searched.insert(NameFolding.folded(organisation))
        }
        foldedNames = searched.sorted().map { vault.lookup("foldedName", [$0]) }
    }

    // MARK: Who is known

    /// The subscribers that come into question, each once: by number before by name.
    package func candidates(_ ledger: some ReadableLedger) throws -> [Candidate] {
        let byNumber = try found(.number, numbers, ledger)
        // Few have one number; many may have one name.
        let settled = try byNumber.filter { subscriber in
            try exactNames.contains { lookup in
                try ledger.get(
                    SubscriberKey.self, .text(SubscriberKey.Purpose.exactName.rawValue),
                    .text(lookup), .text(subscriber)) != nil
            }
        }
        let byName = try found(.foldedName, foldedNames, ledger).subtracting(byNumber)
        return byNumber.sorted().map {
            Candidate(subscriber: $0, relation: .number, isSettled: settled.contains($0))
        }
            + byName.sorted().map { Candidate(subscriber: $0, relation: .name, isSettled: false) }
    }

    private func found(
        _ purpose: SubscriberKey.Purpose, _ lookups: [String], _ ledger: some ReadableLedger
    ) throws -> Set<String> {
        var result: Set<String> = []
        for lookup in lookups {
            let keys = try ledger.select(
                SubscriberKey.self, where: "purpose = ? AND lookup = ?",
                [.text(purpose.rawValue), .text(lookup)], orderBy: "subscriber",
                limit: Self.maximumCandidates)
            for key in keys {
                guard
                    try ledger.get(Subscriber.self, .text(key.subscriber))?.category
                        == application.category
                else { continue }
                result.insert(key.subscriber)
            }
        }
        return result
    }

    // MARK: The decision

    /// The reference number of the application's subscriber, who is known from here on.
    ///
    /// - Throws: `subscriber.numberKnown`, `subscriber.nameKnown`, `subscriber.decidedRefuse`,
    ///   `subscriber.several`, `identity.expired`.
    func settle(_ transaction: inout Transaction) throws -> String {
        try identity.judgeValidity(atMilliseconds: transaction.atMilliseconds)
        let candidates = try candidates(transaction)
        let isSettled = candidates.contains(where: \.isSettled)
        var theirs: [(subscriber: String, choice: CollisionDecision.Choice)] = []
        for candidate in candidates {
            let (subscriber, relation) = (candidate.subscriber, candidate.relation)
            if candidate.isSettled {
                theirs.append((subscriber, .sameSubscriber))
                continue
            }
            // Whose number and name are known has namesakes, of whom nothing is to be decided.
            if isSettled && relation == .name { continue }
            switch try choice(on: subscriber, relation, transaction) {
            case .different?: continue
            case .refuse?:
                throw Refusal(
                    .subscriberDecidedRefuse, field: "application", ["id": application.id])
            case let choice?: theirs.append((subscriber, choice))
            case nil:
                throw Refusal(
                    relation == .number ? .subscriberNumberKnown : .subscriberNameKnown,
                    field: "identity", ["reference": subscriber, "id": application.id])
            }
        }
        guard theirs.count <= 1 else {
            throw Refusal(
                .subscriberSeveral, field: "identity",
                ["references": theirs.map(\.subscriber).joined(separator: ", ")])
        }
        let reference = theirs.first?.subscriber ?? application.subscriberReference
        if theirs.isEmpty {
            try transaction.put(
                Subscriber(
                    reference: reference, category: application.category,
                    atMilliseconds: transaction.atMilliseconds))
        }
        try remember(reference, isRenamed: theirs.first?.choice == .renamed, &transaction)
        transaction.note("subscriber", .string(reference))
        return reference
    }

    private func choice(
        on subscriber: String, _ relation: Relation, _ transaction: Transaction
    ) throws -> CollisionDecision.Choice? {
        let decisions = try transaction.select(
            CollisionDecision.self, where: "application = ?", [.text(application.id)])
        if let own = decisions.first(where: { $0.subscriber == subscriber }) { return own.choice }
        // Decided of all who have the name: of a number, each is decided by itself.
        return relation == .name ? decisions.first { $0.subscriber == nil }?.choice : nil
    }

    /// The subscriber is found by what the application says, too.
    private func remember(
        _ reference: String, isRenamed: Bool, _ transaction: inout Transaction
    ) throws {
        let dossier = Subscriber.dossier(of: reference)
        let known = try transaction.vault.read("identity", dossier: dossier).map {
            try KnownIdentity(json: JSONValue(parsing: $0))
        }
        let whole = KnownIdentity(
            names: (isRenamed ? [] : known?.names ?? []), documents: known?.documents ?? []
        ).adding(names, identity.documents)
        if isRenamed {
            for name in known?.names ?? [] {
                try transaction.remove(
                    SubscriberKey.self, .text(SubscriberKey.Purpose.exactName.rawValue),
                    .text(transaction.vault.lookup("exactName", [name])), .text(reference))
            }
        }
        guard whole != known || isRenamed else { return }
        try transaction.vault.put(
            whole.json.canonicalBytes, name: "identity", dossier: dossier)
        for (purpose, lookups) in [
            (SubscriberKey.Purpose.number, numbers),
            (SubscriberKey.Purpose.exactName, exactNames),
            (SubscriberKey.Purpose.foldedName, foldedNames),
        ] {
            for lookup in Set(lookups).sorted() {
                let key = SubscriberKey(purpose, lookup, subscriber: reference)
                let values: [Value] = [.text(purpose.rawValue), .text(lookup), .text(reference)]
                guard
                    try transaction.get(SubscriberKey.self, values[0], values[1], values[2]) == nil
                else { continue }
                try transaction.put(key)
            }
        }
    }
}

/// What the dossier of a subscriber holds.
package struct KnownIdentity: Sendable, Hashable {
    /// As certificates may have them.
    package var names: [String]
    package var documents: [StatedIdentity.Document]

    init(names: [String], documents: [StatedIdentity.Document]) {
        self.names = names
        self.documents = documents
    }

    /// By exact scalars; a document that is known already has its newer day of expiry.
    func adding(_ added: [String], _ shown: [StatedIdentity.Document]) -> KnownIdentity {
        var result = self
        for name in added
        where !result.names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
            result.names.append(name)
        }
        for document in shown {
            result.documents.removeAll {
                $0.number == document.number && $0.country == document.country
            }
            result.documents.append(document)
        }
        result.documents.sort {
            $0.json.canonicalBytes.lexicographicallyPrecedes($1.json.canonicalBytes)
        }
        return result
    }

    package init(json: JSONValue) throws {
        names = (json["names"]?.array ?? []).compactMap(\.string)
        documents = try StatedIdentity(json: json).documents
    }

    package var json: JSONValue {
        [
            "names": .array(names.map { .string($0) }),
            "documents": .array(documents.map(\.json)),
        ]
    }
}
