import CertificatePolicy
import Cryptography
import PKIX
import PathValidation
import TestSupport
import Testing

/// Answers that a responder may sign, and that tell less than they seem to.
@Suite struct `A relying party reads an OCSP answer` {
    typealias World = RelyingPartyWorld

    private let world: World
    private let certificate: Certificate

    init() throws {
        world = try World()
        certificate = try world.subscriber()
    }

    private func single(
        _ status: SingleResponse.Status, _ digest: DigestAlgorithm = .sha1,
        at thisUpdate: Int64 = World.now - World.hour, until nextUpdate: Int64? = nil,
        extensions: Extensions = .none
    ) throws -> SingleResponse {
        let issuing = world.authority.issuing
        return try SingleResponse(
            certID: CertID(
                issuerName: issuing.name, issuerKey: issuing.key.subjectPublicKeyInfo,
                serialNumber: certificate.serialNumber, digest: digest),
            status: status, thisUpdateMilliseconds: thisUpdate, nextUpdateMilliseconds: nextUpdate,
            extensions: extensions)
    }

    private func decide(
        _ singles: [SingleResponse], producedAt: Int64 = World.now - World.hour,
        certificates: [Certificate]? = nil, at moment: JudgedMoment = .present(World.now)
    ) throws -> ValidationResult {
        let data = try ResponseData(
            responderID: .byName(world.responder.subject), producedAtMilliseconds: producedAt,
            responses: singles)
        let algorithm = world.authority.algorithm
        let answer = try BasicOCSPResponse(
            toBeSigned: data.derEncoded, signatureAlgorithm: algorithm.identifier,
            signature: world.authority.subscriberKey.sign(data.derEncoded, with: algorithm),
            certificates: (certificates ?? [world.responder]).map(\.derEncoded))
        let root = try world.authority.list(of: .root, at: World.now - 2 * World.hour)
        return try world.decide(certificate, lists: [root], answers: [answer], at: moment)
    }

    @Test(arguments: [RevocationReason.keyCompromise, .certificateHold])
    func `that says two things of a certificate: the worse one counts`(
        reason: RevocationReason
    ) throws {
        let end = World.now + World.hour
        let good = try single(.good, until: end)
        let ended = try single(
            .revoked(atMilliseconds: World.now - 2 * World.hour, reason: reason), .sha256,
            until: end)
        #expect(try decide([good]).decision == .rely)
        for singles in [[good, ended], [ended, good]] {
            #expect(try decide(singles).failures == ["status.certificate"])
        }
    }

    @Test func `[RFC 6960 §4.2.2.1] that is open: for five minutes`() throws {
        let minute: Int64 = 60_000
        for (age, expected) in [(5 * minute, Decision.rely), (5 * minute + 1000, .cannotTell)] {
            let made = World.now - age
            let result = try decide([single(.good, at: made)], producedAt: made)
            #expect(result.decision == expected)
        }
    }

    @Test func `[RFC 6960 §4.2.2.1] that was signed before the time it speaks of: not at all`()
        throws
    {
        let good = try single(.good, until: World.now + World.hour)
        let made = World.now - World.hour
        #expect(try decide([good], producedAt: made - 60_000).decision == .rely)
        #expect(try decide([good], producedAt: made - 61_000).decision == .cannotTell)
    }

    @Test func `[RFC 6960 §4.2.2.1] that is dated after the present: not at all`() throws {
        let good = try single(.good, until: World.now + World.hour)
        #expect(try decide([good], producedAt: World.now + 60_000).decision == .rely)
        #expect(try decide([good], producedAt: World.now + 61_000).decision == .cannotTell)
        // Of a moment of the past, it may speak later.
        let past = try decide(
            [good], producedAt: World.now + World.hour, at: .past(World.now - World.hour))
        #expect(past.decision == .rely)
    }

    @Test func `that hides its responder behind other certificates, as any other`() throws {
        let others = Array(repeating: world.issuing, count: 15)
        let revoked = try single(
            .revoked(atMilliseconds: World.now - 2 * World.hour, reason: .keyCompromise))
        let result = try decide([revoked], certificates: others + [world.responder])
        #expect(result.failures == ["status.certificate"])
    }
}
