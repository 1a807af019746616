import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
import Publication
import Registration
import Testing
import TestSupport

@Suite struct `Vetting` {
    @Test(arguments: ["personal", "organisation"])
    func `[3.2a, 3.2b, 6.2b, 6.3b] prepares the exact contents, and reserves their number`(
        category: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try TestSubscriber.rsa.get()
        let id = try await world.apply(subscriber, category: category)
        let outcome = try await world.vet(id)
        let application = try await world.application(id)
        #expect(outcome.result["state"] == "vetted")
        #expect(application.state == .vetted)
        #expect(outcome.result["contents"]?.string == application.contentsHashHex)
        let proven = try await world.ledger.read { try $0.evidence(of: id) }
        #expect(proven.map(\.kind) == AuthorityWorld.kinds(category: category, method: "A"))
        #expect(application.evidence.map(Payload.isDigest) == true)
        #expect(application.identityMethod == (category == "personal" ? "A" : nil))
        let contents = try #require(
            try await world.ledger.read { try $0.vault.read("contents", dossier: id) })
        #expect(
            Hex.encode(DigestAlgorithm.sha256.hash(contents)) == application.contentsHashHex)
        let tbs = try TBSCertificate(derEncoded: contents)
        #expect(tbs.serialNumber.hex == application.serialHex)
        #expect(tbs.subjectPublicKeyInfo == subscriber.key.publicKey.subjectPublicKeyInfo)
        let record = try await world.record("hk-rsa", application.serialHex ?? "")
        #expect(record.state == .reserved)
        #expect(record.certificate == nil && record.subject == nil && record.searchText == nil)
        #expect(record.application == id)
        #expect(
            application.contentsUntilMilliseconds
                == world.clock.nowMilliseconds + 30 * 86_400_000)
    }

    @Test func `[8.15e] contents hold exactly the days that practice gives`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.change(["subscriberValidityDays": 100])
        let id = try await world.apply(TestSubscriber.rsa.get())
        try await world.vet(id)
        let record = try await world.record(
            "hk-rsa", try await world.application(id).serialHex ?? "")
        let whole = world.clock.nowMilliseconds / 1000 * 1000
        #expect(record.notBeforeMilliseconds == whole)
        #expect(record.notAfterMilliseconds == whole + 100 * 86_400_000 - 1000)
    }

    @Test func `[8.15c] contents end with the issuer, and are refused after its end`() async throws
    {
        let world = try await AuthorityWorld.make()
        let issuer = try await world.ledger.read {
            try $0.certificateRecord(of: $0.authority("hk-rsa"))
        }
        let end = try #require(issuer?.notAfterMilliseconds)
        // A year before the end, three years are asked for.
        world.clock.set(toMilliseconds: end - 365 * 86_400_000)
        let first = try await world.apply(world.newSubscriber())
        try await world.vet(first)
        let record = try await world.record(
            "hk-rsa", try await world.application(first).serialHex ?? "")
        #expect(record.notAfterMilliseconds == end)
        let second = try await world.apply(world.newSubscriber())
        world.clock.set(toMilliseconds: end + 1000)
        #expect(
            try await refusal { try await world.vet(second) }
                == Reason("profile.outlivesIssuer", "8.15c", "notAfter"))
    }

    // MARK: Refusals

    static let other = String(repeating: "cd", count: 32)

    static let breaches: [(String, JSONValue, Reason)] = [
        (
            "no evidence", ["evidence": []],
            Reason("application.checklistIncomplete", "5.3b", "evidence")
        ),
        (
            "no list of evidence", ["evidence": "papers"],
            Reason("payload.invalid", nil, "evidence")
        ),
        (
            "evidence without salt", ["salt": .null],
            Reason("record.saltInvalid", nil, "salt")
        ),
        (
            "33 items",
            [
                "evidence": .array(
                    Array(
                        repeating: AuthorityWorld.proof("contentsReview", ["trademark": "no"]),
                        count: 33))
            ],
            Reason("payload.invalid", nil, "evidence")
        ),
        (
            "a kind that there is not",
            ["evidence": [AuthorityWorld.proof("hearsay", ["name": "陳大文"])]],
            Reason("application.evidenceKindUnknown", "6.3b", "kind")
        ),
        (
            "an item that says nothing",
            ["evidence": [AuthorityWorld.proof("faceToFace", [:])]],
            Reason("application.evidenceDefective", "5.5A", "place")
        ),
        (
            "values that are no texts",
            ["evidence": [["kind": "contentsReview", "values": ["trademark": true]]]],
            Reason("payload.invalid", nil, "values")
        ),
        (
            "another statement", ["statement": .string(other)],
            Reason("application.statementDiffers", "3.2a", "statement")
        ),
        ("no statement", ["statement": .null], Reason("payload.invalid", nil, "statement")),
        (
            "no method", ["method": .null],
            Reason("application.identityMethodMissing", "5.6b", "method")
        ),
        ("method C", ["method": "C"], Reason("payload.choiceUnknown", nil, "method")),
        (
            "no application", ["application": "app-none"],
            Reason("application.unknown", nil, "application")
        ),
    ]

    @Test
    func
        `[3.2a, 5.6b, 6.3a, 6.3b] each breach is refused, by its clause and field, and prepares nothing`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(TestSubscriber.rsa.get())
        let reserved = try await world.ledger.read { try $0.select(CertificateRecord.self).count }
        for (name, changes, reason) in Self.breaches {
            #expect(
                try await refusal { try await world.vet(id, changing: changes) } == reason,
                "\(name)")
        }
        let application = try await world.application(id)
        #expect(application.state == .received)
        #expect(application.evidence == nil && application.serialHex == nil)
        #expect(
            try await world.ledger.read { try $0.select(CertificateRecord.self).count }
                == reserved)
        #expect(
            try await world.ledger.read { try $0.vault.read("contents", dossier: id) } == nil)
    }

    static let subjects: [(String, JSONValue, Reason)] = [
        (
            "personal", ["countryName": "HK"],
            Reason("profile.attributeMissing", "5.1", "commonName")
        ),
        (
            "personal", ["commonName": "陳大文"],
            Reason("profile.attributeMissing", "5.1", "countryName")
        ),
        (
            "personal", ["countryName": "HK", "commonName": "Anonymous"],
            Reason("name.pseudonym", "5.2c", "commonName")
        ),
        (
            "organisation",
            ["countryName": "HK", "commonName": "木棉花", "organizationName": "木棉花有限公司"],
            Reason("profile.nameDiffers", "5.2c", "commonName")
        ),
        (
            "organisation", ["countryName": "HK", "commonName": "木棉花有限公司"],
            Reason("profile.attributeMissing", "5.1", "organizationName")
        ),
    ]

    @Test(arguments: subjects)
    func `[5.1, 6.2b] a subject that lacks what its profile asks for is refused`(
        category: String, subject: JSONValue, reason: Reason
    ) async throws {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(
            TestSubscriber.rsa.get(), category: category, subject: subject)
        #expect(try await refusal { try await world.vet(id) } == reason)
        #expect(try await world.application(id).state == .received)
    }

    @Test func `[5.6b] a method of identification is refused where an organisation applies`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let id = try await world.apply(TestSubscriber.rsa.get(), category: "organisation")
        #expect(
            try await refusal { try await world.vet(id, changing: ["method": "A"]) }
                == Reason("profile.methodNotAllowed", "5.6b", "method"))
    }

    @Test func `[4.11c] waits until the first list of the authority is public`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.decide(
            "authority.create", AuthorityWorld.creation("hk-new", .rsa, issuer: "root-rsa"),
            by: world.administrators)
        let id = try await world.apply(TestSubscriber.rsa.get(), to: "hk-new")
        #expect(
            try await refusal { try await world.vet(id) }
                == Reason("authority.notActive", "4.11c", "authority"))
        try await world.publication.bringUp("hk-new")
        try await world.vet(id)
        #expect(try await world.application(id).state == .vetted)
    }
}
