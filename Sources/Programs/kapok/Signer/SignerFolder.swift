import CanonicalJSON
import Cryptography
import Foundation
import KeyCustody
import Ledger
import MerkleLog
import Messages
import Publication

/// The folder of a signer: keys and settings that the server's user cannot reach.
///
/// ```
/// DIR/signer.yaml      see SignerConfiguration
/// DIR/keys/            sealed files, see SealedFolder
/// DIR/signatures.log   what it signed, see SignatureLog
/// DIR/journal          which journal it signs for: the hash of its first entry
/// DIR/certified        which certificates of authorities it signed, see CertifiedAuthorities
/// DIR/checkpoints      of which journals it signs checkpoints, see CheckpointChapters
/// DIR/lock             who has it open
/// DIR/modules/         sockets of the processes that have a module each
/// DIR/signer.sock      where the server asks, unless the settings name another place
/// ```
struct SignerFolder: Sendable {
    let path: String

    var configuration: String { "\(path)/\(SignerConfiguration.fileName)" }
    var keys: String { "\(path)/keys" }
    var log: String { "\(path)/signatures.log" }
    var lock: String { "\(path)/lock" }
    var journal: String { "\(path)/journal" }
    var certified: String { "\(path)/certified" }
    var checkpoints: String { "\(path)/checkpoints" }

    func socket(_ configuration: SignerConfiguration) -> String {
        configuration.socket ?? "\(path)/signer.sock"
    }

    var modules: String { "\(path)/modules" }

    func socket(of module: ModuleSetting) -> String { "\(modules)/\(module.name)" }

    /// Makes a folder that is not there yet, whole or not at all.
    ///
    /// - Parameter unlockFile: holds the new folder's own secret.
    /// - Throws: `signer.folderExists`, `folder.unwritable`, `unlock.…`.
    func found(unlockFile: String) throws {
        guard !LocalFile.exists(path) else {
            throw Refusal(.signerFolderExists, field: "--state", ["path": path])
        }
        let file = URL(fileURLWithPath: unlockFile).path
        let secret = try DataFolder.secret(inFile: file)
        let work = SignerFolder(path: path + ".founding")
        try? FileManager.default.removeItem(atPath: work.path)
        do {
            // Others pass through it to the socket, and read nothing.
            try Self.make(work.path, mode: 0o711)
            try Self.make(work.modules, mode: 0o700)
            let yaml = SignerConfiguration(unlockFile: file).yaml
            try DurableFile.write(Array(yaml.utf8), to: work.configuration, mode: 0o600)
            _ = try SealedFolder.create(at: work.keys, secret: secret)
            try Folder.rename(work.path, to: path)
        } catch {
            try? FileManager.default.removeItem(atPath: work.path)
            throw error
        }
    }

    private static func make(_ path: String, mode: mode_t) throws(Refusal) {
        // Whatever the mask of who runs it.
        guard unsafe mkdir(path, mode) == 0, unsafe chmod(path, mode) == 0 else {
            throw Refusal(
                .folderUnwritable, field: "--state",
                ["path": path, "reason": SystemError.text(errno)])
        }
    }

    /// Moves into it what a data folder has of keys that sign, that of its journal among them; neither server nor signer may be running. What was
    /// interrupted is taken up where it stopped: a key is removed there once it opens here.
    ///
    /// - Parameters:
    ///   - oldSecret: the file of the data folder's secret, where its settings name none.
    ///   - ownSecret: the same of this folder's.
    /// - Returns: how many keys went over.
    func takeKeys(
        from folder: DataFolder, oldSecret: String?, ownSecret: String?
    ) throws -> Int {
        // Root moves between two users, who are strangers to each other.
        let owner = LocalFile.attributes(folder.path)?.owner ?? geteuid()
        try Self.giveBack(folder, to: owner)
        try FolderPermissions(folder: folder).check(user: geteuid() == 0 ? owner : geteuid())
        let locks = [try FolderLock(folder: folder.path), try FolderLock(folder: path)]
        let (old, new) = (
            try folder.unseal(
                oldSecret.map(DataFolder.secret(inFile:))
                    ?? folder.unlockSecret(folder.readConfiguration())),
            try unseal(readConfiguration(), secretFile: ownSecret)
        )
        let names = try old.names().filter { KeyReference(id: $0).use != nil }
        try learnJournal(of: folder)
        try learnCheckpoints(of: folder, old, names)
        let here = Set(try new.names())
        for name in names {
            let key = try old.load(name)
            if !here.contains(name) { try key.withBytes { try new.store($0, as: name) } }
            guard try new.load(name).equals(key) else {
                throw KeyCustodyError.damaged("\(keys)/\(name).sealed")
            }
        }
        // Not before all of them are here, names of folders and all.
        try Folder.sync(keys)
        try Folder.sync(path)
        for name in names {
            if KeyReference(id: name).use == .journal {
                let key = try old.load(name).withBytes { try SoftwareKey(pkcs8: $0) }
                try Node.keepPublic(key.publicKey, of: KeyReference(id: name), in: old)
                try Self.giveBack(folder, to: owner)
            }
            try old.remove(name)
        }
        return withExtendedLifetime(locks) { names.count }
    }

