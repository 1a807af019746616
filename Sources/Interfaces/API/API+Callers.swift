import CertificatePolicy
import Ledger
import Messages
import Registration

/// What is handed in for an act that an officer signs later is taken from who could sign it, and from
/// nobody else: what waits takes room, and can spoil what another one hands in.
extension ReadableLedger {
    /// Refuses an officer's client whose officer may not do this operation now: suspended, ended, or without
    /// a role for it. Whoever runs the machine may hand in anything.
    ///
    /// - Parameters:
    ///   - roles: those that may in this case, where its operation has more.
    ///   - authority: of the case, if it has one.
    /// - Throws: `transport.stranger`, `authorisation.officerSuspended`, `.keyRetired`, `.roleMissing`.
    func requireRole(
        of caller: APIRequest.Caller, toSign operation: String, among roles: [Role]? = nil,
        authority: String? = nil
    ) throws {
        guard case .officer(let id) = caller else { return }
        guard let operation = Operation[operation], let officer = try get(Officer.self, .text(id))
        else { throw Refusal(.transportStranger) }
        let standing = try standing(of: officer)
        let site: CaseSite = operation.readsItsCase ? .unread : .none
        try Authorisation.judge(
            operation: operation, standing: standing, authority: authority, site: site,
            caseHistory: [], atMilliseconds: atMilliseconds)
        let held = standing.roles(
            authority: authority, .unread, site, atMilliseconds: atMilliseconds)
        let needed = roles ?? operation.roles
        guard needed.contains(where: held.contains) else {
            throw Refusal(
                .authorisationRoleMissing,
                [
                    "operation": operation.id, "officer": id,
                    "role": needed.map(\.rawValue).joined(separator: ", "),
                ])
        }
    }

    /// Whether who asks has a part in deciding on an application, or in looking at how it was decided: the
    /// numbers and names in its statement and evidence are for nobody else (CP 12.1).
    func mayRead(_ application: Application, _ caller: APIRequest.Caller) throws -> Bool {
        guard case .officer(let id) = caller else { return true }
        guard let officer = try get(Officer.self, .text(id)) else { return false }
        let held = try standing(of: officer).roles(
            in: application.scope, atMilliseconds: atMilliseconds)
        return [Role.validator, .approver, .issuingOfficer, .subscriberDataOfficer, .auditor]
            .contains(where: held.contains)
    }

    /// Whether who asks could sign this operation now.
    func maySign(_ operation: String, _ caller: APIRequest.Caller) throws -> Bool {
        do {
            try requireRole(of: caller, toSign: operation)
            return true
        } catch is Refusal {
            return false
        }
    }
}
