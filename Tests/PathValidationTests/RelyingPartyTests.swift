import CertificatePolicy
import Cryptography
import Messages
import PKIX
import PathValidation
import SwiftASN1
import TestSupport
import Testing

@Suite struct `A relying party decides` {
    typealias World = RelyingPartyWorld

    @Test(arguments: AlgorithmFamily.recognised, [Profile.Kind.personal, .organisation])
    func `[4.4c, 6.25a, 8.15d] to rely on a certificate with all checks passed`(
        family: AlgorithmFamily, kind: Profile.Kind
    ) throws {
        let world = try World(family)
        let result = try world.decide(world.subscriber(kind))
        #expect(result.decision == .rely)
        #expect(result.checks.allSatisfy { $0.outcome == .passed })
        #expect(result.environment == .test)
        #expect(result.atMilliseconds == World.now)
        #expect(result.check("path.algorithms")?.facts["family"] == family.rawValue)
    }

    @Test func `[4.4c] every message is whole in three languages`() throws {
        let world = try World()
        let certificate = try world.subscriber()
        let results = [
            try world.decide(certificate),
            try world.decide(certificate, lists: []),
            try world.decide(certificate, lists: world.lists([world.entry(.keyCompromise)])),
            try world.decide(certificate, intermediates: []),
            try world.decide(certificate, at: .present(World.now + 4000 * TestAuthority.day)),
            try world.decide(world.issuing),
        ]
        for check in results.flatMap(\.checks) {
            for language in Language.allCases {
                let message = check.message(in: language)
                #expect(!message.contains("{"), "\(check.id): \(message)")
            }
        }
    }

    @Test func `[11.1] and is told the reliance limit, the method and the environment`() throws {
        let world = try World()
        let result = try world.decide(world.subscriber())
        let limit = result.check("certificate.relianceLimit")
        #expect(limit?.facts["limit"] == "HKD 200000")
        #expect(result.check("certificate.identityMethod")?.facts["method"] == "A")
        #expect(result.check("environment.consistent")?.facts["environment"] == "test")
        let policy = result.check("policy.recognised")
        #expect(policy?.facts["practiceStatement"] == "https://ca.example.hk/cps")
        #expect(policy?.facts["notice"]?.contains("Reliance limit HKD 200000.") == true)
    }

    @Test func `[4.4c] not knowing the issuer is no reason to rely`() throws {
        let world = try World()
        let result = try world.decide(world.subscriber(), intermediates: [])
        #expect(result.decision == .cannotTell)
        #expect(result.notMade == ["path.found"])
    }

    @Test func `[4.4c] another root with the same name is not the anchor`() throws {
        let world = try World()
        let other = try TestAuthority(.rsa)
        let result = try world.decide(world.subscriber(), anchor: other.certificate(.root))
        #expect(result.decision == .doNotRely)
        #expect(result.failures.contains("path.signatures"))
    }

    @Test(arguments: AlgorithmFamily.recognised)
    func `[RFC 5280 §6.1.3] a changed octet is found`(family: AlgorithmFamily) throws {
        let world = try World(family)
        var bytes = try world.subscriber().derEncoded
        bytes[bytes.count - 1] ^= 1
        let result = try world.decide(Certificate(derEncoded: bytes, tolerance: .tolerant))
        #expect(result.failures == ["path.signatures"])
    }

    @Test func `[6.25c, 8.15a] to rely up to the last moment of the validity, and no later`() throws
    {
        let world = try World()
        let certificate = try world.subscriber()
        let last = certificate.validity.notAfterMilliseconds + 999
        let lists = [
            try world.authority.list(of: .root, at: last - 1000),
            try world.authority.list(of: .issuing, at: last - 1000),
        ]
        #expect(try world.decide(certificate, lists: lists, at: .past(last)).decision == .rely)
        let after = try world.decide(certificate, lists: lists, at: .past(last + 1))
        #expect(after.failures == ["path.validity", "certificate.keyPeriod"])
        let before = certificate.validity.notBeforeMilliseconds
        let early = try world.decide(
            certificate,
            lists: [
                try world.authority.list(of: .root, at: before - 1000),
                try world.authority.list(of: .issuing, at: before - 1000),
            ], at: .past(before - 1))
        #expect(early.failures.contains("path.validity"))
    }

    @Test func `[8.15d] a signature from after the usage period of the key is not relied on`()
        throws
    {
        let world = try World()
        let certificate = try world.subscriber { contents in
            let start = contents.validity.notBeforeMilliseconds
            return try contents.replacing(
                PrivateKeyUsagePeriod(
                    notBeforeMilliseconds: start, notAfterMilliseconds: start + TestAuthority.day
                ).asExtension(critical: false))
        }
        #expect(try world.decide(certificate).failures == ["certificate.keyPeriod"])
    }

