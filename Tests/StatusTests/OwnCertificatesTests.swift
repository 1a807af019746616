import AuthorityTestSupport
import CanonicalJSON
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import Status
import Testing
import TestSupport

@Suite struct `A certificate of the authority itself` {
    private func own(_ authority: String, _ world: AuthorityWorld) async throws
        -> CertificateRecord
    {
        try #require(
            try await world.ledger.read { try $0.certificateRecord(of: $0.authority(authority)) })
    }

    private func release(
        _ record: CertificateRecord, by officers: [TestOfficer], _ world: AuthorityWorld
    ) async throws -> ActOutcome {
        let name = "\(record.authority)/\(record.serialHex)"
        return try await world.decide(
            "certificate.releaseOfAuthority", ["certificate": .string(name)], by: officers,
            caseID: name)
    }

    @Test(arguments: ["hk-rsa", "root-rsa", "gd-sm2"])
    func `[7.11c] one validator suspends it, three administrators release it`(
        authority: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let record = try await own(authority, world)
        try await world.suspend(record)
        #expect(
            try await refusal { try await world.release(record) }
                == Reason("release.ownCertificate", "7.11c", "certificate"))
        let administrators = world.administrators
        let half = try await release(record, by: Array(administrators.prefix(2)), world)
        #expect(half.result["state"] == "pending")
        #expect(try await own(authority, world).state == .suspended)
        let name = "\(record.authority)/\(record.serialHex)"
        let whole = try await world.sign(
            half.result["proposal"]?.string ?? "", "certificate.releaseOfAuthority",
            ["certificate": .string(name)], by: administrators[2], caseID: name)
        #expect(whole.result["state"] == "done")
        #expect(try await own(authority, world).state == .valid)
        #expect(try await world.ledger.verify().findings == [])
    }

    @Test func `[6.17a] administrators release no subscriber's certificate`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        try await world.suspend(record)
        #expect(
            try await refusal { try await release(record, by: world.administrators, world) }
                == Reason("release.subscriberCertificate", "6.17a", "certificate"))
        #expect(try await world.record(record.authority, record.serialHex).state == .suspended)
    }

    private static let confirmed: JSONValue = AuthorityWorld.revocation.merging([
        "requester": "authority", "identified": "internalProcedure",
        "confirmation": [.string(String(repeating: "cd", count: 32))],
    ])

    private func revoke(
        _ record: CertificateRecord, _ payload: JSONValue, by officers: [TestOfficer],
        _ world: AuthorityWorld
    ) async throws -> ActOutcome {
        let name = "\(record.authority)/\(record.serialHex)"
        return try await world.decide(
            "certificate.revokeOfAuthority", payload.merging(["certificate": .string(name)]),
            by: officers, caseID: name)
    }

    @Test(arguments: ["hk-rsa", "root-rsa"], [false, true])
    func `[6.24] three administrators revoke it once the regulator has confirmed, and it is told`(
        authority: String, isSuspended: Bool
    ) async throws {
        let world = try await AuthorityWorld.make()
        let record = try await own(authority, world)
        if isSuspended { try await world.suspend(record) }
        let half = try await revoke(
            record, Self.confirmed, by: Array(world.administrators.prefix(2)), world)
        #expect(half.result["state"] == "pending")
        #expect(try await own(authority, world).state == (isSuspended ? .suspended : .valid))
        let name = "\(record.authority)/\(record.serialHex)"
        let whole = try await world.sign(
            half.result["proposal"]?.string ?? "", "certificate.revokeOfAuthority",
            Self.confirmed.merging(["certificate": .string(name)]), by: world.administrators[2],
            caseID: name)
        #expect(whole.result["state"] == "done")
        #expect(try await own(authority, world).state == .revoked)
        // Each signature tells which writing it rests on.
        for entry in [half.entryIndex, whole.entryIndex] {
            let told = try await world.ledger.read { try $0.entry(at: entry).parsed() }
            #expect(told.facts["confirmation"] == Self.confirmed["confirmation"])
            #expect(told.facts["evidence"] == Self.confirmed["evidence"])
        }
        #expect(try await refusal { try await world.issued() }?.code == "authority.notActive")
        let list = try await world.nextList(record.authority)
        #expect(list.entry(of: try SerialNumber(parsing: record.serialHex)) != nil)
        #expect(try await world.ledger.verify().findings == [])
    }

    static let lacking: [(JSONValue, Reason)] = [
        (["confirmation": .null], Reason("payload.invalid", nil, "confirmation")),
        (["confirmation": []], Reason("revocation.confirmationMissing", "6.24", "confirmation")),
        (
            ["confirmation": ["confirmed by telephone"]],
            Reason("revocation.confirmationMissing", "6.24", "confirmation")
        ),
        (["evidence": []], Reason("revocation.evidenceMissing", "6.19a", "evidence")),
    ]

    @Test func `[6.24] nobody may even propose it without the regulator's confirmation`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await own("hk-rsa", world)
        for (changes, reason) in Self.lacking {
            #expect(
                try await refusal {
                    try await revoke(
                        record, Self.confirmed.merging(changes), by: world.administrators, world)
                } == reason)
        }
        #expect(try await own("hk-rsa", world).state == .valid)
        // Suspending needs none of it.
        try await world.suspend(record)
    }

    @Test func `[6.19c] administrators revoke no subscriber's certificate`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        #expect(
            try await refusal {
                try await revoke(record, Self.confirmed, by: world.administrators, world)
            } == Reason("revocation.subscriberCertificate", "6.19c", "certificate"))
        #expect(try await world.record(record.authority, record.serialHex).state == .valid)
    }

    @Test func `[6.24] nothing is issued while it is suspended`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.suspend(try await own("hk-rsa", world))
        #expect(
            try await refusal { try await world.issued() }?.code == "authority.notActive")
    }
}
