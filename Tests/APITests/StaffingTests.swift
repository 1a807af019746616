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
}
