import AuthorityTestSupport
import CanonicalJSON
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import Testing
import TestSupport

/// Certificates that are accepted by the receipt of the medium on which they lie (CP 6.12, 8.2b).
@Suite struct `Acceptance by the receipt of a medium` {
    private func world() async throws -> AuthorityWorld {
        let world = try await AuthorityWorld.make()
        try await world.accept(by: .medium)
        return world
    }

    private func made(_ world: AuthorityWorld) async throws -> (id: String, key: ContainerPassword)
    {
        try await world.change(["keysMadeByAuthority": true])
        var members =
            AuthorityWorld.application([], to: "gd-sm2", category: "personal").object ?? [:]
        members["request"] = nil
        members["key"] = "authority"
        let id = try await world.apply(.object(members)).result["application"]?.string ?? ""
        let told = try await world.registration.makeKey(
            world.test.request(
                "application.makeKey", by: world.validator, caseID: id,
                payload: ["application": .string(id)]))
        return (id, try #require(told.password))
    }

    @Test func `[6.12, 8.2b] the receipt accepts, what opens it follows and releases`() async throws
    {
        let world = try await world()
        let (id, held) = try await world.delivered(to: world.newSubscriber())
        #expect(held.state == .suspended && held.awaitsAcceptance)
        let sent = try await world.hand(
            "deliverKey", id, AuthorityWorld.medium, by: world.approver)
        #expect(sent.container == nil)
        try await world.hand("receiveKey", id, AuthorityWorld.mediumReceipt, by: world.approver)
        let accepted = try await world.record(held.authority, held.serialHex)
        #expect(accepted.state == .suspended && !accepted.awaitsAcceptance)
        let told = try await world.hand(
            "deliverPassword", id, AuthorityWorld.letter, by: world.validator)
        #expect(told.outcome.result["certificateState"] == "valid")
        #expect(try await world.state(of: held) == .valid)
        try await world.stop(held, code: #require(told.code).text)
        let causes = try await world.history(of: held).map(\.cause)
        #expect(causes == [nil, "acceptancePending", "accepted", "codeShown"])
        #expect(try await world.ledger.verify().isClean)
    }

    /// What comes before its time, from the wrong person or the wrong way, with the steps before it.
    static let breaches: [(before: [String], step: String, said: JSONValue, Reason)] = [
        (
            [], "receiveKey", AuthorityWorld.mediumReceipt,
            Reason("application.keyPackageOther", "8.2a", "package")
        ),
        (
            ["deliverKey"], "deliverPassword", AuthorityWorld.letter,
            Reason("application.keyNotReceived", "8.2b", "application")
        ),
        (
            ["deliverKey"], "receiveKey", ["package": "P-1"],
            Reason("application.deliveryReceiptMissing", "8.2b", "evidence")
        ),
        (
            ["deliverKey"], "receiveKey",
            AuthorityWorld.mediumReceipt.merging(["package": "P-2"]),
            Reason("application.keyPackageOther", "8.2a", "package")
        ),
        (
            ["deliverKey", "receiveKey"], "deliverPassword",
            AuthorityWorld.letter.merging(["route": "courier"]),
            Reason("application.keyRouteSame", "8.2b", "route")
        ),
        (
            ["deliverKey", "receiveKey"], "deliverKey", AuthorityWorld.medium,
            Reason("application.keyReceived", "6.30", "application")
        ),
    ]

    @Test(arguments: breaches)
    func `[6.12, 8.2b] a step that lacks another, its paper or its way is refused`(
        before: [String], step: String, said: JSONValue, reason: Reason
    ) async throws {
        let world = try await world()
        let (id, held) = try await world.delivered(to: world.newSubscriber())
        let good = [
            "deliverKey": AuthorityWorld.medium, "receiveKey": AuthorityWorld.mediumReceipt,
        ]
        for step in before {
            try await world.hand(step, id, try #require(good[step]), by: world.approver)
        }
        let officer = try step == "deliverPassword" ? world.validator : world.approver
        #expect(
            try await refusal { try await world.hand(step, id, said, by: officer) } == reason)
        #expect(try await world.state(of: held) == .suspended)
    }

    @Test func `[6.12, 8.2b] who had the medium in hand releases nothing, and is refused`()
        async throws
    {
        let world = try await world()
        let (id, held) = try await world.delivered(to: world.newSubscriber())
        try await world.hand("deliverKey", id, AuthorityWorld.medium, by: world.approver)
        try await world.hand("receiveKey", id, AuthorityWorld.mediumReceipt, by: world.approver)
        #expect(
            try await refusal {
                try await world.hand(
                    "deliverPassword", id, AuthorityWorld.letter, by: world.approver)
            }?.code == "authorisation.personMustDiffer")
        // Nor by a release, which would need nobody else.
        #expect(
            try await refusal { try await world.release(held, by: world.approver) }?.code
                == "certificate.notAccepted")
        #expect(try await world.state(of: held) == .suspended)
    }

