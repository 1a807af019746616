import Campaigns
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import Registration

/// Everything that had a deadline of its own within a period, or at one moment: from rows, and from the entries
/// that changed them.
struct Deadlines {
    /// More of one kind that is due say nothing new; the nearest come first.
    static let limit = 200
    /// Of breaches of one kind: a report of more is none.
    static let breachLimit = 1000

    /// How many of one duty there were in a period.
    struct Count {
        /// Deadlines that fell in it.
        var due = 0
        /// Things that were done in it, decided or replaced.
        var done = 0
    }

    /// Those that are open at the end of the period, or were late in it.
    private(set) var spans: [DeadlineSpan] = []
    private(set) var counts: [String: Count] = [:]
    /// By duty: how many open ones beside ``spans`` were not read.
    private(set) var unread: [String: Int] = [:]
    let people: PeopleHistory
    private let snapshot: Snapshot
    /// From the founding on.
    let period: ClosedRange<Int64>

    /// - Parameters:
    ///   - foundedMilliseconds: when the ledger began; before, nobody owed anything.
    ///   - period: one moment for what is due then.
    init(
        _ snapshot: Snapshot, foundedMilliseconds founded: Int64, within period: ClosedRange<Int64>
    ) throws {
        self.snapshot = snapshot
        let lower = min(max(period.lowerBound, founded), period.upperBound)
        self.period = lower...period.upperBound
        people = try PeopleHistory(snapshot, until: period.upperBound)
        for duty in Duty.all {
            switch duty.scope {
            case .ledger, .rootAuthority, .issuingAuthority: continue
            case .application: try addApplications(duty)
            case .suspension: try addSuspensions(duty)
            case .campaign: try addCampaigns(duty)
            case .news: try addNews(duty)
            case .calendar: try addCalendars(duty, since: founded)
            case .operation: try add(people.operationsStopped(duty, within: self.period))
            case .officer: try add(people.qualifications(duty, within: self.period))
            case .record:
                for kind in RecordKind.all where !kind.dues.isEmpty {
                    add(
                        try RecordDeadlines(of: kind, snapshot, within: self.period)
                            .spans(duty))
                }
            }
        }
    }

    private var isMoment: Bool { period.lowerBound == period.upperBound }

    private mutating func add(_ found: [DeadlineSpan]) {
        for span in found { add(span) }
    }

    private mutating func add(_ span: DeadlineSpan) {
        // A time as short as the moment that the period ends with is not over, nor begun, before it.
        guard span.endMilliseconds.map({ $0 >= period.lowerBound }) ?? true else { return }
        var count = counts[span.duty.id] ?? Count()
        if period.contains(span.dueMilliseconds) { count.due += 1 }
        if let end = span.endMilliseconds, period.contains(end) { count.done += 1 }
        counts[span.duty.id] = count
        guard span.isOpen(atMilliseconds: period.upperBound) || span.breach(within: period) != nil
        else { return }
        spans.append(span)
    }

    // MARK: Each kind

    /// An application has its processing time from when it was received (CP 6.5), by the practice of then. One that
    /// is being signed waits still.
    private mutating func addApplications(_ duty: Duty) throws {
        let snapshot = self.snapshot
        let ended: [Application.State] = [.issued, .refused]
        let waiting = Application.State.allCases.filter { !ended.contains($0) }
            .map { "'\($0.rawValue)'" }
        // By name, so that an index serves it.
        let open = "state IN (\(waiting.joined(separator: ", ")))"
        var condition = "created_at <= ? AND (\(open) OR state_at >= ?)"
        var parameters: [Value] = [
            .integer(period.upperBound), .integer(period.lowerBound),
        ]
        if isMoment, period.upperBound == snapshot.atMilliseconds {
            (condition, parameters) = (open, [])
        } else if isMoment {
            condition = "created_at <= ? AND (\(open) OR state_at > ?)"
        }
        var times = try ProcessingTimes(snapshot)
        var read = 0
        try snapshot.forEach(
            Application.self, where: condition, parameters, orderBy: "created_at, id",
            limit: isMoment ? Self.limit : nil
        ) { application in
            read += 1
            let isDecided = ended.contains(application.state)
            let created = application.createdAtMilliseconds
            add(
                DeadlineSpan(
                    duty: duty, object: application.id,
                    scope: application.scope,
                    sinceMilliseconds: created,
                    dueMilliseconds: try times.deadline(from: created),
                    endMilliseconds: isDecided ? application.stateAtMilliseconds : nil))
            return true
        }
        guard isMoment, read == Self.limit else { return }
        let all = try snapshot.rows(
            "SELECT COUNT(*) AS count FROM application WHERE \(condition)", parameters)
        unread[duty.id] = Int(try all.first?.integer("count") ?? 0) - read
    }

