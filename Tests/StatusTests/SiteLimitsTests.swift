import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import Status
import Testing
import TestSupport

/// Certificates whose application was handled at a site.
@Suite struct `Grants for one site and issued certificates` {
    private static let missing = Reason("authorisation.roleMissing", "7.10")

    private static func world() async throws -> AuthorityWorld {
        let world = try await AuthorityWorld.make()
        for site in ["central", "shatin"] { try await world.addSite(site) }
        return world
    }

    @Test func `[7.10] suspension, release and revocation take the site of the application`()
        async throws
    {
        let world = try await Self.world()
        let record = try await world.issued(at: "central")
        #expect(record.site == "central")
        let here = try await world.enrol("off-vic", granting: .validator, ["site": "central"])
        let there = try await world.enrol("off-wes", granting: .validator, ["site": "shatin"])
        let approver = try await world.enrol("off-ann", granting: .approver, ["site": "central"])
        let other = try await world.enrol("off-bud", granting: .approver, ["site": "shatin"])
        #expect(
            try await refusal { try await world.suspend(record, by: there) } == Self.missing)
        try await world.suspend(record, by: here)
        #expect(
            try await refusal { try await world.release(record, by: other) } == Self.missing)
        try await world.release(record, by: approver)
        #expect(
            try await refusal { try await world.revoke(record, by: there) } == Self.missing)
        try await world.revoke(record, by: here)
        #expect(try await world.ledger.verify().findings == [])
    }

    @Test func `[7.10, 6.17a] at any site and at none, who is limited to no site tightens`()
        async throws
    {
        let world = try await Self.world()
        for site in ["central", nil] {
            let record = try await world.issued(at: site)
            try await world.suspend(record)
            try await world.revoke(record)
        }
        // Of no site is also what was issued before there were any.
        let old = try await world.issued()
        let here = try await world.enrol("off-vic", granting: .validator, ["site": "central"])
        #expect(try await refusal { try await world.suspend(old, by: here) } == Self.missing)
        // A site that closed holds up nothing.
        let record = try await world.addSite("pop-up")
        let issued = try await world.issued(at: "pop-up")
        try await world.endSite(record)
        try await world.suspend(issued)
    }

    @Test func `[7.10, 7.11b] several people decide on one within their site`() async throws {
        let world = try await Self.world()
        let record = try await world.issued(at: "central")
        let here = try await world.enrol("off-ann", granting: .approver, ["site": "central"])
        let there = try await world.enrol("off-bud", granting: .approver, ["site": "shatin"])
        let payload = AuthorityWorld.revocation.merging([
            "certificate": .string("\(record.authority)/\(record.serialHex)"),
            "requester": "authority", "identified": "internalProcedure",
        ])
        let change = try CertificateStatusChange(Payload(payload))
        func propose(_ officer: TestOfficer) async throws -> String? {
            try await world.ledger.act(
                world.test.request(
                    "certificate.revokeByAuthority", by: officer, caseID: change.caseID,
                    authority: record.authority, payload: payload)
            ) { transaction in
                try change.judgeRevocation(transaction, by: .approvers)
                try change.judgeRole(transaction)
                return .null
            }.result["proposal"]?.string
        }
        #expect(try await refusal { _ = try await propose(there) } == Self.missing)
        let id = try #require(try await propose(world.approver))
        let stored = try await world.ledger.read { try $0.get(Proposal.self, .text(id)) }
        #expect(stored?.site == .of("central") && stored?.kind == .of(.personal))
        // It is judged by what was read then, for those who sign it and those who refuse it.
        #expect(
            try await refusal {
                _ = try await world.sign(
                    id, "certificate.revokeByAuthority", payload, by: there,
                    caseID: change.caseID)
            } == Self.missing)
        let ending: JSONValue = [
            "proposal": .string(id), "words": "no",
            "salt": .string(String(repeating: "5a", count: 32)),
        ]
        let request = try await world.test.request(
            "proposal.refuse", by: there, caseID: id, authority: "hk-rsa", payload: ending)
        #expect(
            try await refusal {
                try await world.ledger.act(request) {
                    try ProposalEnding(Payload(ending)).refuse(&$0)
                }
            } == Reason("authorisation.roleMissing", "7.10", "proposal"))
        let signed = try await world.sign(
            id, "certificate.revokeByAuthority", payload, by: here, caseID: change.caseID)
        #expect(signed.result["state"] == "done")
        #expect(try await world.ledger.verify().findings == [])
    }
}
