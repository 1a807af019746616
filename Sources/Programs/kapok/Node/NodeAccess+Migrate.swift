import CanonicalJSON
import Governance
import Ledger
import Recovery
import SQLiteDriver

/// What `migrate` is told.
struct MigrationWish: Sendable {
    let dataFolder: String
    let isDryRun: Bool
    let recipient: String?
    /// An absolute path.
    let target: String?
}

/// Bringing a folder into this program's form. No server takes part: it would refuse the folder.
extension NodeAccess {
    @Sendable static func migrateFolder(_ wish: MigrationWish) async throws -> JSONValue {
        DataFolder.keepNewFilesPrivate()
        let folder = DataFolder(path: wish.dataFolder)
        try FolderPermissions(folder: folder).check()
        let configuration = try folder.readConfiguration()
        guard !wish.isDryRun else {
            let plan = try Ledger.migrationPlan(of: folder.storage(configuration))
            return plan.json.merging(["state": plan.isNeeded ? "older" : "current"])
        }
        let lock = try FolderLock(folder: folder.path)
        defer { withExtendedLifetime(lock) {} }
        let settings = try Node.settings(
            of: folder, try folder.unseal(folder.unlockSecret(configuration)),
            storage: folder.storage(configuration))
        try Node.markIfBehind(settings, folder)
        return try await MigrationService(settings: settings, folder: folder.asBackedUp)
            .migrate(recipient: wish.recipient, target: wish.target)
    }
}

extension DataFolder {
    /// For backups: a copy has its ledger in a file, and leaves a database behind.
    var asBackedUp: BackupFolder {
        BackupFolder(
            path: path, files: sharedFiles, file: { SQLiteDriver(path: $0) },
            settings: { try NodeConfiguration.withoutDatabase($0, file: configuration) })
    }
}
