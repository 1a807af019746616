import AuthorityTestSupport
import Cryptography
import KeyCustody
import Ledger
import MerkleLog
import Messages
import TestSupport
import Testing

/// A server that was taken over has checkpoints signed of one journal, and tells another.
@Suite struct `Checkpoints of a journal that is followed` {
    /// The true journal, with other leaves in some places.
    private struct Shown {
        let leaves: [[UInt8]]

        init(_ told: [ToldEntry], forging place: Int? = nil) {
            leaves = told.enumerated().map {
                MerkleTree.leafHash(of: $0.element.entry + ($0.offset == place ? [1] : []))
            }
        }

        func root(_ size: Int) -> [UInt8] {
            var range = CompactRange()
            leaves.prefix(size).forEach { range.append($0) }
            return range.root
        }

        /// Has a checkpoint of it signed.
        func sign(_ size: Int, by key: RemoteCheckpointKey) async throws {
            let checkpoint = try Checkpoint(
                origin: TestLedger.origin, size: Int64(size), root: root(size))
            _ = try await key.sign(checkpoint) { from in
                JournalPiece(
                    from: from, hashes: Array(leaves[Int(from)..<size].joined()),
                    root: root(size))
            }
        }
    }

    private static func refused(_ reason: String) -> Refusal {
        Refusal(.signerJournalRefused, field: "node.signer", ["reason": reason])
    }

    @Test func `are of the entries that were told, or not signed`() async throws {
        let world = try await FollowedWorld.make()
        try await world.remote.tellJournal()
        let told = try await world.told()
        let key = RemoteCheckpointKey(world.exchange, of: TestLedger.origin)
        let place = told.count - 2
        await #expect(
            throws: CheckpointContradiction.other(
                "another one than was followed, at entry \(place)")
        ) {
            try await Shown(told, forging: place).sign(told.count, by: key)
        }
        await #expect(throws: CheckpointContradiction.other("another journal than this signer's")) {
            try await Shown(told, forging: 0).sign(told.count, by: key)
        }
        // Nothing of it was taken.
        try await Shown(told).sign(told.count, by: key)
        #expect(await world.checkpoints.position?.size == Int64(told.count))
    }

    @Test func `bind what is told afterwards`() async throws {
        let world = try await FollowedWorld.make()
        let told = try await world.told()
        let key = RemoteCheckpointKey(world.exchange, of: TestLedger.origin)
        let place = told.count - 2
        try await Shown(told, forging: place).sign(told.count, by: key)
        await #expect(
            throws: Refusal(
                .signerEntryRefused, field: "node.signer",
                [
                    "entry": "\(place)",
                    "reason": "another one than its signed checkpoint has",
                ])
        ) {
            try await world.remote.tellJournal()
        }
        #expect(await world.follower.position.size == Int64(place))
        // Nor after a start, when the leaves are forgotten and the root is not.
        let again = try await world.restarted()
        await #expect(
            throws: Self.refused(
                "another one than was followed before, at \(told.count) entries")
        ) {
            _ = try await again.follower.follow(from: 0, told)
        }
    }

    @Test func `let nothing be signed by an older state of the journal`() async throws {
        let world = try await FollowedWorld.make()
        let told = try await world.told()
        let key = RemoteCheckpointKey(world.exchange, of: TestLedger.origin)
        let some = Array(told.dropLast(2))
        let server = RemoteSigner(
            world.exchange,
            journal: JournalForwarder(world.exchange) { place, limit in
                Array(some.dropFirst(Int(place)).prefix(limit))
            })
        let warrant = Warrant(
            key: try await world.key("hk-rsa"), algorithm: .sha256WithRSA, toBeSigned: [1],
            announcement: Announcement(index: 0, entry: nil))
        let unannounced = KeyCustodyError.warrantRefused(
            "the entry does not announce these bytes for this key, or it was done")
        try await server.tellJournal()
        try await Shown(told).sign(told.count, by: key)
        await #expect(throws: unannounced) { try await server.sign(warrant) }
        world.authority.clock.advance(byMilliseconds: 61_000)
        await #expect(throws: Refusal(.signerJournalShorter, field: "node.signer")) {
            try await server.sign(warrant)
        }
        // Of one that tells the rest, this is no question.
        await #expect(throws: unannounced) { try await world.remote.sign(warrant) }
    }

    @Test func `bind what is told after people let it be followed anew`() async throws {
        let world = try await FollowedWorld.make()
        let told = try await world.told()
        let key = RemoteCheckpointKey(world.exchange, of: TestLedger.origin)
        try await Shown(told).sign(told.count, by: key)
        try world.allowNext()
        let again = try await world.restarted(remembers: false)
        // The journal goes on under its name: its leaves are forgotten, what they make is not.
        try await Shown(told).sign(
            told.count, by: RemoteCheckpointKey(again.exchange, of: TestLedger.origin))
        let warrant = Warrant(
            key: try await world.key("hk-rsa"), algorithm: .sha256WithRSA, toBeSigned: [1],
            announcement: Announcement(index: 0, entry: nil))
        func server(telling some: [ToldEntry]) -> RemoteSigner {
            RemoteSigner(
                again.exchange,
                journal: JournalForwarder(again.exchange) { place, limit in
                    Array(some.dropFirst(Int(place)).prefix(limit))
                })
        }
        await #expect(throws: Refusal(.signerJournalShorter, field: "node.signer")) {
            try await server(telling: told.dropLast(2)).sign(warrant)
        }
        await #expect(
            throws: KeyCustodyError.warrantRefused(
                "the entry does not announce these bytes for this key, or it was done")
        ) { try await server(telling: told).sign(warrant) }
    }
}
