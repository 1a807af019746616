import CertificatePolicy
import Cryptography
import Messages
import PKIX
import PathValidation
import TestSupport
import Testing

/// A signature is proven to have been made at a moment of the past, and its certificate was
/// revoked since.
@Suite struct `A relying party looks back` {
    typealias World = RelyingPartyWorld

    private let world: World
    private let certificate: Certificate
    private let revokedAt = World.now - World.hour

    init() throws {
        world = try World()
        certificate = try world.subscriber()
    }

    private func decide(
        _ later: [CertificateList], at moment: Int64
    ) throws -> ValidationResult {
        let before = [
            try world.authority.list(of: .root, at: World.now - 8 * World.hour),
            try world.authority.list(of: .issuing, at: World.now - 8 * World.hour),
        ]
        return try world.decide(certificate, lists: before + later, at: .past(moment))
    }

    @Test func `[RFC 5280 §5.3.2] a signature from after the invalidity date does not count`()
        throws
    {
        let since = World.now - 4 * World.hour
        let entry = try world.entry(.keyCompromise, at: revokedAt, invalidSince: since)
        let lists = try world.lists([entry])
        #expect(try decide(lists, at: since - 1).decision == .rely)
        for moment in [since, revokedAt - 1, revokedAt] {
            let result = try decide(lists, at: moment)
            #expect(result.failures == ["status.certificate"])
            let check = result.check("status.certificate")
            #expect(check?.facts["invalidSince"] == "2026-01-10T20:00:00Z")
            for language in Language.allCases {
                let message = check?.message(in: language) ?? ""
                #expect(message.contains("2026-01-10T20:00:00Z"))
                #expect(message.contains("2026-01-10T23:00:00Z"))
            }
        }
    }

    @Test func `[RFC 6960 §4.4.5] nor where an OCSP answer tells that date`() throws {
        let since = World.now - 4 * World.hour
        let date = try InvalidityDate(milliseconds: since).asExtension(critical: false)
        let before = try world.lists()
        for (moment, expected) in [
            (since - 1, Decision.cannotTell), (since, .doNotRely), (revokedAt - 1, .doNotRely),
        ] {
            let answer = try world.authority.answer(
                about: certificate, .revoked(atMilliseconds: revokedAt, reason: .keyCompromise),
                at: World.now, responder: world.responder, extensions: Extensions([date]))
            let result = try world.decide(
                certificate, lists: before, answers: [answer], at: .past(moment))
            #expect(result.decision == expected)
        }
    }

    @Test func `An invalidity date after the revocation changes nothing`() throws {
        let entry = try world.entry(.superseded, at: revokedAt, invalidSince: World.now)
        let lists = try world.lists([entry])
        #expect(try decide(lists, at: revokedAt - 1).decision == .rely)
        #expect(try decide(lists, at: revokedAt).failures == ["status.certificate"])
    }

    @Test(
        arguments: [
            (nil, Decision.cannotTell), (.keyCompromise, .cannotTell),
            (.caCompromise, .cannotTell), (.superseded, .rely), (.cessationOfOperation, .rely),
        ] as [(RevocationReason?, Decision)])
    func `[ETSI EN 319 102-1 §5.6.2.2] an authority whose key was lost since may have dated back`(
        reason: RevocationReason?, expected: Decision
    ) throws {
        let entry = try RevokedCertificate(
            serialNumber: world.issuing.serialNumber, revocationDateMilliseconds: revokedAt,
            reason: reason)
        let list = try world.authority.list(of: .root, [entry], at: World.now)
        let result = try decide([list], at: revokedAt - 1000)
        #expect(result.decision == expected)
        #expect(result.notMade == (expected == .rely ? [] : ["status.authority"]))
        for language in Language.allCases {
            let message = result.check("status.authority")?.message(in: language) ?? ""
            #expect(message.contains("2026-01-10T23:00:00Z") && !message.contains("{"))
        }
    }

    @Test(arguments: [(RevocationReason.keyCompromise, Decision.cannotTell), (.superseded, .rely)])
    func `[ETSI EN 319 102-1 §5.6.2.2] nor is a responder heard whose key was lost since`(
        reason: RevocationReason, expected: Decision
    ) throws {
        let moment = revokedAt - 1000
        let entry = try RevokedCertificate(
            serialNumber: world.responder.serialNumber, revocationDateMilliseconds: revokedAt,
            reason: reason)
        let answer = try world.authority.answer(
            about: certificate, .good, at: moment, responder: world.responder)
        let lists = [
            try world.authority.list(of: .root, at: moment),
            try world.authority.list(of: .issuing, [entry], at: World.now),
        ]
        let result = try world.decide(
            certificate, lists: lists, answers: [answer], at: .past(moment))
        #expect(result.decision == expected)
    }
}