    @Test func `[6.25a] a key that is not for signatures is not relied on`() throws {
        let world = try World()
        let encipherment = try world.subscriber {
            try $0.replacing(KeyUsage([.keyEncipherment]).asExtension(critical: true))
        }
        #expect(try world.decide(encipherment).failures == ["certificate.keyUsage"])
        let servers = try world.subscriber {
            try $0.replacing(
                ExtendedKeyUsage([ExtendedKeyUsage.serverAuth]).asExtension(critical: false))
        }
        #expect(try world.decide(servers).failures == ["certificate.keyUsage"])
    }

    @Test func `[RFC 5280 §6.1.4] a critical extension that is not understood is refused`() throws {
        let world = try World()
        let certificate = try world.subscriber {
            try $0.replacing(Extension(oid: [1, 2, 3, 4], critical: true, value: [5, 0]))
        }
        #expect(try world.decide(certificate).failures == ["path.extensions"])
    }

    @Test(arguments: [
        BasicConstraints.oid, CertificatePolicies.oid, ExtendedKeyUsage.oid, KeyUsage.oid,
        PrivateKeyUsagePeriod.oid, QCStatements.oid, SubjectAlternativeName.oid,
    ])
    func `[RFC 5280 §4.2] what would restrict, and cannot be read, is refused`(
        oid: ASN1ObjectIdentifier
    ) throws {
        let world = try World()
        let certificate = try world.subscriber {
            try $0.replacing(Extension(oid: oid, critical: false, value: [0x05, 0x01]))
        }
        let result = try world.decide(certificate)
        #expect(result.failures.contains("path.extensions"))
        #expect(result.check("path.extensions")?.facts["field"] == oid.dotted)
    }

    @Test func `[RFC 5280 §4.2] a hint that cannot be read is no reason to refuse`() throws {
        let world = try World()
        let certificate = try world.subscriber {
            try $0.replacing(
                Extension(oid: SubjectKeyIdentifier.oid, critical: false, value: [0x05, 0x01]))
        }
        #expect(try world.decide(certificate).decision == .rely)
    }

    @Test func `[RFC 5280 §6.1.4] a subscriber certifies nobody`() throws {
        let world = try World()
        let person = try world.subscriber()
        let contents = try world.authority.template(.personal, serial: World.serial(11))
            .tbsCertificate().with(issuer: person.subject)
        let below = try world.authority.sign(contents, with: world.authority.subscriberKey)
        let result = try world.decide(below, intermediates: [world.issuing, person])
        #expect(result.decision == .doNotRely)
        #expect(result.failures.contains("path.authorities"))
    }

    @Test func `[A2.4] other algorithms, and a mixture of both categories, are refused`() throws {
        let world = try World()
        let foreign = try SoftwareKey.generate(.p256)
        let elliptic = try world.subscriber {
            try $0.with(key: foreign.publicKey.subjectPublicKeyInfo)
        }
        #expect(try world.decide(elliptic).failures == ["path.algorithms"])
        let mixed = try world.subscriber {
            try $0.with(key: TestAuthority.sm2.subscriberKey.publicKey.subjectPublicKeyInfo)
        }
        #expect(try world.decide(mixed).failures == ["path.algorithms"])
    }

    /// With an exponent below 65537; no private key fits it, and none is needed.
    private func weakened(_ key: SoftwareKey) throws -> SubjectPublicKeyInfo {
        let info = key.publicKey.subjectPublicKeyInfo
        let bytes = info.derEncoded
        #expect(bytes.suffix(3) == [1, 0, 1])
        return try SubjectPublicKeyInfo(derEncoded: Array(bytes.dropLast(3)) + [0, 0xff, 0xff])
    }

    @Test func `[A2.4] a weak key is refused at any level`() throws {
        let world = try World()
        let person = try world.subscriber {
            try $0.with(key: weakened(world.authority.subscriberKey))
        }
        let result = try world.decide(person)
        #expect(result.failures == ["path.algorithms"])
        #expect(result.check("path.algorithms")?.facts["weakness"] == "e < 65537")
        let issuing = try world.authority.sign(
            world.issuing.tbsCertificate.with(key: weakened(world.authority.issuingKey)),
            with: world.authority.rootKey)
        let below = try world.decide(world.subscriber(), intermediates: [issuing])
        #expect(below.failures.contains("path.algorithms"))
        let root = try world.authority.sign(
            world.root.tbsCertificate.with(key: weakened(world.authority.rootKey)),
            with: world.authority.rootKey)
        let anchors = [
            try TrustAnchor(certificate: root),
            TrustAnchor(
                name: root.subject, key: try PublicKey(weakened(world.authority.rootKey))),
        ]
        for anchor in anchors {
            let under = try world.decide(world.subscriber(), anchors: [anchor])
            #expect(under.failures.contains("path.algorithms"))
        }
    }

