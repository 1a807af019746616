import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Ledger
import Messages
import TestSupport
import Testing

/// Changes of the practice under proposals that people signed already.
@Suite struct `A change that was signed is judged again` {
    private func propose(
        _ world: AuthorityWorld, _ settings: JSONValue
    ) async throws -> (id: String, payload: JSONValue) {
        let payload: JSONValue = ["settings": settings]
        let outcome = try await world.ledger.act(
            world.test.request("practice.change", by: world.test.ada, payload: payload)
        ) { _ in .null }
        return (try #require(outcome.result["proposal"]?.string), payload)
    }

    private func last(
        _ proposal: (id: String, payload: JSONValue), _ world: AuthorityWorld
    ) async throws -> ActOutcome {
        try await world.sign(
            proposal.id, "practice.change", proposal.payload, by: world.test.ben)
    }

    @Test func `[7.11b] goes on over another change that left its settings alone`() async throws {
        let world = try await AuthorityWorld.make()
        let open = try await propose(world, ["crlPeriodHours": 6])
        try await world.change(["suspensionLimitDays": 20])
        let outcome = try await last(open, world)
        #expect(outcome.result["state"] == "done")
        let practice = try await world.ledger.read {
            try Practice(try #require(try $0.practiceInForce()))
        }
        #expect(practice.crlPeriodHours == 6 && practice.suspensionLimitDays == 20)
    }

    @Test func `[7.11b] does not take back unseen what was changed since`() async throws {
        let world = try await AuthorityWorld.make()
        let open = try await propose(world, ["crlPeriodHours": 6])
        let same = try await propose(world, ["crlPeriodHours": 4, "suspensionLimitDays": 20])
        let before = try await world.ledger.read { try $0.practiceInForce()?.version ?? 0 }
        try await world.change(["crlPeriodHours": 4])
        do {
            _ = try await last(open, world)
            Issue.record("carried out")
        } catch let refusal as Refusal {
            #expect(
                Reason(refusal) == Reason("practice.settingOvertaken", "7.11b", "crlPeriodHours"))
            #expect(
                refusal.arguments == [
                    "name": "crlPeriodHours", "before": "8", "now": "4", "value": "6",
                ])
            #expect(
                refusal.prefaces == [
                    RefusalPreface(
                        RefusalPreface.practiceChanged,
                        ["before": "\(before)", "now": "\(before + 1)"])
                ])
            for language in Language.allCases {
                #expect(refusal.message(in: language).contains("\(before + 1)"))
            }
        }
        #expect(try await last(same, world).result["state"] == "done", "it agrees with the change")
    }

    @Test func `[4.11c] is refused where its settings no longer go together`() async throws {
        let world = try await AuthorityWorld.make()
        let open = try await propose(world, ["crlPeriodHours": 24])
        try await world.change(["crlNextUpdateHours": 12])
        do {
            _ = try await last(open, world)
            Issue.record("carried out")
        } catch let refusal as Refusal {
            #expect(refusal.code.id == "practice.settingInvalid")
            #expect(refusal.prefaces.count == 1)
        }
    }

    @Test func `[7.11b] a version that is decided and not in force yet counts as changed as well`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let later = world.test.clock.nowMilliseconds + 86_400_000
        let payload: JSONValue = [
            "settings": ["crlPeriodHours": 6], "effectiveFrom": .integer(later + 1000),
        ]
        let outcome = try await world.ledger.act(
            world.test.request("practice.change", by: world.test.ada, payload: payload)
        ) { _ in .null }
        let id = try #require(outcome.result["proposal"]?.string)
        try await world.change(["crlPeriodHours": 4], effectiveFrom: later)
        do {
            _ = try await world.sign(id, "practice.change", payload, by: world.test.ben)
            Issue.record("carried out")
        } catch let refusal as Refusal {
            #expect(refusal.code == .practiceSettingOvertaken)
        }
        // Proposed over it, the same is good.
        let known = try await propose(world, ["suspensionLimitDays": 9])
        #expect(known.id != id)
    }
}
