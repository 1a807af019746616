import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Ledger
import Registration
import Testing
import TestSupport

@Suite struct `Separation of duties` {
    private static let mustDiffer = Reason("authorisation.personMustDiffer", "7.11a")

    /// An application vetted and approved by these, as far as they are given.
    private func application(
        _ world: AuthorityWorld, vettedBy: TestOfficer? = nil, approvedBy: TestOfficer? = nil
    ) async throws -> String {
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.vet(id, by: vettedBy)
        try await world.accept(id, with: subscriber)
        if let approvedBy { try await world.approve(id, by: approvedBy) }
        return id
    }

    @Test func `[7.11a] who vetted does not approve`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await application(world, vettedBy: world.dai)
        #expect(try await refusal { try await world.approve(id, by: world.dai) } == Self.mustDiffer)
        try await world.approve(id, by: world.eva)
    }

    @Test func `[7.11a] who vetted does not issue`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await application(world, vettedBy: world.fay, approvedBy: world.eva)
        #expect(try await refusal { try await world.issue(id, by: world.fay) } == Self.mustDiffer)
        try await world.issue(id, by: world.gus)
    }

    @Test func `[7.11a] who approved does not issue`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await application(world, approvedBy: world.gus)
        #expect(try await refusal { try await world.issue(id, by: world.gus) } == Self.mustDiffer)
        try await world.issue(id, by: world.fay)
    }

    @Test func `[7.11a] one person may take different steps in different cases`() async throws {
        let world = try await AuthorityWorld.make()
        _ = try await application(world, vettedBy: world.dai)
        let other = try await application(world, approvedBy: world.dai)
        #expect(try await world.application(other).state == .approved)
    }

    @Test func `[7.11a] a step that was refused is no part of the case's history`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        let wrong: JSONValue = ["statement": .string(AuthorityWorld.evidence)]
        #expect(
            try await refusal { try await world.vet(id, by: world.dai, changing: wrong) }?.code
                == "application.statementDiffers")
        try await world.vet(id)
        try await world.accept(id, with: subscriber)
        try await world.approve(id, by: world.dai)
    }

    @Test func `[7.11a] who vetted may still refuse, since that tightens`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await application(world, vettedBy: world.dai)
        try await world.refuse(id, by: world.dai)
        #expect(try await world.application(id).state == .refused)
    }

    // MARK: Roles

    struct RoleCase: Sendable, CustomTestStringConvertible {
        let operation: String
        let state: Application.State
        var testDescription: String { operation }
    }

    static let steps = [
        RoleCase(operation: "application.vet", state: .received),
        RoleCase(operation: "application.approve", state: .accepted),
        RoleCase(operation: "application.issue", state: .approved),
        RoleCase(operation: "application.return", state: .vetted),
        RoleCase(operation: "application.refuse", state: .vetted),
        RoleCase(operation: "application.recall", state: .vetted),
    ]

    private func take(
        _ operation: String, _ id: String, by officer: TestOfficer, _ world: AuthorityWorld
    ) async throws {
        switch operation {
        case "application.vet": try await world.vet(id, by: officer)
        case "application.approve": try await world.approve(id, by: officer)
        case "application.issue": try await world.issue(id, by: officer)
        case "application.return": try await world.giveBack(id, by: officer)
        case "application.recall": try await world.recall(id, by: officer)
        default: try await world.refuse(id, by: officer)
        }
    }

    @Test(arguments: steps)
    func `[7.10] a step is for those who hold its role, and for nobody else`(
        step: RoleCase
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try TestSubscriber.rsa.get()
        let id = try await world.apply(subscriber)
        try await world.bring(id, to: step.state, with: subscriber)
        let operation = try #require(Operation[step.operation])
        let people = [try world.validator, try world.approver, try world.issuingOfficer, world.hal]
        let strangers = people.filter { Set($0.roles).isDisjoint(with: operation.roles) }
        try #require(strangers.count >= 2)
        for officer in strangers {
            #expect(
                try await refusal { try await take(step.operation, id, by: officer, world) }
                    == Reason("act.roleWrong", "7.10", "role"), "\(officer.id)")
        }
        #expect(try await world.application(id).state == step.state)
    }

    @Test func `[7.10] claiming a role in the act does not give it`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try TestSubscriber.rsa.get()
        let id = try await world.apply(subscriber)
        try await world.bring(id, to: .accepted, with: subscriber)
        let application = try await world.application(id)
        let payload: JSONValue = [
            "application": .string(id), "contents": .string(application.contentsHashHex ?? ""),
            "evidence": .string(application.evidence ?? ""),
        ]
        let signed = try await world.test.signed(
            "application.approve", by: world.validator, caseID: id, payload: payload,
            role: .approver)
        #expect(
            try await refusal {
                try await world.registration.approve(
                    ActRequest(
                        id: "r", operation: "application.approve", actor: .officer(signed),
                        caseID: id, payload: payload))
            } == Reason("authorisation.roleMissing", "7.10"))
    }

    @Test func `[7.10] a role for one authority does not reach the applications of another`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let officer = try await world.enrol(
            granting: .validator, ["authority": "gd-sm2"])
        let id = try await world.apply(TestSubscriber.rsa.get())
        let application = try await world.application(id)
        func request(claiming authority: String?) async throws -> ActRequest {
            try await world.test.request(
                "application.vet", by: officer, caseID: id, authority: authority,
                payload: [
                    "application": .string(id), "method": "A",
                    "statement": .string(application.statementCommitmentHex),
                    "evidence": try await world.proofs(of: id, method: "A"),
                    "salt": .string(AuthorityWorld.salt),
                ])
        }
        for claim in [nil, "hk-rsa", "gd-sm2"] {
            #expect(
                try await refusal {
                    try await world.registration.vet(request(claiming: claim))
                } == Reason("authorisation.roleMissing", "7.10"), "\(claim ?? "none")")
        }
        #expect(try await world.application(id).state == .received)
    }
}
