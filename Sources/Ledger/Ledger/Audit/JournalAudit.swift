import MerkleLog

/// Compares entries, tiles and checkpoints with each other, 256 entries at a time.
///
/// Two trees grow side by side, one over the stored entries and one over the leaf hashes in the
/// tiles. At each signed checkpoint the one that has the signed root is right, and what the other
/// had differently is named.
struct JournalAudit {
    private let connection: any StorageConnection
    private let chapters: [ChapterKey]
    private let size: Int64
    private let isKeyElsewhere: Bool
    private var byEntries = CompactRange()
    private var byTiles = CompactRange()
    /// Places since the last checkpoint where the two trees got different leaves.
    private var disputed: [Int64] = []
    private var tiles: [Tile: [UInt8]] = [:]
    private var lastMilliseconds: Int64 = 0

    /// - Parameter signer: the key of the last chapter, from outside the ledger. Those before it stand
    ///   in rows, which the officers who signed each succession vouch for (`AuthorityAudit`).
    init(
        _ connection: any StorageConnection, signer: CheckpointSigner, size: Int64
    ) throws(LedgerError) {
        self.connection = connection
        isKeyElsewhere = signer.isElsewhere
        self.size = size
        var rows: [JournalChapter] = []
        do {
            rows = try JournalChapter.all(on: connection)
        } catch  where error == .noLedger || !error.failsBatch {
            // Rows that cannot be read are told as changed or missing.
        }
        chapters =
            rows.dropLast().map { ChapterKey($0.firstEntry, try? $0.verifier) }
            + [ChapterKey(rows.last?.firstEntry ?? 0, signer.verifier)]
    }

    /// From which entry on which key signs; nil where the row has none that can be read.
    private struct ChapterKey {
        let firstEntry: Int64
        let verifier: NoteVerifier?

        init(_ firstEntry: Int64, _ verifier: NoteVerifier?) {
            self.firstEntry = firstEntry
            self.verifier = verifier
        }
    }

    /// Visits every entry that can be read, in order; without a visitor entries are hashed and not
    /// read.
    mutating func run(
        _ report: inout AuditReport, visit: ((StoredEntry, JournalEntry) throws -> Void)? = nil
    ) throws {
        let width = Int64(Tile.fullWidth)
        var start: Int64 = 0
        while start < size {
            let end = min(start + width, size)
            var entries = try self.entries(from: start, to: end)
            let checkpoints = try self.checkpoints(from: start, to: end)
            for index in start..<end {
                let entry = entries.removeValue(forKey: index)
                try grow(index, entry?.bytes, &report)
                if let entry, let visit { try check(entry, &report, visit) }
                if let checkpoint = checkpoints[index + 1] {
                    settle(checkpoint, &report)
                }
            }
            start = end
        }
        try checkEnd(&report)
    }

    // MARK: Trees

    private mutating func grow(
        _ index: Int64, _ bytes: [UInt8]?, _ report: inout AuditReport
    ) throws {
        let stored = try storedHash(level: 0, index: index, &report)
        let computed = bytes.map { MerkleTree.leafHash(of: $0) }
        if bytes == nil { report.add(.entryMissing(index: index)) }
        guard let leaf = computed ?? stored else { return }
        if let computed, let stored, computed != stored { disputed.append(index) }
        byEntries.append(leaf)
        var completed: [(level: Int, index: Int64, hash: [UInt8])] = []
        byTiles.append(stored ?? leaf) { level, index, hash in
            if level > 0, level.isMultiple(of: Tile.height) {
                completed.append((level / Tile.height, index, hash))
            }
        }
        for (level, index, hash) in completed {
            let above = try storedHash(level: level, index: index, &report)
            if let above, above != hash {
                report.add(
                    .tileChanged(level: level, number: index / Int64(Tile.fullWidth)))
            }
        }
    }

    private mutating func storedHash(
        level: Int, index: Int64, _ report: inout AuditReport
    ) throws -> [UInt8]? {
        let number = index / Int64(Tile.fullWidth)
        guard let place = Tile(level: level, index: number) else { return nil }
        if tiles[place] == nil {
            // Of each level only the tile at hand is needed again.
            tiles = tiles.filter { $0.key.level != level }
            let row = try connection.first(
                JournalTables.selectTile, [.integer(Int64(level)), .integer(number)])
            tiles[place] = try row?.blob("hashes") ?? []
            if row == nil { report.add(.tileMissing(level: level, number: number)) }
            if let row, try row.blob("hashes").count > width(ofTile: number, level: level) {
                report.add(.tileChanged(level: level, number: number))
            }
        }
        let start = Int(index % Int64(Tile.fullWidth)) * MerkleTree.hashLength
        guard let hashes = tiles[place], hashes.count >= start + MerkleTree.hashLength else {
            if tiles[place]?.isEmpty == false {
                report.add(.tileChanged(level: level, number: number))
            }
            return nil
        }
        return Array(hashes[start..<start + MerkleTree.hashLength])
    }

    /// How many octets a tile of this journal holds.
    private func width(ofTile number: Int64, level: Int) -> Int {
        let hashes = size >> Int64(level * Tile.height) - number * Int64(Tile.fullWidth)
        return Int(min(max(hashes, 0), Int64(Tile.fullWidth))) * MerkleTree.hashLength
    }

