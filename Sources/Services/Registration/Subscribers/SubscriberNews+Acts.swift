import CertificatePolicy
import Issuance
package import Ledger

/// Acts in the name of somebody known: each contact that was proven before is told of them, whatever contact the act
/// itself brings. CP 6.14, 6.19d.
///
/// A contact is named by the entry that made it one of the subscriber's, the earliest of one address: what is proven
/// later changes nothing about who was to be told of an act before.
extension SubscriberNews {
    /// No end of its own: what was done in somebody's name is told whenever.
    fileprivate static let never = "9223372036854775807"

    /// Applications that vetting led to a subscriber who was there before, changes of status, and further contacts. Of a change the
    /// certificate's own application is left out, where its address is told anyway.
    ///
    /// Where a subscriber has no proven contact, an application has one line for nobody: contact 0. An address and a number that
    /// one application brought are one contact, told by both ways.
    static var acts: String {
        """
        SELECT DISTINCT a.authority AS authority, CAST('' AS TEXT) AS serial, CAST(0 AS BIGINT) AS line,
            CAST('applied' AS TEXT) AS event, g.entry AS entry, g.at AS at,
            CAST(\(never) AS BIGINT) AS not_after, a.category AS profile, a.site AS site,
            a.id || '/' || CAST(g.entry AS TEXT) || '/' || CAST(g.contact AS TEXT) AS object,
            a.id AS application, g.contact AS contact
        FROM (
            SELECT j.place AS entry, j.at AS at, b.id AS id, k.lookup AS lookup,
                COALESCE(MIN(k.entry), 0) AS contact
            FROM journal_entry j JOIN application b ON b.id = j.case_id
                LEFT JOIN subscriber_key k ON k.subscriber = b.subscriber
                    AND k.purpose = 'contact' AND k.application <> b.id AND k.entry < j.place
                    AND (k.from_at IS NULL OR k.from_at <= j.at)
            WHERE j.operation = 'application.vet' AND j.place >= ? AND j.at >= ?
                AND EXISTS (SELECT 1 FROM subscriber_key o
                    WHERE o.application = b.id AND o.entry = j.place)
                AND EXISTS (SELECT 1 FROM subscriber_key f
                    WHERE f.subscriber = b.subscriber AND f.application <> b.id
                        AND f.entry < j.place)
            GROUP BY j.place, j.at, b.id, k.lookup
        ) AS g JOIN application a ON a.id = g.id
        UNION ALL
        SELECT DISTINCT c.authority AS authority, c.serial AS serial, h.line AS line, h.event AS event,
            h.entry AS entry, h.at AS at, CAST(\(never) AS BIGINT) AS not_after,
            c.profile AS profile, c.site AS site,
            c.authority || '/' || c.serial || '/' || CAST(h.line AS TEXT) || '/'
                || CAST(h.contact AS TEXT) AS object,
            CAST(NULL AS TEXT) AS application, h.contact AS contact
        FROM (
            SELECT e.authority AS authority, e.serial AS serial, e.sequence AS line,
                e.event AS event, e.entry AS entry, e.at AS at, k.lookup AS lookup,
                MIN(k.entry) AS contact
            FROM status_event e
                JOIN certificate d ON d.authority = e.authority AND d.serial = e.serial
                JOIN application b ON b.id = d.application
                JOIN subscriber_key k ON k.subscriber = b.subscriber
                    AND k.purpose = 'contact' AND k.entry < e.entry
                    AND (k.from_at IS NULL OR k.from_at <= e.at)
            WHERE e.authority IN (SELECT name FROM authority)
                AND e.entry >= ? AND e.at >= ?
                AND e.event IN ('suspended', 'released', 'revoked')
                AND e.cause IS DISTINCT FROM '\(StatusEvent.acceptancePending)'
                AND (e.event = 'revoked' OR e.at <= d.not_after)
                AND NOT EXISTS (SELECT 1 FROM subscriber_key o
                    WHERE o.purpose = 'contact' AND o.lookup = k.lookup
                        AND o.subscriber = k.subscriber AND o.application = b.id)
            GROUP BY e.authority, e.serial, e.sequence, e.event, e.entry, e.at, k.lookup
        ) AS h JOIN certificate c ON c.authority = h.authority AND c.serial = h.serial
        UNION ALL
        SELECT DISTINCT a.authority AS authority, CAST('' AS TEXT) AS serial, CAST(0 AS BIGINT) AS line,
            CAST('contactAdded' AS TEXT) AS event, i.entry AS entry, i.at AS at,
            CAST(\(never) AS BIGINT) AS not_after, a.category AS profile, a.site AS site,
            a.id || '/contact/' || CAST(i.contact AS TEXT) AS object, a.id AS application,
            i.contact AS contact
        FROM (
            SELECT n.entry AS entry, j.at AS at, n.application AS id, k.lookup AS lookup,
                MIN(k.entry) AS contact
            FROM subscriber_key n JOIN journal_entry j ON j.place = n.entry
                JOIN subscriber_key k ON k.subscriber = n.subscriber
                    AND k.purpose = 'contact' AND k.lookup <> n.lookup AND k.entry < n.entry
                    AND (k.from_at IS NULL OR k.from_at <= j.at)
            WHERE n.purpose = 'contact' AND n.from_at IS NOT NULL
                AND n.entry >= ? AND j.at >= ?
            GROUP BY n.entry, j.at, n.application, k.lookup
        ) AS i JOIN application a ON a.id = i.id
        """
    }
}

