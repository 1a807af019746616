import Cryptography
package import Ledger
import SQLiteDriver

extension TestLedger {
    /// A ledger at rest: its file, and who can go on with it. Many tests start from one.
    package struct Frozen: Sendable {
        let database: [UInt8]
        let settings: LedgerSettings
        let officers: [TestOfficer]
        let atMilliseconds: Int64
    }

    /// Closes the ledger and takes it as a file.
    package func freeze() async throws -> Frozen {
        await ledger.close()
        let path = folder.path + "/frozen.sqlite"
        try await Ledger.copy(settings, to: SQLiteDriver(path: path))
        return Frozen(
            database: try DurableFile.read(path, limit: 1 << 28),
            settings: settings, officers: officers, atMilliseconds: clock.nowMilliseconds)
    }

    /// Goes on with a copy, under a clock and randomness of its own, a second later.
    ///
    /// - Parameter seed: another one than the frozen ledger had, so that ids differ from its ids.
    package static func thaw(
        _ frozen: Frozen, seed: UInt64,
        driver: (any StorageDriver) -> any StorageDriver = { $0 }
    ) async throws -> TestLedger {
        let folder = try TemporaryFolder()
        let clock = FixedClock(atMilliseconds: frozen.atMilliseconds + 1000)
        let randomness = SeededRandomness(seed: seed)
        let storage = try await TestStorage.driver(in: folder.path, holding: frozen)
        let settings = LedgerSettings(
            driver: driver(storage), tables: frozen.settings.tables,
            checkpointSigner: frozen.settings.checkpointSigner,
            vaultKey: frozen.settings.vaultKey, policyVersion: policyVersion,
            clock: clock.reading, randomness: randomness,
            qualifications: frozen.settings.qualifications,
            files: FileVault(path: "\(folder.path)/files"))
        return TestLedger(
            folder: folder, clock: clock, randomness: randomness, settings: settings,
            ledger: try await Ledger.open(settings), officers: frozen.officers)
    }
}
