package import CanonicalJSON
package import CertificatePolicy
package import Ledger
import Messages

/// What one security officer signs to take a role back.
///
/// Payload: `name`, a handle; `role`; optional: `authority`, `category` and `site`, where only the grants
/// limited to these are meant; `from`, in milliseconds since 1970, for a later day.
///
/// At once it is never refused for want of people: what then stands still is told (CP 7.15). One that is
/// planned for later is, since there is time to find somebody.
package struct RoleWithdrawal: Sendable {
    private let name: String
    private let role: Role
    private let scope: GrantScope
    private let moment: Int64?
    private let payload: JSONValue

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: [
            "name", "role", "authority", "category", "site", "from",
        ])
        name = try OfficerEnrolment.handle(payload.string("name", maximumBytes: 32))
        role = try OfficerEnrolment.role(payload.string("role"), field: "role")
        scope = try payload.grantScope()
        moment = try payload.date("from")
        self.payload = payload.json
    }

    /// Ends the grants that are meant, of the present and of the future.
    package func withdraw(
        _ transaction: inout Transaction, scopes: [CaseScope]
    ) throws -> JSONValue {
        let officer = try transaction.officer(handle: name)
        let now = transaction.atMilliseconds
        let end = max(moment ?? 0, now)
        let grants = try transaction.grants(of: officer.id)
        let ended = grants.filter {
            $0.roleGrant.isMeant(by: role, scope) && $0.untilMilliseconds ?? .max > end
        }
        guard !ended.isEmpty else {
            throw Refusal(.grantUnknown, field: "role", ["name": name, "role": role.rawValue])
        }
        let ids = Set(ended.map(\.id))
        let left = grants.map { grant in
            var grant = grant
            if ids.contains(grant.id) { grant.untilMilliseconds = end }
            return grant
        }
        if end > now {
            try transaction.judgePlan(
                officer.id, grants: left.map(\.roleGrant), insteadOf: grants.map(\.roleGrant),
                scopes: scopes, field: "from")
        }
        let before = try transaction.staffing(scopes: scopes, atMilliseconds: now)
        for grant in left where ids.contains(grant.id) { try transaction.put(grant) }
        // Whole, so that who looks at the journal alone sees what was signed.
        transaction.note("payload", payload)
        let roles = try transaction.standing(of: officer).rolesAnywhere(atMilliseconds: end)
        return [
            "officer": .string(officer.id), "role": .string(role.rawValue),
            "ended": .integer(Int64(ended.count)), "from": .integer(end),
            "roles": .array(
                Role.allCases.filter(roles.contains).map { .string($0.rawValue) }),
            "stops": try transaction.stopped(since: before, scopes: scopes),
        ]
    }
}
