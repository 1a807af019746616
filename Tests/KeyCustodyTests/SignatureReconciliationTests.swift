import CanonicalJSON
import Cryptography
import Foundation
import KeyCustody
import TestSupport
import Testing

@Suite struct `The log of signatures and the journal` {
    private static let key = KeyReference(id: "key-aaaa")

    private struct World {
        let folder: TemporaryFolder
        var log: String { folder.path + "/log" }
        var journal: String { folder.path + "/entries.jsonl" }

        init() throws { folder = try TemporaryFolder() }

        func signed(_ uses: [(entry: Int64?, bytes: [UInt8])]) async throws {
            let log = try SignatureLog(path: log, clock: { 0 })
            for use in uses {
                let warrant = Warrant(
                    key: key, algorithm: .ecdsaWithSHA256, toBeSigned: use.bytes,
                    announcement: use.entry.map { Announcement(index: $0, entry: nil) })
                try await log.record([warrant], at: nil)
            }
        }

        func write(_ entries: [JSONValue]) throws {
            try Data(entries.flatMap { $0.canonicalBytes + [UInt8(ascii: "\n")] })
                .write(to: URL(fileURLWithPath: journal))
        }

        func compared() throws -> SignatureReconciliation {
            try SignatureReconciliation(log: log, journal: journal)
        }
    }

    private static func entry(
        _ operation: String, intents: [(id: String, bytes: [UInt8])] = [],
        facts: [String: JSONValue] = [:]
    ) -> JSONValue {
        [
            "v": 1, "time": 0, "operation": .string(operation), "actor": "system", "case": .null,
            "outcome": "done", "refusal": .null, "practice": 1, "facts": .object(facts),
            "changes": [], "signed": [], "defects": [], "nonce": "00", "request": .null,
            "intents": .array(
                intents.map {
                    [
                        "id": .string($0.id), "key": .string(key.id), "purpose": "p",
                        "algorithm": .string(SignatureAlgorithm.ecdsaWithSHA256.rawValue),
                        "digest": .string(Hex.encode(DigestAlgorithm.sha256.hash($0.bytes))),
                    ]
                }),
        ]
    }

    private static func completed(_ id: String) -> JSONValue {
        entry("intent.complete", facts: ["intent": .string(id)])
    }

    private static func completed(list ids: [String]) -> JSONValue {
        entry(
            "intent.complete",
            facts: ["intents": .array(ids.map { ["intent": .string($0)] })])
    }

    /// What the server signed by itself, an intent that stayed open, and then the signer.
    private static let journal = [
        entry("crl.issue", intents: [("old", [1])]), completed("old"),
        entry("crl.issue", intents: [("open", [2])]),
        entry("crl.issue", intents: [("older", [3])]), completed("older"),
        completed("open"),
        entry("application.issueList", intents: [("a", [4]), ("b", [5])]),
        completed(list: ["a", "b"]),
    ]

    @Test func `[4.8a] agree where each signature was announced, and each completed one is logged`()
        async throws
    {
        let world = try World()
        try world.write(Self.journal)
        try await world.signed([(2, [2]), (6, [4]), (6, [5])])
        let found = try world.compared()
        #expect(found.signatures == 3 && found.unannounced == [] && found.later == [])
        // What was announced and completed before the signer was there is none of its.
        #expect(found.unlogged == [])
    }

    @Test func `[4.8a] what is missing, made up or newer is named`() async throws {
        let world = try World()
        try world.write(Self.journal)
        try await world.signed([(2, [2]), (6, [4]), (6, [9]), (3, [2]), (nil, [7]), (8, [8])])
        let found = try world.compared()
        #expect(found.unannounced == [2, 3, 4])
        #expect(found.later == [5])
        #expect(found.unlogged == [6])
    }

    @Test
    func `[4.8a] what is amiss from before people let a journal be followed anew stands apart`()
        async throws
    {
        let world = try World()
        try world.write(Self.journal)
        try await world.signed([(6, [4]), (6, [9]), (9, [9])])
        try await SignatureLog(path: world.log, clock: { 0 }).beginAnew()
        try await world.signed([(6, [5]), (3, [2]), (8, [8])])
        let found = try world.compared()
        #expect(found.unannouncedBefore == [1, 2])
        #expect(found.unannounced == [5] && found.later == [6] && found.unlogged == [])
    }

    @Test func `a journal that is none, or has a line without an end, is refused`() async throws {
        let world = try World()
        try await world.signed([(2, [2])])
        try world.write(["no entry"])
        #expect(throws: (any Error).self) { try world.compared() }
        try Data(repeating: 0x61, count: 1 << 20).write(to: URL(fileURLWithPath: world.journal))
        #expect(throws: (any Error).self) { try world.compared() }
        #expect(try SignatureReconciliation(log: world.log, journal: nil).signatures == 1)
    }
}
