import CertificatePolicy
import Cryptography
import PKIX
import PathValidation
import SwiftASN1
import TestSupport
import Testing

@Suite struct `A relying party asks for the status` {
    typealias World = RelyingPartyWorld

    private func statusCheck(_ result: ValidationResult) -> Check? {
        result.check("status.certificate")
    }

    @Test(arguments: AlgorithmFamily.recognised)
    func `[A1.2] a suspended certificate is not relied on`(family: AlgorithmFamily) throws {
        let world = try World(family)
        let lists = try world.lists([world.entry(.certificateHold)])
        let result = try world.decide(world.subscriber(), lists: lists)
        #expect(result.failures == ["status.certificate"])
        #expect(statusCheck(result)?.facts["reason"] == "certificateHold")
    }

    @Test(arguments: AlgorithmFamily.recognised)
    func `[4.4c] a revoked certificate is not relied on`(family: AlgorithmFamily) throws {
        let world = try World(family)
        let lists = try world.lists([world.entry(.keyCompromise)])
        let result = try world.decide(world.subscriber(), lists: lists)
        #expect(result.failures == ["status.certificate"])
        #expect(statusCheck(result)?.facts["reason"] == "keyCompromise")
        #expect(statusCheck(result)?.facts["revokedAt"] == "2026-01-10T23:00:00Z")
    }

    @Test func `[4.4c] the authority's own certificate is asked about too`() throws {
        let world = try World()
        let entry = try RevokedCertificate(
            serialNumber: world.issuing.serialNumber,
            revocationDateMilliseconds: World.now - World.hour, reason: .caCompromise)
        let lists = [
            try world.authority.list(of: .root, [entry], at: World.now - World.hour),
            try world.authority.list(of: .issuing, at: World.now - World.hour),
        ]
        let result = try world.decide(world.subscriber(), lists: lists)
        #expect(result.failures == ["status.authority"])
    }

    @Test func `[4.4c] without status nobody relies`() throws {
        let world = try World()
        let certificate = try world.subscriber()
        let nothing = try world.decide(certificate, lists: [])
        #expect(nothing.decision == .cannotTell)
        #expect(nothing.notMade == ["status.certificate", "status.authority"])
        let half = try world.decide(certificate, lists: Array(world.lists().dropLast()))
        #expect(half.notMade == ["status.certificate"])
    }

    @Test func `[4.4c] status counts from thisUpdate to nextUpdate`() throws {
        let world = try World()
        let certificate = try world.subscriber()
        let lists = try world.lists()
        let end = World.now - World.hour + 2 * TestAuthority.day
        #expect(try world.decide(certificate, lists: lists, at: .past(end)).decision == .rely)
        let stale = try world.decide(certificate, lists: lists, at: .past(end + 1))
        #expect(stale.decision == .cannotTell)
        let start = World.now - World.hour
        #expect(try world.decide(certificate, lists: lists, at: .past(start)).decision == .rely)
        let early = try world.decide(certificate, lists: lists, at: .past(start - 1))
        #expect(early.decision == .cannotTell)
    }

