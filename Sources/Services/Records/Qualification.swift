package import CertificatePolicy
import Governance
package import Ledger

/// The registers of personnel and training, as the judge of acts asks them (CP 7.13, 7.14).
package struct PersonnelRegisters: QualificationRegister {
    package init() {}

    package func rule(of practice: PracticeVersion?) -> QualificationRule {
        guard let practice else { return .advised }
        return (try? Practice(practice).qualificationRule) ?? .required
    }

    package func history(
        of officers: [String], _ ledger: some ReadableLedger
    ) throws -> QualificationHistory {
        let people = officers.map { $0.hasPrefix("off-") ? String($0.dropFirst(4)) : $0 }
        guard !people.isEmpty else { return QualificationHistory([]) }
        let places = people.map { _ in "?" }.joined(separator: ", ")
        // Of imports: what is staged alone counts for nothing, and what was reversed until then.
        let rows = try ledger.rows(
            """
            SELECT v.record AS record, v.kind AS kind, v.state AS state, v.person AS person,
                v.content AS content, v.entry AS entry, v.import_id AS import_id,
                i.decided_entry AS decided,
                (SELECT MIN(p.entry) FROM participation p WHERE p.case_id = v.import_id
                    AND p.operation = 'record.reverse' AND p.is_refused = 0) AS reversed
            FROM record_version v LEFT JOIN record_import i ON i.id = v.import_id
            WHERE v.record IN (SELECT record FROM record_version
                WHERE kind IN ('personnel', 'training') AND person IS NOT NULL
                AND person IN (\(places)))
            ORDER BY v.record, v.version
            """, people.map { .text($0) })
        var items: [QualificationHistory.Item] = []
        for (place, row) in rows.enumerated() {
            guard let register = Qualification.Register(rawValue: try row.text("kind")),
                try row.optionalText("person").map(people.contains) == true
            else { continue }
            let next = place + 1 < rows.count ? rows[place + 1] : nil
            if let item = try item(register, row, next: next) { items.append(item) }
        }
        return QualificationHistory(items)
    }

    /// - Parameter next: of all versions the one behind it, which may be another record's.
    private func item(
        _ register: Qualification.Register, _ row: Row, next: Row?
    ) throws -> QualificationHistory.Item? {
        var from = try row.integer("entry")
        var end = Int64.max
        if try row.optionalText("import_id") != nil {
            guard let decided = try row.optionalInteger("decided") else { return nil }
            from = max(from, decided)
            end = try row.optionalInteger("reversed") ?? .max
        }
        let record = try row.text("record")
        var replaced = end
        if let next, try next.text("record") == record {
            replaced = min(end, try next.integer("entry"))
        }
        // What cannot be read says nothing for anybody.
        let values = (try? RecordVersion.texts(Array(row.text("content").utf8))) ?? [:]
        let isInForce = try row.text("state") == RecordVersion.State.inForce.rawValue
        return QualificationHistory.Item(
            register: register, proof: isInForce ? proof(register, record, values) : nil,
            entries: from..<max(from, replaced), known: from..<max(from, end))
    }

    private func proof(
        _ register: Qualification.Register, _ record: String, _ values: [String: String]
    ) -> Qualification.Proof? {
        switch register {
        case .personnel:
            guard let first = RecordDay(values["screenedOn"]),
                let last = RecordDay(values["screenedUntil"])
            else { return nil }
            let left = RecordDay(values["leftOn"]) ?? last
            return Qualification.Proof(
                register: register, record: record,
                fromMilliseconds: first.beginMilliseconds,
                untilMilliseconds: min(last, left).endMilliseconds)
        case .training:
            guard values["outcome"] == "passed", let first = RecordDay(values["heldOn"]),
                let last = RecordDay(values["goodUntil"])
            else { return nil }
            let role = values["role"]
            guard role == nil || role.flatMap(Role.init) != nil else { return nil }
            return Qualification.Proof(
                register: register, record: record, role: role.flatMap(Role.init),
                fromMilliseconds: first.beginMilliseconds,
                untilMilliseconds: last.endMilliseconds)
        }
    }
}

extension RecordDay {
    fileprivate var beginMilliseconds: Int64 { endMilliseconds - 86_400_000 }
}

extension ReadableLedger {
    /// When a register was kept last, up to a time: for duties and conformance. Nil where it never was.
    package func newestRecord(
        of kind: String, until moment: Int64
    ) throws -> RecordVersion? {
        try select(
            RecordVersion.self, where: "kind = ? AND at <= ? AND \(RecordVersion.counts)",
            [.text(kind), .integer(moment)],
            orderBy: "at DESC, record DESC, version DESC", limit: 1
        ).first
    }
}