    /// Keeps which journal it will sign for, by that of a data folder; refuses another one than it has.
    private func learnJournal(of folder: DataFolder) throws {
        // Of a database that this user cannot open, people tell it, or the server does.
        guard
            let found = try? FollowedJournal.genesis(
                of: folder.storage(folder.readConfiguration()))
        else { return }
        try learn(genesis: found, field: "--from")
    }

    /// Keeps under which name, and from where on, it signs checkpoints with the key that comes over.
    ///
    /// - Parameter old: has that key still, which proves what the ledger says of itself.
    private func learnCheckpoints(
        of folder: DataFolder, _ old: SealedFolder, _ names: [String]
    ) throws {
        let storage = folder.storage(try folder.readConfiguration())
        _ = try folder.followChapter(of: storage)
        let origin = try Node.origin(of: folder)
        let named = KeyReference.checkpoints(of: origin)
        let key = names.contains(named.id) ? named : .firstCheckpoints
        guard names.contains(key.id) else { return }
        let verifier = try NoteVerifier(
            name: origin,
            key: old.load(key.id).withBytes { try SoftwareKey(pkcs8: $0) }
                .publicKey.subjectPublicKeyInfo.key)
        // As long as the key is there, the journal may go on without this signer.
        var chapters = try CheckpointChapters(path: checkpoints) ?? CheckpointChapters()
        if (try? storage.connect(.readOnly).close()) != nil {
            let head = try JournalHead(of: storage)
            let range = try CompactRange(of: storage)
            guard let note = try? SignedNote(parsing: Array(head.note.utf8)),
                verifier.verifies(note), let last = try? Checkpoint(parsing: note.text),
                last.size == range.size, last.root == range.root
            else { throw LedgerError.journalDamaged(detail: "its end is not signed") }
            chapters.take(origin, key: key, range: range)
        } else {
            // Of a database that this user cannot open, the server tells it all, from the first entry on: what is public is
            // among it.
            let pin = PublicFolder.checkpoint(in: folder.published, of: verifier).map {
                JournalPosition(size: $0.size, root: $0.root)
            }
            chapters.take(origin, key: key, range: CompactRange(), pin: pin)
        }
        try chapters.write(to: checkpoints)
    }

    /// Root leaves nothing of its own in the server's folder.
    private static func giveBack(_ folder: DataFolder, to owner: uid_t) throws {
        guard geteuid() == 0 else { return }
        for name in try Folder.files(in: folder.keys)
        where name.hasPrefix(KeyReference.publicHalfPrefix) {
            let path = "\(folder.keys)/\(name)"
            guard unsafe chown(path, owner, gid_t.max) == 0 else {
                throw KeyCustodyError.fileFailure(path, errno)
            }
        }
    }

    /// Keeps which journal it will sign for; refuses another one than it has.
    func learn(genesis: [UInt8], field: String) throws {
        guard let known = try readGenesis() else { return try keep(genesis: genesis) }
        guard known == genesis else {
            throw Refusal(
                .signerJournalRefused, field: field,
                ["reason": "another journal than this signer's"])
        }
    }

    /// Which journal it signs for; nil before one was told.
    func readGenesis() throws -> [UInt8]? {
        guard LocalFile.exists(journal) else { return nil }
        let text = String(decoding: try DurableFile.read(journal, limit: 128), as: UTF8.self)
        guard let hash = Hex.decode(text.trimmingCharacters(in: .newlines)), hash.count == 32
        else { throw KeyCustodyError.damaged(journal) }
        return hash
    }

    func keep(genesis: [UInt8]) throws {
        try DurableFile.write(Array((Hex.encode(genesis) + "\n").utf8), to: journal, mode: 0o600)
    }

    func readConfiguration() throws -> SignerConfiguration {
        do {
            let bytes = try DurableFile.read(configuration, limit: NodeConfiguration.maximumBytes)
            return try SignerConfiguration(yaml: bytes, file: configuration)
        } catch DurableFileError.missing {
            throw Refusal(.signerFolderMissing, field: "--state", ["path": path])
        } catch DurableFileError.fileFailure(_, EFBIG) {
            throw NodeConfiguration.tooLarge(configuration)
        }
    }

    /// - Parameter file: that of the secret, in place of what the settings say.
    func unseal(
        _ configuration: SignerConfiguration, secretFile file: String? = nil
    ) throws -> SealedFolder {
        let secret =
            try file.map(DataFolder.secret(inFile:))
            ?? DataFolder.unlockSecret(configuration.unlockFile, in: path, field: "signer.unlock")
        return try DataFolder.unseal(keys, secret)
    }
}
