import Cryptography
import PKIX
import SwiftASN1

/// Certificates and parts of them that the tests make.
enum Samples {
    /// 2026-01-01T00:00:00Z.
    static let start: Int64 = 1_767_225_600_000
    /// 2031-01-01T00:00:00Z.
    static let end: Int64 = 1_924_992_000_000

    static func name(_ commonName: String) throws -> DistinguishedName {
        DistinguishedName(attributes: [
            try NameAttribute(.countryName, "HK"),
            try NameAttribute(.organizationName, "Kapok 測試"),
            try NameAttribute(.commonName, commonName),
        ])
    }

    static func tbs(
        _ key: PublicKey, _ algorithm: SignatureAlgorithm, extensions: Extensions,
        issuer: String = "Root", subject: String = "Root"
    ) throws -> TBSCertificate {
        TBSCertificate(
            serialNumber: try SerialNumber(parsing: "01:02:03"), signature: algorithm.identifier,
            issuer: try name(issuer),
            validity: try Validity(notBeforeMilliseconds: start, notAfterMilliseconds: end),
            subject: try name(subject), subjectPublicKeyInfo: key.subjectPublicKeyInfo,
            extensions: extensions)
    }

    /// A self-signed certificate.
    static func certificate(
        _ key: SoftwareKey, _ algorithm: SignatureAlgorithm, extensions: Extensions
    ) throws -> Certificate {
        let tbs = try tbs(key.publicKey, algorithm, extensions: extensions)
        return try Certificate(
            toBeSigned: tbs.derEncoded, signatureAlgorithm: algorithm.identifier,
            signature: key.sign(tbs.derEncoded, with: algorithm))
    }

    static let arc = PrivateArc(base: [1, 3, 6, 1, 4, 1, 32473])

    /// One of each extension, as a subscriber or an authority may carry them.
    static func everyExtension(_ key: PublicKey) throws -> Extensions {
        try Extensions([
            BasicConstraints.authority(pathLength: 0).asExtension(critical: true),
            KeyUsage([.keyCertSign, .cRLSign, .decipherOnly]).asExtension(critical: true),
            ExtendedKeyUsage([ExtendedKeyUsage.ocspSigning]).asExtension(critical: false),
            SubjectKeyIdentifier(key.keyIdentifier).asExtension(critical: false),
            AuthorityKeyIdentifier(keyIdentifier: key.keyIdentifier).asExtension(critical: false),
            SubjectAlternativeName([
                .rfc822Name("person@example.com"), .dnsName("example.com"),
                .uri("https://example.com/"), .ipAddress([192, 0, 2, 1]),
                .directoryName(try name("Other")), .registeredID([1, 2, 3, 4]),
                .otherName(type: [1, 3, 6, 1, 4, 1, 311, 20, 2, 3], value: [0x0c, 1, 0x61]),
            ]).asExtension(critical: false),
            CertificatePolicies([
                PolicyInformation(
                    [2, 16, 156, 339, 1, 1, 1, 2, 1],
                    qualifiers: [
                        .cps("https://ca.example/cps"),
                        .userNotice(UserNotice(try DisplayText("身份驗證方法 A"))),
                    ]),
                PolicyInformation([2, 16, 344, 8, 2, 2008, 810, 2, 2018, 1, 1]),
            ]).asExtension(critical: false),
            PolicyMappings([
                PolicyMapping(
                    issuerDomainPolicy: [1, 2, 3, 4], subjectDomainPolicy: [1, 2, 3, 5])
            ]).asExtension(critical: true),
            PolicyConstraints(requireExplicitPolicy: 0, inhibitPolicyMapping: 3)
                .asExtension(critical: true),
            InhibitAnyPolicy(skipCertificates: 0).asExtension(critical: true),
            NameConstraints(
                permitted: [.directoryName(try name("Root"))], excluded: [.dnsName("example.org")]
            ).asExtension(critical: true),
            CRLDistributionPoints([
                DistributionPoint(uris: ["http://ca.example/crl/1.crl"])
            ]).asExtension(critical: false),
            AuthorityInformationAccess([
                AccessDescription(AccessDescription.ocsp, .uri("http://ca.example/ocsp")),
                AccessDescription(AccessDescription.caIssuers, .uri("http://ca.example/1.cer")),
            ]).asExtension(critical: false),
            PrivateKeyUsagePeriod(notBeforeMilliseconds: start, notAfterMilliseconds: end)
                .asExtension(critical: false),
            QCStatements([
                .compliance, .limitValue(try MonetaryValue(currency: "HKD", amount: 200_000)),
            ]).asExtension(critical: false),
            OCSPNoCheck().asExtension(critical: false),
            IdentityExtension(.residentCard, "11010519491231002X").asExtension(),
            IdentityExtension(.organizationCode, "91110000600037341L").asExtension(),
            arc.asExtension(IdentityVerificationMethod.a),
            arc.asExtension(IssuingEnvironment.test),
            arc.asExtension(
                JournalCheckpoint(
                    origin: "ca.example/journal", size: 77,
                    root: [UInt8](repeating: 0xab, count: 32))),
            arc.asExtension(UnverifiedInformation([.emailAddress, .title])),
            Extension(oid: [1, 2, 3, 4, 5], critical: false, value: [0xde, 0xad]),
        ])
    }
}
