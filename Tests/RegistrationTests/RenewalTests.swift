import AuthorityTestSupport
import CanonicalJSON
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import Status
import Testing
import TestSupport

@Suite struct `A renewal` {
    private static let unfit = Reason("renewal.certificateUnfit", "6.14", "renews")
    private static let unsigned = Reason("renewal.signatureInvalid", "6.14", "renewalSignature")
    private static let review: JSONValue = [
        AuthorityWorld.proof("contentsReview", ["trademark": "no", "minor": "no"])
    ]

    private func name(_ record: CertificateRecord) -> String {
        "\(record.authority)/\(record.serialHex)"
    }

    private func statement(
        _ record: CertificateRecord, _ request: [UInt8], subject: JSONValue? = nil,
        identity: JSONValue? = nil, origin: String = TestLedger.origin,
        environment: String = "test"
    ) -> [UInt8] {
        RenewalStatement(
            origin: origin, environment: environment, certificate: name(record),
            request: request,
            subject: AuthorityWorld.statement(
                subject ?? AuthorityWorld.person, category: "personal", identity: identity)
        ).bytes
    }

    /// - Parameter signature: by the right key over the right words, where a subscriber signs; none if nil.
    private func apply(
        _ world: AuthorityWorld, _ record: CertificateRecord, with next: TestSubscriber,
        signing current: TestSubscriber? = nil, signature: [UInt8]? = nil,
        subject: JSONValue? = nil, identity: JSONValue? = nil, category: String = "personal"
    ) async throws -> String {
        let request = try next.request()
        let signed =
            try signature
            ?? current?.sign(statement(record, request, subject: subject, identity: identity))
        var members = AuthorityWorld.application(
            request, category: category, subject: subject, identity: identity
        ).merging(["renews": .string(name(record))])
        if let signed {
            members = members.merging(["renewalSignature": .string(Base64.encode(signed))])
        }
        return try await world.apply(members).result["application"]?.string ?? ""
    }

    private func reference(_ record: CertificateRecord) throws -> String? {
        try Certificate(derEncoded: record.certificate ?? []).subject[.serialNumber].first
    }

