import MerkleLog

/// The end of the journal: all that is needed to append. A value, so that a batch that fails
/// leaves the old one as it was.
struct JournalTail {
    private(set) var range: CompactRange
    /// For each tile level the hashes of its last, partial tile; empty right after a full one.
    private var edges: [[UInt8]]
    /// The time of the last entry.
    private(set) var atMilliseconds: Int64
    /// The signed checkpoint of this end, as text of its note; empty where it is not signed yet.
    var note: String

    var isSigned: Bool { !note.isEmpty }

    /// What the next commit writes.
    private(set) var entries: [[Value]] = []
    private var tiles: [[Value]] = []
    private var touchedLevels: Set<Int> = []

    var size: Int64 { range.size }

    init() {
        range = CompactRange()
        edges = []
        atMilliseconds = 0
        note = ""
    }

    /// Takes up the stored journal.
    /// - Throws: `.noLedger` if there is none; `.journalDamaged` if the tiles do not make the root
    ///   that was signed, or the last entry is missing.
    init(reading connection: any StorageConnection) throws(LedgerError) {
        guard let last = try connection.first(JournalTables.lastCheckpoint) else { throw .noLedger }
        let size = try last.integer("size")
        let reader = Self.hashReader(connection, size: size)
        do {
            range = try CompactRange(size: size, reader: reader)
        } catch {
            throw .journalDamaged(detail: "a tile is missing or broken")
        }
        guard try range.root == last.blob("root") else {
            throw .journalDamaged(detail: "the tiles do not make the signed root")
        }
        // The time goes on from the last entry's own bytes, which were hashed: no column that a
        // hand may change can set the clock of the ledger.
        guard let end = try connection.first(JournalTables.lastEntry),
            end["place"] == .integer(size - 1), let bytes = end["bytes"]?.blob,
            let leaf = try? reader.hash(level: 0, index: size - 1),
            MerkleTree.leafHash(of: bytes) == leaf
        else { throw .journalDamaged(detail: "the last entry is not the one that was signed") }
        atMilliseconds = try JournalEntry(parsing: bytes).timeMilliseconds
        note = try last.text("note")
        edges = []
        var level = 0
        while size >> Int64(level * Tile.height) > 0 {
            let hashes = size >> Int64(level * Tile.height)
            let width = Int(hashes % Int64(Tile.fullWidth))
            let number = hashes / Int64(Tile.fullWidth)
            edges.append(try Self.edge(connection, level: level, number: number, width: width))
            level += 1
        }
    }

    /// Appends one entry; nothing is stored until `write`.
    mutating func append(_ entry: JournalEntry, bytes: [UInt8]) {
        entries.append([
            .integer(size), .blob(bytes), .integer(entry.timeMilliseconds),
            .text(entry.operation), .text(entry.actor), Value(entry.caseID),
        ])
        atMilliseconds = entry.timeMilliseconds
        var completed: [(level: Int, index: Int64, hash: [UInt8])] = []
        range.append(MerkleTree.leafHash(of: bytes)) { level, index, hash in
            if level.isMultiple(of: Tile.height) {
                completed.append((level / Tile.height, index, hash))
            }
        }
        for (level, index, hash) in completed {
            if level == edges.count { edges.append([]) }
            edges[level] += hash
            touchedLevels.insert(level)
            if edges[level].count == Tile.fullWidth * MerkleTree.hashLength {
                let number = index / Int64(Tile.fullWidth)
                tiles.append([.integer(Int64(level)), .integer(number), .blob(edges[level])])
                edges[level] = []
                touchedLevels.remove(level)
            }
        }
    }

    /// Stores what was appended, with a checkpoint, which is signed where its key is in this process. The
    /// caller commits.
    mutating func write(
        to connection: any StorageConnection, signer: CheckpointSigner
    ) throws(LedgerError) {
        try storeEntries(to: connection)
        for level in touchedLevels.sorted() {
            let number = size >> Int64(level * Tile.height) / Int64(Tile.fullWidth)
            tiles.append([.integer(Int64(level)), .integer(number), .blob(edges[level])])
        }
        for tile in tiles { try connection.enqueue(JournalTables.putTile, tile) }
        let root = range.root
        note = try Self.signedNote(size: size, root: root, signer: signer)
        try connection.execute(
            JournalTables.insertCheckpoint,
            [.integer(size), .blob(root), .text(note)])
        tiles = []
        touchedLevels = []
    }

    /// Stores what was appended so far, so that it need not be kept; `write` has to follow.
    mutating func storeEntries(to connection: any StorageConnection) throws(LedgerError) {
        for entry in entries { try connection.enqueue(JournalTables.insertEntry, entry) }
        entries = []
    }

    private static func signedNote(
        size: Int64, root: [UInt8], signer: CheckpointSigner
    ) throws(LedgerError) -> String {
        guard case .here(let sign) = signer.place else { return "" }
        do {
            let checkpoint = try Checkpoint(
                origin: signer.verifier.name, size: size, root: root)
            let signature = try sign(SignedNote(text: checkpoint.text).signedBytes)
            let note = try signer.note(of: checkpoint, signature: signature)
            return String(decoding: note.encoded, as: UTF8.self)
        } catch {
            throw .checkpointNotSigned(detail: String(describing: type(of: error)))
        }
    }

    private static func edge(
        _ connection: any StorageConnection, level: Int, number: Int64, width: Int
    ) throws(LedgerError) -> [UInt8] {
        guard width > 0 else { return [] }
        let row = try connection.first(
            JournalTables.selectTile, [.integer(Int64(level)), .integer(number)])
        guard let hashes = try row?.blob("hashes"),
            hashes.count == width * MerkleTree.hashLength
        else { throw .journalDamaged(detail: "tile \(level)/\(number) is missing or broken") }
        return hashes
    }

    /// Reads complete subtrees from the stored tiles.
    static func hashReader(_ connection: any StorageConnection, size: Int64) -> TileHashReader {
        TileHashReader(treeSize: size) { tile in
            let row = try connection.first(
                JournalTables.selectTile, [.integer(Int64(tile.level)), .integer(tile.index)])
            guard let row else {
                throw LedgerError.journalDamaged(
                    detail: "tile \(tile.level)/\(tile.index) is missing")
            }
            return try row.blob("hashes")
        }
    }
}
