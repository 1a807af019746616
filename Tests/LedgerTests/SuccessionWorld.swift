import CanonicalJSON
import CertificatePolicy
import Cryptography
import Ledger
import MerkleLog
import Messages
import Testing
import TestSupport

/// A ledger that was restored, of whose journal somebody saw two entries more.
///
/// Entries: 0 genesis, 1 a note, 2 a proposal that one officer signed.
struct SuccessionWorld {
    let world: TestLedger
    let plan: FailurePlan
    let proposal: String
    /// How many entries were kept.
    let kept: Int64
    /// Another server over the same database, which was not told of the restore; nil over files.
    let other: Ledger?

    static let keptNote = "kept"

    init() async throws {
        let plan = FailurePlan()
        world = try await TestLedger.make(
            tables: [NoteRecord.table], driver: { FailingDriver($0, plan: plan) })
        self.plan = plan
        try await world.ledger.act(world.systemRequest()) { transaction in
            try transaction.put(NoteRecord("1", Self.keptNote))
            return .null
        }
        await world.ledger.register(operation: "operator.enrol") { _, _, _ in .null }
        let opened = try await world.ledger.act(
            world.request("operator.enrol", by: world.dai, payload: ["a": 1])
        ) { _ in .null }
        proposal = try #require(opened.result["proposal"]?.string)
        kept = try await world.ledger.read { try $0.journalSize() }
        other = TestStorage.isPostgreSQL ? try await world.reopened() : nil
        await world.ledger.close()
        try Ledger.markRestored(world.settings.driver, atMilliseconds: 5)
    }

    static func signer(_ name: String = "test.kapok.example/journal/2") throws -> CheckpointSigner {
        try CheckpointSigner(origin: name, key: SoftwareKey.generate(.ed25519))
    }

    /// What officers are asked to sign; each part can be another one.
    func succession(
        to next: CheckpointSigner, from before: CheckpointSigner? = nil, seen: Int64? = nil,
        keptSize: Int64? = nil, noteBy: CheckpointSigner? = nil, origin: String? = nil,
        environment: LedgerEnvironment = .test, entering pieces: [Ledger.LostPiece] = [lost]
    ) throws -> Succession {
        let head = try JournalHead(of: world.settings.driver)
        let chapter = try #require(JournalChapter.all(of: world.settings.driver).last)
        let root = [UInt8](repeating: 3, count: 32)
        let size = seen ?? head.size + 2
        return Succession(
            predecessor: chapter, kept: .init(size: keptSize ?? head.size, root: head.root),
            seen: .init(size: size, root: root),
            seenNote: try TestLedger.note(
                size: size, root: root, by: noteBy ?? before ?? world.settings.checkpointSigner),
            environment: environment, origin: origin ?? next.verifier.name,
            checkpointKey: next.verifier.description, recovered: ["authorities": []],
            entered: .init(pieces))
    }

    func signatures(
        _ succession: Succession, by officers: [TestOfficer]? = nil
    ) throws -> [String: [UInt8]] {
        var signatures: [String: [UInt8]] = [:]
        for officer in officers ?? [world.dai, world.eva] {
            signatures[officer.id] = try officer.sign(succession.canonicalBytes)
        }
        return signatures
    }

    static let lost = Ledger.LostPiece(["piece": 0]) { transaction in
        try transaction.put(NoteRecord("2", "lost"))
    }

    @discardableResult
    func succeed(
        to next: CheckpointSigner, _ succession: Succession? = nil,
        signatures given: [String: [UInt8]]? = nil, entering pieces: [Ledger.LostPiece] = [lost]
    ) async throws -> Int64 {
        let succession = try succession ?? self.succession(to: next, entering: pieces)
        return try await Ledger.succeed(
            world.settings.with(next), with: succession,
            signatures: given ?? signatures(succession), entering: pieces)
    }

    func open(_ signer: CheckpointSigner) async throws -> Ledger {
        try await Ledger.open(world.settings.with(signer))
    }
}
