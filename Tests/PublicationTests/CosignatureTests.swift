import AuthorityTestSupport
import Cryptography
import Ledger
import MerkleLog
import Publication
import Synchronization
import TestSupport
import Testing
import Witness

/// A witness beside a world, reached without a network.
private final class NearWitness: Sendable {
    let known: KnownWitness
    private let folder: TemporaryFolder
    private let key: SoftwareKey
    private let log: NoteVerifier
    private let replies = Mutex<[Int]>([])

    init(_ name: String = "first", of world: AuthorityWorld) throws {
        key = try SoftwareKey.generate(.ed25519)
        folder = try TemporaryFolder()
        log = world.ledger.verifier
        known = try KnownWitness(
            name: name,
            verifier: CosignatureVerifier(
                name: "witness.example/\(name)", key: key.publicKey.subjectPublicKeyInfo.key))
    }

    /// The statuses of all answers.
    var statuses: [Int] { replies.withLock { $0 } }

    /// Judges as C2SP tlog-witness says; opened anew for each question, as if it had been restarted.
    func answer(_ body: [UInt8]) async throws -> CosignatureRound.Reply {
        let witness = try Witness(
            name: known.verifier.name, key: key, logs: [log],
            store: WitnessStore(folder: folder.path), clock: { 1_764_331_200 })
        let reply =
            switch try await witness.add(body) {
            case .cosigned(let line): (200, "\(line.line)\n")
            case .malformed: (400, "")
            case .untrusted: (403, "")
            case .unknownLog: (404, "")
            case .conflict(let size, _): (409, "\(size)\n")
            case .unproven: (422, "")
            }
        replies.withLock { $0.append(reply.0) }
        return CosignatureRound.Reply(status: reply.0, body: Array(reply.1.utf8))
    }
}

@Suite struct `Cosignatures of the journal` {
    private func folder(_ world: AuthorityWorld, _ witnesses: [NearWitness]) -> PublicFolder {
        PublicFolder(
            path: world.published, ledger: world.ledger, witnesses: witnesses.map(\.known))
    }

    private func published(_ world: AuthorityWorld, _ path: String = "checkpoint") throws
        -> SignedNote
    {
        try SignedNote(
            parsing: DurableFile.read("\(world.published)/journal/\(path)", limit: 1 << 20))
    }

    @Test func `stand below the published checkpoint, and go on with the journal`() async throws {
        let world = try await AuthorityWorld.make()
        let witness = try NearWitness(of: world)
        let folder = folder(world, [witness])
        let round = CosignatureRound(
            witness.known, ledger: world.ledger, folder: folder, exchange: witness.answer)
        try await folder.publishCheckpoint()
        #expect(try published(world).signatures.count == 1)
        for turn in 1...3 {
            try await round.run()
            let note = try published(world)
            let checkpoint = try await world.ledger.checkpoint()
            #expect(try note.text == SignedNote(parsing: Array(checkpoint.utf8)).text)
            #expect(witness.known.verifier.seconds(of: note) == 1_764_331_200)
            #expect(world.ledger.verifier.verifies(note))
            #expect(try published(world, "witness/first") == note)
            // Nothing new: nothing is asked.
            try await round.run()
            #expect(witness.statuses == [Int](repeating: 200, count: turn))
            // A new checkpoint is published at once, without the witness.
            let record = try await world.issued()
            try await world.suspend(record)
            try await folder.publishCheckpoint()
            #expect(witness.known.verifier.seconds(of: try published(world)) == nil)
        }
        // The witness's own newest stays until it comes after.
        #expect(witness.known.verifier.seconds(of: try published(world, "witness/first")) != nil)
    }

