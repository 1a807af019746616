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

    init(_ inner: any StorageConnection, plan: FailurePlan) {
        self.inner = inner
        self.plan = plan
    }

    func execute(_ sql: String, _ parameters: [Value]) throws(LedgerError) -> Int {
        try failing { () throws(LedgerError) in try plan.checkWrite() }
        return try inner.execute(sql, parameters)
    }

    func enqueue(_ sql: String, _ parameters: [Value]) throws(LedgerError) {
        _ = try execute(sql, parameters)
    }

    func commit() throws(LedgerError) {
        try failing { () throws(LedgerError) in try plan.checkCommit() }
        try inner.commit()
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
