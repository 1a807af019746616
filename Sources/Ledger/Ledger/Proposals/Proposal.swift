package import CertificatePolicy
package import Messages

/// An operation that needs more people than have signed so far.
package struct Proposal: Record {
    package enum State: String, Sendable, CaseIterable {
        case pending, done
        /// Ended by one officer, or by who proposed it.
        case refused, withdrawn
        /// Waits for a corrected version; has one.
        case returned, corrected
    }

    /// The fact of an entry that names the proposal which is signed.
    package static let fact = "proposal"

    package static let table = Table(
        "proposal",
        columns: [
            Column("id", .text), Column("operation", .text),
            Column("case_id", .text, nullable: true),
            Column("authority", .text, nullable: true), Column("payload", .text),
            Column("payload_hash", .blob), Column("practice", .integer), Column("state", .text),
            Column("opened_at", .integer), Column("expires_at", .integer),
            Column("newest_practice", .integer, nullable: true),
            Column("policy", .text, nullable: true), Column("program", .text, nullable: true),
            Column("version", .integer, nullable: true),
            Column("corrects", .text, nullable: true),
            Column("kind", .text, nullable: true), Column("site", .text, nullable: true),
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
    package var state: State
    package let openedAtMilliseconds: Int64
    package let expiresAtMilliseconds: Int64
    /// Under which it was proposed: with the last signature it is judged under those in force then.
    package let rules: RulesInForce
    /// 1, and one more with each correction.
    package let version: Int64
    /// The proposal that was returned, of which this is the next version.
    package let corrects: String?
    /// Of what certificates it is about, as far as was read when it was proposed: what grants can be limited to.
    package let kind: CaseKind
    /// At which site that is handled, in the same way.
    package let site: CaseSite

    init(
        id: String, operation: String, caseID: String?, authority: String?, payload: String,
        payloadHash: [UInt8], state: State, openedAtMilliseconds: Int64,
        expiresAtMilliseconds: Int64, rules: RulesInForce, version: Int64, corrects: String?,
        kind: CaseKind, site: CaseSite
    ) {
        self.id = id
        self.operation = operation
        self.caseID = caseID
        self.authority = authority
        self.payload = payload
        self.payloadHash = payloadHash
        self.state = state
        self.openedAtMilliseconds = openedAtMilliseconds
        self.expiresAtMilliseconds = expiresAtMilliseconds
        self.rules = rules
        self.version = version
        self.corrects = corrects
        self.kind = kind
        self.site = site
    }

    package init(row: Row) throws(LedgerError) {
        id = try row.text("id")
        operation = try row.text("operation")
        caseID = try row.optionalText("case_id")
        authority = try row.optionalText("authority")
        payload = try row.text("payload")
        payloadHash = try row.blob("payload_hash")
        state = try row.choice("state")
        openedAtMilliseconds = try row.integer("opened_at")
        expiresAtMilliseconds = try row.integer("expires_at")
        rules = RulesInForce(
            practice: try row.integer("practice"),
            newestPractice: try row.optionalInteger("newest_practice"),
            policy: try row.optionalText("policy"), program: try row.optionalText("program"))
        version = try row.optionalInteger("version") ?? 1
        corrects = try row.optionalText("corrects")
        kind = try CaseKind(stored: row.optionalText("kind"))
        site = try CaseSite(stored: row.optionalText("site"))
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "id": .text(id), "operation": .text(operation), "case_id": Value(caseID),
            "authority": Value(authority), "payload": .text(payload),
            "payload_hash": .blob(payloadHash), "practice": .integer(rules.practice),
            "state": .text(state.rawValue), "opened_at": .integer(openedAtMilliseconds),
            "expires_at": .integer(expiresAtMilliseconds),
            "newest_practice": Value(rules.newestPractice), "policy": Value(rules.policy),
            "program": Value(rules.program),
            "version": .integer(version),
            "corrects": Value(corrects),
            "kind": Value(kind.stored), "site": Value(site.stored),
        ]
    }
}

extension CaseKind {
    private static let noneStored = "none"

    /// Nil where it was not read: proposals of earlier programs have none.
    fileprivate init(stored: String?) throws(LedgerError) {
        guard let stored else {
            self = .unread
            return
        }
        if stored == Self.noneStored {
            self = .none
        } else if let kind = Profile.Kind(rawValue: stored) {
            self = .of(kind)
        } else {
            throw .malformedRow(column: "kind")
        }
    }

    fileprivate var stored: String? {
        switch self {
        case .unread: nil
        case .none: Self.noneStored
        case .of(let kind): kind.rawValue
        }
    }
}

extension CaseSite {
    /// No code is empty.
    private static let noneStored = ""

    /// Nil where it was not read, as with kinds.
    fileprivate init(stored: String?) {
        guard let stored else {
            self = .unread
            return
        }
        self = stored == Self.noneStored ? .none : .of(stored)
    }

    fileprivate var stored: String? {
        switch self {
        case .unread: nil
        case .none: Self.noneStored
        case .of(let code): code
        }
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

extension Proposal {
    /// Why no further signature is taken: it was carried out, or ended otherwise.
    package var stateRefusal: Refusal {
        state == .done
            ? Refusal(.proposalDone, field: "proposal", ["proposal": id])
            : Refusal(
                .proposalEnded, field: "proposal", ["proposal": id, "state": state.rawValue])
    }
}
