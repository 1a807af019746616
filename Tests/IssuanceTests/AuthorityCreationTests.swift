import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import Publication
import Testing
import TestSupport

@Suite struct `Creating an authority` {
    private func create(
        _ changes: JSONValue, issuing: Bool = true, _ world: AuthorityWorld
    ) async throws -> ActOutcome {
        let base = AuthorityWorld.creation("hk-new", .rsa, issuer: issuing ? "root-rsa" : nil)
        return try await world.decide(
            "authority.create", base.merging(changes), by: world.administrators)
    }

    @Test func `[7.11c, 8.1b] takes three administrators, and has its key made only then`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let payload = AuthorityWorld.creation("hk-new", .rsa, issuer: "root-rsa")
        let pending = try await world.decide(
            "authority.create", payload, by: Array(world.administrators.prefix(2)))
        #expect(pending.result["state"] == "pending")
        #expect(
            try await refusal { try await world.ledger.read { try $0.authority("hk-new") } }
                == Reason("authority.unknown", nil, "authority"))
        let done = try await world.sign(
            pending.result["proposal"]?.string ?? "", "authority.create", payload,
            by: world.administrators[2])
        #expect(done.result["state"] == "done")
        let authority = try await world.ledger.read { try $0.authority("hk-new") }
        #expect(authority.state == .approved)
        #expect(authority.key == nil && authority.serialHex == nil)
        #expect(authority.proposal == pending.result["proposal"]?.string)
    }

    @Test func `[7.11b, 7.11c, 8.1b] is refused to one administrator twice, and to others`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let payload = AuthorityWorld.creation("hk-new", .rsa, issuer: "root-rsa")
        let ada = world.test.ada
        #expect(
            try await refusal {
                try await world.decide("authority.create", payload, by: [ada, ada])
            } == Reason("authorisation.alreadyTookPart", "7.11b"))
        #expect(
            try await refusal {
                try await world.decide("authority.create", payload, by: [world.eva])
            } == Reason("act.roleWrong", "7.10", "role"))
    }

    static let breaches: [(String, JSONValue, Reason)] = [
        ("no name", ["authority": ""], Reason("payload.invalid", nil, "authority")),
        (
            "a capital", ["authority": "Hk"], Reason("authority.nameInvalid", nil, "authority")
        ),
        (
            "a digit first", ["authority": "1hk"],
            Reason("authority.nameInvalid", nil, "authority")
        ),
        ("a dot", ["authority": "hk.new"], Reason("authority.nameInvalid", nil, "authority")),
        (
            "a way up", ["authority": "../hk"], Reason("authority.nameInvalid", nil, "authority")
        ),
        (
            "33 characters", ["authority": .string(String(repeating: "a", count: 33))],
            Reason("authority.nameInvalid", nil, "authority")
        ),
        (
            "a personal name", ["authority": "陳大文"],
            Reason("authority.nameInvalid", nil, "authority")
        ),
        (
            "a name in use", ["authority": "hk-rsa"],
            Reason("authority.exists", nil, "authority")
        ),
        ("no kind", ["kind": .null], Reason("payload.invalid", nil, "kind")),
        ("another kind", ["kind": "policy"], Reason("payload.choiceUnknown", nil, "kind")),
        ("another family", ["family": "dsa"], Reason("payload.choiceUnknown", nil, "family")),
        (
            "another jurisdiction", ["jurisdiction": "macao"],
            Reason("payload.choiceUnknown", nil, "jurisdiction")
        ),
        ("no issuer", ["issuer": .null], Reason("payload.invalid", nil, "issuer")),
        (
            "an unknown issuer", ["issuer": "root-none"],
            Reason("authority.unknown", nil, "issuer")
        ),
        (
            "an issuer that is no root", ["issuer": "hk-rsa"],
            Reason("authority.kindWrong", "1.2", "issuer")
        ),
        (
            "[A2.4] a root of the other family", ["issuer": "root-sm2"],
            Reason("authority.kindWrong", "1.2", "issuer")
        ),
        ("no common name", ["commonName": ""], Reason("payload.invalid", nil, "commonName")),
        (
            "a common name of two directions", ["commonName": "A\u{202E}B"],
            Reason("name.bidirectional", "5.2a", "commonName")
        ),
        (
            "a common name too long with its marks",
            ["commonName": .string(String(repeating: "a", count: 55))],
            Reason("name.tooLong", "RFC 5280 appendix A", "commonName")
        ),
        (
            "[5.2a] the common name of another", ["commonName": "Kapok hk-rsa"],
            Reason("name.taken", "5.2a", "commonName")
        ),
        (
            "[5.2a] the same name in other letters", ["commonName": "KAPOK  HK-RSA"],
            Reason("name.taken", "5.2a", "commonName")
        ),
        (
            "[5.2a] the same name as it stands in the certificate",
            ["commonName": "TEST Kapok hk-rsa"], Reason("name.taken", "5.2a", "commonName")
        ),
        (
            "[5.2a] the name of another's responder", ["commonName": "Kapok hk-rsa OCSP"],
            Reason("name.taken", "5.2a", "commonName")
        ),
        (
            "[RFC 5280 §8] addresses over TLS", ["baseURL": "https://ca.example.hk"],
            Reason("authority.baseURLInvalid", "RFC 5280 §8", "baseURL")
        ),
        (
            "a slash at the end", ["baseURL": "http://ca.example.hk/"],
            Reason("authority.baseURLInvalid", "RFC 5280 §8", "baseURL")
        ),
        (
            "white space in it", ["baseURL": "http://ca.example.hk/a b"],
            Reason("authority.baseURLInvalid", "RFC 5280 §8", "baseURL")
        ),
        (
            "a password in it", ["baseURL": "http://user:pw@ca.example.hk"],
            Reason("authority.baseURLInvalid", "RFC 5280 §8", "baseURL")
        ),
    ]

    @Test func `each breach is refused, by its clause and field, and leaves nothing`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let before = try await world.ledger.read { try $0.select(Authority.self).count }
        for (name, changes, reason) in Self.breaches {
            #expect(
                try await refusal { try await create(changes, world) } == reason, "\(name)")
        }
        #expect(try await world.ledger.read { try $0.select(Authority.self).count } == before)
    }

    @Test func `the longest names are taken and can be brought into service`() async throws {
        let world = try await AuthorityWorld.make()
        let name = String(repeating: "a", count: 32)
        _ = try await create(
            [
                "authority": .string(name),
                "commonName": .string(String(repeating: "甲", count: 54)),
            ], world)
        try await world.publication.bringUp(name)
        #expect(try await world.ledger.read { try $0.authority(name).state } == .active)
    }

    @Test func `[4.11c, 6.24] waits for its root to be in service, with a valid certificate`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        try await world.decide(
            "authority.create", AuthorityWorld.creation("root-new", .rsa),
            by: world.administrators)
        let notActive = Reason("authority.notActive", "4.11c", "issuer")
        #expect(try await refusal { try await create(["issuer": "root-new"], world) } == notActive)
        let root = try #require(
            try await world.ledger.read { try $0.certificateRecord(of: $0.authority("root-rsa")) })
        try await world.suspend(root)
        #expect(try await refusal { try await create([:], world) } == notActive)
        let own = "\(root.authority)/\(root.serialHex)"
        try await world.decide(
            "certificate.releaseOfAuthority", ["certificate": .string(own)],
            by: world.administrators, caseID: own)
        // The first waits with two signatures; this is another.
        _ = try await create(["authority": "hk-other", "commonName": "Kapok other"], world)
    }
}
