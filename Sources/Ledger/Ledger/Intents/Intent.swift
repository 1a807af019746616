import CanonicalJSON
package import Cryptography

/// One announced use of a CA key: what exactly is to be signed, and how far it came.
///
/// open → complete, or open → abandoned. The bytes never change: a second attempt signs the same.
/// Those of a complete one, and its key, stand in what was signed, and in its row no longer.
package struct Intent: Record {
    package enum State: String, Sendable { case open, complete, abandoned }

    package static let table = Table(
        "intent",
        columns: [
            Column("id", .text), Column("key_id", .text), Column("algorithm", .text),
            Column("to_be_signed", .blob, nullable: true),
            Column("public_key", .blob, nullable: true),
            Column("purpose", .text), Column("case_id", .text, nullable: true),
            Column("state", .text), Column("opened_entry", .integer),
            Column("opened_at", .integer), Column("attempts", .integer),
            Column("closed_entry", .integer, nullable: true), Column("practice", .integer),
        ],
        key: ["id"], indexes: [Index(["opened_entry"], where: "state = 'open'")])

    /// `int-` and what `Transaction.newID` adds.
    package let id: String
    package let key: KeyReference
    package let algorithm: SignatureAlgorithm
    /// The exact bytes; empty once they are signed.
    package let toBeSigned: [UInt8]
    /// The DER SubjectPublicKeyInfo under which the signature must verify; nil to take the
    /// signer's word for it.
    package let publicKey: [UInt8]?
    /// What the signature is for, such as `certificate.application`: it names the completion, not an
    /// operation.
    package let purpose: String
    package let caseID: String?
    package var state: State
    /// The entry that announced it.
    package let openedEntry: Int64
    package let openedAtMilliseconds: Int64
    /// How often a signature was asked for.
    package var attempts: Int64
    package var closedEntry: Int64?
    /// The practice version that the announcing entry names: what was announced under it is
    /// completed under it.
    package let practice: Int64

    init(
        id: String, request: IntentRequest, openedEntry: Int64, openedAtMilliseconds: Int64,
        practice: Int64
    ) {
        self.id = id
        key = request.key
        algorithm = request.algorithm
        toBeSigned = request.toBeSigned
        publicKey = request.publicKey
        purpose = request.purpose
        caseID = request.caseID
        state = .open
        self.openedEntry = openedEntry
        self.openedAtMilliseconds = openedAtMilliseconds
        attempts = 1
        closedEntry = nil
        self.practice = practice
    }

    package init(row: Row) throws(LedgerError) {
        id = try row.text("id")
        key = KeyReference(id: try row.text("key_id"))
        algorithm = try row.choice("algorithm")
        toBeSigned = try row.optionalBlob("to_be_signed") ?? []
        publicKey = try row.optionalBlob("public_key")
        purpose = try row.text("purpose")
        caseID = try row.optionalText("case_id")
        state = try row.choice("state")
        openedEntry = try row.integer("opened_entry")
        openedAtMilliseconds = try row.integer("opened_at")
        attempts = try row.integer("attempts")
        closedEntry = try row.optionalInteger("closed_entry")
        practice = try row.integer("practice")
    }

    package var values: KeyValuePairs<String, Value> {
        let isNeeded = state != .complete
        return [
            "id": .text(id), "key_id": .text(key.id), "algorithm": .text(algorithm.rawValue),
            "to_be_signed": isNeeded ? .blob(toBeSigned) : .null,
            "public_key": isNeeded ? Value(publicKey) : .null,
            "purpose": .text(purpose), "case_id": Value(caseID), "state": .text(state.rawValue),
            "opened_entry": .integer(openedEntry), "opened_at": .integer(openedAtMilliseconds),
            "attempts": .integer(attempts), "closed_entry": Value(closedEntry),
            "practice": .integer(practice),
        ]
    }

    /// What the announcing entry says, so that a signer sees in the entry alone which bytes it may
    /// sign: `{"id", "key", "algorithm", "digest": hex SHA-256 of the bytes, "purpose"}`.
    var announcement: JSONValue {
        .object([
            "id": .string(id), "key": .string(key.id), "algorithm": .string(algorithm.rawValue),
            "digest": .string(Hex.encode(DigestAlgorithm.sha256.hash(toBeSigned))),
            "purpose": .string(purpose),
        ])
    }
}

/// What is to be signed with which key.
package struct IntentRequest: Sendable {
    package let key: KeyReference
    package let algorithm: SignatureAlgorithm
    package let toBeSigned: [UInt8]
    package let publicKey: [UInt8]?
    package let purpose: String
    package let caseID: String?

    package init(
        key: KeyReference, algorithm: SignatureAlgorithm, toBeSigned: [UInt8],
        publicKey: [UInt8]? = nil, purpose: String, caseID: String? = nil
    ) {
        self.key = key
        self.algorithm = algorithm
        self.toBeSigned = toBeSigned
        self.publicKey = publicKey
        self.purpose = purpose
        self.caseID = caseID
    }
}

extension Transaction {
    /// Announces a signature in this act's own entry; `Ledger.carryOut` makes it once the entry is
    /// durable.
    package mutating func openIntent(_ request: IntentRequest) throws(LedgerError) -> Intent {
        let intent = Intent(
            id: newID("int"), request: request, openedEntry: entryIndex,
            openedAtMilliseconds: atMilliseconds, practice: practice)
        try put(intent)
        record.intents.append(intent)
        return intent
    }
}

extension JournalEntry {
    /// The ids of the intents that it completes.
    package var completedIntents: [String] {
        guard operation == "intent.complete", outcome == .done else { return [] }
        let listed = (facts["intents"]?.array ?? []).compactMap { $0["intent"]?.string }
        return listed + [facts["intent"]?.string].compactMap(\.self)
    }
}
