import CertificatePolicy
import Foundation

/// `Benchmarks [METRIC…]`: measures what is named, or everything, and puts a line for each into
/// bench/results.jsonl, in place of an earlier one.
@main struct Benchmarks {
    private static let file = "bench/results.jsonl"

    static func main() async throws {
        let wanted = CommandLine.arguments.dropFirst()
        if wanted.first == GrowthReader.word, let folder = wanted.last {
            return try await GrowthReader.run(folder)
        }
        if wanted.first == SignerBenchmark.word, let folder = wanted.last {
            return try await SignerBenchmark.serve(in: folder)
        }
        if let unknown = wanted.first(where: { name in !measures.contains { $0.0 == name } }) {
            let known = measures.map(\.0).joined(separator: ", ")
            FileHandle.standardError.write(
                Data("bench: there is no measure '\(unknown)'; known are \(known).\n".utf8))
            exit(2)
        }
        for (name, run) in measures where wanted.isEmpty || wanted.contains(name) {
            do {
                for measurement in try await run() {
                    print(measurement.summary)
                    try keep(measurement)
                }
            } catch {
                FileHandle.standardError.write(Data("bench: \(name) failed: \(error)\n".utf8))
                exit(1)
            }
        }
    }

    private static func keep(_ measurement: Measurement) throws {
        try FileManager.default.createDirectory(
            atPath: "bench", withIntermediateDirectories: true)
        let earlier = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        var lines = earlier.split(separator: "\n").map(String.init)
        lines.removeAll { $0.contains("\"metric\":\"\(measurement.metric)\"") }
        lines.append(try measurement.line)
        try (lines.sorted { metric(of: $0) < metric(of: $1) }.joined(separator: "\n") + "\n")
            .write(toFile: file, atomically: true, encoding: .utf8)
    }

    private static func metric(of line: String) -> Substring {
        line.range(of: "\"metric\":\"").map { line[$0.upperBound...].prefix { $0 != "\"" } } ?? ""
    }

    private static let measures: [(String, @Sendable () async throws -> [Measurement])] = [
        ("cases", { try await CasesBenchmark.run(pairs: 5) }),
        ("cases.upload", { [try await UploadBenchmark.run(pairs: 5)] }),
        ("issuance.sm2", { [try await IssuanceBenchmark.run(.sm2, pairs: 5)] }),
        ("issuance.rsa2048", { [try await IssuanceBenchmark.run(.rsa, pairs: 5)] }),
        ("issuance.growth", { [try await GrowthBenchmark.run(pairs: 5)] }),
        ("journal.append", { [try await JournalBenchmark.append(pairs: 5)] }),
        (
            "journal.verify",
            { try await JournalBenchmark.verify(entries: 1_000_000, pairs: 5) }
        ),
        ("peer.cfssl", { [try await PeerBenchmark.cfssl(pairs: 5)] }),
        ("peer.openssl-ca", { [try await PeerBenchmark.opensslCA(pairs: 5)] }),
        ("records.import", { [try await ImportBenchmark.run(pairs: 3)] }),
        ("signer.checkpoint", { try await CheckpointBenchmark.run(pairs: 7) }),
        ("signer.process", { try await SignerBenchmark.run(pairs: 7) }),
        ("startup", { [try await StartupBenchmark.run(pairs: 5)] }),
        ("token.signing", { [try await TokenBenchmark.run(pairs: 5)] }),
    ]
}
