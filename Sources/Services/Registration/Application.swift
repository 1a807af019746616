package import Governance
package import Ledger

/// An application for one certificate, from its arrival to its end.
///
/// The row holds no personal data: what the applicant stated and the prepared contents lie in the
/// dossier of the same id, encrypted; the row holds the commitment and the hash.
package struct Application: Record, Sendable {
    /// received → vetted → accepted → approved → issuing → issued; where contents are accepted after the delivery,
    /// vetted → approved. Before issuing an officer may end it as refused, or give it back as returned, from where a correction brings it to received again; an
    /// intent that is abandoned ends it as refused from issuing.
    package enum State: String, Sendable, CaseIterable {
        case received, returned, vetted, accepted, approved, issuing, issued, refused
    }

    package enum Category: String, Sendable, CaseIterable { case personal, organisation }

    /// `app-` and 128 random bits in base32.
    package let id: String
    package let authority: String
    package let category: Category
    package private(set) var state: State
    /// The key pair, as `KeyHash` names it; empty until the authority has made it, where it is to.
    package private(set) var keyHashHex: String
    /// Hex commitment to what the applicant stated (see `DossierVault`).
    package private(set) var statementCommitmentHex: String
    /// The reference number that was drawn for it: its subscriber's, where that one is new.
    package let subscriberReference: String
    /// The subscriber that vetting led to, by reference number (CP 5.2a); nil until then, and in
    /// applications of before there were subscribers.
    package var subscriber: String?
    /// Of one that was received before there were case numbers, nil.
    package let caseNumber: CaseNumber?
    /// How identity was verified: `A` or `B`; nil until vetted.
    package var identityMethod: String?
    /// Hex SHA-256 over all evidence that it was vetted by (see `EvidenceDigest`); nil until vetted. Before
    /// there were checklists: of each document, comma-separated.
    package var evidence: String?
    /// Hex SHA-256 of the to-be-signed certificate; nil until prepared.
    package var contentsHashHex: String?
    package var serialHex: String?
    package var contentsUntilMilliseconds: Int64?
    /// Digest of the subscriber agreement that was accepted with the contents (CP 6.3c); nil until then.
    package var agreementHex: String?
    /// How its contents are accepted, where that is not before they are certified (CP 6.12): as the practice said when
    /// they were vetted. Nil where it is, and once they were accepted before all the same.
    package private(set) var acceptance: Practice.AcceptanceWay?
    /// Items of evidence up to this number were about documents that a correction replaced; 0 where none did.
    package private(set) var documentsSince: Int64 = 0
    /// Which statement it is that counts, from 1 on: each correction makes the next one.
    package private(set) var version: Int64 = 1
    /// What is to be corrected while it is returned; nil otherwise.
    package private(set) var returned: ReturnReason?
    package let createdAtMilliseconds: Int64
    /// The code of the site at which it is handled; nil where that is none.
    package let site: String?
    /// The certificate that it renews, `AUTHORITY/SERIAL`; nil where it renews none.
    package let renews: String?
    /// The reference number of the certificate that it renews; nil where it renews none.
    package let continuedReference: String?
    package private(set) var stateAtMilliseconds: Int64
    /// Who took it to work on; see `ReadableLedger.claim(on:)` for whether that still counts.
    package var claim: Claim?
    /// What it costs; nil where that is nothing.
    package var fee: Fee?

    /// In the certificate as serialNumber: the subscriber's for life (CP 5.2a). Until vetting led to one, that
    /// of the certificate which is renewed, else the one that was drawn.
    package var reference: String { subscriber ?? continuedReference ?? subscriberReference }

    /// Whether a text has the form of an id.
    package static func isID(_ text: String) -> Bool {
        text.utf8.count == "app-".utf8.count + 26 && text.utf8.starts(with: "app-".utf8)
            && text.utf8.dropFirst(4).allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "2")...UInt8(ascii: "7")).contains($0)
            }
    }

    package static let table = Table(
        "application",
        columns: [
            Column("id", .text), Column("authority", .text), Column("category", .text),
            Column("state", .text), Column("key_hash", .text), Column("commitment", .text),
            Column("subscriber_reference", .text),
            Column("identity_method", .text, nullable: true),
            Column("evidence", .text, nullable: true),
            Column("contents_hash", .text, nullable: true),
            Column("serial", .text, nullable: true),
            Column("contents_until", .integer, nullable: true), Column("created_at", .integer),
            Column("state_at", .integer),
            Column("version", .integer, nullable: true),
            Column("returned_field", .text, nullable: true),
            Column("returned_reason", .text, nullable: true),
            Column("site", .text, nullable: true),
            Column("subscriber", .text, nullable: true),
            Column("renews", .text, nullable: true),
            Column("continued_reference", .text, nullable: true),
            Column("case_number", .text, nullable: true),
            Column("claimed_by", .text, nullable: true),
            Column("claimed_until", .integer, nullable: true),
            Column("fee", .text, nullable: true), Column("fee_settled", .text, nullable: true),
            Column("agreement", .text, nullable: true),
            Column("documents_since", .integer, nullable: true),
            Column("acceptance", .text, nullable: true),
        ],
        key: ["id"],
        indexes: [
            Index(["state", "created_at"]), Index(["authority", "created_at"]),
            Index(["category", "created_at"]), Index(["created_at"]),
            Index(["subscriber_reference"], unique: true),
            Index(["subscriber", "created_at"], where: "subscriber IS NOT NULL"),
            Index(["renews"], where: "renews IS NOT NULL"),
            Index(["case_number"], unique: true),
            Index(["claimed_by"], where: Claim.isTaken),
        ], clustered: true,
        contradictions: [
            // What nobody accepted before is on hold until it is accepted, and nothing else (CP 6.12).
            """
            SELECT a.id AS id FROM application a
                JOIN certificate c ON c.authority = a.authority AND c.serial = a.serial
            WHERE a.state = 'issued' AND (a.acceptance IS NULL) <> (c.accept_until IS NULL)
            """
        ])

    package init(
        id: String, authority: String, category: Category, keyHashHex: String,
        statementCommitmentHex: String, subscriberReference: String,
        caseNumber: CaseNumber? = nil, site: String? = nil, fee: Fee? = nil,
        renews: String? = nil, continuedReference: String? = nil, atMilliseconds: Int64
    ) {
        self.id = id
        self.authority = authority
        self.category = category
        state = .received
        self.keyHashHex = keyHashHex
        self.statementCommitmentHex = statementCommitmentHex
        self.subscriberReference = subscriberReference
        self.caseNumber = caseNumber
        self.fee = fee
        self.site = site
        self.renews = renews
        self.continuedReference = continuedReference
        createdAtMilliseconds = atMilliseconds
        stateAtMilliseconds = atMilliseconds
    }

    package init(row: Row) throws(LedgerError) {
        id = try row.text("id")
        authority = try row.text("authority")
        category = try row.choice("category")
        state = try row.choice("state")
        keyHashHex = try row.text("key_hash")
        statementCommitmentHex = try row.text("commitment")
        subscriberReference = try row.text("subscriber_reference")
        identityMethod = try row.optionalText("identity_method")
        evidence = try row.optionalText("evidence")
        contentsHashHex = try row.optionalText("contents_hash")
        serialHex = try row.optionalText("serial")
        contentsUntilMilliseconds = try row.optionalInteger("contents_until")
        createdAtMilliseconds = try row.integer("created_at")
        stateAtMilliseconds = try row.integer("state_at")
        site = try row.optionalText("site")
        renews = try row.optionalText("renews")
        continuedReference = try row.optionalText("continued_reference")
        caseNumber = try row.optionalText("case_number").map(CaseNumber.init(stored:))
        claim = try Claim(row: row)
        fee = try Fee(row: row)
        version = try row.optionalInteger("version") ?? 1
        if let field = try row.optionalText("returned_field") {
            returned = ReturnReason(field: field, cause: try row.choice("returned_reason"))
        }
        subscriber = try row.optionalText("subscriber")
        agreementHex = try row.optionalText("agreement")
        documentsSince = try row.optionalInteger("documents_since") ?? 0
        if try row.optionalText("acceptance") != nil { acceptance = try row.choice("acceptance") }
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "id": .text(id), "authority": .text(authority), "category": .text(category.rawValue),
            "state": .text(state.rawValue), "key_hash": .text(keyHashHex),
            "commitment": .text(statementCommitmentHex),
            "subscriber_reference": .text(subscriberReference),
            "identity_method": Value(identityMethod), "evidence": Value(evidence),
            "contents_hash": Value(contentsHashHex), "serial": Value(serialHex),
            "contents_until": Value(contentsUntilMilliseconds),
            "created_at": .integer(createdAtMilliseconds),
            "state_at": .integer(stateAtMilliseconds),
            "version": version == 1 ? .null : .integer(version),
            "returned_field": Value(returned?.field),
            "returned_reason": Value(returned?.cause.rawValue),
            "site": Value(site), "subscriber": Value(subscriber), "renews": Value(renews),
            "continued_reference": Value(continuedReference),
            "case_number": Value(caseNumber?.digits),
            "claimed_by": Value(claim?.officer),
            "claimed_until": Value(claim?.untilMilliseconds),
            "fee": Value(fee?.amount), "fee_settled": Value(fee?.settlement?.rawValue),
            "agreement": Value(agreementHex),
            "documents_since": documentsSince == 0 ? .null : .integer(documentsSince),
            "acceptance": Value(acceptance?.rawValue),
        ]
    }

    // MARK: Steps

    /// Whoever had taken it did the step, or has it taken away.
    package mutating func move(to state: State, atMilliseconds: Int64) {
        self.state = state
        stateAtMilliseconds = atMilliseconds
        claim = nil
    }

    /// Vetted: its contents are accepted in this way.
    mutating func vet(acceptedBy way: Practice.AcceptanceWay, atMilliseconds: Int64) {
        acceptance = way == .before ? nil : way
        move(to: .vetted, atMilliseconds: atMilliseconds)
    }

    /// Its contents were accepted before anything is certified.
    mutating func accept(_ agreementHex: String, atMilliseconds: Int64) {
        acceptance = nil
        self.agreementHex = agreementHex
        move(to: .accepted, atMilliseconds: atMilliseconds)
    }

    /// The authority has made the key that it was asked for.
    mutating func take(keyHashHex: String) {
        self.keyHashHex = keyHashHex
        claim = nil
    }

    /// Nothing that was vetted, prepared, accepted or approved counts any more.
    package mutating func giveBack(_ reason: ReturnReason, atMilliseconds: Int64) {
        takeBackVetting(atMilliseconds: atMilliseconds)
        move(to: .returned, atMilliseconds: atMilliseconds)
        returned = reason
    }

    /// It waits to be approved again; what the approval alone took for agreed to is open again.
    mutating func takeBackApproval(atMilliseconds: Int64) {
        if acceptance != nil { agreementHex = nil }
        move(to: acceptance == nil ? .accepted : .vetted, atMilliseconds: atMilliseconds)
    }

    /// It waits to be vetted again, as it was stated.
    package mutating func takeBackVetting(atMilliseconds: Int64) {
        move(to: .received, atMilliseconds: atMilliseconds)
        identityMethod = nil
        evidence = nil
        contentsHashHex = nil
        serialHex = nil
        contentsUntilMilliseconds = nil
        agreementHex = nil
        acceptance = nil
    }

    /// - Parameter documentsSince: the number of the newest item of evidence, where other documents are stated.
    package mutating func correct(
        statementCommitmentHex: String, documentsSince: Int64?, atMilliseconds: Int64
    ) {
        self.documentsSince = documentsSince ?? self.documentsSince
        move(to: .received, atMilliseconds: atMilliseconds)
        returned = nil
        version += 1
        self.statementCommitmentHex = statementCommitmentHex
    }
}
