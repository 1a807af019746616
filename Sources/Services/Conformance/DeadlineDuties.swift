import CertificatePolicy
import Governance
import Issuance
import Ledger
import Registration

/// Duties with a deadline of their own, as the rows of now have them: what ended leaves none.
extension Snapshot {
    /// More of one kind say nothing new; the nearest deadlines come first.
    private static let limit = 200

    func deadlinesOwed() throws -> [OwedDuty] {
        try applicationsWaiting() + suspensionsRunning() + calendarsMissing()
            + operationsStopped() + qualificationsEnding()
    }

    /// An application has its processing time from when it was received (CP 6.5).
    private func applicationsWaiting() throws -> [OwedDuty] {
        guard let duty = Duty["application.processing"] else { return [] }
        let practice = try practice()
        let calendar = try workingCalendar(practice.workingCalendar)
        let waiting = try select(
            Application.self, where: "state IN ('received', 'vetted', 'accepted', 'approved')",
            orderBy: "created_at, id", limit: Self.limit)
        return waiting.map { application in
            OwedDuty(
                duty, of: application.id,
                in: application.scope,
                since: application.createdAtMilliseconds,
                due: calendar.deadline(
                    afterWorkingDays: Int(practice.processingWorkingDays),
                    from: application.createdAtMilliseconds
                ).milliseconds, at: atMilliseconds)
        }
    }

    /// A suspension has an end, by which it is released or revoked (CP 6.19b).
    private func suspensionsRunning() throws -> [OwedDuty] {
        guard let duty = Duty["certificate.suspension"] else { return [] }
        let rows = try rows(
            """
            SELECT c.authority AS authority, c.serial AS serial, c.profile AS profile,
                c.site AS site, e.since AS since, e.until AS until
            FROM certificate c JOIN status_event e
                ON e.authority = c.authority AND e.serial = c.serial
            WHERE c.state = 'suspended' AND e.until IS NOT NULL AND e.sequence = (
                SELECT MAX(sequence) FROM status_event l
                WHERE l.authority = c.authority AND l.serial = c.serial)
            ORDER BY e.until, c.serial LIMIT \(Self.limit)
            """, [])
        return try rows.map { row in
            OwedDuty(
                duty, of: "\(try row.text("authority"))/\(try row.text("serial"))",
                in: CaseScope(
                    authority: try row.text("authority"),
                    kind: CaseKind(Profile[try row.text("profile")]?.kind),
                    site: CaseSite(try row.optionalText("site"))),
                since: try row.integer("since"), due: try row.integer("until"),
                at: atMilliseconds)
        }
    }

    /// Deadlines in the next year need its holidays before it begins: a month ahead, so that those of
    /// January can be told in December.
    private func calendarsMissing() throws -> [OwedDuty] {
        guard let duty = Duty["calendar.nextYear"] else { return [] }
        let year = CalendarDate(milliseconds: atMilliseconds).year
        return try WorkingCalendar.Region.allCases.flatMap { region in
            let known = try workingCalendar(region).years
            return [year, year + 1].filter { !known.contains($0) }.compactMap {
                missing -> OwedDuty? in
                guard let start = CalendarDate(year: missing - 1, month: 1, day: 1),
                    let due = CalendarDate(year: missing - 1, month: 12, day: 1)
                else { return nil }
                return OwedDuty(
                    duty, of: "\(region.rawValue)/\(missing)", since: start.endMilliseconds,
                    due: due.endMilliseconds, at: atMilliseconds)
            }
        }
    }

    /// Vetting and training of who is an officer now, each with the day until which it is good (CP 7.14).
    private func qualificationsEnding() throws -> [OwedDuty] {
        guard let duty = Duty["officer.qualification"] else { return [] }
        return try qualificationRenewals().prefix(Self.limit).map { renewal in
            let due = renewal.untilMilliseconds ?? atMilliseconds
            return OwedDuty(
                duty, of: renewal.object, since: renewal.last?.fromMilliseconds ?? due,
                due: due - 1, at: atMilliseconds)
        }
    }

    /// Whoever left has to be replaced where nobody else can do it (CP 7.11): at once, so that it is overdue
    /// whenever somebody asks.
    private func operationsStopped() throws -> [OwedDuty] {
        guard let duty = Duty["staffing.replacement"] else { return [] }
        return try staffing(scopes: caseScopes(), atMilliseconds: atMilliseconds).lacking.map {
            operation in
            OwedDuty(
                duty, of: operation.id, since: atMilliseconds, due: atMilliseconds - 1,
                at: atMilliseconds)
        }
    }
}
