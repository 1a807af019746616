package import CanonicalJSON
package import CertificatePolicy

/// A request that was carried out, so that asking again gives the same answer.
struct RequestRow: Record {
    static let table = Table(
        "request",
        columns: [
            Column("id", .text), Column("content", .blob), Column("entry", .integer),
            Column("result", .text),
        ],
        key: ["id"])

    /// See `key(of:)`.
    let id: String
    /// HMAC-SHA-256 over operation, case, actor and payload, under a key of the folder: a plain
    /// hash would let anybody test guesses of what an applicant typed.
    let content: [UInt8]
    let entry: Int64
    /// Canonical JSON.
    let result: String

    /// The kind of actor and the request's id: no stranger can take an id that the system uses.
    static func key(of request: ActRequest) -> String { key(kind: request.actor.kind, request.id) }

    static func key(kind: String, _ id: String) -> String { "\(kind)/\(id)" }

    init(id: String, content: [UInt8], entry: Int64, result: String) {
        self.id = id
        self.content = content
        self.entry = entry
        self.result = result
    }

    init(row: Row) throws(LedgerError) {
        id = try row.text("id")
        content = try row.blob("content")
        entry = try row.integer("entry")
        result = try row.text("result")
    }

    var values: KeyValuePairs<String, Value> {
        [
            "id": .text(id), "content": .blob(content), "entry": .integer(entry),
            "result": .text(result),
        ]
    }
}

/// One signed act that was seen, by its nonce: kept for ever, so that none is ever taken twice.
///
/// Those that were carried out are the history of their case; refused ones only use up the nonce.
package struct ParticipationRow: Record {
    package static let table = Table(
        "participation",
        columns: [
            Column("nonce", .blob), Column("case_id", .text, nullable: true),
            Column("operation", .text), Column("officer", .text), Column("entry", .integer),
            Column("is_refused", .integer),
        ],
        key: ["nonce"],
        indexes: [Index(["case_id"], where: "case_id IS NOT NULL"), Index(["officer"])],
        clustered: true, writtenOnce: true)

    package let nonce: [UInt8]
    package let caseID: String?
    package let operation: String
    package let officer: String
    package let entry: Int64
    package let isRefused: Bool

    init(
        nonce: [UInt8], caseID: String?, operation: String, officer: String, entry: Int64,
        isRefused: Bool
    ) {
        self.nonce = nonce
        self.caseID = caseID
        self.operation = operation
        self.officer = officer
        self.entry = entry
        self.isRefused = isRefused
    }

    package init(row: Row) throws(LedgerError) {
        nonce = try row.blob("nonce")
        caseID = try row.optionalText("case_id")
        operation = try row.text("operation")
        officer = try row.text("officer")
        entry = try row.integer("entry")
        isRefused = try row.flag("is_refused")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "nonce": .blob(nonce), "case_id": Value(caseID), "operation": .text(operation),
            "officer": .text(officer), "entry": .integer(entry), "is_refused": Value(isRefused),
        ]
    }
}

extension ReadableLedger {
    /// Who did what in this case, each person by the id of the first enrolment, in no certain order.
    ///
    /// - Parameter entry: behind which it was done.
    package func participations(
        inCase caseID: String, after entry: Int64 = -1
    ) throws(LedgerError) -> [Participation] {
        try rows(
            """
            SELECT operation, COALESCE(person, officer) AS officer FROM (\
            SELECT operation, officer, entry FROM participation \
            WHERE case_id = ? AND is_refused = 0 \
            UNION ALL SELECT operation, officer, entry FROM listed_case WHERE case_id = ?\
            ) AS acts LEFT JOIN officer ON officer.id = acts.officer WHERE acts.entry > ?
            """, [.text(caseID), .text(caseID), .integer(entry)]
        ).map { row throws(LedgerError) in
            Participation(
                operation: try row.text("operation"), officer: try row.text("officer"))
        }
    }
}

/// One case of a signed act that covers many; the act itself is a `ParticipationRow` without a case.
struct ListedCase: Record {
    /// The fact under which an entry tells the list that was signed, whole and as it was signed.
    static let fact = "applications"

    static let table = Table(
        "listed_case",
        columns: [
            Column("entry", .integer), Column("case_id", .text), Column("operation", .text),
            Column("officer", .text), Column("intent", .text, nullable: true),
        ],
        key: ["entry", "case_id"], indexes: [Index(["case_id"])], clustered: true,
        writtenOnce: true)

    let entry: Int64
    let caseID: String
    let operation: String
    let officer: String
    /// What was announced for this case, if anything was: the list's completion names no case.
    let intent: String?

    init(entry: Int64, caseID: String, operation: String, officer: String, intent: String?) {
        self.entry = entry
        self.caseID = caseID
        self.operation = operation
        self.officer = officer
        self.intent = intent
    }

    init(row: Row) throws(LedgerError) {
        entry = try row.integer("entry")
        caseID = try row.text("case_id")
        operation = try row.text("operation")
        officer = try row.text("officer")
        intent = try row.optionalText("intent")
    }

    var values: KeyValuePairs<String, Value> {
        [
            "entry": .integer(entry), "case_id": .text(caseID), "operation": .text(operation),
            "officer": .text(officer), "intent": Value(intent),
        ]
    }
}

extension JournalEntry {
    /// The items of a list that was signed whole; none where the entry tells no list.
    package var listed: [JSONValue] { facts[ListedCase.fact]?.array ?? [] }
}
