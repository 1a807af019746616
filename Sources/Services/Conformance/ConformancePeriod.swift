package import CertificatePolicy
import Governance
import Issuance
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
        package let breaches: [Duty.Breach]
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
        let authorities = try snapshot.select(Authority.self, orderBy: "name")
            .filter { $0.createdAtMilliseconds <= range.upperBound && $0.state == .active }
        duties = try Duty.all.flatMap { duty -> [Kept] in
            guard duty.scope != .ledger else {
                let done = try snapshot.times(of: duty.fulfilledBy, in: range)
                return [Kept(duty, nil, since: foundedMilliseconds, done, range)]
            }
            return try authorities.filter { duty.scope == .init($0.kind) }.map { authority in
                let done = try snapshot.listTimes(of: authority.name, in: range)
                return Kept(
                    duty, authority.name, since: authority.createdAtMilliseconds, done, range)
            }
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

extension ConformancePeriod.Kept {
    fileprivate init(
        _ duty: Duty, _ authority: String?, since: Int64, _ done: [Int64],
        _ range: ClosedRange<Int64>
    ) {
        self.init(
            duty: duty, authority: authority, times: done.count { range.contains($0) },
            breaches: duty.breaches(since: since, fulfilled: done, within: range))
    }
}

extension Snapshot {
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
                    untilMilliseconds: range.upperBound.addingReportingOverflow(1).partialValue),
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
