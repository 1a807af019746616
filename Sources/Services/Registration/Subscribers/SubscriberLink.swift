package import CanonicalJSON
import CertificatePolicy
import Governance
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
    private let contacts: [String]
    /// Nobody looks through more of one name.
    package static let maximumCandidates = 200

    /// - Throws: `identity.missing` where the application names no document.
    package init(_ application: Application, _ ledger: some ReadableLedger) throws {
        self.application = application
        let vault = DossierVault.Reader(of: ledger)
        let statement = try ledger.statement(of: application)
        guard let identity = statement.identity else {
            throw Refusal(.identityMissing, field: "identity", ["id": application.id])
        }
        self.identity = identity
        numbers = identity.documents.flatMap { $0.lookups(vault.lookup) }
        exactNames = statement.names.map { vault.lookup("exactName", [$0]) }
        foldedNames = statement.searchForms.sorted().map { vault.lookup("foldedName", [$0]) }
        contacts = try ContactWay.allCases.compactMap { way in
            guard let stated = statement.contact(by: way),
                try ledger.isProven(stated, way, of: application)
            else { return nil }
            return ledger.contactLookup(of: stated, way)
        }
    }

    // MARK: Who is known

    /// The subscribers that come into question, each once: by number before by name.
    package func candidates(_ ledger: some ReadableLedger) throws -> [Candidate] {
        let byNumber = try found(.number, numbers, ledger)
        // Few have one number; many may have one name.
        let settled = try byNumber.filter { subscriber in
            try exactNames.contains { lookup in
                try !ledger.select(
                    SubscriberKey.self, where: "purpose = ? AND lookup = ? AND subscriber = ?",
                    [
                        .text(SubscriberKey.Purpose.exactName.rawValue), .text(lookup),
                        .text(subscriber),
                    ], limit: 1
                ).isEmpty
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
            for reference in try ledger.references(purpose, lookup, Self.maximumCandidates) {
                guard
                    try ledger.get(Subscriber.self, .text(reference))?.category
                        == application.category
                else { continue }
                result.insert(reference)
            }
        }
        return result
    }

    // MARK: The decision

    /// The reference number of the application's subscriber, who is known from here on.
    ///
    /// - Throws: `subscriber.numberKnown`, `subscriber.nameKnown`, `subscriber.decidedRefuse`,
    ///   `subscriber.several`, `subscriber.restricted`, `identity.expired`, `renewal.otherSubscriber`.
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
        for found in theirs { try transaction.subscriber(found.subscriber).judgeUse() }
        try judgeRenewal(leadsTo: theirs.first?.subscriber, transaction)
        let reference = try theirs.first?.subscriber ?? newReference(transaction)
        if theirs.isEmpty {
            try transaction.put(
                Subscriber(
                    reference: reference, category: application.category,
                    transaction))
        }
        try remember(reference, isRenamed: theirs.first?.choice == .renamed, &transaction)
        transaction.note("subscriber", .string(reference))
        return reference
    }

    private func choice(
        on subscriber: String, _ relation: Relation, _ transaction: Transaction
    ) throws -> CollisionDecision.Choice? {
        let decisions = try transaction.select(
            CollisionDecision.self, where: "application = ? AND version = ?",
            [.text(application.id), .integer(application.version)])
        if let own = decisions.first(where: { $0.subscriber == subscriber }) { return own.choice }
        // Decided of all who have the name: of a number, each is decided by itself.
        return relation == .name ? decisions.first { $0.subscriber == nil }?.choice : nil
    }

    /// Nobody renews the certificate of somebody else. CP 5.2a, 6.14.
    private func judgeRenewal(leadsTo subscriber: String?, _ transaction: Transaction) throws {
        guard let continued = application.continuedReference, continued != subscriber,
            try transaction.get(Subscriber.self, .text(continued)) != nil
        else { return }
        throw Refusal(
            .renewalOtherSubscriber, field: "renews",
            ["value": application.renews ?? "", "id": application.id])
    }

    /// That of the certificate which is renewed, or the one that was drawn for the application; another where
    /// somebody else has that by now, whom an earlier statement of the application was led to.
    private func newReference(_ transaction: Transaction) throws -> String {
        let own = application.continuedReference ?? application.subscriberReference
        let isTaken = try transaction.get(Subscriber.self, .text(own)) != nil
        return isTaken ? try SubscriberReference.unused(transaction) : own
    }

    /// The subscriber is found by what the application says, too.
    private func remember(
        _ reference: String, isRenamed: Bool, _ transaction: inout Transaction
    ) throws {
        if isRenamed {
            let former = try transaction.select(
                SubscriberKey.self, where: "subscriber = ? AND purpose = ?",
                [.text(reference), .text(SubscriberKey.Purpose.exactName.rawValue)])
            for key in former { try transaction.remove(key) }
        }
        for (purpose, lookups) in [
            (SubscriberKey.Purpose.number, numbers),
            (SubscriberKey.Purpose.exactName, exactNames),
            (SubscriberKey.Purpose.foldedName, foldedNames),
            (SubscriberKey.Purpose.contact, contacts),
        ] {
            for lookup in Set(lookups).sorted() {
                let from =
                    purpose == .contact
                    ? try contactBegin(lookup, of: reference, &transaction) : nil
                try transaction.put(
                    SubscriberKey(
                        purpose, lookup, subscriber: reference, application: application.id,
                        entry: transaction.entryIndex, fromMilliseconds: from))
            }
        }
    }

    /// From when on a contact counts that is another than those proven before: until then who reads those can object.
    /// Nil for the first one, and for one that counts already.
    private func contactBegin(
        _ lookup: String, of reference: String, _ transaction: inout Transaction
    ) throws -> Int64? {
        let contact = Value.text(SubscriberKey.Purpose.contact.rawValue)
        // What was given up, or is to end, begins anew.
        if try transaction.contactEnd(of: reference, lookup) != nil {
            try transaction.forgetContact(reference, lookup)
        }
        let others = try transaction.select(
            SubscriberKey.self, where: "subscriber = ? AND purpose = ? AND application <> ?",
            [.text(reference), contact, .text(application.id)], limit: 1)
        guard !others.isEmpty else { return nil }
        // The same address begins but once; no time comes before all times.
        let same = try transaction.select(
            SubscriberKey.self,
            where: "purpose = ? AND lookup = ? AND subscriber = ? AND application <> ?",
            [contact, .text(lookup), .text(reference), .text(application.id)],
            orderBy: "COALESCE(from_at, 0)", limit: 1)
        if let same = same.first { return same.fromMilliseconds }
        return try transaction.contactDelayEnd()
    }
}

