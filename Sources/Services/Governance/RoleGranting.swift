package import CanonicalJSON
package import CertificatePolicy
package import Ledger
import Messages
import PKIX

/// What two security officers sign to give an officer one more role (CP 7.10).
///
/// Payload: `name`, a handle; `role`; optional: `authority`, `category` (`personal`, `organisation`) and
/// `site` (a code of the register), where the role is to hold for these alone; `from` (now where it is
/// missing or past) and `until`, the first moment at which it holds no more, in milliseconds since 1970.
package struct RoleGranting: Sendable {
    /// The last second that a date of RFC 3339 can name, in milliseconds since 1970.
    static let greatestDate: Int64 = 253_402_300_799_000

    private let name: String
    private let role: Role
    private let scope: GrantScope
    private let from: Int64?
    private let until: Int64?

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(
            besides: ["name", "role", "authority", "category", "site", "from", "until"])
        name = try OfficerEnrolment.handle(payload.string("name", maximumBytes: 32))
        role = try OfficerEnrolment.role(payload.string("role"), field: "role")
        scope = try payload.grantScope()
        from = try payload.date("from")
        until = try payload.date("until")
    }

    /// Whether it could be granted now.
    ///
    /// - Parameters:
    ///   - scopes: the cases that there can be, see `Staffing`.
    ///   - sites: those of the register.
    package func judge(
        _ transaction: Transaction, scopes: [CaseScope], sites: [Site]
    ) throws {
        _ = try judged(transaction, signers: [transaction.actor], scopes: scopes, sites: sites)
    }

    /// The executor of `operator.grant`.
    package static func execute(
        _ transaction: inout Transaction, _ payload: JSONValue, _ proposal: ApprovedProposal,
        scopes: [CaseScope], sites: [Site]
    ) throws -> JSONValue {
        let granting = try RoleGranting(Payload(payload))
        let signers = try transaction.signatures(underProposal: proposal.id).map(\.officer)
        let grant = try granting.judged(
            transaction, signers: signers, scopes: scopes, sites: sites)
        try transaction.put(grant)
        var answer: [String: JSONValue] = [
            "officer": .string(grant.officer), "role": .string(grant.role.rawValue),
            "from": .integer(grant.fromMilliseconds),
        ]
        answer["authority"] = grant.authority.map { .string($0) }
        answer["category"] = grant.kind.map { .string($0.rawValue) }
        answer["site"] = grant.site.map { .string($0) }
        answer["until"] = grant.untilMilliseconds.map { .integer($0) }
        return .object(answer)
    }

    private func judged(
        _ transaction: Transaction, signers: [String], scopes: [CaseScope], sites: [Site]
    ) throws -> Grant {
        let officer = try transaction.officer(handle: name)
        guard !officer.isKeyRetired else { throw officer.stateRefusal(name) }
        // Two people decide on a third one, under whatever ids.
        let own = try transaction.officers(ofPerson: officer.person).map(\.id)
        guard !signers.contains(where: own.contains) else {
            throw Refusal(.grantOfOneself, field: "name", ["name": name])
        }
        let start = max(from ?? 0, transaction.atMilliseconds)
        try judgeScope(scopes, sites, fromMilliseconds: start)
        guard until.map({ $0 > start }) ?? true else {
            throw Refusal(.grantPeriodInvalid, field: "until", ["from": Time.rfc3339(start)])
        }
        let wanted = RoleGrant(
            role: role, scope: scope, fromMilliseconds: start, untilMilliseconds: until)
        let held = try transaction.grants(of: officer.id).map(\.roleGrant)
        guard !held.contains(where: { $0.includes(wanted) }) else {
            throw Refusal(.grantExists, field: "role", ["name": name, "role": role.rawValue])
        }
        try transaction.judgeConflicts(of: [wanted], person: officer.person, field: "role")
        try transaction.judgeScreening(
            of: [officer.id] + own.filter { $0 != officer.id }, for: [role], field: "role")
        if until != nil {
            let endless = RoleGrant(role: role, scope: scope, fromMilliseconds: start)
            try transaction.judgePlan(
                officer.id, grants: held + [wanted], insteadOf: held + [endless], scopes: scopes,
                field: "until")
        }
        return Grant(
            id: transaction.newID("grant"), officer: officer.id, role: role,
            authority: scope.authority, kind: scope.kind, site: scope.site,
            fromMilliseconds: start, untilMilliseconds: until)
    }

    private func judgeScope(
        _ scopes: [CaseScope], _ sites: [Site], fromMilliseconds start: Int64
    ) throws {
        guard scope == .everywhere || Role.limitable.contains(role) else {
            throw Refusal(
                .grantNotLimitable, field: scope.limitedField,
                [
                    "role": role.rawValue,
                    "roles": Role.limitable.map(\.rawValue).joined(separator: ", "),
                ])
        }
        if let authority = scope.authority {
            guard scopes.contains(where: { $0.authority.utf8.elementsEqual(authority.utf8) })
            else { throw Refusal(.authorityUnknown, field: "authority", ["name": authority]) }
        }
        if let site = scope.site { try sites.judge(site, openAtMilliseconds: start) }
    }
}

extension [Site] {
    /// Refuses a site that the register does not have, or does not have open at a time (CP 7.10).
    ///
    /// - Throws: `site.unknown`, `site.closed`.
    package func judge(_ code: String, openAtMilliseconds moment: Int64) throws {
        guard let site = first(where: { $0.code.utf8.elementsEqual(code.utf8) }) else {
            throw Refusal(.siteUnknown, field: "site", ["name": code])
        }
        guard site.isOpen(atMilliseconds: moment) else {
            throw Refusal(
                .siteClosed, field: "site", ["name": code, "at": Time.rfc3339(moment)])
        }
    }
}

extension GrantScope {
    /// The first member of a payload that limits something.
    fileprivate var limitedField: String {
        authority != nil ? "authority" : kind != nil ? "category" : "site"
    }
}

extension Payload {
    func grantScope() throws -> GrantScope {
        GrantScope(
            authority: try optionalString("authority", maximumBytes: 64),
            kind: try optionalString("category") == nil
                ? nil : choice("category", as: SubscriberKind.self).kind,
            site: try optionalString("site", maximumBytes: Site.maximumCodeBytes))
    }

    /// A moment in milliseconds since 1970 that a date can name; one that cannot be read must not mean now.
    func date(_ name: String) throws -> Int64? {
        guard let moment = try optionalInteger(name) else { return nil }
        guard (0...RoleGranting.greatestDate).contains(moment) else {
            throw Refusal(.payloadInvalid, field: name, ["name": name])
        }
        return moment
    }
}

/// The kinds of certificates that a grant can be limited to.
private enum SubscriberKind: String, CaseIterable {
    case personal, organisation

    var kind: Profile.Kind {
        switch self {
        case .personal: .personal
        case .organisation: .organisation
        }
    }
}
