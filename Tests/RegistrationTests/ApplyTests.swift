import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import Messages
import PKIX
import Registration
import Testing
import TestSupport

@Suite struct `Applying for a certificate` {
    private func count(_ world: AuthorityWorld) async throws -> [Int] {
        try await world.ledger.read {
            [
                try $0.select(Application.self).count, try $0.select(KnownKey.self).count,
                try $0.rows("SELECT dossier FROM personal").count,
            ]
        }
    }

    @Test(arguments: [("hk-rsa", "personal"), ("hk-rsa", "organisation"), ("gd-sm2", "personal")])
    func `[6.1] keeps what was stated, and claims the key`(
        authority: String, category: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try authority == "gd-sm2" ? TestSubscriber(.sm2) : world.newSubscriber()
        let outcome = try await world.apply(
            AuthorityWorld.application(
                subscriber.request(), to: authority, category: category))
        let id = try #require(outcome.result["application"]?.string)
        #expect(outcome.result["state"] == "received")
        #expect(outcome.result["ignoredFromRequest"] == [])
        let (application, statement, known) = try await world.ledger.read {
            let application = try $0.application(id)
            return (
                application, try $0.vault.read("statement", dossier: id),
                try $0.get(KnownKey.self, .text(application.keyHashHex))
            )
        }
        #expect(application.state == .received)
        #expect(application.category.rawValue == category)
        #expect(
            application.keyHashHex == KeyHash.hex(of: subscriber.key.publicKey))
        let stated = try JSONValue(parsing: try #require(statement))
        #expect(
            stated
                == AuthorityWorld.statement(
                    category == "personal" ? AuthorityWorld.person : AuthorityWorld.organisation,
                    category: category))
        #expect(known?.state == .claimed)
        #expect(known?.application == id)
        #expect(application.subscriberReference.utf8.count == 10)
        #expect(application.contentsHashHex == nil && application.serialHex == nil)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[3.2b] what the request asks for is listed, and otherwise ignored`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let request = try subscriber.request(
            commonName: "Somebody Else",
            extensions: Extensions([
                KeyUsage([.keyCertSign]).asExtension(critical: true),
                SubjectAlternativeName([.dnsName("ignored.example")]).asExtension(critical: false),
            ]))
        let outcome = try await world.apply(AuthorityWorld.application(request))
        #expect(
            outcome.result["ignoredFromRequest"]
                == ["subject", "extension 2.5.29.15", "extension 2.5.29.17"])
        let id = try #require(outcome.result["application"]?.string)
        try await world.bring(id, to: .issued, with: subscriber)
        let application = try await world.application(id)
        let record = try await world.record("hk-rsa", application.serialHex ?? "")
        let certificate = try Certificate(derEncoded: record.certificate ?? [])
        #expect(certificate.subject[.commonName] == ["陳大文"])
        let usage = try certificate.extensions.value(of: KeyUsage.self)
        #expect(usage == KeyUsage([.digitalSignature, .nonRepudiation]))
        let names = try certificate.extensions.value(of: SubjectAlternativeName.self)
        #expect(names == SubjectAlternativeName([.rfc822Name("tai.man@example.hk")]))
    }

    @Test(arguments: ["rsa2048-sha384", "sm2"])
    func `[6.7a, 6.30] takes requests of OpenSSL, PEM and DER`(name: String) async throws {
        let world = try await AuthorityWorld.make()
        let outcome = try await world.apply(
            AuthorityWorld.application(
                Vectors.request(name), to: name == "sm2" ? "gd-sm2" : "hk-rsa"))
        #expect(outcome.result["state"] == "received")
    }

    @Test func `[6.1] rows and entries hold no personal data`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(TestSubscriber.rsa.get())
        try await world.vet(id)
        await world.ledger.close()
        let path = world.test.folder.path + "/ledger.sqlite"
        let file = try DurableFile.read(path, limit: 1 << 28)
        for text in ["陳大文", "大文", "tai.man@example.hk"] {
            #expect(!file.contains(Array(text.utf8)), "\(text)")
        }
    }

    // MARK: Refusals

    struct Breach: Sendable, CustomTestStringConvertible {
        let name: String
        let changes: JSONValue
        let reason: Reason
        var testDescription: String { name }

        init(_ name: String, _ changes: JSONValue, _ reason: Reason) {
            self.name = name
            self.changes = changes
            self.reason = reason
        }

        init(vector: String, to authority: String = "hk-rsa", _ reason: Reason) throws {
            self.init(
                vector,
                [
                    "request": .string(Base64.encode(try Vectors.request(vector))),
                    "authority": .string(authority),
                ], reason)
        }
    }

    static let weakKey = Reason("request.keyWeak", "A2.4", "request")
    static let keyForm = Reason("request.keyForm", "A2.4", "request")
    static let weakAlgorithm = Reason("request.algorithmRefused", "A2.4", "request")

    static var breaches: [Breach] {
        get throws {
            let good = try Vectors.request("sm2")
            let unreadable = Reason("request.unreadable", "RFC 2986 §4", "request")
            return [
                Breach(
                    "no authority", ["authority": .null],
                    Reason("payload.invalid", nil, "authority")),
                Breach(
                    "unknown authority", ["authority": "hk-other"],
                    Reason("authority.unknown", nil, "authority")),
                Breach(
                    "a root", ["authority": "root-rsa"],
                    Reason("authority.kindWrong", "1.2", "authority")),
                Breach("the other family", ["authority": "gd-sm2"], weakAlgorithm),
                Breach(
                    "unknown category", ["category": "device"],
                    Reason("payload.choiceUnknown", nil, "category")),
                Breach("no request", ["request": ""], Reason("payload.invalid", nil, "request")),
                Breach(
                    "no base64", ["request": "AA*A"], Reason("payload.invalid", nil, "request")),
                Breach(
                    "a number for a request", ["request": 7],
                    Reason("payload.invalid", nil, "request")),
                Breach(
                    "more than a hundred kilobytes",
                    ["request": .string(Base64.encode([UInt8](repeating: 48, count: 100_001)))],
                    Reason("payload.invalid", nil, "request")),
                Breach(
                    "truncated",
                    ["request": .string(Base64.encode(Array(good.dropLast())))], unreadable),
                Breach(
                    "trailing data", ["request": .string(Base64.encode(good + [0]))], unreadable),
                Breach(
                    "text", ["request": .string(Base64.encode(Array("Dear authority".utf8)))],
                    unreadable),
                try Breach(vector: "rsa1024", weakAlgorithm),
                try Breach(vector: "rsa2048-sha1", weakAlgorithm),
                try Breach(vector: "rsa2048-md5", weakAlgorithm),
                try Breach(vector: "rsa2048-pss", weakAlgorithm),
                try Breach(vector: "p256", weakAlgorithm),
                try Breach(vector: "ed25519", weakAlgorithm),
                try Breach(vector: "rsa2048-e3", weakKey),
                try Breach(vector: "rsa2048-prime", weakKey),
                try Breach(vector: "rsa2048-close", weakKey),
                try Breach(vector: "rsa2048-factor", weakKey),
                try Breach(vector: "rsa2048-no-null", keyForm),
                try Breach(vector: "rsa2048-zeros", keyForm),
                try Breach(vector: "sm2-compressed", to: "gd-sm2", keyForm),
                try Breach(vector: "sm2-explicit", to: "gd-sm2", keyForm),
                try Breach(
                    vector: "sm2-other-id", to: "gd-sm2",
                    Reason("request.signatureInvalid", "RFC 2986 §4.2", "request")),
            ]
        }
    }

    @Test
    func `[1.2, 6.1, A2.4] each breach is refused, by its clause and field, and leaves nothing`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let good = AuthorityWorld.application(try TestSubscriber.rsa.get().request())
        let before = try await count(world)
        let breaches = try Self.breaches
        for breach in breaches {
            let reason = try await refusal { try await world.apply(good.merging(breach.changes)) }
            #expect(reason == breach.reason, "\(breach.name)")
        }
        #expect(try await count(world) == before)
        #expect(try await refusal { try await world.apply(good) } == nil)
    }

    static let words = [
        ("rsa2048-prime", "modulus = prime"), ("rsa2048-close", "p × q, p ≈ q"),
        ("rsa2048-factor", "modulus mod 100003 = 0"), ("p256", "P-256"), ("ed25519", "Ed25519"),
        ("rsa2048-pss", "RSASSA-PSS"), ("rsa2048-md5", "md5WithRSAEncryption"),
    ]

    @Test(arguments: words)
    func `[A2.4] a refusal names what is wrong in the words of the trade`(
        vector: String, words: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let payload = AuthorityWorld.application(try Vectors.request(vector))
        do {
            _ = try await world.apply(payload)
            Issue.record("taken")
        } catch let refusal as Refusal {
            for language in Language.allCases {
                #expect(refusal.message(in: language).contains(words), "\(language)")
            }
        }
    }

    @Test func `[6.7a] [RFC 2986 §4.2] a request that another key signed is refused`() async throws
    {
        let world = try await AuthorityWorld.make()
        let request = try TestSubscriber.rsa.get().request(
            signer: SoftwareKey.generate(.rsa(bits: 2048)))
        #expect(
            try await refusal { try await world.apply(AuthorityWorld.application(request)) }
                == Reason("request.signatureInvalid", "RFC 2986 §4.2", "request"))
    }

    static let subjects: [(JSONValue, Reason)] = [
        (.null, Reason("payload.invalid", nil, "subject")),
        ("陳大文", Reason("payload.invalid", nil, "subject")),
        (["commonName": 5], Reason("payload.invalid", nil, "commonName")),
        (["pseudonym": "Zorro"], Reason("subject.pseudonym", "5.2c", "pseudonym")),
        (["serialNumber": "1"], Reason("subject.fieldUnknown", "5.1", "serialNumber")),
        (["organizationName": "X"], Reason("subject.fieldUnknown", "5.1", "organizationName")),
        (["nickname": "X"], Reason("subject.fieldUnknown", "5.1", "nickname")),
        (["commonName": ""], Reason("name.empty", "5.1", "commonName")),
        (["commonName": " A"], Reason("name.leadingWhiteSpace", "5.2a", "commonName")),
        (["commonName": "A\u{7}"], Reason("name.control", "5.1", "commonName")),
        (["commonName": "A\u{202E}B"], Reason("name.bidirectional", "5.2a", "commonName")),
        (["commonName": "A\u{F8FF}"], Reason("name.privateUse", "5.2a", "commonName")),
        (["commonName": "葛\u{E0100}"], Reason("name.variationSelector", "5.2a", "commonName")),
        // Equal to U+8C48 for Swift's own comparison, and another code point.
        (["commonName": "\u{F900}"], Reason("name.compatibility", "5.2a", "commonName")),
        (
            ["commonName": .string(String(repeating: "陳", count: 65))],
            Reason("name.tooLong", "RFC 5280 appendix A", "commonName")
        ),
        (["countryName": "ZZ"], Reason("name.countryUnknown", "5.1", "countryName")),
        (
            ["emailAddress": "nobody"],
            Reason("name.mailboxMalformed", "RFC 5280 §4.2.1.6", "emailAddress")
        ),
    ]

    @Test(arguments: subjects)
    func `[5.1] a subject that no certificate can hold is refused at once`(
        subject: JSONValue, reason: Reason
    ) async throws {
        let world = try await AuthorityWorld.make()
        let payload = AuthorityWorld.application(
            try TestSubscriber.rsa.get().request(),
            subject: subject.object == nil ? subject : AuthorityWorld.person.merging(subject))
        #expect(try await refusal { try await world.apply(payload) } == reason)
    }

    @Test(
        arguments: [
            ("Wong Ka Yan", "Wong", "Ka Yan", true), ("Ka Yan WONG", "Wong", "Ka Yan", true),
            ("陳大文", "陳", "大文", true), ("Wong Ka Yan", "Wong", nil, true),
            ("Wong Ka Yan", nil, "Ka Yan", true), ("Wong Ka Yan", "Chan", "Siu Ling", false),
            ("Wong Ka Yan", "Wong", "Siu Ling", false), ("Wong Ka Yan", "Ka", nil, false),
            ("Wong Ka Yan", "Wong", "Ka", false),
        ] as [(String, String?, String?, Bool)])
    func `[5.2c, 5.5A] surname and given name are parts of the name that is seen, or refused`(
        name: String, surname: String?, given: String?, isTaken: Bool
    ) async throws {
        let world = try await AuthorityWorld.make()
        var subject: [String: JSONValue] = ["commonName": .string(name), "countryName": "HK"]
        subject["surname"] = surname.map { .string($0) }
        subject["givenName"] = given.map { .string($0) }
        let found = try await refusal {
            try await world.apply(TestSubscriber.rsa.get(), subject: .object(subject))
        }
        let field = surname == nil ? "givenName" : "surname"
        #expect(found == (isTaken ? nil : Reason("subject.nameParts", "5.2c", field)))
    }

    @Test func `[5.1] a name of exactly the upper bound is taken`() async throws {
        let world = try await AuthorityWorld.make()
        let name: JSONValue = .string(String(repeating: "陳", count: 64))
        let id = try await world.apply(
            TestSubscriber.rsa.get(), subject: ["commonName": name, "countryName": "HK"])
        #expect(id.utf8.starts(with: "app-".utf8))
    }

    // MARK: One key, one certificate

    static let taken = Reason("key.alreadyCertified", "8.15b", "request")

    @Test(arguments: ["hk-rsa", "hk-second"], [Application.State.received, .approved, .issued])
    func `[8.15b] a key that another application brought is refused`(
        authority: String, state: Application.State
    ) async throws {
        let world = try await AuthorityWorld.make()
        if authority == "hk-second" { try await world.create(issuing: authority, .rsa) }
        let subscriber = try TestSubscriber.rsa.get()
        let first = try await world.apply(subscriber)
        try await world.bring(first, to: state, with: subscriber)
        #expect(
            try await refusal {
                try await world.apply(
                    AuthorityWorld.application(subscriber.request(), to: authority))
            } == Self.taken)
    }

    @Test(arguments: [Application.State.received, .vetted, .accepted, .approved])
    func `[8.15b] a refused application frees its key: nothing was certified`(
        state: Application.State
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try TestSubscriber.rsa.get()
        let first = try await world.apply(subscriber)
        try await world.bring(first, to: state, with: subscriber)
        try await world.refuse(first)
        let second = try await world.apply(subscriber)
        try await world.bring(second, to: .issued, with: subscriber)
        #expect(
            try await refusal {
                try await world.apply(AuthorityWorld.application(subscriber.request()))
            } == Self.taken)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[8.15b] a key whose signature was announced is never free again`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.bring(id, to: .approved, with: subscriber)
        world.signer.fail(times: 1)
        _ = try? await world.issue(id)
        world.clock.advance(byMilliseconds: 31 * 86_400_000)
        await world.resume()
        #expect(try await world.application(id).state == .refused)
        #expect(
            try await refusal {
                try await world.apply(AuthorityWorld.application(subscriber.request()))
            } == Self.taken)
    }

    @Test(arguments: [("rsa", "hk-rsa"), ("sm2", "gd-sm2")])
    func `[8.15b] another public key of the same secret is the same key`(
        pair: String, authority: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let (key, twin) = (try Vectors.pair(pair), try Vectors.pair(pair + "-twin"))
        #expect(key.key.publicKey != twin.key.publicKey)
        _ = try await world.apply(key, to: authority)
        #expect(
            try await refusal {
                try await world.apply(AuthorityWorld.application(twin.request(), to: authority))
            } == Self.taken)
    }

    @Test func `[5.2a] a subscriber reference that is taken is never given again`() async throws {
        let world = try await AuthorityWorld.make()
        var references: Set<String> = []
        for _ in 0..<3 {
            let id = try await world.apply(world.newSubscriber())
            references.insert(try await world.application(id).subscriberReference)
        }
        #expect(references.count == 3)
        let taken = try #require(references.first)
        let other = try #require(references.first { $0 != taken })
        // Even a faulty service cannot give two applications one reference.
        let rows = try await world.ledger.read { try $0.select(Application.self) }
        let victim = try #require(rows.first { $0.subscriberReference == other })
        let twin = Application(
            id: victim.id, authority: victim.authority, category: victim.category,
            keyHashHex: victim.keyHashHex,
            statementCommitmentHex: victim.statementCommitmentHex, subscriberReference: taken,
            atMilliseconds: 0)
        await #expect(throws: (any Error).self) {
            try await world.ledger.act(world.test.systemRequest()) { transaction in
                try transaction.put(twin)
                return .null
            }
        }
        #expect(try await world.application(victim.id).subscriberReference == other)
    }
}
