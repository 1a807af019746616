import API
import AuthorityTestSupport
import CertificatePolicy
import Foundation
import Issuance
import Ledger
import Messages
import TestSupport

/// A process of its own that opens a filled folder and looks certificates up: what it takes, in time
/// and in memory.
enum GrowthReader {
    /// The word by which this program is told to be that process; the folder follows.
    static let word = "--look-up"
    private static let rounds = 200

    /// - Returns: the figures by name.
    static func inOtherProcess(_ folder: String) throws -> [String: Double] {
        let said = try Program.run(
            [
                URL(fileURLWithPath: CommandLine.arguments[0]).path, word,
                URL(fileURLWithPath: folder).path,
            ], in: folder)
        return try JSONDecoder().decode([String: Double].self, from: Data(said.utf8))
    }

    static func run(_ folder: String) async throws {
        let world = try await IssuanceWorld(.p256, keptAt: folder)
        var figures = try await times(world)
        figures["MiB resident, looking up"] = Machine.residentMebibytes(of: "self")
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        print(String(decoding: try encoder.encode(figures), as: UTF8.self))
    }

    /// Milliseconds of each way to find one certificate, as the API answers it; another one each
    /// time.
    private static func times(_ world: IssuanceWorld) async throws -> [String: Double] {
        let authority = world.authority
        let api = API(
            ledger: authority.ledger, registration: authority.registration,
            publication: authority.publication, backups: authority.backups(),
            version: "benchmark"
        ) { _, _ in }
        let wanted = try await someRecords(world)
        let ways: [(String, (CertificateRecord) -> ([String], [String: String]))] = [
            ("serial", { (["certificates", $0.serialHex], [:]) }),
            ("serial, in the list", { (["certificates"], ["serial": $0.serialHex]) }),
            ("subject", { (["certificates"], ["name": $0.searchText ?? ""]) }),
            ("application", { (["applications", $0.application ?? ""], [:]) }),
            ("status", { (["status", $0.serialHex], [:]) }),
        ]
        var times: [String: Double] = [:]
        for (name, query) in ways {
            let time = try await seconds {
                for record in wanted {
                    let (path, filters) = query(record)
                    let answer = await api.answer(
                        APIRequest(
                            .get, path: ["api", "v1"] + path, query: filters, body: nil,
                            language: .english), requestID: "benchmark")
                    guard answer.status == 200 else { throw Missing() }
                }
            }
            times["ms to find by \(name)"] = time / Double(wanted.count) * 1000
        }
        return times
    }

    /// Spread over all there are: serial numbers are random.
    private static func someRecords(_ world: IssuanceWorld) async throws -> [CertificateRecord] {
        try await world.authority.ledger.read { snapshot in
            try (0..<rounds).compactMap { _ in
                let start = String(UInt64.random(in: 1 << 56..<1 << 63), radix: 16)
                let found = try snapshot.select(
                    CertificateRecord.self,
                    where: "authority = ? AND serial >= ? AND state = 'valid'",
                    [.text(IssuanceWorld.name), .text(start)], orderBy: "authority, serial",
                    limit: 1)
                return found.first { $0.application != nil }
            }
        }
    }

    private struct Missing: Error {}
}
