import AuthorityTestSupport
import CanonicalJSON
import Cryptography
import Foundation
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import Status
import Testing
import TestSupport

/// Steps of applicants and officers in any order, most of them wrong.
@Suite struct `After any acts on applications` {
    private enum Act: CaseIterable {
        case prove, vet, accept, acceptByStranger, approve, issue
        case giveBack, correct, rename, recall, refuse
        case suspend, release, revoke, renew, wait
    }

    /// What the test itself put down, and whether it says what it should.
    private struct Proof {
        let kind: String
        let isGood: Bool
        let name: String
    }

    private struct Held {
        let id: String
        let category: String
        let method: String
        let subscriber: TestSubscriber
        var name: String
        var proofs: [Proof] = []
        /// Names that were given up.
        var corrections = 0
        /// Whose signature stands under the contents of now.
        var isAccepted = false
        /// Whether the practice lets it come after the delivery.
        var isLater = false

        var subject: JSONValue {
            category == "organisation"
                ? AuthorityWorld.organisation.merging([
                    "commonName": .string(name), "organizationName": .string(name),
                    "organizationIdentifier": .string(
                        "NTRHK-" + TestIdentity.registration(of: name)),
                ])
                : AuthorityWorld.person.merging([
                    "commonName": .string(name), "surname": .string(String(name.prefix(1))),
                    "givenName": .string(String(name.dropFirst())),
                ])
        }

        var kinds: [String] {
            AuthorityWorld.kinds(category: category, method: method)
                + (isLater ? ["agreement"] : [])
        }

        /// Nothing that the policy asks for is missing (CP 5.4, 5.5), by the last word on each: what says a
        /// name, says the one of now.
        var isComplete: Bool {
            kinds.allSatisfy { kind in
                guard let last = proofs.last(where: { $0.kind == kind }) else { return false }
                return last.isGood && (!Self.namesSubject.contains(kind) || last.name == name)
            }
        }

        private static let namesSubject: Set = ["existence", "faceToFace", "identityDatabase"]
    }

    private static let names = ["陳大文", "李小明", "黃志強", "何家輝", "林國棟"]
    /// What makes an item of each kind worthless.
    private static let flaws: [String: [String: String]] = [
        "contentsReview": ["trademark": "yes"], "faceToFace": ["name": "張三"],
        "identityDatabase": ["outcome": "mismatch"], "biometricMatch": ["score": "100"],
        "trueIntent": ["reference": "0"], "auxiliarySource": ["outcome": "mismatch"],
        "existence": ["source": "a-stranger"], "genuineness": ["outcome": "doubtful"],
        "callBack": ["outcome": "denied"], "authorisation": ["act": "revoke"],
        "representative": ["name": "張三"], "agreement": ["digest": AuthorityWorld.evidence],
    ]

    // MARK: What is done

    private func officers(_ world: AuthorityWorld) throws -> [TestOfficer] {
        [
            try world.validator, try world.approver, try world.issuingOfficer, world.dai, world.eva,
            world.fay, world.gus, world.hal,
        ]
    }

    private func new(
        _ place: Int, _ world: AuthorityWorld, _ random: SeededRandomness
    ) async throws -> Held {
        let category = place == 2 ? "organisation" : "personal"
        let subscriber = try world.newSubscriber()
        let name = category == "organisation" ? "木棉花有限公司" : Self.names[place]
        var held = Held(
            id: "", category: category, method: place == 1 ? "B" : "A", subscriber: subscriber,
            name: name)
        let id = try await world.apply(subscriber, category: category, subject: held.subject)
        held = Held(
            id: id, category: category, method: held.method, subscriber: subscriber, name: name)
        held.isLater = try await world.ledger.read {
            try $0.practice().personalAcceptance != .before
        }
        return held
    }

    private func item(_ kind: String, isGood: Bool, _ held: Held, _ application: Application)
        -> JSONValue
    {
        let values = AuthorityWorld.values(
            kind, name: held.name, reference: application.subscriberReference)
        return AuthorityWorld.proof(
            kind, isGood ? values : values.merging(Self.flaws[kind] ?? [:]) { $1 })
    }

