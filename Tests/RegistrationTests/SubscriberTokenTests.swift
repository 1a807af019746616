import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Foundation
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import Testing
import TestSupport

/// As an officer's client has it done; what the client does with a real token, PKCS11Tests and
/// Tests/Integration/subscribertokens.py show.
@Suite struct `Tokens of subscribers` {
    static let document: JSONValue = [.string(AuthorityWorld.evidence)]
    static let sent: JSONValue = [
        "route": "courier", "package": "P-1", "destination": "1 Example Road",
        "salt": .string(AuthorityWorld.salt),
    ]
    static let letter: JSONValue = [
        "route": "post", "package": "L-1", "destination": "P.O. Box 7",
        "salt": .string(AuthorityWorld.salt),
    ]

    func world(makesKeys: Bool = true) async throws -> AuthorityWorld {
        let world = try await AuthorityWorld.make()
        if makesKeys { try await world.change(["keysMadeByAuthority": true]) }
        return world
    }

    func apply(_ world: AuthorityWorld) async throws -> String {
        var members =
            AuthorityWorld.application([], to: "hk-rsa", category: "personal").object ?? [:]
        members["request"] = nil
        members["key"] = "authority"
        return try await world.apply(.object(members)).result["application"]?.string ?? ""
    }

    func opening(
        _ token: String, _ secret: String = "8051226739401177"
    ) -> [String: JSONValue] {
        [
            "token": .string(token), "secret": .string(secret),
            "salt": .string(AuthorityWorld.salt),
        ]
    }

    @discardableResult
    func step(
        _ name: String, _ id: String, _ said: [String: JSONValue] = [:], _ world: AuthorityWorld,
        by officer: TestOfficer? = nil
    ) async throws -> (outcome: ActOutcome, secrets: [String]?) {
        let payload = JSONValue.object(said.merging(["application": .string(id)]) { $1 })
        let request = try await world.test.request(
            "application." + name, by: officer ?? world.validator, caseID: id, payload: payload)
        switch name {
        case "makeKey": return (try await world.registration.makeKey(request).outcome, nil)
        case "deliverKey", "receiveKey", "deliverPassword":
            let told = try await world.registration.deliver(request)
            #expect(told.container == nil)
            return (told.outcome, nil)
        default: return try await world.registration.actOnToken(request)
        }
    }

    @discardableResult
    func prepare(
        _ token: String, for id: String, _ world: AuthorityWorld,
        secret: String = "8051226739401177", model: String = "Model 1",
        by officer: TestOfficer? = nil
    ) async throws -> [String]? {
        try await step(
            "prepareToken", id, opening(token, secret).merging(["model": .string(model)]) { $1 },
            world, by: officer
        ).secrets
    }

    /// As far as the token holds the key.
    func bound(
        _ token: String, _ id: String, _ world: AuthorityWorld, by officer: TestOfficer? = nil
    ) async throws -> TestSubscriber {
        try await prepare(token, for: id, world, by: officer)
        let subscriber = try world.newSubscriber()
        try await step(
            "makeKey", id,
            [
                "token": .string(token),
                "request": .string(Base64.encode(try subscriber.request())),
            ], world, by: officer)
        return subscriber
    }

    func delivered(
        _ token: String, _ id: String, _ world: AuthorityWorld
    ) async throws -> TestSubscriber {
        let subscriber = try await bound(token, id, world)
        try await step(
            "deliverKey", id, Self.sent.object ?? [:], world, by: world.approver)
        try await step(
            "receiveKey", id, ["package": "P-1", "evidence": Self.document], world,
            by: world.approver)
        try await step(
            "deliverPassword", id, Self.letter.object ?? [:], world, by: world.validator)
        return subscriber
    }

    func issued(
        _ token: String, _ world: AuthorityWorld
    ) async throws -> (id: String, record: CertificateRecord) {
        let id = try await apply(world)
        let subscriber = try await delivered(token, id, world)
        try await world.bring(id, to: .issued, with: subscriber)
        return (id, try await record(of: id, world))
    }

