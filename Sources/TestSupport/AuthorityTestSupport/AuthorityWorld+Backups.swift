package import Recovery
import SQLiteDriver
import TestSupport

extension AuthorityWorld {
    /// Backups of the folder and of the ledger, wherever it lies.
    package func backups() -> BackupService {
        BackupService(
            ledger: ledger, folder: test.folder.path, version: "0.1.0",
            randomness: test.randomness, file: { SQLiteDriver(path: $0) }, settings: { $0 })
    }
}
