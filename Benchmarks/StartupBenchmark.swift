import Foundation
import HTTPClient
import TestSupport

/// From the start of the process to its first answer, the unlock secret given.
enum StartupBenchmark {
    static func run(pairs count: Int) async throws -> Measurement {
        let folder = try TemporaryFolder()
        let kapok = URL(fileURLWithPath: CommandLine.arguments[0])
            .deletingLastPathComponent().appendingPathComponent("kapok").path
        let base = "http://127.0.0.1:\(freePort())"
        try "benchmark-secret-of-enough-length\n".write(
            toFile: folder.path + "/unlock", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: folder.path + "/unlock")
        for name in ["chan", "yip", "tang"] {
            try Program.run(kapok, "operator", "key", "--out", "\(name).pem", in: folder.path)
        }
        try Program.run(
            kapok, "init", "--data", "ca", "--organization", "Benchmark", "--unlock-file",
            "unlock", "--listen", String(base.dropFirst(7)), "--base-url", base, "--founder",
            "chan=chan.pem", "--founder", "yip=yip.pem", "--founder", "tang=tang.pem",
            in: folder.path)
        var pairs: [(ours: Double, peer: Double)] = []
        for _ in 0..<count {
            let clock = ContinuousClock()
            let start = clock.now
            let taken = try await Program.serving(
                kapok, "serve", "--data", "ca", in: folder.path
            ) {
                while try await !isAnswering(base) {
                    try await Task.sleep(for: .milliseconds(2))
                }
                return start.duration(to: clock.now)
            }
            let seconds =
                Double(taken.components.attoseconds) / 1e18
                + Double(taken.components.seconds)
            pairs.append((1 / seconds, 2))
        }
        return Measurement(
            "startup", unit: "starts/s", peer: "one in half a second", pairs: pairs,
            details: ["seconds": 1 / Measurement.median(pairs.map(\.ours))])
    }

    private static func isAnswering(_ base: String) async throws -> Bool {
        let answer = try? await HTTPClient(.origin(base)).response(
            to:
                HTTPClientRequest("GET", "/healthz"))
        return answer?.status == 200
    }
}
