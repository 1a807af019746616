import Cryptography
package import Ledger
package import SQLiteDriver

extension TestLedger {
    /// A ledger at rest: its file, and who can go on with it. Many tests start from one.
    package struct Frozen: Sendable {
        let database: [UInt8]
        let settings: LedgerSettings
        let officers: [TestOfficer]
        let atMilliseconds: Int64
    }

    /// Closes the ledger and takes its file.
    package func freeze() async throws -> Frozen {
        await ledger.close()
        return Frozen(
            database: try DurableFile.read(folder.path + "/ledger.sqlite", limit: 1 << 28),
            settings: settings, officers: officers, atMilliseconds: clock.nowMilliseconds)
    }

    /// Goes on with a copy, under a clock and randomness of its own, a second later.
    ///
    /// - Parameter seed: another one than the frozen ledger had, so that ids differ from its ids.
    package static func thaw(
        _ frozen: Frozen, seed: UInt64, driver: (SQLiteDriver) -> any StorageDriver = { $0 }
    ) async throws -> TestLedger {
        let folder = try TemporaryFolder()
        let path = folder.path + "/ledger.sqlite"
        try DurableFile.write(frozen.database, to: path, mode: 0o600)
        let clock = FixedClock(atMilliseconds: frozen.atMilliseconds + 1000)
        let randomness = SeededRandomness(seed: seed)
        let settings = LedgerSettings(
            driver: driver(SQLiteDriver(path: path)), tables: frozen.settings.tables,
            checkpointSigner: frozen.settings.checkpointSigner,
            vaultKey: frozen.settings.vaultKey, policyVersion: policyVersion,
            clock: clock.reading, randomness: randomness)
        return TestLedger(
            folder: folder, clock: clock, randomness: randomness, settings: settings,
            ledger: try await Ledger.open(settings), officers: frozen.officers)
    }
}
