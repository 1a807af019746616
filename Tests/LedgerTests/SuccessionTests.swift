import CanonicalJSON
import CertificatePolicy
import Cryptography
import Ledger
import MerkleLog
import Messages
import Testing
import TestSupport

@Suite struct `A journal that goes on under a new name` {
    @Test func `[7.25] contains all that was kept, and its first entry says what was lost`()
        async throws
    {
        let test = try await SuccessionWorld()
        let before = try JournalHead(of: test.world.settings.driver)
        let next = try SuccessionWorld.signer()
        let place = try await test.succeed(to: next)
        #expect(place == test.kept)
        let ledger = try await test.open(next)
        #expect(!ledger.isRestored)
        #expect(ledger.identity.origin == next.verifier.name)
        #expect(ledger.identity.chapters.map(\.firstEntry) == [0, test.kept])
        let report = try await ledger.verify()
        #expect(report.findings == [])
        #expect(report.entries == test.kept + 2)
        try await ledger.read { snapshot in
            let size = try snapshot.journalSize()
            let root = try #require(try snapshot.rootOfCheckpoint(size: size))
            #expect(
                Proofs.verifyConsistency(
                    from: before.size, root: before.root, to: size, root: root,
                    proof: try snapshot.consistencyProof(from: before.size, to: size)))
            // What was kept is proven under the new name as well.
            #expect(try snapshot.proof(ofEntry: 1).check(next.verifier).isValid)
            let entry = try snapshot.entry(at: test.kept).parsed()
            #expect(entry.operation == "ledger.succession" && entry.signed.count == 2)
            let payload = try #require(entry.facts["payload"])
            #expect(payload["predecessor"]?["seen"]?["size"]?.integer == test.kept + 2)
            #expect(payload["predecessor"]?["verifierKey"]?.string == before.verifierKey)
            let lost = try snapshot.entry(at: test.kept + 1).parsed()
            #expect(lost.operation == "ledger.enterLost")
            #expect(lost.facts["succession"]?.integer == test.kept)
            #expect(lost.facts["piece"] == ["piece": 0])
            #expect(try snapshot.get(NoteRecord.self, .text("1"))?.text == "kept")
            #expect(try snapshot.get(NoteRecord.self, .text("2"))?.text == "lost")
            #expect(try snapshot.rootOfCheckpoint(size: before.size) == before.root)
        }
        try await ledger.act(test.world.systemRequest()) { _ in .null }
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }

    @Test func `is opened with its own key, and never again with the one before`() async throws {
        let test = try await SuccessionWorld()
        let next = try SuccessionWorld.signer()
        try await test.succeed(to: next)
        let failure = LedgerError.cannotOpen(
            detail: "the checkpoint key is not that of this journal")
        await #expect(throws: failure) {
            _ = try await test.open(test.world.settings.checkpointSigner)
        }
        let head = try JournalHead(of: test.world.settings.driver)
        #expect(head.origin == next.verifier.name)
        #expect(head.verifierKey == next.verifier.description)
    }

    @Test func `takes no act and no signature that was meant for the name before`() async throws {
        let test = try await SuccessionWorld()
        let next = try SuccessionWorld.signer()
        try await test.succeed(to: next)
        let ledger = try await test.open(next)
        await ledger.register(operation: "operator.enrol") { _, _, _ in .null }
        #expect(try await ledger.read { try $0.pendingProposals().isEmpty })
        let proposal = test.proposal
        try await ledger.read { snapshot in
            let before = try #require(try snapshot.get(Proposal.self, .text(proposal)))
            let isCurrent = try snapshot.isOfThisChapter(before)
            #expect(before.state == .pending && !isCurrent)
        }
        let seen = try await ledger.read { try $0.seenCheckpoint() }
        func signed(_ origin: String) throws -> SignedAct {
            let payload: JSONValue = ["a": 1]
            return try test.world.eva.sign(
                ActStatement(
                    origin: origin, environment: .test, operation: "operator.enrol", caseID: nil,
                    decides: DigestAlgorithm.sha256.hash(payload.canonicalBytes),
                    role: Role.securityOfficer.rawValue, policy: TestLedger.policyVersion,
                    practice: 1, key: test.world.eva.keyID,
                    expiresMilliseconds: test.world.clock.nowMilliseconds + 3_600_000,
                    nonce: test.world.randomness.bytes(16), checkpoint: seen))
        }
        func code(_ work: () async throws -> Void) async -> String? {
            do { try await work() } catch { return (error as? Refusal)?.code.id ?? "\(error)" }
            return nil
        }
        let old = await code {
            try await ledger.act(
                ActRequest(
                    id: "old", operation: "operator.enrol",
                    actor: .officer(signed(TestLedger.origin)), payload: ["a": 1])
            ) { _ in .null }
        }
        #expect(old == "act.originWrong")
        let half = await code {
            try await ledger.approve(
                test.proposal, requestID: "half", signed: signed(next.verifier.name))
        }
        #expect(half == "proposal.expired")
        let anew = await code {
            try await ledger.act(
                ActRequest(
                    id: "new", operation: "operator.enrol",
                    actor: .officer(signed(next.verifier.name)), payload: ["a": 1])
            ) { _ in .null }
        }
        #expect(anew == nil)
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }

    @Test func `goes on a second time, and both names stay known`() async throws {
        let test = try await SuccessionWorld()
        let second = try SuccessionWorld.signer("test.kapok.example/journal/2")
        let third = try SuccessionWorld.signer("test.kapok.example/journal/3")
        try await test.succeed(to: second)
        try Ledger.markRestored(test.world.settings.driver, atMilliseconds: 6)
        let succession = try test.succession(to: third, from: second, entering: [])
        try await test.succeed(to: third, succession, entering: [])
        let ledger = try await test.open(third)
        #expect(ledger.identity.chapters.map(\.firstEntry) == [0, test.kept, test.kept + 2])
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
    }
}

