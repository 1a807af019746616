import CertificatePolicy
import Cryptography
import PKIX
import PathValidation
import TestSupport
import Testing

@Suite struct `A relying party hears a responder` {
    typealias World = RelyingPartyWorld

    @Test(arguments: AlgorithmFamily.recognised, [DigestAlgorithm.sha1, .sha256])
    func `[RFC 6960 §4.2.2.2] a delegated responder is heard`(
        family: AlgorithmFamily, digest: DigestAlgorithm
    ) throws {
        let world = try World(family)
        let certificate = try world.subscriber()
        let root = [try world.authority.list(of: .root, at: World.now)]
        let good = try world.authority.answer(
            about: certificate, .good, at: World.now, responder: world.responder, digest: digest)
        let result = try world.decide(certificate, lists: root, answers: [good])
        #expect(result.decision == .rely)
        #expect(result.check("status.certificate")?.facts["source"] == "OCSP")
        let revoked = try world.authority.answer(
            about: certificate,
            .revoked(atMilliseconds: World.now - 1000, reason: .certificateHold), at: World.now,
            responder: world.responder, digest: digest)
        let suspended = try world.decide(certificate, lists: root, answers: [revoked])
        #expect(suspended.failures == ["status.certificate"])
    }

    @Test func `[RFC 6960 §2.2] a certificate that the responder does not know is not relied on`()
        throws
    {
        let world = try World()
        let certificate = try world.subscriber()
        let answer = try world.authority.answer(
            about: certificate, .unknown, at: World.now, responder: world.responder)
        let result = try world.decide(
            certificate, lists: [world.authority.list(of: .root, at: World.now)], answers: [answer])
        #expect(result.decision == .cannotTell)
    }

    @Test func `[RFC 6960 §4.2.2.1] an answer that is over is not current`() throws {
        let world = try World()
        let certificate = try world.subscriber()
        let answer = try world.authority.answer(
            about: certificate, .good, at: World.now - TestAuthority.day, until: World.now - 1000,
            responder: world.responder)
        let result = try world.decide(
            certificate, lists: [world.authority.list(of: .root, at: World.now)], answers: [answer])
        #expect(result.decision == .cannotTell)
    }

    @Test func `[RFC 6960 §4.2.2.2] nobody else answers`() throws {
        let world = try World()
        let certificate = try world.subscriber()
        let root = [try world.authority.list(of: .root, at: World.now)]
        func decision(_ responder: Certificate) throws -> Decision {
            let answer = try world.authority.answer(
                about: certificate, .good, at: World.now, responder: responder)
            return try world.decide(certificate, lists: root, answers: [answer]).decision
        }
        let authority = world.authority
        let contents = try authority.template(.ocspResponder, serial: World.serial(3))
            .tbsCertificate()
        func variant(_ changed: TBSCertificate, _ key: SoftwareKey? = nil) throws -> Certificate {
            try authority.sign(changed, with: key ?? authority.issuingKey)
        }
        #expect(try decision(variant(contents)) == .rely)
        // Without the purpose; for another purpose; signed by nobody who may; not yet valid; a
        // subscriber's own certificate.
        #expect(try decision(variant(contents.removing(ExtendedKeyUsage.oid))) == .cannotTell)
        let other = ExtendedKeyUsage([ExtendedKeyUsage.emailProtection])
        #expect(
            try decision(variant(contents.replacing(other.asExtension(critical: false))))
                == .cannotTell)
        #expect(try decision(variant(contents, authority.subscriberKey)) == .cannotTell)
        let later = try Validity(
            notBeforeMilliseconds: World.now + 1000, notAfterMilliseconds: World.now + 100_000)
        #expect(try decision(variant(contents.with(validity: later))) == .cannotTell)
        #expect(try decision(certificate) == .cannotTell)
    }

    @Test func `[RFC 6960 §4.2.2.2.1] a responder without nocheck is asked about`() throws {
        let world = try World()
        let certificate = try world.subscriber()
        let contents = try world.authority.template(.ocspResponder, serial: World.serial(3))
            .tbsCertificate().removing(OCSPNoCheck.oid)
        let responder = try world.authority.sign(contents, with: world.authority.issuingKey)
        let answer = try world.authority.answer(
            about: certificate, .good, at: World.now, responder: responder)
        let root = try world.authority.list(of: .root, at: World.now)
        func decision(_ lists: [CertificateList]) throws -> ValidationResult {
            try world.decide(certificate, lists: [root] + lists, answers: [answer])
        }
        #expect(try decision([]).decision == .cannotTell)
        let clean = try world.authority.list(of: .issuing, at: World.now)
        #expect(try decision([clean]).decision == .rely)
        let revoked = try RevokedCertificate(
            serialNumber: responder.serialNumber, revocationDateMilliseconds: World.now - 1000,
            reason: .keyCompromise)
        let listed = try world.authority.list(of: .issuing, [revoked], at: World.now - 500)
        #expect(try decision([listed]).decision == .rely, "the list itself says good")
        let onlyAnswer = try world.decide(
            certificate, lists: [root, listed], answers: [answer])
        #expect(onlyAnswer.check("status.certificate")?.facts["source"] == "CRL")
    }

    @Test(arguments: [RevocationReason.keyCompromise, .certificateHold, .superseded])
    func `[RFC 6960 §4.2.2.2.1] nocheck does not excuse a revocation that is at hand`(
        reason: RevocationReason
    ) throws {
        let world = try World()
        let certificate = try world.subscriber()
        let root = try world.authority.list(of: .root, at: World.now)
        let answer = try world.authority.answer(
            about: certificate, .good, at: World.now, responder: world.responder)
        let responder = try RevokedCertificate(
            serialNumber: world.responder.serialNumber,
            revocationDateMilliseconds: World.now - World.hour, reason: reason)
        let list = try world.authority.list(
            of: .issuing, [world.entry(.certificateHold), responder], at: World.now - 1000)
        let held = try world.decide(certificate, lists: [root, list], answers: [answer])
        #expect(held.failures == ["status.certificate"])
        // A list that is over proves revocation for good, and no longer a suspension.
        let stale = try world.authority.list(
            of: .issuing, [responder], at: World.now - 3 * World.hour,
            until: World.now - World.hour)
        let alone = try world.decide(certificate, lists: [root, stale], answers: [answer])
        #expect(alone.decision == (reason == .certificateHold ? .rely : .cannotTell))
    }

    @Test func `An answer by the issuer's own key is heard`() throws {
        let world = try World()
        let certificate = try world.subscriber()
        let answer = try world.authority.answer(
            about: certificate, .good, at: World.now, responder: world.issuing,
            responderKey: world.authority.issuingKey)
        let result = try world.decide(
            certificate, lists: [world.authority.list(of: .root, at: World.now)], answers: [answer])
        #expect(result.decision == .rely)
    }

    @Test func `[RFC 6960 §4.1.1] an answer about another issuer's certificate is not taken`()
        throws
    {
        let world = try World()
        let other = try World(TestAuthority(.rsa))
        let certificate = try world.subscriber()
        let answer = try other.authority.answer(
            about: certificate, .good, at: World.now, responder: other.responder)
        let result = try world.decide(
            certificate, lists: [world.authority.list(of: .root, at: World.now)], answers: [answer])
        #expect(result.decision == .cannotTell)
    }
}
