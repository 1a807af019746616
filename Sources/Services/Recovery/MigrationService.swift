package import CanonicalJSON
package import Ledger
import Messages

/// Brings the ledger of a folder into the form of this program, a copy of before at hand (CP 7.6).
///
/// For who runs the machine, as `init` and backups are: the form decides nothing about anybody. The
/// caller holds the folder's lock.
package struct MigrationService: Sendable {
    private let settings: LedgerSettings
    private let folder: BackupFolder

    package init(settings: LedgerSettings, folder: BackupFolder) {
        self.settings = settings
        self.folder = folder
    }

    /// - Parameters:
    ///   - recipient: of the backup of before, `age1…`.
    ///   - target: where it is written: an absolute path that nothing has yet.
    /// - Returns: `state` (`migrated`, `current`), and where something was done its forms, changes,
    ///   backup and entry.
    /// - Throws: `migrate.backupMissing`; what `Ledger.migrate` and the making of a backup refuse. The
    ///   ledger is as it was then; a backup that was finished stays.
    package func migrate(recipient: String?, target: String?) async throws -> JSONValue {
        guard try Ledger.migrationPlan(of: settings.driver, settings.history).isNeeded else {
            return ["state": "current"]
        }
        guard let recipient, let target else { throw Refusal(.migrateBackupMissing) }
        let settings = settings
        let backup = try await BackupWriter(folder, version: settings.program) {
            try Ledger.copy(settings, toFile: $0, openedBy: $1)
        }.write(recipient: recipient, target: target, atMilliseconds: settings.clock())
        let done = try await Ledger.migrate(
            settings, size: backup.manifest.head.size, facts: ["backup": backup.facts])
        guard let done else { return ["state": "current"] }
        var answer = done.plan.json.object ?? [:]
        answer["state"] = "migrated"
        answer["entry"] = .integer(done.entry)
        answer["backup"] = backup.facts
        return .object(answer)
    }
}
