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

@Suite struct `Keys made by the authority` {
    private static let receipt: JSONValue = [.string(AuthorityWorld.evidence)]

    /// A world whose practice says that keys are made.
    private func world(makesKeys: Bool = true) async throws -> AuthorityWorld {
        let world = try await AuthorityWorld.make()
        if makesKeys { try await world.change(["keysMadeByAuthority": true]) }
        return world
    }

    private func payload(to authority: String = "gd-sm2") -> JSONValue {
        var members =
            AuthorityWorld.application([], to: authority, category: "personal").object ?? [:]
        members["request"] = nil
        members["key"] = "authority"
        return .object(members)
    }

    private func apply(_ world: AuthorityWorld, to authority: String = "gd-sm2") async throws
        -> String
    {
        try await world.apply(payload(to: authority)).result["application"]?.string ?? ""
    }

    private func make(
        _ id: String, _ world: AuthorityWorld, by officer: TestOfficer? = nil
    ) async throws -> (outcome: ActOutcome, password: ContainerPassword?) {
        try await world.registration.makeKey(
            world.test.request(
                "application.makeKey", by: officer ?? world.validator, caseID: id,
                payload: ["application": .string(id)]))
    }

    @discardableResult
    private func step(
        _ operation: String, _ id: String, _ said: JSONValue, _ world: AuthorityWorld,
        by officer: TestOfficer
    ) async throws -> (outcome: ActOutcome, container: [UInt8]?) {
        let told = try await world.registration.deliver(
            world.test.request(
                operation, by: officer, caseID: id,
                payload: JSONValue.object(["application": .string(id)]).merging(said)))
        return (told.outcome, told.container)
    }