    func record(
        of id: String, _ world: AuthorityWorld
    ) async throws -> CertificateRecord {
        let application = try await world.application(id)
        return try await world.ledger.read {
            try #require(
                try $0.get(
                    CertificateRecord.self, .text(application.authority),
                    .text(application.serialHex ?? "")))
        }
    }

    func state(_ id: String, _ world: AuthorityWorld) async throws
        -> SubscriberToken.State?
    {
        try await world.ledger.read { try $0.token(of: id)?.state }
    }

    // MARK: From prepare to certificate

    @Test func `[8.2a] hold the key that the applicant accepts with, by the ways of every key`()
        async throws
    {
        let world = try await world()
        let (id, record) = try await issued("8f3a12", world)
        #expect(try await state(id, world) == .bound)
        #expect(record.state == .valid)
        let token = try await world.ledger.read { try #require(try $0.token(of: id)) }
        #expect(token.serial == "8f3a12" && token.model == "Model 1")
    }

    @Test func `[8.2b] an acceptance before token and PIN were delivered is refused`() async throws
    {
        let world = try await world()
        let id = try await apply(world)
        let subscriber = try await bound("8f3a12", id, world)
        try await world.vet(id)
        #expect(
            try await refusal { try await world.accept(id, with: subscriber) }
                == Reason("application.keyNotDelivered", "8.2b", "application"))
    }

    @Test func `[8.2b] token and PIN by the same hands or the same way are refused`()
        async throws
    {
        let world = try await world()
        let id = try await apply(world)
        _ = try await bound("8f3a12", id, world)
        let differ = Reason("authorisation.personMustDiffer", "7.11a")
        #expect(
            try await refusal {
                try await step("deliverKey", id, Self.sent.object ?? [:], world)
            } == differ)
        try await step("deliverKey", id, Self.sent.object ?? [:], world, by: world.approver)
        try await step(
            "receiveKey", id, ["package": "P-1", "evidence": Self.document], world,
            by: world.approver)
        let same = Self.letter.merging(["route": "courier"]).object ?? [:]
        #expect(
            try await refusal { try await step("deliverPassword", id, same, world) }
                == Reason("application.keyRouteSame", "8.2b", "route"))
    }

    @Test func `[7.11a] who prepared a token is refused its delivery and the approval`()
        async throws
    {
        let world = try await world()
        let id = try await apply(world)
        try await prepare("8f3a12", for: id, world, by: world.dai)
        let differ = Reason("authorisation.personMustDiffer", "7.11a")
        let subscriber = try world.newSubscriber()
        try await step(
            "makeKey", id,
            [
                "token": "8f3a12",
                "request": .string(Base64.encode(try subscriber.request())),
            ], world)
        #expect(
            try await refusal {
                try await step(
                    "deliverKey", id, Self.sent.object ?? [:], world, by: world.dai)
            } == differ)
    }

    @Test func `[6.7a] a token is refused where the practice makes no keys, or none is awaited`()
        async throws
    {
        let world = try await world(makesKeys: false)
        let own = try await world.apply(world.newSubscriber())
        #expect(
            try await refusal { try await prepare("8f3a12", for: own, world) }
                == Reason("application.keyNotAwaited", "6.7b", "application"))
        try await world.change(["keysMadeByAuthority": true])
        let id = try await apply(world)
        try await world.change(["keysMadeByAuthority": false])
        #expect(
            try await refusal { try await prepare("8f3a12", for: id, world) }
                == Reason("practice.notOffered", "3.1a", "key"))
    }

    // MARK: One token, one application

    @Test func `[8.2a] serve one application at a time, and another one is refused until wiped`()
        async throws
    {
        let world = try await world()
        let (first, second) = (try await apply(world), try await apply(world))
        _ = try await bound("8f3a12", first, world)
        let taken = Reason("application.tokenTaken", "8.2a", "token")
        #expect(
            try await refusal { try await prepare("8f3a12", for: second, world) } == taken)
        try await world.refuse(first)
        #expect(
            try await refusal { try await prepare("8f3a12", for: second, world) } == taken)
        try await step("wipeToken", first, opening("8f3a12"), world)
        #expect(
            try await refusal { try await prepare("8f3a12", for: second, world, model: "Other") }
                == taken)
        try await prepare("8f3a12", for: second, world)
        #expect(try await state(second, world) == .prepared)
        #expect(try await state(first, world) == nil)
    }

    @Test func `[8.2a] a second token, another token or none is refused for the key`()
        async throws
    {
        let world = try await world()
        let id = try await apply(world)
        let request = JSONValue.string(
            Base64.encode(try world.newSubscriber().request()))
        #expect(
            try await refusal {
                try await step("makeKey", id, ["token": "8f3a12", "request": request], world)
            } == Reason("application.tokenMissing", "8.2a", "application"))
        try await prepare("8f3a12", for: id, world)
        let pending = Reason("application.tokenPending", "8.2a", "token")
        #expect(try await refusal { try await prepare("99", for: id, world) } == pending)
        #expect(try await refusal { try await step("makeKey", id, [:], world) } == pending)
        #expect(
            try await refusal {
                try await step("makeKey", id, ["token": "99", "request": request], world)
            } == Reason("application.tokenOther", "8.2a", "token"))
        for half: [String: JSONValue] in [["token": "8f3a12"], ["request": request]] {
            #expect(
                try await refusal { try await step("makeKey", id, half, world) }?.code
                    == "payload.invalid")
        }
    }

    @Test(arguments: [
        ("token", ""), ("token", "8f 3a"), ("token", "12345678901234567"), ("token", "八"),
        ("model", ""), ("model", "型號"), ("secret", "123"), ("secret", "1234 5678"),
    ])
    func `[8.16] what is no serial number, model or PIN is refused`(member: String, value: String)
        async throws
    {
        let world = try await world()
        let id = try await apply(world)
        var said = opening("8f3a12").merging(["model": "Model 1"]) { $1 }
        said[member] = .string(value)
        #expect(
            try await refusal { try await step("prepareToken", id, said, world) }
                == Reason("payload.invalid", nil, member))
        said = opening("8f3a12").merging(["model": "Model 1", "salt": "0a"]) { $1 }
        #expect(
            try await refusal { try await step("prepareToken", id, said, world) }?.code
                == "record.saltInvalid")
    }

    // MARK: What opens a token

    @Test func `[8.16] what opened a token is told to the next act, and forgotten with the key`()
        async throws
    {
        let world = try await world()
        let id = try await apply(world)
        #expect(try await prepare("8f3a12", for: id, world, secret: "11112222") == [])
        // Broken off, begun again: the token may have either.
        #expect(try await prepare("8f3a12", for: id, world, secret: "33334444") == ["11112222"])
        try await step(
            "makeKey", id,
            [
                "token": "8f3a12",
                "request": .string(
                    Base64.encode(try world.newSubscriber().request())),
            ], world)
        let wiped = try await step("wipeToken", id, opening("8f3a12", "55556666"), world)
        #expect(wiped.secrets == ["33334444"])
        let again = try await step("wipeToken", id, opening("8f3a12", "77778888"), world)
        #expect(again.secrets == ["55556666", "33334444"])
    }

    @Test func `[8.16] whoever repeats the request of another is refused what opens the token`()
        async throws
    {
        let world = try await world()
        let id = try await apply(world)
        try await prepare("8f3a12", for: id, world)
        let request = try await world.test.request(
            "application.wipeToken", by: world.validator, caseID: id,
            payload: .object(opening("8f3a12").merging(["application": .string(id)]) { $1 }))
        #expect(try await world.registration.actOnToken(request).secrets?.count == 1)
        let again = try await world.registration.actOnToken(request)
        #expect(again.outcome.replayed && again.secrets == nil)
    }

    @Test func `[8.16] what opens a token stands in clear neither in storage nor in an entry`()
        async throws
    {
        let world = try await world()
        let id = try await apply(world)
        try await prepare("8f3a12", for: id, world, secret: "4917350284660137")
        let names =
            FileManager.default.enumerator(atPath: world.test.folder.path)?
            .compactMap { $0 as? String } ?? []
        let files = names.compactMap {
            FileManager.default.contents(atPath: "\(world.test.folder.path)/\($0)")
        }
        #expect(!files.isEmpty)
        for file in files {
            #expect(file.range(of: Data("4917350284660137".utf8)) == nil)
        }
    }

    @Test
    func `[5.8a] is unblocked by another person than who identified the bearer, else refused`()
        async throws
    {
        let world = try await world()
        let (id, _) = try await issued("8f3a12", world)
        let early = Reason("application.tokenStateWrong", "8.2a", "token")
        #expect(
            try await refusal {
                try await step("unblockToken", id, opening("8f3a12"), world, by: world.approver)
            } == early)
        #expect(
            try await refusal {
                try await step("identifyBearer", id, ["documents": []], world)
            } == Reason("application.tokenBearerUnidentified", "5.8a", "documents"))
        try await step("identifyBearer", id, ["documents": Self.document], world)
        #expect(try await state(id, world) == .blocked)
        #expect(
            try await refusal {
                try await step("unblockToken", id, opening("99"), world, by: world.approver)
            } == Reason("application.tokenOther", "8.2a", "token"))
        let alone = try await refusal {
            try await step("unblockToken", id, opening("8f3a12"), world)
        }
        #expect(alone?.code == "act.roleWrong")
        let told = try await step(
            "unblockToken", id, opening("8f3a12", "55556666"), world, by: world.approver)
        #expect(told.secrets == ["8051226739401177"])
        #expect(try await state(id, world) == .bound)
        // Told once: who wants to be told again has the bearer identified again.
        #expect(
            try await refusal {
                try await step("unblockToken", id, opening("8f3a12"), world, by: world.approver)
            } == early)
    }

    @Test func `[5.8a] nobody is a bearer, and is refused, before the applicant had the token`()
        async throws
    {
        let world = try await world()
        let id = try await apply(world)
        _ = try await bound("8f3a12", id, world)
        #expect(
            try await refusal {
                try await step("identifyBearer", id, ["documents": Self.document], world)
            } == Reason("application.keyNotReceived", "8.2b", "application"))
    }
}
