import CanonicalJSON
import Cryptography
@testable import Ledger
import MerkleLog
import Messages
import Synchronization
import Testing
import TestSupport

@Suite struct `A checkpoint key in another process` {
    /// As it is in memory: grows one tree, and may be away.
    private final class DistantKey: CheckpointKey {
        struct State {
            var range: CompactRange
            var isAway = false
            var fault: (any Error)?
            var asked = 0
        }

        struct Away: Error {}

        let key: SoftwareKey
        let state: Mutex<State>

        init(_ key: SoftwareKey, after range: CompactRange) {
            self.key = key
            state = Mutex(State(range: range))
        }

        func sign(
            _ checkpoint: Checkpoint,
            _ piece: @Sendable (Int64) async throws -> JournalPiece
        ) async throws -> [UInt8] {
            let from = try state.withLock { state in
                state.asked += 1
                if state.isAway { throw Away() }
                if let fault = state.fault { throw fault }
                return state.range.size
            }
            let grown = try await piece(from)
            #expect(grown.from == from && grown.size == checkpoint.size)
            #expect(grown.root == checkpoint.root)
            state.withLock { state in
                for start in stride(from: 0, to: grown.hashes.count, by: MerkleTree.hashLength) {
                    state.range.append(
                        Array(grown.hashes[start..<start + MerkleTree.hashLength]))
                }
                #expect(state.range.root == checkpoint.root)
            }
            return try key.sign(Array(checkpoint.text.utf8), with: .ed25519)
        }

        func sign(event: [UInt8]) throws -> [UInt8] { try key.sign(event, with: .ed25519) }

        func isAway(_ away: Bool) { state.withLock { $0.isAway = away } }
        var asked: Int { state.withLock { $0.asked } }
    }

    /// Lets the next commit fail.
    private final class Fault: Sendable {
        private let armed = Mutex(false)

        func arm() { armed.withLock { $0 = true } }

        func isDue() -> Bool {
            armed.withLock { armed in
                defer { armed = false }
                return armed
            }
        }
    }

    private struct World {
        let test: TestLedger
        let distant: DistantKey
        let settings: LedgerSettings

        /// - Parameter driver: wraps the storage once the key has gone.
        init(
            wrap driver: (any StorageDriver) -> any StorageDriver = { $0 }
        ) async throws {
            let key = try SoftwareKey.generate(.ed25519)
            test = try await TestLedger.make(checkpointKey: key, tables: [NoteRecord.table])
            await test.ledger.close()
            distant = DistantKey(key, after: try CompactRange(of: test.settings.driver))
            settings = test.settings.with(
                CheckpointSigner(verifier: test.settings.checkpointSigner.verifier, key: distant)
            ).with(driver(test.settings.driver))
        }

        func open() async throws -> TestLedger { try await test.over(Ledger.open(settings)) }
    }

    private static func write(to test: TestLedger, _ note: NoteRecord) async throws {
        try await test.ledger.act(test.systemRequest()) {
            try $0.put(note)
            return .null
        }
    }

    private static func size(of note: String) throws -> Int64 {
        try Checkpoint(parsing: SignedNote(parsing: Array(note.utf8)).text).size
    }

