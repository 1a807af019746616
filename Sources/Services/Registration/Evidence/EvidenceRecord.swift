import CanonicalJSON
import CertificatePolicy
import Cryptography
package import Ledger

/// One proof in the dossier of an application. Written once: what was wrong is mended by another one.
///
/// What it says lies sealed in the vault as `evidence-NUMBER` of the application's dossier, since it names people;
/// the row holds the commitment, and in clear what tells nothing of anybody.
package struct EvidenceRecord: Record, Sendable {
    package let application: String
    /// From one, in the order in which they were put down.
    package let number: Int64
    /// An id of `EvidenceKind`.
    package let kind: String
    package let commitment: [UInt8]
    package let officer: String
    package let atMilliseconds: Int64
    package let entry: Int64
    /// Code of the place where people were seen.
    package let place: String?
    /// Code of the source that answered, and the version of it or of its connector.
    package let source: String?
    package let sourceVersion: String?
    /// Version of `EvidenceRules` by which it was taken.
    package let rules: Int64
    /// The sealed file, as `vault_file` knows it; nil where none is kept.
    package let file: String?

    package static let table = Table(
        "evidence",
        columns: [
            Column("application", .text), Column("number", .integer), Column("kind", .text),
            Column("commitment", .blob), Column("officer", .text), Column("at", .integer),
            Column("entry", .integer), Column("place", .text, nullable: true),
            Column("source", .text, nullable: true),
            Column("source_version", .text, nullable: true), Column("rules", .integer),
            Column("file", .text, nullable: true),
        ],
        key: ["application", "number"],
        // What rests on one source, place or officer is looked for when one of them was wrong.
        indexes: [
            Index(["source", "source_version"], where: "source IS NOT NULL"),
            Index(["place"], where: "place IS NOT NULL"), Index(["officer"]),
        ], writtenOnce: true,
        contradictions: [
            // Evidence comes before the decision that rests on it, and belongs to its case.
            """
            SELECT e.application AS application, e.number AS number
            FROM evidence e LEFT JOIN application a ON a.id = e.application
            WHERE a.id IS NULL
            """
        ],
        writers: ["application.evidence", "application.vet", "application.answer"])

    package init(row: Row) throws(LedgerError) {
        application = try row.text("application")
        number = try row.integer("number")
        kind = try row.text("kind")
        commitment = try row.blob("commitment")
        officer = try row.text("officer")
        atMilliseconds = try row.integer("at")
        entry = try row.integer("entry")
        place = try row.optionalText("place")
        source = try row.optionalText("source")
        sourceVersion = try row.optionalText("source_version")
        rules = try row.integer("rules")
        file = try row.optionalText("file")
    }

    init(
        application: String, number: Int64, _ item: EvidenceItem, commitment: [UInt8],
        file: String?, officer: String? = nil, _ transaction: Transaction
    ) {
        self.application = application
        self.number = number
        kind = item.kind.id
        self.commitment = commitment
        self.officer = officer ?? transaction.actor
        atMilliseconds = transaction.atMilliseconds
        entry = transaction.entryIndex
        place = item.values["place"]
        source = item.values["source"]
        sourceVersion = item.values["sourceVersion"]
        rules = EvidenceRules.version
        self.file = file
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "application": .text(application), "number": .integer(number), "kind": .text(kind),
            "commitment": .blob(commitment), "officer": .text(officer),
            "at": .integer(atMilliseconds), "entry": .integer(entry), "place": Value(place),
            "source": Value(source), "source_version": Value(sourceVersion),
            "rules": .integer(rules), "file": Value(file),
        ]
    }

    /// Under which what it says lies in the vault.
    package var valueName: String { Self.valueName(number) }

    static func valueName(_ number: Int64) -> String { "evidence-\(number)" }
}

/// The digest over all evidence of an application, which the approver's decision covers.
package enum EvidenceDigest {
    /// One item as the digest counts it.
    package struct Line: Sendable {
        package let number: Int64
        package let kind: String
        package let commitmentHex: String
        package let officer: String
        package let atMilliseconds: Int64
        package let file: String?

        package init(
            number: Int64, kind: String, commitmentHex: String, officer: String,
            atMilliseconds: Int64, file: String?
        ) {
            self.number = number
            self.kind = kind
            self.commitmentHex = commitmentHex
            self.officer = officer
            self.atMilliseconds = atMilliseconds
            self.file = file
        }

        init(_ record: EvidenceRecord) {
            self.init(
                number: record.number, kind: record.kind,
                commitmentHex: Hex.encode(record.commitment),
                officer: record.officer, atMilliseconds: record.atMilliseconds, file: record.file)
        }

        fileprivate var json: JSONValue {
            [
                "number": .integer(number), "kind": .string(kind),
                "commitment": .string(commitmentHex),
                "officer": .string(officer), "at": .integer(atMilliseconds),
                "file": file.map { .string($0) } ?? .null,
            ]
        }
    }

    /// Hex SHA-256 of the canonical list, in the order of the numbers.
    package static func hex(of lines: [Line]) -> String {
        let sorted = lines.sorted { $0.number < $1.number }
        return Hex.encode(
            DigestAlgorithm.sha256.hash(JSONValue.array(sorted.map(\.json)).canonicalBytes))
    }
}
