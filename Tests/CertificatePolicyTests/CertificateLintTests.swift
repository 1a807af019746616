import CertificatePolicy
import Cryptography
import Messages
import PKIX
import SwiftASN1
import TestSupport
import Testing

/// The smallest breach of one rule, in an otherwise right certificate.
struct CertificateBreach: Sendable, CustomTestStringConvertible {
    let rule: String
    let kind: Profile.Kind
    let subject: SubjectFacts
    /// Rules that the same breach cannot but break too.
    let also: Set<String>
    let octets: @Sendable (TBSCertificate) throws -> [UInt8]

    init(
        _ rule: String, _ kind: Profile.Kind = .personal, subject: SubjectFacts? = nil,
        also: Set<String> = [],
        _ change: @escaping @Sendable (TBSCertificate) throws -> TBSCertificate
    ) {
        self.init(octetsOf: rule, kind, subject: subject, also: also) {
            try change($0).derEncoded
        }
    }

    init(
        octetsOf rule: String, _ kind: Profile.Kind = .personal, subject: SubjectFacts? = nil,
        also: Set<String> = [], _ octets: @escaping @Sendable (TBSCertificate) throws -> [UInt8]
    ) {
        self.rule = rule
        self.kind = kind
        self.subject = subject ?? TestAuthority.rsa.subject(kind)
        self.also = also
        self.octets = octets
    }

    var testDescription: String {
        let clause = Lint.certificateRules.first { $0.id == rule }?.clause ?? "?"
        return "[\(clause)] \(rule)"
    }
}

@Suite struct `The linter of certificates` {
    @Test(arguments: breaches)
    func `[3.2c] each rule finds its smallest breach, and nothing else does`(
        breach: CertificateBreach
    ) throws {
        let authority = TestAuthority.rsa
        let profile = Profile.of(breach.kind, .rsa)
        let good = try authority.template(breach.kind).tbsCertificate()
        let findings = Lint.certificate(
            toBeSigned: try breach.octets(good), profile: profile,
            authority: authority.issuer(breach.kind), subject: breach.subject)
        let found = Set(findings.map(\.rule))
        #expect(found == breach.also.union([breach.rule]))
        for finding in findings {
            for language in Language.allCases {
                #expect(!finding.message(in: language).contains("{"), "\(finding)")
            }
            #expect(finding.refusal.code.clause == finding.clause)
        }
    }

    @Test func `[3.2c] every rule has its breach here`() {
        #expect(Set(breaches.map(\.rule)) == Set(Lint.certificateRules.map(\.id)))
        #expect(Set(Lint.certificateRules.map(\.id)).count == Lint.certificateRules.count)
    }

    @Test func `[9.2, A2.1] what is no strict DER of version 3 is found, by its clause`() throws {
        let authority = TestAuthority.rsa
        let good = try authority.template(.personal).tbsCertificate()
        func findings(_ octets: [UInt8]) -> [LintFinding] {
            Lint.certificate(
                toBeSigned: octets, profile: Profile.of(.personal, .rsa),
                authority: authority.issuing, subject: TestAuthority.person)
        }
        let versionTwo = findings(good.encoded(version: 1))
        #expect(versionTwo.map(\.rule) == ["certificate.encoding"])
        #expect(versionTwo.map(\.clause) == ["9.2"])
        #expect(findings(good.derEncoded.dropLast()).map(\.rule) == ["certificate.encoding"])
        #expect(findings([]).map(\.rule) == ["certificate.encoding"])
        #expect(findings(good.derEncoded + [0]).map(\.rule) == ["certificate.encoding"])
    }

    @Test func `[RFC 5280 appendix A] a name over its bound cannot be read`() throws {
        let long = String(repeating: "木", count: 65)
        var writer = DERWriter()
        writer.sequence { name in
            name.constructed(.set) { rdn in
                rdn.sequence { attribute in
                    attribute.objectIdentifier(AttributeType.commonName.identifier)
                    attribute.string(long, .utf8String)
                }
            }
        }
        let name = try DistinguishedName(derEncoded: writer.bytes, tolerance: .tolerant)
        let good = try TestAuthority.rsa.template(.personal).tbsCertificate()
        let findings = Lint.certificate(
            toBeSigned: try good.with(subject: name).derEncoded,
            profile: Profile.of(.personal, .rsa), authority: TestAuthority.rsa.issuing,
            subject: TestAuthority.person)
        #expect(findings.map(\.rule) == ["certificate.encoding"])
    }

    @Test func `[6.16, A2.6] a signature that is not the issuer's, and a change, are found`()
        throws
    {
        let authority = TestAuthority.rsa
        let contents = try authority.template(.personal).tbsCertificate()
        func findings(_ certificate: Certificate, approved: [UInt8]) -> [String] {
            Lint.signedCertificate(
                derEncoded: certificate.derEncoded, approved: approved,
                profile: Profile.of(.personal, .rsa), authority: authority.issuing,
                subject: TestAuthority.person
            ).map(\.rule)
        }
        let signed = try authority.sign(contents, with: authority.issuingKey)
        #expect(findings(signed, approved: contents.derEncoded) == [])
        let forged = try authority.sign(contents, with: authority.subscriberKey)
        #expect(findings(forged, approved: contents.derEncoded) == ["certificate.signature"])
        let other = try authority.template(
            .personal, serial: [2] + [UInt8](repeating: 7, count: 19)
        )
        .tbsCertificate()
        #expect(findings(signed, approved: other.derEncoded) == ["certificate.asApproved"])
    }
}
