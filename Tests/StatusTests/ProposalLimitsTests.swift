import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import Status
import Testing
import TestSupport

/// Grants that are limited to one kind of certificates, where several people decide of one.
@Suite struct `Limits of grants under a proposal` {
    private static let operation = "certificate.revokeByAuthority"

    /// A personal certificate, and the proposal of an approver to revoke it.
    private static func proposed(
        _ world: AuthorityWorld, by officer: TestOfficer
    ) async throws -> (id: String, payload: JSONValue, caseID: String) {
        let record = try await world.issued()
        let payload = AuthorityWorld.revocation.merging([
            "certificate": .string("\(record.authority)/\(record.serialHex)"),
            "requester": "authority", "identified": "internalProcedure",
        ])
        let change = try CertificateStatusChange(Payload(payload))
        let request = try await world.test.request(
            operation, by: officer, caseID: change.caseID, authority: record.authority,
            payload: payload)
        let outcome = try await world.ledger.act(request) { transaction in
            try change.judgeRevocation(transaction, by: .approvers)
            try change.judgeRole(transaction)
            return .null
        }
        return (
            try #require(outcome.result["proposal"]?.string), payload, change.caseID
        )
    }

    private static func refuse(
        _ proposal: String, by officer: TestOfficer, _ world: AuthorityWorld
    ) async throws {
        let payload: JSONValue = [
            "proposal": .string(proposal), "words": "no",
            "salt": .string(String(repeating: "5a", count: 32)),
        ]
        let request = try await world.test.request(
            "proposal.refuse", by: officer, caseID: proposal, authority: "hk-rsa",
            payload: payload)
        try await world.ledger.act(request) {
            try ProposalEnding(Payload(payload)).refuse(&$0)
        }
    }

    @Test func `[7.10] it is refused by who may decide of such certificates, and by no other`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let other = try await world.enrol(
            "off-org", granting: .approver, ["category": "organisation"])
        let own = try await world.enrol(
            "off-per", granting: .approver, ["category": "personal"])
        let (id, _, _) = try await Self.proposed(world, by: world.approver)
        #expect(
            try await refusal { try await Self.refuse(id, by: other, world) }
                == Reason("authorisation.roleMissing", "7.10", "proposal"))
        try await Self.refuse(id, by: own, world)
        #expect(try await world.ledger.verify().findings == [])
    }

    @Test func `[7.10] an earlier signature counts no more once its role is for others`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let (id, payload, caseID) = try await Self.proposed(world, by: world.approver)
        let withdrawal: JSONValue = ["name": "app", "role": "approver"]
        try await world.ledger.act(
            world.test.request(
                "operator.withdraw", by: world.dai, caseID: "off-app", payload: withdrawal)
        ) { transaction in
            try RoleWithdrawal(Payload(withdrawal)).withdraw(
                &transaction, scopes: transaction.caseScopes())
        }
        world.clock.advance(byMilliseconds: 1)
        try await world.grant(world.approver, .approver, ["category": "organisation"])
        let signed = try await world.sign(
            id, Self.operation, payload, by: world.gus, caseID: caseID)
        #expect(signed.result["state"] == "pending" && signed.result["signatures"] == 1)
        let last = try await world.sign(
            id, Self.operation, payload, by: world.test.eva, caseID: caseID)
        #expect(last.result["state"] == "done")
        #expect(try await world.ledger.verify().findings == [])
    }
}
