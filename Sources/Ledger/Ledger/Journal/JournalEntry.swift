package import CanonicalJSON

/// One entry of the journal: what was done or refused, by whom, when, and what it changed.
///
/// Stored, hashed and handed out as its exact bytes, canonical JSON of at most 60 KiB:
/// ```
/// {"actor":id,"case":string|null,"changes":[[table,[key…],hex|null]…],"defects":[code…],
///  "facts":{…},"intents":[{…}…],"nonce":hex,"operation":id,"outcome":"done"|"refused",
///  "practice":n,"refusal":{"clause":string|null,"code":string}|null,"request":string|null,
///  "signed":[{"act":base64,"key":base64,"officer":id,"signature":base64}…],"time":ms,"v":1}
/// ```
/// The 128 random bits of `nonce` keep the leaf hash from telling anything about the entry.
package struct JournalEntry: Sendable, Equatable {
    /// The form that is written. Whoever changes it adds a reader and a writer, and keeps the
    /// earlier ones: an entry is read, and written again octet by octet, in the form it was made in.
    package static let version: Int64 = 1
    /// Below the 65 535 octets that an entry bundle of C2SP tlog-tiles can carry.
    package static let maximumBytes = 60 << 10

    package enum Outcome: String, Sendable, CaseIterable { case done, refused }

    /// Of this entry's form.
    package private(set) var version = JournalEntry.version
    package var timeMilliseconds: Int64
    package var operation: String
    /// The id of an officer, or `applicant`, `anyone`, `system`.
    package var actor: String
    package var caseID: String?
    package var outcome: Outcome = .done
    /// Code and clause alone: the arguments of a refusal may hold what an applicant typed.
    package var refusal: RefusalNote?
    /// The practice version in force.
    package var practice: Int64
    package var facts: [String: JSONValue] = [:]
    package var changes: [RowChange] = []
    package var signed: [SignedItem] = []
    /// Refusal codes that a tightening operation was not blocked by.
    package var defects: [String] = []
    /// The announced uses of CA keys; see `Intent`.
    package var intents: [JSONValue] = []
    /// 16 bytes.
    package var nonce: [UInt8]
    package var request: String?

    package struct RefusalNote: Sendable, Equatable {
        package let code: String
        package let clause: String?

        package init(code: String, clause: String?) {
            self.code = code
            self.clause = clause
        }
    }

    package var canonicalBytes: [UInt8] {
        let json: JSONValue = .object([
            "v": .integer(version),
            "time": .integer(timeMilliseconds),
            "operation": .string(operation),
            "actor": .string(actor),
            "case": .init(caseID),
            "outcome": .string(outcome.rawValue),
            "refusal": refusal.map {
                .object(["code": .string($0.code), "clause": .init($0.clause)])
            } ?? .null,
            "practice": .integer(practice),
            "facts": .object(facts),
            "changes": .array(changes.map(\.json)),
            "signed": .array(signed.map(\.json)),
            "defects": .array(defects.map { .string($0) }),
            "intents": .array(intents),
            "nonce": .string(Hex.encode(nonce)),
            "request": .init(request),
        ])
        return json.canonicalBytes
    }

    /// Reads an entry as it is stored, in any form that there ever was.
    /// - Throws: `.newerFolder` for a later form, which is never guessed at; `.journalDamaged` for
    ///   anything that is no entry.
    package init(parsing bytes: [UInt8]) throws(LedgerError) {
        guard let json = try? JSONValue(parsing: bytes), let version = json["v"]?.integer else {
            throw .journalDamaged(detail: "an entry cannot be read")
        }
        switch version {
        case 1: try self.init(version1: json)
        case (Self.version + 1)...:
            throw .newerFolder(
                part: "entry", found: version, known: Self.version, program: nil)
        default: throw .journalDamaged(detail: "an entry cannot be read")
        }
    }

    private init(version1 json: JSONValue) throws(LedgerError) {
        guard let time = json["time"]?.integer, let operation = json["operation"]?.string,
            let actor = json["actor"]?.string,
            let outcome = json["outcome"]?.string.flatMap(Outcome.init),
            let practice = json["practice"]?.integer, let facts = json["facts"]?.object,
            let changes = json["changes"]?.array, let signed = json["signed"]?.array,
            let defects = json["defects"]?.array, let intents = json["intents"]?.array,
            let nonce = json["nonce"]?.string.flatMap(Hex.decode)
        else { throw .journalDamaged(detail: "an entry cannot be read") }
        version = 1
        timeMilliseconds = time
        self.operation = operation
        self.actor = actor
        caseID = json["case"]?.string
        self.outcome = outcome
        refusal = json["refusal"]?["code"]?.string.map {
            RefusalNote(code: $0, clause: json["refusal"]?["clause"]?.string)
        }
        self.practice = practice
        self.facts = facts
        self.changes = try changes.map { json throws(LedgerError) in try RowChange(json: json) }
        self.signed = try signed.map { json throws(LedgerError) in try SignedItem(json: json) }
        self.defects = defects.compactMap(\.string)
        self.intents = intents
        self.nonce = nonce
        request = json["request"]?.string
    }

    init(
        timeMilliseconds: Int64, operation: String, actor: String, caseID: String?,
        practice: Int64, nonce: [UInt8], request: String?
    ) {
        self.timeMilliseconds = timeMilliseconds
        self.operation = operation
        self.actor = actor
        self.caseID = caseID
        self.practice = practice
        self.nonce = nonce
        self.request = request
    }
}

