import Synchronization

/// The read-only connections, each on its own queue: those that are taken in turn, and two for what takes long, one
/// for people and one for the server's own work, which waits for no report.
final class ReadLanes: Sendable {
    private let lanes: [ReadLane]
    private let long: ReadLane
    private let own: ReadLane
    private let next = Atomic<Int>(0)

    init(settings: LedgerSettings, catalogue: Catalogue) throws(LedgerError) {
        var lanes: [ReadLane] = []
        for number in 0..<settings.readers {
            lanes.append(try ReadLane(settings: settings, catalogue: catalogue, number: number))
        }
        self.lanes = lanes
        long = try ReadLane(settings: settings, catalogue: catalogue, number: settings.readers)
        own = try ReadLane(settings: settings, catalogue: catalogue, number: settings.readers + 1)
    }

    func read<T: Sendable>(
        _ body: @escaping @Sendable (Snapshot) throws -> T
    ) async throws -> T {
        let turn = next.wrappingAdd(1, ordering: .relaxed).oldValue
        return try await lanes[Int(UInt(bitPattern: turn) % UInt(lanes.count))].read(body)
    }

    func readAtLength<T: Sendable>(
        forServer isOwn: Bool, _ body: @escaping @Sendable (Snapshot) throws -> T
    ) async throws -> T {
        try await (isOwn ? own : long).read(body)
    }

    func close() async {
        for lane in lanes { await lane.close() }
        await long.close()
        await own.close()
    }
}

/// One read-only connection.
private actor ReadLane {
    private let connection: any StorageConnection
    private let cache: StatementCache
    private let vaultKey: VaultKey
    private let clock: @Sendable () -> Int64
    private nonisolated let executor: QueueExecutor

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    init(settings: LedgerSettings, catalogue: Catalogue, number: Int) throws(LedgerError) {
        executor = QueueExecutor(label: "kapok.ledger.read.\(number)")
        connection = try settings.driver.connect(.readOnly)
        cache = StatementCache(catalogue)
        vaultKey = VaultKey(master: settings.vaultKey)
        clock = settings.clock
    }

    func read<T: Sendable>(_ body: @Sendable (Snapshot) throws -> T) throws -> T {
        try connection.begin()
        defer { connection.rollback() }
        let reading = Reading(connection, cache: cache, vaultKey: vaultKey)
        defer { reading.end() }
        let last = try connection.first(JournalTables.lastEntryTime)
        let at = max(clock(), try last?.integer("at") ?? 0)
        return try body(Snapshot(reading, atMilliseconds: at))
    }

    func close() {
        connection.close()
    }
}

extension Ledger {
    /// Reads one consistent state, beside the committer and never in its way.
    ///
    /// What was acknowledged before the call is seen. The closure does no input or output of its
    /// own; a long one holds back the shrinking of the write-ahead log.
    package nonisolated func read<T: Sendable>(
        _ body: @escaping @Sendable (Snapshot) throws -> T
    ) async throws -> T {
        try await lanes.read(body)
    }

    /// The same for what may read as many rows as there are certificates: it waits for others of its kind, and
    /// no status answer waits for it.
    ///
    /// - Parameter isOwn: whether it is the server's own work, which waits for nobody's report.
    package nonisolated func readAtLength<T: Sendable>(
        forServer isOwn: Bool = false, _ body: @escaping @Sendable (Snapshot) throws -> T
    ) async throws -> T {
        try await lanes.readAtLength(forServer: isOwn, body)
    }
}
