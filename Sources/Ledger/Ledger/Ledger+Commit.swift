import CanonicalJSON
import CertificatePolicy
import Cryptography
import MerkleLog
import Messages
import Synchronization

/// One batch: each act in its savepoint, then everything in one durable commit.
extension Ledger {
    typealias Answer = Result<ActOutcome, any Error>

    /// Answers stand in the order of the acts; they may be released once this returns.
    func commit(_ batch: [PendingAct], recordingRefusals: Bool) -> [Answer] {
        let refusalsBefore = anonymousRefusals
        do {
            try connection.begin()
            if settings.driver.isShared { try followOthers() }
            var tail = self.tail
            if !isRestored { try postponeWaiting(&tail) }
            var answers: [Answer] = []
            for pending in batch {
                answers.append(try run(pending, &tail))
            }
            try appendRefusalCounts(to: &tail, evenIfEarly: recordingRefusals)
            guard tail.size > self.tail.size else {
                // Only repeated requests and strangers' refusals: nothing to keep.
                connection.rollback()
                return answers
            }
            let isRecovered = try takeMarkAway(after: batch, answers)
            // Before that nothing is written, and nobody may act.
            if isRecovered { try postponeWaiting(&tail) }
            try tail.write(to: connection, signer: settings.checkpointSigner)
            try commit(upTo: tail)
            self.tail = tail
            waitingPeriods.hasCommitted = true
            if isRecovered { restoredAt.withLock { $0 = nil } }
            return answers
        } catch {
            connection.rollback()
            waitingPeriods.mayWait = true
            // Where a commit stays in doubt they may be told twice; never not at all.
            anonymousRefusals = refusalsBefore
            return batch.map { _ in .failure(error) }
        }
    }

    /// Takes up what other servers appended since; the caller holds the right to write.
    ///
    /// - Throws: `.journalDamaged` where the journal does not continue what this server knows: a
    ///   database that went back, after a failover or a restore, is never written to.
    func followOthers() throws(LedgerError) {
        let last = try connection.first(JournalTables.lastCheckpoint)
        let (size, root) = (try last?.integer("size"), try last?.blob("root"))
        guard size != tail.size || root != tail.range.root else {
            // Who committed it may have had it signed, too.
            tail.note = try last?.text("note") ?? ""
            return
        }
        let known = try connection.first(JournalTables.rootOfSize, [.integer(tail.size)])
        guard try known?.blob("root") == tail.range.root else {
            throw .journalDamaged(detail: "the database holds an earlier or another journal")
        }
        // Under another name it goes on without this server, until that is started with its key.
        guard
            try JournalChapter.all(on: connection).last?.origin.utf8
                .elementsEqual(identity.origin.utf8) == true
        else { throw .cannotOpen(detail: "the checkpoint key is not that of this journal") }
        // What others did may have been a migration.
        try Schema.check(on: connection, settings.history)
        tail = try JournalTail(reading: connection)
    }

    /// - Parameter tail: what the transaction makes the end of the journal.
    private func commit(upTo tail: JournalTail) throws(LedgerError) {
        do {
            try connection.commit()
        } catch .commitInDoubt {
            // Where it was kept, the answer alone was lost.
            guard (try? wasKept(tail)) == true else { throw .commitInDoubt }
        } catch {
            throw error
        }
    }

    /// Whether a commit that was in doubt took place. Only a new transaction of a writer knows: it
    /// begins once the old one has ended.
    private func wasKept(_ tail: JournalTail) throws(LedgerError) -> Bool {
        try connection.begin()
        defer { connection.rollback() }
        let row = try connection.first(JournalTables.rootOfSize, [.integer(tail.size)])
        return try row?.blob("root") == tail.range.root
    }

    /// - Throws: only what fails the whole batch.
    private func run(
        _ pending: PendingAct, _ tail: inout JournalTail
    ) throws(LedgerError) -> Answer {
        let attempt = ActAttempt(self, pending, tail)
        defer { attempt.reading.end() }
        try connection.savepoint()
        do {
            let (outcome, entry) = try attempt.carryOut()
            if let failure = attempt.reading.failure { throw failure }
            let bytes = try entry.map { entry throws(LedgerError) in try Self.bytes(of: entry) }
            // Only now is it sure that every row was taken.
            try connection.releaseSavepoint()
            var announced: AnnouncedIntents?
            if let entry, let bytes {
                announced = AnnouncedIntents(attempt.record.intents, bytes, at: tail.size)
                tail.append(entry, bytes: bytes)
                lookForWaiting(after: entry)
            }
            return .success(outcome.announcing(announced))
        } catch {
            if let failure = attempt.reading.failure { throw failure }
            if let error = error as? LedgerError, error.failsBatch { throw error }
            try connection.rollBackToSavepoint()
            // Not even a refusal may go on with a journal that was not compared yet.
            if !isRestored { try record(error, of: attempt, &tail) }
            return .failure((error as? LedgerError)?.asRefusedByAct ?? error)
        }
    }

    /// An authenticated actor's refusal becomes an entry, and its signed act is used up.
    private func record(
        _ error: any Error, of attempt: ActAttempt, _ tail: inout JournalTail
    ) throws(LedgerError) {
        let refusal = error as? Refusal ?? (error as? LedgerError ?? LedgerError(error)).refusal
        guard let actor = attempt.authenticatedActor else {
            anonymousRefusals.count(refusal.code.id)
            return
        }
        let known = Operation[attempt.pending.request.operation]?.id ?? "unknown"
        var entry = attempt.emptyEntry(operation: known, actor: actor)
        entry.outcome = .refused
        entry.refusal = .init(code: refusal.code.id, clause: refusal.code.clause)
        if let officer = attempt.officer, case .officer(let signed) = attempt.pending.request.actor,
            try attempt.reading.get(
                ParticipationRow.self, key: [.blob(signed.statement.nonce)]) == nil
        {
            let record = ActRecord()
            try record.put(
                ParticipationRow(
                    nonce: signed.statement.nonce, caseID: entry.caseID, operation: known,
                    officer: officer.id, entry: tail.size, isRefused: true),
                on: attempt.reading)
            entry.changes = record.changes
        }
        tail.append(entry, bytes: try Self.bytes(of: entry))
    }

    /// Strangers' refusals: one entry with the counts, at most one an hour.
    private func appendRefusalCounts(
        to tail: inout JournalTail, evenIfEarly: Bool
    ) throws(LedgerError) {
        let now = max(settings.clock(), tail.atMilliseconds)
        let isOwed = evenIfEarly && !anonymousRefusals.isEmpty
        guard isOwed || anonymousRefusals.isDue(atMilliseconds: now) else { return }
        var entry = JournalEntry(
            timeMilliseconds: now, operation: "ledger.refusals", actor: "system", caseID: nil,
            practice: 0, nonce: settings.randomness.bytes(16), request: nil)
        entry.facts = anonymousRefusals.facts(untilMilliseconds: now)
        tail.append(entry, bytes: try Self.bytes(of: entry))
        anonymousRefusals = RefusalCounts(sinceMilliseconds: now)
    }

    static func bytes(of entry: JournalEntry) throws(LedgerError) -> [UInt8] {
        let bytes = entry.canonicalBytes
        guard bytes.count <= JournalEntry.maximumBytes else {
            throw .entryTooLarge(bytes: bytes.count)
        }
        return bytes
    }
}

extension LedgerError {
    /// What the caller of one act is told: too large an entry is refused; all else is a fault, and
    /// stays one, so that it is logged with its cause.
    fileprivate var asRefusedByAct: any Error {
        if case .entryTooLarge = self { refusal } else { self }
    }
}
