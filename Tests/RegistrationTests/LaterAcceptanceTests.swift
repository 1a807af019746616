import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import Status
import Testing
import TestSupport

/// Contents that are accepted after the delivery (CP 6.12).
@Suite struct `Acceptance after the delivery` {
    private static let invalid = Reason("application.acceptanceInvalid", "6.12", "signature")
    private static let notYet = Reason("application.stateWrong", "6.6", "application")

    private func world(
        _ way: Practice.AcceptanceWay = .afterwards, days: Int64 = 7
    ) async throws -> AuthorityWorld {
        let world = try await AuthorityWorld.make()
        try await world.accept(by: way, days: days)
        return world
    }

    // MARK: Approval

    /// What the practice says, what the approver signs that it says, and whether that is approved.
    static let approvals: [(practice: String, said: String?, isApproved: Bool)] = [
        ("before", nil, false), ("before", "before", false), ("before", "afterwards", false),
        ("before", "medium", false), ("afterwards", nil, false), ("afterwards", "before", false),
        ("afterwards", "medium", false), ("afterwards", "afterwards", true),
        ("medium", nil, false), ("medium", "afterwards", false), ("medium", "medium", true),
    ]

    @Test(arguments: approvals)
    func
        `[6.12] without an acceptance nothing is approved but as the profile and the approver say, else refused`(
            practice: String, said: String?, isApproved: Bool
        ) async throws
    {
        let world = try await world(#require(Practice.AcceptanceWay(rawValue: practice)))
        let id = try await world.apply(TestSubscriber.rsa.get())
        try await world.vet(id)
        let act = try await world.decision("application.approve", id, by: world.approver)
        var payload = act.payload.object ?? [:]
        payload["acceptance"] = said.map { .string($0) }
        let request = try await world.test.request(
            "application.approve", by: world.approver, caseID: id, payload: .object(payload))
        let reason = try await refusal { try await world.registration.approve(request) }
        #expect(reason == (isApproved ? nil : Self.notYet))
        let application = try await world.application(id)
        #expect(application.state == (isApproved ? .approved : .vetted))
        #expect(
            application.agreementHex == (isApproved ? SubscriberAgreement.own.digestHex : nil))
    }

    @Test func `[6.12] what changed since the vetting is approved in no other way, and refused`()
        async throws
    {
        let world = try await world()
        let id = try await world.apply(TestSubscriber.rsa.get())
        try await world.vet(id)
        for way in [Practice.AcceptanceWay.medium, .before] {
            try await world.accept(by: way)
            #expect(try await refusal { try await world.approve(id) } == Self.notYet)
        }
        try await world.accept(by: .afterwards)
        try await world.approve(id)
    }

    @Test func `[6.12] whoever accepts before all the same gets a valid certificate`() async throws
    {
        let world = try await world()
        let subscriber = try TestSubscriber.rsa.get()
        let id = try await world.apply(subscriber)
        try await world.bring(id, to: .accepted, with: subscriber)
        #expect(try await world.application(id).acceptance == nil)
        try await world.approve(id)
        try await world.issue(id)
        let record = try await world.record(
            "hk-rsa", world.application(id).serialHex ?? "")
        #expect(record.state == .valid && record.acceptUntilMilliseconds == nil)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.12] an approval that is taken back waits to be approved again`() async throws {
        let world = try await world()
        let id = try await world.apply(TestSubscriber.rsa.get())
        try await world.vet(id)
        #expect(try await world.application(id).nextStep?.id == "application.approve")
        try await world.approve(id)
        try await world.recall(id, by: world.approver)
        let back = try await world.application(id)
        #expect(back.state == .vetted && back.agreementHex == nil)
        #expect(back.nextStep?.id == "application.approve")
        try await world.approve(id)
        // A vetting that is taken back forgets the way.
        try await world.recall(id, by: world.validator)
        #expect(try await world.application(id).acceptance == nil)
    }

    // MARK: Agreement