extension ReadableLedger {
    /// What applications did in the name of one subscriber, told or not: whoever it was told to. Its object is that of
    /// each contact without the contact. The newest first; more than that many nobody reads.
    package func acts(inNameOf subscriber: String) throws -> [SubscriberNews] {
        func columns(_ event: String, _ object: String) -> String {
            """
            b.authority AS authority, CAST('' AS TEXT) AS serial, CAST(0 AS BIGINT) AS line,
                CAST('\(event)' AS TEXT) AS event, j.place AS entry, j.at AS at,
                CAST(\(SubscriberNews.never) AS BIGINT) AS not_after, b.category AS profile,
                b.site AS site, b.id || '/' || \(object) AS object, b.id AS application,
                CAST(NULL AS BIGINT) AS contact, CAST(NULL AS BIGINT) AS told,
                CAST(NULL AS BIGINT) AS signed
            """
        }
        return try rows(
            """
            SELECT \(columns("applied", "CAST(j.place AS TEXT)"))
            FROM application b JOIN journal_entry j
                ON j.case_id = b.id AND j.operation = 'application.vet'
            WHERE b.subscriber = ? AND EXISTS (SELECT 1 FROM subscriber_key o
                    WHERE o.application = b.id AND o.entry = j.place)
                AND EXISTS (SELECT 1 FROM subscriber_key f
                    WHERE f.subscriber = b.subscriber AND f.application <> b.id
                        AND f.entry < j.place)
            UNION
            SELECT \(columns("contactAdded", "'contact'"))
            FROM subscriber_key n JOIN journal_entry j ON j.place = n.entry
                JOIN application b ON b.id = n.application
            WHERE n.subscriber = ? AND n.purpose = 'contact' AND n.from_at IS NOT NULL
            ORDER BY entry DESC, object LIMIT 1000
            """, [.text(subscriber), .text(subscriber)]
        ).map { row throws(LedgerError) in try SubscriberNews(row: row) }
    }

    /// Where one of these is told: what a code proved of that contact. Of a subscriber without any, the newest address
    /// in a certificate of before, as other notices use it. Nil where nobody can be told by mail.
    package func address(ofAct news: SubscriberNews) throws -> String? {
        guard let contact = news.contact,
            let subscriber = try subscriber(of: news)
        else { return nil }
        guard contact == 0 else {
            for key in try keys(ofAct: news) {
                if let address = try provenAddress(ofApplication: key.application),
                    key.isOf(contactLookup(of: address))
                {
                    return address
                }
            }
            return nil
        }
        for application in try applications(of: subscriber)
        where application.id != news.application {
            guard let serial = application.serialHex,
                let record = try get(
                    CertificateRecord.self, .text(application.authority), .text(serial)),
                let issued = record.issuedEntry, issued < news.entry,
                let address = try subscriberAddress(of: record)
            else { continue }
            return address
        }
        return nil
    }

    /// What is behind a contact by now: an address, a number, or both, as far as they count.
    func keys(ofAct news: SubscriberNews) throws -> [SubscriberKey] {
        guard let contact = news.contact, let subscriber = try subscriber(of: news) else {
            return []
        }
        return try contacts(
            of: subscriber, "AND entry = ? AND (from_at IS NULL OR from_at <= ?)",
            [.integer(contact), .integer(atMilliseconds)])
    }

    private func subscriber(of news: SubscriberNews) throws -> String? {
        let id =
            try news.application
            ?? get(CertificateRecord.self, .text(news.authority), .text(news.serialHex))?
            .application
        return try id.flatMap { try get(Application.self, .text($0)) }?.subscriber
    }

    /// What nobody took, and no letter told, of one act; `news` looks through them by their first entry.
    func owesActNews(_ object: String) throws -> Bool {
        let parts = object.split(separator: "/", omittingEmptySubsequences: false)
        guard (2...4).contains(parts.count) else { return false }
        let name = parts.count == 4 ? "\(parts[0])/\(parts[1])" : String(parts[0])
        let place: Int64?
        if parts.count == 4 {
            place = try (try? NamedCertificate(name))?.record(in: self)
                .flatMap { record in
                    try statusHistory(of: record).first { String($0.sequence) == parts[2] }?.entry
                }
        } else if let vetting = parts.dropFirst().first.flatMap({ Int64($0) }) {
            place = vetting
        } else {
            place = try select(
                SubscriberKey.self, where: "application = ? AND from_at IS NOT NULL",
                [.text(name)], orderBy: "entry DESC", limit: 1
            ).first?.entry
        }
        guard let place else { return false }
        let found = try news(
            .act, from: place,
            where: "m.entry = ? AND m.object = ? AND m.told IS NULL",
            [.integer(place), .text(object)], limit: 1)
        return !found.isEmpty
    }
}
