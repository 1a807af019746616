import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import Messages
import Testing
import TestSupport

@Suite struct `The standing of an officer` {
    private static let validator: JSONValue = ["name": "val"]

    @discardableResult
    private func change(
        _ operation: String, _ payload: JSONValue, by officer: TestOfficer, _ world: AuthorityWorld
    ) async throws -> ActOutcome {
        let change = try OfficerStandingChange(Payload(payload))
        let request = try await world.test.request(
            operation, by: officer, caseID: change.caseID, payload: payload)
        return try await world.ledger.act(request) { transaction in
            operation == "operator.suspend"
                ? try change.suspend(&transaction, scopes: transaction.caseScopes())
                : try change.end(&transaction, scopes: transaction.caseScopes())
        }
    }

    private func suspend(
        _ world: AuthorityWorld, _ name: String = "val", by officer: TestOfficer? = nil
    ) async throws -> ActOutcome {
        try await change(
            "operator.suspend", ["name": .string(name), "reason": "absence"],
            by: officer ?? world.dai, world)
    }

    private func end(
        _ world: AuthorityWorld, _ name: String = "val"
    ) async throws -> ActOutcome {
        try await change(
            "operator.end", ["name": .string(name), "reason": "leaving"], by: world.dai, world)
    }

    private func reinstate(
        by officers: [TestOfficer], _ world: AuthorityWorld
    ) async throws -> ActOutcome {
        try await world.decide(
            "operator.reinstate", Self.validator, by: officers, caseID: "off-val")
    }

    @Test func `[7.15] a suspension takes effect at once`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(world.newSubscriber())
        let outcome = try await suspend(world)
        #expect(outcome.result["state"] == "suspended")
        #expect(
            try await refusal { try await world.vet(id, by: world.validator) }
                == Reason("authorisation.officerSuspended", "7.13"))
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.13] a suspended officer goes on when two others say so`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(world.newSubscriber())
        _ = try await suspend(world, by: world.eva)
        let third = try TestOfficer(id: "off-sec", roles: [.securityOfficer])
        try await world.enrol(third)
        let outcome = try await reinstate(by: [world.dai, third], world)
        #expect(outcome.result["result"]?["state"] == "active")
        try await world.vet(id, by: world.validator)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.11b] who suspended does not reinstate, and nobody alone`() async throws {
        let world = try await AuthorityWorld.make()
        _ = try await suspend(world, by: world.eva)
        #expect(
            try await refusal { try await reinstate(by: [world.eva, world.dai], world) }?.code
                == "authorisation.personMustDiffer")
        #expect(
            try await refusal { try await reinstate(by: [world.dai, world.dai], world) }?.code
                == "authorisation.alreadyTookPart")
        let state = try await world.ledger.read {
            try $0.get(Officer.self, .text("off-val"))?.stateWord
        }
        #expect(state == "suspended")
    }

    @Test func `[7.11b] who suspended years ago reinstates after another suspension`() async throws
    {
        let world = try await AuthorityWorld.make()
        let third = try TestOfficer(id: "off-sec", roles: [.securityOfficer])
        try await world.enrol(third)
        _ = try await suspend(world, by: world.eva)
        _ = try await reinstate(by: [world.dai, third], world)
        _ = try await suspend(world, by: world.dai)
        #expect(
            try await refusal { try await reinstate(by: [world.dai, third], world) }?.code
                == "authorisation.personMustDiffer")
        let outcome = try await reinstate(by: [world.eva, third], world)
        #expect(outcome.result["result"]?["state"] == "active")
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.15] leaving ends key and grants at once and for ever`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(world.newSubscriber())
        let outcome = try await end(world)
        #expect(outcome.result["state"] == "keyRetired")
        let now = world.clock.nowMilliseconds
        let grants = try await world.ledger.read {
            try $0.select(Grant.self, where: "officer = ?", [.text("off-val")])
        }
        #expect(!grants.isEmpty && grants.allSatisfy { $0.untilMilliseconds == now })
        #expect(
            try await refusal { try await world.vet(id, by: world.validator) }?.code
                == "authorisation.keyRetired")
        #expect(
            try await refusal { try await world.enrol(world.validator) }?.code
                == "officer.exists")
        for again in [
            { try await suspend(world) }, { try await end(world) },
        ] as [() async throws -> ActOutcome] {
            #expect(
                try await refusal { _ = try await again() }
                    == Reason("officer.stateWrong", "7.15", "name"))
        }
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.15] a suspended officer can leave`() async throws {
        let world = try await AuthorityWorld.make()
        _ = try await suspend(world)
        #expect(try await end(world).result["state"] == "keyRetired")
    }

    @Test func `[7.15] is never refused for want of people, and tells what stands still`()
        async throws
    {
        let world = try await AuthorityWorld.makeEmpty()
        // With the two founders who grant, just enough to reinstate somebody.
        try await world.enrol(TestOfficer(id: "off-sec", roles: [.securityOfficer]))
        let officers = try await world.ledger.read {
            try $0.select(Officer.self, orderBy: "id").map(\.id).filter { $0.hasPrefix("off-") }
        }
        // All but the founders leave, one after the other: each stop is told with whom it comes.
        var stopped = 0
        for officer in officers {
            let before = try await world.ledger.read {
                try $0.staffing(scopes: $0.caseScopes(), atMilliseconds: $0.atMilliseconds)
            }
            let expected = Operation.all.filter { operation in
                let able = before.able(to: operation)
                return able.contains(officer) && able.count == operation.peopleNeeded
            }
            let outcome = try await end(world, String(officer.dropFirst(4)))
            #expect(
                outcome.result["stops"]?.array?.compactMap(\.string) == expected.map(\.id),
                "\(officer)")
            stopped += expected.count
        }
        #expect(stopped > 0)
    }

    @Test func `[7.10] takes a security officer, and somebody who is there`() async throws {
        let world = try await AuthorityWorld.make()
        #expect(
            try await refusal { _ = try await suspend(world, by: world.hal) }
                == Reason("act.roleWrong", "7.10", "role"))
        #expect(
            try await refusal { _ = try await suspend(world, "nobody") }
                == Reason("officer.unknown", "7.10", "name"))
        #expect(
            try await refusal {
                try await change(
                    "operator.suspend", ["name": "val", "reason": "bored"], by: world.dai, world)
            }?.code == "payload.choiceUnknown")
        #expect(
            try await refusal {
                try await change(
                    "operator.suspend", ["name": "val", "reason": "absence", "note": "x"],
                    by: world.dai, world)
            }?.code == "payload.memberUnknown")
    }
}
