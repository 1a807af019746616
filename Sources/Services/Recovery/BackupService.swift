package import CanonicalJSON
import Archives
package import Cryptography
package import Ledger
import Messages

/// Makes encrypted copies of a data folder that is in use (CP 7.6).
///
/// In a copy: the settings of the machine, the journal's name, the ledger in the state of one commit
/// as a file, wherever it lies, and the keys as they lie on the disk, sealed. Not in it: the unlock
/// secret, and `public/`, which is derived.
package struct BackupService: Sendable {
    private let ledger: Ledger
    private let folder: String
    private let file: @Sendable (_ path: String) -> any StorageDriver
    private let settings: @Sendable (_ configuration: [UInt8]) throws -> [UInt8]
    private let version: String
    private let randomness: any Randomness
    /// One backup at a time, away from the threads of tasks.
    private let queue = QueueExecutor(label: "kapok.backup")

    /// - Parameters:
    ///   - file: opens a ledger file.
    ///   - settings: what of `kapok.yaml` holds where the ledger lies in a file of the folder.
    package init(
        ledger: Ledger, folder: String, version: String,
        randomness: any Randomness = SystemRandomness(),
        file: @escaping @Sendable (_ path: String) -> any StorageDriver,
        settings: @escaping @Sendable (_ configuration: [UInt8]) throws -> [UInt8]
    ) {
        self.ledger = ledger
        self.folder = folder
        self.file = file
        self.settings = settings
        self.version = version
        self.randomness = randomness
        removeCopy()
    }

    /// The ledger's copy while a backup is made. It lies in the folder, as secret as the ledger.
    private var copy: String { "\(folder)/ledger.copy" }

    private func removeCopy() {
        for suffix in ["", "-wal", "-shm"] { Folder.remove(file: copy + suffix) }
    }

    /// Makes one, durably, and records it.
    ///
    /// - Parameters:
    ///   - recipient: `age1…`.
    ///   - target: an absolute path that nothing has yet.
    /// - Throws: `backup.recipientInvalid`, `.targetInvalid`, `.targetExists`, `.targetUnwritable`;
    ///   what the ledger refuses, and then the file is taken away again.
    package func make(recipient text: String, target: String) async throws -> JSONValue {
        guard let recipient = try? AgeRecipient(parsing: text) else {
            throw Refusal(.backupRecipientInvalid, field: "recipient", ["recipient": text])
        }
        guard target.hasPrefix("/"), !target.hasSuffix("/"), !target.utf8.contains(0) else {
            throw Refusal(.backupTargetInvalid, field: "to", ["path": target])
        }
        // Else it would be refused once it was written.
        guard !ledger.isRestored else { throw Refusal(.ledgerRestored) }
        let now = try await ledger.read { $0.atMilliseconds }
        let made = try await queue.run {
            try write(recipient: recipient, target: target, atMilliseconds: now)
        }
        let facts: JSONValue = [
            "recipient": .string(text), "sha256": .string(Hex.encode(made.sha256)),
            "bytes": .integer(made.bytes), "size": .integer(made.manifest.head.size),
            "root": .string(Hex.encode(made.manifest.head.root)),
        ]
        do {
            let outcome = try await ledger.act(
                ActRequest(
                    id: "backup-\(Base32.encode(randomness.bytes(16)))",
                    operation: "backup.make", actor: .system, facts: facts)
            ) { _ in [:] }
            return .object(
                (facts.object ?? [:]).merging(
                    [
                        "to": .string(target), "entry": .integer(outcome.entryIndex),
                        "origin": .string(made.manifest.head.origin),
                    ]) { first, _ in first })
        } catch {
            // A backup that the journal does not know was not made.
            Folder.remove(file: target)
            throw error
        }
    }

    private struct Made: Sendable {
        let manifest: BackupManifest
        let sha256: [UInt8]
        let bytes: Int64
    }

    private func write(
        recipient: AgeRecipient, target: String, atMilliseconds now: Int64
    ) throws -> Made {
        // Before the long work, so that what is refused is refused at once.
        let file = try EncryptedFile(target, for: recipient, atMilliseconds: now)
        defer { removeCopy() }
        removeCopy()
        // The library makes the file by the mask of the process: made beforehand, it is secret.
        _ = try OpenFile(creating: copy)
        try ledger.copy(toFile: copy, openedBy: self.file(copy))
        let head = try JournalHead(of: self.file(copy))
        try file.add(settings(small(MemberName.configuration)), as: MemberName.configuration)
        try file.add(small(MemberName.origin), as: MemberName.origin)
        // After the ledger's copy: a key is durable before the first entry that names it.
        for key in try Folder.files(in: "\(folder)/\(MemberName.keys)")
        where MemberName.isKnown("\(MemberName.keys)/\(key)") {
            let path = "\(folder)/\(MemberName.keys)/\(key)"
            try file.add(DurableFile.read(path, limit: 1 << 16), as: "\(MemberName.keys)/\(key)")
        }
        try file.add(fileAt: copy, as: MemberName.ledger)
        let manifest = BackupManifest(
            madeAtMilliseconds: now, version: version, head: head, members: file.members)
        try file.add(manifest.json.canonicalBytes, as: BackupManifest.name)
        let digest = try file.finish()
        return Made(manifest: manifest, sha256: digest, bytes: file.size)
    }

    private func small(_ name: String) throws -> [UInt8] {
        try DurableFile.read("\(folder)/\(name)", limit: Int(MemberName.limit(name) ?? 0))
    }
}