    // MARK: Checkpoints

    private struct StoredCheckpoint {
        let size: Int64
        let root: [UInt8]
        let note: String
    }

    private mutating func settle(
        _ checkpoint: StoredCheckpoint, _ report: inout AuditReport
    ) {
        // Where the key is, or was, in another process, a later one may cover it.
        if checkpoint.note.isEmpty, isKeyElsewhere || isOfEarlierChapter(checkpoint.size) {
            if checkpoint.size == size { report.unsigned = size - report.signed }
        } else {
            report.checkpoints += 1
            report.checkpoint = checkpoint.note
            report.signed = checkpoint.size
            checkSignature(of: checkpoint, &report)
        }
        if byEntries.root == checkpoint.root {
            let numbers = Set(disputed.map { $0 / Int64(Tile.fullWidth) })
            for number in numbers.sorted() { report.add(.tileChanged(level: 0, number: number)) }
            byTiles = byEntries
        } else {
            for index in disputed { report.add(.entryChanged(index: index)) }
            if byTiles.root == checkpoint.root {
                byEntries = byTiles
            } else {
                report.add(.checkpointRootWrong(size: checkpoint.size))
            }
        }
        disputed = []
    }

    private func isOfEarlierChapter(_ size: Int64) -> Bool {
        size <= chapters.last?.firstEntry ?? 0
    }

    private func checkSignature(
        of checkpoint: StoredCheckpoint, _ report: inout AuditReport
    ) {
        let chapter = chapters.last { $0.firstEntry < checkpoint.size }
        guard let note = try? SignedNote(parsing: Array(checkpoint.note.utf8)),
            let verifier = chapter?.verifier, verifier.verifies(note),
            let said = try? Checkpoint(parsing: note.text),
            said.origin.utf8.elementsEqual(verifier.name.utf8), said.size == checkpoint.size,
            said.root == checkpoint.root
        else { return report.add(.checkpointSignatureWrong(size: checkpoint.size)) }
    }

    // MARK: Entries

    private mutating func check(
        _ entry: ListedEntry, _ report: inout AuditReport,
        _ visit: (StoredEntry, JournalEntry) throws -> Void
    ) throws {
        report.entries += 1
        guard let parsed = try? JournalEntry(parsing: entry.bytes),
            parsed.canonicalBytes == entry.bytes
        else { return report.add(.entryUnreadable(index: entry.index)) }
        let said: [Value] = [
            .integer(parsed.timeMilliseconds), .text(parsed.operation), .text(parsed.actor),
            Value(parsed.caseID),
        ]
        if said != entry.listed { report.add(.entryListedWrongly(index: entry.index)) }
        if parsed.timeMilliseconds < lastMilliseconds {
            report.add(.timeBackwards(index: entry.index))
        }
        lastMilliseconds = max(lastMilliseconds, parsed.timeMilliseconds)
        try visit(StoredEntry(index: entry.index, bytes: entry.bytes), parsed)
    }

    private struct ListedEntry {
        let index: Int64
        let bytes: [UInt8]
        /// The columns at, operation, actor and case.
        let listed: [Value]
    }

    private func entries(
        from start: Int64, to end: Int64
    ) throws(LedgerError) -> [Int64: ListedEntry] {
        var found: [Int64: ListedEntry] = [:]
        let rows = try connection.query(
            "SELECT place, bytes, at, operation, actor, case_id FROM journal_entry "
                + "WHERE place >= ? AND place < ? ORDER BY place",
            [.integer(start), .integer(end)])
        for row in rows {
            let index = try row.integer("place")
            found[index] = ListedEntry(
                index: index, bytes: row["bytes"]?.blob ?? [],
                listed: Array(row.values.dropFirst(2)))
        }
        return found
    }

    private func checkpoints(
        from start: Int64, to end: Int64
    ) throws(LedgerError) -> [Int64: StoredCheckpoint] {
        var found: [Int64: StoredCheckpoint] = [:]
        let rows = try connection.query(
            "SELECT size, root, note FROM journal_checkpoint "
                + "WHERE size > ? AND size <= ? ORDER BY size",
            [.integer(start), .integer(end)])
        for row in rows {
            let size = try row.integer("size")
            found[size] = StoredCheckpoint(
                size: size, root: row["root"]?.blob ?? [], note: row["note"]?.text ?? "")
        }
        return found
    }

    private func checkEnd(_ report: inout AuditReport) throws {
        let beyond = try connection.query(
            "SELECT place FROM journal_entry WHERE place >= ? OR place < 0 ORDER BY place LIMIT ?",
            [.integer(size), .integer(Int64(AuditReport.maximumFindings))])
        for row in beyond {
            report.add(.entryBeyondCheckpoint(index: try row.integer("place")))
        }
        try connection.forEach("SELECT level, number FROM journal_tile", []) { row in
            let (level, number) = (try row.integer("level"), try row.integer("number"))
            let isOurs =
                (0...63 / Int64(Tile.height)).contains(level)
                && number >= 0 && width(ofTile: number, level: Int(level)) > 0
            if !isOurs { report.add(.tileChanged(level: Int(level), number: number)) }
            return true
        }
    }
}
