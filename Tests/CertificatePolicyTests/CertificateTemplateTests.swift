import CertificatePolicy
import Cryptography
import Messages
import PKIX
import SwiftASN1
import TestSupport
import Testing

@Suite struct `What certificates contain` {
    typealias Facts = SubjectFacts
    let authority = TestAuthority.rsa

    private func refusal(_ template: CertificateTemplate) -> Refusal? {
        do {
            _ = try template.tbsCertificate()
            return nil
        } catch {
            for language in Language.allCases {
                #expect(!error.message(in: language).contains("{"), "\(error)")
            }
            return error
        }
    }

    private func code(_ template: CertificateTemplate) -> String? {
        refusal(template)?.code.id
    }

    private func code(_ kind: Profile.Kind, _ subject: Facts) throws -> String? {
        code(try authority.template(kind, subject: subject))
    }

    @Test(arguments: Profile.all, Jurisdiction.allCases)
    func `[3.2c, A2.1, A2.6] what a profile makes passes the linter, before and after signing`(
        profile: Profile, jurisdiction: Jurisdiction
    ) throws {
        let authority = try TestAuthority(
            profile.family, jurisdiction: jurisdiction, keysOf: .of(profile.family))
        let template = try authority.template(profile.kind)
        let contents = try template.tbsCertificate()
        let before = Lint.certificate(
            toBeSigned: contents.derEncoded, profile: profile, authority: template.authority,
            subject: template.subject)
        #expect(before.map(\.rule) == [])
        let certificate = try authority.certificate(profile.kind)
        let after = Lint.signedCertificate(
            derEncoded: certificate.derEncoded, approved: contents.derEncoded, profile: profile,
            authority: template.authority, subject: template.subject)
        #expect(after.map(\.rule) == [])
    }

    @Test func `[3.2b] the same facts give the same octets`() throws {
        let one = try authority.template(.personal).tbsCertificate()
        let reordered = Facts(
            attributes: TestAuthority.person.attributes.reversed(), method: .a)
        let two = try authority.template(.personal, subject: reordered).tbsCertificate()
        #expect(one == two)
    }

    @Test(arguments: [
        (Jurisdiction.hongKong, Profile.Kind.personal, [PolicyOIDs.hongKong]),
        (.hongKong, .organisation, [PolicyOIDs.hongKong]),
        (.guangdong, .personal, [PolicyOIDs.mainlandPersonal]),
        (.guangdong, .organisation, [PolicyOIDs.mainlandOrganisation]),
        (.hongKong, .issuing, [PolicyOIDs.hongKong]),
        (.guangdong, .issuing, [PolicyOIDs.mainlandPersonal, PolicyOIDs.mainlandOrganisation]),
        (.hongKong, .root, []), (.hongKong, .ocspResponder, []),
    ])
    func `[1.4] each kind carries the policies of its jurisdiction`(
        jurisdiction: Jurisdiction, kind: Profile.Kind, expected: [ASN1ObjectIdentifier]
    ) throws {
        let authority = try TestAuthority(.rsa, jurisdiction: jurisdiction, keysOf: .rsa)
        let contents = try authority.template(kind).tbsCertificate()
        let policies = try contents.extensions.value(of: CertificatePolicies.self)
        #expect((policies?.policies ?? []).map(\.policy) == expected)
    }

