import CanonicalJSON
package import CertificatePolicy
package import Issuance
package import Ledger

/// Something that the subscriber of a certificate has to be told: that it was issued (CP 6.11), or how its status
/// changed (CP 6.19d).
///
/// It is stored nowhere: it follows from the certificate's row and history. That it was told follows from an entry
/// `notice.deliver` of the case ``object``, or from an officer's signature that it was done another way.
package struct SubscriberNews: Sendable, Hashable {
    /// By the duty to tell it.
    package enum Kind: String, Sendable, CaseIterable {
        case issuance = "certificate.issuanceNotice"
        /// A suspension, a release or a revocation.
        case change = "certificate.changeNotice"
        /// What was done in the name of somebody known, for each contact that was proven before, see
        /// `SubscriberNews+Acts.swift`.
        case act = "subscriber.actNotice"
    }

    package enum Event: String, Sendable, CaseIterable {
        case issued, suspended, released, revoked
        /// An application was led to a subscriber who was known already.
        case applied
        /// It brought a further contact, which counts after a while.
        case contactAdded
        /// A contact was given up, which ends after a while.
        case contactGivenUp
    }

    /// By when it has to be told. The policy has no figure.
    package static let limitMilliseconds = 3 * Milliseconds.day

    package let authority: String
    package let serialHex: String
    /// Its place in the history of the certificate, from 0: the issuing is the first line.
    package let line: Int64
    package let event: Event
    /// `AUTHORITY/SERIAL/LINE`, or `…/CONTACT` behind it or behind an application: what the duty is about, and the
    /// case of the entry that says that it was told.
    package let object: String
    /// The application in which somebody acts; nil where the act is a change of a certificate's status.
    package let application: String?
    /// Of an act: the entry that made the contact one of the subscriber's; 0 where none was proven. Else nil.
    package let contact: Int64?
    /// The entry that made it so.
    package let entry: Int64
    package let atMilliseconds: Int64
    /// When the subscriber was told; nil where that was not so far.
    package let toldMilliseconds: Int64?
    package let scope: CaseScope
    let notAfterMilliseconds: Int64

    /// `AUTHORITY/SERIAL`.
    package var certificate: String { "\(authority)/\(serialHex)" }

    /// When nobody has to be told any more: it was told, or the certificate has ended, unless it was revoked.
    package var endMilliseconds: Int64? {
        [toldMilliseconds, event == .revoked ? nil : notAfterMilliseconds]
            .compactMap { $0 }.min()
    }

    /// Nil for lines that nobody is told of, see `Kind.source`.
    fileprivate init?(_ line: StatusEvent, of record: CertificateRecord) {
        guard let event = Event(rawValue: line.event.rawValue),
            Kind.allCases.contains(where: { $0.covers(line) }),
            event == .revoked || line.atMilliseconds <= record.notAfterMilliseconds
        else { return nil }
        authority = record.authority
        serialHex = record.serialHex
        self.line = line.sequence
        self.event = event
        object = "\(record.authority)/\(record.serialHex)/\(line.sequence)"
        (application, contact, toldMilliseconds) = (nil, nil, nil)
        entry = line.entry
        atMilliseconds = line.atMilliseconds
        notAfterMilliseconds = record.notAfterMilliseconds
        scope = record.scope
    }

    init(row: Row) throws(LedgerError) {
        authority = try row.text("authority")
        serialHex = try row.text("serial")
        line = try row.integer("line")
        event = try row.choice("event")
        object = try row.text("object")
        application = try row.optionalText("application")
        contact = try row.optionalInteger("contact")
        entry = try row.integer("entry")
        atMilliseconds = try row.integer("at")
        notAfterMilliseconds = try row.integer("not_after")
        let told = [try row.optionalInteger("told"), try row.optionalInteger("signed")]
        toldMilliseconds = told.compactMap { $0 }.min()
        // Of an application: its category.
        let profile = try row.text("profile")
        scope = CaseScope(
            authority: authority,
            kind: CaseKind(
                Application.Category(rawValue: profile)?.kind ?? Profile[profile]?.kind),
            site: CaseSite(try row.optionalText("site")))
    }
}