@Suite struct `A succession` {
    private func refused(
        _ test: SuccessionWorld, _ work: (CheckpointSigner) async throws -> Void
    ) async throws -> String? {
        let next = try SuccessionWorld.signer()
        var code: String?
        do {
            try await work(next)
        } catch {
            code = (error as? Refusal)?.code.id ?? "\(error)"
        }
        // Nothing stays of what is refused: the ledger is as restored as before.
        #expect(try JournalHead(of: test.world.settings.driver).size == test.kept)
        let ledger = try await test.open(test.world.settings.checkpointSigner)
        #expect(ledger.isRestored)
        #expect(try await ledger.verify().findings == [])
        await ledger.close()
        return code
    }

    @Test func `[7.11b] is signed by two different security officers of what was kept`()
        async throws
    {
        let test = try await SuccessionWorld()
        let stranger = try TestOfficer(id: "officer-zoe", roles: [.securityOfficer])
        let world = test.world
        for officers in [[], [world.dai], [world.dai, world.ada], [world.dai, stranger]] {
            let code = try await refused(test) { next in
                let succession = try test.succession(to: next)
                try await test.succeed(
                    to: next, succession,
                    signatures: test.signatures(succession, by: officers))
            }
            #expect(code == "succession.signaturesMissing", "\(officers.map(\.id))")
        }
        let wrong = try await refused(test) { next in
            let succession = try test.succession(to: next)
            var signatures = try test.signatures(succession)
            signatures[world.eva.id] = try world.eva.sign([1])
            try await test.succeed(to: next, succession, signatures: signatures)
        }
        #expect(wrong == "succession.signaturesMissing")
    }

    @Test func `[7.11b] is not signed by one person under two ids`() async throws {
        let test = try await SuccessionWorld()
        let hand = try test.world.settings.driver.connect(.readWrite)
        try hand.execute(
            "UPDATE officer SET person = ? WHERE id = ?",
            [.text(test.world.dai.id), .text(test.world.eva.id)])
        hand.close()
        await expectRefusal(.successionSignaturesMissing) {
            try await test.succeed(to: SuccessionWorld.signer())
        }
    }

    @Test func `[7.25] ends what is there, because more was seen of it`() async throws {
        let test = try await SuccessionWorld()
        let other = try CheckpointSigner(
            origin: TestLedger.origin, key: SoftwareKey.generate(.ed25519))
        typealias Attempt = @Sendable (CheckpointSigner) throws -> Succession
        let attempts: [(String, Attempt)] = [
            ("another size", { try test.succession(to: $0, keptSize: test.kept - 1) }),
            ("nothing behind it", { try test.succession(to: $0, seen: test.kept) }),
            ("a forged checkpoint", { try test.succession(to: $0, noteBy: other) }),
            ("the same name", { try test.succession(to: $0, origin: TestLedger.origin) }),
            ("another piece", { try test.succession(to: $0, entering: []) }),
            ("another environment", { try test.succession(to: $0, environment: .production) }),
        ]
        for (name, attempt) in attempts {
            let code = try await refused(test) { try await test.succeed(to: $0, attempt($0)) }
            #expect(code == "succession.invalid", "\(name)")
        }
    }

    @Test func `is one commit: what fails on the way leaves nothing`() async throws {
        let test = try await SuccessionWorld()
        let piece = try await refused(test) { next in
            try await test.succeed(
                to: next,
                entering: [
                    SuccessionWorld.lost,
                    .init([:]) { _ in throw Refusal(.proposalUnknown, ["proposal": "x"]) },
                ])
        }
        #expect(piece == "proposal.unknown")
        test.plan.failCommits()
        let commit = try await refused(test) { next in
            defer { test.plan.recover() }
            try await test.succeed(to: next)
        }
        #expect(commit == "\(LedgerError.diskFull)")
    }

    @Test func `is of a restored ledger alone, and of an undamaged one`() async throws {
        let test = try await SuccessionWorld()
        let hand = try test.world.settings.driver.connect(.readWrite)
        defer { hand.close() }
        try hand.execute("UPDATE note SET text = 'changed'", [])
        let next = try SuccessionWorld.signer()
        await #expect(throws: Refusal(.successionUnclean, ["count": "1", "first": "rowChanged"])) {
            try await test.succeed(to: next)
        }
        try hand.execute("UPDATE note SET text = 'kept'", [])
        try await test.succeed(to: next)
        let third = try SuccessionWorld.signer("test.kapok.example/journal/3")
        let again = try test.succession(to: third, from: next)
        await #expect(throws: Refusal(.recoveryNotRestored)) {
            try await test.succeed(to: third, again)
        }
    }
}
