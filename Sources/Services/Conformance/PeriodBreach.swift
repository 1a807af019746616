package import CertificatePolicy
import Governance
import Ledger
import Records

/// A time in which a duty was due and not done, with what the ledger tells of its cause.
package struct PeriodBreach: Sendable {
    package let span: Duty.Breach
    /// Who held the duty's role, or was deputy by role, at any time of it: handles, each once.
    package let officers: [String]
    /// What the register of incidents says of it today.
    package let incidents: [DutyIncident]

    package init(span: Duty.Breach, officers: [String], incidents: [DutyIncident]) {
        self.span = span
        self.officers = officers
        self.incidents = incidents
    }

    package enum Cause: String, Sendable, CaseIterable {
        /// An incident names the duty.
        case incident
        /// Nobody held the role or was deputy.
        case nobody
        /// The ledger tells none.
        case unrecorded
    }

    package var cause: Cause {
        if !incidents.isEmpty {
            .incident
        } else if officers.isEmpty {
            .nobody
        } else {
            .unrecorded
        }
    }
}

/// An incident of the register that held up a duty.
package struct DutyIncident: Sendable {
    package let record: String
    package let number: String
    /// As the register writes it, such as `outage`.
    package let form: String
    let duty: String
    let fromMilliseconds: Int64
    /// Nil while it is not closed.
    let untilMilliseconds: Int64?

    /// Nil where the record names no duty.
    init?(_ record: RecordVersion) throws {
        let values = try record.open
        guard let duty = values["duty"], let from = RecordMoment(values["happenedAt"]) else {
            return nil
        }
        self.record = record.record
        self.duty = duty
        number = values["number"] ?? ""
        form = values["form"] ?? ""
        fromMilliseconds = from.milliseconds
        untilMilliseconds = RecordDay(values["closedOn"])?.endMilliseconds
    }

    /// Whether it was going on at any time of the breach.
    func explains(_ breach: Duty.Breach, of duty: Duty) -> Bool {
        self.duty == duty.id && fromMilliseconds <= breach.untilMilliseconds
            && untilMilliseconds.map { $0 > breach.fromMilliseconds } ?? true
    }
}

/// Tells the causes of the breaches of one period.
struct BreachCauses {
    private let grants: [Grant]
    private let incidents: [DutyIncident]

    init(_ snapshot: Snapshot) throws {
        grants = try snapshot.select(Grant.self, orderBy: "from_at, id")
        incidents = try snapshot.select(
            RecordVersion.self,
            where: "kind = 'incident' AND state = 'inForce' AND \(RecordVersion.isNewest)",
            orderBy: "record"
        ).compactMap(DutyIncident.init)
    }

    func breach(_ span: Duty.Breach, of duty: Duty) -> PeriodBreach {
        let officers = grants.filter { grant in
            [duty.role, duty.deputy].contains(grant.role)
                && grant.fromMilliseconds < span.untilMilliseconds
                && grant.untilMilliseconds.map { $0 > span.fromMilliseconds } ?? true
        }.map(\.officer)
        return PeriodBreach(
            span: span, officers: Set(officers).sorted(),
            incidents: incidents.filter { $0.explains(span, of: duty) })
    }
}
