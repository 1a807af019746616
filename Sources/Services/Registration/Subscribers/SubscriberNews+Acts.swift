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

    /// Of an organisation with hundreds of contacts not all are told of each act, but so many at most: the one that was
    /// proven first, whom nobody pushes out by bringing others, and the newest of the rest.
    package static let maximumContacts = 5

    /// A contact `k` that counted at the time of an entry `j`, from before that entry on.
    private static func counted(_ j: String) -> String {
        """
        k.purpose = 'contact' AND k.entry < \(j).entry
            AND (k.from_at IS NULL OR k.from_at <= \(j).at)
            AND NOT EXISTS (SELECT 1 FROM subscriber_key z WHERE z.purpose = 'contactEnd'
                AND z.lookup = k.lookup AND z.subscriber = k.subscriber AND z.from_at <= \(j).at)
        """
    }

    /// Of rows with `object` and `contact` those contacts alone that are told.
    private static func told(_ rows: String) -> String {
        """
        SELECT * FROM (
            SELECT y.*, ROW_NUMBER() OVER (PARTITION BY y.act ORDER BY y.contact) AS eldest,
                ROW_NUMBER() OVER (PARTITION BY y.act ORDER BY y.contact DESC) AS newest
            FROM (\(rows)) AS y
        ) AS x WHERE x.eldest = 1 OR x.newest < \(maximumContacts)
        """
    }

    /// Applications that vetting led to a subscriber who was there before, changes of status, and contacts that come or go.
    /// Of a change the address and the number that are told of it anyway, the certificate's own, are left out.
    ///
    /// Where a subscriber has no proven contact, an application or a contact has one line for nobody: contact 0. An address
    /// and a number that one application brought are one contact, told by both ways.
    ///
    /// A contact that was given up and comes back has other rows than when it was told: what somebody was told of is not
    /// told to nobody since.
    static var acts: String {
        """
        SELECT * FROM (\(all)) AS v WHERE v.contact <> 0 OR NOT EXISTS (
            SELECT 1 FROM journal_entry q WHERE q.operation = 'notice.deliver'
                AND q.case_id > SUBSTR(v.object, 1, LENGTH(v.object) - 1)
                AND q.case_id < SUBSTR(v.object, 1, LENGTH(v.object) - 2) || '0')
        """
    }

    private static var all: String {
        """
        SELECT a.authority AS authority, CAST('' AS TEXT) AS serial, CAST(0 AS BIGINT) AS line,
            CAST('applied' AS TEXT) AS event, g.entry AS entry, g.at AS at,
            CAST(\(never) AS BIGINT) AS not_after, a.category AS profile, a.site AS site,
            a.id || '/' || CAST(g.entry AS TEXT) || '/' || CAST(g.contact AS TEXT) AS object,
            a.id AS application, g.contact AS contact
        FROM (\(told(applied))) AS g JOIN application a ON a.id = g.id
        UNION ALL
        SELECT c.authority AS authority, c.serial AS serial, h.line AS line, h.event AS event,
            h.entry AS entry, h.at AS at, CAST(\(never) AS BIGINT) AS not_after,
            c.profile AS profile, c.site AS site,
            c.authority || '/' || c.serial || '/' || CAST(h.line AS TEXT) || '/'
                || CAST(h.contact AS TEXT) AS object,
            CAST(NULL AS TEXT) AS application, h.contact AS contact
        FROM (\(told(changed))) AS h
            JOIN certificate c ON c.authority = h.authority AND c.serial = h.serial
        UNION ALL
        SELECT a.authority AS authority, CAST('' AS TEXT) AS serial, CAST(0 AS BIGINT) AS line,
            \(contactEvent("i")) AS event, i.entry AS entry, i.at AS at,
            CAST(\(never) AS BIGINT) AS not_after, a.category AS profile, a.site AS site,
            a.id || '/' || \(contactObject("i")) || '/' || CAST(i.contact AS TEXT) AS object, a.id AS application, i.contact AS contact
        FROM (\(told(contacts))) AS i JOIN application a ON a.id = i.id
        """
    }

    /// Whether a contact `n` comes or goes.
    fileprivate static func contactEvent(_ n: String) -> String {
        """
        CASE WHEN \(n).purpose = 'contact' THEN CAST('contactAdded' AS TEXT)
            ELSE CAST('contactGivenUp' AS TEXT) END
        """
    }

    /// What names it among those of its application.
    fileprivate static func contactObject(_ n: String) -> String {
        "'contact-' || CAST(\(n).entry AS TEXT)"
    }

    private static var applied: String {
        """
        SELECT DISTINCT j.entry AS act, j.entry AS entry, j.at AS at, j.id AS id,
            COALESCE(MIN(k.entry), 0) AS contact
        FROM (SELECT w.place AS entry, w.at AS at, b.id AS id, b.subscriber AS subscriber
                FROM journal_entry w JOIN application b ON b.id = w.case_id
                WHERE w.operation = 'application.vet' AND w.place >= ? AND w.at >= ?) AS j
            LEFT JOIN subscriber_key k ON k.subscriber = j.subscriber
                AND k.application <> j.id AND \(counted("j"))
        WHERE EXISTS (SELECT 1 FROM subscriber_key o
                WHERE o.application = j.id AND o.entry = j.entry)
            AND EXISTS (SELECT 1 FROM subscriber_key f
                WHERE f.subscriber = j.subscriber AND f.application <> j.id
                    AND f.entry < j.entry)
        GROUP BY j.entry, j.at, j.id, k.lookup
        """
    }

    private static var changed: String {
        """
        SELECT DISTINCT e.authority || '/' || e.serial || '/' || CAST(e.sequence AS TEXT) AS act,
            e.authority AS authority, e.serial AS serial, e.sequence AS line, e.event AS event,
            e.entry AS entry, e.at AS at, MIN(k.entry) AS contact
        FROM status_event e
            JOIN certificate d ON d.authority = e.authority AND d.serial = e.serial
            JOIN application b ON b.id = d.application
            JOIN subscriber_key k ON k.subscriber = b.subscriber AND \(counted("e"))
        WHERE e.authority IN (SELECT name FROM authority)
            AND e.entry >= ? AND e.at >= ?
            AND e.event IN ('suspended', 'released', 'revoked')
            AND e.cause IS DISTINCT FROM '\(StatusEvent.acceptancePending)'
            AND (e.event = 'revoked' OR e.at <= d.not_after)
            AND NOT EXISTS (SELECT 1 FROM subscriber_key o
                WHERE o.purpose = 'contact' AND o.lookup = k.lookup
                    AND o.subscriber = k.subscriber AND o.application = b.id
                    AND o.entry = (SELECT MIN(p.entry) FROM subscriber_key p
                        WHERE p.purpose = 'contact' AND p.application = b.id))
        GROUP BY e.authority, e.serial, e.sequence, e.event, e.entry, e.at, k.lookup
        """
    }

    private static var contacts: String {
        """
        SELECT DISTINCT n.entry AS act, n.entry AS entry, n.at AS at, n.id AS id,
            n.purpose AS purpose, COALESCE(MIN(k.entry), 0) AS contact
        FROM (SELECT m.entry AS entry, w.at AS at, m.application AS id, m.purpose AS purpose,
                    m.lookup AS lookup, m.subscriber AS subscriber
                FROM subscriber_key m JOIN journal_entry w ON w.place = m.entry
                WHERE m.purpose IN ('contact', 'contactEnd') AND m.from_at IS NOT NULL
                    AND m.entry >= ? AND w.at >= ?) AS n
            LEFT JOIN subscriber_key k ON k.subscriber = n.subscriber AND \(counted("n"))
                AND (n.purpose = 'contactEnd' OR k.lookup <> n.lookup)
        GROUP BY n.entry, n.at, n.id, n.purpose, k.lookup
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
                \(event) AS event, j.place AS entry, j.at AS at,
                CAST(\(SubscriberNews.never) AS BIGINT) AS not_after, b.category AS profile,
                b.site AS site, b.id || '/' || \(object) AS object, b.id AS application,
                CAST(NULL AS BIGINT) AS contact, CAST(NULL AS BIGINT) AS told,
                CAST(NULL AS BIGINT) AS signed
            """
        }
        return try rows(
            """
            SELECT \(columns("CAST('applied' AS TEXT)", "CAST(j.place AS TEXT)"))
            FROM application b JOIN journal_entry j
                ON j.case_id = b.id AND j.operation = 'application.vet'
            WHERE b.subscriber = ? AND EXISTS (SELECT 1 FROM subscriber_key o
                    WHERE o.application = b.id AND o.entry = j.place)
                AND EXISTS (SELECT 1 FROM subscriber_key f
                    WHERE f.subscriber = b.subscriber AND f.application <> b.id
                        AND f.entry < j.place)
            UNION
            SELECT \(columns(SubscriberNews.contactEvent("n"), SubscriberNews.contactObject("n")))
            FROM subscriber_key n JOIN journal_entry j ON j.place = n.entry
                JOIN application b ON b.id = n.application
            WHERE n.subscriber = ? AND n.purpose IN ('contact', 'contactEnd')
                AND n.from_at IS NOT NULL
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
                if let address = try address(of: key) { return address }
            }
            return nil
        }
        for application in try applications(of: subscriber)
        where application.id != news.application || news.event != .applied {
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

    /// What is behind a contact: an address, a number, or both, as far as they counted then, and no earlier contact is the
    /// same.
    func keys(ofAct news: SubscriberNews) throws -> [SubscriberKey] {
        guard let contact = news.contact, let subscriber = try subscriber(of: news) else {
            return []
        }
        return try countingContacts(
            of: subscriber,
            """
            AND entry = ? AND NOT EXISTS (SELECT 1 FROM subscriber_key y
                WHERE y.purpose = 'contact' AND y.lookup = subscriber_key.lookup
                    AND y.subscriber = subscriber_key.subscriber
                    AND y.entry < subscriber_key.entry)
            """, [.integer(contact)], atMilliseconds: news.atMilliseconds)
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
            let prefix = "contact-"
            place = parts.dropFirst().first.flatMap {
                $0.hasPrefix(prefix) ? Int64($0.dropFirst(prefix.count)) : nil
            }
        }
        guard let place else { return false }
        let found = try news(
            .act, from: place,
            where: "m.entry = ? AND m.object = ? AND m.told IS NULL",
            [.integer(place), .text(object)], limit: 1)
        return !found.isEmpty
    }
}
