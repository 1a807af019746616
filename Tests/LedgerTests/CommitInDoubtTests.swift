import CanonicalJSON
import Ledger
import Synchronization
import Testing
import TestSupport

/// The connection is lost while a commit is under way, and with it the answer.
@Suite struct `A commit in doubt` {
    private let doubt = Doubt()

    private func world() async throws -> TestLedger {
        try await TestLedger.make(tables: [NoteRecord.table]) {
            doubt.driver($0)
        }
    }

    private func act(_ request: ActRequest, _ world: TestLedger) async throws -> ActOutcome {
        try await world.ledger.act(request) { transaction in
            try transaction.put(NoteRecord(request.id, request.id))
            return .integer(transaction.entryIndex)
        }
    }

    /// That the journal holds exactly these requests after its first entry, and is whole.
    private func expectKept(
        _ requests: [ActRequest], in world: TestLedger,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let (ids, entries) = try await world.ledger.read {
            (try $0.select(NoteRecord.self).map(\.id), try $0.entries(from: 1, limit: 10))
        }
        #expect(ids.sorted() == requests.map(\.id).sorted(), sourceLocation: sourceLocation)
        #expect(
            try entries.map { try $0.parsed().request ?? "" } == requests.map(\.id),
            sourceLocation: sourceLocation)
        #expect(try await world.ledger.verify().isClean, sourceLocation: sourceLocation)
    }

    @Test func `that was kept gives the caller its answer, and stands there once`() async throws {
        let world = try await world()
        let (request, next) = (world.systemRequest(), world.systemRequest())
        doubt.arm(.kept)
        let outcome = try await act(request, world)
        #expect(doubt.isSpent)
        #expect(outcome.result == 1 && outcome.entryIndex == 1 && !outcome.replayed)
        try await expectKept([request], in: world)
        let again = try await act(request, world)
        #expect(again.replayed && again.entryIndex == 1)
        #expect(try await act(next, world).entryIndex == 2)
        try await expectKept([request, next], in: world)
    }

    @Test func `that was not kept is told, and the same request is carried out once`()
        async throws
    {
        let world = try await world()
        let request = world.systemRequest()
        doubt.arm(.undone)
        await #expect(throws: LedgerError.commitInDoubt) { try await act(request, world) }
        #expect(doubt.isSpent)
        try await expectKept([], in: world)
        let outcome = try await act(request, world)
        #expect(outcome.result == 1 && outcome.entryIndex == 1 && !outcome.replayed)
        try await expectKept([request], in: world)
    }

    @Test func `that nobody could be asked about is told, and the same request gives its answer`()
        async throws
    {
        let world = try await world()
        let request = world.systemRequest()
        doubt.arm(.keptUnasked)
        await #expect(throws: LedgerError.commitInDoubt) { try await act(request, world) }
        #expect(doubt.isSpent)
        try await expectKept([request], in: world)
        let again = try await act(request, world)
        #expect(again.result == 1 && again.entryIndex == 1 && again.replayed)
        try await expectKept([request], in: world)
    }

    @Test(
        .enabled(
            if: TestStorage.isPostgreSQL,
            "over SQLite a commit in doubt is none in this process, so that the journal's end is read once"
        ))
    func `that nobody could be asked about is where the journal goes on`() async throws {
        let world = try await world()
        let (request, next) = (world.systemRequest(), world.systemRequest())
        doubt.arm(.keptUnasked)
        await #expect(throws: LedgerError.commitInDoubt) { try await act(request, world) }
        #expect(doubt.isSpent)
        #expect(try await act(next, world).entryIndex == 2)
        try await expectKept([request, next], in: world)
    }
}

/// What the next commit comes to: once, then all is well again.
private final class Doubt: Sendable {
    enum Outcome {
        case kept, undone
        /// The next transaction does not begin either.
        case keptUnasked
    }

    private struct State {
        var next: Outcome?
        var failsBegin = false
    }

    private let state = Mutex(State())

    func arm(_ outcome: Outcome) { state.withLock { $0.next = outcome } }

    /// Whether everything that was armed has come to pass.
    var isSpent: Bool { state.withLock { $0.next == nil && !$0.failsBegin } }

    func takeOutcome() -> Outcome? {
        state.withLock { state in
            let outcome = state.next
            state.next = nil
            if case .keptUnasked? = outcome { state.failsBegin = true }
            return outcome
        }
    }

    func takeBegin() -> Bool {
        state.withLock { state in
            defer { state.failsBegin = false }
            return !state.failsBegin
        }
    }

    func driver(_ inner: any StorageDriver) -> some StorageDriver {
        TransactionDriver(inner) { connection throws(LedgerError) in
            guard self.takeBegin() else { throw .busy }
            try connection.begin()
        } commit: { connection throws(LedgerError) in
            switch self.takeOutcome() {
            case nil:
                try connection.commit()
            case .kept?, .keptUnasked?:
                try connection.commit()
                throw .commitInDoubt
            case .undone?:
                connection.rollback()
                throw .commitInDoubt
            }
        }
    }
}
