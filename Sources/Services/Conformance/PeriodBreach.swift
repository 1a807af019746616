package import CertificatePolicy
import Governance
import Ledger
import Records

/// A time in which a duty was due and not done, with what the ledger tells of its cause.
package struct PeriodBreach: Sendable {
    package let span: Duty.Breach
    /// What it is about, where each thing has its own deadline; nil for a duty of the ledger or an authority.
    package let object: String?
    /// Who could act in the duty's role, or in the deputy's, for its case, at any time of it: ids, each once. Who was
    /// suspended then could not.
    package let officers: [String]
    /// What the register of incidents says of it today.
    package let incidents: [DutyIncident]

    package init(
        span: Duty.Breach, object: String? = nil, officers: [String], incidents: [DutyIncident]
    ) {
        self.span = span
        self.object = object
        self.officers = officers
        self.incidents = incidents
    }

    package enum Cause: String, Sendable, CaseIterable {
        /// An incident names the duty.
        case incident
        /// Nobody held the role or was deputy, but for who was suspended.
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
    private let held: [PeopleHistory.Held]
    private let incidents: [DutyIncident]

    init(_ held: [PeopleHistory.Held], _ snapshot: Snapshot) throws {
        self.held = held
        incidents = try snapshot.select(
            RecordVersion.self,
            where: "kind = 'incident' AND state = 'inForce' AND \(RecordVersion.isNewest)",
            orderBy: "record"
        ).compactMap(DutyIncident.init)
    }

    /// - Parameters:
    ///   - roles: whose task it is.
    ///   - scope: its case; nil where grants of any scope will do.
    func breach(
        _ span: Duty.Breach, of duty: Duty, object: String? = nil, roles: [Role],
        in scope: CaseScope?
    ) -> PeriodBreach {
        let officers = held.filter { held in
            roles.contains(held.role)
                && scope.map { held.scope.covers(authority: $0.authority, $0.kind, $0.site) }
                    ?? true
                && held.times.overlaps(span.fromMilliseconds..<span.untilMilliseconds)
        }.map(\.officer)
        return PeriodBreach(
            span: span, object: object, officers: Set(officers).sorted(),
            incidents: incidents.filter { $0.explains(span, of: duty) })
    }
}