extension SubjectStatement {
    /// What it may be called in certificates: the whole forms of the name on the document, or the
    /// commonName.
    var names: [String] {
        let commonName = attributes[.commonName] ?? ""
        guard let name = identity?.name, name.isNamed(commonName) else { return [commonName] }
        return name.forms
    }

    /// What it is searched by, folded.
    var searchForms: Set<String> {
        var forms = identity?.name?.searchForms ?? []
        forms.formUnion(names.map(NameFolding.folded))
        if let organisation = attributes[.organizationName] {
            forms.insert(NameFolding.folded(organisation))
        }
        return forms
    }
}

extension Transaction {
    mutating func remove(_ key: SubscriberKey) throws {
        try remove(
            SubscriberKey.self, .text(key.purpose.rawValue), .text(key.lookup),
            .text(key.subscriber), .text(key.application))
    }

    /// Whom vetting led an application to counts no more, once it is given back, or refused unsigned, or the
    /// vetting is taken back: what it stated may be wrong. A subscriber that no other application was led to is forgotten.
    mutating func unlink(_ application: inout Application) throws {
        guard let reference = application.subscriber else { return }
        application.subscriber = nil
        let keys = try select(
            SubscriberKey.self, where: "application = ?", [.text(application.id)])
        for key in keys { try remove(key) }
        let isOfOthers = try applications(of: reference).contains {
            !$0.id.utf8.elementsEqual(application.id.utf8)
        }
        if !isOfOthers { try remove(Subscriber.self, .text(reference)) }
    }
}

/// What the applications of a subscriber stated.
package struct KnownIdentity: Sendable, Hashable {
    /// As certificates may have them.
    package var names: [String]
    package var documents: [StatedIdentity.Document]

    /// The newest of them: an organisation may have applied thousands of times.
    package static let maximumApplications = 200

    package static let none = KnownIdentity(names: [], documents: [])

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

    package var json: JSONValue {
        [
            "names": .array(names.map { .string($0) }),
            "documents": .array(documents.map(\.json)),
        ]
    }
}