    @Test func `[6.17a, 8.2b] a second letter tells no code that counts, and kills none`()
        async throws
    {
        let world = try await world()
        let (id, held) = try await world.delivered(to: world.newSubscriber())
        try await world.hand("deliverKey", id, AuthorityWorld.medium, by: world.approver)
        try await world.hand("receiveKey", id, AuthorityWorld.mediumReceipt, by: world.approver)
        let first = try await world.hand(
            "deliverPassword", id, AuthorityWorld.letter, by: world.validator)
        let second = try await world.hand(
            "deliverPassword", id, AuthorityWorld.letter, by: world.validator)
        #expect(second.code == nil)
        try await world.stop(held, code: #require(first.code).text)
        #expect(try await world.state(of: held) == .suspended)
    }

    @Test
    func `[6.30, 8.2a] a container is destroyed where its certificate ends before it arrived`()
        async throws
    {
        let world = try await world()
        let (id, _) = try await made(world)
        let held = try await world.delivered(id)
        #expect(try await contained(id, world))
        world.clock.advance(byMilliseconds: 8 * 86_400_000)
        try await world.revokeLate()
        #expect(try await world.state(of: held) == .revoked)
        #expect(try await !contained(id, world))
    }

    private func contained(_ id: String, _ world: AuthorityWorld) async throws -> Bool {
        try await world.ledger.read {
            try $0.vault.read("container", dossier: "key-\(id)") != nil
        }
    }

    @Test func `[6.12] a receipt after the time is refused, and what was received in time stays`()
        async throws
    {
        let world = try await world()
        let (late, first) = try await world.delivered(to: world.newSubscriber())
        let (inTime, second) = try await world.delivered(
            world.apply(
                world.newSubscriber(),
                subject: AuthorityWorld.person(named: "李小明"))
        ).withApplication(world)
        for id in [late, inTime] {
            try await world.hand("deliverKey", id, AuthorityWorld.medium, by: world.approver)
        }
        try await world.hand(
            "receiveKey", inTime, AuthorityWorld.mediumReceipt, by: world.approver)
        world.clock.advance(byMilliseconds: 8 * 86_400_000)
        #expect(
            try await refusal {
                try await world.hand(
                    "receiveKey", late, AuthorityWorld.mediumReceipt, by: world.approver)
            } == Reason("application.acceptanceLate", "6.12", "application"))
        try await world.revokeLate()
        #expect(try await world.state(of: first) == .revoked)
        #expect(try await world.state(of: second) == .suspended)
        try await world.hand(
            "deliverPassword", inTime, AuthorityWorld.letter, by: world.validator)
        #expect(try await world.state(of: second) == .valid)
        #expect(
            try await refusal {
                try await world.hand(
                    "deliverPassword", late, AuthorityWorld.letter, by: world.validator)
            }?.code == "application.stateWrong")
    }

    @Test(arguments: [Practice.AcceptanceWay.before, .afterwards])
    func `[6.12] where it is not the way, no medium of a brought key goes out: refused`(
        way: Practice.AcceptanceWay
    ) async throws {
        let world = try await AuthorityWorld.make()
        try await world.accept(by: way)
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.vet(id)
        #expect(
            try await refusal {
                try await world.hand("deliverKey", id, AuthorityWorld.medium, by: world.approver)
            } == Reason("application.keyNotMade", "6.7a", "application"))
        if way == .before { try await world.accept(id, with: subscriber) }
        try await world.approve(id)
        try await world.issue(id)
        #expect(
            try await refusal {
                try await world.hand("deliverKey", id, AuthorityWorld.medium, by: world.approver)
            }?.code == "application.stateWrong")
    }

    // MARK: Keys that the authority made

    @Test func `[6.12, 8.2a] the container of a key that was made is the medium`() async throws {
        let world = try await world()
        let (id, password) = try await made(world)
        let held = try await world.delivered(id)
        let container = try #require(
            try await world.hand("deliverKey", id, AuthorityWorld.medium, by: world.approver)
                .container)
        try await world.hand("receiveKey", id, AuthorityWorld.mediumReceipt, by: world.approver)
        try await world.hand("deliverPassword", id, AuthorityWorld.letter, by: world.validator)
        #expect(try await world.state(of: held) == .valid)
        let key = try PKCS12Container(derEncoded: container, password: password.secret)
            .key(password: password.secret)
        let certificate = try Certificate(derEncoded: #require(held.certificate))
        #expect(certificate.subjectPublicKeyInfo == key.publicKey.subjectPublicKeyInfo)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test
    func
        `[6.12, 8.2a] a made key that is on its way already is accepted with before: else refused`()
        async throws
    {
        let world = try await world()
        let (id, password) = try await made(world)
        try await world.vet(id)
        let container = try #require(
            try await world.hand("deliverKey", id, AuthorityWorld.medium, by: world.approver)
                .container)
        #expect(
            try await refusal { try await world.approve(id, by: world.gus) }?.code
                == "application.stateWrong")
        try await world.hand("receiveKey", id, AuthorityWorld.mediumReceipt, by: world.approver)
        try await world.hand("deliverPassword", id, AuthorityWorld.letter, by: world.validator)
        let key = try PKCS12Container(derEncoded: container, password: password.secret)
            .key(password: password.secret)
        try await world.accept(id, with: TestSubscriber(key: key))
        try await world.approve(id)
        try await world.issue(id)
        let record = try await world.record(
            "gd-sm2", world.application(id).serialHex ?? "")
        #expect(record.state == .valid)
    }

    @Test
    func `[6.12, 8.2b] afterwards, a made key signs once its password has gone out: else refused`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        try await world.accept(by: .afterwards)
        let (id, password) = try await made(world)
        let held = try await world.delivered(id)
        let container = try #require(
            try await world.hand("deliverKey", id, AuthorityWorld.medium, by: world.approver)
                .container)
        let key = try PKCS12Container(derEncoded: container, password: password.secret)
            .key(password: password.secret)
        #expect(
            try await refusal { try await world.accept(id, with: TestSubscriber(key: key)) }
                == Reason("application.keyNotDelivered", "8.2b", "application"))
        try await world.hand("receiveKey", id, AuthorityWorld.mediumReceipt, by: world.approver)
        #expect(try await world.record(held.authority, held.serialHex).awaitsAcceptance)
        let told = try await world.hand(
            "deliverPassword", id, AuthorityWorld.letter, by: world.validator)
        #expect(told.code == nil)
        #expect(try await world.state(of: held) == .suspended)
        try await world.accept(id, with: TestSubscriber(key: key))
        #expect(try await world.state(of: held) == .valid)
    }
}

extension CertificateRecord {
    fileprivate func withApplication(
        _ world: AuthorityWorld
    ) throws -> (application: String, record: CertificateRecord) {
        (try #require(application), self)
    }
}
