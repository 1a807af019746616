import CanonicalJSON
import Cryptography
import Messages

/// A file that belongs to a dossier. Its name for people, the digest of its content and its key lie in the
/// vault; here is what anybody may know who may read rows.
package struct StoredFile: Record, Sendable, Hashable {
    /// Its name in the folder: SHA-256 of the sealed form, in hex.
    package let file: String
    /// Whose: a record, an application.
    package let dossier: String
    package let mediaType: String
    /// Octets of content.
    package let bytes: Int64
    /// Of the value in the vault.
    package let commitment: [UInt8]
    package let atMilliseconds: Int64
    package let actor: String
    package let entry: Int64

    package static let table = Table(
        "vault_file",
        columns: [
            Column("file", .text), Column("dossier", .text), Column("media_type", .text),
            Column("bytes", .integer), Column("commitment", .blob), Column("at", .integer),
            Column("actor", .text), Column("entry", .integer),
        ],
        key: ["file"], indexes: [Index(["dossier"])], writtenOnce: true)

    fileprivate init(
        _ sealed: SealedFile, dossier: String, mediaType: String, commitment: [UInt8],
        _ transaction: Transaction
    ) {
        file = sealed.file
        self.dossier = dossier
        self.mediaType = mediaType
        bytes = sealed.bytes
        self.commitment = commitment
        atMilliseconds = transaction.atMilliseconds
        actor = transaction.actor
        entry = transaction.entryIndex
    }

    package init(row: Row) throws(LedgerError) {
        file = try row.text("file")
        dossier = try row.text("dossier")
        mediaType = try row.text("media_type")
        bytes = try row.integer("bytes")
        commitment = try row.blob("commitment")
        atMilliseconds = try row.integer("at")
        actor = try row.text("actor")
        entry = try row.integer("entry")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "file": .text(file), "dossier": .text(dossier), "media_type": .text(mediaType),
            "bytes": .integer(bytes), "commitment": .blob(commitment),
            "at": .integer(atMilliseconds), "actor": .text(actor), "entry": .integer(entry),
        ]
    }

    /// Under which its secrets lie in the vault, among the values of its dossier.
    static func valueName(of file: String) -> String { "file-\(file)" }

    /// What the vault holds of it.
    package struct Secrets: Sendable {
        /// What its owner called it.
        package let name: String
        package let sealed: SealedFile
        /// So that what was signed can be shown: it names the digest of the content, salted.
        package let salt: String

        package init(name: String, sealed: SealedFile, salt: String) {
            self.name = name
            self.sealed = sealed
            self.salt = salt
        }
    }
}

extension Transaction {
    /// Makes a file that has its name in the folder one of a dossier.
    /// - Throws: `attachment.unknown` where it is one already: another act may have come first.
    @discardableResult
    package mutating func store(
        _ secrets: StoredFile.Secrets, mediaType: String, dossier: String
    ) throws -> StoredFile {
        guard try get(StoredFile.self, .text(secrets.sealed.file)) == nil else {
            throw Refusal(.attachmentUploadUnknown, field: "file")
        }
        let key = secrets.sealed.key.withBytes { Hex.encode($0) }
        let value: JSONValue = [
            "name": .string(secrets.name), "key": .string(key),
            "sha256": .string(Hex.encode(secrets.sealed.sha256)), "salt": .string(secrets.salt),
        ]
        let commitment = try vault.put(
            value.canonicalBytes, name: StoredFile.valueName(of: secrets.sealed.file),
            dossier: dossier)
        let stored = StoredFile(
            secrets.sealed, dossier: dossier, mediaType: mediaType, commitment: commitment, self)
        try put(stored)
        return stored
    }
}

extension ReadableLedger {
    /// The files of a dossier, the oldest first.
    package func files(of dossier: String) throws -> [StoredFile] {
        try select(
            StoredFile.self, where: "dossier = ?", [.text(dossier)], orderBy: "entry, file")
    }
}

extension Snapshot {
    /// What opens a file; nil once it was erased. Who shows it recorded that before.
    package func secrets(of stored: StoredFile) throws -> StoredFile.Secrets? {
        try vault.read(StoredFile.valueName(of: stored.file), dossier: stored.dossier)
            .flatMap { try StoredFile.Secrets($0, of: stored) }
    }
}

extension Transaction {
    /// The same inside an act, for the digest that it names.
    package func secrets(of stored: StoredFile) throws -> StoredFile.Secrets? {
        try vault.read(StoredFile.valueName(of: stored.file), dossier: stored.dossier)
            .flatMap { try StoredFile.Secrets($0, of: stored) }
    }
}

extension StoredFile.Secrets {
    fileprivate init?(_ bytes: [UInt8], of stored: StoredFile) throws {
        let value = try JSONValue(parsing: bytes)
        guard let name = value["name"]?.string,
            let key = value["key"]?.string.flatMap(Hex.decode),
            let sha256 = value["sha256"]?.string.flatMap(Hex.decode)
        else { return nil }
        self.init(
            name: name,
            sealed: SealedFile(
                file: stored.file, key: SecretBytes(key), bytes: stored.bytes, sha256: sha256),
            salt: value["salt"]?.string ?? "")
    }
}

/// Whether each file that a row names is there and is what it was.
struct FileAudit {
    let connection: any StorageConnection
    let vault: FileVault

    /// A file whose key was destroyed need not be there any more.
    func run(_ report: inout AuditReport) throws {
        var kept: [String] = []
        try connection.forEach(
            "SELECT file FROM vault_file WHERE EXISTS (SELECT 1 FROM personal "
                + "WHERE personal.dossier = vault_file.dossier "
                + "AND personal.name = 'file-' || vault_file.file) ORDER BY file", []
        ) { row in
            kept.append(try row.text("file"))
            return true
        }
        for file in kept {
            switch try vault.isWhole(file) {
            case nil: report.add(.fileMissing(file: file))
            case false?: report.add(.fileChanged(file: file))
            case true?: break
            }
        }
    }
}
