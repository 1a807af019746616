import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Ledger
import Testing
import TestSupport

@testable import Conformance

@Suite struct `A sample for an assessor` {
    private static let seed = "dice 4 2 6 6 1"
    private static let keys = (0..<12).map(String.init) + ["12/app-a", "12/app-b"]

    private static func drawn(
        _ count: Int, of keys: [String], _ seed: String = seed
    ) throws -> AuditDraw {
        let population = try #require(AuditPopulation(id: "acts"))
        var draw = AuditDraw(count, from: population, seed: seed)
        for key in keys { draw.offer(.init(key: key, index: 0, listed: nil)) }
        return draw
    }

    /// As much of an entry as the rules look at.
    private static func entry(
        _ operation: String, case caseID: String? = nil, outcome: String = "done",
        facts: JSONValue = [:], changes: [(table: String, key: JSONValue)] = [], signers: Int = 0
    ) throws -> JournalEntry {
        let signed: JSONValue = ["officer": "off-a", "act": "e30=", "signature": "", "key": ""]
        let json: JSONValue = [
            "v": 1, "time": 0, "operation": .string(operation), "actor": "system",
            "case": caseID.map { .string($0) } ?? .null, "outcome": .string(outcome),
            "refusal": .null, "practice": 1, "facts": facts,
            "changes": .array(changes.map { [.string($0.table), $0.key, .null] }),
            "signed": .array(Array(repeating: signed, count: signers)), "defects": [],
            "intents": [], "nonce": "00", "request": .null,
        ]
        return try JournalEntry(parsing: json.canonicalBytes)
    }

    private static func members(
        _ entry: JournalEntry, of population: String
    ) throws -> [String] {
        try #require(AuditPopulation(id: population)).members(in: entry, at: 7).map(\.key)
    }

