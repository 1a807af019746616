import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Issuance
import KeyCustody
import Ledger
import Messages
import PKIX
import Registration
import TestSupport
import Testing

/// What it gets of certificates for authorities and responders.
@Suite struct `A server that was taken over and wants an authority` {
    private typealias Use = HostileServer.Use

    /// A certificate's contents with another key, name or extension.
    private func changed(
        _ contents: [UInt8], key: PublicKey? = nil, name: String? = nil,
        extensions: ((Extensions) throws -> Extensions)? = nil, days: Int64? = nil
    ) throws -> [UInt8] {
        let read = try TBSCertificate(derEncoded: contents)
        var subject = read.subject
        if let name {
            subject = DistinguishedName(attributes: [try NameAttribute(.commonName, name)])
        }
        var validity = read.validity
        if let days {
            validity = try Validity(
                notBeforeMilliseconds: validity.notBeforeMilliseconds,
                notAfterMilliseconds: validity.notBeforeMilliseconds + days * 86_400_000)
        }
        return TBSCertificate(
            serialNumber: read.serialNumber, signature: read.signature, issuer: read.issuer,
            validity: validity, subject: subject,
            subjectPublicKeyInfo: key?.subjectPublicKeyInfo ?? read.subjectPublicKeyInfo,
            extensions: try extensions?(read.extensions) ?? read.extensions
        ).derEncoded
    }

    /// The last entry of an operation, with the contents that it announces.
    private func announced(
        _ operation: String, _ world: FollowedWorld
    ) async throws -> (place: Int, facts: [String: JSONValue], contents: [UInt8]) {
        let told = try await world.told()
        let place = try #require(
            told.lastIndex {
                (try? JournalEntry(parsing: $0.entry))?.operation == operation
            })
        let entry = try JournalEntry(parsing: told[place].entry)
        let contents = try await world.ledger.read { try $0.contents(announcedBy: entry) }
        return (place, entry.facts, try #require(contents))
    }

