package import CertificatePolicy
import Governance
import Ledger
import Status

/// What was due within a period and how it was kept, and who held which role when.
package struct ConformancePeriod: Sendable {
    /// Milliseconds since 1970, both within it.
    package let range: ClosedRange<Int64>
    package let duties: [Kept]
    package let roles: [Held]
    package let revocations: Revocations

    /// The revocations of the period, and how many of them were for mistakes of production (CP 6.20).
    package struct Revocations: Sendable {
        package let count: Int
        /// By the kind of mistake, in the order of `RecordKind.productionMistakes`; none with no revocation.
        package let mistakes: [(mistake: String, count: Int)]
    }

    /// One duty: of one authority where each of them has its own, and of all things together that have a deadline
    /// of their own.
    package struct Kept: Sendable {
        package let duty: Duty
        package let authority: String?
        /// How often it was done within the period.
        package let times: Int
        /// How many deadlines of things fell in the period; nil for what is done again and again.
        package let deadlines: Int?
        /// The earliest first.
        package let breaches: [PeriodBreach]
        /// How many more breaches there are.
        package let leftOff: Int
    }

    /// A role as one officer could act in it within the period: not while suspended.
    package struct Held: Sendable {
        package let officer: String
        package let role: Role
        /// To which cases it is limited.
        package let scope: GrantScope
        package let fromMilliseconds: Int64
        /// The end of the period where it goes on.
        package let untilMilliseconds: Int64
    }

    init(
        _ snapshot: Snapshot, _ range: ClosedRange<Int64>, foundedMilliseconds: Int64
    ) throws {
        self.range = range
        let deadlines = try Deadlines(
            snapshot, foundedMilliseconds: foundedMilliseconds, within: range)
        let held = deadlines.people.held
        let causes = try BreachCauses(held, snapshot)
        let repeated = try snapshot.dutiesOwed(
            at: range.upperBound, foundedMilliseconds: foundedMilliseconds
        ).map { owed in
            let done =
                try owed.object.map { try snapshot.listTimes(of: $0, in: range) }
                ?? snapshot.times(of: owed.duty, in: range)
            return Kept(
                duty: owed.duty, authority: owed.object,
                times: done.count { range.contains($0.atMilliseconds) }, deadlines: nil,
                breaches: owed.duty.breaches(
                    since: owed.sinceMilliseconds, fulfilled: done, within: range
                ).map {
                    causes.breach($0, of: owed.duty, roles: owed.roles, in: owed.scope)
                }, leftOff: 0)
        }
        duties = repeated + deadlines.kept(causes)
        revocations = try snapshot.revocations(in: range)
        roles = held.compactMap { held in
            let from = max(held.times.lowerBound, range.lowerBound)
            let until = min(held.times.upperBound, range.upperBound)
            guard from <= until else { return nil }
            return Held(
                officer: held.officer, role: held.role, scope: held.scope,
                fromMilliseconds: from, untilMilliseconds: until)
        }
    }
}

extension Deadlines {
    /// Each duty of things, in the order of the table.
    fileprivate func kept(_ causes: BreachCauses) -> [ConformancePeriod.Kept] {
        let broken = Dictionary(grouping: spans, by: \.duty.id)
        return Duty.all.filter { $0.periodMilliseconds == nil }.map { duty in
            let breaches = broken[duty.id, default: []].compactMap { span in
                span.breach(within: period).map { (span, $0) }
            }.sorted {
                ($0.1.fromMilliseconds, $0.0.object) < ($1.1.fromMilliseconds, $1.0.object)
            }
            let count = counts[duty.id] ?? Count()
            return ConformancePeriod.Kept(
                duty: duty, authority: nil, times: count.done, deadlines: count.due,
                breaches: breaches.prefix(Self.breachLimit).map { span, breach in
                    causes.breach(
                        breach, of: duty, object: span.object,
                        roles: span.register?.roles ?? [duty.role, duty.deputy],
                        in: span.scope)
                }, leftOff: max(0, breaches.count - Self.breachLimit))
        }
    }
}