    /// What the act makes of what the test knows; throws as the world does.
    private func carryOut(
        _ act: Act, _ held: Held, by officer: TestOfficer, _ world: AuthorityWorld,
        _ random: SeededRandomness
    ) async throws -> Held {
        var held = held
        let application = try await world.application(held.id)
        let record = try? await world.record(
            application.authority, application.serialHex ?? "")
        switch act {
        case .prove:
            let kind = held.kinds[Int(random.next() % UInt64(held.kinds.count))]
            let isGood = random.next() % 4 != 0
            try await world.addEvidence(
                [item(kind, isGood: isGood, held, application)], to: held.id, by: officer)
            held.proofs.append(Proof(kind: kind, isGood: isGood, name: held.name))
        case .vet:
            // With what is missing, as an officer hands it in, or without.
            let missing =
                random.next() % 2 == 0
                ? held.kinds.filter { kind in !held.proofs.contains { $0.kind == kind } } : []
            try await world.vet(
                held.id, by: officer,
                changing: JSONValue.object([
                    "evidence": .array(
                        missing.map { item($0, isGood: true, held, application) })
                ]).merging(
                    held.category == "personal" ? ["method": .string(held.method)] : [:]))
            held.proofs += missing.map { Proof(kind: $0, isGood: true, name: held.name) }
            held.isAccepted = false
            #expect(held.isComplete)
        case .accept:
            try await world.accept(held.id, with: held.subscriber)
            held.isAccepted = true
        case .acceptByStranger:
            try await world.accept(held.id, with: TestSubscriber.rsa.get())
            Issue.record("a stranger accepted")
        case .approve:
            try await world.approve(held.id, by: officer)
            #expect((held.isAccepted || held.isLater) && held.isComplete)
        case .issue:
            try await world.issue(held.id, by: officer)
            #expect((held.isAccepted || held.isLater) && held.isComplete)
        case .giveBack: try await world.giveBack(held.id, by: officer)
        case .correct, .rename:
            guard held.category == "personal" else { return held }
            if act == .rename {
                held.corrections += 1
                let suffix = String(repeating: "子", count: held.corrections)
                held.name = String(held.name.prefix(3)) + suffix
            }
            try await world.correct(held.id, with: held.subscriber, subject: held.subject)
            held.isAccepted = false
        case .recall: try await world.recall(held.id, by: officer)
        case .refuse: try await world.refuse(held.id, by: officer)
        case .suspend:
            guard let record else { return held }
            try await world.suspend(record, by: officer)
        case .release:
            guard let record else { return held }
            try await world.release(record, by: officer)
        case .revoke:
            guard let record else { return held }
            try await world.revoke(record, by: officer)
        case .renew:
            guard let record, record.certificate != nil else { return held }
            try await renew(record, held, world)
        case .wait: world.clock.advance(byMilliseconds: 3_600_000)
        }
        return held
    }

    private func renew(
        _ record: CertificateRecord, _ held: Held, _ world: AuthorityWorld
    ) async throws {
        let request = try world.newSubscriber().request()
        let name = "\(record.authority)/\(record.serialHex)"
        let statement = RenewalStatement(
            origin: TestLedger.origin, environment: "test", certificate: name, request: request,
            subject: AuthorityWorld.statement(held.subject, category: held.category))
        _ = try await world.apply(
            AuthorityWorld.application(request, category: held.category, subject: held.subject)
                .merging([
                    "renews": .string(name),
                    "renewalSignature": .string(
                        Base64.encode(held.subscriber.sign(statement.bytes))),
                ]))
    }

    // MARK: What holds

    /// What leads on from here, and who may take it.
    private func next(
        _ held: Held, in state: Application.State, _ world: AuthorityWorld
    ) throws -> (act: Act, officer: TestOfficer)? {
        switch state {
        case .received: (.vet, try world.validator)
        case .vetted where held.isLater: (.approve, try world.approver)
        case .vetted: (.accept, try world.validator)
        case .issued where held.isLater && !held.isAccepted: (.accept, try world.validator)
        case .accepted: (.approve, try world.approver)
        case .approved: (.issue, try world.issuingOfficer)
        case .returned: (.correct, try world.validator)
        case .issuing, .issued, .refused: nil
        }
    }

    /// Whoever took each of the three steps last that led to the certificate, as the journal has it signed.
    private func people(_ id: String, _ world: AuthorityWorld) async throws -> [String] {
        try await world.ledger.read { snapshot in
            try ["application.vet", "application.approve", "application.issue"].map { operation in
                let entries = try snapshot.entries(
                    matching: EntryFilter(operation: operation, caseID: id), limit: 1000)
                let done = try entries.map { try JournalEntry(parsing: $0.bytes) }
                    .filter { $0.outcome == .done }
                return try #require(done.last).actor
            }
        }
    }

