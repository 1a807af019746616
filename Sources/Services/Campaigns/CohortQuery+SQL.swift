import CertificatePolicy
import Issuance
import Ledger
import Registration

/// A condition in portable SQL on the table `certificate AS c`, with its values.
struct CohortCondition {
    private(set) var text = ""
    private(set) var values: [Value] = []

    /// As of an entry of the journal: what came after it changes nothing, so that who signs a cohort and who
    /// carries it out find the same. Left out are the authority's own certificates, which wait for the regulator
    /// (CP 6.24), and what had ended by then.
    ///
    /// Authority, profile and time of issuing have an index of certificates; sources, places and officers one of
    /// evidence, from where applications and certificates are found by their keys. A kind of evidence and the version of its
    /// rules are shared by nearly all, and no index would help.
    init(_ query: CohortQuery, asOf entry: Int64, atMilliseconds moment: Int64) {
        add("c.issued_entry <= ?", [.integer(entry)])
        add("c.not_after > ?", [.integer(moment)])
        add(
            "(c.application IS NOT NULL OR c.profile = ?)",
            [
                .text(CertificateRecord.importedProfile)
            ])
        add(
            """
            NOT EXISTS (SELECT 1 FROM status_event e WHERE e.authority = c.authority
                AND e.serial = c.serial AND e.entry <= ? AND e.event IN ('revoked', 'abandoned'))
            """, [.integer(entry)])
        if let authority = query.authority { add("c.authority = ?", [.text(authority)]) }
        if let profile = query.profile { add("c.profile = ?", [.text(profile)]) }
        if let category = query.category {
            let profiles = Profile.all.filter { $0.kind.rawValue == category.rawValue }.map(\.id)
            add(
                "c.profile IN (\(profiles.map { _ in "?" }.joined(separator: ", ")))",
                profiles.map { .text($0) })
        }
        if let from = query.fromMilliseconds { add("c.issued_at >= ?", [.integer(from)]) }
        if let until = query.untilMilliseconds { add("c.issued_at <= ?", [.integer(until)]) }
        if let state = query.state {
            add(
                """
                COALESCE((SELECT e.event FROM status_event e WHERE e.authority = c.authority
                    AND e.serial = c.serial AND e.entry <= ? ORDER BY e.sequence DESC LIMIT 1),
                    'issued') \(state == .suspended ? "=" : "<>") 'suspended'
                """, [.integer(entry)])
        }
        addEvidence(query, entry)
        if let officer = query.officer { add(officer: "off-\(officer)", entry) }
    }

    private mutating func add(_ condition: String, _ values: [Value]) {
        text += (text.isEmpty ? "" : " AND ") + condition
        self.values += values
    }

    /// All of it of one and the same item.
    private mutating func addEvidence(_ query: CohortQuery, _ entry: Int64) {
        let parts: [(String, Value?)] = [
            ("source", query.source.map { .text($0) }),
            ("source_version", query.sourceVersion.map { .text($0) }),
            ("place", query.place.map { .text($0) }),
            ("kind", query.evidenceKind.map { .text($0) }),
            ("rules", query.rules.map { .integer($0) }),
        ]
        let asked = parts.compactMap { column, value in value.map { (column, $0) } }
        guard !asked.isEmpty else { return }
        add(
            """
            (c.authority, c.serial) IN (SELECT a.authority, a.serial
                FROM evidence p JOIN application a ON a.id = p.application
                WHERE \(asked.map { "p.\($0.0) = ?" }.joined(separator: " AND ")) AND p.entry <= ?)
            """, asked.map(\.1) + [.integer(entry)])
    }

    /// Who put any item of evidence down, or decided by it.
    private mutating func add(officer: String, _ entry: Int64) {
        add(
            """
            (c.authority, c.serial) IN (SELECT a.authority, a.serial FROM application a
                WHERE a.id IN (SELECT p.application FROM evidence p
                        WHERE p.officer = ? AND p.entry <= ?)
                    OR a.id IN (SELECT v.case_id FROM participation v WHERE v.officer = ?
                        AND v.operation = 'application.vet' AND v.is_refused = 0 AND v.entry <= ?))
            """, [.text(officer), .integer(entry), .text(officer), .integer(entry)])
    }
}
