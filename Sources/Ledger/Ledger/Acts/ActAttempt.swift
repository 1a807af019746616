import CanonicalJSON
import CertificatePolicy
import Cryptography
import Messages

/// One run of one act inside its savepoint. Lives on the committer's queue, for that long.
final class ActAttempt {
    let ledger: Ledger
    let pending: PendingAct
    let reading: Reading
    let entryIndex: Int64
    let journalSize: Int64
    let atMilliseconds: Int64
    private let executors: [String: ProposalExecutor]
    private let keyOf: (Officer) -> PublicKey?
    private(set) var officer: Officer?
    /// Read once: no act changes its own officer's standing.
    private var standing: OfficerStanding?
    private(set) var practice: Int64 = 0
    /// Of what certificates the act reads that it is about, and at which site they are handled.
    private(set) var kindRead = CaseKind.unread
    private(set) var siteRead = CaseSite.unread
    let record = ActRecord()

    var request: ActRequest { pending.request }

    init(_ ledger: isolated Ledger, _ pending: PendingAct, _ tail: JournalTail) {
        self.ledger = ledger
        self.pending = pending
        reading = Reading(
            ledger.connection, cache: ledger.statementCache, vaultKey: ledger.vaultKey)
        entryIndex = tail.size
        journalSize = ledger.tail.size
        atMilliseconds = max(ledger.settings.clock(), tail.atMilliseconds)
        executors = ledger.executors
        keyOf = { officer in ledger.assumeIsolated { $0.key(of: officer) } }
    }

    /// Who it was, once that is sure; nil for strangers.
    var authenticatedActor: String? {
        switch request.actor {
        case .officer: officer?.id
        case .system: "system"
        case .applicant, .subscriber, .anyone: nil
        }
    }

    /// - Returns: no entry when the request was carried out before.
    func carryOut() throws -> (ActOutcome, JournalEntry?) {
        try authenticate()
        try pending.lease?.check(on: reading)
        let requestKey = RequestRow.key(of: request)
        if let earlier = try reading.get(RequestRow.self, key: [.text(requestKey)]) {
            return (try replay(of: earlier), nil)
        }
        practice = try snapshot.practiceInForce()?.version ?? 0
        switch pending.work {
        case .carryOut(let body): return try carryOut(body)
        case .approve(let proposal): return try approve(proposal)
        }
    }

    // MARK: Who asks, and whether again

    private func authenticate() throws {
        guard case .officer(let signed) = request.actor else { return }
        guard let found = try snapshot.officer(keyID: signed.keyID), let key = keyOf(found) else {
            throw Refusal(.actKeyUnknown, field: "key", ["key": signed.keyID])
        }
        let isGood =
            pending.isSignatureVerified
            || key.verifies(signed.signature, of: signed.bytes, with: .ecdsaWithSHA256)
        guard isGood else {
            throw Refusal(.actSignatureInvalid, field: "signature", ["key": signed.keyID])
        }
        officer = found
    }

    private func replay(of earlier: RequestRow) throws -> ActOutcome {
        guard constantTimeEquals(earlier.content, pending.content) else {
            throw Refusal(.requestIDReused, field: "request", ["request": request.id])
        }
        return ActOutcome(
            result: try JSONValue(parsing: Array(earlier.result.utf8)),
            entryIndex: earlier.entry, replayed: true)
    }

    // MARK: Acts of one person, or of none

    private func carryOut(_ body: ActBody) throws -> (ActOutcome, JournalEntry?) {
        guard let operation = Operation[request.operation] else {
            throw Refusal(.operationUnknown, ["operation": request.operation])
        }
        try ActJudge.checkActor(request.actor, of: operation)
        // Without a case there would be no history, and nobody could be told apart.
        guard request.caseID != nil || operation.differsFrom.isEmpty || operation.coversList
        else {
            throw Refusal(.requestCaseMissing, field: "case", ["operation": operation.id])
        }
        if operation.people > 1 { return try propose(operation, judging: body) }
        if let corrects = request.corrects {
            throw Refusal(.proposalUnknown, field: "corrects", ["proposal": corrects])
        }
        let question = ActJudge.Question(
            operation: operation, caseID: request.caseID, authority: request.authority,
            site: operation.readsItsCase ? .unread : .none, payloadHash: pending.payloadHash,
            history: try request.caseID.map { try snapshot.participations(inCase: $0) } ?? [])
        var entry = emptyEntry(operation: operation.id, actor: actorName)
        if case .officer(let signed) = request.actor, let officer {
            entry.defects = try judge.judge(signed.statement, by: officer, question).defects
            entry.signed = [signedItem(signed, officer)]
            try participate(signed, officer, question)
        }
        try requireDocuments(of: operation, in: request.payload)
        var transaction = transaction(question)
        let result = try body(&transaction)
        return try finish(entry, result: result)
    }