    @Test func `[4.4c] clocks that differ excuse status from just after the present`() throws {
        let world = try World()
        let certificate = try world.subscriber()
        let behind = World.now - World.hour - 60_000
        let lists = try world.lists()
        #expect(
            try world.decide(certificate, lists: lists, at: .present(behind)).decision == .rely)
        let early = try world.decide(certificate, lists: lists, at: .present(behind - 1))
        #expect(early.decision == .cannotTell)
    }

    @Test func `[A1.2] the release does not launder a signature made in the last minute before it`()
        throws
    {
        let world = try World()
        let certificate = try world.subscriber()
        let root = [try world.authority.list(of: .root, at: World.now - World.hour)]
        let answer = try world.authority.answer(
            about: certificate, .good, at: World.now, responder: world.responder)
        let list = try world.authority.list(of: .issuing, at: World.now)
        for (moment, expected) in [(World.now - 1000, Decision.cannotTell), (World.now, .rely)] {
            let answered = try world.decide(
                certificate, lists: root, answers: [answer], at: .past(moment))
            let listed = try world.decide(certificate, lists: root + [list], at: .past(moment))
            #expect(answered.decision == expected && listed.decision == expected)
        }
    }

    @Test
    func `[6.25c, 8.15a] a revocation counts from its date on, and also in a list that is over`()
        throws
    {
        let world = try World()
        let certificate = try world.subscriber()
        let date = World.now - World.hour
        let lists = try world.lists([world.entry(.keyCompromise, at: date)])
        let before = [
            try world.authority.list(of: .root, at: date - World.hour),
            try world.authority.list(of: .issuing, at: date - World.hour),
        ]
        let earlier = try world.decide(certificate, lists: before + lists, at: .past(date - 1000))
        #expect(earlier.decision == .rely)
        #expect(try world.decide(certificate, lists: lists, at: .past(date)).decision == .doNotRely)
        let muchLater = try world.decide(
            certificate, lists: lists, at: .present(date + 30 * TestAuthority.day))
        #expect(muchLater.failures == ["status.certificate"])
    }

    @Test(arguments: [RevocationReason.keyCompromise, .certificateHold, .removeFromCRL, nil])
    func `[RFC 5280 §6.3.3] being listed decides, though the entry's date lies ahead`(
        reason: RevocationReason?
    ) throws {
        let world = try World()
        let certificate = try world.subscriber()
        let before = [
            try world.authority.list(of: .root, at: World.now - 3 * World.hour),
            try world.authority.list(of: .issuing, at: World.now - 3 * World.hour),
        ]
        // Eight hours ahead: the local time of the issuer, written as UTC.
        let ahead = try world.entry(reason, at: World.now + 7 * World.hour)
        let lists = try before + world.lists([ahead])
        let moments: [JudgedMoment] = [
            .present(World.now), .past(World.now), .past(World.now - 2 * World.hour),
        ]
        for moment in moments {
            let result = try world.decide(certificate, lists: lists, at: moment)
            #expect(result.failures == ["status.certificate"])
        }
    }

    @Test func `[RFC 6960 §2.2] an answer of revoked decides, though its date lies ahead`() throws {
        let world = try World()
        let certificate = try world.subscriber()
        let answer = try world.authority.answer(
            about: certificate,
            .revoked(atMilliseconds: World.now + World.hour, reason: .superseded), at: World.now,
            responder: world.responder)
        let result = try world.decide(certificate, answers: [answer])
        #expect(result.failures == ["status.certificate"])
    }

    @Test func `[8.15a] who relies on the past is told that the certificate was revoked later`()
        throws
    {
        let world = try World()
        let lists = try world.lists([world.entry(.superseded, at: World.now - World.hour)])
        let moment = World.now - 2 * World.hour
        let before = [
            try world.authority.list(of: .root, at: moment),
            try world.authority.list(of: .issuing, at: moment),
        ]
        let result = try world.decide(
            world.subscriber(), lists: before + lists, at: .past(moment))
        #expect(result.decision == .rely)
        #expect(statusCheck(result)?.facts["revokedAt"] == "2026-01-10T23:00:00Z")
    }

    @Test func `[A1.2] after release the newer list counts, whatever the order`() throws {
        let world = try World()
        let certificate = try world.subscriber()
        let held = try world.authority.list(
            of: .issuing, [world.entry(.certificateHold)], at: World.now - World.hour)
        let released = try world.authority.list(of: .issuing, number: 2, at: World.now - 1000)
        let root = try world.authority.list(of: .root, at: World.now)
        for lists in [[held, released, root], [released, held, root]] {
            #expect(try world.decide(certificate, lists: lists).decision == .rely)
        }
        let still = try world.decide(
            certificate, lists: [released, root], at: .past(World.now - World.hour))
        #expect(still.decision == .cannotTell)
    }

    @Test func `[A1.2] what a later list says of an earlier time counts`() throws {
        let world = try World()
        let certificate = try world.subscriber()
        let moment = World.now
        let before = try world.lists()
        let hold = try world.entry(.certificateHold, at: moment - 1000)
        let after = try world.authority.list(of: .issuing, [hold], at: moment + World.hour)
        func decide(_ lists: [CertificateList]) throws -> ValidationResult {
            try world.decide(certificate, lists: lists, at: .past(moment))
        }
        #expect(try decide(before).decision == .rely)
        let result = try decide(before + [after])
        #expect(result.failures == ["status.certificate"])
        let later = try world.entry(.certificateHold, at: moment + 1000)
        let harmless = try world.authority.list(of: .issuing, [later], at: moment + World.hour)
        #expect(try decide(before + [harmless]).decision == .rely)
    }

    @Test func `[4.4c] a list that someone else signed is worth nothing`() throws {
        let world = try World()
        let forged = try world.authority.list(
            of: .issuing, at: World.now, signedWith: world.authority.subscriberKey)
        let root = try world.authority.list(of: .root, at: World.now)
        let result = try world.decide(world.subscriber(), lists: [forged, root])
        #expect(result.decision == .cannotTell)
    }

    @Test func `[RFC 5280 §5.2] a list with an unknown critical extension is not used`() throws {
        let world = try World()
        let list = try world.authority.list(
            of: .issuing, at: World.now,
            extensions: [Extension(oid: [1, 2, 3, 4], critical: true, value: [5, 0])])
        let root = try world.authority.list(of: .root, at: World.now)
        let result = try world.decide(world.subscriber(), lists: [list, root])
        #expect(result.decision == .cannotTell)
    }

    @Test func `[RFC 5280 §5.2.5] a list for authorities says nothing of subscribers`() throws {
        let world = try World()
        let scope = try IssuingDistributionPoint(
            distributionPoint: nil, scope: .caCertificates)
        let list = try world.authority.list(
            of: .issuing, at: World.now, extensions: [scope.asExtension(critical: true)])
        let root = try world.authority.list(of: .root, at: World.now)
        let result = try world.decide(world.subscriber(), lists: [list, root])
        #expect(result.decision == .cannotTell)
    }

    @Test func `[4.4c] revoked by one and good by another is revoked`() throws {
        let world = try World()
        let certificate = try world.subscriber()
        let answer = try world.authority.answer(
            about: certificate, .good, at: World.now, responder: world.responder)
        let lists = try world.lists([world.entry(.superseded)])
        #expect(
            try world.decide(certificate, lists: lists, answers: [answer]).decision == .doNotRely)
    }

    @Test func `Copies count once`() throws {
        let world = try World()
        let result = try world.decide(
            world.subscriber(), lists: Array(repeating: world.lists(), count: 200).flatMap { $0 },
            intermediates: Array(repeating: world.issuing, count: 200))
        #expect(result.decision == .rely)
    }

    @Test func `A request for endless work ends, and is no reason to rely`() throws {
        let world = try World()
        let junk = try (0..<200).map {
            try world.authority.list(
                of: .issuing, number: UInt64($0), at: World.now,
                signedWith: world.authority.subscriberKey)
        }
        let issuers = try (0..<60).map { number in
            try world.authority.certificate(
                .issuing, world.authority.template(.issuing, serial: World.serial(number)))
        }
        let result = try world.decide(
            world.subscriber(), lists: junk + world.lists(), intermediates: issuers)
        #expect(result.decision == .cannotTell)
        #expect(result.notMade.count { $0 == "input.bounded" } == 2)
    }
}
