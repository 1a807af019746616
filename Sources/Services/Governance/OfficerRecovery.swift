package import CanonicalJSON
import CertificatePolicy
package import Ledger
import Messages

/// What three secret custodians sign where the security officers are lost: a new one (CP 7.11b, 7.11c).
///
/// Payload: `name`, `publicKey` and, optional, `formerly`, as for `operator.enrol`; it may name the officer whose
/// key was lost, which acts no more once the new one does. The officer is taken in at once and holds the one role of a security officer after the delay that the practice sets. Until then
/// any security officer who is there after all suspends or ends the new one, as any other.
package struct OfficerRecovery: Sendable {
    private static let roles: [Role] = [.securityOfficer]

    private let enrolment: OfficerEnrolment

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["name", "publicKey", "formerly"])
        enrolment = try OfficerEnrolment(payload, roles: Self.roles, ofLost: true)
    }

    /// Whether the officer could be taken in now, and whom outside the authority to tell is known.
    package func judge(_ ledger: some ReadableLedger) throws {
        try enrolment.judge(ledger)
        guard try !ledger.practice().recoveryAddresses.isEmpty else {
            throw Refusal(.recoveryNobodyToTell)
        }
    }

    /// The executor of `operator.recover`.
    package static func execute(
        _ transaction: inout Transaction, _ payload: JSONValue, _ proposal: ApprovedProposal
    ) throws -> JSONValue {
        let recovery = try OfficerRecovery(Payload(payload))
        try recovery.judge(transaction)
        let practice = try transaction.practice()
        let from = transaction.atMilliseconds + practice.recoveryDelayHours * 3_600_000
        try recovery.enrolment.takeIn(&transaction, from: from)
        transaction.note("from", .integer(from))
        return [
            "officer": .string(recovery.enrolment.officerID),
            "role": .string(Role.securityOfficer.rawValue), "from": .integer(from),
            "tell": .array(practice.recoveryAddresses.map { .string($0) }),
        ]
    }

    /// Who was taken in by custodians and is no security officer yet, oldest first; whoever was suspended,
    /// ended or lost the role again is not among them.
    package static func underWay(_ snapshot: Snapshot) throws -> [(officer: String, from: Int64)] {
        let done = try snapshot.select(
            Proposal.self, where: "state = 'done' AND operation = 'operator.recover'",
            orderBy: "opened_at, id")
        return try done.compactMap { proposal in
            let payload = Payload(try JSONValue(parsing: Array(proposal.payload.utf8)))
            let id = try OfficerRecovery(payload).enrolment.officerID
            let now = snapshot.atMilliseconds
            guard let officer = try snapshot.get(Officer.self, .text(id)), !officer.isSuspended,
                !officer.isKeyRetired,
                let grant = try snapshot.grants(of: id).map(\.roleGrant).first(where: {
                    $0.fromMilliseconds > now && $0.isInForce(atMilliseconds: $0.fromMilliseconds)
                })
            else { return nil }
            return (id, grant.fromMilliseconds)
        }
    }
}
