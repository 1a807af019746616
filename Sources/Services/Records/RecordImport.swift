package import CanonicalJSON
import CertificatePolicy
import Cryptography
package import Ledger
import Messages

/// A file of records: its lines are staged in chunks, and count from the one act on that adopts them.
///
/// What people sign is a digest over all lines: d₀ = SHA-256(`kapok-record-import/v1` ‖ kind ‖ salt),
/// and for each chunk dₙ₊₁ = SHA-256(dₙ ‖ SHA-256(the canonical JSON of its rows)).
package struct RecordImport: Record, Sendable {
    package enum State: String, Sendable { case staging, adopted, reversed }

    /// `imp-…`, chosen by the client.
    package let id: String
    package let kind: String
    /// Of kinds with nothing confidential the one of the digest; else that one lies in the vault, and this one
    /// is another: the digest must not tell the contents to who guesses them.
    package let salt: String
    /// So many lines are staged.
    package var rows: Int64
    /// The number of the next chunk.
    package var next: Int64
    package var digest: [UInt8]
    package var state: State
    /// The entry with the first chunk.
    package let beganEntry: Int64
    /// The entry that adopted it.
    package var decidedEntry: Int64?
    package let atMilliseconds: Int64

    package static let table = Table(
        "record_import",
        columns: [
            Column("id", .text), Column("kind", .text), Column("salt", .text),
            Column("rows", .integer), Column("next", .integer), Column("digest", .blob),
            Column("state", .text), Column("began_entry", .integer),
            Column("decided_entry", .integer, nullable: true), Column("at", .integer),
        ],
        key: ["id"], indexes: [Index(["kind", "decided_entry"])],
        // It counts by the act of an officer about it, and no more by another one.
        contradictions: [
            """
            SELECT i.id AS id FROM record_import i
            WHERE (CASE WHEN i.state = 'staging' THEN 1 ELSE 0 END)
                    <> (CASE WHEN i.decided_entry IS NULL THEN 1 ELSE 0 END)
                OR (i.state <> 'staging' AND NOT EXISTS (
                    SELECT 1 FROM participation p WHERE p.case_id = i.id
                    AND p.entry = i.decided_entry AND p.operation = 'record.import'
                    AND p.is_refused = 0))
                OR (CASE WHEN i.state = 'reversed' THEN 1 ELSE 0 END)
                    <> (CASE WHEN EXISTS (
                        SELECT 1 FROM participation p WHERE p.case_id = i.id
                        AND p.operation = 'record.reverse' AND p.is_refused = 0)
                        THEN 1 ELSE 0 END)
            """
        ],
        writers: ["record.stage", "record.import", "record.reverse"])

    /// - Parameters:
    ///   - salt: the one of the digest.
    ///   - rowSalt: the one that the row may show.
    init(
        id: String, kind: RecordKind, salt: String, rowSalt: String, _ transaction: Transaction
    ) {
        self.id = id
        self.kind = kind.id
        self.salt = rowSalt
        rows = 0
        next = 0
        digest = Self.firstDigest(kind: kind.id, salt: salt)
        state = .staging
        beganEntry = transaction.entryIndex
        decidedEntry = nil
        atMilliseconds = transaction.atMilliseconds
    }

    package init(row: Row) throws(LedgerError) {
        id = try row.text("id")
        kind = try row.text("kind")
        salt = try row.text("salt")
        rows = try row.integer("rows")
        next = try row.integer("next")
        digest = try row.blob("digest")
        state = try row.choice("state")
        beganEntry = try row.integer("began_entry")
        decidedEntry = try row.optionalInteger("decided_entry")
        atMilliseconds = try row.integer("at")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "id": .text(id), "kind": .text(kind), "salt": .text(salt), "rows": .integer(rows),
            "next": .integer(next), "digest": .blob(digest), "state": .text(state.rawValue),
            "began_entry": .integer(beganEntry), "decided_entry": Value(decidedEntry),
            "at": .integer(atMilliseconds),
        ]
    }

    /// What the vault has the salt of the digest under.
    static let saltName = "salt"

    // MARK: The digest over all lines

    package static func firstDigest(kind: String, salt: String) -> [UInt8] {
        DigestAlgorithm.sha256.hash(Array("kapok-record-import/v1\(kind)\(salt)".utf8))
    }

    /// - Parameter rows: `[{"line","values"}…]`, as a chunk carries them.
    package static func digest(after digest: [UInt8], rows: JSONValue) -> [UInt8] {
        DigestAlgorithm.sha256.hash(
            digest + DigestAlgorithm.sha256.hash(rows.canonicalBytes))
    }

    /// What the API says of it.
    package var json: JSONValue {
        [
            "import": .string(id), "kind": .string(kind), "rows": .integer(rows),
            "next": .integer(next), "digest": .string(Hex.encode(digest)),
            "state": .string(state.rawValue),
        ]
    }
}

extension ReadableLedger {
    /// - Throws: `recordImport.unknown`.
    package func recordImport(_ id: String) throws -> RecordImport {
        guard let found = try get(RecordImport.self, .text(id)) else {
            throw Refusal(.recordImportUnknown, field: "import", ["import": id])
        }
        return found
    }
}
