import AuthorityTestSupport
import CertificatePolicy
import Cryptography
import Foundation
import Issuance
import KeyCustody
import Ledger
import LocalProcesses
import TestSupport

/// Certificates issued with the keys in another process, against the same with the keys in this one; and how fast that
/// process follows the journal, against how fast it is written.
///
/// Both by signed lists, as in `IssuanceBenchmark`, so that everything else is alike and the processors are saturated. The
/// journal is told before, as the server does in the background.
enum SignerBenchmark {
    /// What the other process is told.
    static let word = "--signer"
    private static let listsEachPair = 8

    static func run(pairs count: Int) async throws -> [Measurement] {
        let folder = try TemporaryFolder()
        let program = URL(fileURLWithPath: CommandLine.arguments[0]).path
        return try await Program.serving(program, word, folder.path, in: folder.path) {
            let client = try LocalSocketClient(
                socket: socket(in: folder.path), maximumBytes: SignerMessage.maximumBytes)
            let exchange = SignerExchange { try await client.answer(to: $0, patience: $1) }
            let late = LateLedger()
            let remote = RemoteSigner(
                exchange,
                journal: JournalForwarder(exchange, of: { late.ledger }) {
                    try $0.contents(announcedBy: $1)
                })
            while (try? await remote.release()) == nil {
                try await Task.sleep(for: .milliseconds(20))
            }
            var ours = try await IssuanceWorld(.rsa, signer: remote, setting: late)
            var peer = try await IssuanceWorld(.rsa)
            var pairs: [(ours: Double, peer: Double)] = []
            var following: [(ours: Double, peer: Double)] = []
            for _ in 0..<count {
                let before = try await size(ours)
                let lists = try await listsAndSeconds(&ours)
                let entries = Double(try await size(ours) - before)
                let seconds = try await seconds { try await remote.tellJournal() }
                following.append((entries / seconds, entries / lists.seconds))
                pairs.append(
                    (
                        try await rate(lists.lists, ours),
                        try await rate(listsAndSeconds(&peer).lists, peer)
                    ))
            }
            return [
                Measurement(
                    "signer.process", unit: "certificates/s",
                    peer: "the keys in the server's process", pairs: pairs),
                Measurement(
                    "signer.follow", unit: "entries/s",
                    peer: "the same entries made: applications brought to be issued",
                    pairs: following),
            ]
        }
    }

    private static func listsAndSeconds(
        _ world: inout IssuanceWorld
    ) async throws -> (lists: [ActRequest], seconds: Double) {
        let start = ContinuousClock.now
        let lists = try await world.lists(listsEachPair)
        return (lists, (ContinuousClock.now - start) / .seconds(1))
    }

    private static func rate(
        _ lists: [ActRequest], _ world: IssuanceWorld
    ) async throws -> Double {
        let seconds = try await seconds { try await IssuanceBenchmark.issue(lists, world) }
        return Double(lists.count * IssuanceWorld.listLength) / seconds
    }

    private static func size(_ world: IssuanceWorld) async throws -> Int64 {
        try await world.authority.ledger.read { try $0.journalSize() }
    }

    static func socket(in folder: String) -> String { "\(folder)/signer.sock" }

    static func checkpoints(in folder: String) -> String { "\(folder)/checkpoints" }

    /// Its keys: made where they are not there.
    static func keys(in folder: String) throws -> SealedFolder {
        let (path, secret) = ("\(folder)/keys", SecretBytes(Array("benchmark".utf8)))
        return FileManager.default.fileExists(atPath: path)
            ? try SealedFolder.open(at: path, secret: secret)
            : try SealedFolder.create(at: path, secret: secret)
    }

    /// The other process: keys in sealed files and a log, as `kapok signer serve` has them.
    static func serve(in folder: String) async throws {
        let log = try SignatureLog(path: "\(folder)/signatures.log", clock: { 0 })
        // The world's own clock stands still, in another process.
        let journal = SignerJournal(
            .first(keep: { _ in }), after: [],
            certified: try CertifiedAuthorities(path: "\(folder)/certified"),
            clock: { FixedClock.start + 86_400_000 })
        let files = SealedKeyStore(folder: try keys(in: folder))
        let checkpoints = try CheckpointSigning(
            path: Self.checkpoints(in: folder), keys: files, log: log, after: nil)
        let signer = WarrantSigner(files: files, log: log, journal: journal)
        let desk = SignerDesk(
            signer: signer, journal: journal, checkpoints: checkpoints, release: "bench"
        ) { _ in }
        let server = try LocalSocketServer(
            socket: socket(in: folder), maximumBytes: SignerMessage.maximumBytes,
            for: { _ in true }, handler: { await desk.answer(to: $0) })
        try server.run()
        while true { try await Task.sleep(for: .seconds(3600)) }
    }
}

extension RemoteSigner: KeyGenerating {}
