import CanonicalJSON
import Foundation
import Ledger
import Messages
import PostgreSQLDriver
import SQLiteDriver

/// `kapok ledger copy`: the ledger of a folder goes into a PostgreSQL database and is used there.
///
/// The copy is whole and audited before kapok.yaml names it; only then is the file put aside under
/// another name, so that no two copies go on by themselves. After a crash in between the folder still
/// uses one of the two, and they are equal.
struct LedgerMove: Sendable {
    let folder: DataFolder
    let target: String

    func move() async throws -> JSONValue {
        let address = try DatabaseAddress(target, field: "to")
        try FolderPermissions(folder: folder).check()
        let configuration = try folder.readConfiguration()
        guard configuration.database == nil else {
            throw Refusal(.ledgerMoved, field: "node.database")
        }
        // Before anything is copied: a file that cannot take the line is refused here.
        let changed = try newConfiguration(address)
        let lock = try FolderLock(folder: folder.path)
        let sealed = try folder.unseal(folder.unlockSecret(configuration))
        let settings = try Node.settings(
            folder, sealed, storage: folder.storage(configuration),
            origin: try Node.origin(of: folder))
        // Takes the write-ahead log into the file, which is put aside whole.
        await (try await Ledger.open(settings)).close()
        let checkpoint = try await Ledger.copy(
            settings, to: PostgreSQLDriver(address: address.text))
        try DurableFile.write(changed, to: folder.configuration, mode: 0o600)
        let aside = folder.database + ".moved"
        for end in ["", "-wal", "-shm"] where LocalFile.exists(folder.database + end) {
            guard unsafe rename(folder.database + end, aside + end) == 0 else {
                throw LedgerError(ofOperatingSystem: errno, at: folder.database, isOpen: true)
            }
        }
        withExtendedLifetime(lock) {}
        return [
            "database": .string(address.text), "checkpoint": .string(checkpoint),
            "aside": .string(aside),
        ]
    }

    /// With one line more at the end of the section `node`; comments and order stay.
    private func newConfiguration(_ address: DatabaseAddress) throws -> [UInt8] {
        var bytes = try DurableFile.read(
            folder.configuration, limit: NodeConfiguration.maximumBytes)
        if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        let lines = Array(NodeConfiguration.yaml(of: address).utf8)
        // Where other sections follow, the line belongs before the first of them.
        let text = String(decoding: bytes, as: UTF8.self)
        let rest = text.range(of: "\nwitnesses:")
        bytes =
            rest.map { Array((text[..<$0.lowerBound] + "\n").utf8) + lines }.map {
                $0 + Array(text[text.index(after: rest?.lowerBound ?? text.startIndex)...].utf8)
            } ?? bytes + lines
        let configuration = try NodeConfiguration(yaml: bytes, file: folder.configuration)
        guard configuration.database == address else {
            throw Refusal(.configurationDatabase, field: "node.database")
        }
        return bytes
    }
}
