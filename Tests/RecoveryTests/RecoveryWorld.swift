import Archives
import AuthorityTestSupport
import Cryptography
import Foundation
import Governance
import Ledger
import MerkleLog
import Messages
import PKIX
import Recovery
import SQLiteDriver
import TestSupport
import Testing

/// An authority in a folder as a server has it, and somebody who can restore its backups.
struct RecoveryWorld {
    let world: AuthorityWorld
    let identity: AgeIdentity
    let backups: BackupService

    var folder: String { world.test.folder.path }

    init(driver: (any StorageDriver) -> any StorageDriver = { $0 }) async throws {
        world = try await AuthorityWorld.make(driver: driver)
        identity = try AgeIdentity.generate()
        let folder = world.test.folder.path
        try Data("node:\n".utf8).write(to: URL(filePath: folder + "/kapok.yaml"))
        try Data((TestLedger.origin + "\n").utf8)
            .write(to: URL(filePath: folder + "/journal.origin"))
        try FileManager.default.createDirectory(
            atPath: folder + "/keys", withIntermediateDirectories: false)
        try Data("sealed".utf8).write(to: URL(filePath: folder + "/keys/a.sealed"))
        backups = world.backups()
    }

    func backUp(as name: String = "backup.age") async throws -> String {
        let target = folder + "/" + name
        _ = try await backups.make(recipient: "\(identity.recipient)", target: target)
        return target
    }

    @discardableResult
    func restore(
        _ file: String, as name: String = "restored", with identity: AgeIdentity? = nil
    ) async throws -> BackupManifest {
        try await RestoreService(tables: AuthorityWorld.tables) { SQLiteDriver(path: $0) }
            .restore(
                from: file, identity: identity ?? self.identity, to: folder + "/" + name,
                atMilliseconds: 5)
    }

    /// The restored ledger, opened with the secrets of the first.
    func open(_ name: String = "restored") async throws -> Ledger {
        try await Ledger.open(
            world.test.settings.with(SQLiteDriver(path: "\(folder)/\(name)/ledger.sqlite")))
    }
}

/// The code of the refusal that some work ends with.
func codeOfRefusal(_ work: () async throws -> Void) async -> String? {
    do {
        try await work()
        return nil
    } catch {
        return (error as? Refusal)?.code.id ?? "\(error)"
    }
}