    @Test
    func
        `[8.1b] gets the certificate of an authority that people decided on, with a key of the signer`()
        async throws
    {
        let world = try await FollowedWorld.make()
        try await world.authority.create(root: "root-new", .sm2)
        try await world.authority.create(issuing: "new", .sm2, issuer: "root-new")
        let (place, facts, contents) = try await announced("intent.open", world)
        let key = try await world.key("root-new")
        let own = KeyReference(id: facts["key"]?.string ?? "")
        let mine = try SoftwareKey.generate(.sm2).publicKey

        func found(
            _ bytes: [UInt8], by signing: KeyReference? = nil,
            facts changes: [String: JSONValue] = [:], contents told: [UInt8]? = nil
        ) async throws -> String? {
            var server = try await HostileServer(world, telling: place)
            return try await server.refusal {
                try await server.ask(
                    for: Use(signing ?? key, .sm2WithSM3, bytes), by: "intent.open",
                    facts: facts.merging(changes) { $1 }, contents: told ?? bytes)
            }
        }
        #expect(own.use == .authority)
        #expect(try await found(contents) == nil)
        #expect(
            try await found(changed(contents, key: mine))
                == "the certified key is not one of this signer")
        #expect(
            try await found(changed(contents, name: "Another name"))
                == "not the name that was decided on")
        #expect(
            try await found(contents, by: world.key("root-sm2"))
                == "not the issuer that was decided on")
        #expect(
            try await found(contents, facts: ["authority": "gd-sm2"])
                == "nobody decided on this authority, or it has its certificate")
        #expect(
            try await found(contents, contents: changed(contents, key: mine))
                == "told without its contents")
        #expect(
            try await found(changed(contents, extensions: { _ in try Extensions([]) }))
                == "the key is another authority's, or has no identifier")
        for oid in [BasicConstraints.oid, KeyUsage.oid] {
            let bytes = try changed(
                contents, extensions: { try Extensions($0.elements.filter { $0.oid != oid }) })
            #expect(try await found(bytes) == "not an authority's certificate")
        }
        #expect(try await found(changed(contents, days: 60 * 365)) == "valid for too long")
        #expect(
            try await found(
                changed(contents, key: SoftwareKey.generate(.p256).publicKey))
                == "not a key of the family that was decided on")
        // Not a second one beside it, nor one after it.
        let use = Use(key, .sm2WithSM3, contents)
        let again = "nobody decided on this authority, or it has its certificate"
        var server = try await HostileServer(world)
        #expect(
            try await server.refusal {
                try await server.ask(for: use, by: "intent.open", facts: facts, contents: contents)
            } == again)
        // Nor after the first one was given up: it may exist.
        for isSigned in [true, false] {
            server = try await HostileServer(world, telling: place)
            let entry = server.entry("intent.open", facts: facts, announcing: [use])
            try await server.follow(ToldEntry(entry: entry, contents: contents))
            if isSigned { _ = try await server.sign(use, at: server.size - 1) }
            let abandoned = server.entry("intent.abandon", facts: ["intent": "int-1"])
            try await server.follow(ToldEntry(entry: abandoned))
            #expect(
                try await server.refusal {
                    try await server.ask(
                        for: use, by: "intent.open", facts: facts, contents: contents)
                } == (isSigned ? again : nil))
        }
    }

    @Test func `[7.11b] makes no authority by fewer people than it takes`() async throws {
        let world = try await FollowedWorld.make()
        let payload = AuthorityWorld.creation("mine", .sm2)
        let officers = Array(world.authority.administrators.dropLast())
        try await world.authority.decide("authority.create", payload, by: officers)
        let key = try await world.remote.generateKey(.sm2, for: .authority, inModule: nil)
        let (_, _, root) = try await announced("intent.open", world)
        let contents = try changed(root, key: try await world.remote.publicKey(of: key))
        var server = try await HostileServer(world)
        #expect(
            try await server.refusal {
                try await server.ask(
                    for: Use(key, .sm2WithSM3, contents), by: "intent.open",
                    facts: ["authority": "mine", "key": .string(key.id)], contents: contents)
            } == "nobody decided on this authority, or it has its certificate")
    }

    @Test func `[4.2] gets a responder's certificate for a responder's key of the signer alone`()
        async throws
    {
        let world = try await FollowedWorld.make()
        world.authority.clock.advance(byMilliseconds: 25 * 86_400_000)
        #expect(await world.authority.tick().isEmpty)
        let (place, facts, contents) = try await announced("responder.renew", world)
        let name = try #require(facts["authority"]?.string)
        let algorithm = try #require(
            SignatureAlgorithm(identifier: TBSCertificate(derEncoded: contents).signature))
        let key = try await world.key(name)
        let mine = try SoftwareKey.generate(.p256).publicKey

        func found(
            _ bytes: [UInt8], key named: String? = nil
        ) async throws -> String? {
            var server = try await HostileServer(world, telling: place)
            return try await server.refusal {
                try await server.ask(
                    for: Use(key, algorithm, bytes), by: "responder.renew",
                    facts: facts.merging(named.map { ["key": .string($0)] } ?? [:]) { $1 })
            }
        }
        #expect(try await found(contents) == nil)
        #expect(
            try await found(changed(contents, key: mine))
                == "the certified key is not one of this signer")
        #expect(
            try await found(
                changed(contents, key: try await world.remote.publicKey(of: key)), key: key.id)
                == "the entry does not name a responder's key")
        let wrong = "not the certificate of a responder"
        #expect(try await found(changed(contents, days: 92)) == "valid for too long")
        for oid in [ExtendedKeyUsage.oid, OCSPNoCheck.oid] {
            let bytes = try changed(
                contents, extensions: { try Extensions($0.elements.filter { $0.oid != oid }) })
            #expect(try await found(bytes) == wrong)
        }
        // Under the responder's issuer, a subscriber's.
        let subscriber = try await world.application(.approved).contents
        let own = try await world.refusal(
            to: Use(world.key("hk-rsa"), .sha256WithRSA, subscriber), by: "responder.renew",
            facts: facts)
        #expect(own == wrong)
    }
}
