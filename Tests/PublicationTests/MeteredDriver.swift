import Ledger
import Synchronization
import TestSupport

/// Counts how often a whole revocation list was read.
final class ListMeter: Sendable {
    private let count = Mutex(0)

    func note() { count.withLock { $0 += 1 } }

    /// What was counted since the last call.
    func take() -> Int {
        count.withLock { count in
            defer { count = 0 }
            return count
        }
    }
}

/// A driver whose connections tell a meter of each row with a list in it.
struct MeteredDriver: ForwardingDriver {
    let inner: any StorageDriver
    private let meter: ListMeter

    init(_ inner: any StorageDriver, meter: ListMeter) {
        self.inner = inner
        self.meter = meter
    }

    func connect(_ access: StorageAccess) throws(LedgerError) -> any StorageConnection {
        MeteredConnection(try inner.connect(access), meter: meter)
    }
}

private final class MeteredConnection: ForwardingConnection {
    let inner: any StorageConnection
    private let meter: ListMeter

    init(_ inner: any StorageConnection, meter: ListMeter) {
        self.inner = inner
        self.meter = meter
    }

    func forEach(_ sql: String, _ parameters: [Value], _ body: (Row) throws -> Bool) throws {
        try inner.forEach(sql, parameters) { row in
            if case .blob = row["list"] { meter.note() }
            return try body(row)
        }
    }
}
