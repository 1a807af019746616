package import CertificatePolicy
import Governance
import Issuance
import Ledger
import Records
import Registration
import Status

/// A duty that something has, and how it stands.
package struct OwedDuty: Sendable {
    package let duty: Duty
    /// What has it: an authority, an application, the number of a certificate, a place and year, an operation, an
    /// officer's record, a register and the id of a record; nil for those of the ledger.
    package let object: String?
    /// The case that it is about, where grants can be limited to such cases.
    package let scope: CaseScope?
    /// When there was first something to do it for.
    package let sinceMilliseconds: Int64
    /// The newest entry that fulfilled it, and when; nil where it never was.
    package let last: Fulfilled?
    package let standing: Duty.Standing
    /// Whose task it is, and whose when those cannot.
    package let roles: [Role]
    /// Clauses of the certificate policy that ask for it.
    package let clauses: [String]

    package struct Fulfilled: Sendable, Hashable {
        package let entry: Int64
        package let atMilliseconds: Int64
        /// When it is due again where that is said; else after the period of the duty.
        var dueMilliseconds: Int64?

        /// Of two at one time the one that is good for longer counts.
        static func isBefore(_ one: Fulfilled, _ other: Fulfilled) -> Bool {
            (one.atMilliseconds, one.dueMilliseconds ?? .min)
                < (other.atMilliseconds, other.dueMilliseconds ?? .min)
        }
    }

    /// One that is done again and again.
    init(
        _ duty: Duty, of object: String? = nil, since: Int64, last: Fulfilled?, at moment: Int64
    ) {
        self.duty = duty
        self.object = object
        roles = [duty.role, duty.deputy]
        clauses = duty.clauses
        // Lists are about no kind of certificates.
        scope = object.map { CaseScope(authority: $0, kind: .none) }
        sinceMilliseconds = since
        self.last = last
        standing =
            last?.dueMilliseconds.map {
                duty.standing(dueMilliseconds: $0, atMilliseconds: moment)
            }
            ?? duty.standing(
                since: since, last: last?.atMilliseconds, atMilliseconds: moment)
    }

    /// One that ends. What a register says is for who keeps it.
    init(_ span: DeadlineSpan, at moment: Int64) {
        duty = span.duty
        object = span.object
        scope = span.scope
        roles = span.register?.roles ?? [duty.role, duty.deputy]
        clauses = span.register?.clauses ?? duty.clauses
        sinceMilliseconds = span.sinceMilliseconds
        last = nil
        standing = duty.standing(dueMilliseconds: span.dueMilliseconds, atMilliseconds: moment)
    }
}

extension Snapshot {
    /// The authorities that were in service at a time, each since its first list: before, nothing could
    /// be issued under it.
    func authoritiesInService(
        until moment: Int64
    ) throws -> [(authority: Authority, sinceMilliseconds: Int64)] {
        try select(Authority.self, orderBy: "name").filter { $0.state == .active }
            .compactMap { authority in
                let first = try rows(
                    "SELECT MIN(this_update) AS first FROM crl "
                        + "WHERE authority = ? AND list IS NOT NULL", [.text(authority.name)]
                ).first?.optionalInteger("first")
                let since = first ?? authority.createdAtMilliseconds
                return since <= moment ? (authority, since) : nil
            }
    }

    /// Every duty that is done again and again, once for each that owed it at a time, in the order of
    /// the table.
    func dutiesOwed(at moment: Int64, foundedMilliseconds: Int64) throws -> [OwedDuty] {
        let authorities = try authoritiesInService(until: moment)
        return try Duty.all.flatMap { duty in
            switch duty.scope {
            case .ledger:
                return [
                    OwedDuty(
                        duty, since: foundedMilliseconds,
                        last: try lastFulfilment(of: duty, until: moment), at: moment)
                ]
            case .rootAuthority, .issuingAuthority:
                return try authorities.filter { duty.scope == .init($0.authority.kind) }.map {
                    let list = try lastCRLHeading($0.authority.name, until: moment)
                    return OwedDuty(
                        duty, of: $0.authority.name, since: $0.sinceMilliseconds,
                        last: list.map {
                            .init(entry: $0.entry, atMilliseconds: $0.thisUpdateMilliseconds)
                        }, at: moment)
                }
            case .application, .suspension, .campaign, .news, .calendar, .operation, .officer,
                .record:
                return []
            }
        }
    }

    private func lastFulfilment(
        of duty: Duty, until moment: Int64
    ) throws -> OwedDuty.Fulfilled? {
        let others = [try lastAct(of: duty, until: moment)].compactMap { $0 }
        return try (recordsFulfilling(duty, until: moment) + others)
            .max(by: OwedDuty.Fulfilled.isBefore)
    }

    /// The records that fulfil a duty, as they stood at a time.
    func recordsFulfilling(_ duty: Duty, until moment: Int64) throws -> [OwedDuty.Fulfilled] {
        guard let wanted = duty.records else { return [] }
        let versions = try select(
            RecordVersion.self, where: "kind = ? AND at <= ? AND \(RecordVersion.counts)",
            [.text(wanted.kind), .integer(moment)], orderBy: "record, version")
        let newest = Dictionary(grouping: versions, by: \.record).compactMap { $0.value.last }
        return try newest.filter { $0.state == .inForce }.compactMap { version in
            guard let done = try wanted.fulfilment(by: version.open) else { return nil }
            return OwedDuty.Fulfilled(
                entry: version.entry,
                // Nothing was done later than it was kept.
                atMilliseconds: min(done.doneMilliseconds, version.atMilliseconds),
                dueMilliseconds: done.untilMilliseconds)
        }
    }

    private func lastAct(
        of duty: Duty, until moment: Int64
    ) throws -> OwedDuty.Fulfilled? {
        switch duty.fulfilment {
        case .operation(let id):
            try newestEntry(of: id, until: moment).map {
                .init(entry: $0.index, atMilliseconds: try $0.parsed().timeMilliseconds)
            }
        case .signature:
            try select(
                DutyFulfilment.self, where: "duty = ? AND at <= ?",
                [.text(duty.id), .integer(moment)], orderBy: "entry DESC", limit: 1
            ).first.map { .init(entry: $0.entry, atMilliseconds: $0.atMilliseconds) }
        case .end, .telling, .record: nil
        }
    }
}

extension Duty.Scope {
    fileprivate init(_ kind: Authority.Kind) {
        self =
            switch kind {
            case .root: .rootAuthority
            case .issuing: .issuingAuthority
            }
    }
}
