package import Cryptography
import Foundation
package import Ledger

/// A ledger that stays in its folder, for other processes to go on with.
extension TestLedger {
    /// Goes on with the ledger of a folder, a second after its last entry; makes it where there is
    /// none.
    ///
    /// - Parameters:
    ///   - officers: the founders, with the same keys each time: see `keptKey`.
    package static func kept(
        at path: String, officers: [TestOfficer], tables: [Table],
        driver: (any StorageDriver) -> any StorageDriver = { $0 }
    ) async throws -> TestLedger {
        let folder = try TemporaryFolder(keptAt: path)
        let key = try keptKey("checkpoint", .ed25519, at: path)
        // Ids must not come back with the next process.
        let seed = UInt64.random(in: .min ... .max)
        guard FileManager.default.fileExists(atPath: path + "/ledger.sqlite") else {
            return try await make(
                in: folder, officers: officers, checkpointKey: key, tables: tables, seed: seed,
                driver: driver)
        }
        let clock = FixedClock()
        let randomness = SeededRandomness(seed: seed)
        let settings = try settings(
            in: folder, checkpointKey: key, tables: tables, clock: clock,
            randomness: randomness, driver: driver)
        let ledger = try await Ledger.open(settings)
        clock.set(toMilliseconds: try await ledger.read { $0.atMilliseconds } + 1000)
        return TestLedger(
            folder: folder, clock: clock, randomness: randomness, settings: settings,
            ledger: ledger, officers: officers)
    }

    /// A key that lies in clear in a file of the folder; made where there is none.
    package static func keptKey(
        _ name: String, _ algorithm: KeyAlgorithm, at path: String
    ) throws -> SoftwareKey {
        let file = "\(path)/people/\(name).key"
        if let bytes = try? DurableFile.read(file, limit: 1 << 16) {
            return try SoftwareKey(pkcs8: bytes)
        }
        try FileManager.default.createDirectory(
            atPath: path + "/people", withIntermediateDirectories: true)
        let key = try SoftwareKey.generate(algorithm)
        try key.pkcs8().withBytes { try DurableFile.write($0, to: file, mode: 0o600) }
        return key
    }
}
