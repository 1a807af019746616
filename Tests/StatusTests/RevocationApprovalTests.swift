import AuthorityTestSupport
import CanonicalJSON
import Governance
import Issuance
import Ledger
import Records
import Status
import Testing
import TestSupport

@Suite struct `Who approves a revocation that nobody asked for` {
    private static let operation = "certificate.revokeByAuthority"

    private static func payload(_ record: CertificateRecord) -> JSONValue {
        AuthorityWorld.revocation.merging([
            "certificate": .string("\(record.authority)/\(record.serialHex)"),
            "requester": "authority", "identified": "internalProcedure",
        ])
    }

    /// - Returns: the record's id.
    @discardableResult
    private static func keep(
        _ officer: TestOfficer, designatedFor task: String?, _ world: AuthorityWorld
    ) async throws -> String {
        var values = [
            "person": officer.id, "name": "陳大文", "post": "manager",
            "identityDocument": "A123456(3)",
            "screenedOn": "2019-01-02", "screenedBy": "ada", "screenedUntil": "2040-01-01",
            "qualification": "BSc", "contractTerms": "2025-1",
        ]
        values["designatedFor"] = task
        let payload: JSONValue = [
            "kind": "personnel", "salt": "00112233445566778899aabbccddeeff",
            "values": .object(values.mapValues { .string($0) }),
        ]
        let request = try await world.test.request(
            "record.add", by: world.dai, payload: payload)
        return try await world.ledger.act(request) {
            try RecordChange(Payload(payload)).add(&$0)
        }.result["record"]?.string ?? ""
    }

    private static func propose(
        _ record: CertificateRecord, by officer: TestOfficer, _ world: AuthorityWorld
    ) async throws -> String {
        let change = try CertificateStatusChange(Payload(payload(record)))
        let request = try await world.test.request(
            operation, by: officer, caseID: change.caseID, payload: payload(record))
        let outcome = try await world.ledger.act(request) { transaction in
            try change.judgeRevocation(transaction, by: .approvers)
            return .null
        }
        return outcome.result["proposal"]?.string ?? ""
    }

    private static func sign(
        _ proposal: String, _ record: CertificateRecord, by officer: TestOfficer,
        _ world: AuthorityWorld
    ) async throws -> ActOutcome {
        try await world.sign(
            proposal, operation, payload(record), by: officer,
            caseID: "\(record.authority)/\(record.serialHex)")
    }

    @Test func `[6.19c] is the designated manager; another's signature is refused and counts not`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        try await Self.keep(world.eva, designatedFor: "revocations", world)
        try await Self.keep(world.test.ben, designatedFor: nil, world)
        let record = try await world.issued()
        let proposal = try await Self.propose(record, by: world.approver, world)
        #expect(
            try await refusal {
                try await Self.sign(proposal, record, by: world.test.ben, world)
            } == Reason("revocation.managerMissing", "6.19c", "officer"))
        #expect(try await world.state(of: record) == .valid)
        let last = try await Self.sign(proposal, record, by: world.eva, world)
        #expect(last.result["state"] == "done")
        #expect(try await world.state(of: record) == .revoked)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.19c] the manager who proposes is refused as the one who approves`() async throws
    {
        let world = try await AuthorityWorld.make()
        try await Self.keep(world.eva, designatedFor: "revocations", world)
        let record = try await world.issued()
        let proposal = try await Self.propose(record, by: world.eva, world)
        #expect(
            try await refusal {
                try await Self.sign(proposal, record, by: world.approver, world)
            } == Reason("revocation.managerMissing", "6.19c", "officer"))
        #expect(
            try await refusal { try await Self.sign(proposal, record, by: world.eva, world) }
                != nil)
        #expect(try await world.state(of: record) == .valid)
        // Suspending waits for nobody, and a second manager ends the wait.
        try await Self.keep(world.test.ben, designatedFor: "revocations", world)
        #expect(
            try await Self.sign(proposal, record, by: world.test.ben, world).result["state"]
                == "done")
    }

    @Test func `[6.19c] is any second approver where nobody designated could sign, and is noted`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        // An officer without the role, and somebody who is none.
        try await Self.keep(world.hal, designatedFor: "revocations", world)
        let record = try await world.issued()
        let proposal = try await Self.propose(record, by: world.approver, world)
        let last = try await Self.sign(proposal, record, by: world.eva, world)
        #expect(last.result["state"] == "done")
        let entry = try await world.ledger.read {
            try $0.entry(at: last.entryIndex).parsed()
        }
        #expect(entry.defects.contains("revocation.managerMissing"))
    }

    @Test func `[6.19c] is any second approver where the register names nobody`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await Self.keep(world.eva, designatedFor: "revocations", world)
        let end: JSONValue = ["record": .string(id), "version": 1, "reason": "over"]
        let request = try await world.test.request(
            "record.end", by: world.dai, caseID: id, payload: end)
        _ = try await world.ledger.act(request) { try RecordChange(Payload(end)).end(&$0) }
        let record = try await world.issued()
        let proposal = try await Self.propose(record, by: world.approver, world)
        let last = try await Self.sign(proposal, record, by: world.test.ben, world)
        #expect(last.result["state"] == "done")
    }
}
