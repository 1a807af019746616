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
}
