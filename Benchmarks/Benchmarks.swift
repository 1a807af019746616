import CertificatePolicy
import Foundation

/// `Benchmarks [METRIC…]`: measures what is named, or everything, and writes a line for each to
/// bench/results.jsonl.
@main struct Benchmarks {
    static func main() async throws {
        let wanted = CommandLine.arguments.dropFirst()
        var lines: [String] = []
        for (name, run) in measures where wanted.isEmpty || wanted.contains(name) {
            for measurement in try await run() {
                print(measurement.summary)
                lines.append(try measurement.line)
            }
        }
        try FileManager.default.createDirectory(
            atPath: "bench", withIntermediateDirectories: true)
        try (lines.joined(separator: "\n") + "\n").write(
            toFile: "bench/results.jsonl", atomically: true, encoding: .utf8)
    }

    private static let measures: [(String, @Sendable () async throws -> [Measurement])] = [
        ("issuance.sm2", { [try await IssuanceBenchmark.run(.sm2, pairs: 5)] }),
        ("issuance.rsa2048", { [try await IssuanceBenchmark.run(.rsa, pairs: 5)] }),
        ("issuance.growth", { [try await GrowthBenchmark.run(many: 50_000, pairs: 5)] }),
        ("journal.append", { [try await JournalBenchmark.append(pairs: 5)] }),
        (
            "journal.verify",
            { try await JournalBenchmark.verify(entries: 1_000_000, pairs: 5) }
        ),
        ("peer.cfssl", { [try await PeerBenchmark.cfssl(pairs: 5)] }),
        ("peer.openssl-ca", { [try await PeerBenchmark.opensslCA(pairs: 5)] }),
        ("startup", { [try await StartupBenchmark.run(pairs: 5)] }),
    ]
}
