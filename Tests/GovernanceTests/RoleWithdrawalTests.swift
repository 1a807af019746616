import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import Testing
import TestSupport

@Suite struct `The withdrawal of a role` {
    private static let day: Int64 = 86_400_000
    private static let missing = Reason("authorisation.roleMissing", "7.10")

    @Test func `[7.15] a withdrawal counts at once, and names what stands still`() async throws {
        let world = try await AuthorityWorld.make()
        let result = try await world.withdraw(.issuingOfficer, of: "iss")
        #expect(result["ended"] == 1 && result["roles"] == [])
        // cho, fay and gus issue as well.
        #expect(result["stops"] == [])
        #expect(
            try await refusal { _ = try await world.withdraw(.issuingOfficer, of: "iss") }
                == Reason("grant.unknown", "7.10", "role"))
        let kit = try await world.newcomer("off-kit", [.systemOperator])
        let spare = try await world.withdraw(.systemOperator, of: "kit")
        #expect(spare["stops"] == [] && spare["officer"] == "off-kit")
        #expect(try await world.vets(kit) == Self.missing)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.10] a withdrawal can be of what is limited alone`() async throws {
        let world = try await AuthorityWorld.make()
        let kit = try await world.newcomer()
        try await world.grant(kit, .validator, ["authority": "hk-rsa"])
        try await world.grant(kit, .validator, ["authority": "gd-sm2"])
        let result = try await world.withdraw(.validator, of: "kit", ["authority": "hk-rsa"])
        #expect(result["ended"] == 1 && result["roles"] == ["validator"])
        #expect(try await world.vets(kit) == Self.missing)
        #expect(try await world.vets(kit, to: "gd-sm2") == nil)
    }

    @Test func `[7.11b] a withdrawal takes one security officer, whoever is missing`()
        async throws
    {
        let (world, sec) = try await Self.withThree()
        // Not even one's own is refused, nor the last one there is.
        let result = try await world.withdraw(
            .securityOfficer, of: "sec", by: sec)
        #expect(
            result["stops"]?.array?.contains("operator.reinstate") == true)
        #expect(
            try await refusal {
                _ = try await world.withdraw(.validator, by: world.hal)
            } == Reason("act.roleWrong", "7.10", "role"))
    }

    // MARK: Planning ahead

    /// With a third security officer, so that nobody can be spared who grants.
    private static func withThree() async throws -> (AuthorityWorld, TestOfficer) {
        let world = try await AuthorityWorld.make()
        let sec = try TestOfficer(id: "off-sec", roles: [.securityOfficer])
        try await world.enrol(sec)
        return (world, sec)
    }

    @Test func `[7.15] a planned withdrawal that would stop something is refused, at once never`()
        async throws
    {
        let (world, _) = try await Self.withThree()
        let later = JSONValue.integer(world.clock.nowMilliseconds + 30 * Self.day)
        #expect(
            try await refusal {
                _ = try await world.withdraw(.securityOfficer, of: "sec", ["from": later])
            } == Reason("staffing.planLacksPeople", "7.10", "from"))
        let next = try await world.newcomer("off-kit", [.securityOfficer])
        let planned = try await world.withdraw(.securityOfficer, of: "sec", ["from": later])
        #expect(planned["stops"] == [] && planned["from"] == later)
        // The plan counts for the next one.
        #expect(
            try await refusal {
                _ = try await world.withdraw(.securityOfficer, of: "kit", ["from": later])
            }?.code == "staffing.planLacksPeople")
        let atOnce = try await world.withdraw(.securityOfficer, of: "kit")
        #expect(atOnce["stops"] == [])
        #expect(next.id == "off-kit")
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.10] a grant whose end would stop something is refused`() async throws {
        let (world, sec) = try await Self.withThree()
        _ = try await world.withdraw(.securityOfficer, of: "sec")
        let end = world.clock.nowMilliseconds + 30 * Self.day
        let lacks = Reason("staffing.planLacksPeople", "7.10", "until")
        #expect(
            try await refusal {
                try await world.grant(sec, .securityOfficer, ["until": .integer(end)])
            } == lacks)
        // Enough with a successor who is there then.
        _ = try await world.newcomer("off-kit", [.securityOfficer])
        try await world.grant(sec, .securityOfficer, ["until": .integer(end + 1)])
    }
}