/// An officer's signed act inside an entry, whole, so that an outsider can check it alone.
package struct SignedItem: Sendable, Equatable {
    package let officer: String
    package let act: [UInt8]
    package let signature: [UInt8]
    /// DER SubjectPublicKeyInfo.
    package let publicKey: [UInt8]

    init(officer: String, act: [UInt8], signature: [UInt8], publicKey: [UInt8]) {
        self.officer = officer
        self.act = act
        self.signature = signature
        self.publicKey = publicKey
    }

    var json: JSONValue {
        .object([
            "officer": .string(officer), "act": .string(Base64.encode(act)),
            "signature": .string(Base64.encode(signature)),
            "key": .string(Base64.encode(publicKey)),
        ])
    }

    init(json: JSONValue) throws(LedgerError) {
        guard let officer = json["officer"]?.string,
            let act = json["act"]?.string.flatMap(Base64.decode),
            let signature = json["signature"]?.string.flatMap(Base64.decode),
            let publicKey = json["key"]?.string.flatMap(Base64.decode)
        else { throw .journalDamaged(detail: "a signed act in an entry cannot be read") }
        self.init(officer: officer, act: act, signature: signature, publicKey: publicKey)
    }
}

/// One line of an entry's change list: a row and the hash it had afterwards, nil once removed.
package struct RowChange: Sendable, Equatable {
    package let table: String
    /// An array, one element for each column of the primary key.
    package let key: JSONValue
    /// See `RowHash`.
    package let rowHash: [UInt8]?

    init(table: String, key: JSONValue, rowHash: [UInt8]?) {
        self.table = table
        self.key = key
        self.rowHash = rowHash
    }

    var json: JSONValue {
        .array([.string(table), key, .init(rowHash.map { Hex.encode($0) })])
    }

    init(json: JSONValue) throws(LedgerError) {
        guard let parts = json.array, parts.count == 3, let table = parts[0].string,
            parts[1].array != nil
        else { throw .journalDamaged(detail: "a change in an entry cannot be read") }
        self.table = table
        key = parts[1]
        switch parts[2] {
        case .null: rowHash = nil
        case .string(let hex):
            guard let hash = Hex.decode(hex), hash.count == 32 else {
                throw .journalDamaged(detail: "a row hash in an entry cannot be read")
            }
            rowHash = hash
        default: throw .journalDamaged(detail: "a row hash in an entry cannot be read")
        }
    }
}

extension JSONValue {
    /// Null for nil.
    init(_ text: String?) { self = text.map { .string($0) } ?? .null }
}
