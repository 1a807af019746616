package import Archives
import CanonicalJSON
import Cryptography
package import Ledger
import MerkleLog
import Messages

/// Makes a data folder from a backup, and gives it its name only when all of it was found good.
///
/// A recipient is public, so anybody can make a file that opens: nothing in it is believed but what
/// agrees with the manifest, and the journal with itself.
package struct RestoreService: Sendable {
    private let tables: [Table]
    private let driver: @Sendable (_ database: String) -> any StorageDriver

    /// - Parameters:
    ///   - tables: of the services, for the audit.
    ///   - driver: opens a ledger file.
    package init(
        tables: [Table], driver: @escaping @Sendable (_ database: String) -> any StorageDriver
    ) {
        self.tables = tables
        self.driver = driver
    }

    /// - Parameters:
    ///   - path: of the backup.
    ///   - target: the folder to make; nothing of this name may be there.
    /// - Returns: the manifest.
    /// - Throws: `restore.…`; nothing is left then.
    package func restore(
        from path: String, identity: AgeIdentity, to target: String, atMilliseconds now: Int64
    ) async throws -> BackupManifest {
        let work = target + ".restoring"
        for taken in [target, work] where Folder.holds(taken) {
            throw Refusal(.restoreTargetExists, field: "to", ["path": taken])
        }
        guard Folder.isFolder(Folder.above(target)) else {
            throw Refusal(.folderParentMissing, field: "to", ["path": Folder.above(target)])
        }
        do {
            // Outside of what is cleaned up: what stands there is another restore's.
            try Folder.make(work)
        } catch {
            throw Refusal(.restoreTargetUnwritable, field: "to", error.arguments)
        }
        do {
            let manifest = try await QueueExecutor(label: "kapok.restore").run {
                try Unpacking(into: work).run(path, identity)
            }
            try await check(manifest, in: work)
            try Ledger.markRestored(
                driver("\(work)/\(MemberName.ledger)"), atMilliseconds: now)
            try Folder.sync(work)
            try Folder.rename(work, to: target)
            return manifest
        } catch {
            Unpacking.remove(work)
            throw Self.refusal(error, path)
        }
    }

    /// That the ledger is the one of the manifest and agrees with itself throughout.
    private func check(_ manifest: BackupManifest, in work: String) async throws {
        let driver = driver("\(work)/\(MemberName.ledger)")
        let head = try JournalHead(of: driver)
        guard head == manifest.head else { throw Self.inconsistent("the ledger is not its own") }
        let origin = try DurableFile.read("\(work)/\(MemberName.origin)", limit: 1 << 16)
        guard origin == Array((head.origin + "\n").utf8) else {
            throw Self.inconsistent("the journal's name is not its own")
        }
        guard let verifier = try? head.verifier else {
            throw Self.inconsistent("the checkpoint key cannot be read")
        }
        let settings = LedgerSettings(
            driver: driver, tables: tables,
            // Nothing is signed and nothing of the vault opened while a copy is judged.
            checkpointSigner: Self.signer(verifier, in: work),
            vaultKey: SecretBytes([]), policyVersion: "", clock: { 0 })
        let report = try await Ledger.verify(settings)
        guard report.isClean, report.entries == head.size else {
            throw Refusal(
                .restoreJournalDamaged,
                ["count": String(report.findings.count), "origin": head.origin])
        }
    }

    /// Where a signer has the key, its last commits may not be signed yet.
    private static func signer(_ verifier: NoteVerifier, in work: String) -> CheckpointSigner {
        let keys = (try? Folder.files(in: "\(work)/\(MemberName.keys)")) ?? []
        return keys.contains { KeyReference(id: $0).use == .journal }
            ? CheckpointSigner(verifier: verifier, sign: { _ in [] })
            : CheckpointSigner(verifier: verifier, key: NoCheckpointKey())
    }

    private static func inconsistent(_ reason: String) -> Refusal {
        Refusal(.restoreInconsistent, ["reason": reason])
    }

    private static func refusal(_ error: any Error, _ path: String) -> any Error {
        switch error {
        case let fault as ArchiveError: refusal(fault, path)
        case DurableFileError.missing(let missing) where missing == path:
            Refusal(.restoreFileMissing, field: "from", ["path": path])
        case let fault as DurableFileError:
            Refusal(.restoreTargetUnwritable, field: "to", fault.arguments)
        default: error
        }
    }

    private static func refusal(_ fault: ArchiveError, _ path: String) -> Refusal {
        switch fault {
        case .notEncrypted, .malformedKey, .malformedHeader:
            Refusal(.restoreNotABackup, field: "from", ["path": path])
        case .otherRecipient: Refusal(.restoreOtherRecipient, field: "from", ["path": path])
        case .headerAltered, .contentAltered:
            Refusal(.restoreAltered, field: "from", ["path": path])
        case .cutShort: Refusal(.restoreCutShort, field: "from", ["path": path])
        case .trailingBytes, .malformedMember, .notAPlainFile, .wrongSize:
            Refusal(.restoreMemberForbidden, field: "from", ["path": path])
        }
    }
}
