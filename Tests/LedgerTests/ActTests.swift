import CanonicalJSON
import CertificatePolicy
import Ledger
import Messages
import Synchronization
import Testing
import TestSupport

@Suite struct `An act` {
    @Test func `[7.17] is judged, stored and recorded in one entry`() async throws {
        let world = try await TestLedger.make(tables: [NoteRecord.table])
        let request = try await world.request(
            "application.vet", by: world.ada, caseID: "app-1", facts: ["subject": "00ff"])
        let outcome = try await world.ledger.act(request) { transaction in
            try transaction.put(NoteRecord("n1", "one", number: 1))
            transaction.note("noted", 7)
            return ["state": "vetted"]
        }
        #expect(outcome.result == ["state": "vetted"])
        #expect(outcome.entryIndex == 1)
        #expect(!outcome.replayed)
        let (note, entry) = try await world.ledger.read {
            (try $0.get(NoteRecord.self, "n1"), try $0.entry(at: 1).parsed())
        }
        #expect(note == NoteRecord("n1", "one", number: 1))
        #expect(entry.actor == "officer-ada")
        #expect(entry.caseID == "app-1")
        #expect(entry.outcome == .done)
        #expect(entry.facts == ["subject": "00ff", "noted": 7])
        #expect(entry.event == "application.vetted")
        #expect(entry.changes.map(\.table).sorted() == ["note", "participation", "request"])
        #expect(entry.signed.count == 1)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test
    func `[6.19a] without what its operation demands in writing is refused before it is tried`()
        async throws
    {
        let world = try await TestLedger.make()
        for payload: JSONValue in [.null, [:], ["evidence": []], ["evidence": ["a letter"]]] {
            let request = try await world.request(
                "certificate.revoke", by: world.ada, caseID: "hk-rsa/01", payload: payload)
            await expectRefusal(.revocationEvidenceMissing) {
                try await world.ledger.act(request) { _ in
                    Issue.record("tried")
                    return .null
                }
            }
        }
        let entry = try await world.ledger.read { try $0.entry(at: 1).parsed() }
        #expect(entry.outcome == .refused && entry.refusal?.clause == "6.19a")
        #expect(entry.event == nil)
    }

    @Test func `asked twice with one id gives the first result`() async throws {
        let world = try await TestLedger.make(tables: [NoteRecord.table])
        let request = try await world.request("application.vet", by: world.ada, caseID: "app-1")
        let first = try await world.ledger.act(request) { _ in "first" }
        let second = try await world.ledger.act(request) { _ in "second" }
        #expect(second.result == "first")
        #expect(second.replayed)
        #expect(second.entryIndex == first.entryIndex)
        #expect(try await world.ledger.read { try $0.journalSize() } == 2)
    }

    @Test func `with a used id and other content is refused`() async throws {
        let world = try await TestLedger.make()
        let request = try await world.request("application.vet", by: world.ada, caseID: "app-1")
        try await world.ledger.act(request) { _ in "first" }
        let other = try await world.request("application.vet", by: world.ada, caseID: "app-2")
        let reused = ActRequest(
            id: request.id, operation: other.operation, actor: other.actor, caseID: other.caseID)
        await expectRefusal(.requestIDReused) {
            try await world.ledger.act(reused) { _ in "second" }
        }
    }

    @Test func `[7.17] that is refused leaves an entry with code and clause alone, and no change`()
        async throws
    {
        let world = try await TestLedger.make(tables: [NoteRecord.table])
        let request = try await world.request("application.vet", by: world.ada, caseID: "app-1")
        await expectRefusal(.genesisInvalid) {
            try await world.ledger.act(request) { transaction in
                try transaction.put(NoteRecord("n1", "one"))
                throw Refusal(.genesisInvalid, field: "name", ["reason": "Chan Tai Man"])
            }
        }
        let (note, stored) = try await world.ledger.read {
            (try $0.get(NoteRecord.self, "n1"), try $0.entry(at: 1))
        }
        #expect(note == nil)
        let entry = try stored.parsed()
        #expect(entry.outcome == .refused)
        #expect(entry.refusal == .init(code: "genesis.invalid", clause: "7.10"))
        #expect(!String(decoding: stored.bytes, as: UTF8.self).contains("Chan"))
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.11a] by the person who did the step before is refused`() async throws {
        let world = try await TestLedger.make()
        let vet = try await world.request("application.vet", by: world.dai, caseID: "app-1")
        try await world.ledger.act(vet) { _ in .null }
        let same = try await world.request("application.approve", by: world.dai, caseID: "app-1")
        await expectRefusal(.authorisationPersonMustDiffer) {
            try await world.ledger.act(same) { _ in .null }
        }
        let other = try await world.request("application.approve", by: world.ben, caseID: "app-1")
        try await world.ledger.act(other) { _ in .null }
    }

    @Test func `[7.11a] that must differ from another names its case`() async throws {
        let world = try await TestLedger.make()
        let request = try await world.request("application.approve", by: world.ben)
        await expectRefusal(.requestCaseMissing) {
            try await world.ledger.act(request) { _ in .null }
        }
    }

    @Test(
        arguments: [
            ("", nil), (String(repeating: "x", count: 65), nil), ("a b", nil), ("ü", nil),
            ("r", ""), ("r", String(repeating: "x", count: 129)), ("r", "Chan Tai Man"),
        ] as [(String, String?)])
    func `with an id or case that is none is refused and not recorded`(
        id: String, caseID: String?
    ) async throws {
        let world = try await TestLedger.make()
        let request = ActRequest(
            id: id, operation: "serve.start", actor: .system, caseID: caseID)
        await expectRefusal(caseID == nil ? .requestIDInvalid : .requestCaseInvalid) {
            try await world.ledger.act(request) { _ in .null }
        }
        #expect(try await world.ledger.read { try $0.journalSize() } == 1)
    }

    @Test func `of a stranger cannot take the request id of the system`() async throws {
        let world = try await TestLedger.make()
        let squatter = ActRequest(id: "crl-1", operation: "application.apply", actor: .anyone)
        try await world.ledger.act(squatter) { _ in "mine" }
        let system = ActRequest(id: "crl-1", operation: "crl.issue", actor: .system)
        let outcome = try await world.ledger.act(system) { _ in "ours" }
        #expect(outcome.result == "ours")
        #expect(!outcome.replayed)
    }

    @Test func `whose transaction outlives it can do nothing more`() async throws {
        let world = try await TestLedger.make(tables: [NoteRecord.table])
        let kept = KeptReading()
        try await world.ledger.act(world.systemRequest()) { transaction in
            kept.keep(transaction.reading)
            return .null
        }
        #expect(throws: LedgerError.misuse(detail: "a transaction was used after its end")) {
            try kept.use()
        }
    }

    @Test(arguments: [ActActor.anyone, .applicant])
    func `of a stranger that is refused is only counted, and told once an hour`(
        actor: ActActor
    ) async throws {
        let world = try await TestLedger.make()
        func knock() async {
            let operation =
                if case .anyone = actor { "application.apply" } else { "application.accept" }
            let request = ActRequest(
                id: world.newRequestID(), operation: operation, actor: actor)
            await expectRefusal(.vaultValueTooLong) {
                try await world.ledger.act(request) { _ in throw Refusal(.vaultValueTooLong) }
            }
        }
        for _ in 0..<3 { await knock() }
        #expect(try await world.ledger.read { try $0.journalSize() } == 1)
        world.clock.advance(byMilliseconds: 3_600_000)
        await knock()
        let entry = try await world.ledger.read { try $0.entry(at: 1).parsed() }
        #expect(entry.operation == "ledger.refusals")
        #expect(entry.facts["counts"] == ["vault.valueTooLong": 4])
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.22] keeps the time of the last entry when the clock is set back`() async throws {
        let world = try await TestLedger.make()
        world.clock.advance(byMilliseconds: 10_000)
        let first = world.systemRequest()
        try await world.ledger.act(first) { _ in .null }
        world.clock.set(toMilliseconds: FixedClock.start - 86_400_000)
        let outcome = try await world.ledger.act(world.systemRequest()) { transaction in
            .integer(transaction.atMilliseconds)
        }
        #expect(outcome.result == .integer(FixedClock.start + 10_000))
        let entry = try await world.ledger.read { try $0.entry(at: 2).parsed() }
        #expect(entry.timeMilliseconds == FixedClock.start + 10_000)
    }

    @Test func `by two hundred people at once shares commits and loses nothing`() async throws {
        let world = try await TestLedger.make(tables: [NoteRecord.table])
        try await withThrowingTaskGroup(of: Int64.self) { group in
            for number in 0..<200 {
                let request = world.systemRequest()
                group.addTask {
                    try await world.ledger.act(request) { transaction in
                        try transaction.put(NoteRecord("n\(number)", "t\(number)"))
                        return .null
                    }.entryIndex
                }
            }
            var indexes: Set<Int64> = []
            for try await index in group { indexes.insert(index) }
            #expect(indexes == Set(1...200))
        }
        let report = try await world.ledger.verify()
        #expect(report.isClean)
        #expect(report.entries == 201)
        #expect(report.checkpoints < 201)
    }
}

@Suite struct `Acts that share a commit` {
    private static let count = 12
    private static let stopped = Refusal(.requestIDInvalid, field: "request")

