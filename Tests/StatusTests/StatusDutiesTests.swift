import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import PKIX
import Status
import Testing
import TestSupport

@Suite struct `Who may change a status` {
    private static let mustDiffer = Reason("authorisation.personMustDiffer", "7.11a")

    @Test func `[7.11a] who suspended does not release`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        try await world.suspend(record, by: world.dai)
        #expect(
            try await refusal { try await world.release(record, by: world.dai) }
                == Self.mustDiffer)
        try await world.release(record, by: world.eva)
    }

    @Test func `[7.11a] who ever suspended this certificate does not release it`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        try await world.suspend(record, by: world.dai)
        try await world.release(record, by: world.eva)
        try await world.suspend(record)
        #expect(
            try await refusal { try await world.release(record, by: world.dai) }
                == Self.mustDiffer)
        // Another certificate is another case.
        let other = try await world.issued()
        try await world.suspend(other)
        try await world.release(other, by: world.dai)
    }

    @Test func `[7.10] validators suspend and revoke, approvers release, others nothing`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let wrong = Reason("act.roleWrong", "7.10", "role")
        for officer in [try world.approver, try world.issuingOfficer, world.hal] {
            #expect(try await refusal { try await world.suspend(record, by: officer) } == wrong)
            #expect(try await refusal { try await world.revoke(record, by: officer) } == wrong)
        }
        try await world.suspend(record)
        for officer in [try world.validator, try world.issuingOfficer, world.hal] {
            #expect(try await refusal { try await world.release(record, by: officer) } == wrong)
        }
    }

    // MARK: Two people

    private func payload(_ record: CertificateRecord, _ changes: JSONValue = [:]) -> JSONValue {
        JSONValue.object([
            "certificate": .string("\(record.authority)/\(record.serialHex)"),
            "reason": "privilegeWithdrawn", "requester": "authority",
            "identified": "internalProcedure", "evidence": [.string(AuthorityWorld.evidence)],
        ]).merging(changes)
    }

    private func decide(
        _ record: CertificateRecord, _ changes: JSONValue = [:], by officers: [TestOfficer],
        _ world: AuthorityWorld
    ) async throws -> ActOutcome {
        try await world.decide(
            "certificate.revokeByAuthority", payload(record, changes), by: officers,
            caseID: "\(record.authority)/\(record.serialHex)")
    }

    @Test func `[6.19c] a revocation that nobody outside asked for takes two approvers`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let first = try await decide(record, by: [world.approver], world)
        #expect(first.result["state"] == "pending")
        #expect(try await world.record(record.authority, record.serialHex).state == .valid)
        let proposal = try #require(first.result["proposal"]?.string)
        let last = try await world.sign(
            proposal, "certificate.revokeByAuthority", payload(record), by: world.eva,
            caseID: "\(record.authority)/\(record.serialHex)")
        #expect(last.result["state"] == "done")
        #expect(last.result["result"]?["state"] == "revoked")
        let changed = try await world.record(record.authority, record.serialHex)
        #expect(changed.state == .revoked && changed.reason == .privilegeWithdrawn)
        let event = try await world.history(of: record).last
        #expect(event?.requester == "authority")
    }

    @Test func `[6.19c] a second approval by who proposed it is refused`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        #expect(
            try await refusal {
                try await decide(record, by: [world.approver, world.approver], world)
            } == Reason("authorisation.alreadyTookPart", "7.11b"))
        #expect(try await world.record(record.authority, record.serialHex).state == .valid)
    }

    /// Validator once, approver now: what one began, others decide.
    @Test
    func `[6.19c, 7.11a] is refused to who suspended it in another role, as first and as second`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        try await world.suspend(record, by: world.dai, changing: ["reason": "investigation"])
        let differ = Reason("authorisation.personMustDiffer", "7.11a")
        #expect(try await refusal { try await decide(record, by: [world.dai], world) } == differ)
        #expect(
            try await refusal {
                try await decide(record, by: [world.approver, world.dai], world)
            } == differ)
        #expect(try await world.record(record.authority, record.serialHex).state == .suspended)
        let last = try await decide(record, by: [world.test.ben, world.eva], world)
        #expect(last.result["state"] == "done")
    }

    @Test(arguments: ["subscriber", "representative", "court"])
    func `[6.19c] two approvers are no way round the validator's checks`(
        requester: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        var changes: JSONValue = [
            "requester": .string(requester),
            "identified": requester == "court" ? "courtDocument" : "signedRequest",
        ]
        if requester == "representative" {
            changes = changes.merging(["mandate": [.string(AuthorityWorld.evidence)]])
        }
        #expect(
            try await refusal {
                try await decide(record, changes, by: [world.approver, world.eva], world)
            } == Reason("revocation.needsTwo", "6.19c", "requester"))
    }

    @Test func `[7.10] a role for one authority does not reach the certificates of another`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let officer = try await world.enrol(
            granting: .validator, ["authority": "gd-sm2"])
        let payload: JSONValue = [
            "certificate": .string("\(record.authority)/\(record.serialHex)"),
            "reason": "keyLost", "requester": "subscriber",
        ]
        let change = try CertificateStatusChange(Payload(payload))
        for claim in [nil, "hk-rsa", "gd-sm2"] {
            #expect(
                try await refusal {
                    try await world.ledger.act(
                        world.test.request(
                            "certificate.suspend", by: officer, caseID: change.caseID,
                            authority: claim, payload: payload)
                    ) { try change.suspend(&$0) }
                } == Reason("authorisation.roleMissing", "7.10"), "\(claim ?? "none")")
        }
        #expect(try await world.record(record.authority, record.serialHex).state == .valid)
    }

    // MARK: Fail tight

    private func request(
        _ operation: String, _ record: CertificateRecord, by officer: TestOfficer,
        _ payload: JSONValue, expiresInMilliseconds: Int64, practice: Int64? = nil,
        _ world: AuthorityWorld
    ) async throws -> (ActRequest, CertificateStatusChange) {
        let payload = JSONValue.object([
            "certificate": .string("\(record.authority)/\(record.serialHex)")
        ]).merging(payload)
        let change = try CertificateStatusChange(Payload(payload))
        let right = try await world.test.statement(
            of: operation, by: officer, caseID: change.caseID, payload: payload)
        let statement = ActStatement(
            origin: right.origin, environment: right.environment, operation: right.operation,
            caseID: right.caseID, decides: right.decides,
            role: right.role, policy: right.policy, practice: practice ?? right.practice,
            key: right.key,
            expiresMilliseconds: world.clock.nowMilliseconds + expiresInMilliseconds,
            nonce: right.nonce, checkpoint: right.checkpoint)
        let act = ActRequest(
            id: world.test.newRequestID(), operation: operation,
            actor: .officer(try officer.sign(statement)), caseID: change.caseID,
            payload: payload)
        return (act, change)
    }

    @Test func `[6.17a] a suspension is not blocked by an old act or practice; it notes them`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let (act, change) = try await request(
            "certificate.suspend", record, by: world.validator,
            ["reason": "keyLost", "requester": "subscriber"], expiresInMilliseconds: -1,
            practice: 99, world)
        let outcome = try await world.ledger.act(act) { try change.suspend(&$0) }
        #expect(try await world.record(record.authority, record.serialHex).state == .suspended)
        let entry = try await world.ledger.read { try $0.entry(at: outcome.entryIndex).parsed() }
        #expect(Set(entry.defects) == ["act.expired", "act.practiceWrong"])
    }

    @Test func `[6.17a] a release is blocked by both`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        try await world.suspend(record)
        for (expiry, practice, reason) in [
            (Int64(-1), nil, Reason("act.expired", nil, "expires")),
            (60_000, Int64(99), Reason("act.practiceWrong", nil, "practice")),
        ] {
            let (act, change) = try await request(
                "certificate.release", record, by: world.approver, AuthorityWorld.releasing,
                expiresInMilliseconds: expiry, practice: practice, world)
            #expect(
                try await refusal {
                    try await world.ledger.act(act) {
                        try change.release(&$0, byAdministrators: false)
                    }
                }
                    == reason)
        }
        #expect(try await world.record(record.authority, record.serialHex).state == .suspended)
    }
}
