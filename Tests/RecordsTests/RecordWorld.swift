import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Ledger
import Records
import TestSupport

/// Records through the door, as officers keep them.
struct RecordWorld: Sendable {
    let authority: AuthorityWorld

    static let salt = AuthorityWorld.recordSalt

    static func make() async throws -> RecordWorld {
        RecordWorld(authority: try await AuthorityWorld.makeEmpty())
    }

    var ledger: Ledger { authority.ledger }

    func act(
        _ operation: String, _ payload: JSONValue, by officer: TestOfficer? = nil
    ) async throws -> JSONValue {
        try await authority.keepRecord(operation, payload, by: officer ?? authority.dai)
    }

    @discardableResult
    func add(
        _ kind: String, _ values: [String: String], by officer: TestOfficer? = nil
    ) async throws -> String {
        let result = try await act(
            "record.add",
            [
                "kind": .string(kind), "values": .object(values.mapValues { .string($0) }),
                "salt": Self.salt,
            ], by: officer)
        return result["record"]?.string ?? ""
    }

    @discardableResult
    func change(
        _ record: String, version: Int64 = 1, _ values: [String: String],
        by officer: TestOfficer? = nil
    ) async throws -> JSONValue {
        try await act(
            "record.change",
            [
                "record": .string(record), "version": .integer(version),
                "values": .object(values.mapValues { .string($0) }), "salt": Self.salt,
            ], by: officer)
    }

    func history(_ record: String) async throws -> [RecordVersion] {
        try await ledger.read { try $0.recordHistory(record) }
    }

    static let chan = [
        "person": "chan", "name": "陳大文", "post": "validator", "identityDocument": "A123456(3)",
        "screenedOn": "2026-01-02", "screenedBy": "dai", "screenedUntil": "2028-01-01",
        "qualification": "BSc", "contractTerms": "2025-1",
    ]

    static let lesson = [
        "person": "chan", "topic": "rules", "heldOn": "2026-01-03", "goodUntil": "2027-01-03",
        "outcome": "passed",
    ]
}
