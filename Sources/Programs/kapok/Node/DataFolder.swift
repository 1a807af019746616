import Cryptography
import Foundation
import KeyCustody
import Ledger
import Messages
import PostgreSQLDriver
import SQLiteDriver

/// A data folder: one ledger, its sealed keys, what it publishes, and its settings.
struct DataFolder: Sendable {
    let path: String

    var configuration: String { "\(path)/\(NodeConfiguration.fileName)" }
    var database: String { "\(path)/ledger.sqlite" }
    var lock: String { "\(path)/lock" }
    var keys: String { "\(path)/keys" }
    var published: String { "\(path)/public" }
    var files: String { "\(path)/files" }
    var socket: String { "\(path)/kapok.sock" }
    /// The name of the journal.
    var originFile: String { "\(path)/journal.origin" }

    /// Tells this folder's server from others over the same database.
    var serverFile: String { "\(path)/server.id" }

    /// The name of this folder's server, made at its first start. A server that comes back under it
    /// takes its own work up at once: the folder's lock says that the one before is gone.
    func serverID() throws -> String {
        do {
            return String(
                decoding: try DurableFile.read(serverFile, limit: 64), as: UTF8.self)
        } catch DurableFileError.missing {
            let id = UUID().uuidString.lowercased()
            try DurableFile.write(Array(id.utf8), to: serverFile, mode: 0o600)
            return id
        }
    }

    /// The least length of an unlock secret, in octets.
    static let minimumSecretBytes = 16

    /// What this process creates from now on is its user's alone, the database's files above all,
    /// which a library makes. `public/` gets its modes outright. Other commands keep the mask of
    /// the person who runs them: they write files that the person asked for.
    static func keepNewFilesPrivate() { umask(0o077) }

    /// Where the ledger lies.
    func storage(_ configuration: NodeConfiguration) -> any StorageDriver {
        if let address = configuration.database {
            PostgreSQLDriver(address: address.text)
        } else {
            SQLiteDriver(path: database)
        }
    }

    /// Where sealed files lie: in the folder, or where several servers share them.
    var sharedFiles: String { (try? readConfiguration().files) ?? files }

    func readConfiguration() throws -> NodeConfiguration {
        do {
            let bytes = try DurableFile.read(
                configuration, limit: NodeConfiguration.maximumBytes)
            return try NodeConfiguration(yaml: bytes, file: configuration)
        } catch DurableFileError.missing {
            throw Refusal(.folderMissing, field: "data", ["path": path])
        } catch DurableFileError.fileFailure(_, EFBIG) {
            throw NodeConfiguration.tooLarge(configuration)
        }
    }

    /// The unlock secret: from the file of the configuration, or from the service manager's
    /// credential. Never from an argument or the environment, which others can read.
    func unlockSecret(_ configuration: NodeConfiguration) throws -> SecretBytes {
        try Self.unlockSecret(configuration.unlockFile, in: path, field: "node.unlock")
    }

    static func unlockSecret(
        _ named: String?, in path: String, field: String
    ) throws -> SecretBytes {
        let file: String
        if let named {
            file = named.hasPrefix("/") ? named : "\(path)/\(named)"
        } else if let folder = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"] {
            file = "\(folder)/kapok-unlock"
        } else {
            throw Refusal(.unlockMissing, field: field, ["path": path])
        }
        return try secret(inFile: file)
    }

    /// A secret file must be readable by its owner alone (CP 8.17).
    static func secret(inFile file: String) throws -> SecretBytes {
        var bytes: [UInt8]
        do {
            bytes = try DurableFile.read(file, limit: 4096)
        } catch {
            guard case .missing = error else { throw error }
            throw Refusal(.unlockMissing, field: "unlock", ["path": file])
        }
        guard
            let attributes = try? FileManager.default.attributesOfItem(atPath: file),
            let permissions = attributes[.posixPermissions] as? Int
        else { throw Refusal(.unlockMissing, field: "unlock", ["path": file]) }
        guard permissions & 0o077 == 0 else {
            throw Refusal(.unlockReadableByOthers, field: "unlock", ["path": file])
        }
        while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
        guard bytes.count >= minimumSecretBytes else {
            throw Refusal(
                .unlockTooShort, field: "unlock", ["count": String(minimumSecretBytes)])
        }
        return SecretBytes(bytes)
    }

    func unseal(_ secret: SecretBytes) throws -> SealedFolder { try Self.unseal(keys, secret) }

    static func unseal(_ keys: String, _ secret: SecretBytes) throws -> SealedFolder {
        do {
            return try SealedFolder.open(at: keys, secret: secret)
        } catch .wrongSecret {
            throw Refusal(.unlockWrong, field: "unlock")
        }
    }
}
