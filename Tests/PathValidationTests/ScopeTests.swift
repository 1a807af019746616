import CertificatePolicy
import PKIX
import PathValidation
import TestSupport
import Testing

/// Lists that are not about a certificate, and name it.
@Suite struct `A relying party holds a list of another scope` {
    typealias World = RelyingPartyWorld

    private let world: World
    private let certificate: Certificate

    init() throws {
        world = try World()
        certificate = try world.subscriber()
    }

    /// What is decided with this list beside one that is complete, clean and somewhat older.
    private func decide(
        _ extensions: [Extension], _ entry: RevokedCertificate? = nil,
        at thisUpdate: Int64 = World.now
    ) throws -> ValidationResult {
        let list = try world.authority.list(
            of: .issuing, [entry].compactMap { $0 }, at: thisUpdate, extensions: extensions)
        return try world.decide(certificate, lists: world.lists() + [list])
    }

    private static func scopes() throws -> [[Extension]] {
        let elsewhere = DistributionPointName.fullName([.uri("http://ca.example.hk/crl/9.crl")])
        return [
            [
                CRLNumber(9).asExtension(critical: false),
                DeltaCRLIndicator(baseNumber: CRLNumber(8)).asExtension(critical: true),
            ],
            [
                try IssuingDistributionPoint(distributionPoint: nil, scope: .caCertificates)
                    .asExtension(critical: true)
            ],
            [
                try IssuingDistributionPoint(distributionPoint: elsewhere, scope: .all)
                    .asExtension(critical: true)
            ],
        ]
    }

    @Test(arguments: 0..<3)
    func `[RFC 5280 §6.3.3] which does not name the certificate: it says nothing`(
        scope: Int
    ) throws {
        #expect(try decide(Self.scopes()[scope]).decision == .rely)
    }

    @Test(arguments: 0..<3, [RevocationReason.keyCompromise, .certificateHold])
    func `[RFC 5280 §5.2.4, §5.2.5] which names it: it has ended all the same`(
        scope: Int, reason: RevocationReason
    ) throws {
        let entry = try world.entry(reason, at: World.now - 2 * World.hour)
        let result = try decide(Self.scopes()[scope], entry)
        #expect(result.failures == ["status.certificate"])
    }

    @Test func `[A1.2] but a newer complete list releases what such a list held`() throws {
        let entry = try world.entry(.certificateHold, at: World.now - 3 * World.hour)
        for scope in try Self.scopes() {
            let result = try decide(scope, entry, at: World.now - 2 * World.hour)
            #expect(result.decision == .rely)
        }
    }

    @Test func `[RFC 5280 §5.3.1] nor does one count that takes it off a list`() throws {
        let entry = try world.entry(.removeFromCRL)
        #expect(try decide(Self.scopes()[0], entry).decision == .rely)
    }

    @Test func `[RFC 5280 §5.2.5] attribute certificates have numbers of their own`() throws {
        let scope = try IssuingDistributionPoint(
            distributionPoint: nil, scope: .attributeCertificates)
        let result = try decide(
            [scope.asExtension(critical: true)], world.entry(.keyCompromise))
        #expect(result.decision == .rely)
    }
}
