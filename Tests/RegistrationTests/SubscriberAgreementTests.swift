import AuthorityTestSupport
import CanonicalJSON
import Cryptography
import Governance
import Issuance
import Ledger
import Messages
import Registration
import Testing
import TestSupport

/// What an applicant accepts with the contents, by version and digest.
@Suite struct `The subscriber agreement` {
    private static let superseded = Reason(
        "application.agreementSuperseded", "6.3c", "application")
    private static let digest = AuthorityWorld.evidence
    private static let document = "2026-1 \(digest) https://ca.example/agreement.pdf"

    private func accepted(
        _ world: AuthorityWorld
    ) async throws -> (id: String, subscriber: TestSubscriber) {
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.bring(id, to: .accepted, with: subscriber)
        return (id, subscriber)
    }

    /// A signature over the statement that names this agreement.
    private func signature(
        _ world: AuthorityWorld, _ id: String, _ subscriber: TestSubscriber, agreement: String
    ) async throws -> [UInt8] {
        let application = try await world.application(id)
        return try subscriber.sign(
            AcceptanceStatement(
                origin: TestLedger.origin, environment: "test", application: id,
                contentsHashHex: application.contentsHashHex ?? "",
                declarationsHashHex: AuthorityWorld.declared, agreementHashHex: agreement
            ).bytes)
    }

    @Test func `[6.2a] [6.3c] [6.25] is accepted by exact version, which the journal names`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let (id, _) = try await accepted(world)
        let digest = SubscriberAgreement.own.digestHex
        #expect(try await world.application(id).agreementHex == digest)
        let entries = try await world.ledger.read { snapshot in
            try snapshot.entries(matching: EntryFilter(operation: "application.accept"), limit: 9)
                .map { try $0.parsed() }
        }
        #expect(entries.map { $0.facts["agreement"] } == [.string(digest)])
        try await world.approve(id)
        #expect(try await world.application(id).state == .approved)
    }

    @Test func `[6.25] a certificate without agreement and contents accepted is refused`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.vet(id)
        func wrong(_ act: () async throws -> ActOutcome) async throws -> Bool {
            try await refusal { _ = try await act() }?.code == "application.stateWrong"
        }
        #expect(try await wrong { try await world.approve(id) })
        #expect(try await wrong { try await world.issue(id) })
        let valid = try await world.ledger.read { snapshot in
            try snapshot.select(CertificateRecord.self).filter {
                $0.application == id && $0.state == .valid
            }
        }
        #expect(valid.isEmpty)
        try await world.accept(id, with: subscriber)
        #expect(try await wrong { try await world.issue(id) })
    }

    @Test
    func `[6.3c] on a superseded version approval is refused, until the next one is accepted`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let (id, subscriber) = try await accepted(world)
        try await world.change(["subscriberAgreement": .string(Self.document)])
        #expect(try await refusal { try await world.approve(id) } == Self.superseded)
        #expect(try await world.application(id).state == .accepted)
        try await world.recall(id, by: world.validator)
        #expect(try await world.application(id).agreementHex == nil)
        try await world.vet(id)
        let old = try await signature(
            world, id, subscriber, agreement: SubscriberAgreement.own.digestHex)
        #expect(
            try await refusal { try await world.accept(id, signature: old) }
                == Reason("application.acceptanceInvalid", "6.12", "signature"))
        try await world.accept(
            id, signature: signature(world, id, subscriber, agreement: Self.digest))
        #expect(try await world.application(id).agreementHex == Self.digest)
        try await world.approve(id)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.2a] each version is told with the day from which it was in force`() async throws
    {
        let world = try await AuthorityWorld.make()
        let first = try await world.ledger.read { try $0.subscriberAgreements() }
        #expect(first.map(\.agreement) == [.own])
        world.clock.advance(byMilliseconds: 1000)
        try await world.change(["subscriberAgreement": .string(Self.document)])
        // Another setting is no other agreement.
        world.clock.advance(byMilliseconds: 1000)
        try await world.change(["crlPeriodHours": 6])
        let both = try await world.ledger.read { try $0.subscriberAgreements() }
        #expect(both.map(\.agreement.version) == ["2026-1", AgreementWords.version])
        #expect(both.first?.agreement.digestHex == Self.digest)
        #expect(both[0].fromMilliseconds > both[1].fromMilliseconds)
        world.clock.advance(byMilliseconds: 1000)
        try await world.change(["subscriberAgreement": ""])
        #expect(
            try await world.ledger.read { try $0.subscriberAgreements().map(\.agreement.version) }
                == [AgreementWords.version, "2026-1", AgreementWords.version])
    }

    @Test func `[6.2a] one that was given up before its day was never in force`() async throws {
        let world = try await AuthorityWorld.make()
        let now = world.clock.nowMilliseconds
        try await world.change(
            ["subscriberAgreement": .string(Self.document)], effectiveFrom: now + 60_000)
        let scheduled = try await world.ledger.read {
            try $0.select(PracticeVersion.self, orderBy: "version DESC").first
        }
        try await world.change(["crlPeriodHours": 6], replaces: scheduled?.version)
        world.clock.advance(byMilliseconds: 120_000)
        let all = try await world.ledger.read { try $0.subscriberAgreements() }
        #expect(all.map(\.agreement) == [.own])
    }

    @Test(arguments: [
        "2026-1", "2026-1 \(digest)", "2026-1 \(digest) http://ca.example/a",
        "2026-1 \(digest) https://", "2026-1 \(digest.uppercased()) https://ca.example/a",
        "Kapok-2 \(digest) https://ca.example/a", "a/b \(digest) https://ca.example/a",
        " \(digest) https://ca.example/a", "2026-1 \(digest) https://ca.example/a b",
        "2026-1 \(digest) https://ca.example/協議",
    ])
    func `[6.2a] a document that nobody could compare is refused as a setting`(
        text: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        #expect(
            try await refusal {
                try await world.change(["subscriberAgreement": .string(text)])
            } == Reason("practice.settingInvalid", "6.2a", "subscriberAgreement"))
    }

    /// Who changes a word gives the next version: this says which words belong to which.
    @Test func `the words of a version are these words`() {
        #expect(AgreementWords.version == "kapok-2")
        #expect(
            SubscriberAgreement.own.digestHex
                == "3d3eab5ff66e9d3361e2064905a3991beae141a15ace101b8234681729b67144")
        let clauses = Set(AgreementWords.passages.map(\.clause))
        for duty in [
            "6.2a", "6.8", "6.12", "6.25a", "6.25b", "6.25c", "6.25d", "6.25e", "6.27",
        ] {
            #expect(clauses.contains(duty))
        }
    }
}
