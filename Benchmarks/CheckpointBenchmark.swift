import CanonicalJSON
import Cryptography
import Foundation
import KeyCustody
import Ledger
import LocalProcesses
import MerkleLog
import TestSupport

/// Acts whose checkpoints another process signs once they are durable, against the same with the key in this process.
enum CheckpointBenchmark {
    static func run(pairs count: Int) async throws -> [Measurement] {
        let folder = try TemporaryFolder()
        let key = try SoftwareKey.generate(.ed25519)
        let peer = try await TestLedger.make()
        let made = try await TestLedger.make(checkpointKey: key)
        await made.ledger.close()
        try await SealedKeyStore(folder: SignerBenchmark.keys(in: folder.path))
            .adopt(key, as: .firstCheckpoints)
        var chapters = CheckpointChapters()
        _ = chapters.take(
            TestLedger.origin, key: .firstCheckpoints,
            range: try CompactRange(of: made.settings.driver))
        try chapters.write(to: SignerBenchmark.checkpoints(in: folder.path))
        let program = URL(fileURLWithPath: CommandLine.arguments[0]).path
        return try await Program.serving(
            program, SignerBenchmark.word, folder.path, in: folder.path
        ) {
            let client = try LocalSocketClient(
                socket: SignerBenchmark.socket(in: folder.path),
                maximumBytes: SignerMessage.maximumBytes)
            let exchange = SignerExchange { try await client.answer(to: $0, patience: $1) }
            let remote = RemoteCheckpointKey(exchange, of: TestLedger.origin)
            let ours = try await made.over(
                Ledger.open(
                    made.settings.with(
                        CheckpointSigner(
                            verifier: made.settings.checkpointSigner.verifier, key: remote))))
            try await ours.ledger.act(ours.systemRequest()) { _ in .null }
            while try await !isSigned(ours) {
                try await Task.sleep(for: .milliseconds(20))
                await ours.ledger.settleCheckpoint()
            }
            var many: [(ours: Double, peer: Double)] = []
            var single: [(ours: Double, peer: Double)] = []
            for _ in 0..<count {
                many.append(
                    (
                        try await rate(20_000, ours, JournalBenchmark.append),
                        try await rate(20_000, peer, JournalBenchmark.append)
                    ))
                single.append((try await rate(500, ours, each), try await rate(500, peer, each)))
            }
            guard try await isSigned(ours) else { throw NotSigned() }
            return [
                Measurement(
                    "signer.checkpoint", unit: "acts/s, 512 in flight",
                    peer: "the key in the server's process", pairs: many),
                Measurement(
                    "signer.checkpoint.single", unit: "acts/s, one after another",
                    peer: "the key in the server's process", pairs: single),
            ]
        }
    }

    private static func rate(
        _ count: Int, _ world: TestLedger, _ work: (Int, TestLedger) async throws -> Void
    ) async throws -> Double {
        Double(count) / (try await seconds { try await work(count, world) })
    }

    private static func each(_ count: Int, in world: TestLedger) async throws {
        for _ in 0..<count {
            try await world.ledger.act(world.systemRequest()) { _ in .null }
        }
    }

    private static func isSigned(_ world: TestLedger) async throws -> Bool {
        try await world.ledger.read { try $0.journalEnd() == $0.seenCheckpoint() }
    }

    private struct NotSigned: Error {}
}
