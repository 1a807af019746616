package import CertificatePolicy
package import Ledger
package import PKIX

/// A certificate from the moment its serial number is reserved; never deleted (CP 6.16, 7.21).
package struct CertificateRecord: Record, Sendable {
    /// `reserved` until signed. A number whose signature was announced and given up is `abandoned`
    /// and counts as revoked, since a signature may exist; one that was never announced ends
    /// `unused`: nobody can have met it, and no list or answer speaks of it.
    package enum State: String, Sendable, CaseIterable {
        case reserved, valid, suspended, revoked, abandoned, unused
    }

    /// The authority that issues it (its own name for a root).
    package let authority: String
    /// Lower-case hex without leading zeros beyond the octet.
    package let serialHex: String
    /// The profile's id.
    package let profile: String
    /// The application it came from; nil for the authority's own certificates and for imported ones.
    package let application: String?
    package var state: State
    /// DER of the certificate; nil while reserved, and where a register was taken over without it.
    package var certificate: [UInt8]?
    /// RFC 4514 text of the subject, for lists; nil while reserved, since names are not public yet.
    package var subject: String?
    /// The common name folded for search (see `SubjectSearch`); nil while reserved.
    package var searchText: String?
    package let notBeforeMilliseconds: Int64
    package let notAfterMilliseconds: Int64
    /// The key pair, as `KeyHash` names it.
    package let keyHashHex: String
    /// When the certificate was complete; nil while reserved.
    package var issuedAtMilliseconds: Int64?
    /// The journal entry that completed it; nil while reserved.
    package var issuedEntry: Int64?
    /// RFC 5280 reason while suspended or revoked.
    package var reason: RevocationReason?
    /// See `StatusEvent.sinceMilliseconds`.
    package var statusAtMilliseconds: Int64
    /// From when on the key or the certificate was not to be trusted, where the authority that it was
    /// taken over from said so (RFC 5280 §5.3.2).
    package var invalidityAtMilliseconds: Int64?

    /// Until when its subscriber has to accept it, which was delivered before that; nil where it was accepted before
    /// it was certified (CP 6.12). It stays, so that it is seen how it came into the world.
    package var acceptUntilMilliseconds: Int64?
    /// When the subscriber accepted what was delivered before; nil until then.
    package var acceptedAtMilliseconds: Int64?

    /// Whether it was delivered and not accepted: nobody relies on it, nothing publishes it (CP 3.3c, 6.12).
    package var awaitsAcceptance: Bool {
        acceptUntilMilliseconds != nil && acceptedAtMilliseconds == nil
    }

    /// The site at which its application was handled; nil where it was at none, and where there is none.
    package let site: String?

    /// The profile of what another system issued: its own rules made it.
    package static let importedProfile = "imported"

    /// Whether it was issued elsewhere and taken over with a register.
    package var isImported: Bool { profile.utf8.elementsEqual(Self.importedProfile.utf8) }

    /// Whether it is a certificate of the authority itself, which few people decide on.
    package var isOfAuthority: Bool { application == nil && !isImported }

    /// Of its profile; nil where that is another system's.
    package var kind: Profile.Kind? { Profile[profile]?.kind }

    /// As grants may be limited to it.
    package var scope: CaseScope {
        CaseScope(authority: authority, kind: CaseKind(kind), site: CaseSite(site))
    }

    package static let table = Table(
        "certificate",
        columns: [
            Column("authority", .text), Column("serial", .text), Column("profile", .text),
            Column("application", .text, nullable: true), Column("state", .text),
            Column("certificate", .blob, nullable: true),
            Column("subject", .text, nullable: true),
            Column("search_text", .text, nullable: true), Column("not_before", .integer),
            Column("not_after", .integer), Column("key_hash", .text),
            Column("issued_at", .integer, nullable: true),
            Column("reason", .integer, nullable: true), Column("status_at", .integer),
            Column("issued_entry", .integer, nullable: true),
            Column("invalidity_at", .integer, nullable: true),
            Column("site", .text, nullable: true),
            Column("accept_until", .integer, nullable: true),
            Column("accepted_at", .integer, nullable: true),
        ],
        key: ["authority", "serial"],
        indexes: [
            Index(["authority", "state", "issued_at"]), Index(["authority", "issued_at"]),
            Index(["profile", "issued_at"]), Index(["issued_at"]),
            Index(["search_text", "issued_at"]), Index(["key_hash"]),
            // Whose end somebody is told of.
            Index(["not_after"], where: "state = 'valid' AND application IS NOT NULL"),
            // What is on hold until it is accepted, and what becomes public by that.
            Index(["accept_until"], where: CertificateRecord.isUnaccepted),
            Index(["accepted_at"], where: "accepted_at IS NOT NULL"),
        ],
        contradictions: [
            // The state is what the last line of the history says.
            """
            SELECT c.authority AS authority, c.serial AS serial
            FROM status_event e JOIN certificate c
                ON c.authority = e.authority AND c.serial = e.serial
            WHERE e.sequence = (SELECT MAX(l.sequence) FROM status_event l
                    WHERE l.authority = e.authority AND l.serial = e.serial)
                AND (c.state <> CASE e.event WHEN 'released' THEN 'valid' ELSE e.event END
                    OR c.status_at <> e.since OR c.reason IS DISTINCT FROM e.reason
                    OR c.invalidity_at IS DISTINCT FROM e.invalidity_at)
            """,
            // None of these without a history.
            """
            SELECT c.authority AS authority, c.serial AS serial FROM certificate c
            WHERE c.state IN ('suspended', 'revoked', 'abandoned') AND NOT EXISTS (
                SELECT 1 FROM status_event e
                WHERE e.authority = c.authority AND e.serial = c.serial)
            """,
            // Nothing is valid that no operation brought into the world which can.
            """
            SELECT c.authority AS authority, c.serial AS serial
            FROM certificate c LEFT JOIN journal_entry j ON j.place = c.issued_entry
            WHERE c.state = 'valid' AND (j.operation IS NULL OR j.operation NOT IN (
                'intent.complete', 'authority.import', 'register.enter'))
            """,
            // What is accepted after its delivery is on hold from its first moment on, and not valid before (CP 6.12).
            """
            SELECT c.authority AS authority, c.serial AS serial
            FROM certificate c LEFT JOIN status_event e
                ON e.authority = c.authority AND e.serial = c.serial AND e.sequence = 1
            WHERE (c.accept_until IS NOT NULL AND (e.event IS DISTINCT FROM 'suspended'
                    OR e.cause IS DISTINCT FROM '\(StatusEvent.acceptancePending)' OR e.at <> c.issued_at
                    OR (c.accepted_at IS NULL AND c.state = 'valid')))
                OR (c.accept_until IS NULL AND c.accepted_at IS NOT NULL)
            """,
        ])

    /// Which rows are on hold until they are accepted, or were when something ended them.
    package static let isUnaccepted = "accept_until IS NOT NULL AND accepted_at IS NULL"

    package init(
        authority: String, serial: SerialNumber, profile: String, application: String?,
        site: String? = nil, validity: Validity, keyHashHex: String, atMilliseconds: Int64
    ) {
        self.authority = authority
        serialHex = serial.hex
        self.profile = profile
        self.application = application
        self.site = site
        state = .reserved
        notBeforeMilliseconds = validity.notBeforeMilliseconds
        notAfterMilliseconds = validity.notAfterMilliseconds
        self.keyHashHex = keyHashHex
        statusAtMilliseconds = atMilliseconds
    }

    package init(row: Row) throws(LedgerError) {
        authority = try row.text("authority")
        serialHex = try row.text("serial")
        profile = try row.text("profile")
        application = try row.optionalText("application")
        state = try row.choice("state")
        certificate = try row.optionalBlob("certificate")
        subject = try row.optionalText("subject")
        searchText = try row.optionalText("search_text")
        notBeforeMilliseconds = try row.integer("not_before")
        notAfterMilliseconds = try row.integer("not_after")
        keyHashHex = try row.text("key_hash")
        issuedAtMilliseconds = try row.optionalInteger("issued_at")
        reason = try row.optionalInteger("reason").flatMap { RevocationReason(rawValue: Int($0)) }
        statusAtMilliseconds = try row.integer("status_at")
        issuedEntry = try row.optionalInteger("issued_entry")
        invalidityAtMilliseconds = try row.optionalInteger("invalidity_at")
        site = try row.optionalText("site")
        acceptUntilMilliseconds = try row.optionalInteger("accept_until")
        acceptedAtMilliseconds = try row.optionalInteger("accepted_at")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "authority": .text(authority), "serial": .text(serialHex), "profile": .text(profile),
            "application": Value(application), "state": .text(state.rawValue),
            "certificate": certificate.map { .blob($0) } ?? .null, "subject": Value(subject),
            "search_text": Value(searchText), "not_before": .integer(notBeforeMilliseconds),
            "not_after": .integer(notAfterMilliseconds), "key_hash": .text(keyHashHex),
            "issued_at": Value(issuedAtMilliseconds),
            "reason": Value(reason.map { Int64($0.rawValue) }),
            "status_at": .integer(statusAtMilliseconds), "issued_entry": Value(issuedEntry),
            "invalidity_at": Value(invalidityAtMilliseconds), "site": Value(site),
            "accept_until": Value(acceptUntilMilliseconds),
            "accepted_at": Value(acceptedAtMilliseconds),
        ]
    }
}

/// A public key that may not be certified (again): certified once (CP 8.15b) or blocked (CP 6.7b).
package struct KnownKey: Record, Sendable {
    package enum State: String, Sendable { case claimed, blocked }

    package let keyHashHex: String
    package var state: State
    /// The application that brought it; nil where it was blocked on sight.
    package let application: String?
    package let sinceMilliseconds: Int64

    package static let table = Table(
        "known_key",
        columns: [
            Column("key_hash", .text), Column("state", .text),
            Column("application", .text, nullable: true), Column("since", .integer),
        ],
        key: ["key_hash"], clustered: true)

    package init(
        keyHashHex: String, state: State, application: String?, sinceMilliseconds: Int64
    ) {
        self.keyHashHex = keyHashHex
        self.state = state
        self.application = application
        self.sinceMilliseconds = sinceMilliseconds
    }

    package init(row: Row) throws(LedgerError) {
        keyHashHex = try row.text("key_hash")
        state = try row.choice("state")
        application = try row.optionalText("application")
        sinceMilliseconds = try row.integer("since")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "key_hash": .text(keyHashHex), "state": .text(state.rawValue),
            "application": Value(application), "since": .integer(sinceMilliseconds),
        ]
    }
}
