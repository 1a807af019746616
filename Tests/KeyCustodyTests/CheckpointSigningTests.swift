import CanonicalJSON
import Cryptography
import KeyCustody
import Ledger
import MerkleLog
import TestSupport
import Testing

@Suite struct `A signer that has the checkpoint key` {
    private static let origin = "test.kapok.example/journal"

    /// The signer's end, over a folder of its own.
    private struct World {
        let folder: TemporaryFolder
        let files: SealedKeyStore
        let publicKey: PublicKey
        var signing: CheckpointSigning
        var path: String { folder.path + "/checkpoints" }

        init(after range: CompactRange = CompactRange()) async throws {
            folder = try TemporaryFolder()
            files = SealedKeyStore(
                folder: try SealedFolder.create(
                    at: folder.path + "/keys", secret: SecretBytes(Array("correct horse".utf8))))
            publicKey = try await files.generateKey(.ed25519, as: .firstCheckpoints)
            let path = folder.path + "/checkpoints"
            var chapters = CheckpointChapters()
            _ = chapters.take(origin, key: .firstCheckpoints, range: range)
            try chapters.write(to: path)
            signing = try CheckpointSigning(path: path, keys: files, log: nil, after: nil)
        }

        /// Another process over the same folder.
        func restarted() throws -> CheckpointSigning {
            try CheckpointSigning(path: path, keys: files, log: nil, after: nil)
        }

        func allowNext() throws {
            var chapters = try #require(try CheckpointChapters(path: path))
            chapters.allowNext()
            try chapters.write(to: path)
        }
    }

    private static func leaf(_ number: Int, fork: Int = .max) -> [UInt8] {
        MerkleTree.leafHash(of: Array("\(number)\(number >= fork ? " other" : "")".utf8))
    }

    private static func range(_ size: Int, fork: Int = .max) -> CompactRange {
        var range = CompactRange()
        for number in 0..<size { range.append(leaf(number, fork: fork)) }
        return range
    }

    private static func piece(_ from: Int, _ size: Int, fork: Int = .max) -> JournalPiece {
        JournalPiece(
            from: Int64(from), hashes: (from..<max(from, size)).flatMap { leaf($0, fork: fork) },
            root: range(max(from, size), fork: fork).root)
    }

    private static func sign(
        _ signing: CheckpointSigning, _ piece: JournalPiece, of origin: String = origin
    ) async throws -> [UInt8] {
        try await signing.sign(piece, of: origin) { _, _ in }
    }

    private static func text(_ size: Int, fork: Int = .max, of origin: String = origin) throws
        -> [UInt8]
    {
        Array(
            try Checkpoint(origin: origin, size: Int64(size), root: range(size, fork: fork).root)
                .text.utf8)
    }

    @Test func `signs a journal that grows, and the same end again`() async throws {
        let world = try await World()
        for (from, size) in [(0, 3), (3, 3), (3, 4), (4, 300), (300, 300)] {
            let signature = try await Self.sign(world.signing, Self.piece(from, size))
            #expect(world.publicKey.verifies(signature, of: try Self.text(size), with: .ed25519))
        }
        #expect(await world.signing.position?.size == 300)
    }

    @Test(arguments: [
        (piece(0, 5), KeyCustodyError.checkpointAt(4)),
        (piece(3, 5), .checkpointAt(4)), (piece(5, 6), .checkpointAt(4)),
        (piece(4, 6, fork: 3), .warrantRefused("these leaves do not make this root")),
        (
            JournalPiece(from: 4, hashes: [], root: range(4, fork: 3).root),
            .warrantRefused("these leaves do not make this root")
        ),
        (JournalPiece(from: 4, hashes: [1], root: range(4).root), .unintelligible),
        (JournalPiece(from: -1, hashes: [], root: range(4).root), .unintelligible),
        (JournalPiece(from: .max, hashes: leaf(4), root: range(4).root), .checkpointAt(4)),
    ])
    func `signs nothing that does not contain what it signed`(
        _ piece: JournalPiece, _ refusal: KeyCustodyError
    ) async throws {
        let world = try await World()
        _ = try await Self.sign(world.signing, Self.piece(0, 4))
        for signing in [world.signing, try world.restarted()] {
            await #expect(throws: refusal) { try await Self.sign(signing, piece) }
            #expect(await signing.position?.size == 4)
        }
        let signature = try await Self.sign(world.restarted(), Self.piece(4, 5))
        #expect(world.publicKey.verifies(signature, of: try Self.text(5), with: .ed25519))
    }

    @Test func `[7.25] takes a key that comes from elsewhere, and no name that has ended`() {
        var chapters = CheckpointChapters()
        for (origin, size, isTaken) in [
            ("a", 3, true), ("a", 5, true), ("b", 7, true), ("a", 9, false), ("b", 8, true),
        ] {
            chapters.allowNext()
            let found = chapters.take(
                origin, key: .firstCheckpoints, range: Self.range(size))
            #expect(found == isTaken)
        }
        #expect(chapters.last(of: "a")?.size == 5)
        #expect(chapters.last == JournalPosition(size: 8, root: Self.range(8).root))
    }

