import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Issuance
import Ledger
import PKIX
import Registration
import Testing
import TestSupport

@Suite struct `Issuing by a list` {
    /// Approved applications, alternating between the two authorities.
    private func approved(_ count: Int, _ world: AuthorityWorld) async throws -> [Application] {
        var applications: [Application] = []
        for place in 0..<count {
            let authority = place.isMultiple(of: 2) ? "hk-rsa" : "gd-sm2"
            let subscriber = try world.newSubscriber(
                authority == "gd-sm2" ? .sm2 : .rsa(bits: 2048))
            let id = try await world.apply(subscriber, to: authority)
            try await world.bring(id, to: .approved, with: subscriber)
            applications.append(try await world.application(id))
        }
        return applications
    }

    private func payload(_ applications: [Application]) -> JSONValue {
        let items = applications.map { application -> JSONValue in
            [
                "application": .string(application.id),
                "contents": .string(application.contentsHashHex ?? ""),
            ]
        }
        return ["applications": .array(items)]
    }

    private func issue(
        _ applications: [Application], _ world: AuthorityWorld, by officer: TestOfficer? = nil
    ) async throws -> ActOutcome {
        try await world.registration.issueList(
            world.test.request(
                "application.issueList", by: officer ?? world.issuingOfficer,
                payload: payload(applications)))
    }

    private func states(_ outcome: ActOutcome) -> [String?] {
        (outcome.result["applications"]?.array ?? []).map { $0["state"]?.string }
    }

    @Test func `[6.6] [6.10] one signature leads to a certificate for each`() async throws {
        let world = try await AuthorityWorld.make()
        let applications = try await approved(4, world)
        let before = try await world.ledger.read { try $0.journalSize() }
        let outcome = try await issue(applications, world)
        #expect(states(outcome) == ["issued", "issued", "issued", "issued"])
        // One entry announces, one completes.
        #expect(try await world.ledger.read { try $0.journalSize() } == before + 2)
        for application in applications {
            let record = try await world.record(application.authority, application.serialHex ?? "")
            #expect(record.state == .valid)
            let certificate = try Certificate(derEncoded: record.certificate ?? [])
            #expect(
                Hex.encode(DigestAlgorithm.sha256.hash(certificate.toBeSigned))
                    == application.contentsHashHex)
            let issuer = try await world.ledger.read {
                try $0.certificateRecord(of: $0.authority(application.authority))?.certificate
            }
            let key = try PublicKey(
                Certificate(derEncoded: issuer ?? []).subjectPublicKeyInfo)
            #expect(certificate.isSigned(by: key))
            #expect(try await world.history(of: record).map(\.event) == [.issued])
        }
        #expect(try await world.ledger.openIntents().isEmpty)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.11a] each case is judged by its own history, and the others go on`() async throws
    {
        let world = try await AuthorityWorld.make()
        let applications = try await approved(2, world)
        // The one of the list whose contents are vetted by who issues.
        let subscriber = try world.newSubscriber()
        let own = try await world.apply(subscriber)
        let both = world.fay
        try await world.vet(own, by: both)
        try await world.accept(own, with: subscriber)
        try await world.approve(own)
        let third = try await world.application(own)
        let outcome = try await issue(applications + [third], world, by: both)
        #expect(states(outcome) == ["issued", "issued", "refused"])
        let refused = outcome.result["applications"]?[2]
        #expect(refused?["code"] == "authorisation.personMustDiffer")
        #expect(try await world.application(own).state == .approved)
        let entry = try await world.ledger.read { try $0.entry(at: outcome.entryIndex).parsed() }
        #expect(entry.facts["refused"]?.array?.count == 1)
        #expect(entry.intents.count == 2)
    }

