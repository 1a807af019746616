import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import Testing
import TestSupport

@Suite struct `Approving and issuing` {
    private static let differ = Reason("application.contentsDiffer", "3.2b", "contents")
    private static let expired = Reason("application.contentsExpired", "3.2c", "contents")

    /// An application with its subscriber, as far as a state.
    private func application(
        in state: Application.State, _ world: AuthorityWorld, by authority: String = "hk-rsa"
    ) async throws -> String {
        let subscriber = try (authority == "gd-sm2" ? TestSubscriber.sm2 : TestSubscriber.rsa).get()
        let id = try await world.apply(subscriber, to: authority)
        try await world.bring(id, to: state, with: subscriber)
        return id
    }

    @Test(arguments: ["hk-rsa", "gd-sm2"])
    func `[6.6] three officers and the applicant lead to a certificate`(
        authority: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let id = try await application(in: .approved, world, by: authority)
        let prepared = try await world.application(id)
        world.clock.advance(byMilliseconds: 60_000)
        let outcome = try await world.issue(id)
        #expect(outcome.result["state"] == "issued")
        #expect(outcome.result["serial"]?.string == prepared.serialHex)
        let application = try await world.application(id)
        #expect(application.state == .issued)
        let record = try await world.record(authority, prepared.serialHex ?? "")
        #expect(record.state == .valid)
        #expect(record.issuedAtMilliseconds == world.clock.nowMilliseconds)
        let certificate = try Certificate(derEncoded: record.certificate ?? [])
        #expect(
            Hex.encode(DigestAlgorithm.sha256.hash(certificate.toBeSigned))
                == prepared.contentsHashHex)
        let issuer = try #require(
            try await world.ledger.read {
                try $0.certificateRecord(of: $0.authority(authority))?.certificate
            })
        let issuerKey = try PublicKey(Certificate(derEncoded: issuer).subjectPublicKeyInfo)
        #expect(certificate.isSigned(by: issuerKey))
        let history = try await world.history(of: record)
        #expect(history.map(\.event) == [.issued])
        #expect(try await world.ledger.openIntents().isEmpty)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.10] the signer sees the issuing officer's act and the intent`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await application(in: .approved, world)
        try await world.issue(id)
        let warrant = try #require(world.signer.warrants.last)
        let application = try await world.application(id)
        #expect(
            Hex.encode(DigestAlgorithm.sha256.hash(warrant.toBeSigned))
                == application.contentsHashHex)
        let announcement = try #require(warrant.announcement)
        let entry = try JournalEntry(parsing: try #require(announcement.entry))
        let signed = try #require(entry.signed.first)
        let act = try ActStatement(parsing: signed.act)
        #expect(act.operation == "application.issue" && act.caseID == id)
        #expect(try signed.publicKey == world.issuingOfficer.publicKey)
        #expect(entry.operation == "application.issue")
    }

    @Test func `[3.2b] decisions name exactly the prepared contents`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await application(in: .accepted, world)
        #expect(
            try await refusal {
                try await world.registration.approve(
                    world.decision(
                        "application.approve", id, by: world.approver,
                        contents: AuthorityWorld.evidence))
            } == Self.differ)
        try await world.approve(id)
        #expect(
            try await refusal {
                try await world.registration.issue(
                    world.decision(
                        "application.issue", id, by: world.issuingOfficer,
                        contents: AuthorityWorld.evidence))
            } == Self.differ)
        for contents in ["", "abc", AuthorityWorld.evidence.uppercased()] {
            #expect(
                try await refusal {
                    try await world.registration.approve(
                        world.decision(
                            "application.approve", id, by: world.approver, contents: contents))
                } == Reason("payload.invalid", nil, "contents"))
        }
    }

    @Test(arguments: [Application.State.accepted, .approved])
    func `[3.2c] contents may be decided on until their time, and not after it`(
        state: Application.State
    ) async throws {
        let world = try await AuthorityWorld.make()
        let id = try await application(in: state, world)
        let until = try #require(try await world.application(id).contentsUntilMilliseconds)
        let officer = try state == .accepted ? world.approver : world.issuingOfficer
        let step = state == .accepted ? "application.approve" : "application.issue"
        world.clock.set(toMilliseconds: until + 1)
        #expect(
            try await refusal {
                let act = try await world.decision(step, id, by: officer)
                return state == .accepted
                    ? try await world.registration.approve(act)
                    : try await world.registration.issue(act)
            } == Self.expired)
        #expect(try await world.application(id).state == state)
    }

    @Test func `[3.2c] at their last instant contents are issued`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await application(in: .approved, world)
        let until = try #require(try await world.application(id).contentsUntilMilliseconds)
        world.clock.set(toMilliseconds: until)
        try await world.issue(id)
        #expect(try await world.application(id).state == .issued)
    }

    // MARK: Judged again

    @Test func `[3.2c] contents that today's practice would not make are not issued`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let id = try await application(in: .approved, world)
        try await world.change(["personalRelianceLimit": 100_000])
        #expect(
            try await refusal { try await world.issue(id) }
                == Reason("lint.limit.stated", "11.1", "limit.stated"))
        #expect(try await world.application(id).state == .approved)
        #expect(try await world.ledger.openIntents().isEmpty)
    }

    @Test func `[3.2c] a change of practice that leaves the contents alone stops nothing`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let id = try await application(in: .approved, world)
        try await world.change(["organisationRelianceLimit": 5, "crlPeriodHours": 4])
        try await world.issue(id)
        #expect(try await world.application(id).state == .issued)
    }

    @Test(arguments: ["contents", "statement"])
    func `[3.2b] a dossier that changed after it was decided on is found`(
        name: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let id = try await application(in: .approved, world)
        let replaced: [UInt8] =
            name == "contents"
            ? [0x30, 0]
            : AuthorityWorld.person.merging(["commonName": "李小明"]).canonicalBytes
        try await world.ledger.act(world.test.systemRequest()) { transaction in
            try transaction.vault.put(replaced, name: name, dossier: id)
            return .null
        }
        let reason = try await refusal { try await world.issue(id) }
        #expect(
            reason?.code
                == (name == "contents" ? "application.contentsDiffer" : "lint.name.vetted"))
        #expect(try await world.application(id).state == .approved)
    }

    @Test(arguments: [Application.State.received, .approved])
    func `[6.7b] a key that was blocked meanwhile is not certified`(
        state: Application.State
    ) async throws {
        let world = try await AuthorityWorld.make()
        let id = try await application(in: state, world)
        let secret = try TestSubscriber.rsa.get().key.pkcs8().withBytes { $0 }
        _ = try await refusal { try await world.apply(AuthorityWorld.application(secret)) }
        let reason = try await refusal {
            state == .received ? try await world.vet(id) : try await world.issue(id)
        }
        #expect(reason == Reason("key.blocked", "6.7b", "request"))
        #expect(try await world.application(id).state == state)
    }

    @Test(arguments: [Application.State.received, .approved])
    func `[6.24] an authority whose own certificate is suspended issues nothing`(
        state: Application.State
    ) async throws {
        let world = try await AuthorityWorld.make()
        let id = try await application(in: state, world)
        let own = try #require(
            try await world.ledger.read { try $0.certificateRecord(of: $0.authority("hk-rsa")) })
        try await world.suspend(own)
        let reason = try await refusal {
            state == .received ? try await world.vet(id) : try await world.issue(id)
        }
        #expect(reason == Reason("authority.notActive", "4.11c", "authority"))
        let name = "\(own.authority)/\(own.serialHex)"
        try await world.decide(
            "certificate.releaseOfAuthority", ["certificate": .string(name)],
            by: world.administrators, caseID: name)
        _ = state == .received ? try await world.vet(id) : try await world.issue(id)
    }

    // MARK: The signer fails

    @Test func `[6.10] a signature that fails leaves the intent open, to be resumed`() async throws
    {
        let world = try await AuthorityWorld.make()
        let id = try await application(in: .approved, world)
        world.signer.fail(times: 1)
        await #expect(throws: (any Error).self) { try await world.issue(id) }
        #expect(try await world.application(id).state == .issuing)
        let open = try await world.ledger.openIntents()
        #expect(open.map(\.caseID) == [id])
        let again = try await world.restarted()
        await again.resume()
        #expect(try await again.ledger.openIntents().isEmpty)
        #expect(try await again.application(id).state == .issued)
        let record = try await again.record(
            "hk-rsa", try await again.application(id).serialHex ?? "")
        let certificate = try Certificate(derEncoded: record.certificate ?? [])
        #expect(certificate.toBeSigned == open[0].toBeSigned)
        let operations = try await again.ledger.read {
            try $0.entries(from: open[0].openedEntry, limit: 20).map { try $0.parsed().operation }
        }
        #expect(operations == ["application.issue", "intent.retry", "intent.complete"])
        #expect(try await again.ledger.verify().isClean)
    }

    @Test func `[6.10] a signature over other bytes is refused, and the right one is made later`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let id = try await application(in: .approved, world)
        world.signer.forge(times: 1)
        #expect(
            try await refusal { try await world.issue(id) }
                == Reason("intent.signatureInvalid", nil, "signature"))
        #expect(try await world.application(id).state == .issuing)
        await world.resume()
        #expect(try await world.application(id).state == .issued)
    }

    @Test func `the same request again gives the same answer, and finishes what was left`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let id = try await application(in: .approved, world)
        let act = try await world.decision("application.issue", id, by: world.issuingOfficer)
        world.signer.fail(times: 1)
        await #expect(throws: (any Error).self) { try await world.registration.issue(act) }
        let outcome = try await world.registration.issue(act)
        #expect(outcome.replayed)
        #expect(try await world.application(id).state == .issued)
        let signatures = world.signer.warrants.count
        #expect(try await world.registration.issue(act).result == outcome.result)
        #expect(world.signer.warrants.count == signatures)
    }

    // MARK: Modification

    @Test func `[6.16] no operation changes an issued certificate`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let record = try await world.issued(subscriber)
        let id = try #require(record.application)
        for step in [
            { try await world.vet(id) }, { try await world.approve(id) },
            { try await world.issue(id) }, { try await world.refuse(id) },
            { try await world.accept(id, with: subscriber) },
        ] {
            #expect(
                try await refusal { try await step() }
                    == Reason("application.stateWrong", "6.6", "application"))
        }
        try await world.suspend(record)
        try await world.release(record)
        try await world.revoke(record)
        #expect(
            try await world.record(record.authority, record.serialHex).certificate
                == record.certificate)
        let words = ["modify", "change", "update", "rekey", "renew", "replace"]
        let suspicious = Operation.all.map(\.id).filter { id in
            words.contains { id.lowercased().contains($0) }
        }
        #expect(suspicious == ["practice.change", "responder.renew", "record.change"])
    }

    @Test func `[6.16] a completed intent is refused another signature`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let intent = try #require(
            try await world.ledger.read {
                try $0.select(Intent.self, where: "case_id = ?", [.text(record.application ?? "")])
            }.first)
        #expect(intent.state == .complete && intent.toBeSigned.isEmpty)
        let other = try Certificate(
            Certificate(derEncoded: #require(record.certificate)).tbsCertificate,
            signatureAlgorithm: intent.algorithm.identifier, signature: [1, 2, 3])
        let found = try await refusal {
            try await world.ledger.act(world.test.systemRequest()) { transaction in
                let issuer = try transaction.authority(record.authority)
                return CertificateIssuing.answer(
                    try CertificateIssuing.complete(
                        &transaction, SignedCertificate(other), issuer: issuer))
            }
        }
        #expect(found?.code == "certificate.serialNotReserved")
        #expect(
            try await world.record(record.authority, record.serialHex).certificate
                == record.certificate)
    }
}
