import CanonicalJSON
import Cryptography
import Foundation
import KeyCustody
import Ledger
import MerkleLog
import Messages

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

    /// Moves into it what a data folder has of keys that sign, that of its journal among them; neither server nor signer
    /// may be running. What was interrupted is taken up where it stopped: a key is removed there once it opens here.
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
        try FolderPermissions(folder: folder).check(user: geteuid() == 0 ? owner : geteuid())
        let secret =
            try oldSecret.map(DataFolder.secret(inFile:))
            ?? folder.unlockSecret(folder.readConfiguration())
        let new = try unseal(readConfiguration(), secretFile: ownSecret)
        let lock = try FolderLock(folder: path)
        let (old, oldLock, names, journal) = try Self.acting(as: owner) {
            let lock = try FolderLock(folder: folder.path)
            let old = try folder.unseal(secret)
            let names = try old.names().filter { KeyReference(id: $0).use != nil }
            return (old, lock, names, try MovedJournal(of: folder, old, names))
        }
        if let genesis = journal.genesis { try learn(genesis: genesis, field: "--from") }
        try learn(journal)
        let here = Set(try new.names())
        for name in names {
            let key = try Self.acting(as: owner) { try old.load(name) }
            if !here.contains(name) { try key.withBytes { try new.store($0, as: name) } }
            guard try new.load(name).equals(key) else {
                throw KeyCustodyError.damaged("\(keys)/\(name).sealed")
            }
        }
        // Not before all of them are here, names of folders and all.
        try Folder.sync(keys)
        try Folder.sync(path)
        try Self.acting(as: owner) {
            for name in names {
                if let key = journal.publicKey, name == journal.key.id {
                    try Node.keepPublic(key, of: journal.key, in: old)
                }
                try old.remove(name)
            }
        }
        return withExtendedLifetime((lock, oldLock)) { names.count }
    }

    /// Does in the server's folder what its own user may do: links that lie there lead root nowhere.
    private static func acting<T>(as owner: uid_t, _ body: () throws -> T) throws -> T {
        guard geteuid() == 0, owner != 0 else { return try body() }
        guard seteuid(owner) == 0 else {
            throw KeyCustodyError.fileFailure("uid \(owner)", errno)
        }
        defer {
            let isRoot = seteuid(0) == 0
            precondition(isRoot, "root could not become root again")
        }
        return try body()
    }

    /// Keeps under which name, and from where on, it signs checkpoints with the key that comes over.
    private func learn(_ journal: MovedJournal) throws {
        guard journal.publicKey != nil else { return }
        var chapters = try CheckpointChapters(path: checkpoints) ?? CheckpointChapters()
        var pin = journal.published
        if let known = chapters.last(of: journal.origin) {
            // The key is in two places, and a backup of before may have been put back.
            guard known.size <= journal.range?.size ?? .max else {
                throw Refusal(.signerJournalShorter, field: "--from")
            }
            guard try journal.range == nil || journal.root(known.size) == known.root else {
                throw Refusal(
                    .signerJournalRefused, field: "--from",
                    ["reason": "another one than was signed, at \(known.size) entries"])
            }
            if journal.range == nil, pin?.size ?? 0 < known.size { pin = known }
        }
        guard
            chapters.take(
                journal.origin, key: journal.key, range: journal.range ?? CompactRange(),
                pin: pin)
        else {
            throw Refusal(
                .signerJournalRefused, field: "--from", ["reason": "a name that has ended"])
        }
        try chapters.write(to: checkpoints)
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