    @Test(
        arguments: [
            [], [0], [5], [11], [0, 1], [0, 11], [10, 11], [0, 3, 6, 9], Set(0..<12),
        ] as [Set<Int>])
    func `are each kept or refused by themselves, wherever they stand`(
        refused: Set<Int>
    ) async throws {
        let meter = CommitMeter()
        let world = try await TestLedger.make(tables: [NoteRecord.table]) {
            TransactionDriver($0) { connection throws(LedgerError) in
                meter.noteBegin()
                try connection.begin()
            } commit: { connection throws(LedgerError) in
                try connection.commit()
                meter.noteCommit()
            }
        }
        // While another connection holds the right to write, a first act keeps the ledger waiting,
        // and all that are asked meanwhile wait for the next commit in their order.
        let hand = try world.settings.driver.connect(.readWrite)
        try hand.begin()
        let begun = meter.start()
        let first = Task.immediate {
            try await world.ledger.act(world.systemRequest()) { _ in .null }
        }
        for await _ in begun { break }
        let acts = (0..<Self.count).map { number in
            Task.immediate { try await Self.act(number, refused.contains(number), world) }
        }
        hand.rollback()
        #expect(try await first.value.entryIndex == 1)
        for (number, act) in acts.enumerated() {
            do {
                let outcome = try await act.value
                #expect(outcome.entryIndex == Int64(number + 2))
                #expect(!refused.contains(number))
            } catch let refusal as Refusal {
                #expect(refusal == Self.stopped)
                #expect(refused.contains(number))
            }
        }
        #expect(meter.commits == 2)
        let (ids, entries) = try await world.ledger.read {
            (
                try $0.select(NoteRecord.self).map(\.id),
                try $0.entries(from: 2, limit: 2 * Self.count)
            )
        }
        let kept = (0..<Self.count).filter { !refused.contains($0) }.map { "n\($0)" }
        #expect(ids.sorted() == kept.sorted())
        let outcomes = try entries.map { try $0.parsed().outcome }
        let expected: [JournalEntry.Outcome] = (0..<Self.count).map {
            refused.contains($0) ? .refused : .done
        }
        #expect(outcomes == expected)
        let report = try await world.ledger.verify()
        #expect(report.isClean && report.checkpoints == 3)
    }

