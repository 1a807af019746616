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

    /// One duty, of one authority where each of them has its own.
    package struct Kept: Sendable {
        package let duty: Duty
        package let authority: String?
        /// How often it was done within the period.
        package let times: Int
        package let breaches: [PeriodBreach]
    }

    /// A role as one officer held it within the period.
    package struct Held: Sendable {
        package let officer: String
        package let role: Role
        package let fromMilliseconds: Int64
        /// The end of the period where the grant goes on.
        package let untilMilliseconds: Int64
    }

    init(
        _ snapshot: Snapshot, _ range: ClosedRange<Int64>, foundedMilliseconds: Int64
    ) throws {
        self.range = range
        let causes = try BreachCauses(snapshot)
        duties = try snapshot.dutiesOwed(
            at: range.upperBound, foundedMilliseconds: foundedMilliseconds
        ).map { owed in
            let done =
                try owed.object.map { try snapshot.listTimes(of: $0, in: range) }
                ?? snapshot.times(of: owed.duty, in: range)
            return Kept(
                duty: owed.duty, authority: owed.object,
                times: done.count { range.contains($0) },
                breaches: owed.duty.breaches(
                    since: owed.sinceMilliseconds, fulfilled: done, within: range
                ).map { causes.breach($0, of: owed.duty) })
        }
        roles = try snapshot.select(Grant.self, orderBy: "from_at, id").compactMap { grant in
            let from = max(grant.fromMilliseconds, range.lowerBound)
            let until = min(grant.untilMilliseconds ?? .max, range.upperBound)
            guard from <= until else { return nil }
            return Held(
                officer: grant.officer, role: grant.role, fromMilliseconds: from,
                untilMilliseconds: until)
        }
    }
}

extension Snapshot {
    /// When a duty of the ledger was fulfilled within a period, and the last time before it, in order.
    fileprivate func times(of duty: Duty, in range: ClosedRange<Int64>) throws -> [Int64] {
        switch duty.fulfilment {
        case .operation(let id): return try times(of: id, in: range)
        case .end: return []
        case .signature, .record:
            let signed = try select(
                DutyFulfilment.self, where: "duty = ? AND at <= ?",
                [.text(duty.id), .integer(range.upperBound)], orderBy: "entry"
            ).map(\.atMilliseconds)
            let times = try
                (signed
                + recordsFulfilling(duty, until: range.upperBound).map(\.atMilliseconds))
                .sorted()
            let before = times.last { $0 <= range.lowerBound }
            return [before].compactMap { $0 } + times.filter { $0 > range.lowerBound }
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
    ) throws -> [Int64] {
        let before = try lastCRLHeading(authority, until: range.lowerBound)
        let within = try rows(
            """
            SELECT this_update FROM crl
            WHERE authority = ? AND list IS NOT NULL AND this_update > ? AND this_update <= ?
            ORDER BY number
            """, [.text(authority), .integer(range.lowerBound), .integer(range.upperBound)])
        return [before?.thisUpdateMilliseconds].compactMap { $0 }
            + (try within.map { try $0.integer("this_update") })
    }
}
