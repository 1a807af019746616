package import Recovery
import SQLiteDriver
import TestSupport

extension AuthorityWorld {
    /// The folder as backups see it.
    package var backupFolder: BackupFolder {
        BackupFolder(
            path: test.folder.path, files: "\(test.folder.path)/files",
            file: { SQLiteDriver(path: $0) }, settings: { $0 })
    }

    /// Backups of the folder and of the ledger, wherever it lies.
    package func backups() -> BackupService {
        BackupService(
            ledger: ledger, folder: backupFolder, version: "0.1.0", randomness: test.randomness)
    }
}
