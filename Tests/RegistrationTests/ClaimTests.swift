import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import Testing
import TestSupport

extension AuthorityWorld {
    @discardableResult
    func claim(_ id: String, by officer: TestOfficer) async throws -> ActOutcome {
        try await registration.claim(
            test.request(
                "application.claim", by: officer, caseID: id,
                payload: ["application": .string(id)]))
    }

    @discardableResult
    func unclaim(_ id: String, by officer: TestOfficer) async throws -> ActOutcome {
        try await registration.unclaim(
            test.request(
                "application.unclaim", by: officer, caseID: id,
                payload: ["application": .string(id)]))
    }

    func holder(of id: String) async throws -> String? {
        try await ledger.read { try $0.claim(on: $0.application(id))?.officer }
    }
}

@Suite struct `A claim` {
    private static let taken = Reason("application.claimed", nil, "application")
    private static let minute: Int64 = 60_000

    private func received(_ world: AuthorityWorld) async throws -> (String, TestSubscriber) {
        let subscriber = try world.newSubscriber()
        return (try await world.apply(subscriber), subscriber)
    }

    @Test func `keeps the next step for who made it, and ends with it`() async throws {
        let world = try await AuthorityWorld.make()
        let (id, subscriber) = try await received(world)
        let outcome = try await world.claim(id, by: world.validator)
        #expect(outcome.result["operation"] == "application.vet")
        let until = world.clock.nowMilliseconds + 30 * Self.minute
        #expect(outcome.result["claimedUntil"] == .string(Time.rfc3339(until)))
        #expect(try await world.application(id).claim?.untilMilliseconds == until)
        #expect(try await world.holder(of: id) == "off-val")
        #expect(try await refusal { try await world.vet(id, by: world.fay) } == Self.taken)
        #expect(try await world.application(id).state == .received)
        try await world.vet(id, by: world.validator)
        #expect(try await world.application(id).claim == nil)
        try await world.accept(id, with: subscriber)
        // The next step is anybody's again, and taken by itself.
        try await world.claim(id, by: world.eva)
        #expect(try await refusal { try await world.approve(id) } == Self.taken)
        try await world.approve(id, by: world.eva)
        try await world.claim(id, by: world.gus)
        #expect(try await refusal { try await world.issue(id) } == Self.taken)
        try await world.issue(id, by: world.gus)
        #expect(try await world.application(id).claim == nil)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `holds up nothing that tightens, and no other step`() async throws {
        let world = try await AuthorityWorld.make()
        let (id, subscriber) = try await received(world)
        try await world.claim(id, by: world.validator)
        try await world.addEvidence(
            [AuthorityWorld.proof("contentsReview", ["trademark": "no"])], to: id, by: world.fay)
        #expect(try await world.holder(of: id) == "off-val")
        try await world.giveBack(id, by: world.approver)
        #expect(try await world.application(id).claim == nil)
        try await world.correct(id, with: subscriber)
        try await world.claim(id, by: world.validator)
        try await world.refuse(id, by: world.approver)
        #expect(try await world.application(id).claim == nil)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test(arguments: [(5, 5), (nil, 30), (480, 480)] as [(Int64?, Int64)])
    func `is over when the practice says so, by the time of the ledger`(
        minutes: Int64?, holds: Int64
    ) async throws {
        let world = try await AuthorityWorld.make()
        if let minutes { try await world.change(["claimMinutes": .integer(minutes)]) }
        let (id, _) = try await received(world)
        try await world.claim(id, by: world.validator)
        world.clock.advance(byMilliseconds: holds * Self.minute - 1)
        #expect(try await refusal { try await world.vet(id, by: world.fay) } == Self.taken)
        world.clock.advance(byMilliseconds: 1)
        #expect(try await world.holder(of: id) == nil)
        // An entry of that moment stands: setting the clock back brings the claim back to nobody.
        _ = try await world.ledger.act(world.test.systemRequest()) { _ in .null }
        world.clock.advance(byMilliseconds: -10 * Self.minute)
        #expect(try await world.holder(of: id) == nil)
        try await world.vet(id, by: world.fay)
    }

    @Test func `is given up by who made it, and made anew by another`() async throws {
        let world = try await AuthorityWorld.make()
        let (id, _) = try await received(world)
        let none = Reason("application.notClaimed", nil, "application")
        #expect(try await refusal { try await world.unclaim(id, by: world.validator) } == none)
        try await world.claim(id, by: world.validator)
        #expect(try await refusal { try await world.claim(id, by: world.fay) } == Self.taken)
        #expect(try await refusal { try await world.unclaim(id, by: world.fay) } == none)
        // Taken again it is there for as long anew.
        world.clock.advance(byMilliseconds: 20 * Self.minute)
        try await world.claim(id, by: world.validator)
        world.clock.advance(byMilliseconds: 20 * Self.minute)
        #expect(try await world.holder(of: id) == "off-val")
        try await world.unclaim(id, by: world.validator)
        try await world.claim(id, by: world.fay)
        #expect(try await world.holder(of: id) == "off-fay")
        try await world.vet(id, by: world.fay)
    }

    enum End: CaseIterable, Sendable { case suspended, left, withdrawn }

    @Test(arguments: End.allCases)
    func `[7.10] [7.13] ends with the office of who made it`(end: End) async throws {
        let world = try await AuthorityWorld.make()
        let (id, _) = try await received(world)
        try await world.claim(id, by: world.validator)
        switch end {
        case .left: try await world.end("val")
        case .suspended:
            let payload: JSONValue = ["name": "val", "reason": "absence"]
            _ = try await world.ledger.act(
                world.test.request(
                    "operator.suspend", by: world.dai, caseID: "off-val", payload: payload)
            ) {
                try OfficerStandingChange(Payload(payload)).suspend(&$0, scopes: $0.caseScopes())
            }
        case .withdrawn:
            let payload: JSONValue = ["name": "val", "role": "validator"]
            _ = try await world.ledger.act(
                world.test.request(
                    "operator.withdraw", by: world.dai, caseID: "off-val", payload: payload)
            ) { try RoleWithdrawal(Payload(payload)).withdraw(&$0, scopes: $0.caseScopes()) }
        }
        #expect(try await world.holder(of: id) == nil)
        try await world.claim(id, by: world.fay)
        try await world.vet(id, by: world.fay)
    }

    @Test func `[7.10] [7.11a] is for who may take the step, and for nobody else`() async throws {
        let world = try await AuthorityWorld.make()
        let (id, subscriber) = try await received(world)
        #expect(
            try await refusal { try await world.claim(id, by: world.approver) }
                == Reason("authorisation.roleMissing", "7.10"))
        #expect(
            try await refusal { try await world.claim(id, by: world.hal) }
                == Reason("act.roleWrong", "7.10", "role"))
        let elsewhere = try await world.enrol(granting: .validator, ["authority": "gd-sm2"])
        #expect(
            try await refusal { try await world.claim(id, by: elsewhere) }
                == Reason("authorisation.roleMissing", "7.10"))
        try await world.vet(id, by: world.dai)
        let waits = Reason("application.stateWrong", "6.6", "application")
        #expect(try await refusal { try await world.claim(id, by: world.validator) } == waits)
        try await world.accept(id, with: subscriber)
        #expect(
            try await refusal { try await world.claim(id, by: world.dai) }
                == Reason("authorisation.personMustDiffer", "7.11a"))
        try await world.approve(id)
        try await world.issue(id)
        #expect(try await refusal { try await world.claim(id, by: world.gus) } == waits)
        #expect(
            try await refusal { try await world.claim("app-none", by: world.gus) }
                == Reason("application.unknown", nil, "application"))
    }

    @Test func `of one in a list leaves the others to be issued`() async throws {
        let world = try await AuthorityWorld.make()
        var ids: [String] = []
        for _ in 0..<2 {
            let (id, subscriber) = try await received(world)
            try await world.bring(id, to: .approved, with: subscriber)
            ids.append(id)
        }
        try await world.claim(ids[0], by: world.gus)
        var items: [JSONValue] = []
        for id in ids {
            items.append([
                "application": .string(id),
                "contents": .string(try await world.application(id).contentsHashHex ?? ""),
            ])
        }
        let outcome = try await world.registration.issueList(
            world.test.request(
                "application.issueList", by: world.issuingOfficer,
                payload: ["applications": .array(items)]))
        let results = outcome.result["applications"]?.array ?? []
        #expect(results.map { $0["state"]?.string } == ["refused", "issued"])
        #expect(results.first?["code"] == "application.claimed")
        #expect(try await world.application(ids[0]).state == .approved)
    }

    @Test func `is one of twenty at a time`() async throws {
        let world = try await AuthorityWorld.make()
        let ids = "abcdefghijklmnopqrstu".map { "app-" + String(repeating: $0, count: 26) }
        try #require(ids.count == Claim.maximumCount + 1)
        try await world.ledger.act(world.test.systemRequest()) { transaction in
            for (number, id) in ids.enumerated() {
                try transaction.put(
                    Application(
                        id: id, authority: "hk-rsa", category: .personal, keyHashHex: "00",
                        statementCommitmentHex: "00", subscriberReference: "r-\(number)",
                        atMilliseconds: transaction.atMilliseconds))
            }
            return .null
        }
        for id in ids.dropLast() { try await world.claim(id, by: world.validator) }
        let last = try #require(ids.last)
        let exhausted = Reason("application.claimsExhausted", nil, "application")
        #expect(try await refusal { try await world.claim(last, by: world.validator) } == exhausted)
        // One of the twenty again is none more; another person is free.
        try await world.claim(ids[0], by: world.validator)
        try await world.claim(last, by: world.fay)
        try await world.unclaim(last, by: world.fay)
        try await world.unclaim(ids[0], by: world.validator)
        try await world.claim(last, by: world.validator)
        // Those that ran out do not count.
        world.clock.advance(byMilliseconds: 31 * Self.minute)
        try await world.claim(ids[0], by: world.validator)
    }
}
