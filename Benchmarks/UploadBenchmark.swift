import CanonicalJSON
import Cryptography
import Foundation
import HTTPClient
import TestSupport

/// What a server has in memory at most while files come in: five of one megabyte first, then one of as much as a
/// folder takes, against the size of that one.
enum UploadBenchmark {
    private static let small = 1 << 20
    private static let smallCount = 5
    /// `attachmentMegabytes` of kapok.yaml allows 25.
    private static let large = 24 << 20
    private static let piece = 256 << 10

    static func run(pairs count: Int) async throws -> Measurement {
        var pairs: [(ours: Double, peer: Double)] = []
        var peaks: [Double] = []
        for _ in 0..<count {
            let founded = try FoundedFolder()
            let run = try await founded.serving { try await peak(founded) }
            pairs.append((run.after - run.before, Double(large >> 20)))
            peaks.append(run.after)
        }
        return Measurement(
            "cases.upload", unit: "MiB more in memory for a file of 24 MiB", peer: "its size, MiB",
            pairs: pairs, details: ["MiB resident at most, server": Measurement.median(peaks)])
    }

    private static func peak(
        _ founded: FoundedFolder
    ) async throws -> (before: Double, after: Double) {
        let client = HTTPClient(.unixSocket(path: founded.folder.path + "/ca/kapok.sock"))
        let server = try String(
            contentsOfFile: founded.folder.path + "/ca/lock", encoding: .utf8
        ).trimmingCharacters(in: .whitespacesAndNewlines)
        for _ in 0..<smallCount { try await upload(small, client) }
        let before = Machine.residentMebibytes(of: server)
        try await upload(large, client)
        return (before, Machine.residentMebibytes(of: server))
    }

    private static func upload(_ size: Int, _ client: HTTPClient) async throws {
        let begun = try await post(
            "attachments", ["name": "paper.jpg", "bytes": .integer(Int64(size))], client)
        guard let name = begun["upload"]?.string else { throw Refused() }
        var sent = 0
        var number: Int64 = 0
        while sent < size {
            var content = [UInt8](repeating: 0x41, count: min(piece, size - sent))
            if size - sent <= piece {
                content.replaceSubrange((content.count - 2)..., with: [0xFF, 0xD9])
            }
            if sent == 0 { content.replaceSubrange(0..<4, with: [0xFF, 0xD8, 0xFF, 0xE0]) }
            _ = try await post(
                "attachments/\(name)/pieces",
                ["number": .integer(number), "content": .string(Base64.encode(content))], client)
            sent += content.count
            number += 1
        }
    }

    private static func post(
        _ path: String, _ body: JSONValue, _ client: HTTPClient
    ) async throws -> JSONValue {
        let answer = try await client.response(
            to: HTTPClientRequest(
                "POST", "/api/v1/\(path)", headers: ["Content-Type": "application/json"],
                body: body.canonicalBytes))
        guard answer.status == 200 else { throw Refused() }
        return try JSONValue(parsing: answer.body)
    }

    private struct Refused: Error {}
}
