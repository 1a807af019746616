import AuthorityTestSupport
import CanonicalJSON
import Issuance
import Ledger
import PKIX
import Registration
import Testing
import TestSupport

/// Every step in every state: it is either the one way on, or refused without a trace.
@Suite struct `An application` {
    enum Step: String, CaseIterable, Sendable {
        case vet, accept, approve, issue, giveBack, correct, refuse, recallVetting, recallApproval
    }

    /// Where each step leads from where; all other pairs are refused.
    static let transitions: [Step: [Application.State: Application.State]] = [
        .vet: [.received: .vetted], .accept: [.vetted: .accepted],
        .approve: [.accepted: .approved], .issue: [.approved: .issued],
        .giveBack: [
            .received: .returned, .returned: .returned, .vetted: .returned,
            .accepted: .returned, .approved: .returned,
        ],
        .correct: [.returned: .received],
        .recallVetting: [.vetted: .received, .accepted: .received, .approved: .received],
        .recallApproval: [.approved: .accepted],
        .refuse: [
            .received: .refused, .returned: .refused, .vetted: .refused, .accepted: .refused,
            .approved: .refused,
        ],
    ]

    private func application(
        in state: Application.State, _ world: AuthorityWorld
    ) async throws -> String {
        let subscriber = try TestSubscriber.rsa.get()
        let id = try await world.apply(subscriber)
        switch state {
        case .issuing:
            try await world.bring(id, to: .approved, with: subscriber)
            world.signer.fail(times: 1)
            await #expect(throws: (any Error).self) { try await world.issue(id) }
        case .refused:
            try await world.refuse(id)
        default:
            try await world.bring(id, to: state, with: subscriber)
        }
        return id
    }

    private func take(_ step: Step, _ id: String, _ world: AuthorityWorld) async throws {
        switch step {
        case .vet: try await world.vet(id)
        case .accept: try await world.accept(id, with: TestSubscriber.rsa.get())
        case .approve: try await world.approve(id)
        case .issue: try await world.issue(id)
        case .giveBack: try await world.giveBack(id)
        case .correct: try await world.correct(id, with: TestSubscriber.rsa.get())
        case .refuse: try await world.refuse(id)
        case .recallVetting: try await world.recall(id, by: world.validator)
        case .recallApproval: try await world.recall(id, by: world.approver)
        }
    }

    @Test(arguments: Application.State.allCases, Step.allCases)
    func `[6.6] takes each step in its place and no other`(
        state: Application.State, step: Step
    ) async throws {
        let world = try await AuthorityWorld.make()
        let id = try await application(in: state, world)
        let before = try await world.application(id)
        try #require(before.state == state)
        world.clock.advance(byMilliseconds: 1000)
        let reason = try await refusal { try await take(step, id, world) }
        let after = try await world.application(id)
        if let next = Self.transitions[step]?[state] {
            #expect(reason == nil)
            #expect(after.state == next)
            #expect(after.stateAtMilliseconds == world.clock.nowMilliseconds)
        } else {
            #expect(reason == Reason("application.stateWrong", "6.6", "application"))
            #expect(after.values.map(\.value) == before.values.map(\.value))
        }
        #expect(try await world.ledger.verify().isClean)
    }

    @Test(arguments: [Application.State.vetted, .accepted, .approved])
    func `[6.10] that is refused takes its number with it, and no list has it`(
        state: Application.State
    ) async throws {
        let world = try await AuthorityWorld.make()
        let id = try await application(in: state, world)
        let serial = try #require(try await world.application(id).serialHex)
        let outcome = try await world.refuse(id, by: world.approver, reason: "withdrawn")
        #expect(outcome.result["reason"] == "withdrawn")
        let record = try await world.record("hk-rsa", serial)
        #expect(record.state == .unused && record.certificate == nil)
        let history = try await world.history(of: record)
        #expect(history.isEmpty)
        // Nothing was announced, so no signature can exist: no list is due for it, none names it.
        let size = try await world.ledger.read { try $0.journalSize() }
        #expect(await world.tick() == [])
        #expect(try await world.ledger.read { try $0.journalSize() } == size)
        #expect(try await world.nextList().entryCount == 0)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `is refused for a reason from the list alone`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await application(in: .received, world)
        #expect(
            try await refusal { try await world.refuse(id, reason: "I do not like 陳大文") }
                == Reason("payload.choiceUnknown", nil, "reason"))
    }
}
