import CertificatePolicy
import Cryptography
import PKIX
import PathValidation
import TestSupport
import Testing

/// An authority that changed its key: the old key is the anchor and certified the new ones.
@Suite struct `A relying party meets an authority with a new key` {
    typealias World = RelyingPartyWorld

    private let world: World
    /// The new keys, each with the certificate that the old one signed.
    private let new: [(key: SoftwareKey, certificate: Certificate)]
    /// Under the first new key.
    private let subscriber: Certificate

    init() throws {
        let world = try World()
        self.world = world
        new = try ([20, 21] as [UInt8]).map { serial in
            let key = try SoftwareKey.generate(.rsa(bits: 2048))
            let contents = try world.authority.template(.issuing, serial: World.serial(serial))
                .tbsCertificate().with(
                    issuer: world.issuing.subject, key: key.publicKey.subjectPublicKeyInfo)
            return (key, try world.authority.sign(contents, with: world.authority.issuingKey))
        }
        subscriber = try world.subscriber(signedWith: new[0].key) { $0 }
    }

    private func list(
        _ entries: [RevokedCertificate] = [], at thisUpdate: Int64 = World.now - World.hour,
        by key: SoftwareKey
    ) throws -> CertificateList {
        try world.authority.list(of: .issuing, entries, at: thisUpdate, signedWith: key)
    }

    private func decide(_ lists: [CertificateList]) throws -> ValidationResult {
        try world.decide(
            subscriber, lists: lists, intermediates: new.map(\.certificate),
            anchor: world.issuing)
    }

    @Test func `and relies where the old key speaks for the new one`() throws {
        let old = try list(by: world.authority.issuingKey)
        let current = try list(by: new[0].key)
        for lists in [[old], [old, current], [current, old]] {
            #expect(try decide(lists).decision == .rely)
        }
    }

    @Test func `[RFC 5280 §6.3.3] but no key vouches for itself`() throws {
        let result = try decide([list(by: new[0].key)])
        #expect(result.decision == .cannotTell)
        #expect(result.notMade.contains("status.authority"))
        let held = try RevokedCertificate(
            serialNumber: new[0].certificate.serialNumber,
            revocationDateMilliseconds: World.now - 2 * World.hour, reason: .certificateHold)
        let old = try list([held], by: world.authority.issuingKey)
        let clean = try list(at: World.now, by: new[0].key)
        #expect(try decide([old, clean]).failures.contains("status.authority"))
    }

    @Test func `[RFC 5280 §6.3.3] nor do two for each other`() throws {
        let result = try decide([list(by: new[0].key), list(by: new[1].key)])
        #expect(result.decision == .cannotTell)
        #expect(result.notMade.contains("status.authority"))
    }

    /// A second authority under the root, which certifies a key under the first one's name.
    @Test(arguments: [true, false])
    func `[RFC 5280 §8] and hears no namesake that another authority certified`(
        isAuthority: Bool
    ) throws {
        let authority = world.authority
        let (otherKey, namesakeKey) = (new[0].key, new[1].key)
        let other = try authority.sign(
            world.issuing.tbsCertificate.with(
                subject: TestAuthority.name("TEST Other"),
                key: otherKey.publicKey.subjectPublicKeyInfo
            ).replacing(BasicConstraints.authority(pathLength: nil).asExtension(critical: true)),
            with: authority.rootKey)
        func namesake(issuer: Certificate, key: SoftwareKey) throws -> Certificate {
            let kind: BasicConstraints = isAuthority ? .authority(pathLength: nil) : .endEntity
            return try authority.sign(
                world.issuing.tbsCertificate.with(
                    issuer: issuer.subject, key: namesakeKey.publicKey.subjectPublicKeyInfo
                ).replacing(kind.asExtension(critical: true)), with: key)
        }
        let lists = [
            try authority.list(of: .root, at: World.now - World.hour),
            try list(
                [world.entry(.certificateHold)], at: World.now - World.hour,
                by: authority.issuingKey),
            try list(at: World.now, by: namesakeKey),
            try CertificateList.clean(of: other.subject, signedWith: otherKey),
        ]
        let below = try namesake(issuer: other, key: otherKey)
        let held = try world.decide(
            world.subscriber(), lists: lists, intermediates: [world.issuing, other, below])
        #expect(held.failures == ["status.certificate"])
        // The same key, certified where the issuer itself is, is heard.
        let beside = try namesake(issuer: world.root, key: authority.rootKey)
        let released = try world.decide(
            world.subscriber(), lists: lists, intermediates: [world.issuing, other, beside])
        #expect(released.decision == .rely)
    }
}

extension CertificateList {
    /// A list without entries, of any issuer.
    fileprivate static func clean(
        of issuer: DistinguishedName, signedWith key: SoftwareKey
    ) throws -> CertificateList {
        let algorithm = SignatureAlgorithm.sha256WithRSA
        let contents = try TBSCertList(
            signature: algorithm.identifier, issuer: issuer,
            thisUpdateMilliseconds: RelyingPartyWorld.now - RelyingPartyWorld.hour,
            nextUpdateMilliseconds: RelyingPartyWorld.now + RelyingPartyWorld.hour, entries: [],
            extensions: Extensions([CRLNumber(1).asExtension(critical: false)]))
        return try CertificateList(
            toBeSigned: contents.derEncoded, signatureAlgorithm: algorithm.identifier,
            signature: key.sign(contents.derEncoded, with: algorithm))
    }
}
