import Ledger
import Synchronization
import TestSupport

/// How SQLite carries out the statements that read a table, by its own account.
final class PlanRecorder: Sendable {
    private let plans = Mutex<[String]>([])

    func note(_ plan: String) { plans.withLock { $0.append(plan) } }

    /// What was noted since the last call, in order.
    func take() -> [String] {
        plans.withLock { plans in
            defer { plans = [] }
            return plans
        }
    }
}

/// A driver that has each query explained to a recorder.
struct ExplainingDriver: ForwardingDriver {
    let inner: any StorageDriver
    let recorder: PlanRecorder

    func connect(_ access: StorageAccess) throws(LedgerError) -> any StorageConnection {
        ExplainingConnection(try inner.connect(access), recorder)
    }
}

private final class ExplainingConnection: ForwardingConnection {
    let inner: any StorageConnection
    private let recorder: PlanRecorder

    init(_ inner: any StorageConnection, _ recorder: PlanRecorder) {
        self.inner = inner
        self.recorder = recorder
    }

    func forEach(_ sql: String, _ parameters: [Value], _ body: (Row) throws -> Bool) throws {
        // Each snapshot begins with the last entry, which lies at the end of its table.
        if sql.hasPrefix("SELECT "), !sql.contains(" FROM journal_") {
            var steps: [String] = []
            try inner.forEach("EXPLAIN QUERY PLAN " + sql, parameters) { row in
                if case .text(let step) = row["detail"] { steps.append(step) }
                return true
            }
            recorder.note(steps.joined(separator: "; "))
        }
        try inner.forEach(sql, parameters, body)
    }
}
