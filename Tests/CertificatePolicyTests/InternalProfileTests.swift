import CertificatePolicy
import Cryptography
import Messages
import PKIX
import SwiftASN1
import TestSupport
import Testing

/// Certificates outside mutual recognition: those of the P-256 category.
@Suite struct `An internal certificate` {
    private let authority = TestAuthority.p256

    @Test(arguments: Profile.Kind.allCases, Jurisdiction.allCases)
    func `[1.4] [11.1] carries no policy, no notice and no reliance limit`(
        kind: Profile.Kind, jurisdiction: Jurisdiction
    ) throws {
        let authority = try TestAuthority(.p256, jurisdiction: jurisdiction, keysOf: .p256)
        let template = try authority.template(kind)
        #expect(template.notice == nil)
        let contents = try template.tbsCertificate()
        #expect(contents.extensions[CertificatePolicies.oid] == nil)
        #expect(contents.extensions[QCStatements.oid] == nil)
        #expect(contents.signature == SignatureAlgorithm.ecdsaWithSHA256.identifier)
    }

    @Test func `needs no reliance limit, as a recognised one does`() throws {
        #expect(try template(of: .p256, limits: [:]).tbsCertificate().extensions.isEmpty == false)
        #expect(throws: (any Error).self) {
            try template(of: .rsa, limits: [:]).tbsCertificate()
        }
    }

    private func template(
        of family: AlgorithmFamily, limits: [Profile.Kind: RelianceLimit]
    ) throws -> CertificateTemplate {
        let authority = TestAuthority.of(family)
        let facts = authority.issuing
        return try authority.template(
            .personal,
            issuer: AuthorityFacts(
                name: facts.name, key: facts.key, signatureAlgorithm: facts.signatureAlgorithm,
                validity: facts.validity, jurisdiction: facts.jurisdiction,
                environment: facts.environment, privateArc: facts.privateArc,
                addresses: facts.addresses, relianceLimits: limits))
    }

    static let policies = [
        PolicyOIDs.hongKong, PolicyOIDs.mainlandPersonal, PolicyOIDs.mainlandOrganisation,
        PolicyOIDs.anyPolicy,
    ]

    @Test(arguments: policies, [Profile.Kind.personal, .organisation, .issuing])
    func `[1.4] with a policy is found by the linter`(
        policy: ASN1ObjectIdentifier, kind: Profile.Kind
    ) throws {
        let value = CertificatePolicies([PolicyInformation(policy)])
        #expect(
            try findings(kind) { try $0.replacing(value) } == [
                "extensions.ofProfile", "policies.ofKind",
            ])
    }

    @Test func `[11.1] with a reliance limit is found by the linter`() throws {
        let value = QCStatements([
            .limitValue(try MonetaryValue(currency: "HKD", amount: 200_000))
        ])
        #expect(try findings(.personal) { try $0.replacing(value) } == ["extensions.ofProfile"])
        #expect(try findings(.personal) { $0 } == [])
    }

    @Test func `[5.6b] [5.7] states method and unverified facts by its own extensions`() throws {
        let arc = PrivateArc(base: TestAuthority.arc)
        #expect(
            try findings(.personal) {
                try $0.removing(arc.oid(of: IdentityVerificationMethod.self))
            } == ["method.stated"])
        #expect(
            try findings(.personal) {
                try $0.removing(arc.oid(of: UnverifiedInformation.self))
            } == ["unverified.stated"])
    }

    private func findings(
        _ kind: Profile.Kind, changing change: (TBSCertificate) throws -> TBSCertificate
    ) throws -> [String] {
        let good = try authority.template(kind).tbsCertificate()
        return Lint.certificate(
            toBeSigned: try change(good).derEncoded, profile: .of(kind, .p256),
            authority: authority.issuer(kind), subject: authority.subject(kind)
        ).map(\.rule).sorted()
    }

    static let keys: [(KeyAlgorithm, AlgorithmFamily?)] = [
        (.rsa(bits: 2048), .rsa), (.sm2, .sm2), (.p256, .p256), (.p384, nil), (.ed25519, nil),
    ]

    @Test(arguments: keys, AlgorithmFamily.allCases)
    func `[A2.4] a key is certified within its own category alone`(
        key: (algorithm: KeyAlgorithm, family: AlgorithmFamily?), family: AlgorithmFamily
    ) throws {
        #expect(AlgorithmFamily(key.algorithm) == key.family)
        let subscriber = try SoftwareKey.generate(key.algorithm).publicKey
        let template = try TestAuthority.of(family).template(.personal, key: subscriber)
        if key.family == family {
            #expect(
                try template.tbsCertificate().subjectPublicKeyInfo
                    == subscriber.subjectPublicKeyInfo)
        } else {
            let refusal = #expect(throws: Refusal.self) { try template.tbsCertificate() }
            #expect(refusal?.code.id == "profile.keyOutsideCategory")
        }
    }

    @Test(arguments: AlgorithmFamily.allCases)
    func `[A2.4] what a category signs with and certifies serves its purpose and no stricter one`(
        family: AlgorithmFamily
    ) {
        #expect(family.purpose.allows(family.keyAlgorithm))
        #expect(family.purpose.allows(family.signatureAlgorithm))
        #expect(AlgorithmFamily(family.keyAlgorithm) == family)
        #expect(AlgorithmFamily(family.signatureAlgorithm) == family)
        let isRecognised = AlgorithmFamily.recognised.contains(family)
        #expect(Purpose.recognised.allows(family.keyAlgorithm) == isRecognised)
        #expect(Purpose.recognised.allows(family.signatureAlgorithm) == isRecognised)
    }
}
