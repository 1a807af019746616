package import CertificatePolicy
package import Cryptography
package import PKIX
package import SwiftASN1

/// An authority of each category of algorithms with root, issuing authority and responder, as one test run
/// needs them. Keys are made once; times are fixed.
package struct TestAuthority: Sendable {
    package static let arc: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 32473]
    /// 2026-01-01T00:00:00Z.
    package static let now: Int64 = 1_767_225_600_000
    package static let rsa = makeOrStop(.rsa)
    package static let sm2 = makeOrStop(.sm2)
    package static let p256 = makeOrStop(.p256)

    package static func of(_ family: AlgorithmFamily) -> TestAuthority {
        switch family {
        case .rsa: rsa
        case .sm2: sm2
        case .p256: p256
        }
    }

    package let family: AlgorithmFamily
    package let rootKey: SoftwareKey
    package let issuingKey: SoftwareKey
    package let subscriberKey: SoftwareKey
    package let root: AuthorityFacts
    package let issuing: AuthorityFacts

    package var algorithm: SignatureAlgorithm { family.signatureAlgorithm }

    package static func makeOrStop(_ family: AlgorithmFamily) -> TestAuthority {
        do {
            return try TestAuthority(family)
        } catch {
            preconditionFailure("the test authority cannot be made: \(error)")
        }
    }

    package init(
        _ family: AlgorithmFamily, jurisdiction: Jurisdiction = .hongKong,
        environment: Environment = .test, keysOf other: TestAuthority? = nil
    ) throws {
        self.family = family
        let keyAlgorithm = family.keyAlgorithm
        rootKey = try other?.rootKey ?? .generate(keyAlgorithm)
        issuingKey = try other?.issuingKey ?? .generate(keyAlgorithm)
        subscriberKey = try other?.subscriberKey ?? .generate(keyAlgorithm)
        let algorithm = family.signatureAlgorithm
        root = AuthorityFacts(
            name: try Self.name(environment.named("Kapok Root")), key: rootKey.publicKey,
            signatureAlgorithm: algorithm, validity: nil, jurisdiction: jurisdiction,
            environment: environment, privateArc: Self.arc, addresses: Self.addresses("root"),
            relianceLimits: [:])
        issuing = AuthorityFacts(
            name: try Self.name(environment.named("Kapok Issuing")), key: issuingKey.publicKey,
            signatureAlgorithm: algorithm, validity: try Self.validity(years: 20),
            jurisdiction: jurisdiction, environment: environment, privateArc: Self.arc,
            addresses: Self.addresses("issuing"), relianceLimits: Self.limits)
    }

    package static var limits: [Profile.Kind: RelianceLimit] {
        [
            .personal: RelianceLimit(currency: "HKD", amount: 200_000),
            .organisation: RelianceLimit(currency: "HKD", amount: 1_000_000),
        ].compactMapValues { $0 }
    }

    package static func addresses(_ name: String) -> PublicationAddresses {
        PublicationAddresses(
            certificateLists: ["http://ca.example.hk/crl/\(name).crl"],
            issuerCertificates: ["http://ca.example.hk/ca/\(name).cer"],
            statusResponders: ["http://ca.example.hk/ocsp"],
            practiceStatement: "https://ca.example.hk/cps")
    }

    package static func name(_ commonName: String) throws -> DistinguishedName {
        DistinguishedName(attributes: [
            try NameAttribute(.countryName, "HK"),
            try NameAttribute(.organizationName, "Kapok Certification Limited"),
            try NameAttribute(.commonName, commonName),
        ])
    }

    package static func validity(years: Int) throws -> Validity {
        try Validity(
            notBeforeMilliseconds: now,
            notAfterMilliseconds: CalendarYears.after(years, milliseconds: now) - 1000)
    }

    package static func authority(_ commonName: String) -> SubjectFacts {
        SubjectFacts(attributes: [
            SubjectAttribute(.countryName, "HK"),
            SubjectAttribute(.organizationName, "Kapok Certification Limited"),
            SubjectAttribute(.commonName, commonName),
        ])
    }

    package static let person = SubjectFacts(
        attributes: [
            SubjectAttribute(.countryName, "HK"), SubjectAttribute(.commonName, "陳大文"),
            SubjectAttribute(.surname, "陳"), SubjectAttribute(.givenName, "大文"),
            SubjectAttribute(.serialNumber, "SRN-0000000001"),
            SubjectAttribute(.emailAddress, "tai.man@example.hk", isVerified: false),
        ], method: .a)

    package static let organisation = SubjectFacts(attributes: [
        SubjectAttribute(.countryName, "CN"),
        SubjectAttribute(.organizationName, "木棉花（廣東）有限公司"),
        SubjectAttribute(.commonName, "木棉花（廣東）有限公司"),
        SubjectAttribute(.organizationIdentifier, "NTRCN-91110000600037341L"),
    ])

    package func subject(_ kind: Profile.Kind) -> SubjectFacts {
        switch kind {
        case .personal: Self.person
        case .organisation: Self.organisation
        case .root: Self.authority("TEST Kapok Root")
        case .issuing: Self.authority("TEST Kapok Issuing")
        case .ocspResponder: Self.authority("TEST Kapok OCSP Responder")
        }
    }

    package func issuer(_ kind: Profile.Kind) -> AuthorityFacts {
        kind.isAuthority ? root : issuing
    }

    /// A template that holds, with what a test replaces in it.
    package func template(
        _ kind: Profile.Kind, subject: SubjectFacts? = nil, issuer: AuthorityFacts? = nil,
        key: PublicKey? = nil, serial: [UInt8]? = nil, validity: Validity? = nil,
        family: AlgorithmFamily? = nil
    ) throws -> CertificateTemplate {
        let profile = Profile.of(kind, family ?? self.family)
        let ownKey: PublicKey =
            switch kind {
            case .root: rootKey.publicKey
            case .issuing: issuingKey.publicKey
            case .personal, .organisation, .ocspResponder: subscriberKey.publicKey
            }
        let years = kind == .root ? 30 : kind == .issuing ? 20 : kind == .ocspResponder ? 1 : 3
        return CertificateTemplate(
            profile: profile, authority: issuer ?? self.issuer(kind),
            subject: subject ?? self.subject(kind), key: key ?? ownKey,
            serialNumber: try SerialNumber(bytes: serial ?? [1] + [UInt8](repeating: 7, count: 19)),
            validity: try validity ?? Self.validity(years: years))
    }

    package func certificate(
        _ kind: Profile.Kind, _ template: CertificateTemplate? = nil
    ) throws -> Certificate {
        let contents = try (template ?? self.template(kind)).tbsCertificate()
        return try sign(contents, with: kind.isAuthority ? rootKey : issuingKey)
    }

    /// Signs any contents, right or wrong.
    package func sign(
        _ contents: TBSCertificate, with key: SoftwareKey, _ algorithm: SignatureAlgorithm? = nil
    ) throws -> Certificate {
        let algorithm = algorithm ?? self.algorithm
        return try Certificate(
            toBeSigned: contents.derEncoded, signatureAlgorithm: algorithm.identifier,
            signature: key.sign(contents.derEncoded, with: algorithm))
    }
}