    @Test func `[5.1] required facts are asked for, others have no place`() throws {
        let person = TestAuthority.person
        for kind in [SubjectAttributeKind.countryName, .commonName, .serialNumber] {
            #expect(try code(.personal, person.with([kind: nil])) == "profile.attributeMissing")
        }
        #expect(try code(.personal, person.with([.surname: nil, .givenName: nil])) == nil)
        #expect(try code(.personal, person.with([.title: "經理"])) == "profile.attributeNotAllowed")
        let organisation = TestAuthority.organisation
        #expect(
            try code(.organisation, organisation.with([.organizationIdentifier: nil]))
                == "profile.attributeMissing")
        #expect(
            try code(
                .organisation,
                organisation.with([.organizationIdentifier: nil, .serialNumber: "12345678"])) == nil
        )
        let twice = Facts(
            attributes: person.attributes + [SubjectAttribute(.surname, "陳")], method: .a)
        #expect(try code(.personal, twice) == "profile.attributeRepeated")
    }

    @Test(arguments: ["匿名", "Anonymous", "無名氏"])
    func `[5.2c] an anonymous name is refused`(name: String) throws {
        #expect(
            try code(.personal, TestAuthority.person.with([.commonName: name])) == "name.pseudonym")
    }

    @Test func `[5.2c] a pseudonym is refused, and another name than the organisation's`() throws {
        #expect(
            try code(.personal, TestAuthority.person.with([.pseudonym: "木棉"]))
                == "name.pseudonym")
        #expect(
            try code(.organisation, TestAuthority.organisation.with([.commonName: "木棉花"]))
                == "profile.nameDiffers")
    }

    @Test func `[5.2a] a name that hides something is refused by field`() throws {
        let template = try authority.template(
            .personal, subject: TestAuthority.person.with([.givenName: "大\u{202E}文"]))
        #expect(refusal(template)?.field == "givenName")
        #expect(refusal(template)?.code.id == "name.bidirectional")
    }

    @Test func `[5.6b] a person's certificate states the method, an organisation's has none`()
        throws
    {
        #expect(
            try code(.personal, TestAuthority.person.with(nil as IdentityVerificationMethod?))
                == "profile.methodMissing")
        #expect(
            try code(.organisation, TestAuthority.organisation.with(.a))
                == "profile.methodNotAllowed")
        for method in IdentityVerificationMethod.allCases {
            let template = try authority.template(
                .personal, subject: TestAuthority.person.with(method))
            let contents = try template.tbsCertificate()
            let stated = try PrivateArc(base: TestAuthority.arc).value(
                of: IdentityVerificationMethod.self, in: contents.extensions)
            #expect(stated == method)
            #expect(template.notice?.text.contains("method \(method.rawValue).") == true)
        }
    }

    @Test
    func `[5.7] what is unverified is named, and refused where the profile does not declare it`()
        throws
    {
        let unverifiedName = Facts(
            attributes: TestAuthority.person.attributes.map {
                SubjectAttribute($0.kind, $0.value, isVerified: $0.kind != .surname)
            }, method: .a)
        #expect(try code(.personal, unverifiedName) == "profile.attributeUnverified")
        let template = try authority.template(.personal)
        #expect(template.notice?.text.contains("Not verified: e-mail address.") == true)
        let verified = Facts(
            attributes: TestAuthority.person.attributes.map { SubjectAttribute($0.kind, $0.value) },
            method: .a)
        let clean = try authority.template(.personal, subject: verified)
        #expect(clean.notice?.text.contains("Not verified") == false)
        let arc = PrivateArc(base: TestAuthority.arc)
        let contents = try clean.tbsCertificate()
        #expect(contents.extensions[arc.oid(of: UnverifiedInformation.self)] == nil)
    }

    @Test func `[11.1] without a reliance limit there is no subscriber certificate`() throws {
        for kind in [Profile.Kind.personal, .organisation] {
            let issuing = authority.issuing.with(relianceLimits: [:])
            let template = try authority.template(kind, issuer: issuing)
            #expect(code(template) == "profile.limitMissing")
            let limit = RelianceLimit(currency: "HKD", amount: 0)
            let zero = try authority.template(
                kind,
                issuer: authority.issuing.with(
                    relianceLimits: [kind: limit].compactMapValues { $0 }))
            let contents = try zero.tbsCertificate()
            let stated = try contents.extensions.value(of: QCStatements.self)?.limit
            #expect(stated?.amount == 0)
            #expect(zero.notice?.text.contains("Reliance limit HKD 0.") == true)
        }
    }

    @Test(arguments: ["hkd", "HK", "HK$", ""])
    func `[11.1] a limit is in a currency of ISO 4217 and not negative`(currency: String) {
        #expect(RelianceLimit(currency: currency, amount: 1) == nil)
        #expect(RelianceLimit(currency: "CNY", amount: -1) == nil)
        #expect(RelianceLimit(currency: "CNY", amount: RelianceLimit.greatestAmount + 1) == nil)
    }

    @Test(arguments: [
        (Profile.Kind.personal, 5), (.organisation, 5), (.ocspResponder, 1), (.root, 50),
    ])
    func `[6.13, 8.15e] subscribers have five years at most, authorities fifty`(
        kind: Profile.Kind, years: Int
    ) throws {
        let start = TestAuthority.now
        let end = CalendarYears.after(years, milliseconds: start)
        func validity(_ end: Int64) throws -> Validity {
            try Validity(notBeforeMilliseconds: start, notAfterMilliseconds: end)
        }
        #expect(code(try authority.template(kind, validity: validity(end - 1000))) == nil)
        let over = refusal(try authority.template(kind, validity: validity(end)))
        #expect(over?.code.id == "profile.validityTooLong")
        #expect(over?.code.clause == "8.15e")
    }

    @Test func `[8.15e] five years from 29 February end at the last second of February`() throws {
        let leapDay: Int64 = 1_709_164_800_000
        let profile = Profile.of(.personal, .rsa)
        #expect(
            Time.rfc3339(profile.latestNotAfter(notBeforeMilliseconds: leapDay))
                == "2029-02-28T23:59:59Z")
    }

    @Test func `[8.15c] no certificate outlives the key of its issuer`() throws {
        let issuer = try #require(authority.issuing.validity)
        let start = issuer.notAfterMilliseconds - 1_000_000
        func validity(_ start: Int64, _ end: Int64) throws -> Validity {
            try Validity(notBeforeMilliseconds: start, notAfterMilliseconds: end)
        }
        let exact = try validity(start, issuer.notAfterMilliseconds)
        #expect(code(try authority.template(.personal, validity: exact)) == nil)
        let over = try validity(start, issuer.notAfterMilliseconds + 1000)
        #expect(
            code(try authority.template(.personal, validity: over)) == "profile.outlivesIssuer")
        let early = try validity(issuer.notBeforeMilliseconds - 1000, start)
        #expect(code(try authority.template(.personal, validity: early)) != nil)
    }

    @Test func `[A2.4] a key outside the category of its issuer is refused`() throws {
        func code(_ algorithm: KeyAlgorithm) throws -> String? {
            let key = try SoftwareKey.generate(algorithm).publicKey
            return self.code(try authority.template(.personal, key: key))
        }
        #expect(try code(.p256) == "profile.keyOutsideCategory")
        #expect(try code(.ed25519) == "profile.keyOutsideCategory")
        #expect(try code(.sm2) == "profile.keyOutsideCategory")
        #expect(try code(.rsa(bits: 2048)) == nil)
        let mixed = try authority.template(
            .personal, key: TestAuthority.sm2.subscriberKey.publicKey, family: .sm2)
        #expect(self.code(mixed) == "profile.signatureOutsideCategory")
    }

    @Test func `[8.8c] a key of the least strength is taken`() throws {
        let key = try SoftwareKey.generate(.rsa(bits: 2048)).publicKey
        #expect(code(try authority.template(.personal, key: key)) == nil)
    }

    @Test func `[8.8c] a weak key is refused`() throws {
        let weak = try PublicKey(weakened(authority.subscriberKey.publicKey))
        #expect(code(try authority.template(.personal, key: weak)) == "profile.keyWeak")
    }

    @Test(arguments: [
        [UInt8](repeating: 1, count: 19), [0x80] + [UInt8](repeating: 1, count: 18),
    ])
    func `[RFC 5280 §4.1.2.2] serial numbers have twenty octets and are positive`(serial: [UInt8])
        throws
    {
        #expect(
            code(try authority.template(.personal, serial: serial)) == "profile.serialMalformed")
    }

    @Test func `[8.22b] names of authorities say TEST in test, and only there`() throws {
        #expect(try code(.root, TestAuthority.authority("Kapok Root")) == "profile.environmentMark")
        #expect(try code(.root, TestAuthority.authority("KAPOK TESTING")) != nil)
        let production = try TestAuthority(.rsa, environment: .production, keysOf: .rsa)
        #expect(
            code(try production.template(.root, subject: TestAuthority.authority("TEST Root")))
                == "profile.environmentMark")
        let person = try production.template(.personal).tbsCertificate()
        let arc = PrivateArc(base: TestAuthority.arc)
        #expect(person.extensions[arc.oid(of: IssuingEnvironment.self)] == nil)
        #expect(Environment.test.named("Kapok") == "TEST Kapok")
        #expect(Environment.test.named("TEST Kapok") == "TEST Kapok")
        #expect(Environment.production.named("Kapok") == "Kapok")
    }

    @Test(arguments: ["https://ca.example.hk/a.crl", "http://", "ldap://x/y", "http://h/ü", ""])
    func `[3.3a] an address that is not plain http is refused`(address: String) throws {
        let issuing = authority.issuing.with(
            addresses: PublicationAddresses(
                certificateLists: [address], issuerCertificates: ["http://ca.example.hk/a.cer"],
                statusResponders: ["http://ca.example.hk/ocsp"],
                practiceStatement: "https://ca.example.hk/cps"))
        #expect(
            code(try authority.template(.personal, issuer: issuing)) == "profile.addressMalformed")
    }

    @Test func `[RFC 5280 §4.2.1.4] the longest notice has its place`() throws {
        let greatest = RelianceLimit(currency: "HKD", amount: RelianceLimit.greatestAmount)
        let organisation = Facts(
            attributes: TestAuthority.organisation.attributes + [
                SubjectAttribute(.emailAddress, "a@example.hk", isVerified: false),
                SubjectAttribute(.organizationalUnitName, "部門", isVerified: false),
            ])
        for (kind, subject) in [
            (Profile.Kind.personal, TestAuthority.person), (.organisation, organisation),
        ] {
            let issuing = authority.issuing.with(
                relianceLimits: [kind: greatest].compactMapValues { $0 })
            let template = try authority.template(kind, subject: subject, issuer: issuing)
            #expect(code(template) == nil)
            let text = try #require(template.notice?.text)
            #expect(throws: Never.self) { try DisplayText(text) }
        }
    }

    @Test func `[6.16] nothing modifies an issued certificate`() {
        let words = ["modify", "amend", "update", "edit", "rekey"]
        for operation in Operation.all {
            #expect(!words.contains { operation.id.lowercased().contains($0) }, "\(operation.id)")
        }
    }
}

extension AuthorityFacts {
    fileprivate func with(
        addresses: PublicationAddresses? = nil, relianceLimits: [Profile.Kind: RelianceLimit]? = nil
    ) -> AuthorityFacts {
        AuthorityFacts(
            name: name, key: key, signatureAlgorithm: signatureAlgorithm, validity: validity,
            jurisdiction: jurisdiction, environment: environment, privateArc: privateArc,
            addresses: addresses ?? self.addresses,
            relianceLimits: relianceLimits ?? self.relianceLimits)
    }
}