    @Test func `signs what is durable, before anybody is answered`() async throws {
        let world = try await World()
        let test = try await world.open()
        for number in 1...3 {
            try await Self.write(to: test, NoteRecord("\(number)", "t\(number)"))
            let (note, size) = try await test.ledger.read {
                (try $0.checkpoint(), try $0.journalSize())
            }
            #expect(try Self.size(of: note) == size)
            #expect(
                world.settings.checkpointSigner.verifier.verifies(
                    try SignedNote(parsing: Array(note.utf8))))
        }
        let report = try await test.ledger.verify()
        #expect(report.findings == [])
        #expect(report.unsigned == 0)
        await test.ledger.close()
    }

    @Test func `stops no act when it is away, and catches up`() async throws {
        let world = try await World()
        let test = try await world.open()
        try await Self.write(to: test, NoteRecord("1", "before"))
        let before = try await test.ledger.checkpoint()
        world.distant.isAway(true)
        for number in 2...4 {
            try await Self.write(to: test, NoteRecord("\(number)", "t\(number)"))
        }
        #expect(try await test.ledger.checkpoint() == before)
        let (seen, end) = try await test.ledger.read {
            (try $0.seenCheckpoint(), try $0.journalEnd())
        }
        #expect(try Self.size(of: before) == seen.size)
        #expect(end.size == seen.size + 3)
        #expect(try await test.ledger.verify().unsigned == 3)
        #expect(try await test.ledger.verify().findings == [])
        #expect(await test.ledger.settleCheckpoint() is DistantKey.Away)
        world.distant.isAway(false)
        #expect(await test.ledger.settleCheckpoint() == nil)
        #expect(try await Self.size(of: test.ledger.checkpoint()) == end.size)
        #expect(try await test.ledger.verify().findings == [])
        #expect(try await test.ledger.verify().unsigned == 0)
        await test.ledger.close()
    }

    @Test func `signs at the next start what was committed and not signed`() async throws {
        let world = try await World()
        let first = try await world.open()
        world.distant.isAway(true)
        try await Self.write(to: first, NoteRecord("1", "away"))
        await first.ledger.close()
        #expect(try JournalHead(of: world.settings.driver).size == 2)
        #expect(try Self.size(of: JournalHead(of: world.settings.driver).note) == 1)
        world.distant.isAway(false)
        let second = try await world.open()
        #expect(await second.ledger.settleCheckpoint() == nil)
        #expect(try await Self.size(of: second.ledger.checkpoint()) == 2)
        await second.ledger.close()
    }

    @Test func `is asked for nothing that was not kept`() async throws {
        let failures = Fault()
        let world = try await World(wrap: { driver in
            TransactionDriver(
                driver,
                commit: { connection throws(LedgerError) in
                    if failures.isDue() { throw .diskFull }
                    try connection.commit()
                })
        })
        let test = try await world.open()
        #expect(await test.ledger.settleCheckpoint() == nil)
        let asked = world.distant.asked
        failures.arm()
        await #expect(throws: (any Error).self) {
            try await Self.write(to: test, NoteRecord("1", "lost"))
        }
        #expect(world.distant.asked == asked)
        // Another act takes the place, and nothing contradicts it.
        try await Self.write(to: test, NoteRecord("1", "kept"))
        #expect(try await Self.size(of: test.ledger.checkpoint()) == 2)
        #expect(try await test.ledger.verify().findings == [])
        await test.ledger.close()
    }

    @Test func `is not believed when another key answers`() async throws {
        let world = try await World()
        let other = DistantKey(
            try SoftwareKey.generate(.ed25519),
            after: try CompactRange(of: world.settings.driver))
        let test = try await world.test.over(
            Ledger.open(
                world.settings.with(
                    CheckpointSigner(
                        verifier: world.settings.checkpointSigner.verifier, key: other))))
        let before = try await test.ledger.checkpoint()
        try await Self.write(to: test, NoteRecord("1", "text"))
        #expect(try await test.ledger.checkpoint() == before)
        #expect(await test.ledger.settleCheckpoint() is LedgerError)
        await test.ledger.close()
    }

    @Test func `that signed a longer journal leaves this one unsigned`() async throws {
        let world = try await World()
        let test = try await world.open()
        world.distant.state.withLock { $0.fault = CheckpointContradiction.longer(9) }
        try await Self.write(to: test, NoteRecord("1", "text"))
        #expect(await test.ledger.settleCheckpoint() as? CheckpointContradiction == .longer(9))
        #expect(try await Self.size(of: test.ledger.checkpoint()) == 1)
        // An audit says so.
        #expect(try await test.ledger.verify().findings == [.checkpointRefused(size: 2)])
        await test.ledger.close()
    }

    @Test func `leaves nobody without an answer, not even where nothing is signed`() async throws {
        let world = try await World()
        let first = try await world.open()
        world.distant.isAway(true)
        try await Self.write(to: first, NoteRecord("1", "away"))
        await first.ledger.close()
        // Of a ledger that came from a backup nothing is signed before it was compared.
        try Ledger.markRestored(world.settings.driver, atMilliseconds: 5)
        world.distant.isAway(false)
        let asked = world.distant.asked
        let restored = try await world.open()
        await expectRefusal(.recoveryBehind) {
            try await restored.ledger.act(restored.systemRequest("ledger.recover")) { _ in
                throw Refusal(.recoveryBehind)
            }
        }
        #expect(await restored.ledger.settleCheckpoint() == nil)
        #expect(world.distant.asked == asked)
        await restored.ledger.close()
    }

    @Test func `lets no root be another one where it did not sign`() async throws {
        let world = try await World()
        let test = try await world.open()
        world.distant.isAway(true)
        try await Self.write(to: test, NoteRecord("1", "away"))
        world.distant.isAway(false)
        try await Self.write(to: test, NoteRecord("2", "back"))
        #expect(await test.ledger.settleCheckpoint() == nil)
        await test.ledger.close()
        let hand = try world.settings.driver.connect(.readWrite)
        try hand.execute(
            "UPDATE journal_checkpoint SET root = ? WHERE size = 2 AND note = ''",
            [.blob([UInt8](repeating: 1, count: 32))])
        hand.close()
        #expect(
            try await Ledger.verify(world.settings).findings == [.checkpointRootWrong(size: 2)])
    }

    @Test func `signs for many acts at once`() async throws {
        let world = try await World()
        let test = try await world.open()
        let asked = world.distant.asked
        try await withThrowingTaskGroup { group in
            for number in 0..<64 {
                group.addTask {
                    try await Self.write(to: test, NoteRecord("\(number)", "t\(number)"))
                }
            }
            try await group.waitForAll()
        }
        #expect(try await Self.size(of: test.ledger.checkpoint()) == 65)
        #expect(world.distant.asked - asked < 64)
        #expect(try await test.ledger.verify().findings == [])
        await test.ledger.close()
    }

    @Test func `in this process lets no end of the journal go unsigned`() async throws {
        let test = try await TestLedger.make(tables: [NoteRecord.table])
        try await Self.write(to: test, NoteRecord("1", "text"))
        await test.ledger.close()
        let hand = try test.settings.driver.connect(.readWrite)
        try hand.execute("UPDATE journal_checkpoint SET note = '' WHERE size = 2", [])
        hand.close()
        #expect(
            try await Ledger.verify(test.settings).findings.map(\.id)
                == ["checkpointSignatureWrong"])
        // Over storage that is shared another server may have it signed elsewhere.
        let fault: LedgerError =
            test.settings.driver.isShared
            ? .cannotOpen(detail: "the checkpoint key is in a signer")
            : .journalDamaged(detail: "its end is not signed")
        await #expect(throws: fault) { try await Ledger.open(test.settings) }
    }
}