    /// The values were made by Python's hmac, from what docs/formats.md says.
    @Test func `[8.21] a draw is the one that anybody else computes`() throws {
        let draw = try Self.drawn(4, of: Self.keys)
        #expect(draw.drawn.map(\.member.key) == ["2", "4", "5", "6"])
        #expect(
            Hex.encode(draw.drawn[0].score)
                == "03ad726ee5bb113d730dde29c305614352216e168f29e0e41a90c2e038768a9d")
        #expect(draw.population == 14)
    }

    @Test func `[8.21] a draw does not depend on the order, and on the count but for its length`()
        throws
    {
        let whole = try Self.drawn(100, of: Self.keys).drawn
        #expect(whole.count == Self.keys.count)
        for count in [1, 4, 13, 14] {
            #expect(
                try Self.drawn(count, of: Self.keys.reversed()).drawn == Array(whole.prefix(count)))
        }
        #expect(try Self.drawn(14, of: Self.keys, "another").drawn != whole)
    }

    @Test func `[8.21] what comes later displaces nobody but by being drawn`() throws {
        let before = Set(try Self.drawn(4, of: Array(Self.keys.prefix(6))).drawn)
        let after = Set(try Self.drawn(4, of: Self.keys).drawn)
        let late = Set(Self.keys.dropFirst(6))
        #expect(after.subtracting(before).allSatisfy { late.contains($0.member.key) })
    }

    @Test func `[8.21] what too few people signed is no member`() throws {
        let steps: [(table: String, key: JSONValue)] = [
            ("participation", [["hex": "00"]]), ("proposal_signature", ["pro-a", "off-a"]),
            ("proposal", ["pro-a"]), ("request", ["req-a"]),
        ]
        let first = try Self.entry("operator.enrol", changes: steps, signers: 1)
        let last = try Self.entry(
            "operator.enrol", changes: steps + [("officer", ["off-b"])], signers: 2)
        #expect(try Self.members(first, of: "operator.enrol") == [])
        #expect(try Self.members(last, of: "operator.enrol") == ["7"])
        #expect(try Self.members(first, of: "proposals") == ["7"])
        #expect(try Self.members(last, of: "proposals") == [])
        #expect(try Self.members(last, of: "acts") == ["7"])
        #expect(try Self.members(last, of: "operator.end") == [])
    }

    @Test func `[8.21] what was refused is a refusal, and nothing else`() throws {
        let refused = try Self.entry("certificate.revoke", outcome: "refused")
        #expect(try Self.members(refused, of: "refusals") == ["7"])
        #expect(try Self.members(refused, of: "revocations") == [])
        #expect(try Self.members(refused, of: "acts") == [])
        #expect(try Self.members(refused, of: "entries") == ["7"])
        #expect(AuditPopulation(id: "nothing") == nil)
    }

    @Test func `[8.21] of a list each certificate is a member but those that were refused`() throws
    {
        let list = try Self.entry(
            "application.issueList",
            facts: [
                "applications": [["application": "app-a"], ["application": "app-b"]],
                "refused": [["application": "app-b", "code": "x"]],
            ], signers: 1)
        #expect(try Self.members(list, of: "certificates") == ["7/app-a"])
        #expect(try Self.members(list, of: "application.issueList") == ["7"])
    }

    @Test func `[8.21] a certificate leads back to its application, and to no other case`() throws {
        let certificate: (table: String, key: JSONValue) = ("certificate", ["hk-rsa", "0a"])
        let journal = [
            try Self.entry("application.apply", changes: [("application", ["app-a"])]),
            try Self.entry("application.apply", changes: [("application", ["app-b"])]),
            try Self.entry("application.vet", case: "app-a", changes: [certificate]),
            try Self.entry(
                "application.issueList",
                facts: ["applications": [["application": "app-a"], ["application": "app-b"]]]),
            try Self.entry("crl.issue", facts: ["authority": "hk-rsa"]),
            try Self.entry("certificate.revoke", case: "hk-rsa/0a", changes: [certificate]),
            try Self.entry("application.approve", case: "app-b"),
        ]
        var histories = CaseHistories([
            (.init(key: "5", index: 5, listed: nil), journal[5]),
            (.init(key: "3/app-b", index: 3, listed: "app-b"), journal[3]),
            (.init(key: "4", index: 4, listed: nil), journal[4]),
        ])
        for (index, entry) in journal.enumerated() { histories.look(at: entry, Int64(index)) }
        #expect(histories.cases.map(\.entries) == [[2, 3, 5], [1, 3, 6], [4]])
        #expect(histories.haveGrown)
        histories.beginAgain()
        for (index, entry) in journal.enumerated() { histories.look(at: entry, Int64(index)) }
        #expect(histories.cases.map(\.entries) == [[0, 2, 3, 5], [1, 3, 6], [4]])
        #expect(!histories.haveGrown && histories.cases.allSatisfy { $0.leftOff == 0 })
    }

    @Test func `[8.21] a case of many entries says how many more there are`() throws {
        let entry = try Self.entry("duty.fulfil", case: "off-a")
        var histories = CaseHistories([(.init(key: "0", index: 0, listed: nil), entry)])
        let count = CaseHistory.maximumEntries + 3
        for index in 0..<count { histories.look(at: entry, Int64(index)) }
        #expect(histories.cases[0].entries.count == CaseHistory.maximumEntries)
        #expect(histories.cases[0].leftOff == 3)
    }

    @Test func `[8.21] every certificate of an authority that works is a member once`() async throws
    {
        let world = try await AuthorityWorld.make()
        let issued = [try await world.issued(), try await world.issued()]
        let entries = try await world.ledger.read { try $0.entries(limit: 10_000) }
        let population = try #require(AuditPopulation(id: "certificates"))
        let members = try entries.flatMap { stored in
            population.members(in: try stored.parsed(), at: stored.index)
        }
        #expect(members.count == issued.count && Set(members.map(\.key)).count == issued.count)
        var histories = CaseHistories(
            try members.map { ($0, try entries[Int($0.index)].parsed()) })
        for stored in entries { histories.look(at: try stored.parsed(), stored.index) }
        for history in histories.cases {
            let operations = try history.entries.map { try entries[Int($0)].parsed().operation }
            #expect(
                operations == [
                    "application.apply", "application.vet", "application.accept",
                    "application.approve", "application.issue", "intent.complete",
                ])
        }
    }
}