    private func published(_ world: AuthorityWorld) -> Set<String> {
        let folder = "\(world.published)/certificates/hk-rsa"
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder)
        return Set((files ?? []).map { String($0.dropLast(".cer".count)) })
    }

    /// A certificate stands for a whole dossier, three people and the applicant's own signature under it; until that
    /// is there, it is not valid, and not counted.
    private func judge(_ held: Held, _ world: AuthorityWorld) async throws -> String? {
        let application = try await world.application(held.id)
        guard application.state == .issued else { return nil }
        #expect(held.isComplete)
        let people = try await people(held.id, world)
        #expect(Set(people).count == 3, "\(people)")
        let record = try await world.record("hk-rsa", application.serialHex ?? "")
        #expect(record.awaitsAcceptance == !held.isAccepted)
        guard held.isAccepted else {
            #expect(record.state == .suspended || record.state == .revoked)
            return nil
        }
        let certificate = try Certificate(derEncoded: record.certificate ?? [])
        let contents = DigestAlgorithm.sha256.hash(certificate.toBeSigned)
        #expect(Hex.encode(contents) == application.contentsHashHex)
        let signature = try await world.ledger.read {
            try $0.vault.read("acceptance", dossier: held.id)
        }
        let key = try PublicKey(certificate.subjectPublicKeyInfo)
        #expect(
            key.verifies(
                signature ?? [], of: world.statement(application).bytes, with: .sha256WithRSA))
        return record.serialHex
    }

    @Test(arguments: [UInt64(11), 12, 13, 14, 16])
    func
        `[3.3c, 5.4a, 5.5A, 5.5B1, 6.3c, 6.12, 7.11a] a certificate has its whole dossier, three people and its acceptance, and after an end nothing goes on`(
            seed: UInt64
        ) async throws
    {
        let world = try await AuthorityWorld.make(seed: seed)
        try await world.trustSources()
        if seed > 13 { try await world.accept(by: .afterwards, days: 30) }
        let random = SeededRandomness(seed: seed)
        var all: [Held] = []
        for place in 0..<3 { all.append(try await new(place, world, random)) }
        var (issued, refused) = (0, 0)
        for _ in 0..<120 {
            let place = Int(random.next() % UInt64(all.count))
            let held = all[place]
            let before = try await world.application(held.id).state
            let people = try officers(world)
            var act = Act.allCases[Int(random.next() % UInt64(Act.allCases.count))]
            var officer = people[Int(random.next() % UInt64(people.count))]
            if random.next() % 3 == 0, let leading = try next(held, in: before, world) {
                (act, officer) = leading
            }
            // An end is rare enough for others to come about.
            if act == .refuse, random.next() % 8 != 0 { continue }
            let hasEnded = try await ends(held, world)
            world.clock.advance(byMilliseconds: 1000)
            let reason = try await refusal {
                all[place] = try await carryOut(act, held, by: officer, world, random)
            }
            if reason != nil { refused += 1 }
            let after = try await world.application(held.id).state
            if before == .refused || before == .issued { #expect(after == before) }
            if hasEnded {
                #expect(try await ends(held, world))
                if act == .release || act == .renew { #expect(reason != nil) }
            }
            var serials: Set<String> = []
            for held in all {
                if let serial = try await judge(held, world) { serials.insert(serial) }
            }
            // What is out is what may be, and all of it: once its turn has come after each act that may add to it.
            if act == .issue || act == .accept {
                #expect(await world.tick() == [])
                #expect(published(world) == serials)
            }
            issued = max(issued, serials.count)
        }
        #expect(published(world).count == issued)
        // Else nothing was shown.
        #expect(issued > 0 && refused > 10, "\(issued) issued, \(refused) refused")
        #expect(try await world.ledger.verify().isClean)
    }

    /// Whether its certificate is over.
    private func ends(_ held: Held, _ world: AuthorityWorld) async throws -> Bool {
        let application = try await world.application(held.id)
        guard application.state == .issued else { return false }
        return try await world.record("hk-rsa", application.serialHex ?? "").state == .revoked
    }
}
