import CanonicalJSON
import MerkleLog

/// Whether what stands right behind a succession is what its officers signed: each piece, in their order,
/// nothing else, and each certificate's status and each list's number as the piece tells it.
struct LostActsAudit {
    /// The place of the entry that the officers signed.
    let succession: Int64
    private let signed: Succession.Entered
    private var found = CompactRange()

    /// Nil where the entry does not say what has to be entered.
    init?(of entry: JournalEntry, at index: Int64) {
        guard let signed = entry.facts["payload"]?["entered"].flatMap(Succession.Entered.init)
        else { return nil }
        succession = index
        self.signed = signed
    }

    var isComplete: Bool { found.size == signed.pieces && found.root == signed.root }

    /// Takes the next piece in.
    /// - Returns: whether it is about this succession, and the rows say what it says.
    mutating func isNext(
        _ entry: JournalEntry, at index: Int64, _ connection: any StorageConnection
    ) throws -> Bool {
        guard entry.facts["succession"]?.integer == succession,
            let piece = entry.facts[Ledger.LostPiece.fact]
        else { return false }
        found.append(MerkleTree.leafHash(of: piece.canonicalBytes))
        if let number = piece["crlNumber"]?.integer {
            return try connection.first(
                "SELECT 1 AS one FROM crl WHERE authority = ? AND number >= ?",
                [Value(piece["authority"]?.string), .integer(number)]) != nil
        }
        guard let rows = piece["rows"]?.array else { return true }
        return try rows.allSatisfy { row in
            try isTold(row, of: piece["authority"]?.string, in: entry, at: index, connection)
        }
    }

    /// That the history of one certificate has a line of this entry which says the same.
    private func isTold(
        _ row: JSONValue, of authority: String?, in entry: JournalEntry, at index: Int64,
        _ connection: any StorageConnection
    ) throws -> Bool {
        guard let authority, let serial = row["serial"]?.string,
            entry.changes.contains(where: { change in
                change.table == "status_event" && change.rowHash != nil
                    && change.key.array?.prefix(2) == [.string(authority), .string(serial)]
            })
        else { return false }
        let lines = try connection.query(
            "SELECT event, reason, since, invalidity_at FROM status_event "
                + "WHERE authority = ? AND serial = ? AND entry = ?",
            [.text(authority), .text(serial), .integer(index)])
        return lines.contains { line in
            line["event"]?.text == row["state"]?.string
                && line["reason"] == Value(row["reason"]?.integer)
                && line["since"] == Value(row["since"]?.integer)
                && line["invalidity_at"] == Value(row["invalidityAt"]?.integer)
        }
    }
}