    @Test
    func `[6.14] [6.13] signed with the current key goes on with the same reference and a new key`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let (current, next) = (try world.newSubscriber(), try world.newSubscriber())
        let record = try await world.issued(current)
        let id = try await apply(world, record, with: next, signing: current)
        // What proves who it is was shown before.
        try await world.vet(id, changing: ["evidence": Self.review])
        try await world.accept(id, with: next)
        try await world.approve(id)
        try await world.issue(id)
        let application = try await world.application(id)
        #expect(application.renews == name(record))
        let renewed = try await world.record("hk-rsa", application.serialHex ?? "")
        #expect(try reference(renewed) == reference(record))
        #expect(renewed.keyHashHex != record.keyHashHex)
        // Both are what they are: nothing was modified.
        #expect(try await world.record(record.authority, record.serialHex).state == .valid)
        let entries = try await world.ledger.read { snapshot in
            try snapshot.entries(matching: EntryFilter(operation: "application.apply"), limit: 9)
                .map { try $0.parsed() }
        }
        #expect(entries.count == 2)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.14] without a signature is identified again, and lacks it else: refused`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let next = try world.newSubscriber()
        let record = try await world.issued()
        let id = try await apply(world, record, with: next)
        #expect(
            try await refusal { try await world.vet(id, changing: ["evidence": Self.review]) }
                == Reason("application.checklistIncomplete", "5.5A", "evidence"))
        try await world.vet(id)
        try await world.accept(id, with: next)
        try await world.approve(id)
        try await world.issue(id)
        let application = try await world.application(id)
        let renewed = try await world.record("hk-rsa", application.serialHex ?? "")
        #expect(try reference(renewed) == reference(record))
    }

    static let forgeries = [
        "another key", "another request", "another subject", "another journal",
        "another environment", "one bit",
    ]

    @Test(arguments: forgeries)
    func `[6.14] with a signature over anything else is refused`(forgery: String) async throws {
        let world = try await AuthorityWorld.make()
        let (current, next) = (try world.newSubscriber(), try world.newSubscriber())
        let record = try await world.issued(current)
        let request = try next.request()
        var signature: [UInt8]
        switch forgery {
        case "another key":
            signature = try TestSubscriber.rsa.get().sign(statement(record, request))
        case "another request":
            signature = try current.sign(
                statement(record, try TestSubscriber.rsa.get().request()))
        case "another subject":
            signature = try current.sign(
                statement(record, request, subject: AuthorityWorld.organisation))
        case "another journal":
            signature = try current.sign(statement(record, request, origin: "other.example"))
        case "another environment":
            signature = try current.sign(
                statement(record, request, environment: "production"))
        default:
            signature = try current.sign(statement(record, request))
            signature[9] ^= 1
        }
        #expect(
            try await refusal {
                try await apply(world, record, with: next, signature: signature)
            } == Self.unsigned)
    }

    enum State: CaseIterable, Sendable { case suspended, expired, revoked, blocked }

    @Test(arguments: State.allCases)
    func `[6.14] [6.13] is refused to the key of what is doubted or over`(state: State)
        async throws
    {
        let world = try await AuthorityWorld.make()
        let (current, next) = (try world.newSubscriber(), try world.newSubscriber())
        let record = try await world.issued(current)
        switch state {
        case .suspended: try await world.suspend(record)
        case .expired: world.clock.set(toMilliseconds: record.notAfterMilliseconds + 1)
        case .revoked: try await world.revoke(record)
        case .blocked: try await world.prove(record, with: current)
        }
        #expect(
            try await refusal { try await apply(world, record, with: next, signing: current) }
                == Self.unfit)
        // Identified again, whoever it is may go on, but for what was revoked.
        let again = try await refusal { try await apply(world, record, with: next) }
        #expect(again == (state == .revoked ? Self.unfit : nil))
    }

    enum Doubt: CaseIterable, Sendable { case suspended, revoked, proven }

    @Test(arguments: Doubt.allCases, ["received", "vetted", "accepted", "approved"])
    func `[6.14] goes on while nobody doubts the key that signed it, and no longer`(
        doubt: Doubt, reached: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let (current, next) = (try world.newSubscriber(), try world.newSubscriber())
        let record = try await world.issued(current)
        let id = try await apply(world, record, with: next, signing: current)
        let vet: () async throws -> Void = {
            try await world.vet(id, changing: ["evidence": Self.review])
        }
        if reached != "received" { try await vet() }
        if ["accepted", "approved"].contains(reached) { try await world.accept(id, with: next) }
        if reached == "approved" { try await world.approve(id) }
        switch doubt {
        case .suspended: try await world.suspend(record)
        case .revoked: try await world.ask(.revoke, record, with: current)
        case .proven: try await world.prove(record, with: current)
        }
        let refused = try await refusal {
            switch reached {
            case "received": try await vet()
            case "vetted": try await world.accept(id, with: next)
            case "accepted": try await world.approve(id)
            default: try await world.issue(id)
            }
        }
        #expect(refused == Self.unfit)
        #expect(try await world.application(id).state.rawValue == reached)
    }

    @Test func `[6.14, 5.5e] is signed for the rules of the same place alone`() async throws {
        let world = try await AuthorityWorld.make()
        let (current, next) = (try world.newSubscriber(), try world.newSubscriber(.sm2))
        let record = try await world.issued(current)
        let request = try next.request()
        func handIn(_ signature: [UInt8]?) async throws -> ActOutcome {
            var members = AuthorityWorld.application(request, to: "gd-sm2")
                .merging(["renews": .string(name(record))])
            if let signature {
                members = members.merging([
                    "renewalSignature": .string(Base64.encode(signature))
                ])
            }
            return try await world.apply(members)
        }
        let signature = try current.sign(statement(record, request))
        #expect(try await refusal { try await handIn(signature) } == Self.unfit)
        #expect(try await handIn(nil).result["state"] == "received")
    }

    @Test func `[6.16] says the same: changed data is refused, and means a new application`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let (current, next) = (try world.newSubscriber(), try world.newSubscriber())
        let record = try await world.issued(current)
        let changed = AuthorityWorld.person.merging([
            "commonName": "陳小文", "givenName": "小文",
        ])
        let differs = Reason("renewal.subjectDiffers", "6.16", "subject")
        #expect(
            try await refusal {
                try await apply(world, record, with: next, signing: current, subject: changed)
            } == differs)
        // Who signs nothing may be a stranger who guesses: it is for vetting to say.
        let guessed = try await apply(
            world, record, with: world.newSubscriber(), subject: changed)
        #expect(try await refusal { try await world.vet(guessed) } == differs)
        #expect(
            try await refusal {
                try await apply(
                    world, record, with: next, subject: AuthorityWorld.organisation,
                    category: "organisation")
            } == Self.unfit)
        #expect(
            try await refusal { try await apply(world, record, with: current, signing: current) }
                == Reason("key.alreadyCertified", "8.15b", "request"))
    }

    private typealias Life = `One reference number for each person and organisation`
    private static let newPassport: JSONValue = [
        "documents": [["kind": "passport", "country": "HK", "number": "K98765432"]]
    ]

    @Test func `[6.14] a new document needs identification, and leads to the same subscriber`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let (current, next) = (try world.newSubscriber(), try world.newSubscriber())
        let record = try await world.issued(current)
        #expect(
            try await refusal {
                try await apply(
                    world, record, with: next, signing: current, identity: Self.newPassport)
            } == Reason("renewal.documentsDiffer", "6.14", "identity"))
        let id = try await apply(world, record, with: next, identity: Self.newPassport)
        let known = try #require(try reference(record))
        #expect(try await world.application(id).reference == known)
        // Its name is known, and its number is not.
        #expect(
            try await refusal { try await world.vet(id) }
                == Reason("subscriber.nameKnown", "5.2b", "identity"))
        try await Life.decide(world, id, "sameSubscriber", on: known)
        try await world.bring(id, to: .issued, with: next)
        let renewed = try await world.record(
            "hk-rsa", world.application(id).serialHex ?? "")
        #expect(try reference(renewed) == known)
        #expect(try await world.application(id).subscriber == known)
        // Under either document it is the same person from here on.
        #expect(
            try await world.ledger.read { try $0.select(Subscriber.self).map(\.reference) }
                == [known])
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[5.2a] [6.14] of a certificate of before subscribers gives nobody its number`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let (current, next) = (try world.newSubscriber(), try world.newSubscriber())
        let record = try await world.issued(current)
        let hand = try world.test.settings.driver.connect(.readWrite)
        for statement in [
            "UPDATE application SET subscriber = NULL", "DELETE FROM subscriber",
            "DELETE FROM subscriber_key",
        ] {
            try hand.execute(statement, [])
        }
        hand.close()
        let id = try await apply(world, record, with: next, identity: Self.newPassport)
        try await world.vet(id)
        let application = try await world.application(id)
        // A namesake could say the same: nothing shows by which document its holder was known.
        #expect(try application.subscriber != reference(record))
        #expect(application.reference == application.subscriberReference)
    }

    @Test func `[5.2a] [6.14] of another subscriber's certificate is refused`() async throws {
        let world = try await AuthorityWorld.make()
        let next = try world.newSubscriber()
        let record = try await world.issued()
        let id = try await apply(world, record, with: next, identity: Self.newPassport)
        let known = try #require(try reference(record))
        try await Life.decide(world, id, "different", on: known)
        #expect(
            try await refusal { try await world.vet(id) }
                == Reason("renewal.otherSubscriber", "5.2a", "renews"))
        // Whoever is known under a number of their own is no other one either.
        let other = try await world.apply(
            world.newSubscriber(), identity: Life.identity("A123456(3)"))
        try await Life.decide(world, other, "different", on: known)
        try await world.vet(other)
        let theirs = try await apply(
            world, record, with: world.newSubscriber(), identity: Life.identity("A123456(3)"))
        #expect(
            try await refusal { try await world.vet(theirs) }
                == Reason("renewal.otherSubscriber", "5.2a", "renews"))
    }

    @Test func `[6.16] says the same when it is corrected: anything else is refused`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let (current, next) = (try world.newSubscriber(), try world.newSubscriber())
        let record = try await world.issued(current)
        let changed = AuthorityWorld.person.merging([
            "commonName": "李小明", "surname": "李", "givenName": "小明",
        ])
        for (signer, identity) in [(current, Self.newPassport), (nil, Self.newPassport)] {
            let key = signer == nil ? try world.newSubscriber() : next
            let id = try await apply(world, record, with: key, signing: signer)
            try await world.giveBack(id, field: "commonName")
            let differs = Reason("renewal.subjectDiffers", "6.16", "subject")
            if signer == nil {
                // Who signs nothing may be a stranger who guesses: vetting says so.
                try await world.correct(id, with: key, subject: changed)
                #expect(try await refusal { try await world.vet(id) } == differs)
                try await world.giveBack(id, field: "commonName")
                try await world.correct(id, with: key, identity: identity)
            } else {
                #expect(
                    try await refusal { try await world.correct(id, with: key, subject: changed) }
                        == differs)
                #expect(
                    try await refusal { try await world.correct(id, with: key, identity: identity) }
                        == Reason("renewal.documentsDiffer", "6.14", "identity"))
                try await world.correct(id, with: key)
            }
            #expect(try await world.application(id).state == .received)
        }
    }

    @Test func `[6.14] is signed once in a row: then identity is proven again, or it is refused`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let (first, second) = (try world.newSubscriber(), try world.newSubscriber())
        let record = try await world.issued(first)
        let id = try await apply(world, record, with: second, signing: first)
        #expect(
            try await refusal {
                try await world.vet(id, changing: ["method": "B", "evidence": Self.review])
            } == Reason("renewal.methodDiffers", "5.6b", "method"))
        try await world.vet(id, changing: ["evidence": Self.review])
        try await world.accept(id, with: second)
        try await world.approve(id)
        try await world.issue(id)
        let renewed = try await world.record(
            "hk-rsa", world.application(id).serialHex ?? "")
        let third = try world.newSubscriber()
        #expect(
            try await refusal { try await apply(world, renewed, with: third, signing: second) }
                == Reason("renewal.identifyAgain", "6.14", "renewalSignature"))
        let last = try await apply(world, renewed, with: third)
        try await world.bring(last, to: .issued, with: third)
        let serial = try await world.application(last).serialHex ?? ""
        #expect(try reference(await world.record("hk-rsa", serial)) == reference(record))
    }

    @Test func `[6.14] learns nothing of numbers that are no subscriber's`() async throws {
        let world = try await AuthorityWorld.make()
        let next = try world.newSubscriber()
        let own = try await world.ledger.read {
            try #require(try $0.certificateRecord(of: $0.authority("hk-rsa")))
        }
        let waiting = try await world.apply(world.newSubscriber())
        try await world.vet(waiting)
        let reserved = try await world.record(
            "hk-rsa", world.application(waiting).serialHex ?? "")
        for record in [own, reserved] {
            #expect(try await refusal { try await apply(world, record, with: next) } == Self.unfit)
        }
        var payload = AuthorityWorld.application(try next.request())
        for (name, reason) in [
            ("hk-rsa/0a0b0c0d", Self.unfit),
            ("hk-rsa", Reason("certificate.nameInvalid", nil, "renews")),
        ] {
            payload = payload.merging(["renews": .string(name)])
            #expect(try await refusal { try await world.apply(payload) } == reason)
        }
    }
}