    /// What the operation demands in writing is named by the act, and told by the entry.
    func requireDocuments(of operation: Operation, in payload: JSONValue) throws(Refusal) {
        record.facts.merge(try operation.documents(namedBy: payload)) { _, named in named }
    }

    func participate(
        _ signed: SignedAct, _ officer: Officer, _ question: ActJudge.Question
    ) throws {
        try record.put(
            ParticipationRow(
                nonce: signed.statement.nonce, caseID: question.caseID,
                operation: question.operation.id, officer: officer.id, entry: entryIndex,
                isRefused: false),
            on: reading)
    }

    /// Keeps the result with the request and completes the entry.
    func finish(
        _ entry: JournalEntry, result: JSONValue
    ) throws -> (ActOutcome, JournalEntry?) {
        try record.put(
            RequestRow(
                id: RequestRow.key(of: request), content: pending.content, entry: entryIndex,
                result: String(decoding: result.canonicalBytes, as: UTF8.self)),
            on: reading)
        var entry = entry
        entry.facts = (request.facts.object ?? [:]).merging(record.facts) { _, noted in noted }
        entry.defects += record.defects
        entry.changes = record.changes
        entry.intents = record.intents.map(\.announcement)
        let outcome = ActOutcome(result: result, entryIndex: entryIndex, replayed: false)
        return (outcome, entry)
    }

    // MARK: Parts

    var judge: ActJudge {
        ActJudge(
            reading: reading, identity: ledger.identity,
            policyVersion: ledger.settings.policyVersion, practice: practice,
            atMilliseconds: atMilliseconds, journalSize: journalSize)
    }

    var snapshot: Snapshot { Snapshot(reading, atMilliseconds: atMilliseconds) }

    var actorName: String { officer?.id ?? request.actor.kind }

    private var signedRole: String? {
        if case .officer(let signed) = request.actor { signed.statement.role } else { nil }
    }

    func executor(of operation: Operation) throws(Refusal) -> ProposalExecutor {
        guard let executor = executors[operation.id] else {
            throw Refusal(.proposalNoExecutor, ["operation": operation.id])
        }
        return executor
    }

    func signedItem(_ signed: SignedAct, _ officer: Officer) -> SignedItem {
        SignedItem(
            officer: officer.id, act: signed.bytes, signature: signed.signature,
            publicKey: officer.publicKey)
    }

    func transaction(_ question: ActJudge.Question) -> Transaction {
        Transaction(
            reading: reading, atMilliseconds: atMilliseconds, entryIndex: entryIndex,
            actor: actorName, role: signedRole, randomness: ledger.settings.randomness,
            judge: { [self] in try judgeAgain(question, $0, caseID: $1) },
            operation: question.operation.id, practice: practice, record: record)
    }

    /// Of an officer's act what is known only inside it: whose authority it is about, and, where it
    /// covers a list, each of its cases.
    private func judgeAgain(
        _ question: ActJudge.Question, _ scope: CaseScope, caseID: String?
    ) throws {
        guard let officer, case .officer(let signed) = request.actor else { return }
        kindRead = scope.kind
        siteRead = scope.site
        let standing =
            try self.standing ?? snapshot.standing(of: officer, for: question.operation)
        self.standing = standing
        let history = try caseID.map { try snapshot.participations(inCase: $0) }
        let narrowed = ActJudge.Question(
            operation: question.operation, caseID: caseID ?? question.caseID,
            authority: scope.authority, kind: scope.kind, site: scope.site,
            payloadHash: question.payloadHash, history: history ?? question.history)
        try ActJudge.judge(
            standing, role: signed.statement.role, narrowed, atMilliseconds)
    }

    func emptyEntry(operation: String, actor: String) -> JournalEntry {
        JournalEntry(
            timeMilliseconds: atMilliseconds, operation: operation, actor: actor,
            caseID: request.caseID, practice: practice,
            nonce: ledger.settings.randomness.bytes(16), request: request.id)
    }
}
