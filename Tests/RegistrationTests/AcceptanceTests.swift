import AuthorityTestSupport
import CanonicalJSON
import Cryptography
import Governance
import Ledger
import Registration
import Testing
import TestSupport

@Suite struct `Acceptance` {
    private static let invalid = Reason("application.acceptanceInvalid", "6.12", "signature")

    private func vetted(
        _ world: AuthorityWorld, _ subscriber: TestSubscriber, to authority: String = "hk-rsa"
    ) async throws -> Application {
        let id = try await world.apply(subscriber, to: authority)
        try await world.vet(id)
        return try await world.application(id)
    }

    @Test(arguments: ["hk-rsa", "gd-sm2"])
    func `[6.12] is the applicant's signature over the exact contents, and is kept`(
        authority: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try (authority == "gd-sm2" ? TestSubscriber.sm2 : TestSubscriber.rsa).get()
        let application = try await vetted(world, subscriber, to: authority)
        let outcome = try await world.accept(application.id, with: subscriber)
        #expect(outcome.result["state"] == "accepted")
        let kept = try await world.ledger.read {
            try $0.vault.read("acceptance", dossier: application.id)
        }
        #expect(
            subscriber.key.publicKey.verifies(
                try #require(kept), of: world.statement(application).bytes,
                with: subscriber.algorithm))
        let entry = try await world.ledger.read {
            try $0.entry(at: outcome.entryIndex).parsed()
        }
        #expect(entry.operation == "application.accept")
        #expect(entry.actor == "applicant")
        #expect(entry.caseID == application.id)
    }

    @Test func `[6.12] the statement names everything it is for, in canonical JSON`() throws {
        let statement = AcceptanceStatement(
            origin: "ca.example/journal", environment: "test", application: "app-1",
            contentsHashHex: "00", declarationsHashHex: nil, agreementHashHex: "02")
        #expect(
            String(decoding: statement.bytes, as: UTF8.self)
                == #"{"agreement":"02","application":"app-1","contents":"00","#
                + #""environment":"test","#
                + #""origin":"ca.example/journal","type":"kapok-acceptance/v3"}"#)
        let declaring = AcceptanceStatement(
            origin: "ca.example/journal", environment: "test", application: "app-1",
            contentsHashHex: "00", declarationsHashHex: "01", agreementHashHex: "02")
        #expect(
            String(decoding: declaring.bytes, as: UTF8.self)
                == #"{"agreement":"02","application":"app-1","contents":"00","#
                + #""declarations":"01","#
                + #""environment":"test","origin":"ca.example/journal","#
                + #""type":"kapok-acceptance/v3"}"#)
    }

    /// What else may be signed by the right key: nothing of it counts.
    static let forgeries = [
        "contents", "application", "origin", "environment", "declarations", "no declarations",
        "agreement", "raw contents",
    ]

    @Test(arguments: forgeries)
    func `[5.3a, 6.2a, 6.2c, 6.12] a signature over anything else is refused`(forgery: String)
        async throws
    {
        let world = try await AuthorityWorld.make()
        let subscriber = try TestSubscriber.rsa.get()
        let application = try await vetted(world, subscriber)
        func statement(
            origin: String = TestLedger.origin, environment: String = "test",
            application id: String = application.id,
            contents: String = application.contentsHashHex ?? "",
            declarations: String? = AuthorityWorld.declared,
            agreement: String = SubscriberAgreement.own.digestHex
        ) -> AcceptanceStatement {
            AcceptanceStatement(
                origin: origin, environment: environment, application: id,
                contentsHashHex: contents, declarationsHashHex: declarations,
                agreementHashHex: agreement)
        }
        let signed: [UInt8] =
            switch forgery {
            case "contents": statement(contents: AuthorityWorld.evidence).bytes
            case "application": statement(application: "app-other").bytes
            case "origin": statement(origin: "other.example/journal").bytes
            case "environment": statement(environment: "production").bytes
            case "declarations": statement(declarations: AuthorityWorld.evidence).bytes
            case "no declarations": statement(declarations: nil).bytes
            case "agreement": statement(agreement: AuthorityWorld.evidence).bytes
            default: Hex.decode(application.contentsHashHex ?? "") ?? []
            }
        #expect(
            try await refusal {
                try await world.accept(
                    application.id, signature: subscriber.sign(signed))
            } == Self.invalid)
        #expect(try await world.application(application.id).state == .vetted)
        // The same function with nothing changed is accepted.
        try await world.accept(
            application.id, signature: subscriber.sign(statement().bytes))
    }

    @Test func `[6.12] another key's signature is refused`() async throws {
        let world = try await AuthorityWorld.make()
        let application = try await vetted(world, TestSubscriber.rsa.get())
        for other in [try world.newSubscriber(), try TestSubscriber(.sm2)] {
            #expect(
                try await refusal { try await world.accept(application.id, with: other) }
                    == Self.invalid)
        }
    }

    @Test func `[6.12] one flipped bit, a cut signature and none are refused`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try TestSubscriber.rsa.get()
        let application = try await vetted(world, subscriber)
        let good = try subscriber.sign(world.statement(application).bytes)
        var flipped = good
        flipped[good.count / 2] ^= 1
        for signature in [flipped, Array(good.dropLast()), good + [0]] {
            #expect(
                try await refusal {
                    try await world.accept(application.id, signature: signature)
                } == Self.invalid)
        }
        #expect(
            try await refusal { try await world.accept(application.id, signature: []) }
                == Reason("payload.invalid", nil, "signature"))
        #expect(
            try await refusal {
                try await world.accept(
                    application.id, signature: [UInt8](repeating: 1, count: 4096))
            } == Reason("payload.invalid", nil, "signature"))
    }

    @Test func `[3.2b] other contents than those prepared are refused`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try TestSubscriber.rsa.get()
        let application = try await vetted(world, subscriber)
        #expect(
            try await refusal {
                try await world.accept(
                    application.id, with: subscriber, contents: AuthorityWorld.evidence)
            } == Reason("application.contentsDiffer", "3.2b", "contents"))
    }

    @Test func `[3.2c] contents too old to be issued are not accepted either`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try TestSubscriber.rsa.get()
        let application = try await vetted(world, subscriber)
        let until = try #require(application.contentsUntilMilliseconds)
        world.clock.set(toMilliseconds: until + 1)
        #expect(
            try await refusal { try await world.accept(application.id, with: subscriber) }
                == Reason("application.contentsExpired", "3.2c", "contents"))
    }

    @Test func `[6.12] an officer cannot accept in the applicant's place`() async throws {
        let world = try await AuthorityWorld.make()
        let application = try await vetted(world, TestSubscriber.rsa.get())
        let act = try await world.decision(
            "application.accept", application.id, by: world.approver)
        let payload = act.payload.merging(["signature": "AAAA"])
        #expect(
            try await refusal {
                try await world.registration.accept(
                    ActRequest(
                        id: act.id, operation: act.operation, actor: act.actor,
                        caseID: act.caseID, payload: payload))
            } == Reason("operation.actorWrong", "7.10"))
    }
}