    /// Writes, and then perhaps refuses.
    private static func act(
        _ number: Int, _ isRefused: Bool, _ world: TestLedger
    ) async throws -> ActOutcome {
        try await world.ledger.act(world.systemRequest()) { transaction in
            try transaction.put(NoteRecord("n\(number)", "t\(number)"))
            if isRefused { throw stopped }
            return .null
        }
    }
}

/// Counts commits, and tells when a transaction is about to begin.
private final class CommitMeter: Sendable {
    private struct State {
        var commits = 0
        var begun: AsyncStream<Void>.Continuation?
    }

    private let state = Mutex(State())

    /// Counts anew. The stream has an element for each transaction from now on.
    func start() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        state.withLock { $0 = State(begun: continuation) }
        return stream
    }

    var commits: Int { state.withLock { $0.commits } }

    func noteBegin() {
        let begun = state.withLock { $0.begun }
        begun?.yield()
    }

    func noteCommit() { state.withLock { $0.commits += 1 } }
}

/// Runs and expects exactly this refusal.
func expectRefusal<Result>(
    _ code: RefusalCode, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Result
) async {
    do {
        _ = try await body()
        Issue.record("not refused", sourceLocation: sourceLocation)
    } catch let refusal as Refusal {
        #expect(refusal.code.id == code.id, sourceLocation: sourceLocation)
    } catch {
        Issue.record("another error: \(error)", sourceLocation: sourceLocation)
    }
}

/// Smuggles the inside of a transaction out of its closure, as no service should.
private final class KeptReading: @unchecked Sendable {
    // Written by the act and read after it was acknowledged; never at the same time.
    private var reading: Reading?

    func keep(_ reading: Reading) { self.reading = reading }

    func use() throws { _ = try Snapshot.rows(of: reading) }
}

extension Snapshot {
    fileprivate static func rows(of reading: Reading?) throws -> [Row] {
        struct Late: ReadableLedger {
            let reading: Reading
            let atMilliseconds: Int64 = 0
        }
        guard let reading else { return [] }
        return try Late(reading: reading).rows("SELECT 1")
    }
}
