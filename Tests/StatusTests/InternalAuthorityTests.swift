import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Issuance
import Ledger
import PKIX
import Status
import TestSupport
import Testing

@Suite struct `The status of internal certificates` {
    @Test func `[A1.2] is told by lists and answers of the same category`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.create(root: "root-p256", .p256)
        try await world.create(issuing: "in-p256", .p256)
        let record = try await world.issued(by: "in-p256")
        let serial = try SerialNumber(parsing: record.serialHex)
        let issuer = try PublicKey(await world.issuer("in-p256").subjectPublicKeyInfo)
        #expect(try await world.ocspStatus(record) == .good)
        #expect(try await world.nextList("in-p256").entry(of: serial) == nil)

        world.clock.advance(byMilliseconds: 1500)
        let date = world.clock.nowMilliseconds / 1000 * 1000
        try await world.revoke(record, changing: ["reason": "keyCompromise"])
        let list = try await world.nextList("in-p256")
        #expect(list.entry(of: serial)?.reason == .keyCompromise)
        #expect(list.isSigned(by: issuer))
        #expect(list.signatureAlgorithm == SignatureAlgorithm.ecdsaWithSHA256.identifier)
        #expect(
            try await world.ocspStatus(record)
                == .revoked(atMilliseconds: date, reason: .keyCompromise))
        let id = try await world.certID(record.serialHex, of: "in-p256")
        let answer = try #require(try await world.ask([id]).basic)
        let responder = try Certificate(derEncoded: answer.certificates.first ?? [])
        #expect(responder.isSigned(by: issuer))
        #expect(answer.isSigned(by: try PublicKey(responder.subjectPublicKeyInfo)))
        #expect(answer.signatureAlgorithm == SignatureAlgorithm.ecdsaWithSHA256.identifier)
    }
}
