import API
import AuthorityTestSupport
import CertificatePolicy
import Foundation
import Issuance
import Ledger
import Messages
import Registration
import TestSupport

/// Whether issuing and looking up cost the same with many certificates as with few.
enum GrowthBenchmark {
    private static let listsEachPair = 8
    private static let few = 1_000

    /// - Parameter many: certificates in the ledger when it is measured again, all of them filled in
    ///   through the door.
    static func run(many: Int, pairs count: Int) async throws -> Measurement {
        var world = try await IssuanceWorld(.sm2)
        try await fill(&world, with: few)
        let before = try await rates(&world, count)
        try await fill(&world, with: many - few)
        let after = try await rates(&world, count)
        let lookUps = try await lookUps(world)
        return Measurement(
            "issuance.growth", unit: "certificates/s", peer: "the same at 1,000 certificates",
            pairs: zip(after, before).map { ($0, $1) },
            details: lookUps.merging([
                "certificates": Double(many), "resident MiB": residentMebibytes(),
            ]) { one, _ in one })
    }

    private static func fill(_ world: inout IssuanceWorld, with count: Int) async throws {
        for _ in 0..<max(1, count / IssuanceWorld.listLength / listsEachPair) {
            try await IssuanceBenchmark.issue(try await world.lists(listsEachPair), world)
        }
    }

    private static func rates(
        _ world: inout IssuanceWorld, _ count: Int
    ) async throws -> [Double] {
        var rates: [Double] = []
        for _ in 0..<count {
            let lists = try await world.lists(listsEachPair)
            let time = try await seconds { try await IssuanceBenchmark.issue(lists, world) }
            rates.append(Double(listsEachPair * IssuanceWorld.listLength) / time)
        }
        return rates
    }

    /// Milliseconds of each way to find one certificate, as the API answers it.
    private static func lookUps(_ world: IssuanceWorld) async throws -> [String: Double] {
        let authority = world.authority
        let api = API(
            ledger: authority.ledger, registration: authority.registration,
            publication: authority.publication, version: "benchmark"
        ) { _, _ in }
        let record = try await authority.ledger.read { snapshot in
            try snapshot.select(
                CertificateRecord.self, where: "application IS NOT NULL", orderBy: "serial",
                limit: 1
            ).first
        }
        guard let record, let application = record.application else { throw Missing() }
        let ways: [(String, [String], [String: String])] = [
            ("ms to find by serial", ["certificates", record.authority, record.serialHex], [:]),
            ("ms to find by application", ["applications", application], [:]),
            ("ms to find by part of a name", ["certificates"], ["name": "陳大文"]),
        ]
        var times: [String: Double] = [:]
        for (name, path, query) in ways {
            let rounds = 50
            let time = try await seconds {
                for _ in 0..<rounds {
                    let answer = await api.answer(
                        APIRequest(
                            .get, path: ["api", "v1"] + path, query: query, body: nil,
                            language: .english), requestID: "benchmark")
                    guard answer.status == 200 else { throw Missing() }
                }
            }
            times[name] = time / Double(rounds) * 1000
        }
        return times
    }

    private static func residentMebibytes() -> Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        let kibibytes = line?.split(separator: " ").compactMap { Double($0) }.first ?? 0
        return kibibytes / 1024
    }

    private struct Missing: Error {}
}
