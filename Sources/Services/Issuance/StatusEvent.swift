package import Ledger
package import PKIX

/// One change of a certificate's status; the history of a serial is public for ever, so that a
/// signature made during a suspension is never laundered by the release (CP 4.11, 6.17).
///
/// The first line, that it was issued, stands in the row of the certificate itself.
package struct StatusEvent: Record, Sendable {
    package enum Event: String, Sendable, CaseIterable {
        case issued, imported, suspended, released, revoked, abandoned
    }

    package let authority: String
    package let serialHex: String
    /// Counts from 0 within one serial.
    package let sequence: Int64
    package let event: Event
    package let reason: RevocationReason?
    /// Why, by a code of the operation's list such as `keyLost`, which the officer chose, or by the
    /// system's own ``keySeen``; revocation lists have no word for it. Of a revocation: the authority's own
    /// mistake behind it (CP 6.20).
    package let cause: String?
    package let atMilliseconds: Int64
    /// From when on lists and answers tell the state: earlier than the act where a suspension ends
    /// in a revocation, so that none is laundered by what follows it.
    package let sinceMilliseconds: Int64
    /// The journal entry that made the change: what was before and after it does not hang on clocks.
    package let entry: Int64
    /// For a suspension: when it must have ended (CP 6.19b).
    package let untilMilliseconds: Int64?
    /// Who asked: `subscriber`, `representative`, `estate`, `liquidator`, `court`, `authority`; nil for issuing, abandonment and
    /// the release of the authority's own certificates.
    package let requester: String?
    /// How whoever asked was identified (CP 5.8), by a code such as `telephone`; nil where nobody said so.
    package let identified: String?
    /// See `CertificateRecord.invalidityAtMilliseconds`.
    package let invalidityAtMilliseconds: Int64?

    /// The requester of what the authority does of its own accord.
    package static let byAuthority = "authority"
    /// The cause of a suspension where the private key was seen (CP 6.7b).
    package static let keySeen = "keySeen"
    /// The cause of a suspension where the private key, or the token that it lies in, is out of its owner's hands.
    package static let keyLost = "keyLost"
    /// The requester of what the certificate's holder asks for.
    package static let bySubscriber = "subscriber"
    /// The cause of a suspension by the code that the holder got with the acceptance.
    package static let codeShown = "codeShown"
    /// The cause of the hold under which a certificate is delivered that its subscriber did not accept before
    /// (CP 6.12), of its end by the acceptance, and of the revocation where none came in time.
    package static let acceptancePending = "acceptancePending"
    package static let accepted = "accepted"
    package static let notAccepted = "notAccepted"
    /// How a subscriber was identified who signed with the certificate's key.
    package static let signedRequest = "signedRequest"

    package static let table = Table(
        "status_event",
        columns: [
            Column("authority", .text), Column("serial", .text), Column("sequence", .integer),
            Column("event", .text),
            Column("reason", .integer, nullable: true), Column("cause", .text, nullable: true),
            Column("at", .integer), Column("since", .integer),
            Column("entry", .integer),
            Column("until", .integer, nullable: true),
            Column("requester", .text, nullable: true),
            Column("invalidity_at", .integer, nullable: true),
            Column("identified", .text, nullable: true),
        ],
        key: ["authority", "serial", "sequence"],
        indexes: [Index(["authority", "entry"])], clustered: true, writtenOnce: true,
        contradictions: [
            // Each line by an operation that makes such a change, and no other.
            """
            SELECT e.authority AS authority, e.serial AS serial, e.sequence AS sequence
            FROM status_event e LEFT JOIN journal_entry j ON j.place = e.entry
            WHERE j.operation IS NULL OR NOT CASE e.event
                WHEN 'suspended' THEN j.operation IN ('certificate.suspend', 'key.block',
                    'intent.complete',
                    'certificate.suspendByKey', 'certificate.suspendByCode',
                    'certificate.revokeByKey', 'certificate.proveCompromise',
                    'certificate.revoke', 'certificate.revokeByAuthority',
                    'certificate.revokeOfAuthority', 'campaign.slice', 'register.enter',
                    'ledger.enterLost', 'application.loseToken')
                WHEN 'released' THEN j.operation IN ('certificate.release',
                    'certificate.releaseOfAuthority', 'application.accept',
                    'application.deliverPassword')
                WHEN 'revoked' THEN j.operation IN ('certificate.revoke', 'certificate.revokeByKey',
                    'certificate.revokeByAuthority', 'certificate.revokeOfAuthority',
                    'campaign.slice', 'certificate.lapse', 'register.enter', 'ledger.enterLost')
                WHEN 'abandoned' THEN j.operation IN ('intent.abandon', 'ledger.enterLost')
                ELSE e.event = '' END
            """,
            // A revocation is the last line (CP 6.17).
            """
            SELECT l.authority AS authority, l.serial AS serial, l.sequence AS sequence
            FROM status_event e JOIN status_event l
                ON l.authority = e.authority AND l.serial = e.serial AND l.sequence > e.sequence
            WHERE e.event = 'revoked'
            """,
        ])

    package init(
        _ record: CertificateRecord, event: Event, sequence: Int64 = 0,
        reason: RevocationReason? = nil, cause: String? = nil, atMilliseconds: Int64,
        sinceMilliseconds: Int64? = nil, entry: Int64, untilMilliseconds: Int64? = nil,
        requester: String? = nil, identified: String? = nil
    ) {
        authority = record.authority
        serialHex = record.serialHex
        self.sequence = sequence
        self.event = event
        self.reason = reason
        self.cause = cause
        self.atMilliseconds = atMilliseconds
        self.sinceMilliseconds = sinceMilliseconds ?? atMilliseconds
        self.entry = entry
        self.untilMilliseconds = untilMilliseconds
        self.requester = requester
        self.identified = identified
        invalidityAtMilliseconds = record.invalidityAtMilliseconds
    }

    /// The first line of a history, as the certificate's own row tells it: only what came after has
    /// a row of its own. Nil for a number that was never certified.
    init?(issuing record: CertificateRecord) {
        guard let at = record.issuedAtMilliseconds, let entry = record.issuedEntry else {
            return nil
        }
        self.init(
            record, event: record.isImported ? .imported : .issued, atMilliseconds: at,
            entry: entry)
    }

    package init(row: Row) throws(LedgerError) {
        authority = try row.text("authority")
        serialHex = try row.text("serial")
        sequence = try row.integer("sequence")
        event = try row.choice("event")
        reason = try row.optionalInteger("reason").flatMap { RevocationReason(rawValue: Int($0)) }
        cause = try row.optionalText("cause")
        atMilliseconds = try row.integer("at")
        sinceMilliseconds = try row.integer("since")
        entry = try row.integer("entry")
        untilMilliseconds = try row.optionalInteger("until")
        requester = try row.optionalText("requester")
        invalidityAtMilliseconds = try row.optionalInteger("invalidity_at")
        identified = try row.optionalText("identified")
    }

    /// Whether a person asked for this suspension whom nobody has identified yet (CP 5.8d): that is made up for
    /// by what ends it.
    package var owesIdentification: Bool {
        event == .suspended
            && [Self.bySubscriber, "representative", "estate", "liquidator"].contains(requester)
            && identified == nil && cause != Self.codeShown
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "authority": .text(authority), "serial": .text(serialHex),
            "sequence": .integer(sequence), "event": .text(event.rawValue),
            "reason": Value(reason.map { Int64($0.rawValue) }), "cause": Value(cause),
            "at": .integer(atMilliseconds), "since": .integer(sinceMilliseconds),
            "entry": .integer(entry),
            "until": Value(untilMilliseconds), "requester": Value(requester),
            "invalidity_at": Value(invalidityAtMilliseconds), "identified": Value(identified),
        ]
    }
}

extension ReadableLedger {
    /// The whole history of one serial, oldest first.
    package func statusHistory(of record: CertificateRecord) throws -> [StatusEvent] {
        let changes = try select(
            StatusEvent.self, where: "authority = ? AND serial = ?",
            [.text(record.authority), .text(record.serialHex)], orderBy: "sequence", limit: 10_000)
        return (StatusEvent(issuing: record).map { [$0] } ?? []) + changes
    }
}
