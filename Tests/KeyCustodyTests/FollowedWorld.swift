import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Issuance
import KeyCustody
import Ledger
import MerkleLog
import PKIX
import Registration
import TestSupport

extension RemoteSigner: KeyGenerating {}

/// A certification authority whose keys a signer has that follows its journal: both ends, with nothing but octets
/// between them.
struct FollowedWorld: Sendable {
    let authority: AuthorityWorld
    let remote: RemoteSigner
    let follower: SignerJournal
    let log: SignatureLog
    let checkpoints: CheckpointSigning
    let exchange: SignerExchange
    private let folder: TemporaryFolder
    private let files: SealedKeyStore

    var ledger: Ledger { authority.ledger }

    /// - Parameter ahead: by how many milliseconds the signer's clock is ahead of the world's.
    static func make(ahead: Int64 = 0) async throws -> FollowedWorld {
        let folder = try TemporaryFolder()
        let sealed = try SealedFolder.create(
            at: folder.path + "/keys", secret: SecretBytes(Array("correct horse".utf8)))
        let files = SealedKeyStore(folder: sealed)
        _ = try await files.generateKey(.ed25519, as: .firstCheckpoints)
        var chapters = CheckpointChapters()
        _ = chapters.take(TestLedger.origin, key: .firstCheckpoints, range: CompactRange())
        try chapters.write(to: "\(folder.path)/checkpoints")
        let late = LateLedger()
        let signer = try await Signer(folder, files, clock: { late.nowMilliseconds + ahead })
        let forwarder = JournalForwarder(signer.exchange, of: { late.ledger }) {
            try $0.contents(announcedBy: $1)
        }
        let remote = RemoteSigner(signer.exchange, journal: forwarder)
        let authority = try await AuthorityWorld.make(wrap: { _ in remote })
        late.set(authority.ledger, authority.clock)
        // Made by another signer, as in a folder whose keys went over.
        for known in try await authority.ledger.read({ try $0.select(Authority.self) }) {
            for key in [known.key, known.responderKey].compactMap(\.self) {
                try await files.adopt(
                    authority.signer.key(key), as: KeyReference(id: key))
            }
        }
        return FollowedWorld(
            authority: authority, remote: remote, follower: signer.follower, log: signer.log,
            checkpoints: signer.checkpoints, exchange: signer.exchange, folder: folder, files: files
        )
    }

    /// The signer alone, as it is after a start.
    struct Signer: Sendable {
        let follower: SignerJournal
        let log: SignatureLog
        let logPath: String
        let checkpoints: CheckpointSigning
        let exchange: SignerExchange

        init(
            _ folder: TemporaryFolder, _ files: SealedKeyStore,
            log name: String = "log", genesis: SignerJournal.Which = .first(keep: { _ in }),
            clock: @escaping @Sendable () -> Int64
        ) async throws {
            logPath = "\(folder.path)/\(name)"
            let log = try SignatureLog(path: logPath, clock: { 7 })
            let checkpoints = try CheckpointSigning(
                path: "\(folder.path)/checkpoints", keys: files, log: log,
                after: await log.position)
            let before = [await log.position, await checkpoints.position].compactMap(\.self)
            let follower = SignerJournal(
                genesis, after: before,
                certified: try CertifiedAuthorities(path: logPath + "-certified"), clock: clock)
            let desk = SignerDesk(
                signer: WarrantSigner(files: files, log: log, journal: follower),
                journal: follower, checkpoints: checkpoints, release: "1"
            ) { _ in }
            self.follower = follower
            self.checkpoints = checkpoints
            self.log = log
            exchange = SignerExchange { request, _ in await desk.answer(to: request) }
        }
    }

    /// Another process over the same folder.
    ///
    /// - Parameters:
    ///   - remembers: whether it has the log of the one before.
    ///   - genesis: which journal it signs for; the first one that is told where it is missing.
    func restarted(
        remembers: Bool = true, genesis: SignerJournal.Which = .first(keep: { _ in })
    ) async throws -> Signer {
        let name = remembers ? "log" : "log-" + Base32.encode(SystemRandomness().bytes(8))
        let clock = authority.clock
        return try await Signer(
            folder, files, log: name, genesis: genesis, clock: { clock.nowMilliseconds })
    }

    /// People say that the journal may go on under another name.
    func allowNext() throws {
        let path = "\(folder.path)/checkpoints"
        var chapters = try CheckpointChapters(path: path) ?? CheckpointChapters()
        chapters.allowNext()
        try chapters.write(to: path)
    }

    /// The key of an authority.
    func key(_ name: String) async throws -> KeyReference {
        KeyReference(id: try await ledger.read { try $0.authority(name).key } ?? "")
    }

    /// All entries, as a server tells them.
    func told() async throws -> [ToldEntry] {
        try await JournalForwarder.source(of: { ledger }) { try $0.contents(announcedBy: $1) }(
            0, 100_000)
    }
}

extension FollowedWorld {
    /// An application that was brought to a state; with its contents.
    func application(
        _ state: Application.State
    ) async throws -> (id: String, contents: [UInt8], key: KeyReference) {
        let subscriber = try authority.newSubscriber()
        let id = try await authority.apply(subscriber)
        try await authority.bring(id, to: state, with: subscriber)
        let contents = try await ledger.read {
            try $0.vault.read("contents", dossier: id) ?? []
        }
        return (id, contents, try await key("hk-rsa"))
    }

    /// The act of an officer who issues these contents.
    func issuing(
        _ id: String, _ contents: [UInt8], by officer: TestOfficer
    ) async throws -> SignedAct {
        try await authority.test.signed(
            "application.issue", by: officer, caseID: id,
            payload: [
                "application": .string(id),
                "contents": .string(Hex.encode(DigestAlgorithm.sha256.hash(contents))),
            ], role: .issuingOfficer)
    }
}