    /// The container went out and arrived; the key in it.
    private func received(
        _ id: String, _ world: AuthorityWorld, madeBy officer: TestOfficer? = nil
    ) async throws -> SoftwareKey {
        let password = try #require(try await make(id, world, by: officer).password)
        let container = try #require(
            try await step("application.deliverKey", id, Self.sent, world, by: world.approver)
                .container)
        try await step(
            "application.receiveKey", id, ["package": "P-1", "evidence": Self.receipt], world,
            by: world.approver)
        return try PKCS12Container(derEncoded: container, password: password.secret)
            .key(password: password.secret)
    }

    private static let sent: JSONValue = [
        "route": "courier", "package": "P-1", "destination": "1 Example Road",
        "salt": .string(AuthorityWorld.salt),
    ]
    private static let letter: JSONValue = [
        "route": "post", "package": "L-1", "destination": "P.O. Box 7",
        "salt": .string(AuthorityWorld.salt),
    ]

    /// As far as the applicant has both; the key.
    private func delivered(
        _ id: String, _ world: AuthorityWorld, madeBy officer: TestOfficer? = nil
    ) async throws -> SoftwareKey {
        let key = try await received(id, world, madeBy: officer)
        try await step(
            "application.deliverPassword", id, Self.letter, world, by: world.validator)
        return key
    }

    // MARK: The whole way

    @Test(arguments: ["hk-rsa", "gd-sm2"])
    func `[8.2a] reach the applicant, who accepts with them before anything is certified`(
        authority: String
    ) async throws {
        let world = try await world()
        let id = try await apply(world, to: authority)
        #expect(try await world.application(id).nextStep?.id == "application.makeKey")
        let key = try await delivered(id, world)
        #expect(try await world.application(id).nextStep?.id == "application.vet")
        if authority == "hk-rsa" { #expect(key.publicKey.algorithm == .rsa(bits: 3072)) }
        try await world.bring(id, to: .issued, with: TestSubscriber(key: key))
        let application = try await world.application(id)
        let record = try await world.ledger.read {
            try $0.get(
                CertificateRecord.self, .text(authority), .text(application.serialHex ?? ""))
        }
        let certificate = try Certificate(derEncoded: try #require(record?.certificate))
        #expect(certificate.subjectPublicKeyInfo == key.publicKey.subjectPublicKeyInfo)
        #expect(record?.state == .valid)
    }

    @Test func `[6.30] neither key nor password is anywhere once they were handed over`()
        async throws
    {
        let world = try await world()
        let id = try await apply(world)
        let (made, told) = try await make(id, world)
        let password = try #require(told)
        let container = try #require(
            try await step("application.deliverKey", id, Self.sent, world, by: world.approver)
                .container)
        let key = try PKCS12Container(derEncoded: container, password: password.secret)
            .key(password: password.secret)
        func secrets() throws -> [[UInt8]] {
            let pkcs8 = try key.pkcs8().withBytes { $0 }
            let text = Array(password.revealed.utf8)
            // The private number itself: the octets behind the header of the ECPrivateKey.
            let number = Array(pkcs8[(pkcs8.firstIndex(of: 0x20) ?? 0)...].dropFirst().prefix(32))
            return [
                pkcs8, number, text, text.filter { $0 != UInt8(ascii: "-") },
                Array(Hex.encode(pkcs8).utf8), Array(Base64.encode(number).utf8),
            ]
        }
        let dossiers = try await world.ledger.read { snapshot in
            try [id, "key-" + id].flatMap { dossier in
                try snapshot.vault.names(dossier: dossier).compactMap {
                    try snapshot.vault.read($0, dossier: dossier)
                }
            }
        }
        let answers = [made.result.canonicalBytes]
        let files = try Self.files(under: world.test.folder.path)
        #expect(!files.isEmpty && dossiers.contains(container))
        for secret in try secrets() {
            for place in files + dossiers + answers {
                #expect(!Self.holds(place, secret))
            }
        }
        // Once it is received, the container is gone as well, with the key that opens old copies of its row.
        try await step(
            "application.receiveKey", id, ["package": "P-1", "evidence": Self.receipt], world,
            by: world.approver)
        let left = try await world.ledger.read { snapshot in
            try snapshot.vault.names(dossier: "key-" + id)
        }
        #expect(left.isEmpty)
        #expect(
            try await refusal {
                try await step(
                    "application.deliverKey", id, Self.sent, world, by: world.approver)
            } == Reason("application.keyReceived", "6.30", "application"))
    }

    private static func files(under path: String) throws -> [[UInt8]] {
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return names.compactMap { FileManager.default.contents(atPath: "\(path)/\($0)") }
            .map { [UInt8]($0) }
    }

    private static func holds(_ place: [UInt8], _ secret: [UInt8]) -> Bool {
        Data(place).range(of: Data(secret)) != nil
    }

    // MARK: What is refused

    @Test func `[8.2a] are refused where the practice does not say that they are made`()
        async throws
    {
        let world = try await world(makesKeys: false)
        let offered = Reason("practice.notOffered", "3.1a", "key")
        #expect(try await refusal { try await apply(world) } == offered)
        try await world.change(["keysMadeByAuthority": true])
        let id = try await apply(world)
        try await world.change(["keysMadeByAuthority": false])
        #expect(try await refusal { try await make(id, world) } == offered)
    }

    @Test func `[6.7a] are awaited before anything is vetted, which is refused without one`()
        async throws
    {
        let world = try await world()
        let id = try await apply(world)
        #expect(
            try await refusal { try await world.vet(id) }
                == Reason("application.keyNotMade", "6.7a", "application"))
    }

    @Test func `[6.7b] are never replaced, and a key that was brought is refused beside one`()
        async throws
    {
        let world = try await world()
        let id = try await apply(world)
        _ = try await make(id, world)
        let awaited = Reason("application.keyNotAwaited", "6.7b", "application")
        #expect(try await refusal { try await make(id, world) } == awaited)
        let own = try await world.apply(TestSubscriber.rsa.get())
        #expect(try await refusal { try await make(own, world) } == awaited)
        let both = payload().merging(["request": .string(Base64.encode([1]))])
        #expect(
            try await refusal { try await world.apply(both) }
                == Reason("payload.invalid", nil, "key"))
    }

    @Test func `[8.2b] a password that was told is refused to whoever asks again`() async throws {
        let world = try await world()
        let id = try await apply(world)
        let request = try await world.test.request(
            "application.makeKey", by: world.validator, caseID: id,
            payload: ["application": .string(id)])
        #expect(try await world.registration.makeKey(request).password != nil)
        let again = try await world.registration.makeKey(request)
        #expect(again.outcome.replayed && again.password == nil)
    }

    @Test func `[8.2b] the same hands, route, number or address for both are refused`()
        async throws
    {
        let world = try await world()
        let id = try await apply(world)
        _ = try await make(id, world)
        let differ = Reason("authorisation.personMustDiffer", "7.11a")
        #expect(
            try await refusal {
                try await step(
                    "application.deliverKey", id, Self.sent, world, by: world.validator)
            } == differ)
        try await step("application.deliverKey", id, Self.sent, world, by: world.approver)
        let early = Reason("application.keyNotReceived", "8.2b", "application")
        #expect(
            try await refusal {
                try await step(
                    "application.deliverPassword", id, Self.letter, world, by: world.validator)
            } == early)
        try await step(
            "application.receiveKey", id, ["package": "P-1", "evidence": Self.receipt], world,
            by: world.approver)
        #expect(
            try await refusal {
                try await step(
                    "application.deliverPassword", id, Self.letter, world, by: world.approver)
            } == differ)
        let same = Reason("application.keyRouteSame", "8.2b", "route")
        for change: JSONValue in [
            ["route": "courier"], ["package": "P-1"], ["destination": "1, example road"],
        ] {
            #expect(
                try await refusal {
                    try await step(
                        "application.deliverPassword", id, Self.letter.merging(change), world,
                        by: world.validator)
                } == same)
        }
        try await step(
            "application.deliverPassword", id, Self.letter, world, by: world.validator)
    }

    @Test func `[8.2b] a delivery is recorded with its route, number and receipt`() async throws {
        let world = try await world()
        let id = try await apply(world)
        _ = try await delivered(id, world)
        let entries = try await world.ledger.read { snapshot in
            try (0..<(try snapshot.journalSize())).map { try snapshot.entry(at: $0).parsed() }
        }.filter { $0.caseID == id && $0.operation.contains("eliver") }
        #expect(entries.map(\.facts["route"]) == ["courier", "post"])
        #expect(entries.map(\.facts["package"]) == ["P-1", "L-1"])
        let told = try #require(
            try await world.ledger.read { try $0.get(MadeKey.self, .text(id)) })
        #expect(told.receivedAtMilliseconds != nil && told.passwordDelivery?.route == .post)
        // Where it went is nowhere but in the dossier.
        for file in try Self.files(under: world.test.folder.path) {
            #expect(!Self.holds(file, Array("1 Example Road".utf8)))
        }
    }

    @Test func `[8.2a] the receipt of another package, or none, is refused`() async throws {
        let world = try await world()
        let id = try await apply(world)
        _ = try await make(id, world)
        try await step("application.deliverKey", id, Self.sent, world, by: world.approver)
        #expect(
            try await refusal {
                try await step(
                    "application.receiveKey", id, ["package": "P-2", "evidence": Self.receipt],
                    world, by: world.approver)
            } == Reason("application.keyPackageOther", "8.2a", "package"))
        #expect(
            try await refusal {
                try await step(
                    "application.receiveKey", id, ["package": "P-1", "evidence": []], world,
                    by: world.approver)
            } == Reason("application.deliveryReceiptMissing", "8.2b", "evidence"))
        // A package that was lost goes out again.
        let again = Self.sent.merging(["package": "P-2"])
        #expect(
            try await step("application.deliverKey", id, again, world, by: world.approver)
                .container != nil)
        try await step(
            "application.receiveKey", id, ["package": "P-2", "evidence": Self.receipt], world,
            by: world.approver)
    }

    @Test func `[6.12] an acceptance with a key that was not delivered is refused`() async throws {
        let world = try await world()
        let id = try await apply(world)
        let password = try #require(try await make(id, world).password)
        let container = try #require(
            try await step("application.deliverKey", id, Self.sent, world, by: world.approver)
                .container)
        let key = try PKCS12Container(derEncoded: container, password: password.secret)
            .key(password: password.secret)
        try await world.vet(id)
        #expect(
            try await refusal {
                try await world.accept(id, with: TestSubscriber(key: key))
            } == Reason("application.keyNotDelivered", "8.2b", "application"))
    }

    @Test func `[6.30] a refused application leaves nothing of its key`() async throws {
        let world = try await world()
        let id = try await apply(world)
        _ = try await make(id, world)
        try await world.refuse(id)
        #expect(
            try await world.ledger.read { try $0.vault.names(dossier: "key-" + id) }.isEmpty)
        #expect(
            try await refusal {
                try await step(
                    "application.deliverKey", id, Self.sent, world, by: world.approver)
            }?.code == "application.stateWrong")
    }

    @Test func `[7.11a] who had the key made is refused the approval`() async throws {
        let world = try await world()
        let id = try await apply(world)
        let key = try await delivered(id, world, madeBy: world.dai)
        try await world.bring(id, to: .accepted, with: TestSubscriber(key: key))
        #expect(
            try await refusal { try await world.approve(id, by: world.dai) }
                == Reason("authorisation.personMustDiffer", "7.11a"))
        try await world.approve(id)
    }

    // MARK: What others could try

    @Test func `[8.2b] a container is refused to whoever repeats the act of another`()
        async throws
    {
        let world = try await world()
        let id = try await apply(world)
        _ = try await make(id, world)
        let request = try await world.test.request(
            "application.deliverKey", by: world.approver, caseID: id,
            payload: JSONValue.object(["application": .string(id)]).merging(Self.sent))
        #expect(try await world.registration.deliver(request).container != nil)
        // Nobody is judged then: whoever was told the password could send the same.
        let again = try await world.registration.deliver(request)
        #expect(again.outcome.replayed && again.container == nil)
        // Where the answer was lost, the other officer acts anew.
        #expect(
            try await step("application.deliverKey", id, Self.sent, world, by: world.approver)
                .container != nil)
    }

    @Test func `[8.2b] a password by any way that the container ever went is refused`()
        async throws
    {
        let world = try await world()
        let id = try await apply(world)
        _ = try await make(id, world)
        let second: JSONValue = Self.sent.merging([
            "route": "email", "package": "P-2", "destination": "tai-man@example.hk",
        ])
        for sending in [Self.sent, second] {
            try await step("application.deliverKey", id, sending, world, by: world.approver)
        }
        try await step(
            "application.receiveKey", id, ["package": "P-2", "evidence": Self.receipt], world,
            by: world.approver)
        let same = Reason("application.keyRouteSame", "8.2b", "route")
        for change: JSONValue in [
            ["route": "courier"], ["package": "P-1"], ["destination": "1, example road"],
            ["route": "email"], ["package": "P/2"], ["destination": "Tai-Man@example.hk"],
        ] {
            #expect(
                try await refusal {
                    try await step(
                        "application.deliverPassword", id, Self.letter.merging(change), world,
                        by: world.validator)
                } == same)
        }
        // Each of them is kept, beside the others.
        for number in ["L-1", "L-2"] {
            try await step(
                "application.deliverPassword", id,
                Self.letter.merging(["package": .string(number)]), world, by: world.validator)
        }
        let kept = try await world.ledger.read { snapshot in
            try snapshot.vault.names(dossier: id).filter {
                $0.hasPrefix("key-container-") || $0.hasPrefix("key-password-")
            }.map { name in
                let value = try snapshot.vault.read(name, dossier: id)
                return try JSONValue(parsing: value ?? [])["package"]?.string
            }
        }
        #expect(Set(kept) == ["P-1", "P-2", "L-1", "L-2"] && kept.count == 4)
    }

    @Test func `[8.2b] a password after the acceptance is refused`() async throws {
        let world = try await world()
        let id = try await apply(world)
        let key = try await delivered(id, world)
        try await world.bring(id, to: .accepted, with: TestSubscriber(key: key))
        let later = Self.letter.merging(["package": "L-2"])
        #expect(
            try await refusal {
                try await step(
                    "application.deliverPassword", id, later, world, by: world.validator)
            }?.code == "application.stateWrong")
    }

    @Test func `[7.21] a delivery without salt, or with a name as its number, is refused`()
        async throws
    {
        let world = try await world()
        let id = try await apply(world)
        _ = try await make(id, world)
        for wrong: JSONValue in [.null, "", "0a", .string(String(repeating: "0A", count: 16))] {
            #expect(
                try await refusal {
                    try await step(
                        "application.deliverKey", id, Self.sent.merging(["salt": wrong]), world,
                        by: world.approver)
                }?.code == "record.saltInvalid")
        }
        for name in ["CHAN-TAI-MAN", "p-1", "P.1", "P 1", "陳1", "-/"] {
            #expect(
                try await refusal {
                    try await step(
                        "application.deliverKey", id,
                        Self.sent.merging(["package": .string(name)]), world, by: world.approver)
                } == Reason("payload.invalid", nil, "package"))
        }
    }

    @Test func `[6.30] no key is made for who may not have one made, who is refused`()
        async throws
    {
        let world = try await world()
        let id = try await apply(world)
        let payload: JSONValue = ["application": .string(id)]
        let good = try await world.test.request(
            "application.makeKey", by: world.validator, caseID: id, payload: payload)
        let signed = try #require(good.signed)
        let stranger = try TestOfficer(id: "stranger", roles: [.validator])
        func refused(_ actor: ActActor, _ payload: JSONValue) async throws -> String? {
            try await refusal {
                try await world.registration.makeKey(
                    ActRequest(
                        id: world.test.newRequestID(), operation: "application.makeKey",
                        actor: actor, caseID: id, payload: payload))
            }?.code
        }
        #expect(try await refused(.anyone, payload) == "operation.actorWrong")
        let forged = try SignedAct(
            bytes: signed.bytes, signature: stranger.sign(signed.bytes))
        #expect(try await refused(.officer(forged), payload) == "act.signatureInvalid")
        let unknown = try await world.test.signed(
            "application.makeKey", by: stranger, caseID: id, payload: payload)
        #expect(try await refused(.officer(unknown), payload) == "act.keyUnknown")
        let other = try await world.test.signed(
            "application.makeKey", by: world.validator, caseID: id, payload: ["application": "a"])
        #expect(try await refused(.officer(other), payload) == "act.contentWrong")
        let approver = try await world.test.signed(
            "application.makeKey", by: world.approver, caseID: id, payload: payload,
            role: .validator)
        #expect(
            try await refused(.officer(approver), payload) == "authorisation.roleMissing")
        #expect(world.keysMade == 0)
        #expect(try await world.registration.makeKey(good).password != nil)
        #expect(world.keysMade == 1)
        // Neither for who asks again, whether by the same request or for the same application.
        #expect(try await world.registration.makeKey(good).outcome.replayed)
        #expect(
            try await refusal { try await make(id, world) }?.code == "application.keyNotAwaited")
        let ended = try await apply(world)
        try await world.refuse(ended)
        #expect(
            try await refusal { try await make(ended, world) }?.code == "application.stateWrong")
        #expect(world.keysMade == 1)
    }

    @Test func `[6.7b] the key of a refused application is refused when somebody brings it`()
        async throws
    {
        let world = try await world()
        let id = try await apply(world)
        let subscriber = TestSubscriber(key: try await delivered(id, world))
        try await world.refuse(id)
        #expect(
            try await refusal { try await world.apply(subscriber, to: "gd-sm2") }
                == Reason("key.blocked", "6.7b", "request"))
    }

    @Test func `[8.2b] a correction with a key that was not delivered is refused`() async throws {
        let world = try await world()
        let id = try await apply(world)
        let subscriber = TestSubscriber(key: try await received(id, world))
        try await world.giveBack(id)
        #expect(
            try await refusal { try await world.correct(id, with: subscriber) }
                == Reason("application.keyNotDelivered", "8.2b", "application"))
        try await step(
            "application.deliverPassword", id, Self.letter, world, by: world.validator)
        try await world.correct(id, with: subscriber)
        #expect(try await world.application(id).state == .received)
    }
}

extension ActRequest {
    /// What its officer signed.
    fileprivate var signed: SignedAct? {
        if case .officer(let signed) = actor { signed } else { nil }
    }
}
