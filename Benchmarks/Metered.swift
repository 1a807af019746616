import Ledger
import Synchronization
import TestSupport

/// Adds up processor time that several threads spend on one part of the work.
final class Meter: Sendable {
    private let total = Mutex(0.0)
    /// Reading the clock costs itself; where nothing is to be measured it is not read.
    private let isOn = Atomic(false)

    func turn(on: Bool) { isOn.store(on, ordering: .relaxed) }

    func measure<T, E: Error>(_ body: () throws(E) -> T) throws(E) -> T {
        guard isOn.load(ordering: .relaxed) else { return try body() }
        let start = ProcessorTime.ofThread
        defer {
            let spent = ProcessorTime.ofThread - start
            total.withLock { $0 += spent }
        }
        return try body()
    }

    /// What was added since the last call, in seconds.
    func take() -> Double {
        total.withLock { total in
            defer { total = 0 }
            return total
        }
    }
}

/// A storage whose processor time is told to a meter.
struct MeteredStorage: ForwardingDriver {
    let inner: any StorageDriver
    let meter: Meter

    func connect(_ access: StorageAccess) throws(LedgerError) -> any StorageConnection {
        MeteredConnection(try inner.connect(access), meter)
    }
}

private final class MeteredConnection: ForwardingConnection {
    let inner: any StorageConnection
    private let meter: Meter

    init(_ inner: any StorageConnection, _ meter: Meter) {
        self.inner = inner
        self.meter = meter
    }

    func execute(_ sql: String, _ parameters: [Value]) throws(LedgerError) -> Int {
        try meter.measure { () throws(LedgerError) in try inner.execute(sql, parameters) }
    }

    func enqueue(_ sql: String, _ parameters: [Value]) throws(LedgerError) {
        try meter.measure { () throws(LedgerError) in try inner.enqueue(sql, parameters) }
    }

    func forEach(_ sql: String, _ parameters: [Value], _ body: (Row) throws -> Bool) throws {
        try meter.measure { try inner.forEach(sql, parameters, body) }
    }

    func commit() throws(LedgerError) {
        try meter.measure { () throws(LedgerError) in try inner.commit() }
    }
}