    /// What a certificate of an authority may say without being fit to certify people.
    private static let unfit: [(Extension, String)] = [
        (BasicConstraints.endEntity.asExtension(critical: true), "path.authorities"),
        (KeyUsage([.digitalSignature, .cRLSign]).asExtension(critical: true), "path.authorities"),
        (
            ExtendedKeyUsage([ExtendedKeyUsage.serverAuth]).asExtension(critical: true),
            "path.authorities"
        ),
        (
            ExtendedKeyUsage([ExtendedKeyUsage.ocspSigning]).asExtension(critical: false),
            "path.authorities"
        ),
        (Extension(oid: [1, 2, 3, 4], critical: true, value: [5, 0]), "path.extensions"),
    ]

    @Test(arguments: [Profile.Kind.root, .issuing], unfit.indices)
    func `[RFC 5280 §6.1.4, RFC 5937 §3] an authority certifies what it is for, an anchor too`(
        kind: Profile.Kind, index: Int
    ) throws {
        let world = try World()
        let (change, failure) = Self.unfit[index]
        let changed = try world.authority.sign(
            (kind == .root ? world.root : world.issuing).tbsCertificate.replacing(change),
            with: world.authority.rootKey)
        let result = try world.decide(
            world.subscriber(), intermediates: [kind == .issuing ? changed : world.issuing],
            anchor: kind == .root ? changed : nil)
        #expect(result.failures.contains(failure))
        #expect(result.decision == .doNotRely)
    }

    @Test func `[RFC 5937 §3] an anchor limits the path and the names below it`() throws {
        let world = try World()
        func result(_ limit: Extension) throws -> ValidationResult {
            let root = try world.authority.sign(
                world.root.tbsCertificate.replacing(limit), with: world.authority.rootKey)
            return try world.decide(world.subscriber(), anchor: root)
        }
        func limit(_ length: Int) -> Extension {
            BasicConstraints.authority(pathLength: length).asExtension(critical: true)
        }
        #expect(try result(limit(1)).decision == .rely)
        #expect(try result(limit(0)).failures == ["path.authorities"])
        let below = try TestAuthority.name("Elsewhere")
        let names = NameConstraints(permitted: [.directoryName(below)], excluded: [])
        #expect(try result(names.asExtension(critical: true)).failures == ["path.nameConstraints"])
    }

    @Test(arguments: [ExtendedKeyUsage.anyPurpose, ExtendedKeyUsage.emailProtection])
    func `An authority for the purposes of people certifies them`(
        purpose: ASN1ObjectIdentifier
    ) throws {
        let world = try World()
        let purposes = ExtendedKeyUsage([purpose, ExtendedKeyUsage.serverAuth])
        let issuing = try world.authority.sign(
            world.issuing.tbsCertificate.replacing(purposes.asExtension(critical: false)),
            with: world.authority.rootKey)
        let result = try world.decide(world.subscriber(), intermediates: [issuing])
        #expect(result.decision == .rely)
    }

    @Test func `[RFC 5280 §4.2.1.9] the certificate of an authority is no subscriber's`() throws {
        let world = try World()
        let constraints: [(BasicConstraints, [String])] = [
            (.endEntity, []), (.authority(pathLength: nil), ["certificate.holder"]),
            (.authority(pathLength: 0), ["certificate.holder"]),
        ]
        for (value, failures) in constraints {
            let certificate = try world.subscriber {
                try $0.replacing(value.asExtension(critical: true))
            }
            #expect(try world.decide(certificate).failures == failures)
        }
    }

    @Test func `[8.22b] marks of different environments are refused`() throws {
        let production = try TestAuthority(
            .rsa, environment: .production, keysOf: TestAuthority.rsa)
        let root = try production.certificate(
            .root, production.template(.root, subject: TestAuthority.authority("Kapok Root")))
        let issuing = try production.certificate(
            .issuing,
            production.template(.issuing, subject: TestAuthority.authority("Kapok Issuing")))
        let real = try production.certificate(.personal)
        let world = try World()
        let lists = [
            try production.list(of: .root, at: World.now),
            try production.list(of: .issuing, at: World.now),
        ]
        let result = try world.decide(real, lists: lists, intermediates: [issuing], anchor: root)
        #expect(result.decision == .rely)
        #expect(result.environment == .production)
        let contents = try production.template(.personal).tbsCertificate().replacing(
            PrivateArc(base: TestAuthority.arc).asExtension(IssuingEnvironment.test))
        let marked = try production.sign(contents, with: production.issuingKey)
        let mixed = try world.decide(marked, lists: lists, intermediates: [issuing], anchor: root)
        #expect(mixed.failures == ["environment.consistent"])
        #expect(mixed.environment == .test)
    }
}