    @Test func `of a living witness are published though another one is dead`() async throws {
        let world = try await AuthorityWorld.make()
        let (dead, alive) = (
            try NearWitness("dead", of: world), try NearWitness("alive", of: world)
        )
        let folder = folder(world, [dead, alive])
        struct Gone: Error {}
        await #expect(throws: Gone.self) {
            try await CosignatureRound(
                dead.known, ledger: world.ledger, folder: folder, exchange: { _ in throw Gone() }
            ).run()
        }
        try await CosignatureRound(
            alive.known, ledger: world.ledger, folder: folder, exchange: alive.answer
        ).run()
        let note = try published(world)
        #expect(alive.known.verifier.seconds(of: note) != nil)
        #expect(dead.known.verifier.seconds(of: note) == nil)
        #expect(folder.cosignatures.last(of: dead.known) == nil)
    }

    @Test func `come back after a restart, and where the folder was deleted`() async throws {
        let world = try await AuthorityWorld.make()
        let witness = try NearWitness(of: world)
        func round(_ folder: PublicFolder) -> CosignatureRound {
            CosignatureRound(
                witness.known, ledger: world.ledger, folder: folder, exchange: witness.answer)
        }
        try await round(folder(world, [witness])).run()
        // What was published is read again.
        let again = folder(world, [witness])
        try await again.publishCheckpoint()
        #expect(witness.known.verifier.seconds(of: try published(world)) != nil)
        try await round(again).run()
        #expect(witness.statuses == [200])
        // Without it, the witness tells its size and cosigns again.
        try DurableFile.write([], to: "\(world.published)/journal/witness/first", mode: 0o644)
        let record = try await world.issued()
        try await world.suspend(record)
        let fresh = folder(world, [witness])
        #expect(fresh.cosignatures.last(of: witness.known) == nil)
        try await round(fresh).run()
        #expect(witness.statuses == [200, 409, 200])
        #expect(witness.known.verifier.seconds(of: try published(world)) != nil)
    }

    @Test func `of a witness that knows more or other than the ledger are missed aloud`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let witness = try NearWitness(of: world)
        let folder = folder(world, [witness])
        let size = try await world.ledger.read { try $0.journalSize() }
        func fault(_ status: Int, _ body: String) async -> WitnessFault? {
            do {
                try await CosignatureRound(
                    witness.known, ledger: world.ledger, folder: folder,
                    exchange: { _ in .init(status: status, body: Array(body.utf8)) }
                ).run()
                return nil
            } catch {
                return error as? WitnessFault
            }
        }
        #expect(await fault(409, "\(size + 1)\n") == .ahead(witness: size + 1, ledger: size))
        #expect(await fault(409, "\(size)\n") == .contradicted(size: size))
        #expect(await fault(409, "0\n") == .contradicted(size: 0))
        #expect(await fault(422, "") == .contradicted(size: 0))
        for body in ["", "5", "05\n", "-1\n", "x\n", "5\n\n"] {
            #expect(await fault(409, body) == .refused(409), "\(body)")
        }
        for status in [301, 400, 403, 404, 500] {
            #expect(await fault(status, "") == .refused(status))
        }
        let stranger = try SoftwareKey.generate(.ed25519)
        let note = try await SignedNote(parsing: Array(world.ledger.checkpoint().utf8))
        let line = try witness.known.verifier.line(
            holding: stranger.sign(
                CosignatureVerifier.message(atSeconds: 1, over: note.text), with: .ed25519),
            atSeconds: 1)
        for body in ["", "\n", "x\n", "— k AAAAAAA=\n", try #require(line).line + "\n"] {
            #expect(await fault(200, body) == .notCosigned, "\(body)")
        }
        #expect(folder.cosignatures.all.isEmpty)
    }

    @Test func `lines of others in an answer are not published`() async throws {
        let world = try await AuthorityWorld.make()
        let (witness, other) = (
            try NearWitness("first", of: world), try NearWitness("other", of: world)
        )
        let folder = folder(world, [witness])
        try await CosignatureRound(
            witness.known, ledger: world.ledger, folder: folder
        ) { body in
            let own = try await witness.answer(body)
            let foreign = try await other.answer(body)
            return .init(status: 200, body: foreign.body + own.body)
        }.run()
        let note = try published(world)
        #expect(note.signatures.count == 2)
        #expect(witness.known.verifier.seconds(of: note) != nil)
    }
}
