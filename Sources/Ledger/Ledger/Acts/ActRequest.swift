package import CanonicalJSON

/// What somebody asks the ledger to do, before anything was judged.
package struct ActRequest: Sendable {
    /// Chosen by the caller, at random, once for each thing wanted: asking again with the same id
    /// and content returns the first result. 1 to 64 printable ASCII characters.
    package let id: String
    /// The id of an `Operation`.
    package let operation: String
    package let actor: ActActor
    /// What the act belongs to (an application, a certificate, …): separation of duties is judged
    /// within one case.
    package let caseID: String?
    /// The certification authority of the case, for grants that hold for one authority alone.
    package let authority: String?
    /// What the entry tells: ids, hashes and numbers. No names, no free text.
    package let facts: JSONValue
    /// What is decided. An officer's act carries the SHA-256 of its canonical bytes.
    package let payload: JSONValue
    /// The proposal that was returned, of which this act proposes the next version.
    package let corrects: String?

    package init(
        id: String, operation: String, actor: ActActor, caseID: String? = nil,
        authority: String? = nil, facts: JSONValue = [:], payload: JSONValue = .null,
        corrects: String? = nil
    ) {
        self.id = id
        self.operation = operation
        self.actor = actor
        self.caseID = caseID
        self.authority = authority
        self.facts = facts
        self.payload = payload
        self.corrects = corrects
    }
}

/// On whose behalf an act is asked.
package enum ActActor: Sendable {
    case officer(SignedAct)
    /// Who applied; the service checks the key to be certified before it asks.
    case applicant
    /// Whose certificate it is; the service checks the certificate's key in the act.
    case subscriber
    case anyone
    /// The server itself, by its schedule or as a consequence.
    case system
}

/// What an act came to.
package struct ActOutcome: Sendable {
    /// What the act's closure returned. It is kept with the request, so it holds no personal data.
    package let result: JSONValue
    /// The place of the entry in the journal, from 0.
    package let entryIndex: Int64
    /// The same request was carried out before; this is its first result.
    package let replayed: Bool
    /// What the act announced, for whoever carries it out at once: it is durable, and need not be
    /// read. Nil where nothing was announced, or by an earlier request.
    package private(set) var announced: AnnouncedIntents?

    package init(result: JSONValue, entryIndex: Int64, replayed: Bool) {
        self.result = result
        self.entryIndex = entryIndex
        self.replayed = replayed
    }

    func announcing(_ announced: AnnouncedIntents?) -> ActOutcome {
        var outcome = self
        outcome.announced = announced
        return outcome
    }
}
