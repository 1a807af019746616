import AuthorityTestSupport
import CanonicalJSON
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import Testing
import TestSupport

/// An application goes back to its applicant, and comes again.
@Suite struct `A correction` {
    static let corrected = AuthorityWorld.person.merging(["surname": "鄭", "commonName": "鄭大文"])

    private func returned(
        from state: Application.State = .received, _ world: AuthorityWorld
    ) async throws -> String {
        let subscriber = try TestSubscriber.rsa.get()
        let id = try await world.apply(subscriber)
        try await world.bring(id, to: state, with: subscriber)
        try await world.giveBack(id)
        return id
    }

    @Test(arguments: [Application.State.vetted, .accepted, .approved])
    func `[6.3a] begins anew: what was decided before it counts no more`(
        state: Application.State
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try TestSubscriber.rsa.get()
        let id = try await world.apply(subscriber)
        try await world.bring(id, to: state, with: subscriber)
        let before = try await world.application(id)
        let serial = try #require(before.serialHex)
        let outcome = try await world.giveBack(id, by: world.approver)
        #expect(outcome.result["field"] == "surname")
        #expect(outcome.result["reason"] == "differsFromDocument")
        let given = try await world.application(id)
        #expect(given.state == .returned && given.contentsHashHex == nil && given.serialHex == nil)
        #expect(given.evidence == nil && given.identityMethod == nil)
        #expect(given.returned == ReturnReason(field: "surname", cause: .differsFromDocument))
        #expect(try await world.record("hk-rsa", serial).state == .unused)
        // The contents of before are approved or accepted by nobody any more.
        let old = try #require(before.contentsHashHex)
        let reason = try await refusal {
            try await world.accept(id, with: subscriber, contents: old)
        }
        #expect(reason == Reason("application.stateWrong", "6.6", "application"))
        try await world.correct(id, with: subscriber, subject: Self.corrected)
        try await world.bring(id, to: .issued, with: subscriber)
        let issued = try await world.application(id)
        #expect(issued.serialHex != serial && issued.version == 2)
        let record = try await world.record("hk-rsa", issued.serialHex ?? "")
        let certificate = try Certificate(derEncoded: try #require(record.certificate))
        #expect(certificate.tbsCertificate.subject.description.contains("鄭大文"))
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.2b] keeps every statement, and what was prepared and accepted of it`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let subscriber = try TestSubscriber.rsa.get()
        let id = try await returned(from: .accepted, world)
        try await world.correct(id, with: subscriber, subject: Self.corrected)
        try await world.giveBack(id, field: "evidence", reason: "incomplete")
        try await world.correct(id, with: subscriber, subject: Self.corrected)
        let kept = try await world.ledger.read { ledger in
            try [
                "statement-1", "statement-2", "statement", "contents-1", "acceptance-1",
                "contents-2", "acceptance-2",
            ].map {
                try ledger.vault.read($0, dossier: id)
            }
        }
        let stated = [AuthorityWorld.person, Self.corrected].map {
            AuthorityWorld.statement($0, category: "personal").canonicalBytes
        }
        #expect(kept[0] == stated[0])
        #expect(kept[1] == stated[1] && kept[2] == kept[1])
        #expect(kept[3] != nil && kept[4] != nil)
        // Nothing was prepared of the second, nor accepted.
        #expect(kept[5] == nil && kept[6] == nil)
        #expect(try await world.application(id).version == 3)
        #expect(try await world.ledger.verify().isClean)
    }

    /// What else the right key may sign, or another key may sign rightly.
    static let forgeries = [
        "another subject", "another application", "another journal", "another environment",
        "an earlier version", "another key",
    ]

    @Test(arguments: forgeries)
    func `[6.2b] is by the applicant's key over exactly this, or refused`(
        forgery: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try TestSubscriber.rsa.get()
        let id = try await returned(world)
        let before = try await world.application(id)
        func signed(
            _ id: String, origin: String = TestLedger.origin, environment: String = "test",
            version: Int64 = 2, subject: JSONValue = Self.corrected
        ) -> CorrectionStatement {
            world.correction(
                id, origin: origin, environment: environment, version: version, subject: subject)
        }
        let statement: CorrectionStatement =
            switch forgery {
            case "another subject": signed(id, subject: AuthorityWorld.person)
            case "another application": signed("app-other")
            case "another journal": signed(id, origin: "other.example/journal")
            case "another environment": signed(id, environment: "production")
            case "an earlier version": signed(id, version: 1)
            default: signed(id)
            }
        let signer = forgery == "another key" ? try world.newSubscriber() : subscriber
        #expect(
            try await refusal {
                try await world.correct(
                    id, with: signer, subject: Self.corrected, signed: statement)
            } == Reason("application.correctionInvalid", "6.2b", "signature"))
        let after = try await world.application(id)
        #expect(after.values.map(\.value) == before.values.map(\.value))
    }

    @Test func `[6.2b] cannot be handed in twice`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try TestSubscriber.rsa.get()
        let id = try await returned(world)
        try await world.correct(id, with: subscriber, subject: Self.corrected)
        try await world.giveBack(id)
        let replay = world.correction(id, version: 2, subject: Self.corrected)
        #expect(
            try await refusal {
                try await world.correct(
                    id, with: subscriber, subject: Self.corrected, signed: replay)
            } == Reason("application.correctionInvalid", "6.2b", "signature"))
    }

    @Test func `[6.2b] names what an application has, with a code`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(TestSubscriber.rsa.get())
        #expect(
            try await refusal { try await world.giveBack(id, field: "hat") }?.code
                == "subject.fieldUnknown")
        #expect(
            try await refusal { try await world.giveBack(id, reason: "I do not like 陳大文") }
                == Reason("payload.choiceUnknown", nil, "reason"))
        for field in ReturnReason.fields(of: .personal) {
            try await world.giveBack(id, field: field)
        }
        #expect(try await world.application(id).state == .returned)
    }

    @Test func `[6.2b] is judged by the rules of names like the first statement`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await returned(world)
        let pseudonym = AuthorityWorld.person.merging(["pseudonym": "Lion"])
        #expect(
            try await refusal {
                try await world.correct(id, with: TestSubscriber.rsa.get(), subject: pseudonym)
            }?.clause == "5.2c")
        #expect(try await world.application(id).state == .returned)
    }

    @Test func `[7.11a] whoever decided once stays bound over its whole history`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try TestSubscriber.rsa.get()
        let id = try await world.apply(subscriber)
        try await world.vet(id, by: world.dai)
        try await world.giveBack(id)
        try await world.correct(id, with: subscriber)
        try await world.vet(id)
        try await world.accept(id, with: subscriber)
        #expect(
            try await refusal { try await world.approve(id, by: world.dai) }
                == Reason("authorisation.personMustDiffer", "7.11a"))
    }

    @Test func `[6.2b] ends somewhere`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try TestSubscriber.rsa.get()
        let id = try await returned(world)
        for _ in 1..<ApplicationCorrection.maximumVersions {
            try await world.correct(id, with: subscriber)
            try await world.giveBack(id)
        }
        #expect(
            try await refusal { try await world.correct(id, with: subscriber) }
                == Reason("application.correctionsExhausted", "6.2b", "application"))
        try await world.refuse(id)
    }
}
