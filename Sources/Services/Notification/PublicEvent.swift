import CanonicalJSON
import Issuance
package import Ledger
import PKIX

/// What became public of subscribers' certificates by one entry of the journal: the message of docs/formats.md.
///
/// It says what anybody can get from the repository and the status services, and nothing of who it is about, who acted or why.
package struct PublicEvent: Sendable, Hashable {
    static let type = "kapok-event/1"

    /// One certificate, and what it is from here on.
    struct Line: Sendable, Hashable {
        let authority: String
        let serialHex: String
        let status: String
    }

    /// Its place in the journal, which is its id: grows from message to message.
    package let entry: Int64
    /// `certificate.issued`, `.suspended`, `.released`, `.revoked`: what the last of its lines says.
    let event: String
    package let atMilliseconds: Int64
    let lines: [Line]

    /// Canonical JSON.
    package func body(origin: String, environment: LedgerEnvironment) -> [UInt8] {
        let json: JSONValue = [
            "type": .string(Self.type), "journal": .string(origin),
            "environment": .string(environment.rawValue), "entry": .integer(entry),
            "event": .string(event), "time": .string(Time.rfc3339(atMilliseconds)),
            "certificates": .array(
                lines.map { line in
                    [
                        "authority": .string(line.authority), "serial": .string(line.serialHex),
                        "status": .string(line.status),
                    ]
                }),
        ]
        return json.canonicalBytes
    }
}

extension ReadableLedger {
    /// What became public by this entry or later, the oldest first.
    ///
    /// Certificates that the repository has: issued here to subscribers, and accepted (CP 3.3c), from when they were. What was
    /// taken over with a register was public before.
    func publicEvents(from place: Int64, limit: Int) throws -> [PublicEvent] {
        let since = try time(ofEntry: place) ?? lastEntryMilliseconds()
        let found = try rows(
            "SELECT DISTINCT entry FROM (\(Self.publicLines)) AS l ORDER BY entry LIMIT ?",
            [
                .integer(place), .integer(since), .integer(place), .integer(since),
                .integer(Int64(limit)),
            ])
        guard let last = try found.last?.integer("entry") else { return [] }
        let rows = try rows(
            """
            SELECT l.entry AS entry, l.authority AS authority, l.serial AS serial,
                l.status AS status, j.at AS at
            FROM (\(Self.publicLines)) AS l JOIN journal_entry j ON j.place = l.entry
            WHERE l.entry <= ? ORDER BY l.entry, l.authority, l.serial, l.line
            """,
            [
                .integer(place), .integer(since), .integer(place), .integer(since),
                .integer(last),
            ])
        var events: [PublicEvent] = []
        for (entry, rows) in try Dictionary(grouping: rows, by: { try $0.integer("entry") })
            .sorted(by: { $0.key < $1.key })
        {
            // Which operation it was would tell by whom, and why.
            let status = try rows.last?.text("status") ?? ""
            events.append(
                PublicEvent(
                    entry: entry, event: "certificate.\(status)",
                    atMilliseconds: try rows[0].integer("at"),
                    lines: try rows.map { row in
                        PublicEvent.Line(
                            authority: try row.text("authority"),
                            serialHex: try row.text("serial"), status: try row.text("status"))
                    }))
        }
        return events
    }

    /// With four places: entry and time, twice.
    private static var publicLines: String {
        """
        SELECT c.issued_entry AS entry, c.authority AS authority, c.serial AS serial,
            CAST(0 AS BIGINT) AS line, CAST('issued' AS TEXT) AS status
        FROM certificate c
        WHERE c.application IS NOT NULL AND c.certificate IS NOT NULL
            AND c.issued_entry >= ? AND c.issued_at >= ? AND c.accept_until IS NULL
        UNION ALL
        SELECT e.entry AS entry, e.authority AS authority, e.serial AS serial,
            e.sequence AS line,
            CASE WHEN e.cause = '\(StatusEvent.accepted)' THEN CAST('issued' AS TEXT) ELSE e.event END
                AS status
        FROM status_event e
            JOIN certificate c ON c.authority = e.authority AND c.serial = e.serial
        WHERE e.authority IN (SELECT name FROM authority) AND e.entry >= ? AND e.at >= ?
            AND e.event IN ('suspended', 'released', 'revoked')
            AND c.application IS NOT NULL AND c.certificate IS NOT NULL
            AND (c.accept_until IS NULL OR (c.accepted_at IS NOT NULL AND e.at >= c.accepted_at))
        """
    }
}