    /// The item of the signed agreement, and why it does not do.
    static let agreements: [(values: [String: String]?, code: String?)] = [
        (nil, "checklistIncomplete"),
        (
            ["digest": AuthorityWorld.evidence, "seenAt": AuthorityWorld.moment],
            "checklistIncomplete"
        ),
        (["seenAt": AuthorityWorld.moment], "evidenceDefective"),
        (
            ["digest": SubscriberAgreement.own.digestHex, "seenAt": "9998-01-01 09:00:00"],
            "checklistIncomplete"
        ),
        (["digest": SubscriberAgreement.own.digestHex, "seenAt": AuthorityWorld.moment], nil),
    ]

    @Test(arguments: agreements)
    func `[6.3c] nobody is vetted without the agreement in force, signed: else refused`(
        values: [String: String]?, code: String?
    ) async throws {
        let world = try await world()
        let id = try await world.apply(TestSubscriber.rsa.get())
        let proofs = try await world.proofs(of: id, method: "A").array ?? []
        let others = proofs.filter { $0["kind"] != "agreement" }
        let signed = values.map { [AuthorityWorld.proof("agreement", $0)] } ?? []
        let reason = try await refusal {
            try await world.vet(id, changing: ["evidence": .array(others + signed)])
        }
        #expect(reason?.code == code.map { "application." + $0 })
        #expect(reason == nil || reason?.clause == "6.3c")
    }

