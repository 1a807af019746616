import Ledger
import Synchronization
import TestSupport

/// How SQLite carries out one query, by its own account.
struct QueryPlan: Sendable, CustomStringConvertible {
    let sql: String
    let steps: [String]

    /// What is read from one end on, until all of it was seen or enough was found.
    var scans: [String] { steps.filter { $0.hasPrefix("SCAN ") } }

    var isOfJournal: Bool { sql.contains("FROM journal_") }

    var description: String { "\(sql): \(steps)" }
}

/// Takes the plans of the queries that are asked.
final class PlanRecorder: Sendable {
    private let plans = Mutex<[QueryPlan]>([])

    func note(_ plan: QueryPlan) { plans.withLock { $0.append(plan) } }

    /// What was noted since the last call, in order.
    func take() -> [QueryPlan] {
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
        if sql.hasPrefix("SELECT ") {
            var steps: [String] = []
            try inner.forEach("EXPLAIN QUERY PLAN " + sql, parameters) { row in
                if case .text(let step) = row["detail"] { steps.append(step) }
                return true
            }
            recorder.note(QueryPlan(sql: sql, steps: steps))
        }
        try inner.forEach(sql, parameters, body)
    }
}
