import CanonicalJSON
package import CertificatePolicy
package import Ledger
import Messages
import PKIX

extension ReadableLedger {
    /// Who there is, at a time: screened and trained as the registers say it today.
    ///
    /// - Parameter scopes: the cases that there can be, see `Staffing`.
    package func staffing(
        scopes: [CaseScope], atMilliseconds moment: Int64
    ) throws -> Staffing {
        Staffing(try qualifiedStandings(), scopes: scopes, atMilliseconds: moment)
    }

    /// Everybody, with what the registers say; also where that holds up nobody.
    ///
    /// - Parameter rule: in place of the one that the practice sets.
    package func qualifiedStandings(
        under rule: QualificationRule? = nil
    ) throws -> [OfficerStanding] {
        try select(Officer.self, orderBy: "id").map { try qualifiedStanding(of: $0, under: rule) }
    }

    /// The operations that lack people now and did not before.
    func stopped(since before: Staffing, scopes: [CaseScope]) throws -> JSONValue {
        let lacked = Set(before.lacking)
        let stopped = try staffing(scopes: scopes, atMilliseconds: atMilliseconds).lacking
            .filter { !lacked.contains($0) }
        return .array(stopped.map { .string($0.id) })
    }

    func officer(handle name: String, field: String = "name") throws -> Officer {
        guard let officer = try get(Officer.self, .text(Officer.id(ofHandle: name)))
        else { throw Refusal(.officerUnknown, field: field, ["name": name]) }
        return officer
    }

    /// Refuses roles that this person may not hold beside what the same person ever held, or will, under
    /// any id (CP 7.11a, 7.11d, 7.13).
    func judgeConflicts(of wanted: [RoleGrant], person: String, field: String) throws {
        let held = try officers(ofPerson: person)
            .flatMap { try grants(of: $0.id).map(\.roleGrant) }
        for grant in wanted {
            guard let other = held.first(where: grant.excludes) else { continue }
            throw Refusal(
                .rolesConflict, field: field,
                ["first": other.role.rawValue, "second": grant.role.rawValue])
        }
    }

    /// Refuses a role to whom the register of personnel does not know as vetted today: whoever once stood in it
    /// is judged by it, and under the practice `required` everybody (CP 7.13). Training is judged with each act.
    ///
    /// - Parameter officers: every id of the person, the one that is meant first.
    func judgeScreening(of officers: [String], for roles: [Role], field: String) throws {
        // Who comes from outside stands in no file of the personnel.
        guard let first = officers.first, let role = roles.first(where: { $0 != .assessor }),
            let lapse = try qualification(of: officers)?.lapse(
                in: .personnel, of: role, atMilliseconds: atMilliseconds)
        else { return }
        var facts = ["officer": first, "role": role.rawValue]
        guard let last = lapse.last else {
            throw Refusal(.grantUnscreened, field: field, facts)
        }
        facts["record"] = last.record
        facts["day"] = CalendarDate(milliseconds: last.untilMilliseconds - 1).description
        throw Refusal(.grantScreeningLapsed, field: field, facts)
    }

    /// Refuses a plan by which, at some time to come, an operation lacks people that would not without it.
    ///
    /// - Parameters:
    ///   - grants: of one officer, as planned.
    ///   - former: the same without what the plan ends.
    func judgePlan(
        _ officer: String, grants: [RoleGrant], insteadOf former: [RoleGrant],
        scopes: [CaseScope], field: String
    ) throws {
        let planned = try standings(officer, grants)
        let moments = Set(
            planned.flatMap(\.grants).flatMap { [$0.fromMilliseconds, $0.untilMilliseconds ?? 0] }
        ).filter { $0 > atMilliseconds }
        let before = try standings(officer, former)
        for moment in moments.sorted() {
            let lacked = Set(
                Staffing(before, scopes: scopes, atMilliseconds: moment).lacking.map(\.id))
            let stops = Staffing(planned, scopes: scopes, atMilliseconds: moment).lacking
                .map(\.id).filter { !lacked.contains($0) }
            guard stops.isEmpty else {
                throw Refusal(
                    .planLacksPeople, field: field,
                    ["from": Time.rfc3339(moment), "stops": stops.joined(separator: ", ")])
            }
        }
    }

    /// By what was granted alone: a plan reaches beyond what is recorded of anybody, and renewals are expected.
    private func standings() throws -> [OfficerStanding] {
        try select(Officer.self, orderBy: "id").map { try standing(of: $0) }
    }

    /// With other grants for one of them.
    private func standings(
        _ officer: String, _ grants: [RoleGrant]
    ) throws -> [OfficerStanding] {
        try standings().map { standing in
            standing.officer == officer ? standing.with(grants) : standing
        }
    }
}

extension Officer {
    /// As the API tells it: `active`, `suspended`, `keyRetired`.
    package var stateWord: String {
        isKeyRetired ? "keyRetired" : isSuspended ? "suspended" : "active"
    }

    func stateRefusal(_ name: String, field: String = "name") -> Refusal {
        Refusal(.officerStateWrong, field: field, ["name": name, "state": stateWord])
    }
}
