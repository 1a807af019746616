import CanonicalJSON
import Foundation
import HTTPClient
import TestSupport

/// A file of a million lines into a register, as an officer has it entered, while another client goes
/// on acting; against sqlite3's `.import` of the same file, which judges nothing and lets nobody else
/// write until it is done.
enum ImportBenchmark {
    private static let lines = 1_000_000
    private static let sensors = 500

    static func run(pairs count: Int) async throws -> Measurement {
        var pairs: [(ours: Double, peer: Double)] = []
        var runs: [Run] = []
        for _ in 0..<count {
            let founded = try FoundedFolder()
            try write(to: founded.folder.path + "/readings.csv")
            let run = try await founded.serving { try await Run(founded) }
            let theirs = try await seconds { try importByPeer(in: founded.folder) }
            pairs.append((Double(lines) / run.wall, Double(lines) / theirs))
            runs.append(run)
        }
        let waits = runs.flatMap(\.waits).sorted()
        return Measurement(
            "records.import", unit: "lines/s", peer: "sqlite3 .import, synchronous FULL",
            pairs: pairs,
            details: [
                "seconds": Measurement.median(runs.map(\.wall)),
                "MiB resident at most, command": runs.map(\.commandMebibytes).max() ?? 0,
                "MiB resident at most, server": runs.map(\.serverMebibytes).max() ?? 0,
                "other acts": Double(waits.count),
                "ms that another act waited": Measurement.median(waits) * 1000,
                "ms that another act waited, 99 %":
                    (waits.dropFirst(waits.count * 99 / 100).first ?? 0) * 1000,
                "ms that another act waited, at most": (waits.last ?? 0) * 1000,
            ])
    }

    /// All lines are good, no two of the same key, and keys come in no order.
    private static func write(to path: String) throws {
        var text = "sensor,happenedAt,quantity,value,condition\r\n"
        for line in 0..<lines {
            let second = line / sensors
            let parts = [second / 3600, second / 60 % 60, second % 60].map { part in
                part < 10 ? "0\(part)" : String(part)
            }
            text += "room-\(line % sensors),2026-01-01 \(parts.joined(separator: ":"))"
            text += ",temperature,21.\(line % 10),normal\r\n"
        }
        try text.write(toFile: path, atomically: false, encoding: .utf8)
    }

    private static func importByPeer(in folder: TemporaryFolder) throws {
        defer { withExtendedLifetime(folder) {} }
        try Program.run(
            "sqlite3", "peer.sqlite", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
            """
            CREATE TABLE reading (sensor TEXT, happenedAt TEXT, quantity TEXT, value TEXT, \
            condition TEXT, PRIMARY KEY (sensor, happenedAt))
            """,
            ".import --csv --skip 1 readings.csv reading", in: folder.path)
    }

    /// One import by a command of its own.
    private struct Run {
        let wall: Double
        let commandMebibytes: Double
        let serverMebibytes: Double
        /// What each act of the other client took, in seconds.
        let waits: [Double]

        init(_ founded: FoundedFolder) async throws {
            let officer = FoundedFolder.founders[0]
            let other = OtherClient(socket: founded.folder.path + "/ca/kapok.sock")
            let lock = try String(
                contentsOfFile: founded.folder.path + "/ca/lock", encoding: .utf8)
            var waits: [Double] = []
            var resident = 0.0
            var command: Process?
            wall = try await seconds {
                let started = try Program.start(
                    [
                        "KAPOK_STATE=state", founded.kapok, "record", "import", "environment",
                        "readings.csv", "--data", "ca", "--as", officer, "--key",
                        "\(officer).pem", "--yes",
                    ], in: founded.folder.path)
                while started.isRunning {
                    waits.append(try await seconds { try await other.act() })
                    resident = max(
                        resident, Machine.residentMebibytes(of: "\(started.processIdentifier)"))
                    try await Task.sleep(for: .milliseconds(20))
                }
                command = started
            }
            guard command?.terminationStatus == 0 else { throw Refused() }
            self.waits = waits
            commandMebibytes = resident
            serverMebibytes = Machine.residentMebibytes(
                of: lock.trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }

    /// One that stages lines of another register, each by an act of its own.
    private final class OtherClient {
        private let client: HTTPClient
        private var number: Int64 = 0

        init(socket: String) {
            client = HTTPClient(.unixSocket(path: socket))
        }

        func act() async throws {
            let line: JSONValue = [
                "line": .integer(number),
                "values": [
                    "person": .string("p-\(number)"), "topic": "rules", "heldOn": "2026-01-03",
                    "goodUntil": "2027-01-02", "outcome": "passed", "trainer": "benchmark",
                ],
            ]
            let body: JSONValue = [
                "number": .integer(number), "kind": "training",
                "salt": .string(String(repeating: "0", count: 32)), "rows": [line],
            ]
            let answer = try await client.response(
                to: HTTPClientRequest(
                    "POST", "/api/v1/records/imports/imp-other/chunks",
                    headers: ["Content-Type": "application/json"], body: body.canonicalBytes))
            guard answer.status == 200 else { throw Refused() }
            number += 1
        }
    }

    private struct Refused: Error {}
}
