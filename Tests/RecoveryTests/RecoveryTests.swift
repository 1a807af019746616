import Archives
import AuthorityTestSupport
import Campaigns
import CanonicalJSON
import Cryptography
import Foundation
import Ledger
import MerkleLog
import Messages
import PKIX
import Publication
import Recovery
import TestSupport
import Testing

@Suite struct `A backup` {
    @Test func `[7.6] restores to the ledger as it was, and is an entry`() async throws {
        let test = try await RecoveryWorld()
        let before = try await test.world.ledger.read { try $0.seenCheckpoint() }
        let file = try await test.backUp()
        let entry = try await test.world.ledger.read { snapshot in
            try snapshot.entries(
                matching: EntryFilter(operation: "backup.make"), limit: 1
            ).first?.parsed()
        }
        #expect(entry?.facts["size"]?.integer == before.size)
        #expect(entry?.facts["recipient"]?.string == "\(test.identity.recipient)")
        let manifest = try await test.restore(file)
        #expect(manifest.head.size == before.size)
        #expect(manifest.head.root == before.root)
        let ledger = try await test.open()
        #expect(try await ledger.read { try $0.seenCheckpoint() } == before)
        #expect(try await ledger.verify().isClean)
        #expect(ledger.restoredAtMilliseconds == 5)
        await ledger.close()
        let names = try FileManager.default.contentsOfDirectory(
            atPath: test.folder + "/restored")
        #expect(
            Set(names).subtracting(["ledger.sqlite-wal", "ledger.sqlite-shm"])
                == ["kapok.yaml", "journal.origin", "keys", "files", "ledger.sqlite"])
    }

    @Test func `that cannot be entered is taken away again`() async throws {
        let plan = FailurePlan()
        let test = try await RecoveryWorld(driver: { FailingDriver($0, plan: plan) })
        plan.failCommits()
        await #expect(throws: LedgerError.diskFull) { _ = try await test.backUp() }
        plan.recover()
        let names = try FileManager.default.contentsOfDirectory(atPath: test.folder)
        #expect(!names.contains { $0.contains("backup") || $0.contains("copy") })
        #expect(try await test.restore(try await test.backUp()).head.size > 0)
    }

    @Test func `[7.6] that is not whole leaves no folder`() async throws {
        let test = try await RecoveryWorld()
        let file = try await test.backUp()
        let whole = Array(try Data(contentsOf: URL(filePath: file)))
        let damaged = test.folder + "/damaged.age"
        for (content, code) in [
            (Array(whole.prefix(80)), "restore.cutShort"),
            (Array(whole.dropLast(1)), "restore.altered"), ([0x41], "restore.notABackup"),
        ] {
            try Data(content).write(to: URL(filePath: damaged))
            #expect(await codeOfRefusal { try await test.restore(damaged) } == code)
            #expect(!FileManager.default.fileExists(atPath: test.folder + "/restored"))
            #expect(!FileManager.default.fileExists(atPath: test.folder + "/restored.restoring"))
        }
        let stranger = try AgeIdentity.generate()
        #expect(
            await codeOfRefusal { try await test.restore(file, with: stranger) }
                == "restore.otherRecipient")
    }
}

