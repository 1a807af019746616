import CanonicalJSON
import CertificatePolicy
package import MerkleLog

/// One entry as it is stored.
package struct StoredEntry: Sendable, Equatable {
    /// The place in the journal, from 0.
    package let index: Int64
    /// The exact bytes that were hashed.
    package let bytes: [UInt8]

    package init(index: Int64, bytes: [UInt8]) {
        self.index = index
        self.bytes = bytes
    }

    /// - Throws: `LedgerError.journalDamaged`.
    package func parsed() throws(LedgerError) -> JournalEntry {
        try JournalEntry(parsing: bytes)
    }
}

/// Which entries to list.
package struct EntryFilter: Sendable {
    package var operation: String?
    package var caseID: String?
    package var actor: String?
    /// Inclusive.
    package var fromMilliseconds: Int64?
    /// Exclusive.
    package var untilMilliseconds: Int64?

    package init(
        operation: String? = nil, caseID: String? = nil, actor: String? = nil,
        fromMilliseconds: Int64? = nil, untilMilliseconds: Int64? = nil
    ) {
        self.operation = operation
        self.caseID = caseID
        self.actor = actor
        self.fromMilliseconds = fromMilliseconds
        self.untilMilliseconds = untilMilliseconds
    }
}

/// The journal as a transaction or snapshot sees it.
extension ReadableLedger {
    /// The number of committed entries.
    package func journalSize() throws(LedgerError) -> Int64 {
        try rows(JournalTables.lastCheckpoint).first?.integer("size") ?? 0
    }

    /// The time of the last entry, which never goes back.
    package func lastEntryMilliseconds() throws(LedgerError) -> Int64 {
        guard let row = try rows(JournalTables.lastEntryTime).first else { throw .noLedger }
        return try row.integer("at")
    }

    /// The last signed checkpoint, as text of its note.
    package func checkpoint() throws(LedgerError) -> String {
        guard let row = try rows(JournalTables.lastSigned).first else { throw .noLedger }
        return try row.text("note")
    }

    /// The size and root of the last signed checkpoint, as officers' clients sign that they saw it.
    package func seenCheckpoint() throws(LedgerError) -> ActStatement.SeenCheckpoint {
        try end(JournalTables.lastSigned)
    }

    /// The size and root of all that was committed, signed or not.
    package func journalEnd() throws(LedgerError) -> ActStatement.SeenCheckpoint {
        try end(JournalTables.lastCheckpoint)
    }

    private func end(_ select: String) throws(LedgerError) -> ActStatement.SeenCheckpoint {
        guard let row = try rows(select).first else { throw .noLedger }
        return ActStatement.SeenCheckpoint(
            size: try row.integer("size"), root: try row.blob("root"))
    }

    /// The signed checkpoint of a size, as text of its note; nil if none of this size ever left.
    package func checkpoint(ofSize size: Int64) throws(LedgerError) -> String? {
        try rows(
            "SELECT note FROM journal_checkpoint WHERE size = ? AND note <> ''", [.integer(size)]
        )
        .first?.text("note")
    }

    /// The root that was signed for a size; nil if no checkpoint of this size ever left.
    package func rootOfCheckpoint(size: Int64) throws(LedgerError) -> [UInt8]? {
        if size == 0 { return LedgerIdentity.emptyRoot }
        return try rows(JournalTables.rootOfSize, [.integer(size)]).first?.blob("root")
    }

    /// - Throws: `MerkleLogError.indexOutOfRange` if there is no such entry.
    package func entry(at index: Int64) throws -> StoredEntry {
        let found = try rows("SELECT bytes FROM journal_entry WHERE place = ?", [.integer(index)])
        guard let row = found.first else { throw MerkleLogError.indexOutOfRange }
        return StoredEntry(index: index, bytes: try row.blob("bytes"))
    }

