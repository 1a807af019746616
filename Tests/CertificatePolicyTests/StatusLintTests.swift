import CertificatePolicy
import Cryptography
import Messages
import PKIX
import SwiftASN1
import TestSupport
import Testing

/// What is in force in these tests: one certificate suspended, one revoked.
private enum Held {
    static let date = TestAuthority.now - 1000

    static func entry(
        _ last: UInt8, _ reason: RevocationReason?, at moment: Int64 = date,
        invalidity: Int64? = nil
    ) throws -> RevokedCertificate {
        try RevokedCertificate(
            serialNumber: serial(last), revocationDateMilliseconds: moment, reason: reason,
            invalidityDateMilliseconds: invalidity)
    }

    static func serial(_ last: UInt8) throws -> SerialNumber {
        try SerialNumber(bytes: [1] + [UInt8](repeating: 5, count: 18) + [last])
    }

    static func entries() throws -> [RevokedCertificate] {
        [try entry(1, .certificateHold), try entry(2, .keyCompromise)]
    }
}

@Suite struct `The linter of CRLs` {
    let authority = TestAuthority.rsa

    func findings(
        _ list: CertificateList, family: AlgorithmFamily = .rsa, last: UInt64? = nil,
        period: CertificateListUnderLint.Period = .subscribers(
            maximumMilliseconds: 2 * TestAuthority.day)
    ) throws -> [LintFinding] {
        let findings = Lint.signedCertificateList(
            CertificateListUnderLint(
                list: list, authority: period == .authorities ? authority.root : authority.issuing,
                family: family, period: period, lastNumber: last.map { CRLNumber($0) }))
        for finding in findings {
            for language in Language.allCases {
                #expect(!finding.message(in: language).contains("{"), "\(finding)")
            }
        }
        return findings
    }

    func rules(_ findings: [LintFinding]) -> [String] {
        findings.map(\.rule)
    }

    @Test(arguments: AlgorithmFamily.allCases)
    func `[A2.2] a right CRL passes`(family: AlgorithmFamily) throws {
        let authority = TestAuthority.of(family)
        let list = try authority.list(of: .issuing, Held.entries())
        let findings = Lint.signedCertificateList(
            CertificateListUnderLint(
                list: list, authority: authority.issuing, family: family,
                period: .subscribers(maximumMilliseconds: 2 * TestAuthority.day), lastNumber: nil))
        #expect(findings.map(\.rule) == [])
    }

    @Test(arguments: [UInt8(0), 2])
    func `[9.2, A2.2] a list of another version than 2 is refused`(version: UInt8) throws {
        var octets = try authority.list(of: .issuing, Held.entries()).derEncoded
        // Version 2 is written as 1, the first number in the list.
        let place = try #require(
            octets.indices.first { octets[$0...].starts(with: [0x02, 0x01, 0x01]) })
        #expect(throws: Never.self) { try CertificateList(derEncoded: octets) }
        octets[place + 2] = version
        let error = #expect(throws: PKIXError.self) { try CertificateList(derEncoded: octets) }
        #expect(error.map { Lint.unreadable("crl.encoding", $0).clause } == "9.2")
    }

    @Test func `[4.11c] the time to the next update has a limit`() throws {
        let start = TestAuthority.now
        let exact = try authority.list(
            of: .issuing, Held.entries(), at: start, until: start + 2 * TestAuthority.day)
        #expect(try rules(findings(exact)) == [])
        let over = try authority.list(
            of: .issuing, Held.entries(), at: start, until: start + 2 * TestAuthority.day + 1000)
        #expect(try rules(findings(over)) == ["crl.nextUpdate.4.11c"])
    }

    @Test func `[4.11f] an ARL is renewed within a year`() throws {
        let start = TestAuthority.now
        let exact = try authority.list(of: .root, at: start, until: start + 366 * TestAuthority.day)
        #expect(try rules(findings(exact, period: .authorities)) == [])
        let over = try authority.list(
            of: .root, at: start, until: start + 366 * TestAuthority.day + 1000)
        #expect(
            try findings(over, period: .authorities).map(\.clause) == ["4.11f"])
    }

    @Test func `[RFC 5280 §5.2.3] the number grows`() throws {
        let list = try authority.list(of: .issuing, Held.entries(), number: 7)
        #expect(try rules(findings(list, last: 6)) == [])
        #expect(try rules(findings(list, last: 7)) == ["crl.number"])
        let critical = try authority.list(
            of: .issuing, Held.entries(),
            extensions: [
                AuthorityKeyIdentifier(keyIdentifier: authority.issuing.key.keyIdentifier)
                    .asExtension(critical: false),
                CRLNumber(7).asExtension(critical: true),
            ])
        #expect(try rules(findings(critical)) == ["crl.number", "crl.extensions"])
    }

    @Test func `[RFC 5280 §5.2] the extensions are those of a full CRL`() throws {
        let key = AuthorityKeyIdentifier(keyIdentifier: authority.issuing.key.keyIdentifier)
        let number = CRLNumber(1).asExtension(critical: false)
        let unknown = try authority.list(
            of: .issuing, Held.entries(),
            extensions: [
                key.asExtension(critical: false), number,
                Extension(oid: [1, 2, 3, 4], critical: false, value: [0x05, 0x00]),
            ])
        #expect(try rules(findings(unknown)) == ["crl.extensions"])
        let checkpoint = try JournalCheckpoint(
            origin: "ca.example.hk/journal", size: 7, root: [UInt8](repeating: 1, count: 32))
        let witness = try authority.list(
            of: .issuing, Held.entries(),
            extensions: [
                key.asExtension(critical: false), number,
                PrivateArc(base: TestAuthority.arc).asExtension(checkpoint),
            ])
        #expect(try rules(findings(witness)) == [])
        let without = try authority.list(of: .issuing, Held.entries(), extensions: [number])
        #expect(try rules(findings(without)) == ["crl.authorityKeyIdentifier"])
    }

    @Test func `[RFC 5280 §5.3] entries are of the past, each once, with a reason of full CRLs`()
        throws
    {
        let late = try authority.list(
            of: .issuing,
            [
                Held.entry(1, nil, at: TestAuthority.now),
                Held.entry(2, nil, at: TestAuthority.now + 1000),
            ])
        #expect(try rules(findings(late)) == ["crl.entryTime"])
        let twice = try authority.list(of: .issuing, [Held.entry(1, nil), Held.entry(1, nil)])
        #expect(try rules(findings(twice)) == ["crl.entryOnce"])
        let delta = try authority.list(of: .issuing, [Held.entry(1, .removeFromCRL)])
        #expect(try rules(findings(delta)) == ["crl.entryReason"])
        let indirect = try RevokedCertificate(
            serialNumber: Held.serial(1), revocationDateMilliseconds: Held.date,
            certificateIssuer: CertificateIssuer(authority.issuing.name))
        let foreign = try authority.list(of: .issuing, [indirect])
        #expect(try rules(findings(foreign)) == ["crl.entries"])
    }

    @Test func `[A2.4] algorithm, issuer and signature are the authority's`() throws {
        let list = try authority.list(of: .issuing, Held.entries())
        #expect(try rules(findings(list, family: .sm2)) == ["crl.signatureAlgorithm"])
        let ofRoot = try authority.list(of: .root, Held.entries())
        #expect(
            try rules(findings(ofRoot))
                == ["crl.issuer", "crl.authorityKeyIdentifier", "crl.signature"])
        let forged = try authority.list(
            of: .issuing, Held.entries(), signedWith: authority.subscriberKey)
        #expect(try rules(findings(forged)) == ["crl.signature"])
    }

    @Test func `Every rule has its breach here`() {
        #expect(
            Set(Lint.certificateListRules.map(\.id)) == [
                "crl.signatureAlgorithm", "crl.issuer", "crl.nextUpdate.4.11c",
                "crl.nextUpdate.4.11f", "crl.number", "crl.authorityKeyIdentifier",
                "crl.extensions", "crl.entries", "crl.entryReason", "crl.entryTime",
                "crl.entryOnce",
            ])
    }
}

