import AuthorityTestSupport
import CanonicalJSON
import Issuance
import Ledger
import Registration
import Testing
import TestSupport

extension AuthorityWorld {
    @discardableResult
    func recall(
        _ id: String, by officer: TestOfficer, reason: String = "decidedInError"
    ) async throws -> ActOutcome {
        try await registration.recall(
            test.request(
                "application.recall", by: officer, caseID: id,
                payload: ["application": .string(id), "reason": .string(reason)]))
    }
}

/// A decision that is taken back before the signature.
@Suite struct `A recall` {
    private func application(
        in state: Application.State, _ world: AuthorityWorld
    ) async throws -> (id: String, subscriber: TestSubscriber) {
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.bring(id, to: state, with: subscriber)
        return (id, subscriber)
    }

    @Test func `[6.3a] of an approval leaves what the applicant accepted, for another decision`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let (id, _) = try await application(in: .approved, world)
        let before = try await world.application(id)
        try await world.claim(id, by: world.gus)
        // Another approver takes it back as well as who approved.
        let outcome = try await world.recall(id, by: world.eva, reason: "newFacts")
        #expect(outcome.result["state"] == "accepted" && outcome.result["reason"] == "newFacts")
        let after = try await world.application(id)
        #expect(after.contentsHashHex == before.contentsHashHex && after.claim == nil)
        #expect(after.serialHex == before.serialHex && after.evidence == before.evidence)
        #expect(
            try await refusal { try await world.issue(id) }
                == Reason("application.stateWrong", "6.6", "application"))
        try await world.approve(id)
        try await world.issue(id)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[5.2a] of a vetting leads to nobody any more, and of an approval still does`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let (id, _) = try await application(in: .approved, world)
        let before = try await world.application(id)
        try await world.recall(id, by: world.approver)
        #expect(try await world.application(id).subscriber == before.subscriber)
        try await world.recall(id, by: world.validator)
        #expect(try await world.application(id).subscriber == nil)
        #expect(
            try await world.ledger.read { snapshot in
                try snapshot.select(Subscriber.self).isEmpty
                    && snapshot.select(SubscriberKey.self).isEmpty
            })
        try await world.vet(id)
        #expect(try await world.application(id).reference == before.reference)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test(arguments: [Application.State.vetted, .accepted, .approved])
    func `[6.3a] of a vetting undoes all that came after, and keeps what people decided on`(
        state: Application.State
    ) async throws {
        let world = try await AuthorityWorld.make()
        let (id, subscriber) = try await application(in: state, world)
        let before = try await world.application(id)
        let serial = try #require(before.serialHex)
        let contents = try await world.ledger.read { try $0.vault.read("contents", dossier: id) }
        var places: [Int64] = []
        for _ in 0..<2 {
            places.append(try await world.recall(id, by: world.validator).entryIndex)
            let after = try await world.application(id)
            #expect(after.state == .received && after.contentsHashHex == nil)
            #expect(after.serialHex == nil && after.evidence == nil && after.version == 1)
            #expect(after.identityMethod == nil && after.contentsUntilMilliseconds == nil)
            try await world.bring(id, to: state, with: subscriber)
        }
        #expect(try await world.record("hk-rsa", serial).state == .unused)
        let taken = places
        let kept = try await world.ledger.read { ledger in
            try taken.flatMap { place in
                try ["contents", "acceptance"].map {
                    try ledger.vault.read("\($0)-1-\(place)", dossier: id) != nil
                }
            }
        }
        let accepted = state != .vetted
        #expect(kept == [true, accepted, true, accepted])
        let first = try await world.ledger.read {
            try $0.vault.read("contents-1-\(taken[0])", dossier: id)
        }
        #expect(first == contents)
        // The statement stands: nobody asked the applicant for it again.
        #expect(
            try await world.application(id).statementCommitmentHex
                == before.statementCommitmentHex)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.11a] leaves those who decided bound by it`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.vet(id, by: world.dai)
        try await world.recall(id, by: world.dai)
        try await world.bring(id, to: .accepted, with: subscriber)
        #expect(
            try await refusal { try await world.approve(id, by: world.dai) }
                == Reason("authorisation.personMustDiffer", "7.11a"))
        try await world.approve(id)
    }

    @Test func `is by an approver of an approval alone, and for a reason from the list`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let (id, _) = try await application(in: .accepted, world)
        #expect(
            try await refusal { try await world.recall(id, by: world.approver) }
                == Reason("application.stateWrong", "6.6", "application"))
        #expect(
            try await refusal {
                try await world.recall(id, by: world.validator, reason: "of 陳大文")
            } == Reason("payload.choiceUnknown", nil, "reason"))
        #expect(try await world.application(id).state == .accepted)
    }
}
