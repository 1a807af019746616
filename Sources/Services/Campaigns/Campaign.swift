import CanonicalJSON
package import Ledger
import Messages
package import Status

/// The revocation of a whole cohort, which two people decided, from its opening to its end (CP 6.17b, 6.19c).
///
/// Its members are no rows: they follow from the query and the entry that it looks from, and `digest` says that they
/// are those that were signed. The row says how far it came.
package struct Campaign: Record, Sendable {
    package enum State: String, Sendable, CaseIterable {
        /// Until its first slice is done, which begins at its time.
        case waiting
        /// After the first slice: until a third person lets it go on.
        case paused
        case running
        /// Until somebody lets it go on.
        case stopped
        case done
        /// Everybody who opened it stopped it: it never goes on.
        case withdrawn
    }

    /// `cam-` and 26 of base32.
    package let id: String
    package let cohort: CohortQuery
    package let asOf: Int64
    package let count: Int64
    package let digestHex: String
    package let reason: CertificateStatusChange.RevocationCause
    /// The authority's own mistake of production behind it (CP 6.20), and its incident; nil where that is none.
    package let mistake: String?
    package let incident: String?
    /// When the last of two people signed, and the entry of it.
    package let openedAtMilliseconds: Int64
    package let entry: Int64
    /// When the first slice begins.
    package let beginsMilliseconds: Int64
    /// By when all have to be revoked.
    package let deadlineMilliseconds: Int64
    package let firstSlice: Int64
    package var state: State
    /// Whether a third person saw the first slice and let it go on.
    package var isReleased: Bool
    /// How many members were come to, and the last of them.
    package var passed: Int64
    package var last: CohortMember.Place?
    /// How many of these were revoked by it; the others were revoked before, or had ended.
    package var revoked: Int64
    package var slices: Int64
    package var firstAtMilliseconds: Int64?
    package var lastAtMilliseconds: Int64?

    package static let table = Table(
        "campaign",
        columns: [
            Column("id", .text), Column("cohort", .text), Column("as_of", .integer),
            Column("count", .integer), Column("digest", .text), Column("reason", .text),
            Column("mistake", .text, nullable: true), Column("incident", .text, nullable: true),
            Column("opened_at", .integer), Column("opened_entry", .integer),
            Column("begins", .integer),
            Column("deadline", .integer), Column("first_slice", .integer), Column("state", .text),
            Column("is_released", .integer), Column("passed", .integer),
            Column("last_authority", .text, nullable: true),
            Column("last_serial", .text, nullable: true), Column("revoked", .integer),
            Column("slices", .integer), Column("first_at", .integer, nullable: true),
            Column("last_at", .integer, nullable: true),
        ],
        key: ["id"],
        indexes: [Index(["opened_at"]), Index(["state"], where: Self.isIndexed)],
        clustered: true,
        contradictions: [
            // Two people opened it.
            """
            SELECT c.id AS id FROM campaign c LEFT JOIN journal_entry j ON j.place = c.opened_entry
            WHERE j.operation IS NULL OR j.operation <> 'campaign.open' OR j.case_id <> c.id
            """,
            // What it says to have revoked are lines of histories.
            """
            SELECT c.id AS id FROM campaign c WHERE c.revoked <> (
                SELECT COUNT(*) FROM journal_entry j JOIN status_event e ON e.entry = j.place
                    AND e.event = 'revoked' AND e.authority IN (SELECT name FROM authority)
                WHERE j.case_id = c.id AND j.operation = 'campaign.slice')
            """,
        ])

    private static let isIndexed = "state <> 'done'"
    /// Those that are not over.
    static let isOpen = "\(isIndexed) AND state <> 'withdrawn'"

    package init(row: Row) throws(LedgerError) {
        id = try row.text("id")
        cohort = try Self.query(try row.text("cohort"))
        asOf = try row.integer("as_of")
        count = try row.integer("count")
        digestHex = try row.text("digest")
        reason = try row.choice("reason")
        mistake = try row.optionalText("mistake")
        incident = try row.optionalText("incident")
        openedAtMilliseconds = try row.integer("opened_at")
        entry = try row.integer("opened_entry")
        beginsMilliseconds = try row.integer("begins")
        deadlineMilliseconds = try row.integer("deadline")
        firstSlice = try row.integer("first_slice")
        state = try row.choice("state")
        isReleased = try row.flag("is_released")
        passed = try row.integer("passed")
        if let authority = try row.optionalText("last_authority"),
            let serial = try row.optionalText("last_serial")
        {
            last = CohortMember.Place(authority: authority, serialHex: serial)
        }
        revoked = try row.integer("revoked")
        slices = try row.integer("slices")
        firstAtMilliseconds = try row.optionalInteger("first_at")
        lastAtMilliseconds = try row.optionalInteger("last_at")
    }

    private static func query(_ text: String) throws(LedgerError) -> CohortQuery {
        do {
            return try CohortQuery(JSONValue(parsing: Array(text.utf8)))
        } catch {
            throw .journalDamaged(detail: "the query of a campaign cannot be read")
        }
    }

    init(
        _ order: CampaignOrder, mistake: String?, _ transaction: Transaction
    ) {
        id = order.id
        cohort = order.cohort
        asOf = order.asOf
        count = order.digest.count
        digestHex = order.digest.hex
        reason = order.reason
        self.mistake = mistake
        incident = order.incident
        openedAtMilliseconds = transaction.atMilliseconds
        entry = transaction.entryIndex
        beginsMilliseconds = order.beginsMilliseconds
        deadlineMilliseconds = order.deadlineMilliseconds
        firstSlice = order.firstSlice
        state = .waiting
        isReleased = false
        (passed, revoked, slices) = (0, 0, 0)
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "id": .text(id),
            "cohort": .text(String(decoding: cohort.json.canonicalBytes, as: UTF8.self)),
            "as_of": .integer(asOf), "count": .integer(count), "digest": .text(digestHex),
            "reason": .text(reason.rawValue), "mistake": Value(mistake),
            "incident": Value(incident), "opened_at": .integer(openedAtMilliseconds),
            "opened_entry": .integer(entry), "begins": .integer(beginsMilliseconds),
            "deadline": .integer(deadlineMilliseconds), "first_slice": .integer(firstSlice),
            "state": .text(state.rawValue), "is_released": Value(isReleased),
            "passed": .integer(passed), "last_authority": Value(last?.authority),
            "last_serial": Value(last?.serialHex), "revoked": .integer(revoked),
            "slices": .integer(slices), "first_at": Value(firstAtMilliseconds),
            "last_at": Value(lastAtMilliseconds),
        ]
    }

    /// How many members the next entry may come to; none while it waits for its time or for a person.
    package func nextSlice(atMilliseconds now: Int64) -> Int {
        switch state {
        case .waiting where now >= beginsMilliseconds:
            Int(min(firstSlice - passed, CampaignSlice.maximumCount))
        case .running: Int(CampaignSlice.maximumCount)
        case .waiting, .paused, .stopped, .done, .withdrawn: 0
        }
    }

    /// Whether a text has the form of an id.
    package static func isID(_ text: String) -> Bool {
        text.utf8.count == "cam-".utf8.count + 26 && text.utf8.starts(with: "cam-".utf8)
            && text.utf8.dropFirst(4).allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "2")...UInt8(ascii: "7")).contains($0)
            }
    }

    package func members(of ledger: some ReadableLedger) throws -> Cohort {
        try Cohort(cohort, asOf: asOf, ledger)
    }
}

extension ReadableLedger {
    /// - Throws: `campaign.unknown`.
    package func campaign(_ id: String) throws -> Campaign {
        guard let found = try get(Campaign.self, .text(id)) else {
            throw Refusal(.campaignUnknown, field: "campaign", ["value": id])
        }
        return found
    }

    /// When one that is over came to its end, by its entries; nil where it is not over.
    package func end(of campaign: Campaign) throws -> Int64? {
        let last: String
        switch campaign.state {
        case .done: last = "campaign.slice"
        case .withdrawn: last = "campaign.stop"
        case .waiting, .paused, .running, .stopped: return nil
        }
        return try rows(
            "SELECT MAX(at) AS at FROM journal_entry WHERE case_id = ? AND operation = ?",
            [.text(campaign.id), .text(last)]
        ).first?.optionalInteger("at")
    }

    /// Those that are not over, the oldest first.
    package func openCampaigns() throws -> [Campaign] {
        try select(
            Campaign.self, where: Campaign.isOpen, orderBy: "opened_at, id", limit: 1000)
    }
}
