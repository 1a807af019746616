import AuthorityTestSupport
import Governance
import Issuance
import Ledger
import PKIX
import Status
import Testing
import TestSupport

@Suite struct `The OCSP responder's own certificate` {
    @Test func `[6.17a] a suspended responder does not answer, and is replaced at the next turn`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let serial = try #require(
            try await world.ledger.read { try $0.authority("hk-rsa").responderSerialHex })
        try await world.suspend(try await world.record("hk-rsa", serial))
        let request = try OCSPRequest([try await world.certID(record.serialHex)]).derEncoded
        #expect(try await world.ocspFailure(request) == .tryLater)
        #expect(await world.tick() == [])
        #expect(try await world.ocspStatus(record) == .good)
    }

    @Test func `[4.2] gets a new certificate in time, and answers with it`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let first = try await world.ledger.read { try $0.authority("hk-rsa").responderSerialHex }
        // 30 days: due when less than ten of them are left.
        world.clock.advance(byMilliseconds: 20 * 86_400_000 - 60_000)
        #expect(await world.tick() == [])
        #expect(
            try await world.ledger.read { try $0.authority("hk-rsa").responderSerialHex } == first)
        world.clock.advance(byMilliseconds: 120_000)
        #expect(await world.tick() == [])
        let second = try await world.ledger.read { try $0.authority("hk-rsa").responderSerialHex }
        #expect(second != first)
        let id = try await world.certID(record.serialHex)
        let basic = try #require(try await world.ask([id]).basic)
        let certificate = try Certificate(derEncoded: basic.certificates.first ?? [])
        #expect(certificate.serialNumber.hex == second)
        #expect(await world.tick() == [])
        #expect(
            try await world.ledger.read { try $0.authority("hk-rsa").responderSerialHex }
                == second)
    }

    @Test func `begins one renewal while its signer is away, not one at each turn`() async throws {
        let world = try await AuthorityWorld.make()
        world.clock.advance(byMilliseconds: 25 * 86_400_000)
        await world.tick()
        world.clock.advance(byMilliseconds: 25 * 86_400_000)
        world.signer.fail(times: 1000)
        for _ in 0..<5 {
            world.clock.advance(byMilliseconds: 20_000)
            await world.tick()
        }
        let renewals = try await world.ledger.openIntents().filter {
            $0.purpose == CertificateIssuing.Purpose.responder.rawValue && $0.caseID == "hk-rsa"
        }
        #expect(renewals.count == 1)
        world.signer.fail(times: 0)
        #expect(await world.resume() == [])
        #expect(try await world.ledger.openIntents().isEmpty)
    }
}
