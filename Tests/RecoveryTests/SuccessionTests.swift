import AuthorityTestSupport
import Campaigns
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Foundation
import Governance
import Issuance
import Ledger
import MerkleLog
import Messages
import PKIX
import Recovery
import Registration
import SQLiteDriver
import Status
import TestSupport
import Testing

@Suite struct `What was lost` {
    @Test func `[7.11b] is not entered by a key that a recovery retired`() async throws {
        let sec = try TestOfficer(id: "off-sec", roles: [.securityOfficer])
        let lin = try TestOfficer(id: "off-lin", roles: [.securityOfficer])
        let world = try await LostWorld { world in
            try await world.change(["recoveryAddresses": "board@example.hk"])
            try await world.enrol(sec)
            let outcome = try await world.decide(
                "operator.recover",
                [
                    "name": "lin", "publicKey": .string(Base64.encode(lin.publicKey)),
                    "formerly": "sec",
                ], by: [world.fay, world.gus, world.hal]
            ).result
            try await world.tell(of: lin.id)
            world.clock.set(
                toMilliseconds: try #require(outcome["result"]?["from"]?.integer))
        }
        let certificates = try world.certificates([
            world.lost, world.lostRevoked, world.issuedSince,
        ])
        let eva = world.test.world.test.eva
        let code = await codeOfRefusal {
            try await world.succeed(nil, certificates, by: [eva, sec])
        }
        #expect(code == "succession.signaturesMissing")
        try await world.succeed(nil, certificates, by: [eva, lin])
        let ledger = try await world.open()
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }

    @Test func `[6.17b] is entered as it was seen, and nothing becomes better by it`()
        async throws
    {
        let world = try await LostWorld()
        let answer = try await world.succeed(
            nil, world.certificates([world.lost, world.lostRevoked, world.issuedSince]))
        let told = try #require(answer["recovered"])
        let hk = try #require(told["authorities"]?.array?.first { $0["authority"] == "hk-rsa" })
        #expect(hk["suspended"]?.integer == 1 && hk["revoked"]?.integer == 3)
        #expect(hk["stricterHere"]?.integer == 1)
        #expect(told["applications"]?.integer == 1 && told["reserved"]?.integer == 1)
        let ledger = try await world.open()
        #expect(try await ledger.verify().findings == [])
        try await ledger.read { snapshot in
            func now(_ record: CertificateRecord) throws -> CertificateRecord {
                try snapshot.certificateRecord(record.authority, record.serialHex)
            }
            let revoked = try now(world.revokedSince)
            #expect(revoked.state == .revoked && revoked.reason == .superseded)
            #expect(
                revoked.statusAtMilliseconds / 1000
                    == world.revokedSince.statusAtMilliseconds / 1000)
            let suspended = try now(world.suspendedSince)
            #expect(suspended.state == .suspended && suspended.reason == .certificateHold)
            #expect(try now(world.releasedSince).state == .suspended)
            #expect(try now(world.issuedSince).state == .abandoned)
            let lost = try now(world.lost)
            #expect(lost.state == .revoked && lost.isImported)
            #expect(lost.certificate == world.lost.certificate)
            #expect(try snapshot.isBlocked(keyHashHex: world.lost.keyHashHex))
            let own = try now(world.lostRevoked)
            #expect(own.state == .revoked && own.reason == .superseded)
            let history = try snapshot.statusHistory(of: own).map(\.event)
            #expect(history == [.imported, .revoked])
            let number = try #require(world.list.crlNumber?.value)
            #expect(try snapshot.lastCRLNumber("hk-rsa") == Int64(number))
            #expect(
                try snapshot.rows(
                    "SELECT 1 FROM application WHERE state NOT IN ('issued', 'refused')", []
                ).isEmpty)
        }
        await ledger.close()
    }

    @Test
    func `[6.12] gives what waits to be accepted its whole time anew, since that may be lost`()
        async throws
    {
        let world = try await LostWorld { world in
            try await world.accept(by: .afterwards, days: 1)
            _ = try await world.delivered(to: world.newSubscriber())
            try await world.accept(by: .before)
        }
        world.test.world.clock.advance(byMilliseconds: 3 * 86_400_000)
        let answer = try await world.succeed(nil, world.certificates([world.lost]))
        #expect(answer["recovered"]?["unaccepted"]?.integer == 1)
        let ledger = try await world.open()
        try await AcceptanceRound(ledger).revokeLate()
        let held = try await ledger.read {
            try $0.select(CertificateRecord.self, where: CertificateRecord.isUnaccepted)
        }
        #expect(held.map(\.state) == [.suspended])
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }

    @Test func `[6.19c] leaves a campaign stopped, since its stop may have been lost`() async throws
    {
        let world = try await LostWorld { world in
            let desk = CampaignDesk(world: world)
            try await desk.takeOver(20)
            try await desk.open(desk.order(["authority": "hk-rsa"]))
        }
        let answer = try await world.succeed(nil, world.certificates([world.lost]))
        #expect(answer["recovered"]?["campaigns"]?.integer == 1)
        let ledger = try await world.open()
        let open = try await ledger.read { try $0.openCampaigns().map(\.state) }
        #expect(open == [.stopped])
        // Whoever lets it go on looks at it again.
        world.test.world.clock.advance(byMilliseconds: 2 * CampaignDesk.day)
        try await CampaignRound(ledger).carryOn()
        #expect(try await ledger.read { try $0.openCampaigns().map(\.revoked) } == [0])
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }

    @Test(arguments: [
        "since = since + 1000", "event = 'suspended'", "reason = 1", "invalidity_at = 1000",
    ])
    func `[7.18b] is found where the history says another thing than what was signed`(
        _ change: String
    ) async throws {
        let world = try await LostWorld()
        try await world.succeed(nil, world.certificates([world.lost]))
        let settings = world.settings(world.next)
        #expect(try await Ledger.verify(settings).findings == [])
        let hand = try settings.driver.connect(.readWrite)
        defer { hand.close() }
        let key: [Value] = [.text("hk-rsa"), .text(world.lost.serialHex)]
        let place = try #require(
            try hand.query(
                "SELECT entry FROM status_event WHERE authority = ? AND serial = ?", key
            ).first?.integer("entry"))
        try hand.execute(
            "UPDATE status_event SET \(change) WHERE authority = ? AND serial = ?", key)
        let found = try await Ledger.verify(settings).findings
        #expect(found.contains(.lostActsDiffer(index: place)), "\(found)")
    }

    @Test func `[4.11b] stands on the next list, whose number is above all that were seen`()
        async throws
    {
        let world = try await LostWorld()
        try await world.succeed(nil, world.certificates([world.lost, world.lostRevoked]))
        let ledger = try await world.open()
        let intents = IntentRunner(
            ledger: ledger, signer: world.test.world.signer,
            endings: AuthorityWorld.endings(ContentsJudge(.test)))
        let record = try await CRLIssuing(ledger: ledger, intents: intents).issue(
            "hk-rsa", request: "req-1")
        let list = try CertificateList(derEncoded: record.list ?? [])
        let number = try #require(list.crlNumber?.value)
        #expect(number > (try #require(world.list.crlNumber?.value)))
        let listed = Set(list.entries.map(\.serialNumber.hex))
        for record in [
            world.revokedSince, world.suspendedSince, world.releasedSince, world.issuedSince,
            world.lost, world.lostRevoked,
        ] {
            #expect(listed.contains(record.serialHex))
        }
        let arc = PrivateArc(
            base: try await ledger.read { try $0.practice().privateArcIdentifier })
        let seen = try arc.value(of: JournalCheckpoint.self, in: list.extensions)
        #expect(seen?.origin == world.next.verifier.name)
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }

    @Test func `[7.25] without its certificate is revoked by its number, held or not`()
        async throws
    {
        let world = try await LostWorld()
        let held = try await world.test.world.issued()
        try await world.test.world.suspend(held)
        let list = try await world.test.world.nextList()
        try await world.succeed([.list(list.derEncoded)], [])
        let ledger = try await world.open()
        for record in [held, world.lostRevoked] {
            let found = try await ledger.read {
                try $0.certificateRecord("hk-rsa", record.serialHex)
            }
            #expect(found.state == .revoked && found.certificate == nil)
        }
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }

    @Test func `has lists go on far above the kept number where nobody showed one`() async throws {
        let world = try await LostWorld()
        let kept = try await world.test.open()
        let number = try #require(try await kept.read { try $0.lastCRLNumber("hk-rsa") })
        await kept.close()
        try await world.succeed([.checkpoint(Array(world.note.utf8))], [])
        let ledger = try await world.open()
        #expect(
            try await ledger.read { try $0.lastCRLNumber("hk-rsa") } == number + 42 * 86_400_000)
        await ledger.close()
    }

    /// The same contents, signed once more by the same key: SM2 never signs twice alike.
    private func twin(
        of certificate: Certificate, signedBy issuer: String, _ world: AuthorityWorld
    ) async throws -> Certificate {
        let key = try await world.ledger.read { try $0.authority(issuer).key } ?? ""
        let signature = try await world.signer.sign(
            Warrant(
                key: KeyReference(id: key), algorithm: .sm2WithSM3,
                toBeSigned: certificate.toBeSigned, announcement: nil))
        let twin = try Certificate(
            toBeSigned: certificate.toBeSigned,
            signatureAlgorithm: SignatureAlgorithm.sm2WithSM3.identifier, signature: signature)
        try #require(twin.derEncoded != certificate.derEncoded)
        return twin
    }

    @Test func `[6.17b] a second signature over the same contents is no other certificate`()
        async throws
    {
        let world = try await LostWorld()
        let live = world.test.world
        let lost = try await live.issued(by: "gd-sm2")
        try await live.revoke(lost)
        let list = try await live.nextList("gd-sm2")
        let said = try #require(list.entries.first { $0.serialNumber.hex == lost.serialHex })
        let certificate = try Certificate(derEncoded: lost.certificate ?? [])
        let authority = try await live.ledger.read {
            try $0.certificateRecord(of: $0.authority("gd-sm2"))
        }
        let own = try Certificate(derEncoded: authority?.certificate ?? [])
        try await world.succeed(
            [.list(list.derEncoded)],
            [
                certificate, twin(of: certificate, signedBy: "gd-sm2", live),
                twin(of: own, signedBy: "root-sm2", live),
            ])
        let ledger = try await world.open()
        try await ledger.read { snapshot in
            let record = try snapshot.certificateRecord("gd-sm2", lost.serialHex)
            #expect(record.state == .revoked)
            #expect(record.statusAtMilliseconds == said.revocationDateMilliseconds)
            #expect(record.reason == said.reason)
            let kept = try snapshot.certificateRecord(of: snapshot.authority("gd-sm2"))
            #expect(kept?.state == .valid)
        }
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }

    @Test func `[7.25] a certificate that nobody here knows is a lost act`() async throws {
        let world = try await LostWorld()
        let kept = try await world.test.open()
        let note = try await kept.checkpoint()
        await kept.close()
        try await world.succeed(
            [.checkpoint(Array(note.utf8))], world.certificates([world.lost]))
        let ledger = try await world.open()
        let record = try await ledger.read {
            try $0.certificateRecord("hk-rsa", world.lost.serialHex)
        }
        #expect(record.state == .revoked)
        await ledger.close()
    }

    @Test(arguments: [UInt64(1) << 53, .max >> 1, .max])
    func `a list whose number no entry could go on above is no evidence`(
        number: UInt64
    ) async throws {
        let world = try await LostWorld()
        let authority = world.test.world
        let list = try await authority.nextList()
        let contents = try TBSCertList(
            signature: SignatureAlgorithm.sha256WithRSA.identifier, issuer: list.issuer,
            thisUpdateMilliseconds: list.thisUpdateMilliseconds,
            nextUpdateMilliseconds: list.nextUpdateMilliseconds ?? 0, entries: [],
            extensions: Extensions(
                list.extensions.elements.map {
                    $0.oid == CRLNumber.oid ? CRLNumber(number).asExtension(critical: false) : $0
                }))
        let key = try await authority.ledger.read { try $0.authority("hk-rsa").key } ?? ""
        let signature = try await authority.signer.sign(
            Warrant(
                key: KeyReference(id: key), algorithm: .sha256WithRSA,
                toBeSigned: contents.derEncoded, announcement: nil))
        let forged = try CertificateList(
            toBeSigned: contents.derEncoded,
            signatureAlgorithm: SignatureAlgorithm.sha256WithRSA.identifier, signature: signature)
        #expect(
            try await refusal { try await world.succeed([.list(forged.derEncoded)], []) }?.code
                == "recovery.evidenceUnreadable")
    }

    @Test func `[7.25] is not made up: only newer evidence of this journal ends it`() async throws {
        let world = try await LostWorld()
        let ledger = try await world.test.open()
        let head = try JournalHead(of: ledger.storage)
        let service = world.service(world.next)
        let kept = RecoveryEvidence.checkpoint(Array(head.note.utf8))
        let key = try SoftwareKey.generate(.ed25519)
        let other = try CheckpointSigner(origin: head.origin, key: key)
        let forged = try SignedNote(
            text: try Checkpoint(
                origin: head.origin, size: head.size + 5, root: head.root
            ).text)
        let line = try #require(
            other.verifier.line(holding: key.sign(forged.signedBytes, with: .ed25519)))
        let cases: [([RecoveryEvidence], String)] = [
            ([], "recovery.nothingCompared"), ([kept], "succession.notNeeded"),
            ([.checkpoint([1])], "recovery.evidenceUnreadable"),
            ([.checkpoint(try forged.adding(line).encoded)], "recovery.evidenceForeign"),
            (
                [
                    kept,
                    .remembered(
                        size: head.size, root: [UInt8](repeating: 1, count: 32),
                        verifierKey: head.verifierKey),
                ], "recovery.forked"
            ),
            (
                world.evidence + [
                    .remembered(
                        size: try Checkpoint(
                            parsing: SignedNote(parsing: Array(world.note.utf8)).text
                        ).size, root: [UInt8](repeating: 1, count: 32),
                        verifierKey: head.verifierKey)
                ], "recovery.forked"
            ),
        ]
        for (evidence, code) in cases {
            let found = await codeOfRefusal { _ = try await service.plan(ledger, evidence, []) }
            #expect(found == code)
        }
        var altered = try #require(world.lost.certificate)
        altered[altered.count - 1] ^= 1
        let plan = try await service.plan(
            ledger, world.evidence,
            world.certificates([world.lost]) + [Certificate(derEncoded: altered)])
        #expect(plan.foreign == 1)
        await ledger.close()
    }

    @Test func `[7.25] is known as lost when a backup of the successor is restored`() async throws {
        let world = try await LostWorld()
        try await world.succeed(nil, world.certificates([world.lost]))
        let driver = SQLiteDriver(path: "\(world.test.folder)/restored/ledger.sqlite")
        let head = try JournalHead(of: driver)
        try Ledger.markRestored(driver, atMilliseconds: 9)
        let ledger = try await world.open()
        // What was seen under the name before, behind what was kept, is no contradiction any more.
        let evidence = world.evidence + [.checkpoint(Array(head.note.utf8))]
        let plan = await codeOfRefusal {
            _ = try await world.service(
                CheckpointSigner(
                    origin: "test.kapok.example/journal/3", key: SoftwareKey.generate(.ed25519))
            ).plan(ledger, evidence, [])
        }
        #expect(plan == "succession.notNeeded")
        _ = try await RecoveryService(ledger: ledger).recover(evidence)
        #expect(!ledger.isRestored)
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }
}