    @Test func `of many askers signs for one history`() async throws {
        let world = try await World()
        let signed = await withTaskGroup { group in
            for fork in 0..<16 {
                group.addTask {
                    (try? await Self.sign(world.signing, Self.piece(0, 2, fork: fork % 2))) != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(signed == 1)
    }

    @Test func `keeps nothing where another part of it knows better`() async throws {
        let world = try await World()
        let refusal = KeyCustodyError.warrantRefused("another journal")
        await #expect(throws: refusal) {
            try await world.signing.sign(Self.piece(0, 2), of: Self.origin) { piece, before in
                #expect(before == nil)
                #expect(piece == Self.piece(0, 2))
                throw refusal
            }
        }
        #expect(await world.signing.position == nil)
        _ = try await Self.sign(world.signing, Self.piece(0, 2, fork: 1))
    }

    @Test func `without a checkpoint key signs none`() async throws {
        let folder = try TemporaryFolder()
        let files = SealedKeyStore(
            folder: try SealedFolder.create(
                at: folder.path + "/keys", secret: SecretBytes(Array("correct horse".utf8))))
        let signing = try CheckpointSigning(
            path: folder.path + "/checkpoints", keys: files, log: nil, after: nil)
        let refused = KeyCustodyError.missing(folder.path + "/checkpoints")
        await #expect(throws: refused) { try await Self.sign(signing, Self.piece(0, 1)) }
        await #expect(throws: refused) {
            try await signing.sign(event: Array("\"@method\"".utf8), of: Self.origin)
        }
        await #expect(throws: KeyCustodyError.self) {
            try await signing.key(forNext: "another/journal")
        }
    }