@Suite struct `The linter of OCSP answers` {
    let authority = TestAuthority.rsa

    func findings(
        _ answer: BasicOCSPResponse, responder: Certificate, family: AlgorithmFamily = .rsa,
        expected: SingleResponse.Status = .good, of certificate: Certificate
    ) -> [String] {
        let findings = Lint.statusAnswer(
            StatusAnswerUnderLint(
                answer: answer, issuer: authority.issuing, family: family, responder: responder,
                maximumMilliseconds: TestAuthority.day,
                expected: [certificate.serialNumber: expected]))
        for finding in findings {
            for language in Language.allCases {
                #expect(!finding.message(in: language).contains("{"), "\(finding)")
            }
        }
        return findings.map(\.rule)
    }

    @Test func `[RFC 6960 §4.2] a right answer passes, and each breach is found`() throws {
        let certificate = try authority.certificate(.personal)
        let responder = try authority.certificate(.ocspResponder)
        let now = TestAuthority.now
        let hold = SingleResponse.Status.revoked(atMilliseconds: now, reason: .certificateHold)
        func answer(
            _ status: SingleResponse.Status = .good, until end: Int64? = nil,
            by other: Certificate? = nil, key: SoftwareKey? = nil, issuer: TestAuthority? = nil
        ) throws -> BasicOCSPResponse {
            try (issuer ?? authority).answer(
                about: certificate, status, at: now, until: end, responder: other ?? responder,
                responderKey: key ?? authority.subscriberKey)
        }
        func judged(
            _ answer: BasicOCSPResponse, _ expected: SingleResponse.Status = .good,
            by other: Certificate? = nil, family: AlgorithmFamily = .rsa
        ) -> [String] {
            findings(
                answer, responder: other ?? responder, family: family, expected: expected,
                of: certificate)
        }
        #expect(try judged(answer()) == [])
        #expect(try judged(answer(hold), hold) == [])
        #expect(try judged(answer(), hold) == ["ocsp.status"])
        #expect(try judged(answer(.unknown)) == ["ocsp.status"])
        #expect(try judged(answer(until: now + TestAuthority.day + 1000)) == ["ocsp.lifetime"])
        #expect(try judged(answer(), family: .sm2) == ["ocsp.signatureAlgorithm"])
        #expect(try judged(answer(key: authority.rootKey)) == ["ocsp.signature"])
        let future = SingleResponse.Status.revoked(atMilliseconds: now + 1000, reason: nil)
        #expect(try judged(answer(future), future) == ["ocsp.times"])
        #expect(try judged(answer(by: certificate), by: certificate) == ["ocsp.delegation"])
        #expect(
            try judged(answer(by: certificate))
                == ["ocsp.responder", "ocsp.delegation"])
        let other = try TestAuthority(.rsa)
        #expect(try judged(answer(issuer: other)) == ["ocsp.certID"])
        // RFC 6960 §2.2: of an issuer that it does not serve a responder says unknown.
        #expect(try judged(answer(.unknown, issuer: other)) == [])
    }

    @Test func `Every rule has its breach here`() {
        #expect(
            Set(Lint.statusAnswerRules.map(\.id)) == [
                "ocsp.signatureAlgorithm", "ocsp.responder", "ocsp.delegation", "ocsp.times",
                "ocsp.lifetime", "ocsp.certID", "ocsp.status",
            ])
    }
}
