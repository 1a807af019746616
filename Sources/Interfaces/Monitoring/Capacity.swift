package import Ledger

/// How much a ledger holds, what it takes, and what a year adds at the pace of the last one.
///
/// Rows with their indexes as the storage tells it, and files of dossiers beside them. Logs, published
/// files and backups are not in it.
package struct Capacity: Sendable {
    /// What is counted by itself; whatever belongs to none of it is told in one sum.
    package enum Content: String, Sendable, CaseIterable {
        case entry, application, certificate, record, rest
    }

    package struct Line: Sendable, Equatable {
        package let content: Content
        /// Nil for the rest, which is of many kinds.
        package let count: Int64?
        package let bytes: Int64
        /// Since the pace counts.
        package let recently: Int64

        /// Rounded up: what the next one takes at most, were all alike.
        package var bytesEach: Int64? {
            guard let count, count > 0 else { return nil }
            return (bytes + count - 1) / count
        }
    }

    package let lines: [Line]
    /// What the pace is taken from: a year at most, a day at least.
    package let days: Int64

    private static let dayMilliseconds: Int64 = 86_400_000
    private static let yearDays: Int64 = 365

    package init(lines: [Line], days: Int64) {
        self.lines = lines
        self.days = days
    }

    package var bytes: Int64 { lines.reduce(0) { $0 + $1.bytes } }
    package var yearBytes: Int64 { lines.reduce(0) { $0 + (yearBytes(of: $1) ?? 0) } }

    /// So many in a year, rounded up.
    package func yearCount(of line: Line) -> Int64? {
        line.count.map { _ in (line.recently * Self.yearDays + days - 1) / days }
    }

    package func yearBytes(of line: Line) -> Int64? {
        guard let each = line.bytesEach, let count = yearCount(of: line) else { return nil }
        return each * count
    }
}

// MARK: Counting

extension Capacity {
    /// Whose a table is, by its name; a new one is the rest's until somebody says otherwise.
    static let tables: [String: Content] = [
        "journal_entry": .entry, "journal_tile": .entry, "journal_checkpoint": .entry,
        "request": .entry,
        "application": .application, "evidence": .application, "participation": .application,
        "listed_case": .application, "made_key": .application,
        "draft": .application,
        "subscriber_token": .application,
        "certificate": .certificate, "status_event": .certificate, "known_key": .certificate,
        "intent": .certificate,
        "record_version": .record, "record_import": .record,
    ]
    /// Tables whose rows belong to the dossier of something.
    private static let vault: Set<String> = ["personal", "dossier_key", "vault_file"]

    private static func content(ofDossiers prefix: String) -> Content {
        switch prefix {
        case "app-", "key-", "drf-", "tok-": .application
        case "rec-", "imp-": .record
        default: .rest
        }
    }

    /// Where rows of each are counted, and when each came.
    private static let counted: [(content: Content, table: String, time: String)] = [
        (.entry, "journal_entry", "at"), (.application, "application", "created_at"),
        (.certificate, "certificate", "issued_at"), (.record, "record_version", "at"),
    ]

    /// Reads every page of the storage, or what it keeps of their number.
    package init(_ ledger: some ReadableLedger) throws {
        let now = ledger.atMilliseconds
        let first = try ledger.rows("SELECT MIN(at) AS at FROM journal_entry").first?
            .optionalInteger("at")
        let span = (now - (first ?? now) + Self.dayMilliseconds - 1) / Self.dayMilliseconds
        days = min(max(span, 1), Self.yearDays)
        let since = now - days * Self.dayMilliseconds

        var bytes: [Content: Int64] = [:]
        let tableBytes = try ledger.tableBytes()
        for (table, size) in tableBytes where !Self.vault.contains(table) {
            bytes[Self.tables[table] ?? .rest, default: 0] += size
        }
        try Self.shareVault(tableBytes, ledger, into: &bytes)

        var lines: [Line] = []
        for (content, table, time) in Self.counted {
            let row = try ledger.rows(
                """
                SELECT COUNT(*) AS total,
                    COALESCE(SUM(CASE WHEN \(time) >= ? THEN 1 ELSE 0 END), 0) AS recently
                FROM \(table)
                """, [.integer(since)]
            ).first
            lines.append(
                Line(
                    content: content, count: try row?.integer("total") ?? 0,
                    bytes: bytes[content] ?? 0, recently: try row?.integer("recently") ?? 0))
        }
        lines.append(
            Line(content: .rest, count: nil, bytes: bytes[.rest] ?? 0, recently: 0))
        self.lines = lines
    }

    /// Sealed values lie in one table, whoever's they are: it is shared out by their length.
    private static func shareVault(
        _ tableBytes: [String: Int64], _ ledger: some ReadableLedger,
        into bytes: inout [Content: Int64]
    ) throws {
        var sealed: [Content: Int64] = [:]
        for row in try ledger.rows(
            """
            SELECT SUBSTR(dossier, 1, 4) AS prefix, CAST(SUM(LENGTH(sealed)) AS INTEGER) AS bytes
            FROM personal GROUP BY SUBSTR(dossier, 1, 4)
            """)
        {
            sealed[content(ofDossiers: try row.text("prefix")), default: 0] +=
                try row.integer("bytes")
        }
        let whole = vault.reduce(into: Int64(0)) { $0 += tableBytes[$1] ?? 0 }
        let sum = sealed.values.reduce(0, +)
        for (content, share) in sealed where sum > 0 {
            bytes[content, default: 0] += Int64(
                (Double(whole) * Double(share) / Double(sum)).rounded())
        }
        if sum == 0 { bytes[.rest, default: 0] += whole }
        for row in try ledger.rows(
            """
            SELECT SUBSTR(dossier, 1, 4) AS prefix, CAST(SUM(bytes) AS INTEGER) AS bytes
            FROM vault_file GROUP BY SUBSTR(dossier, 1, 4)
            """)
        {
            bytes[content(ofDossiers: try row.text("prefix")), default: 0] +=
                try row.integer("bytes")
        }
    }
}