    /// Entries in their order, from the place `from` on; filtered, at most `limit`.
    package func entries(
        from: Int64 = 0, matching filter: EntryFilter = EntryFilter(), limit: Int
    ) throws(LedgerError) -> [StoredEntry] {
        var conditions = ["place >= ?"]
        var parameters: [Value] = [.integer(from)]
        func add(_ condition: String, _ value: Value?) {
            guard let value else { return }
            conditions.append(condition)
            parameters.append(value)
        }
        add("operation = ?", filter.operation.map { .text($0) })
        if let caseID = filter.caseID {
            // Entries of one case, and those of lists that the case stands in: what announced or
            // ended a signature for it, and what covered it by name.
            add(
                """
                (case_id = ? OR place IN (SELECT entry FROM listed_case WHERE case_id = ?) \
                OR place IN (SELECT closed_entry FROM intent WHERE id IN \
                (SELECT intent FROM listed_case WHERE case_id = ?)))
                """, .text(caseID))
            parameters += [.text(caseID), .text(caseID)]
        }
        add("actor = ?", filter.actor.map { .text($0) })
        add("at >= ?", filter.fromMilliseconds.map { .integer($0) })
        add("at < ?", filter.untilMilliseconds.map { .integer($0) })
        let sql =
            "SELECT place, bytes FROM journal_entry WHERE \(conditions.joined(separator: " AND ")) "
            + "ORDER BY place LIMIT ?"
        return try rows(sql, parameters + [.integer(Int64(limit))]).map { row throws(LedgerError) in
            StoredEntry(index: try row.integer("place"), bytes: try row.blob("bytes"))
        }
    }

    /// The place of the last entry up to a time: times never go back, so that a place stands for each. Nil
    /// where there was none.
    package func lastPlace(until moment: Int64) throws(LedgerError) -> Int64? {
        try rows(
            "SELECT MAX(place) AS place FROM journal_entry WHERE at = "
                + "(SELECT MAX(at) FROM journal_entry WHERE at <= ?)", [.integer(moment)]
        ).first?.optionalInteger("place")
    }

    /// When the entry at a place was made; nil where there is none.
    package func time(ofEntry place: Int64) throws(LedgerError) -> Int64? {
        try rows("SELECT at FROM journal_entry WHERE place = ?", [.integer(place)])
            .first?.integer("at")
    }

    /// What an operation changed, each time that it was carried out up to a time, in order. What was refused, or
    /// only collected signatures, changed no rows but its own.
    package func changes(
        by operation: String, until moment: Int64
    ) throws(LedgerError) -> [(place: Int64, atMilliseconds: Int64, rows: [RowChange])] {
        var found: [(place: Int64, atMilliseconds: Int64, rows: [RowChange])] = []
        var next: Int64 = 0
        while true {
            let page = try entries(
                from: next,
                matching: EntryFilter(
                    operation: operation,
                    untilMilliseconds: moment == .max ? nil : moment + 1), limit: 256)
            for stored in page {
                let entry = try stored.parsed()
                if entry.outcome == .done {
                    found.append((stored.index, entry.timeMilliseconds, entry.changes))
                }
                next = stored.index + 1
            }
            if page.count < 256 { return found }
        }
    }

    /// The newest entry of an operation that was carried out up to a time; what was refused does not
    /// count. Nil where there was none.
    package func newestEntry(
        of operation: String, until moment: Int64
    ) throws(LedgerError) -> StoredEntry? {
        guard var last = try lastPlace(until: moment) else { return nil }
        while true {
            let page = try rows(
                "SELECT place, bytes FROM journal_entry WHERE operation = ? AND place <= ? "
                    + "ORDER BY place DESC LIMIT 64", [.text(operation), .integer(last)])
            for row in page {
                let entry = StoredEntry(
                    index: try row.integer("place"), bytes: try row.blob("bytes"))
                if try entry.parsed().outcome == .done { return entry }
                last = entry.index - 1
            }
            if page.count < 64 { return nil }
        }
    }