    /// A suspension has an end, by which it is released or revoked (CP 6.19b); a hold until the acceptance is a duty
    /// of its own (CP 6.12).
    private mutating func addSuspensions(_ duty: Duty) throws {
        let isHold = duty.id == "certificate.acceptance"
        let isNow = isMoment && period.upperBound == snapshot.atMilliseconds
        // Another suspension does not accept.
        let end = isHold ? "COALESCE(c.accepted_at, n.at)" : "n.at"
        let tables = """
            FROM status_event e JOIN certificate c
                ON c.authority = e.authority AND c.serial = e.serial
            LEFT JOIN status_event n ON n.authority = e.authority AND n.serial = e.serial
                AND \(isHold ? "n.event = 'revoked'" : "n.sequence = e.sequence + 1")
            WHERE e.event = 'suspended' AND e.until IS NOT NULL AND e.at <= ?
                AND e.cause IS \(isHold ? "NOT " : "")DISTINCT FROM '\(StatusEvent.acceptancePending)'
                AND (\(end) IS NULL OR \(end) \(isMoment ? ">" : ">=") ?)
                \(isNow ? "AND c.state = 'suspended'" : "")
            """
        let parameters: [Value] = [
            .integer(period.upperBound), .integer(period.lowerBound),
        ]
        let rows = try snapshot.rows(
            """
            SELECT e.authority AS authority, e.serial AS serial, c.profile AS profile,
                c.site AS site, e.at AS since, e.until AS until, \(end) AS ended,
                n.cause AS ended_by \(tables)
            ORDER BY e.until, e.serial\(isMoment ? " LIMIT \(Self.limit)" : "")
            """, parameters)
        for row in rows {
            let authority = try row.text("authority")
            let until = try row.integer("until")
            let ended = try row.optionalInteger("ended")
            // The system ends it as soon as it is late, and was not late by that.
            let isLapsed = try row.optionalText("ended_by") == StatusEvent.notAccepted
            add(
                DeadlineSpan(
                    duty: duty, object: "\(authority)/\(try row.text("serial"))",
                    scope: CaseScope(
                        authority: authority,
                        kind: CaseKind(Profile[try row.text("profile")]?.kind),
                        site: CaseSite(try row.optionalText("site"))),
                    sinceMilliseconds: try row.integer("since"),
                    dueMilliseconds: until,
                    endMilliseconds: ended.map {
                        isLapsed && $0 - until < Milliseconds.hour ? until : $0
                    }))
        }
        guard isMoment, rows.count == Self.limit else { return }
        let all = try snapshot.rows("SELECT COUNT(*) AS count \(tables)", parameters)
        unread[duty.id] = Int(try all.first?.integer("count") ?? 0) - rows.count
    }

    /// Two people said by when a cohort is to be revoked.
    private mutating func addCampaigns(_ duty: Duty) throws {
        let snapshot = self.snapshot
        try snapshot.forEach(
            Campaign.self, where: "opened_at <= ?", [.integer(period.upperBound)],
            orderBy: "opened_at, id", limit: nil
        ) { campaign in
            let end = try snapshot.end(of: campaign)
            add(
                DeadlineSpan(
                    duty: duty, object: campaign.id,
                    sinceMilliseconds: campaign.openedAtMilliseconds,
                    dueMilliseconds: campaign.deadlineMilliseconds,
                    endMilliseconds: end))
            return true
        }
    }

    /// A subscriber is told of an issued certificate and of what becomes of it (CP 6.11, 6.19d).
    private mutating func addNews(_ duty: Duty) throws {
        guard let kind = SubscriberNews.Kind(rawValue: duty.id) else { return }
        let snapshot = self.snapshot
        let moment = period.upperBound
        guard isMoment else {
            return try snapshot.forEachNews(kind, within: period) { news in
                add(DeadlineSpan(duty, of: news))
            }
        }
        let untold = try snapshot.untoldNews(kind, at: moment, limit: Self.limit)
        for news in untold { add(DeadlineSpan(duty, of: news)) }
        guard untold.count == Self.limit else { return }
        unread[duty.id] = try snapshot.untoldNewsCount(kind, at: moment) - untold.count
    }

    /// Deadlines in the next year need its holidays before it begins: a month ahead, so that those of
    /// January can be told in December. A year is known from the first entry on that said so.
    private mutating func addCalendars(_ duty: Duty, since founded: Int64) throws {
        var entered: [String: Int64] = [:]
        for change in try snapshot.changes(by: "calendar.enter", until: period.upperBound) {
            for row in change.rows where row.table == CalendarYear.table.name {
                guard let key = row.key.array, let region = key.first?.string,
                    let year = key.last?.integer
                else { continue }
                let object = "\(region)/\(year)"
                entered[object] = entered[object] ?? change.atMilliseconds
            }
        }
        let first = CalendarDate(milliseconds: founded).year
        let last = CalendarDate(milliseconds: period.upperBound).year + 1
        for region in WorkingCalendar.Region.allCases {
            let published = WorkingCalendar.published(region).years
            for year in first...max(first, last) where !published.contains(year) {
                guard let start = CalendarDate(year: year - 1, month: 1, day: 1),
                    let due = CalendarDate(year: year - 1, month: 12, day: 1)
                else { continue }
                let object = "\(region.rawValue)/\(year)"
                add(
                    DeadlineSpan(
                        duty: duty, object: object,
                        sinceMilliseconds: max(founded, start.endMilliseconds),
                        dueMilliseconds: due.endMilliseconds, endMilliseconds: entered[object]))
            }
        }
    }
}

extension Deadlines {
    /// What is open at the end of the period, of each duty the nearest first; and by duty how many more there are.
    var owed: (duties: [OwedDuty], leftOff: [String: Int]) {
        let moment = period.upperBound
        var duties: [OwedDuty] = []
        var leftOff = unread
        for (id, open) in Dictionary(
            grouping: spans.filter { $0.isOpen(atMilliseconds: moment) }, by: \.duty.id)
        {
            let nearest = open.sorted {
                ($0.dueMilliseconds, $0.object) < ($1.dueMilliseconds, $1.object)
            }
            duties += nearest.prefix(Self.limit).map { OwedDuty($0, at: moment) }
            if open.count > Self.limit {
                leftOff[id, default: 0] += open.count - Self.limit
            }
        }
        return (duties, leftOff)
    }

    /// The nearest day of a register that is open at the end of the period; nil where none is.
    func dueMilliseconds(of register: String) -> Int64? {
        spans.filter {
            $0.register?.id == register && $0.isOpen(atMilliseconds: period.upperBound)
        }.map(\.dueMilliseconds).min()
    }
}