extension Snapshot {
    /// What a register that was taken over tells of others' revocations does not count.
    fileprivate func revocations(
        in range: ClosedRange<Int64>
    ) throws -> ConformancePeriod.Revocations {
        let rows = try rows(
            """
            SELECT e.cause AS cause, COUNT(*) AS count FROM status_event e
            JOIN journal_entry j ON j.place = e.entry
            WHERE e.event = 'revoked' AND e.at >= ? AND e.at <= ?
                AND j.operation LIKE 'certificate.%'
            GROUP BY e.cause
            """, [.integer(range.lowerBound), .integer(range.upperBound)])
        var counts: [String?: Int] = [:]
        for row in rows {
            counts[try row.optionalText("cause")] = Int(try row.integer("count"))
        }
        return ConformancePeriod.Revocations(
            count: counts.values.reduce(0, +),
            mistakes: RecordKind.productionMistakes.compactMap { mistake in
                counts[mistake].map { (mistake, $0) }
            })
    }

    /// When a duty of the ledger was fulfilled within a period, and the last time before it, in order. Each as long as
    /// its own record says, which is how ``OwedDuty`` has it.
    fileprivate func times(of duty: Duty, in range: ClosedRange<Int64>) throws -> [Duty.Done] {
        switch duty.fulfilment {
        case .operation(let id):
            return try times(of: id, in: range).map { Duty.Done(atMilliseconds: $0) }
        case .end, .telling: return []
        case .signature, .record:
            var signed: [OwedDuty.Fulfilled] = []
            if duty.fulfilment == .signature {
                signed = try select(
                    DutyFulfilment.self, where: "duty = ? AND at <= ?",
                    [.text(duty.id), .integer(range.upperBound)], orderBy: "entry"
                ).map { .init(entry: $0.entry, atMilliseconds: $0.atMilliseconds) }
            }
            let done = try (signed + recordsFulfilling(duty, until: range.upperBound))
                .sorted(by: OwedDuty.Fulfilled.isBefore)
                .map {
                    Duty.Done(
                        atMilliseconds: $0.atMilliseconds, dueMilliseconds: $0.dueMilliseconds)
                }
            let before = done.last { $0.atMilliseconds <= range.lowerBound }
            return [before].compactMap { $0 }
                + done.filter { $0.atMilliseconds > range.lowerBound }
        }
    }

    /// When an operation was carried out within a period, and the last time before it, in order.
    fileprivate func times(of operation: String, in range: ClosedRange<Int64>) throws -> [Int64] {
        let before = try newestEntry(of: operation, until: range.lowerBound)
        var next = (before?.index ?? -1) + 1
        var times = try [before].compactMap { $0 }.map { try $0.parsed().timeMilliseconds }
        while true {
            let page = try entries(
                from: next,
                matching: EntryFilter(
                    operation: operation, fromMilliseconds: range.lowerBound,
                    untilMilliseconds: range.upperBound + 1),
                limit: 256)
            for entry in page {
                let parsed = try entry.parsed()
                if parsed.outcome == .done { times.append(parsed.timeMilliseconds) }
                next = entry.index + 1
            }
            if page.count < 256 { return times }
        }
    }

    /// When the lists of an authority were made within a period, and the last one before it.
    fileprivate func listTimes(
        of authority: String, in range: ClosedRange<Int64>
    ) throws -> [Duty.Done] {
        let before = try lastCRLHeading(authority, until: range.lowerBound)
        let within = try rows(
            """
            SELECT this_update FROM crl
            WHERE authority = ? AND list IS NOT NULL AND this_update > ? AND this_update <= ?
            ORDER BY number
            """, [.text(authority), .integer(range.lowerBound), .integer(range.upperBound)])
        return
            ([before?.thisUpdateMilliseconds].compactMap { $0 }
            + (try within.map { try $0.integer("this_update") }))
            .map { Duty.Done(atMilliseconds: $0) }
    }
}
