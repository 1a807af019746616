package import MerkleLog

/// The part of a journal that bears one name: from one entry on, one origin and one checkpoint key hold.
///
/// The first chapter begins with the genesis, each later one with a succession. Places, tree and rows
/// go on through all of them; a checkpoint is signed under the name of the last entry that it covers.
package struct JournalChapter: Sendable, Hashable {
    /// The place of the entry that began it.
    package let firstEntry: Int64
    package let origin: String
    /// The text of its checkpoint key.
    package let verifierKey: String
    package let fromMilliseconds: Int64

    /// The key that its checkpoints verify under.
    /// - Throws: `MerkleLogError.malformedVerifierKey`.
    package var verifier: NoteVerifier {
        get throws { try NoteVerifier(parsing: verifierKey) }
    }

    /// Those of a stored ledger, in their order; read without its secrets.
    /// - Throws: `LedgerError.noLedger`, or that the storage cannot be read.
    package static func all(
        of driver: any StorageDriver
    ) throws(LedgerError) -> [JournalChapter] {
        let connection = try driver.connect(.readOnly)
        defer { connection.close() }
        guard try !connection.columnNames(ofTable: GenesisRow.table.name).isEmpty else {
            throw .noLedger
        }
        return try all(on: connection)
    }

    /// - Throws: `LedgerError.noLedger` without a genesis.
    static func all(
        on connection: any StorageConnection
    ) throws(LedgerError) -> [JournalChapter] {
        guard let row = try connection.first(TableStatements(GenesisRow.table).select) else {
            throw .noLedger
        }
        let genesis = try GenesisRow(row: row)
        let first = JournalChapter(
            firstEntry: 0, origin: genesis.origin, verifierKey: genesis.checkpointKey,
            fromMilliseconds: genesis.createdAtMilliseconds)
        // A ledger in an older form had no successions.
        guard try !connection.columnNames(ofTable: SuccessionRow.table.name).isEmpty else {
            return [first]
        }
        let rows = try connection.query(
            TableStatements(SuccessionRow.table).select + " ORDER BY place", [])
        return try [first]
            + rows.map { row throws(LedgerError) in try SuccessionRow(row: row).chapter }
    }
}

extension [JournalChapter] {
    /// The chapter whose name a checkpoint of this size bears.
    package func chapter(ofSize size: Int64) -> JournalChapter? {
        last { $0.firstEntry < size } ?? first
    }

    /// How many entries of a chapter were kept when the next one began; nil for the last.
    package func keptSize(of chapter: JournalChapter) -> Int64? {
        first { $0.firstEntry > chapter.firstEntry }?.firstEntry
    }

    /// The chapter with this name.
    package func named(_ origin: String) -> JournalChapter? {
        first { $0.origin.utf8.elementsEqual(origin.utf8) }
    }
}

/// A succession as a row: the name and key that hold from its entry on.
struct SuccessionRow: Record {
    static let table = Table(
        "succession",
        columns: [
            Column("place", .integer), Column("origin", .text), Column("checkpoint_key", .text),
            Column("created_at", .integer),
        ],
        key: ["place"], clustered: true)

    let chapter: JournalChapter

    init(_ chapter: JournalChapter) { self.chapter = chapter }

    init(row: Row) throws(LedgerError) {
        chapter = JournalChapter(
            firstEntry: try row.integer("place"), origin: try row.text("origin"),
            verifierKey: try row.text("checkpoint_key"),
            fromMilliseconds: try row.integer("created_at"))
    }

    var values: KeyValuePairs<String, Value> {
        [
            "place": .integer(chapter.firstEntry), "origin": .text(chapter.origin),
            "checkpoint_key": .text(chapter.verifierKey),
            "created_at": .integer(chapter.fromMilliseconds),
        ]
    }
}