extension SubscriberNews.Kind {
    /// Everything of this kind, with two places for the first entry and the earliest time in each of its parts.
    ///
    /// Nobody is told of a suspension after the end, of what was taken over with a register, which was told where it
    /// was done, or of the authority's own certificates.
    fileprivate var source: String {
        switch self {
        case .issuance:
            """
            SELECT c.authority AS authority, c.serial AS serial, CAST(0 AS BIGINT) AS line,
                CAST('issued' AS TEXT) AS event, c.issued_entry AS entry, c.issued_at AS at,
                c.not_after AS not_after, c.profile AS profile, c.site AS site,
                c.authority || '/' || c.serial || '/0' AS object,
                CAST(NULL AS TEXT) AS application, CAST(NULL AS BIGINT) AS contact
            FROM certificate c
            WHERE c.application IS NOT NULL AND c.issued_entry >= ? AND c.issued_at >= ?
            """
        case .change:
            // By authority, so that an index serves it.
            """
            SELECT e.authority AS authority, e.serial AS serial, e.sequence AS line,
                e.event AS event, e.entry AS entry, e.at AS at, c.not_after AS not_after,
                c.profile AS profile, c.site AS site,
                e.authority || '/' || e.serial || '/' || CAST(e.sequence AS TEXT) AS object,
                CAST(NULL AS TEXT) AS application, CAST(NULL AS BIGINT) AS contact
            FROM status_event e
                JOIN certificate c ON c.authority = e.authority AND c.serial = e.serial
                JOIN journal_entry j ON j.place = e.entry
            WHERE e.authority IN (SELECT name FROM authority)
                AND e.entry >= ? AND e.at >= ?
                AND e.event IN ('suspended', 'released', 'revoked')
                AND e.cause IS DISTINCT FROM '\(StatusEvent.acceptancePending)'
                AND (e.event = 'revoked' OR e.at <= c.not_after)
                AND (c.application IS NOT NULL OR c.profile = '\(CertificateRecord.importedProfile)')
                AND j.operation <> 'register.enter'
            """
        case .act: SubscriberNews.acts
        }
    }

    fileprivate var parts: Int { self == .act ? 3 : 1 }

    /// What no mail told anybody by a time, with three places for it. By looking each one up once: nearly all were
    /// told.
    fileprivate static var isUnsent: String {
        """
        m.at <= ? AND (m.event = 'revoked' OR m.not_after > ?)
        AND NOT EXISTS (SELECT 1 FROM journal_entry g
            WHERE g.case_id = m.object AND g.operation = 'notice.deliver' AND g.at <= ?)
        """
    }

    /// What nobody was told in any way, with four places for the time.
    fileprivate var isUntold: String {
        """
        \(Self.isUnsent)
        AND NOT EXISTS (SELECT 1 FROM duty_fulfilment f
            WHERE f.object = m.object AND f.duty = '\(rawValue)' AND f.at <= ?)
        """
    }

    /// That a certificate comes into the world on hold is told with its issuing.
    fileprivate func covers(_ line: StatusEvent) -> Bool {
        guard line.cause != StatusEvent.acceptancePending else { return false }
        switch line.event {
        case .issued: return self == .issuance
        case .suspended, .released, .revoked: return self == .change
        case .imported, .abandoned: return false
        }
    }
}

extension ReadableLedger {
    /// What nobody was told at a time, and has to be; the oldest first.
    package func untoldNews(
        _ kind: SubscriberNews.Kind, at moment: Int64, limit: Int
    ) throws -> [SubscriberNews] {
        try news(
            kind, from: newsFloor(), where: kind.isUntold, Self.places(moment, 4), limit: limit)
    }

    /// How many of these there are; it reads all that certificates not yet ended have in their history.
    package func untoldNewsCount(
        _ kind: SubscriberNews.Kind, at moment: Int64
    ) throws -> Int {
        let (sql, places) = try Self.newsQuery(
            kind, from: newsFloor(), where: kind.isUntold, Self.places(moment, 4))
        let found = try rows("SELECT COUNT(*) AS count FROM (\(sql)) AS k", places)
        return Int(try found.first?.integer("count") ?? 0)
    }

    /// The time, for each place of a condition.
    private static func places(_ moment: Int64, _ count: Int) -> [Value] {
        Array(repeating: .integer(moment), count: count)
    }

    /// What happened up to the end of a period and was not told before it began, page by page.
    package func forEachNews(
        _ kind: SubscriberNews.Kind, within period: ClosedRange<Int64>,
        _ body: (SubscriberNews) throws -> Void
    ) throws {
        let size = 1000
        let floor = try newsFloor()
        var last: (entry: Int64, object: String) = (-1, "")
        while true {
            let lower = Value.integer(period.lowerBound)
            let upper = Value.integer(period.upperBound)
            let page = try news(
                kind, from: max(floor, last.entry), since: time(ofEntry: last.entry) ?? 0,
                where: """
                    m.at <= ? AND (m.told IS NULL OR m.told >= ?)
                    AND (m.signed IS NULL OR m.signed >= ?) AND (m.entry, m.object) > (?, ?)
                    """,
                [upper, lower, lower, .integer(last.entry), .text(last.object)], limit: size)
            for news in page { try body(news) }
            guard page.count == size, let end = page.last else { return }
            last = (end.entry, end.object)
        }
    }