    @Test func `signs events, and nothing that could be a checkpoint`() async throws {
        let world = try await World()
        let event = Array("\"@method\": POST".utf8)
        let signature = try await world.signing.sign(event: event, of: Self.origin)
        #expect(world.publicKey.verifies(signature, of: event, with: .ed25519))
        let others = [
            try Self.text(1), [], Array("\"".utf8) + [UInt8](repeating: 0x20, count: 1 << 14),
        ]
        for bytes in others {
            await #expect(throws: KeyCustodyError.warrantRefused("this is no event")) {
                try await world.signing.sign(event: bytes, of: Self.origin)
            }
        }
    }

    @Test func `[7.25] goes on under another name once people said so, and never under the old`()
        async throws
    {
        let world = try await World()
        _ = try await Self.sign(world.signing, Self.piece(0, 6))
        let next = "test.kapok.example/journal/2"
        await #expect(throws: KeyCustodyError.self) {
            try await world.signing.key(forNext: next)
        }
        try world.allowNext()
        let signing = try world.restarted()
        await #expect(throws: KeyCustodyError.self) {
            try await signing.key(forNext: Self.origin)
        }
        let key = try await signing.key(forNext: next)
        #expect(try await world.restarted().key(forNext: next) == key)
        // An attempt that is given up.
        _ = try await signing.key(forNext: next + "/3")
        // Shorter than before, and with other acts: that is why it has another name.
        let signature = try await Self.sign(
            world.restarted(), Self.piece(0, 5, fork: 4), of: next)
        #expect(
            key.verifies(signature, of: try Self.text(5, fork: 4, of: next), with: .ed25519))
        let later = try world.restarted()
        for refused in [Self.piece(6, 7), Self.piece(6, 6)] {
            await #expect(throws: KeyCustodyError.self) { try await Self.sign(later, refused) }
        }
        await #expect(throws: KeyCustodyError.self) {
            try await Self.sign(later, Self.piece(0, 1), of: next + "/3")
        }
        await #expect(throws: KeyCustodyError.self) {
            try await later.key(forNext: next + "/4")
        }
    }

    @Test func `[7.25] makes keys for a few names at most`() async throws {
        let world = try await World()
        try world.allowNext()
        let signing = try world.restarted()
        for number in 2..<18 { _ = try await signing.key(forNext: "\(Self.origin)/\(number)") }
        await #expect(throws: KeyCustodyError.warrantRefused("a key was made for too many names")) {
            try await signing.key(forNext: "\(Self.origin)/18")
        }
        for name in ["", "two\nlines", String(repeating: "n", count: 256)] {
            await #expect(
                throws: KeyCustodyError.warrantRefused(
                    "a name that the journal had, or cannot have")
            ) {
                try await signing.key(forNext: name)
            }
        }
        try world.allowNext()
        let again = try world.restarted()
        _ = try await again.key(forNext: "\(Self.origin)/18")
        _ = try await Self.sign(again, Self.piece(0, 1), of: "\(Self.origin)/17")
    }

    @Test func `signs nothing that does not contain what it followed, or what was public before`()
        async throws
    {
        for isFollowed in [true, false] {
            let world = try await World()
            let known = JournalPosition(size: 4, root: Self.range(4).root)
            if !isFollowed {
                var chapters = CheckpointChapters()
                _ = chapters.take(
                    Self.origin, key: .firstCheckpoints, range: CompactRange(), pin: known)
                try chapters.write(to: world.path)
            }
            let signing = try CheckpointSigning(
                path: world.path, keys: world.files, log: nil,
                after: isFollowed ? known : nil)
            // Not even the beginning of another one.
            await #expect(throws: KeyCustodyError.checkpointAt(2)) {
                try await Self.sign(signing, Self.piece(0, 2))
            }
            await #expect(throws: KeyCustodyError.warrantRefused("another journal than it knows")) {
                try await Self.sign(signing, Self.piece(2, 5, fork: 3))
            }
            let signature = try await Self.sign(signing, Self.piece(2, 5))
            #expect(world.publicKey.verifies(signature, of: try Self.text(5), with: .ed25519))
        }
    }

    @Test func `[7.25] forgets that people said so when the journal goes on as it was`()
        async throws
    {
        let world = try await World()
        _ = try await Self.sign(world.signing, Self.piece(0, 6))
        try world.allowNext()
        let signing = try world.restarted()
        #expect(await signing.position == nil)
        _ = try await signing.key(forNext: "test.kapok.example/journal/2")
        _ = try await Self.sign(signing, Self.piece(6, 7))
        #expect(await signing.position?.size == 7)
        await #expect(throws: KeyCustodyError.self) {
            try await signing.key(forNext: "test.kapok.example/journal/2")
        }
        await #expect(throws: KeyCustodyError.self) {
            try await Self.sign(signing, Self.piece(0, 5), of: "test.kapok.example/journal/2")
        }
    }

    @Test(arguments: [
        "", "{}", "[]", #"{"chapters":[],"next":""}"#, #"{"chapters":[],"next":[1]}"#,
        #"{"chapters":[{"hashes":[],"key":"journal-checkpoint","origin":"o","size":0}],"next":null}"#,
        #"{"chapters":[{"hashes":[],"key":"journal-checkpoint","origin":"o","pin":null,"size":1}],"next":null}"#,
        #"{"chapters":[{"hashes":["00"],"key":"journal-checkpoint","origin":"o","pin":null,"size":1}],"next":null}"#,
        #"{"chapters":[{"hashes":[],"key":"journal-checkpoint","origin":"o","pin":null,"size":-1}],"next":null}"#,
        #"{"chapters":[{"hashes":[],"key":"journal-checkpoint","origin":"o","pin":null,"size":0}]}"#,
    ])
    func `does not start over a file that is not its own`(_ text: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/checkpoints"
        try DurableFile.write(Array(text.utf8), to: path, mode: 0o600)
        #expect(throws: KeyCustodyError.damaged(path)) { try CheckpointChapters(path: path) }
    }

    @Test func `signs what a ledger commits, through restarts of both`() async throws {
        let key = try SoftwareKey.generate(.ed25519)
        let test = try await TestLedger.make(checkpointKey: key)
        await test.ledger.close()
        let verifier = test.settings.checkpointSigner.verifier
        let world = try await World(after: try CompactRange(of: test.settings.driver))
        let log = try SignatureLog(path: world.folder.path + "/log", clock: { 7 })
        let files = SealedKeyStore(
            folder: try SealedFolder.create(
                at: world.folder.path + "/moved", secret: SecretBytes(Array("other".utf8))))
        try await files.adopt(key, as: .firstCheckpoints)
        for round in 1...3 {
            let signing = try CheckpointSigning(path: world.path, keys: files, log: log, after: nil)
            let follower = SignerJournal(
                .first(keep: { _ in }), after: [await signing.position].compactMap(\.self),
                certified: try CertifiedAuthorities(path: world.folder.path + "/certified"),
                clock: { 0 })
            let desk = SignerDesk(
                signer: WarrantSigner(files: files, journal: follower), journal: follower,
                checkpoints: signing, release: "1"
            ) { _ in }
            let exchange = SignerExchange { request, _ in await desk.answer(to: request) }
            let remote = RemoteCheckpointKey(exchange, of: verifier.name)
            let ledger = try await Ledger.open(
                test.settings.with(CheckpointSigner(verifier: verifier, key: remote)))
            for _ in 0..<3 { try await ledger.act(test.systemRequest()) { _ in .null } }
            #expect(await ledger.settleCheckpoint() == nil)
            let note = try SignedNote(parsing: Array(try await ledger.checkpoint().utf8))
            #expect(verifier.verifies(note))
            #expect(try Checkpoint(parsing: note.text).size == Int64(1 + 3 * round))
            let event = Array("\"@method\": POST".utf8)
            let signature = try await CheckpointSigner(verifier: verifier, key: remote)
                .sign(event: event)
            #expect(key.publicKey.verifies(signature, of: event, with: .ed25519))
            #expect(try await ledger.verify().findings == [])
            await ledger.close()
        }
        try await log.close()
        let told = try SignatureReconciliation(log: world.folder.path + "/log", journal: nil)
        #expect(told.checkpoints == 12)
        #expect(told.signatures == 0)
    }
}