    @Test func `[6.3c] an agreement that was superseded since the vetting refuses the approval`()
        async throws
    {
        let world = try await world()
        let id = try await world.apply(TestSubscriber.rsa.get())
        try await world.vet(id)
        try await world.change([
            "subscriberAgreement": .string(
                "2026-2 \(AuthorityWorld.evidence) https://ca.example/agreement")
        ])
        #expect(
            try await refusal { try await world.approve(id) }
                == Reason("application.checklistIncomplete", "6.3c", "evidence"))
        // Before, nobody has to have signed it on paper.
        try await world.accept(by: .before)
        let other = try await world.apply(
            world.newSubscriber(), subject: AuthorityWorld.person(named: "李小明"))
        #expect(try await refusal { try await world.vet(other) } == nil)
    }

    // MARK: By a signature

    @Test(arguments: ["hk-rsa", "gd-sm2"])
    func `[6.12] the signature over the exact contents and the agreement releases it`(
        authority: String
    ) async throws {
        let world = try await world()
        let subscriber = try (authority == "gd-sm2" ? TestSubscriber.sm2 : TestSubscriber.rsa).get()
        let (id, held) = try await world.delivered(to: subscriber, by: authority)
        #expect(held.state == .suspended && held.awaitsAcceptance)
        let statement = try await world.statement(world.application(id)).bytes
        let told = try await world.acceptTold(id, signature: subscriber.sign(statement))
        #expect(told.outcome.result["certificateState"] == "valid")
        let record = try await world.record(held.authority, held.serialHex)
        #expect(record.state == .valid && !record.awaitsAcceptance)
        #expect(record.acceptedAtMilliseconds == world.clock.nowMilliseconds)
        let entry = try await world.ledger.read {
            try $0.entry(at: told.outcome.entryIndex).parsed()
        }
        #expect(entry.facts["agreement"]?.string == SubscriberAgreement.own.digestHex)
        // The code that is given with it works.
        try await world.stop(record, code: #require(told.code).text)
        #expect(try await world.state(of: record) == .suspended)
        #expect(try await world.ledger.verify().isClean)
    }

    static let forgeries = ["key", "application", "contents", "agreement", "cut"]

    @Test(arguments: forgeries)
    func `[6.12] a signature by another key or over anything else is refused, and it stays on hold`(
        forgery: String
    ) async throws {
        let world = try await world()
        let subscriber = try TestSubscriber.rsa.get()
        let (id, held) = try await world.delivered(to: subscriber)
        let contents = try await world.application(id).contentsHashHex ?? ""
        func signed(
            by other: TestSubscriber? = nil, application: String? = nil,
            contents said: String? = nil,
            agreement: String? = nil
        ) throws -> [UInt8] {
            try (other ?? subscriber).sign(
                AcceptanceStatement(
                    origin: TestLedger.origin, environment: "test", application: application ?? id,
                    contentsHashHex: said ?? contents,
                    declarationsHashHex: AuthorityWorld.declared,
                    agreementHashHex: agreement ?? SubscriberAgreement.own.digestHex
                ).bytes)
        }
        let signature =
            switch forgery {
            case "key": try signed(by: world.newSubscriber())
            case "application": try signed(application: "app-other")
            case "contents": try signed(contents: AuthorityWorld.evidence)
            case "agreement": try signed(agreement: AuthorityWorld.evidence)
            default: Array(try signed().dropLast())
            }
        #expect(
            try await refusal { try await world.accept(id, signature: signature) }
                == Self.invalid)
        #expect(try await world.state(of: held) == .suspended)
        try await world.accept(id, signature: signed())
        #expect(try await world.state(of: held) == .valid)
    }

    @Test func `[6.12] it is accepted once, in time, and after the issue: else refused`()
        async throws
    {
        let world = try await world()
        let subscriber = try world.newSubscriber()
        let (id, held) = try await world.delivered(to: subscriber)
        world.clock.set(toMilliseconds: try #require(held.acceptUntilMilliseconds))
        let other = try world.newSubscriber()
        let early = try await world.apply(
            other, subject: AuthorityWorld.person(named: "李小明"))
        try await world.vet(early)
        try await world.approve(early)
        #expect(
            try await refusal { try await world.accept(early, with: other) } == Self.notYet)
        try await world.accept(id, with: subscriber)
        #expect(try await refusal { try await world.accept(id, with: subscriber) } == Self.notYet)
        let (last, later) = try await world.delivered(to: world.newSubscriber())
        world.clock.set(toMilliseconds: try #require(later.acceptUntilMilliseconds) + 1)
        #expect(
            try await refusal { try await world.accept(last, with: subscriber) }
                == Reason("application.acceptanceLate", "6.12", "application"))
    }

    @Test func `[6.12] a list of certificates comes into the world on hold, each of them`()
        async throws
    {
        let world = try await world(days: 3)
        var ids: [String] = []
        for name in ["陳大文", "李小明", "黃志強"] {
            let id = try await world.apply(
                world.newSubscriber(),
                subject: AuthorityWorld.person(named: name))
            try await world.vet(id)
            try await world.approve(id)
            ids.append(id)
        }
        var items: [JSONValue] = []
        for id in ids {
            items.append([
                "application": .string(id),
                "contents": .string(try await world.application(id).contentsHashHex ?? ""),
            ])
        }
        _ = try await world.registration.issueList(
            world.test.request(
                "application.issueList", by: world.issuingOfficer,
                payload: ["applications": .array(items)]))
        for id in ids {
            let record = try await world.record(
                "hk-rsa", world.application(id).serialHex ?? "")
            #expect(record.state == .suspended && record.awaitsAcceptance)
            #expect(
                record.acceptUntilMilliseconds
                    == (record.issuedAtMilliseconds ?? 0) + 3 * 86_400_000)
        }
        #expect(try await world.ledger.verify().isClean)
    }

    // MARK: Renewal and data

    @Test func `[6.14] what nobody accepted is renewed by nobody, and refused`() async throws {
        let world = try await world()
        let (id, held) = try await world.delivered(to: world.newSubscriber())
        let payload = try AuthorityWorld.application(world.newSubscriber().request()).merging([
            "renews": .string("\(held.authority)/\(held.serialHex)")
        ])
        #expect(
            try await refusal { try await world.apply(payload) }
                == Reason("renewal.certificateUnfit", "6.14", "renews"))
        let data = try await world.ledger.read {
            try SubjectData(["application": .string(id)], $0).json
        }
        let told = data["applications"]?.array?.first
        #expect(told?["acceptance"] == "afterwards")
        #expect(told?["certificate"]?["acceptUntil"]?.string != nil)
        #expect(told?["certificate"]?["acceptedAt"] == .null)
    }
}
