import Foundation
import HTTPClient
import TestSupport

/// A data folder that the program itself founded, for measures of it as a process.
struct FoundedFolder {
    /// Where the keys of the founders lie, and the data folder `ca`.
    let folder: TemporaryFolder
    /// The program that was built beside this one.
    let kapok: String
    /// The public address.
    let base: String

    static let founders = ["chan", "yip", "tang"]

    init() throws {
        folder = try TemporaryFolder()
        kapok =
            URL(fileURLWithPath: CommandLine.arguments[0])
            .deletingLastPathComponent().appendingPathComponent("kapok").path
        base = "http://127.0.0.1:\(freePort())"
        try "benchmark-secret-of-enough-length\n".write(
            toFile: folder.path + "/unlock", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: folder.path + "/unlock")
        for name in Self.founders {
            try Program.run(kapok, "operator", "key", "--out", "\(name).pem", in: folder.path)
        }
        let named = Self.founders.flatMap { ["--founder", "\($0)=\($0).pem"] }
        try Program.run(
            [
                kapok, "init", "--data", "ca", "--organization", "Benchmark", "--unlock-file",
                "unlock", "--listen", String(base.dropFirst(7)), "--base-url", base,
            ] + named, in: folder.path)
    }
}

extension FoundedFolder {
    /// Runs the server; the body begins with its first answer.
    func serving<R>(_ body: () async throws -> R) async throws -> R {
        try await Program.serving(kapok, "serve", "--data", "ca", in: folder.path) {
            while try await !isAnswering() {
                try await Task.sleep(for: .milliseconds(2))
            }
            return try await body()
        }
    }

    private func isAnswering() async throws -> Bool {
        let answer = try? await HTTPClient(.origin(base)).response(
            to: HTTPClientRequest("GET", "/healthz"))
        return answer?.status == 200
    }
}
