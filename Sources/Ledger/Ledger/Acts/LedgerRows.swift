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
        clustered: true)

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
    package func participations(inCase caseID: String) throws(LedgerError) -> [Participation] {
        try rows(
            """
            SELECT operation, COALESCE(person, officer) AS officer FROM (\
            SELECT operation, officer FROM participation WHERE case_id = ? AND is_refused = 0 \
            UNION ALL SELECT operation, officer FROM listed_case WHERE case_id = ?\
            ) AS acts LEFT JOIN officer ON officer.id = acts.officer
            """, [.text(caseID), .text(caseID)]
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
        key: ["entry", "case_id"], indexes: [Index(["case_id"])], clustered: true)

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

/// An operation that needs more people than have signed so far.
package struct Proposal: Record {
    package enum State: String, Sendable { case pending, done }

    package static let table = Table(
        "proposal",
        columns: [
            Column("id", .text), Column("operation", .text),
            Column("case_id", .text, nullable: true),
            Column("authority", .text, nullable: true), Column("payload", .text),
            Column("payload_hash", .blob), Column("practice", .integer), Column("state", .text),
            Column("opened_at", .integer), Column("expires_at", .integer),
        ],
        key: ["id"], indexes: [Index(["state", "opened_at"])])

    /// `pro-` and 128 random bits in base32.
    package let id: String
    package let operation: String
    package let caseID: String?
    package let authority: String?
    /// Canonical JSON of what is decided; no personal data.
    package let payload: String
    /// SHA-256 of the payload's bytes: what every signature names.
    package let payloadHash: [UInt8]
    /// The practice version under which it was proposed; all sign under the same.
    package let practice: Int64
    package var state: State
    package let openedAtMilliseconds: Int64
    package let expiresAtMilliseconds: Int64

    init(
        id: String, operation: String, caseID: String?, authority: String?, payload: String,
        payloadHash: [UInt8], practice: Int64, state: State, openedAtMilliseconds: Int64,
        expiresAtMilliseconds: Int64
    ) {
        self.id = id
        self.operation = operation
        self.caseID = caseID
        self.authority = authority
        self.payload = payload
        self.payloadHash = payloadHash
        self.practice = practice
        self.state = state
        self.openedAtMilliseconds = openedAtMilliseconds
        self.expiresAtMilliseconds = expiresAtMilliseconds
    }

    package init(row: Row) throws(LedgerError) {
        id = try row.text("id")
        operation = try row.text("operation")
        caseID = try row.optionalText("case_id")
        authority = try row.optionalText("authority")
        payload = try row.text("payload")
        payloadHash = try row.blob("payload_hash")
        practice = try row.integer("practice")
        state = try row.choice("state")
        openedAtMilliseconds = try row.integer("opened_at")
        expiresAtMilliseconds = try row.integer("expires_at")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "id": .text(id), "operation": .text(operation), "case_id": Value(caseID),
            "authority": Value(authority), "payload": .text(payload),
            "payload_hash": .blob(payloadHash), "practice": .integer(practice),
            "state": .text(state.rawValue), "opened_at": .integer(openedAtMilliseconds),
            "expires_at": .integer(expiresAtMilliseconds),
        ]
    }
}

/// One officer's signature under a proposal, with the act that was signed.
package struct ProposalSignature: Record {
    package static let table = Table(
        "proposal_signature",
        columns: [
            Column("proposal", .text), Column("place", .integer), Column("officer", .text),
            Column("act", .blob), Column("signature", .blob), Column("public_key", .blob),
            Column("entry", .integer),
        ],
        key: ["proposal", "place"])

    package let proposal: String
    /// 1 for who proposed it.
    package let place: Int64
    package let officer: String
    package let act: [UInt8]
    package let signature: [UInt8]
    package let publicKey: [UInt8]
    package let entry: Int64

    init(proposal: String, place: Int64, signed: SignedItem, entry: Int64) {
        self.proposal = proposal
        self.place = place
        officer = signed.officer
        act = signed.act
        signature = signed.signature
        publicKey = signed.publicKey
        self.entry = entry
    }

    package init(row: Row) throws(LedgerError) {
        proposal = try row.text("proposal")
        place = try row.integer("place")
        officer = try row.text("officer")
        act = try row.blob("act")
        signature = try row.blob("signature")
        publicKey = try row.blob("public_key")
        entry = try row.integer("entry")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "proposal": .text(proposal), "place": .integer(place), "officer": .text(officer),
            "act": .blob(act), "signature": .blob(signature), "public_key": .blob(publicKey),
            "entry": .integer(entry),
        ]
    }

    var item: SignedItem {
        SignedItem(officer: officer, act: act, signature: signature, publicKey: publicKey)
    }
}
