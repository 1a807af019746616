import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Issuance
import Ledger
import PKIX
import Registration
import Status
import SwiftASN1
import Testing
import TestSupport

@Suite struct `The OCSP responder` {
    // MARK: Status

    @Test(arguments: ["hk-rsa", "gd-sm2"])
    func `[4.11a] [A1.2] follows a certificate's life at once`(authority: String) async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued(by: authority)
        #expect(try await world.ocspStatus(record) == .good)
        world.clock.advance(byMilliseconds: 1500)
        let held = world.clock.nowMilliseconds / 1000 * 1000
        try await world.suspend(record)
        #expect(
            try await world.ocspStatus(record)
                == .revoked(atMilliseconds: held, reason: .certificateHold))
        try await world.release(record)
        #expect(try await world.ocspStatus(record) == .good)
        world.clock.advance(byMilliseconds: 1500)
        let revoked = world.clock.nowMilliseconds / 1000 * 1000
        try await world.revoke(record, changing: ["reason": "keyCompromise"])
        #expect(
            try await world.ocspStatus(record)
                == .revoked(atMilliseconds: revoked, reason: .keyCompromise))
    }

    @Test func `[6.17a] [A1.2] dates a revocation from the suspension that it ends`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        // An earlier suspension, released, counts for itself.
        try await world.suspend(record)
        try await world.release(record)
        world.clock.advance(byMilliseconds: 90_000)
        let held = world.clock.nowMilliseconds / 1000 * 1000
        try await world.suspend(record)
        world.clock.advance(byMilliseconds: 90_000)
        let acted = world.clock.nowMilliseconds
        let outcome = try await world.revoke(record, changing: ["reason": "keyCompromise"])
        #expect(outcome.result["at"]?.integer == acted)
        #expect(
            try await world.ocspStatus(record)
                == .revoked(atMilliseconds: held, reason: .keyCompromise))
        let list = try await world.nextList()
        let entry = list.entry(of: try SerialNumber(parsing: record.serialHex))
        #expect(entry?.revocationDateMilliseconds == held)
        #expect(entry?.reason == .keyCompromise)
        let history = try await world.history(of: record)
        #expect(history.last?.atMilliseconds == acted)
        #expect(history.last.map { $0.sinceMilliseconds / 1000 * 1000 } == held)
        #expect(history.map(\.cause) == [nil, "keyLost", nil, "keyLost", nil])
    }

    @Test func `[RFC 6960 §4.1.2] refuses what asks critically for something unknown`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let id = try await world.certID(record.serialHex)
        let plain = try OCSPRequest([id], nonce: OCSPNonce([UInt8](repeating: 7, count: 16)))
        for (critical, expected) in [(true, OCSPFailure.malformedRequest), (false, nil)] {
            // The nonce becomes an extension that nobody knows.
            let known = try #require(plain.extensions.elements.first)
            let unknown = Extension(oid: [1, 2, 3, 4], critical: critical, value: known.value)
            var writer = DERWriter()
            writer.sequence { message in
                message.sequence { fields in
                    fields.sequence { $0.raw(plain.requests[0].derEncoded) }
                    fields.explicit(2) { tagged in
                        tagged.sequence { $0.raw(unknown.derEncoded) }
                    }
                }
            }
            #expect(try await world.ocspFailure(writer.bytes) == expected)
        }
    }

    @Test func `[RFC 6960 §4.4.2] leaves out a reason that is unspecified`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        try await world.revoke(record, changing: ["reason": "unspecified"])
        let now = world.clock.nowMilliseconds / 1000 * 1000
        #expect(try await world.ocspStatus(record) == .revoked(atMilliseconds: now, reason: nil))
    }

    @Test func `[RFC 6960 §2.2] says unknown of what was never issued, reserved or not`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let id = try await world.certID("0badc0de")
        #expect(try await world.ask([id]).basic?.responses.first?.status == .unknown)
        let application = try await world.apply(TestSubscriber.rsa.get())
        try await world.vet(application)
        let serial = try await world.application(application).serialHex ?? ""
        let reserved = try await world.record("hk-rsa", serial)
        #expect(reserved.state == .reserved)
        #expect(try await world.ocspStatus(reserved) == .unknown)
        // Under another authority the same number means nothing.
        let elsewhere = try await world.certID(serial, of: "gd-sm2")
        #expect(try await world.ask([elsewhere]).basic?.responses.first?.status == .unknown)
    }

    @Test func `[6.17b] says revoked of a number that was given up`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.abandoned()
        #expect(await world.tick() == [])
        let now = world.clock.nowMilliseconds / 1000 * 1000
        #expect(try await world.ocspStatus(record) == .revoked(atMilliseconds: now, reason: nil))
    }

    @Test func `says unknown of a number that was never signed nor announced`() async throws {
        let world = try await AuthorityWorld.make()
        let application = try await world.apply(TestSubscriber.rsa.get())
        try await world.vet(application)
        try await world.refuse(application)
        let record = try await world.record(
            "hk-rsa", try await world.application(application).serialHex ?? "")
        #expect(record.state == .unused)
        #expect(try await world.ocspStatus(record) == .unknown)
    }

    @Test func `says unknown while a certificate is being signed`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try TestSubscriber.rsa.get()
        let id = try await world.apply(subscriber)
        try await world.bring(id, to: .approved, with: subscriber)
        world.signer.fail(times: 1)
        await #expect(throws: (any Error).self) { try await world.issue(id) }
        let record = try await world.record(
            "hk-rsa", try await world.application(id).serialHex ?? "")
        #expect(try await world.ocspStatus(record) == .unknown)
        await world.resume()
        #expect(try await world.ocspStatus(record) == .good)
    }

    // MARK: The answer

    @Test(arguments: ["hk-rsa", "gd-sm2"])
    func `[RFC 6960 §4.2.2.2] is signed by a responder that the issuer certified for it`(
        authority: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued(by: authority)
        let id = try await world.certID(record.serialHex, of: authority)
        let basic = try #require(try await world.ask([id]).basic)
        let responder = try Certificate(derEncoded: try #require(basic.certificates.first))
        #expect(basic.certificates.count == 1)
        #expect(basic.isSigned(by: try PublicKey(responder.subjectPublicKeyInfo)))
        let issuer = try await world.issuer(authority)
        #expect(responder.isSigned(by: try PublicKey(issuer.subjectPublicKeyInfo)))
        #expect(
            try responder.extensions.value(of: ExtendedKeyUsage.self)
                == ExtendedKeyUsage([ExtendedKeyUsage.ocspSigning]))
        #expect(try responder.extensions.value(of: OCSPNoCheck.self) != nil)
        #expect(basic.responderID == .byName(responder.subject))
        #expect(
            SignatureAlgorithm(identifier: basic.signatureAlgorithm)
                == (authority == "gd-sm2" ? .sm2WithSM3 : .sha256WithRSA))
    }

    @Test func `tells when it was made and how long it may be used`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.change(["ocspNextUpdateMinutes": 5])
        let record = try await world.issued()
        world.clock.advance(byMilliseconds: 2345)
        let now = world.clock.nowMilliseconds / 1000 * 1000
        let id = try await world.certID(record.serialHex)
        let basic = try #require(try await world.ask([id]).basic)
        #expect(basic.producedAtMilliseconds == now)
        #expect(basic.responses.first?.thisUpdateMilliseconds == now)
        #expect(basic.responses.first?.nextUpdateMilliseconds == now + 5 * 60_000)
    }

    @Test(arguments: [DigestAlgorithm.sha1, .sha256, .sha384, .sha512, .sm3])
    func `[RFC 6960 §4.1.1] repeats the certificate's id as it was asked`(
        digest: DigestAlgorithm
    ) async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued(by: "gd-sm2")
        let id = try await world.certID(record.serialHex, of: "gd-sm2", digest: digest)
        let response = try await world.ask([id]).basic?.responses.first
        #expect(response?.certID == id)
        #expect(response?.status == .good)
    }

    @Test(arguments: [1, 32, 128])
    func `[RFC 9654] repeats the nonce, and only where there was one`(length: Int) async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let id = try await world.certID(record.serialHex)
        let nonce = try OCSPNonce([UInt8](repeating: 9, count: length))
        #expect(try await world.ask([id], nonce: nonce).basic?.nonce == nonce)
        #expect(try await world.ask([id]).basic?.nonce == nil)
    }

    // MARK: Several questions

    @Test func `answers each of several questions in its place`() async throws {
        let world = try await AuthorityWorld.make()
        let good = try await world.issued()
        let held = try await world.issued()
        try await world.suspend(held)
        let ids = [
            try await world.certID(good.serialHex), try await world.certID("0badc0de"),
            try await world.certID(held.serialHex, digest: .sha256),
            try await world.certID(good.serialHex),
        ]
        let responses = try #require(try await world.ask(ids).basic?.responses)
        #expect(responses.map(\.certID) == ids)
        let now = world.clock.nowMilliseconds / 1000 * 1000
        #expect(
            responses.map(\.status) == [
                .good, .unknown,
                .revoked(atMilliseconds: now, reason: .certificateHold), .good,
            ])
    }

    @Test func `answers for one issuer: of another's certificates it says unknown`() async throws {
        let world = try await AuthorityWorld.make()
        let ours = try await world.issued()
        let theirs = try await world.issued(by: "gd-sm2")
        let ids = [
            try await world.certID(ours.serialHex),
            try await world.certID(theirs.serialHex, of: "gd-sm2"),
            // The same serial number under both issuers, in one request.
            try await world.certID(ours.serialHex, of: "gd-sm2"),
        ]
        let responses = try #require(try await world.ask(ids).basic?.responses)
        #expect(responses.map(\.status) == [.good, .unknown, .unknown])
    }

    @Test func `answers sixteen questions and no more`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await world.certID("0badc0de")
        let most = Array(repeating: id, count: OCSPResponder.maximumRequests)
        #expect(try await world.ask(most).basic?.responses.count == 16)
        #expect(
            try await world.ocspFailure(OCSPRequest(most + [id]).derEncoded) == .malformedRequest)
    }

    // MARK: No answer

    @Test func `[RFC 6960 §2.3] malformed requests are told so`() async throws {
        let world = try await AuthorityWorld.make()
        let good = try OCSPRequest([try await world.certID("01")]).derEncoded
        let hostile: [[UInt8]] = [
            [], [0x30], [0x30, 0x00], Array(good.dropLast()), good + [0],
            Array("GET / HTTP/1.1".utf8), [UInt8](repeating: 0x30, count: 10_001),
            good + [UInt8](repeating: 0, count: 10_000),
        ]
        for bytes in hostile {
            #expect(try await world.ocspFailure(bytes) == .malformedRequest, "\(bytes.prefix(8))")
        }
    }

    @Test func `[RFC 5019 §2.2.3] it does not answer for issuers that are not its own`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let stranger = CertID(
            issuerName: DistinguishedName(attributes: [try NameAttribute(.commonName, "Stranger")]),
            issuerKey: try TestSubscriber.rsa.get().key.publicKey.subjectPublicKeyInfo,
            serialNumber: try SerialNumber(parsing: record.serialHex), digest: .sha1)
        #expect(
            try await world.ocspFailure(OCSPRequest([stranger]).derEncoded) == .unauthorized)
        // The right name with another key is another issuer.
        let issuer = try await world.issuer("hk-rsa")
        let mixed = CertID(
            issuerName: issuer.subject,
            issuerKey: try TestSubscriber.rsa.get().key.publicKey.subjectPublicKeyInfo,
            serialNumber: try SerialNumber(parsing: record.serialHex), digest: .sha1)
        #expect(try await world.ocspFailure(OCSPRequest([mixed]).derEncoded) == .unauthorized)
    }

    @Test func `[4.11e] roots answer by their lists alone`() async throws {
        let world = try await AuthorityWorld.make()
        let issuing = try #require(
            try await world.ledger.read { try $0.authority("hk-rsa").serialHex })
        let id = try await world.certID(issuing, of: "root-rsa")
        #expect(try await world.ocspFailure(OCSPRequest([id]).derEncoded) == .unauthorized)
    }

    @Test func `an answer that cannot be signed, or is signed wrongly, does not leave`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let request = try OCSPRequest([try await world.certID(record.serialHex)]).derEncoded
        world.signer.fail(times: 1)
        #expect(try await world.ocspFailure(request) == .tryLater)
        world.signer.forge(times: 1)
        #expect(try await world.ocspFailure(request) == .internalError)
        // Whoever asked is told nothing of the cause; the operator is.
        #expect(world.faults.all.count == 2)
        #expect(world.faults.all.first?.contains("Unavailable") == true)
        #expect(try await world.ocspStatus(record) == .good)
        #expect(world.faults.all.count == 2)
    }
}
