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

@Suite struct `A server that was taken over` {
    private typealias Use = HostileServer.Use

    // MARK: Certificates of subscribers

    @Test func `[3.2b] gets a signature for contents that an officer issued, once`() async throws {
        let world = try await FollowedWorld.make()
        let (id, contents, key) = try await world.application(.approved)
        let officer = try world.authority.issuingOfficer
        let act = try await world.issuing(id, contents, by: officer)
        var server = try await HostileServer(world)
        let use = Use(key, .sha256WithRSA, contents)
        _ = try await server.ask(
            for: use, by: "application.issue", case: id, signed: [(officer, act)])
        let place = await server.size - 1
        // As after a crash, as often as it is asked for while it is open.
        _ = try await server.sign(use, at: place)
        let done = server.entry("intent.complete", facts: ["intent": "int-1"])
        try await server.follow(ToldEntry(entry: done))
        #expect(
            try await server.refusal { try await server.sign(use, at: place) }
                == "the entry does not announce these bytes for this key, or it was done")
    }

    @Test func `[3.2b] gets none for other contents than those that were decided`() async throws {
        let world = try await FollowedWorld.make()
        let (id, contents, key) = try await world.application(.approved)
        let other = try await world.application(.approved)
        let officer = try world.authority.issuingOfficer
        let act = try await world.issuing(id, contents, by: officer)
        for wrong in [other.contents, contents.dropLast() + [0], Array(contents.dropLast())] {
            var server = try await HostileServer(world)
            let found = try await server.refusal {
                try await server.ask(
                    for: Use(key, .sha256WithRSA, Array(wrong)), by: "application.issue", case: id,
                    signed: [(officer, act)])
            }
            #expect(found == "the officer decided on other contents")
        }
        // Nor for another application, or with the key of another authority.
        var server = try await HostileServer(world)
        #expect(
            try await server.refusal {
                try await server.ask(
                    for: Use(key, .sha256WithRSA, contents), by: "application.issue",
                    case: other.id, signed: [(officer, act)])
            } == "entry \(await server.size): entryUnauthorised")
        server = try await HostileServer(world)
        let root = try await world.key("root-rsa")
        #expect(
            try await server.refusal {
                try await server.ask(
                    for: Use(root, .sha256WithRSA, contents), by: "application.issue", case: id,
                    signed: [(officer, act)])
            } == "the key is not that of the issuer that is named")
    }

    @Test func `[7.11a] gets none where nobody approved, or one person did two things`()
        async throws
    {
        let world = try await FollowedWorld.make()
        let accepted = try await world.application(.accepted)
        let officer = try world.authority.issuingOfficer
        var act = try await world.issuing(accepted.id, accepted.contents, by: officer)
        var server = try await HostileServer(world)
        #expect(
            try await server.refusal {
                try await server.ask(
                    for: Use(accepted.key, .sha256WithRSA, accepted.contents),
                    by: "application.issue", case: accepted.id, signed: [(officer, act)])
            } == "nobody approved these contents")
        // Approver and issuing officer at once.
        let gus = world.authority.gus
        try await world.authority.approve(accepted.id, by: gus)
        act = try await world.issuing(accepted.id, accepted.contents, by: gus)
        server = try await HostileServer(world)
        #expect(
            try await server.refusal {
                try await server.ask(
                    for: Use(accepted.key, .sha256WithRSA, accepted.contents),
                    by: "application.issue", case: accepted.id, signed: [(gus, act)])
            } == "one person decided twice")
        // An approval that was taken back.
        try await world.authority.giveBack(accepted.id)
        act = try await world.issuing(accepted.id, accepted.contents, by: officer)
        server = try await HostileServer(world)
        #expect(
            try await server.refusal {
                try await server.ask(
                    for: Use(accepted.key, .sha256WithRSA, accepted.contents),
                    by: "application.issue", case: accepted.id, signed: [(officer, act)])
            } == "nobody approved these contents")
    }

    @Test func `[6.3b] gets none for an application that nobody vetted, whoever else signed`()
        async throws
    {
        let world = try await FollowedWorld.make()
        for (state, expected) in [
            (Application.State.received, "nobody approved these contents"),
            (.returned, "nobody approved these contents"), (.vetted, nil),
        ] {
            let (id, _, key) = try await world.application(state)
            let contents = try await world.application(.approved).contents
            let (approver, officer) = (
                try world.authority.approver, try world.authority.issuingOfficer
            )
            let payload: JSONValue = [
                "application": .string(id),
                "contents": .string(Hex.encode(DigestAlgorithm.sha256.hash(contents))),
                "evidence": .string(String(repeating: "0", count: 64)),
            ]
            let approval = try await world.authority.test.signed(
                "application.approve", by: approver, caseID: id, payload: payload)
            let act = try await world.issuing(id, contents, by: officer)
            var server = try await HostileServer(world)
            let approved = server.entry(
                "application.approve", case: id, signed: [(approver, approval)],
                facts: payload.object ?? [:])
            try await server.follow(ToldEntry(entry: approved))
            #expect(
                try await server.refusal {
                    try await server.ask(
                        for: Use(key, .sha256WithRSA, contents), by: "application.issue",
                        case: id, signed: [(officer, act)])
                } == expected)
        }
    }

    @Test func `finds no officer's act that counts twice, late or elsewhere`() async throws {
        let world = try await FollowedWorld.make()
        let (id, contents, key) = try await world.application(.approved)
        let officer = try world.authority.issuingOfficer
        let use = Use(key, .sha256WithRSA, contents)
        let act = try await world.issuing(id, contents, by: officer)
        var server = try await HostileServer(world)
        _ = try await server.ask(
            for: use, by: "application.issue", case: id, signed: [(officer, act)])
        #expect(
            try await server.refusal {
                try await server.ask(
                    for: use, by: "application.issue", case: id, signed: [(officer, act)])
            } == "entry \(await server.size): entryUnauthorised")
        // Kept until its time is over.
        world.authority.clock.advance(byMilliseconds: 3_600_001)
        try await world.authority.nextList()
        server = try await HostileServer(world)
        #expect(
            try await server.refusal {
                try await server.ask(
                    for: use, by: "application.issue", case: id, signed: [(officer, act)])
            } == "entry \(await server.size): entryUnauthorised")
        // By the hand of somebody who has not the role, or with a key that is nobody's.
        for (stranger, finding) in [
            (world.authority.hal, "entryUnauthorised"),
            (try TestOfficer(id: officer.id, roles: [.issuingOfficer]), "officerSignatureWrong"),
        ] {
            server = try await HostileServer(world)
            let forged = try await world.issuing(id, contents, by: stranger)
            let found = try await server.refusal {
                try await server.ask(
                    for: use, by: "application.issue", case: id, signed: [(stranger, forged)])
            }
            let place = await server.size
            #expect(found == "entry \(place): \(finding)")
        }
    }

    @Test func `leaves no entry out, and puts none before another`() async throws {
        let world = try await FollowedWorld.make()
        _ = try await world.application(.approved)
        let told = try await world.told()
        let operations = try told.map { try JournalEntry(parsing: $0.entry).operation }
        let vetting = try #require(operations.lastIndex(of: "application.vet"))
        var swapped = told
        swapped.swapAt(vetting, vetting + 1)
        for (forged, finding) in [
            (Array(told[..<vetting] + told[(vetting + 1)...]), "checkpointMissing"),
            (swapped, "checkpointForeign"),
        ] {
            let follower = try await world.restarted(remembers: false).follower
            do {
                _ = try await follower.follow(from: 0, forged)
                Issue.record("taken")
            } catch let refusal as Refusal {
                let reason = try #require(refusal.arguments["reason"])
                #expect(refusal.code == .signerJournalRefused)
                #expect(reason.hasSuffix(": \(finding)"), "\(reason)")
            }
        }
    }

    @Test func `[6.10] gets of a signed list what is on it, each if it may be issued`() async throws
    {
        let world = try await FollowedWorld.make()
        let (first, second) = (
            try await world.application(.approved), try await world.application(.accepted)
        )
        let other = try await world.application(.approved)
        let list = JSONValue.array(
            [first, second].map {
                [
                    "application": .string($0.id),
                    "contents": .string(Hex.encode(DigestAlgorithm.sha256.hash($0.contents))),
                ]
            })
        let officer = try world.authority.issuingOfficer
        for (contents, expected) in [
            (first.contents, nil), (second.contents, "nobody approved these contents"),
            (other.contents, "the officer decided on other contents"),
        ] {
            let act = try await world.authority.test.signed(
                "application.issueList", by: officer, payload: ["applications": list])
            var server = try await HostileServer(world)
            #expect(
                try await server.refusal {
                    try await server.ask(
                        for: Use(first.key, .sha256WithRSA, contents), by: "application.issueList",
                        signed: [(officer, act)], facts: ["applications": list])
                } == expected)
        }
    }

    @Test func `[6.10] gets none of several where one is refused`() async throws {
        let world = try await FollowedWorld.make()
        let list = try await world.authority.nextList().toBeSigned
        let key = try await world.key("hk-rsa")
        var server = try await HostileServer(world)
        let uses = [Use(key, .sha256WithRSA, list), Use(key, .sha256WithRSA, [1])]
        let entry = server.entry("crl.issue", announcing: [uses[0]])
        try await server.follow(ToldEntry(entry: entry))
        let lines = try SignatureReconciliation(log: server.logPath, journal: nil).signatures
        #expect(
            try await server.refusal { try await server.sign(uses, at: server.size - 1)[0] }
                == "the entry does not announce these bytes for this key, or it was done")
        #expect(
            try SignatureReconciliation(log: server.logPath, journal: nil).signatures == lines)
        _ = try await server.sign([uses[0]], at: server.size - 1)
        #expect(
            try SignatureReconciliation(log: server.logPath, journal: nil).signatures == lines + 1)
    }

    // MARK: Authorities and responders

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
        let subscriber = try await world.application(.approved)
        #expect(try await found(subscriber.contents) != nil)
    }
}
