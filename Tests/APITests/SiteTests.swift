import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Ledger
import Registration
import Testing
import TestSupport

@Suite struct `Sites over the API` {
    @Test func `[7.10] applications and grants name one, and tell it`() async throws {
        let world = try await APIWorld()
        try await world.authority.addSite("central")
        let payload = try AuthorityWorld.application(world.authority.newSubscriber().request())
            .merging(["site": "central"])
        let applied = try await world.act("application.apply", payload)
        let id = try #require(applied.body["result"]?["application"]?.string)
        #expect(await world.get("applications/\(id)").body["site"] == "central")
        // The entry says where, and no name.
        let index = try #require(applied.body["entry"]?.integer)
        let facts = try await world.authority.ledger.read {
            try $0.entry(at: index).parsed().facts
        }
        #expect(facts["site"] == "central" && facts["subject"] == nil)

        let kit = try await world.authority.enrol(
            "off-kit", granting: .validator, ["site": "central"])
        let listed = await world.get("operators").body["operators"]?.array?
            .first { $0["officer"] == .string(kit.id) }
        #expect(listed?["grants"]?.array?.first?["site"] == "central")
        let everywhere = await world.get("operators").body["operators"]?.array?
            .first { $0["officer"] == "off-val" }
        #expect(everywhere?["grants"]?.array?.first?["site"] == .null)
    }

    @Test func `[7.10] what is not in the register is refused, and nothing is kept`()
        async throws
    {
        let world = try await APIWorld()
        let payload = try AuthorityWorld.application(world.authority.newSubscriber().request())
        let refused = try await world.act(
            "application.apply", payload.merging(["site": "nowhere"]))
        #expect(refused.reason == Reason("site.unknown", "7.10", "site"))
        let kept = try await world.authority.ledger.read {
            try $0.select(Application.self).count
        }
        #expect(kept == 0)
        // The proposal is refused to the first person already.
        let limits: JSONValue = ["name": "val", "role": "validator", "site": "nowhere"]
        #expect(
            try await world.act("operator.grant", limits, by: world.authority.dai).reason
                == Reason("site.unknown", "7.10", "site"))
        #expect(await world.get("proposals").body["proposals"]?.array?.isEmpty == true)
    }
}
