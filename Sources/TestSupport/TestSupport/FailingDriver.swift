package import Ledger
import Synchronization

/// Decides which uses of a storage fail. Counts the writes of the one writing connection.
package final class FailurePlan: Sendable {
    private struct State {
        var writes = 0
        var failingWrite: Int?
        var failsCommit = false
        var error = LedgerError.diskFull
    }

    private let state = Mutex(State())

    package init() {}

    /// The `number`th write from now on fails, from 0; every later one too, until `recover`.
    package func failWrites(from number: Int, with error: LedgerError = .diskFull) {
        state.withLock {
            $0.writes = 0
            $0.failingWrite = number
            $0.error = error
        }
    }

    package func failCommits(with error: LedgerError = .diskFull) {
        state.withLock {
            $0.failsCommit = true
            $0.error = error
        }
    }

    package func recover() {
        state.withLock {
            $0.failingWrite = nil
            $0.failsCommit = false
            $0.writes = 0
        }
    }

    /// How many writes there were since the last call that set or ended a failure.
    package var writes: Int { state.withLock { $0.writes } }

    fileprivate func checkWrite() throws(LedgerError) {
        let error: LedgerError? = state.withLock { state in
            defer { state.writes += 1 }
            guard let failing = state.failingWrite, state.writes >= failing else { return nil }
            return state.error
        }
        if let error { throw error }
    }

    fileprivate func checkCommit() throws(LedgerError) {
        let error = state.withLock { $0.failsCommit ? $0.error : nil }
        if let error { throw error }
    }
}

/// A storage that fails as planned, as a full disk does: the transaction is gone afterwards.
///
/// The failure of a statement whose answer nobody waits for comes as late as a driver may tell it: with
/// the next use of the connection that waits. PostgreSQL does so. SQLite fails at once, and is taken to
/// do so here as well, so that tests mean the same over both.
package struct FailingDriver: ForwardingDriver {
    package let inner: any StorageDriver
    private let plan: FailurePlan

    package init(_ inner: any StorageDriver, plan: FailurePlan) {
        self.inner = inner
        self.plan = plan
    }

    package func connect(_ access: StorageAccess) throws(LedgerError) -> any StorageConnection {
        let connection = try inner.connect(access)
        guard access == .readWrite else { return connection }
        return FailingConnection(connection, plan: plan)
    }
}

private final class FailingConnection: ForwardingConnection {
    let inner: any StorageConnection
    private let plan: FailurePlan
    /// The failure of an enqueued statement, until it is told or undone.
    private var late: LedgerError?

    init(_ inner: any StorageConnection, plan: FailurePlan) {
        self.inner = inner
        self.plan = plan
    }

    func execute(_ sql: String, _ parameters: [Value]) throws(LedgerError) -> Int {
        try tellLate()
        try failing { () throws(LedgerError) in try plan.checkWrite() }
        return try inner.execute(sql, parameters)
    }

    /// Of what is enqueued after the first failure, nothing is carried out.
    func enqueue(_ sql: String, _ parameters: [Value]) throws(LedgerError) {
        guard late == nil else { return }
        do {
            try plan.checkWrite()
        } catch {
            late = error
            return
        }
        try inner.enqueue(sql, parameters)
    }

    func forEach(
        _ sql: String, _ parameters: [Value], _ body: (Row) throws -> Bool
    ) throws {
        try tellLate()
        try inner.forEach(sql, parameters, body)
    }

    func begin() throws(LedgerError) {
        late = nil
        try inner.begin()
    }

    func commit() throws(LedgerError) {
        try tellLate()
        try failing { () throws(LedgerError) in try plan.checkCommit() }
        try inner.commit()
    }

    func rollback() {
        late = nil
        inner.rollback()
    }

    func releaseSavepoint() throws(LedgerError) {
        try tellLate()
        try inner.releaseSavepoint()
    }

    func rollBackToSavepoint() throws(LedgerError) {
        late = nil
        try inner.rollBackToSavepoint()
    }

    private func tellLate() throws(LedgerError) {
        guard let late else { return }
        self.late = nil
        try failing { () throws(LedgerError) in throw late }
    }

    /// SQLite rolls the whole transaction back when the disk is full; a broken rule of a table
    /// undoes its statement alone.
    private func failing(_ check: () throws(LedgerError) -> Void) throws(LedgerError) {
        do {
            try check()
        } catch {
            if case .constraint = error { throw error }
            inner.rollback()
            throw error
        }
    }
}
