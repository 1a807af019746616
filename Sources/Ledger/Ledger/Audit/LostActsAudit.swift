import CanonicalJSON
import Cryptography
import MerkleLog

/// Whether what stands right behind a succession is what its officers signed: these pieces in this order,
/// and, for each certificate and each list number that a piece tells, the change that it makes.
///
/// It knows tables of the services by name: what was signed is about them.
struct LostActsAudit {
    /// The place of the entry that the officers signed.
    let succession: Int64
    private let signed: Succession.Entered
    private var found = CompactRange()

    init(of succession: SignedSuccession, at index: Int64) {
        self.succession = index
        signed = succession.entered
    }

    var isComplete: Bool { Succession.Entered(found) == signed }

    /// Takes the next piece in.
    ///
    /// - Parameter rows: nil where they are not at hand.
    /// - Returns: whether it is about this succession, and the rows say what it says.
    mutating func isNext(
        _ entry: JournalEntry, at index: Int64, rows connection: (any StorageConnection)?
    ) throws -> Bool {
        guard entry.facts["succession"]?.integer == succession,
            let piece = entry.facts[Ledger.LostPiece.fact]
        else { return false }
        found.append(Succession.Entered.leafHash(of: piece))
        if let number = piece["crlNumber"], let authority = piece["authority"] {
            return entry.changes.contains {
                $0.table == "crl" && $0.rowHash != nil && $0.key == [authority, number]
            }
        }
        // They go on when somebody says so: this entry stopped them.
        for id in piece["campaigns"]?.array ?? [] {
            guard
                entry.changes.contains(where: {
                    $0.table == "campaign" && $0.rowHash != nil && $0.key == [id]
                })
            else { return false }
        }
        for item in piece["unaccepted"]?.array ?? [] {
            guard
                entry.changes.contains(where: {
                    $0.table == "certificate" && $0.rowHash != nil
                        && $0.key == [item["authority"] ?? .null, item["serial"] ?? .null]
                })
            else { return false }
        }
        for (name, question) in Self.unfinished {
            for item in piece[name]?.array ?? [] {
                guard try connection?.first(question, Self.key(item)) == nil else { return false }
            }
        }
        guard let rows = piece["rows"]?.array else { return true }
        let authority = piece["authority"]?.string
        // What came in, or changed, has a line that says so.
        guard serials(of: "certificate", in: entry) == serials(of: "status_event", in: entry)
        else { return false }
        return try rows.allSatisfy {
            try isTold($0, of: authority, in: entry, at: index, connection)
        }
    }

    /// What is left of work that a piece says was ended.
    private static let unfinished = [
        ("intents", "SELECT 1 AS one FROM intent WHERE id = ? AND state = 'open'"),
        ("applications", "SELECT 1 AS one FROM application WHERE id = ? AND state <> 'refused'"),
        (
            "reserved",
            "SELECT 1 AS one FROM certificate "
                + "WHERE authority = ? AND serial = ? AND state = 'reserved'"
        ),
    ]

    private static func key(_ item: JSONValue) -> [Value] {
        item.string.map { [.text($0)] }
            ?? [Value(item["authority"]?.string), Value(item["serial"]?.string)]
    }

    private func serials(of table: String, in entry: JournalEntry) -> Set<[String?]> {
        Set(
            entry.changes.filter { $0.table == table && $0.rowHash != nil }
                .map { ($0.key.array ?? []).prefix(2).map(\.string) })
    }

    /// That the history of one certificate has a line of this entry which says the same, and that a
    /// certificate which was not known before is the one that was signed.
    private func isTold(
        _ row: JSONValue, of authority: String?, in entry: JournalEntry, at index: Int64,
        _ connection: (any StorageConnection)?
    ) throws -> Bool {
        guard let authority, let serial = row["serial"]?.string,
            serials(of: "status_event", in: entry)
                .contains([authority, serial])
        else { return false }
        guard let connection else { return true }
        let lines = try connection.query(
            """
            SELECT e.event, e.reason, e.since, e.invalidity_at, c.certificate, c.issued_entry
            FROM status_event e JOIN certificate c
                ON c.authority = e.authority AND c.serial = e.serial
            WHERE e.authority = ? AND e.serial = ? AND e.entry = ?
            """, [.text(authority), .text(serial), .integer(index)])
        return lines.contains { line in
            let octets = line["certificate"]?.blob
            let digest = octets.map { Hex.encode(DigestAlgorithm.sha256.hash($0)) }
            let isKnownSince = line["issued_entry"] != .integer(index)
            return line["event"]?.text == row["state"]?.string
                && line["reason"] == Value(row["reason"]?.integer)
                && line["since"] == Value(row["since"]?.integer)
                && line["invalidity_at"] == Value(row["invalidityAt"]?.integer)
                && (isKnownSince || digest == row["certificate"]?.string)
        }
    }
}