@Suite struct `A restored ledger` {
    @Test func `[7.25] takes nothing, not even a refusal, and nothing is written`() async throws {
        let test = try await RecoveryWorld()
        let manifest = try await test.restore(try await test.backUp())
        let ledger = try await test.open()
        for (operation, actor) in [
            ("serve.start", ActActor.system), ("application.apply", .anyone), ("nothing", .system),
        ] {
            let code = await codeOfRefusal {
                try await ledger.act(
                    ActRequest(id: "r-\(operation)", operation: operation, actor: actor)
                ) { _ in [:] }
            }
            #expect(code == "ledger.restored")
        }
        let behind: [RecoveryEvidence] = [
            .checkpoint(Array(manifest.head.note.utf8)),
            .remembered(
                size: manifest.head.size + 1, root: manifest.head.root,
                verifierKey: manifest.head.verifierKey),
        ]
        #expect(
            await codeOfRefusal { _ = try await RecoveryService(ledger: ledger).recover(behind) }
                == "recovery.behind")
        await ledger.close()
        let again = try await test.open()
        #expect(again.isRestored)
        #expect(try await again.read { try $0.journalSize() } == manifest.head.size)
        await again.close()
    }

    @Test func `[7.25] goes on when nothing that was seen is newer`() async throws {
        let test = try await RecoveryWorld()
        let list = try await test.world.nextList()
        let file = try await test.backUp()
        let manifest = try await test.restore(file)
        let ledger = try await test.open()
        let service = RecoveryService(ledger: ledger)
        let answer = try await service.recover([
            .list(list.derEncoded), .checkpoint(Array(manifest.head.note.utf8)),
            .remembered(
                size: manifest.head.size, root: manifest.head.root,
                verifierKey: manifest.head.verifierKey),
        ])
        #expect(answer["entry"]?.integer == manifest.head.size)
        #expect(!ledger.isRestored)
        try await ledger.act(
            ActRequest(id: "start", operation: "serve.start", actor: .system)
        ) { _ in [:] }
        #expect(try await ledger.verify().isClean)
        #expect(await codeOfRefusal { _ = try await service.recover([]) } == "recovery.notRestored")
        await ledger.close()
        let again = try await test.open()
        #expect(!again.isRestored)
        await again.close()
    }

    @Test func `[6.19c] leaves campaigns stopped, since a stop publishes nothing`() async throws {
        let test = try await RecoveryWorld()
        let desk = CampaignDesk(world: test.world)
        try await desk.takeOver(20)
        let id = try await desk.open(desk.order(["authority": "hk-rsa"]))
        let list = try await test.world.nextList()
        let file = try await test.backUp()
        try await desk.steer(id, "campaign.stop", by: test.world.approver)
        try await test.restore(file)
        let ledger = try await test.open()
        _ = try await RecoveryService(ledger: ledger).recover([.list(list.derEncoded)])
        #expect(try await ledger.read { try $0.campaign(id).state } == .stopped)
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }

    @Test func `[7.25] is refused what is newer, another's, forged or unreadable`() async throws {
        let test = try await RecoveryWorld()
        let file = try await test.backUp()
        let manifest = try await test.restore(file)
        let list = try await test.world.nextList()
        let later = Array(try await test.world.ledger.checkpoint().utf8)
        let head = manifest.head
        let foreign = try NoteVerifier(
            name: head.origin,
            key: SoftwareKey.generate(.ed25519).publicKey.subjectPublicKeyInfo.key)
        let ledger = try await test.open()
        let note = RecoveryEvidence.checkpoint(Array(head.note.utf8))
        func remembered(
            _ size: Int64, _ root: [UInt8], _ key: String
        ) -> [RecoveryEvidence] {
            [note, .remembered(size: size, root: root, verifierKey: key)]
        }
        let other = [UInt8](repeating: 1, count: 32)
        let spoilt = Array(head.note.utf8).map { $0 == 0x3D ? 0x41 : $0 }
        let cases: [([RecoveryEvidence], String)] = [
            ([], "recovery.nothingCompared"),
            (
                [remembered(head.size, head.root, head.verifierKey)[1]],
                "recovery.nothingCompared"
            ),
            (Array(repeating: note, count: 65), "recovery.nothingCompared"),
            ([.list(list.derEncoded)], "recovery.behind"),
            ([.checkpoint(later)], "recovery.behind"),
            ([note, .checkpoint([1, 2])], "recovery.evidenceUnreadable"),
            ([.list([0x30, 0])], "recovery.evidenceUnreadable"),
            ([.checkpoint(spoilt)], "recovery.evidenceUnreadable"),
            (remembered(head.size, head.root, "\(foreign)"), "recovery.evidenceForeign"),
            (remembered(head.size, other, head.verifierKey), "recovery.forked"),
            (remembered(-1, head.root, head.verifierKey), "recovery.evidenceUnreadable"),
        ]
        for (evidence, code) in cases {
            let found = await codeOfRefusal {
                _ = try await RecoveryService(ledger: ledger).recover(evidence)
            }
            #expect(found == code)
        }
        #expect(ledger.isRestored)
        #expect(try await ledger.read { try $0.journalSize() } == head.size)
        await ledger.close()
    }

    @Test func `[4.11b] publishes the last list and makes no new one`() async throws {
        let test = try await RecoveryWorld()
        let list = try await test.world.nextList()
        try await test.restore(try await test.backUp())
        let ledger = try await test.open()
        test.world.clock.advance(byMilliseconds: 400 * 24 * 3_600_000)
        let folder = PublicFolder(path: test.folder + "/restored/public", ledger: ledger)
        let publication = PublicationService(
            folder: folder, ledger: ledger, signer: test.world.signer, intents: test.world.intents,
            randomness: test.world.test.randomness)
        let size = try await ledger.read { try $0.journalSize() }
        await publication.tick { name, fault in Issue.record("\(name): \(fault)") }
        let published = URL(filePath: test.folder + "/restored/public/crl/hk-rsa.crl")
        #expect(Array(try Data(contentsOf: published)) == list.derEncoded)
        #expect(try await ledger.read { try $0.journalSize() } == size)
        await ledger.close()
    }
}

@Suite struct `A drill` {
    @Test func `[7.26] is entered for an earlier state of this ledger alone`() async throws {
        let test = try await RecoveryWorld()
        let seen = try await test.world.ledger.read { try $0.seenCheckpoint() }
        let record = DrillRecord(
            sha256: [UInt8](repeating: 2, count: 32), size: seen.size, root: seen.root,
            recoveryMilliseconds: 1200, pointMilliseconds: 34)
        let answer = try await record.enter(in: test.world.ledger)
        #expect(answer["entry"]?.integer == seen.size)
        #expect(answer["recoveryMilliseconds"]?.integer == 1200)
        let foreign = DrillRecord(
            sha256: record.sha256, size: seen.size, root: [UInt8](repeating: 1, count: 32),
            recoveryMilliseconds: 1, pointMilliseconds: 1)
        #expect(
            await codeOfRefusal { _ = try await foreign.enter(in: test.world.ledger) }
                == "drill.foreign")
    }
}
