import Archives
import CanonicalJSON
import Cryptography
package import Ledger
import Messages

/// A data folder as backups see it.
package struct BackupFolder: Sendable {
    package let path: String
    /// Where the sealed files lie; in a copy they lie in it.
    package let files: String
    /// Opens a ledger file.
    package let file: @Sendable (_ path: String) -> any StorageDriver
    /// What of `kapok.yaml` holds where the ledger lies in a file of the folder.
    package let settings: @Sendable (_ configuration: [UInt8]) throws -> [UInt8]

    package init(
        path: String, files: String,
        file: @escaping @Sendable (_ path: String) -> any StorageDriver,
        settings: @escaping @Sendable (_ configuration: [UInt8]) throws -> [UInt8]
    ) {
        self.path = path
        self.files = files
        self.file = file
        self.settings = settings
    }
}

/// Writes encrypted copies of a data folder, also of an older form; records nothing.
///
/// In a copy: the settings of the machine, the journal's name, the ledger in the state of one commit
/// as a file, wherever it lies, and the sealed files and keys as they lie on the disk. Not in it: the unlock
/// secret, and `public/`, which is derived.
struct BackupWriter: Sendable {
    typealias Copying = @Sendable (_ path: String, _ file: any StorageDriver) throws -> Void

    private let folder: BackupFolder
    private let version: String
    private let copyLedger: Copying
    /// One backup at a time, away from the threads of tasks.
    private let queue = QueueExecutor(label: "kapok.backup")

    /// - Parameters:
    ///   - version: of this program, for the manifest.
    ///   - copyLedger: copies the ledger into the file of a path.
    init(_ folder: BackupFolder, version: String, copyLedger: @escaping Copying) {
        self.folder = folder
        self.version = version
        self.copyLedger = copyLedger
        removeCopy()
    }

    /// What was written.
    struct Made: Sendable {
        let recipient: String
        let manifest: BackupManifest
        let sha256: [UInt8]
        let bytes: Int64

        /// As an entry tells it.
        var facts: JSONValue {
            [
                "recipient": .string(recipient), "sha256": .string(Hex.encode(sha256)),
                "bytes": .integer(bytes), "size": .integer(manifest.head.size),
                "root": .string(Hex.encode(manifest.head.root)),
            ]
        }
    }

    /// - Throws: `backup.recipientInvalid`, `.targetInvalid`, `.targetExists`, `.targetUnwritable`;
    ///   `LedgerError`. Nothing is left then.
    func write(
        recipient text: String, target: String, atMilliseconds now: Int64
    ) async throws -> Made {
        guard let recipient = try? AgeRecipient(parsing: text) else {
            throw Refusal(.backupRecipientInvalid, field: "recipient", ["recipient": text])
        }
        guard target.hasPrefix("/"), !target.hasSuffix("/"), !target.utf8.contains(0) else {
            throw Refusal(.backupTargetInvalid, field: "to", ["path": target])
        }
        return try await queue.run {
            try write(recipient, text, target: target, atMilliseconds: now)
        }
    }

    /// The ledger's copy while a backup is made. It lies in the folder, as secret as the ledger.
    private var copy: String { "\(folder.path)/ledger.copy" }

    private func removeCopy() {
        for suffix in ["", "-wal", "-shm"] { Folder.remove(file: copy + suffix) }
    }

    private func write(
        _ recipient: AgeRecipient, _ text: String, target: String, atMilliseconds now: Int64
    ) throws -> Made {
        // Before the long work, so that what is refused is refused at once.
        let file = try EncryptedFile(target, for: recipient, atMilliseconds: now)
        defer { removeCopy() }
        removeCopy()
        // The library makes the file by the mask of the process: made beforehand, it is secret.
        _ = try OpenFile(creating: copy)
        try copyLedger(copy, folder.file(copy))
        let head = try JournalHead(of: folder.file(copy))
        try file.add(
            folder.settings(small(MemberName.configuration)), as: MemberName.configuration)
        try file.add(small(MemberName.origin), as: MemberName.origin)
        // After the ledger's copy: a key is durable before the first entry that names it.
        for key in try Folder.files(in: "\(folder.path)/\(MemberName.keys)")
        where MemberName.isKnown("\(MemberName.keys)/\(key)") {
            let path = "\(folder.path)/\(MemberName.keys)/\(key)"
            try file.add(DurableFile.read(path, limit: 1 << 16), as: "\(MemberName.keys)/\(key)")
        }
        try file.add(fileAt: copy, as: MemberName.ledger)
        // After it, too: a file has its name before the first row that names it. What is swept meanwhile no
        // row names; what is lost already `audit verify` tells, and it keeps nobody from a backup.
        for name in try FileVault(path: folder.files).names() {
            let path = "\(folder.files)/\(name)"
            guard Folder.holds(path) else { continue }
            try file.add(fileAt: path, as: "\(MemberName.files)/\(name)")
        }
        let manifest = BackupManifest(
            madeAtMilliseconds: now, version: version, head: head, members: file.members)
        try file.add(manifest.json.canonicalBytes, as: BackupManifest.name)
        let digest = try file.finish()
        return Made(recipient: text, manifest: manifest, sha256: digest, bytes: file.size)
    }

    private func small(_ name: String) throws -> [UInt8] {
        try DurableFile.read("\(folder.path)/\(name)", limit: Int(MemberName.limit(name) ?? 0))
    }
}