    /// All that an outsider needs to see that an entry is in the journal.
    ///
    /// - Parameter note: an earlier checkpoint of this journal to lead to; nil for the newest.
    /// - Throws: `MerkleLogError.indexOutOfRange`.
    package func proof(ofEntry index: Int64, under note: String? = nil) throws -> InclusionBundle {
        let entry = try entry(at: index)
        let note = try note ?? checkpoint()
        let head = try Checkpoint(parsing: SignedNote(parsing: Array(note.utf8)).text)
        let proof = try Proofs.inclusion(
            index: index, size: head.size, reader: hashReader(size: head.size))
        return InclusionBundle(
            origin: head.origin, index: index, entry: entry.bytes, proof: proof, checkpoint: note)
    }

    /// That the journal of one size is the beginning of that of a later size.
    /// - Throws: `MerkleLogError.invalidSize`, also for a size that is not reached yet.
    package func consistencyProof(from: Int64, to: Int64) throws -> [[UInt8]] {
        guard try to <= journalSize() else { throw MerkleLogError.invalidSize }
        return try Proofs.consistency(from: from, to: to, reader: hashReader(size: to))
    }

    /// The hashes of a tile, one after another; nil if the journal has no such tile yet.
    package func tile(_ tile: Tile) throws -> [UInt8]? {
        let stored = try rows(
            JournalTables.selectTile, [.integer(Int64(tile.level)), .integer(tile.index)]
        ).first?.blob("hashes")
        guard let stored, stored.count >= tile.width * MerkleTree.hashLength else { return nil }
        return Array(stored.prefix(tile.width * MerkleTree.hashLength))
    }

    /// The entries under a tile of level 0, as C2SP tlog-tiles publishes them; for auditors only.
    package func entryBundle(_ tile: Tile) throws -> [UInt8]? {
        guard tile.level == 0 else { return nil }
        let entries = try entries(from: tile.index * Int64(Tile.fullWidth), limit: tile.width)
        guard entries.count == tile.width else { return nil }
        return try EntryBundle.encode(entries.map(\.bytes))
    }

    private func hashReader(size: Int64) -> TileHashReader {
        JournalTail.hashReader(reading.connection, size: size)
    }
}

extension Ledger {
    /// The key that checkpoints verify under; its text is for outsiders.
    package nonisolated var verifier: NoteVerifier { settings.checkpointSigner.verifier }

    /// The last signed checkpoint, as text of its note.
    package nonisolated func checkpoint() async throws -> String {
        try await read { try $0.checkpoint() }
    }

    /// All that an outsider needs to see that an entry is in the journal.
    package nonisolated func proof(ofEntry index: Int64) async throws -> InclusionBundle {
        try await read { try $0.proof(ofEntry: index) }
    }
}

/// An entry with what a `FollowedJournal` needs beside it.
package struct FollowedEntry: Sendable {
    package let entry: StoredEntry
    package let operation: String
    /// What is proposed, in canonical JSON; nil where it names no proposal.
    package let payload: [UInt8]?
}

extension ReadableLedger {
    /// Entries from a place on, in order, at most so many: fewer where they are large, but one.
    package func followed(
        from place: Int64, limit: Int, maximumBytes: Int = 16 << 20
    ) throws -> [FollowedEntry] {
        let found = try rows(
            "SELECT place, bytes, operation FROM journal_entry WHERE place >= ? "
                + "ORDER BY place LIMIT ?", [.integer(place), .integer(Int64(limit))])
        var followed: [FollowedEntry] = []
        var bytes = 0
        for row in found {
            let entry = StoredEntry(index: try row.integer("place"), bytes: try row.blob("bytes"))
            let operation = try row.text("operation")
            var payload: [UInt8]?
            if Operation[operation]?.people ?? 0 > 1,
                let id = try entry.parsed().facts[Proposal.fact]?.string,
                let proposal = try get(Proposal.self, .text(id))
            {
                payload = Array(proposal.payload.utf8)
            }
            bytes += entry.bytes.count + (payload?.count ?? 0)
            guard followed.isEmpty || bytes <= maximumBytes else { break }
            followed.append(
                FollowedEntry(entry: entry, operation: operation, payload: payload))
        }
        return followed
    }
}