    @Test func `[7.11a] the history of each case knows who issued`() async throws {
        let world = try await AuthorityWorld.make()
        let applications = try await approved(2, world)
        let officer = try world.issuingOfficer
        let outcome = try await issue(applications, world)
        for application in applications {
            let parts = try await world.ledger.read {
                try $0.participations(inCase: application.id)
            }
            #expect(
                parts.contains {
                    $0.operation == "application.issueList"
                        && $0.officer == officer.id
                })
            let entries = try await world.ledger.read {
                try $0.entries(matching: EntryFilter(caseID: application.id), limit: 100)
            }
            let operations = try entries.map { try $0.parsed().operation }
            #expect(operations.suffix(2) == ["application.issueList", "intent.complete"])
            #expect(entries.contains { $0.index == outcome.entryIndex })
        }
    }

    @Test func `[6.10] a signature that fails leaves the decision, and the request finishes it`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let applications = try await approved(3, world)
        let act = try await world.test.request(
            "application.issueList", by: world.issuingOfficer, payload: payload(applications))
        // The signatures of the list, then each by itself.
        world.signer.fail(times: 1000)
        await #expect(throws: TestSigner.Unavailable.self) {
            try await world.registration.issueList(act)
        }
        #expect(try await world.application(applications[0].id).state == .issuing)
        #expect(try await world.ledger.openIntents().count == 3)
        world.signer.fail(times: 0)
        let outcome = try await world.registration.issueList(act)
        #expect(outcome.replayed)
        #expect(states(outcome) == ["issued", "issued", "issued"])
        #expect(try await world.ledger.openIntents().isEmpty)
    }

    @Test func `[6.10] a signature that is wrong holds up no other`() async throws {
        let world = try await AuthorityWorld.make()
        let applications = try await approved(3, world)
        // One of the list, and the first of those that are tried by themselves.
        world.signer.forge(times: 4)
        #expect(states(try await issue(applications, world)) == ["issuing", "issued", "issued"])
        #expect(try await world.ledger.openIntents().count == 1)
        #expect(await world.resume() == [])
        #expect(try await world.ledger.openIntents().isEmpty)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `where all are refused the act is, and nothing of it stays`() async throws {
        let world = try await AuthorityWorld.make()
        let applications = try await approved(2, world)
        _ = try await issue(applications, world)
        let again = try await refusal { try await issue(applications, world) }
        #expect(again == Reason("application.stateWrong", "6.6", "application"))
    }

    @Test(arguments: [0, 65])
    func `a list has from 1 to 64 applications`(count: Int) async throws {
        let world = try await AuthorityWorld.make()
        let item: JSONValue = [
            "application": .string("app-" + String(repeating: "a", count: 26)),
            "contents": .string(AuthorityWorld.evidence),
        ]
        let found = try await refusal {
            try await world.registration.issueList(
                world.test.request(
                    "application.issueList", by: world.issuingOfficer,
                    payload: ["applications": .array(Array(repeating: item, count: count))]))
        }
        #expect(found == Reason("payload.invalid", nil, "applications"))
    }

    @Test func `has no free text, which would stand in the journal for ever`() async throws {
        let world = try await AuthorityWorld.make()
        let applications = try await approved(1, world)
        for name in [
            "Wong Mei Ling, HKID A123456(3)", "app-a", "", String(repeating: "x", count: 900),
        ] {
            var items = payload(applications)["applications"]?.array ?? []
            items.append([
                "application": .string(name), "contents": .string(AuthorityWorld.evidence),
            ])
            let found = try await refusal {
                try await world.registration.issueList(
                    world.test.request(
                        "application.issueList", by: world.issuingOfficer,
                        payload: ["applications": .array(items)]))
            }
            #expect(found == Reason("payload.invalid", nil, "application"))
        }
        #expect(try await world.application(applications[0].id).state == .approved)
    }

    @Test func `tells what became of each, also when it is asked again a month later`() async throws
    {
        let world = try await AuthorityWorld.make()
        let applications = try await approved(2, world)
        let act = try await world.test.request(
            "application.issueList", by: world.issuingOfficer, payload: payload(applications))
        world.signer.fail(times: 1000)
        await #expect(throws: TestSigner.Unavailable.self) {
            try await world.registration.issueList(act)
        }
        world.signer.fail(times: 0)
        world.clock.advance(byMilliseconds: 31 * 86_400_000)
        #expect(await world.resume() == [])
        #expect(states(try await world.registration.issueList(act)) == ["refused", "refused"])
    }

    @Test func `[7.10] a role for one authority reaches its applications and no other's`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let applications = try await approved(2, world)
        let scoped = try await world.enrol(
            granting: .issuingOfficer, ["authority": "hk-rsa"])
        let outcome = try await issue(applications, world, by: scoped)
        #expect(states(outcome) == ["issued", "refused"])
        #expect(outcome.result["applications"]?[1]?["code"] == "authorisation.roleMissing")
    }

    @Test func `[7.10] who has the role nowhere is refused as a whole`() async throws {
        let world = try await AuthorityWorld.make()
        let applications = try await approved(1, world)
        let found = try await refusal { try await issue(applications, world, by: world.hal) }
        #expect(found == Reason("act.roleWrong", "7.10", "role"))
    }

    @Test func `[6.10] an intent that was completed with others is complete for everybody`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let outcome = try await issue(try await approved(2, world), world)
        let id = outcome.result["applications"]?[0]?["intent"]?.string ?? ""
        let again = try await world.ledger.carryOut(id, signer: world.signer) { _, _ in .null }
        #expect(again.replayed && again.entryIndex == outcome.entryIndex + 1)
    }

    @Test func `[3.2b] a statement that was changed by hand stops it`() async throws {
        let world = try await AuthorityWorld.make()
        let applications = try await approved(1, world)
        let hand = try world.test.settings.driver.connect(.readWrite)
        try hand.execute(
            TestStorage.byHand(
                "UPDATE personal SET sealed = x'00' WHERE name = 'statement' AND dossier = ?"),
            [.text(applications[0].id)])
        hand.close()
        let found = try await refusal { try await world.issue(applications[0].id) }
        #expect(found?.code == "vault.damaged")
    }

    @Test func `names each application once`() async throws {
        let world = try await AuthorityWorld.make()
        let applications = try await approved(1, world)
        let found = try await refusal { try await issue(applications + applications, world) }
        #expect(found == Reason("payload.invalid", nil, "applications"))
    }

    @Test func `[3.2c] what passed once is judged again where the practice changed`() async throws {
        let world = try await AuthorityWorld.make()
        let applications = try await approved(1, world)
        // The limit stands in the contents: they no longer are what they would be made to be.
        try await world.change(["personalRelianceLimit": 1])
        let found = try await refusal { try await issue(applications, world) }
        #expect(found == Reason("lint.limit.stated", "11.1", "limit.stated"))
        #expect(try await world.application(applications[0].id).state == .approved)
    }
}
