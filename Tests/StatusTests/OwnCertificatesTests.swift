import AuthorityTestSupport
import CanonicalJSON
import Governance
import Issuance
import Ledger
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

    @Test func `[6.24] nothing is issued while it is suspended`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.suspend(try await own("hk-rsa", world))
        #expect(
            try await refusal { try await world.issued() }?.code == "authority.notActive")
    }
}
