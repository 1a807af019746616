@testable import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import TestSupport
import Testing

@Suite struct `The plan of people` {
    @Test func `[7.15] names who is able, whose loss stops what, and the smallest staffing`()
        async throws
    {
        let world = try await APIWorld()
        let plan = await world.get("operators/plan").body
        let operations = try #require(plan["operations"]?.array)
        #expect(
            operations.compactMap { $0["operation"]?.string }
                == Operation.all.filter { $0.people > 0 }.map(\.id))
        let before = try #require(operations.first { $0["operation"] == "certificate.suspend" })
        let able = (before["able"]?.array ?? []).compactMap(\.string)
        #expect(before["people"] == 1 && able.contains("off-val"))
        #expect(plan["smallest"]?.array?.count == Staffing.smallest.count)
        #expect(plan["ahead"]?.array?.compactMap { $0["days"]?.integer } == [7, 30, 60])
        // One able person fewer.
        let suspended = try await world.act(
            "operator.suspend", ["name": "val", "reason": "absence"], by: world.authority.dai)
        #expect(suspended.status == 200)
        let after = await world.get("operators/plan").body["operations"]?.array?
            .first { $0["operation"] == "certificate.suspend" }
        #expect(after?["able"]?.array?.compactMap(\.string) == able.filter { $0 != "off-val" })
        let listed = await world.get("operators").body["operators"]?.array?
            .first { $0["officer"] == "off-val" }
        #expect(listed?["state"] == "suspended")
    }

    @Test func `[7.14b] warns 60, 30 and 7 days before a training ends, and once it did`()
        async throws
    {
        let world = try await APIWorld()
        let until = try #require(CalendarDate(parsing: "2026-03-01"))
        let added = try await world.act(
            "record.add",
            [
                "kind": "training", "salt": "00112233445566778899aabbccddeeff",
                "values": [
                    "person": "val", "topic": "post", "role": "validator",
                    "heldOn": "2026-01-03", "goodUntil": .string(until.description),
                    "outcome": "passed",
                ],
            ], by: world.authority.dai)
        #expect(added.status == 200, "\(added.body)")
        let day: Int64 = 86_400_000
        for (left, days) in [(61, nil), (60, 60), (31, 60), (30, 30), (7, 7), (1, 7), (0, 0)]
            as [(Int64, Int64?)]
        {
            let moment = until.endMilliseconds - left * day
            // Whatever came before is not undone.
            guard moment >= world.authority.clock.nowMilliseconds else { continue }
            world.authority.clock.set(toMilliseconds: moment)
            let renewals = await world.get("operators/plan").body["renewals"]?.array
            #expect(renewals?.compactMap { $0["days"]?.integer } == [days].compactMap { $0 })
            guard days != nil else { continue }
            #expect(renewals?.first?["officer"] == "off-val")
            #expect(renewals?.first?["role"] == "validator")
            #expect(renewals?.first?["until"] == .string(until.description))
            #expect(renewals?.first?["record"] == added.body["result"]?["record"])
        }
    }
}
