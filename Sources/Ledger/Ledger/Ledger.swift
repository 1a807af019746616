import CanonicalJSON
import CertificatePolicy
import Cryptography
import Dispatch
import Messages
import Synchronization

/// The one door: nothing changes except through `act`, and nothing changes without its entry.
///
/// Acts that wait while a batch is being committed make up the next batch. Each runs in its own
/// savepoint, judged on the state at that moment; entries, tiles, tail and checkpoint of all of
/// them become durable in one commit, and only then does anybody get an answer: where the checkpoint key is
/// in another process, once that signed it or was not to be had. When the storage fails, the whole batch fails
/// and nothing of it stays.
package actor Ledger {
    /// Enough to spread the cost of a commit thin, few enough that the first does not wait long.
    static let maximumBatch = 256

    package nonisolated let identity: LedgerIdentity
    nonisolated let settings: LedgerSettings
    nonisolated let vaultKey: VaultKey
    nonisolated let catalogue: Catalogue
    nonisolated let lanes: ReadLanes
    private nonisolated let executor: QueueExecutor
    /// See `restoredAtMilliseconds`.
    nonisolated let restoredAt: Mutex<Int64?>
    /// Keys of officers, by their id. An id is a hash of its key, so nothing here goes stale.
    private nonisolated let verifiedKeys = Mutex<[String: PublicKey]>([:])

    /// Where sealed files lie; nil where there is no such place.
    package nonisolated var files: FileVault? { settings.files }

    let connection: any StorageConnection
    let statementCache: StatementCache
    var tail: JournalTail
    var executors: [String: ProposalExecutor] = [:]
    var waitingPeriods = WaitingPeriods()
    var anonymousRefusals: RefusalCounts
    /// Leases of others, as they were seen last.
    var leaseSightings: [String: Lease.Sighting] = [:]
    var owed = OwedCheckpoint()
    private var waiting: [PendingAct] = []
    private var isCommitScheduled = false
    private(set) var isClosed = false

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    /// Runs on the executor's queue.
    init(
        identity: LedgerIdentity, settings: LedgerSettings, catalogue: Catalogue,
        connection: sending any StorageConnection, tail: JournalTail, lanes: ReadLanes,
        restoredAt: Int64?, executor: QueueExecutor
    ) {
        self.restoredAt = Mutex(restoredAt)
        self.identity = identity
        self.settings = settings
        self.catalogue = catalogue
        self.connection = connection
        self.tail = tail
        self.lanes = lanes
        self.executor = executor
        vaultKey = VaultKey(master: settings.vaultKey)
        statementCache = StatementCache(catalogue)
        anonymousRefusals = RefusalCounts(sinceMilliseconds: tail.atMilliseconds)
    }

    // MARK: Acts

    /// Judges and carries out one act, and returns once it is durable.
    ///
    /// The closure touches only its transaction. An operation that takes several people opens a
    /// proposal instead: the closure then judges the payload and changes nothing, and the last of
    /// the people sets off the registered executor (see `approve`). The result is then
    /// `{"proposal", "state": "pending"|"done", "signatures", "needed", "result"}`.
    ///
    /// - Throws: `Refusal` for what the rules refuse or the closure throws; `LedgerError` when the
    ///   storage failed: nothing of the act was kept, and it may be asked again.
    @discardableResult
    package nonisolated func act(
        _ request: ActRequest, _ body: @escaping ActBody
    ) async throws -> ActOutcome {
        try await enter(request, .carryOut(body))
    }

    /// Signs a pending proposal. The last needed signature carries it out, in the same entry.
    ///
    /// The signed act names the proposal's operation, case and payload hash.
    @discardableResult
    package nonisolated func approve(
        _ proposal: String, requestID: String, signed: SignedAct
    ) async throws -> ActOutcome {
        let request = ActRequest(
            id: requestID, operation: signed.statement.operation, actor: .officer(signed),
            caseID: signed.statement.caseID)
        return try await enter(request, .approve(proposal))
    }

    /// Names who carries out an operation that takes several people. Called at start.
    package func register(operation: String, executor: @escaping ProposalExecutor) {
        executors[operation] = executor
    }

    /// Ends the ledger after what already waits; later acts throw `LedgerError.closed`.
    ///
    /// Writes the entry about anonymous refusals that is still owed.
    package func close() async {
        guard !isClosed else { return }
        drain(recordingRefusals: true)
        isClosed = true
        await stopSigning()
        connection.close()
        await lanes.close()
    }

    // MARK: Group commit

    /// Makes ready outside the committer whatever needs no state, then waits for the commit.
    private nonisolated func enter(
        _ request: ActRequest, _ work: PendingAct.Work
    ) async throws -> ActOutcome {
        try refuseWhileRestored(request.operation)
        do {
            try PendingAct.check(request)
        } catch {
            await countAnonymous(error)
            throw error
        }
        let payloadHash = DigestAlgorithm.sha256.hash(request.payload.canonicalBytes)
        let proposal: String? = if case .approve(let id) = work { id } else { nil }
        let content = PendingAct.content(
            of: request, proposal: proposal, payloadHash: payloadHash, key: vaultKey)
        var isVerified = false
        if case .officer(let signed) = request.actor,
            let key = verifiedKeys.withLock({ $0[signed.keyID] })
        {
            isVerified = key.verifies(
                signed.signature, of: signed.bytes, with: .ecdsaWithSHA256)
        }
        return try await enqueue(request, work, payloadHash, content, isVerified)
    }

    private func enqueue(
        _ request: ActRequest, _ work: PendingAct.Work, _ payloadHash: [UInt8],
        _ content: [UInt8], _ isVerified: Bool
    ) async throws -> ActOutcome {
        guard !isClosed else { throw LedgerError.closed }
        return try await withCheckedThrowingContinuation { continuation in
            waiting.append(
                PendingAct(
                    request: request, work: work, payloadHash: payloadHash, content: content,
                    isSignatureVerified: isVerified, lease: Lease.current,
                    continuation: continuation))
            scheduleCommit()
        }
    }

    /// The commit runs after the acts that are already on the queue, so all of them join it.
    private func scheduleCommit() {
        guard !isCommitScheduled else { return }
        isCommitScheduled = true
        executor.queue.async {
            self.assumeIsolated { ledger in
                ledger.isCommitScheduled = false
                ledger.drain(recordingRefusals: false)
                if !ledger.waiting.isEmpty { ledger.scheduleCommit() }
            }
        }
    }

    private func drain(recordingRefusals: Bool) {
        repeat {
            let batch = Array(waiting.prefix(Self.maximumBatch))
            waiting.removeFirst(batch.count)
            let answers = commit(batch, recordingRefusals: recordingRefusals)
            for (pending, answer) in zip(batch, answers) {
                release { pending.continuation.resume(with: answer) }
            }
            signOwed()
        } while recordingRefusals && !waiting.isEmpty
    }

    private func countAnonymous(_ refusal: Refusal) {
        anonymousRefusals.count(refusal.code.id)
    }

    /// The key of an officer whose statement names this id, kept parsed.
    func key(of officer: Officer) -> PublicKey? {
        if let key = verifiedKeys.withLock({ $0[officer.keyID] }) { return key }
        guard Officer.keyID(of: officer.publicKey).utf8.elementsEqual(officer.keyID.utf8),
            let key = Officer.usableKey(officer.publicKey)
        else { return nil }
        verifiedKeys.withLock { $0[officer.keyID] = key }
        return key
    }
}
