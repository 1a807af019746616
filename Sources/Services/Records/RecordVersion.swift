import CanonicalJSON
package import CertificatePolicy
package import Ledger
import Messages

/// One version of a record. Versions are only added: the newest one holds, the others are its history.
package struct RecordVersion: Record, Sendable {
    package enum State: String, Sendable, CaseIterable { case inForce, ended }

    /// `rec-…`.
    package let record: String
    /// From 1.
    package let version: Int64
    package let kind: String
    package let state: State
    /// The columns that tell it from others, as canonical JSON.
    package let key: String
    /// Whom it is about, where it has a column `person`.
    package let person: String?
    /// What is not confidential, as canonical JSON: texts by the names of columns.
    package let content: String
    /// So that the hash of this row does not tell the contents to who guesses them. Of kinds with nothing
    /// confidential it is the one that was signed; else that one lies in the vault.
    package let salt: String
    /// Where the vault holds what is confidential; nil where nothing is.
    package let sealed: SealedPlace?
    package let atMilliseconds: Int64
    /// The officer who decided it.
    package let actor: String
    /// The place of the act in the journal.
    package let entry: Int64
    /// The import that brought it, and its line there; nil for one that was added by itself. Later
    /// versions keep the import: when it is reversed, they go with it.
    package let origin: ImportedLine?

    /// A value of the vault: an object with the texts of each record by its id.
    package struct SealedPlace: Sendable, Hashable {
        package let dossier: String
        package let name: String
        /// The vault's commitment to the value.
        package let commitment: [UInt8]
    }

    package struct ImportedLine: Sendable, Hashable {
        package let importID: String
        package let line: Int64
    }

    package static let table = Table(
        "record_version",
        columns: [
            Column("record", .text), Column("version", .integer), Column("kind", .text),
            Column("state", .text), Column("unique_key", .text),
            Column("person", .text, nullable: true), Column("content", .text),
            Column("salt", .text), Column("dossier", .text, nullable: true),
            Column("sealed_name", .text, nullable: true),
            Column("commitment", .blob, nullable: true), Column("at", .integer),
            Column("actor", .text), Column("entry", .integer),
            Column("import_id", .text, nullable: true),
            Column("line", .integer, nullable: true),
        ],
        key: ["record", "version"],
        indexes: [
            Index(["kind", "at"]), Index(["kind", "unique_key"]),
            Index(["kind", "person"], where: "person IS NOT NULL"),
            // What was decided one by one: little, beside the lines of imports.
            Index(["kind", "entry"], where: "import_id IS NULL OR version > 1"),
        ],
        writtenOnce: true,
        // What nobody signed line by line waits for an import to be adopted, and nothing else does.
        contradictions: [
            """
            SELECT v.record AS record, v.version AS version
            FROM record_version v LEFT JOIN journal_entry j ON j.place = v.entry
            WHERE (CASE WHEN j.operation = 'record.stage' THEN 1 ELSE 0 END)
                <> (CASE WHEN v.import_id IS NOT NULL AND v.version = 1 THEN 1 ELSE 0 END)
            """
        ],
        writers: [
            "record.add", "record.change", "record.end", "record.stage", "incident.report",
        ])

    /// Which of the versions count, in portable SQL: what an import brought does so once it is adopted,
    /// and until it is reversed.
    package static let counts = """
        (import_id IS NULL OR import_id IN \
        (SELECT id FROM record_import WHERE state = 'adopted'))
        """

    /// Which of the versions that count are the newest ones.
    package static let isNewest = """
        NOT EXISTS (SELECT 1 FROM record_version AS later WHERE later.record = \
        record_version.record AND later.version = record_version.version + 1) AND \(counts)
        """

    init(
        record: String, version: Int64, kind: String, state: State, key: String, person: String?,
        content: String, salt: String, sealed: SealedPlace?, atMilliseconds: Int64,
        actor: String, entry: Int64, origin: ImportedLine? = nil
    ) {
        self.record = record
        self.version = version
        self.kind = kind
        self.state = state
        self.key = key
        self.person = person
        self.content = content
        self.salt = salt
        self.sealed = sealed
        self.atMilliseconds = atMilliseconds
        self.actor = actor
        self.entry = entry
        self.origin = origin
    }

    package init(row: Row) throws(LedgerError) {
        record = try row.text("record")
        version = try row.integer("version")
        kind = try row.text("kind")
        state = try row.choice("state")
        key = try row.text("unique_key")
        person = try row.optionalText("person")
        content = try row.text("content")
        salt = try row.text("salt")
        sealed =
            if let dossier = try row.optionalText("dossier") {
                SealedPlace(
                    dossier: dossier, name: try row.text("sealed_name"),
                    commitment: try row.blob("commitment"))
            } else {
                nil
            }
        atMilliseconds = try row.integer("at")
        actor = try row.text("actor")
        entry = try row.integer("entry")
        origin =
            if let importID = try row.optionalText("import_id") {
                ImportedLine(importID: importID, line: try row.integer("line"))
            } else {
                nil
            }
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "record": .text(record), "version": .integer(version), "kind": .text(kind),
            "state": .text(state.rawValue), "unique_key": .text(key), "person": Value(person),
            "content": .text(content), "salt": .text(salt),
            "dossier": Value(sealed?.dossier), "sealed_name": Value(sealed?.name),
            "commitment": Value(sealed?.commitment), "at": .integer(atMilliseconds),
            "actor": .text(actor),
            "entry": .integer(entry),
            "import_id": Value(origin?.importID), "line": Value(origin?.line),
        ]
    }

    /// What is not confidential.
    package var open: [String: String] {
        get throws { try Self.texts(Array(content.utf8)) }
    }

    /// Texts by name, as ``content`` and the vault hold them.
    static func texts(_ bytes: [UInt8]) throws -> [String: String] {
        (try JSONValue(parsing: bytes).object ?? [:]).compactMapValues(\.string)
    }

    static func bytes(_ texts: [String: String]) -> [UInt8] {
        JSONValue.object(texts.mapValues { .string($0) }).canonicalBytes
    }
}

extension ReadableLedger {
    /// The newest version of a record.
    /// - Throws: `record.unknown`.
    package func recordInForce(_ record: String) throws -> RecordVersion {
        let newest = try select(
            RecordVersion.self, where: "record = ? AND \(RecordVersion.counts)", [.text(record)],
            orderBy: "version DESC",
            limit: 1
        ).first
        guard let newest else {
            throw Refusal(.recordUnknown, field: "record", ["record": record])
        }
        return newest
    }

    /// All versions of a record, the oldest first.
    /// - Throws: `record.unknown`.
    package func recordHistory(_ record: String) throws -> [RecordVersion] {
        let versions = try select(
            RecordVersion.self, where: "record = ? AND \(RecordVersion.counts)", [.text(record)],
            orderBy: "version")
        guard !versions.isEmpty else {
            throw Refusal(.recordUnknown, field: "record", ["record": record])
        }
        return versions
    }
}

extension RecordKind {
    /// - Throws: `recordKind.unknown`.
    package static func named(_ id: String) throws -> RecordKind {
        guard let kind = RecordKind[id] else {
            throw Refusal(.recordKindUnknown, field: "kind", ["kind": id])
        }
        return kind
    }
}