    /// What its subscriber is told of one certificate, told or not, the oldest first. What came with a register was told
    /// where it was done.
    package func news(of record: CertificateRecord) throws -> [SubscriberNews] {
        guard !record.isOfAuthority else { return [] }
        return try statusHistory(of: record).compactMap { line in
            guard let news = SubscriberNews(line, of: record) else { return nil }
            guard record.isImported,
                try entry(at: line.entry).parsed().operation == "register.enter"
            else { return news }
            return nil
        }
    }

    /// What waits to be told by mail: neither told, nor given up, nor over; the oldest first. An officer's word that
    /// it was told another way keeps no mail back: it may be the very act that the subscriber should hear of.
    ///
    /// - Parameters:
    ///   - place: of the journal; what was entered before is settled.
    ///   - sinceMilliseconds: what is older is nobody's news any more.
    package func waitingNews(
        from place: Int64, sinceMilliseconds: Int64, limit: Int
    ) throws -> [SubscriberNews] {
        // By time, too, which an index of certificates has.
        let since = try max(
            sinceMilliseconds, time(ofEntry: place) ?? lastEntryMilliseconds())
        let place = try max(place, newsFloor())
        return try SubscriberNews.Kind.allCases.flatMap { kind in
            try news(
                kind, from: place, since: since,
                where: """
                    \(SubscriberNews.Kind.isUnsent) AND NOT EXISTS (SELECT 1 FROM journal_entry h
                        WHERE h.case_id = m.object AND h.operation = 'notice.abandon')
                    """, Self.places(atMilliseconds, 3), limit: limit)
        }.sorted { ($0.entry, $0.object) < ($1.entry, $1.object) }
    }

    /// Whether a thing has the duty that its subscriber is told of it.
    package func owesNews(_ object: String, duty: String) throws -> Bool {
        if duty == SubscriberNews.Kind.act.rawValue { return try owesActNews(object) }
        let parts = object.split(separator: "/", omittingEmptySubsequences: false)
        guard let kind = SubscriberNews.Kind(rawValue: duty), parts.count == 3,
            let line = Int64(parts[2]),
            let certificate = try? NamedCertificate("\(parts[0])/\(parts[1])"),
            object.utf8.elementsEqual("\(certificate.name)/\(line)".utf8),
            let record = try certificate.record(in: self), !record.isOfAuthority
        else { return false }
        let told = try entries(
            matching: EntryFilter(operation: "notice.deliver", caseID: object), limit: 1)
        return try told.isEmpty
            && statusHistory(of: record).contains { $0.sequence == line && kind.covers($0) }
    }

    func news(
        _ kind: SubscriberNews.Kind, from place: Int64, since: Int64 = 0, where condition: String,
        _ parameters: [Value], limit: Int
    ) throws -> [SubscriberNews] {
        let (sql, places) = Self.newsQuery(
            kind, from: place, since: since, where: condition, parameters)
        return try rows("\(sql) ORDER BY m.entry, m.object LIMIT \(limit)", places)
            .map { row throws(LedgerError) in try SubscriberNews(row: row) }
    }

    private static func newsQuery(
        _ kind: SubscriberNews.Kind, from place: Int64, since: Int64 = 0, where condition: String,
        _ parameters: [Value]
    ) -> (sql: String, places: [Value]) {
        let sql = """
            SELECT m.* FROM (
                SELECT n.*,
                    (SELECT MIN(t.at) FROM journal_entry t WHERE t.case_id = n.object
                        AND t.operation = 'notice.deliver') AS told,
                    (SELECT MIN(d.at) FROM duty_fulfilment d WHERE d.object = n.object
                        AND d.duty = '\(kind.rawValue)') AS signed
                FROM (\(kind.source)) AS n
            ) AS m WHERE \(condition)
            """
        let floor: [Value] = [.integer(place), .integer(since)]
        return (sql, Array(repeating: floor, count: kind.parts).flatMap(\.self) + parameters)
    }

    /// The first entry of which subscribers have to be told: a ledger of before this was asked for has older
    /// ones, which nobody was told by this program.
    private func newsFloor() throws -> Int64 {
        let before: Int64 = 2
        let migrations = try entries(
            matching: EntryFilter(operation: Ledger.migration), limit: 64)
        for stored in migrations {
            let schema = try stored.parsed().facts["schemaBefore"]?.integer
            if let schema, schema < before { return stored.index }
        }
        return 0
    }
}
