import CanonicalJSON
import Foundation
import Ledger
import Messages
import PostgreSQLDriver
import SQLiteDriver

/// `kapok ledger copy`: the ledger of a folder goes into a PostgreSQL database and is used there.
///
/// kapok.yaml names the database before anything is in it: from then on this folder's server opens
/// the database or nothing, so that no two copies go on by themselves. What fails puts the old
/// kapok.yaml back; after a crash the same command goes on.
struct LedgerMove: Sendable {
    let folder: DataFolder
    let target: String

    func move() async throws -> JSONValue {
        let address = try DatabaseAddress(target, field: "to")
        try FolderPermissions(folder: folder).check()
        let configuration = try folder.readConfiguration()
        let lock = try FolderLock(folder: folder.path)
        // Named, and the file still here: an earlier attempt was cut off.
        guard
            configuration.database == nil
                || (configuration.database == address && LocalFile.exists(folder.database))
        else { throw Refusal(.ledgerMoved, field: "node.database") }
        let before = try DurableFile.read(
            folder.configuration, limit: NodeConfiguration.maximumBytes)
        let sealed = try folder.unseal(folder.unlockSecret(configuration))
        let source = try Node.settings(
            of: folder, sealed, storage: SQLiteDriver(path: folder.database))
        let copy = source.with(PostgreSQLDriver(address: address.text))
        // Takes the write-ahead log into the file, which is put aside whole.
        await (try await Ledger.open(source)).close()
        if configuration.database == nil {
            let changed = try NodeConfiguration.adding(
                address, to: before, file: folder.configuration)
            try DurableFile.write(changed, to: folder.configuration, mode: 0o600)
        }
        // An earlier attempt may have come this far.
        let isCopied = configuration.database == nil ? false : try await holds(copy, all: source)
        if !isCopied {
            do {
                try await Ledger.copy(source, to: copy.driver)
            } catch {
                // In doubt, the database may hold it: the same command finds out.
                if case LedgerError.commitInDoubt = error { throw error }
                try DurableFile.write(before, to: folder.configuration, mode: 0o600)
                throw error
            }
        }
        guard try await Ledger.verify(copy).isClean else {
            throw LedgerError.journalDamaged(detail: "the copy does not pass its audit")
        }
        let aside = try putAside()
        withExtendedLifetime(lock) {}
        return [
            "database": .string(address.text),
            "checkpoint": .string(try JournalHead(of: copy.driver).note),
            "aside": .string(aside),
        ]
    }

    /// Whether a database continues the journal of the file.
    private func holds(_ copy: LedgerSettings, all source: LedgerSettings) async throws -> Bool {
        let head = try JournalHead(of: source.driver)
        guard (try? JournalHead(of: copy.driver)) != nil else { return false }
        let ledger = try await Ledger.open(copy)
        let root = try await ledger.read { try $0.rootOfCheckpoint(size: head.size) }
        await ledger.close()
        return root == head.root
    }

    private func putAside() throws -> String {
        let aside = folder.database + ".moved"
        for end in ["", "-wal", "-shm"] where LocalFile.exists(folder.database + end) {
            guard unsafe rename(folder.database + end, aside + end) == 0 else {
                throw LedgerError(ofOperatingSystem: errno, at: folder.database, isOpen: true)
            }
        }
        return aside
    }
}
