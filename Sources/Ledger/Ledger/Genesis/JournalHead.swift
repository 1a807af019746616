package import MerkleLog

/// What a stored ledger says of itself, read without its secrets: for copies of it.
package struct JournalHead: Sendable, Hashable {
    package let origin: String
    package let environment: LedgerEnvironment
    /// The text of the checkpoint key.
    package let verifierKey: String
    /// All that was committed: entries and root.
    package let size: Int64
    package let root: [UInt8]
    /// The last signed checkpoint, as text of its note: of that size, or of one before.
    package let note: String
    package let lastEntryMilliseconds: Int64
    package let schemaVersion: Int64
    package let journalVersion: Int64

    package init(
        origin: String, environment: LedgerEnvironment, verifierKey: String, size: Int64,
        root: [UInt8], note: String, lastEntryMilliseconds: Int64, schemaVersion: Int64,
        journalVersion: Int64
    ) {
        self.origin = origin
        self.environment = environment
        self.verifierKey = verifierKey
        self.size = size
        self.root = root
        self.note = note
        self.lastEntryMilliseconds = lastEntryMilliseconds
        self.schemaVersion = schemaVersion
        self.journalVersion = journalVersion
    }
}

extension JournalHead {
    /// Also of a ledger in an older form.
    /// - Throws: `LedgerError.noLedger`, `.newerFolder`, or that the storage cannot be read.
    package init(
        of driver: any StorageDriver, _ history: SchemaHistory = .all
    ) throws(LedgerError) {
        let connection = try driver.connect(.readOnly)
        defer { connection.close() }
        guard try !connection.columnNames(ofTable: GenesisRow.table.name).isEmpty else {
            throw .noLedger
        }
        let form = try Schema.form(on: connection, history)
        guard let row = try connection.first(TableStatements(GenesisRow.table).select),
            let chapter = try JournalChapter.all(on: connection).last,
            let checkpoint = try connection.first(JournalTables.lastCheckpoint),
            let signed = try connection.first(JournalTables.lastSigned),
            let last = try connection.first(JournalTables.lastEntryTime)
        else { throw .noLedger }
        let genesis = try GenesisRow(row: row)
        origin = chapter.origin
        environment = genesis.environment
        verifierKey = chapter.verifierKey
        size = try checkpoint.integer("size")
        root = try checkpoint.blob("root")
        note = try signed.text("note")
        lastEntryMilliseconds = try last.integer("at")
        schemaVersion = form.schema
        journalVersion = form.journal
    }

    /// The key that the checkpoints verify under.
    /// - Throws: `MerkleLogError.malformedVerifierKey`.
    package var verifier: NoteVerifier {
        get throws { try NoteVerifier(parsing: verifierKey) }
    }
}

extension CompactRange {
    /// The edge of a stored journal: of all that was committed, or of its beginning.
    package init(of driver: any StorageDriver, size: Int64? = nil) throws {
        let connection = try driver.connect(.readOnly)
        defer { connection.close() }
        try connection.begin()
        defer { connection.rollback() }
        let whole = try JournalTail(reading: connection).range
        let size = size ?? whole.size
        guard size < whole.size else {
            self = whole
            return
        }
        try self.init(
            size: size, reader: JournalTail.hashReader(connection, size: whole.size))
    }
}

extension FollowedJournal {
    /// By what a journal is told from every other: the hash of its first entry, which is its root when it has one.
    package static func genesis(of driver: any StorageDriver) throws(LedgerError) -> [UInt8] {
        let connection = try driver.connect(.readOnly)
        defer { connection.close() }
        guard
            let row = try connection.first(
                "SELECT bytes FROM journal_entry WHERE place = ?", [.integer(0)])
        else { throw .noLedger }
        return MerkleTree.leafHash(of: try row.blob("bytes"))
    }
}
