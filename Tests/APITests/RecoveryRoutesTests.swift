import AuthorityTestSupport
import CanonicalJSON
import Ledger
import TestSupport
import Testing

/// Backups, drills and recovery: what is malformed is refused by name, and changes nothing.
@Suite struct `The routes of recovery` {
    private static let digest = JSONValue.string(String(repeating: "ab", count: 32))
    private static let drill: [String: JSONValue] = [
        "sha256": digest, "size": 1, "root": digest, "recoveryMilliseconds": 2,
        "pointMilliseconds": 3,
    ]

    private static func drill(_ name: String, _ value: JSONValue) -> JSONValue {
        .object(drill.merging([name: value]) { $1 })
    }

    static let refused: [(String, JSONValue, String)] = [
        ("backups", ["recipient": "age1x", "to": "/a"], "backup.recipientInvalid"),
        ("backups", ["recipient": "age1x", "to": "/a", "more": 1], "payload.memberUnknown"),
        ("drills", .null, "payload.invalid"),
        ("drills", drill("sha256", "ab"), "payload.invalid"),
        ("drills", drill("root", "zz"), "payload.invalid"),
        ("drills", drill("size", -1), "payload.invalid"),
        ("drills", drill("pointMilliseconds", "3"), "payload.invalid"),
        ("drills", drill("more", 1), "payload.memberUnknown"),
        ("drills", .object(drill), "drill.foreign"),
        ("recovery", ["lists": ["?"]], "payload.invalid"),
        ("recovery", ["checkpoints": [1]], "payload.invalid"),
        ("recovery", ["remembered": ["size": 1]], "payload.invalid"),
        ("recovery", ["more": 1], "payload.memberUnknown"),
        ("recovery", .null, "recovery.notRestored"),
    ]

    @Test(arguments: refused)
    func `refuse what they cannot take`(
        route: String, body: JSONValue, code: String
    ) async throws {
        let world = try await APIWorld()
        let before = try await world.authority.ledger.read { try $0.journalSize() }
        let answer = await world.post(route, body)
        #expect(answer.reason?.code == code)
        let after = try await world.authority.ledger.read { try $0.journalSize() }
        // A refusal by the ledger itself is an entry; one before it is none.
        #expect(after - before == (code == "drill.foreign" ? 1 : 0))
    }
}
