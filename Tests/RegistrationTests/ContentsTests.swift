import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import SwiftASN1
import Testing
import TestSupport

/// What a certificate says, asked of certificates that went all the way.
@Suite struct `An issued certificate` {
    private static let arc = PrivateArc(base: [1, 3, 6, 1, 4, 1, 32473])

    struct Kind: Sendable, CustomTestStringConvertible {
        let authority: String
        let category: String
        let policy: ASN1ObjectIdentifier
        let algorithm: SignatureAlgorithm
        var testDescription: String { "\(category) of \(authority)" }
    }

    static let kinds = [
        Kind(
            authority: "hk-rsa", category: "personal", policy: PolicyOIDs.hongKong,
            algorithm: .sha256WithRSA),
        Kind(
            authority: "hk-rsa", category: "organisation", policy: PolicyOIDs.hongKong,
            algorithm: .sha256WithRSA),
        Kind(
            authority: "gd-sm2", category: "personal", policy: PolicyOIDs.mainlandPersonal,
            algorithm: .sm2WithSM3),
        Kind(
            authority: "gd-sm2", category: "organisation",
            policy: PolicyOIDs.mainlandOrganisation, algorithm: .sm2WithSM3),
    ]

    private func certificate(
        _ kind: Kind, _ world: AuthorityWorld
    ) async throws -> (Certificate, CertificateRecord) {
        let record = try await world.issued(by: kind.authority, category: kind.category)
        return (try Certificate(derEncoded: record.certificate ?? []), record)
    }

    private func notices(_ certificate: Certificate) throws -> [String] {
        let policies = try certificate.extensions.value(of: CertificatePolicies.self)
        return (policies?.policies ?? []).flatMap(\.qualifiers).compactMap {
            guard case .userNotice(let notice) = $0 else { return nil }
            return notice.explicitText?.text
        }
    }

    @Test(arguments: kinds)
    func `[1.4] [A2.4] carries the policy of its jurisdiction, in one family of algorithms`(
        kind: Kind
    ) async throws {
        let world = try await AuthorityWorld.make()
        let (certificate, _) = try await certificate(kind, world)
        let policies = try certificate.extensions.value(of: CertificatePolicies.self)
        #expect(policies?.policies.map(\.policy) == [kind.policy])
        #expect(SignatureAlgorithm(identifier: certificate.signatureAlgorithm) == kind.algorithm)
        let key = try PublicKey(certificate.subjectPublicKeyInfo).algorithm
        #expect(key == (kind.algorithm == .sm2WithSM3 ? .sm2 : .rsa(bits: 2048)))
    }

    @Test(arguments: kinds)
    func `[11.1] states the reliance limit of its kind`(kind: Kind) async throws {
        let world = try await AuthorityWorld.make()
        let (certificate, _) = try await certificate(kind, world)
        let statements = try certificate.extensions.value(of: QCStatements.self)
        let amount = kind.category == "personal" ? 200_000 : 1_000_000
        let limit = try MonetaryValue(currency: "HKD", amount: amount)
        #expect(statements == QCStatements([.limitValue(limit)]))
        let notice = try notices(certificate).joined()
        #expect(notice.contains("HKD \(amount)"))
    }

    @Test(arguments: ["A", "B"])
    func `[5.6b] states how identity was verified, as notice and as extension`(
        method: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try TestSubscriber.rsa.get()
        let id = try await world.apply(subscriber)
        try await world.vet(id, changing: ["method": .string(method)])
        try await world.accept(id, with: subscriber)
        try await world.approve(id)
        try await world.issue(id)
        let record = try await world.record(
            "hk-rsa", try await world.application(id).serialHex ?? "")
        let certificate = try Certificate(derEncoded: record.certificate ?? [])
        let stated = try Self.arc.value(
            of: IdentityVerificationMethod.self, in: certificate.extensions)
        #expect(stated?.rawValue == method)
        #expect(try notices(certificate).joined().contains("method \(method)"))
    }

    @Test func `[5.7] names what was not verified`() async throws {
        let world = try await AuthorityWorld.make()
        let (certificate, _) = try await certificate(Self.kinds[0], world)
        let unverified = try Self.arc.value(
            of: UnverifiedInformation.self, in: certificate.extensions)
        #expect(unverified == UnverifiedInformation([.emailAddress]))
        #expect(try notices(certificate).joined().contains("Not verified: e-mail address."))
    }

    @Test func `[5.7] names nothing as unverified where all was verified`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued(
            subject: ["commonName": "陳大文", "countryName": "HK"])
        let certificate = try Certificate(derEncoded: record.certificate ?? [])
        #expect(
            try Self.arc.value(
                of: UnverifiedInformation.self, in: certificate.extensions) == nil)
        #expect(try !notices(certificate).joined().contains("Not verified"))
    }

    @Test(arguments: kinds)
    func `[5.2a] is named by its subscriber's own number`(kind: Kind) async throws {
        let world = try await AuthorityWorld.make()
        let (certificate, record) = try await certificate(kind, world)
        let application = try await world.application(record.application ?? "")
        #expect(certificate.subject[.serialNumber] == [application.subscriberReference])
    }

    @Test func `[5.2a] two people of one name have two subject names`() async throws {
        let world = try await AuthorityWorld.make()
        var names: [DistinguishedName] = []
        for number in ["A123456(3)", "G123456(A)"] {
            let subscriber = try world.newSubscriber()
            let id = try await world.apply(
                subscriber,
                identity: [
                    "documents": [["kind": "hongKongIdentityCard", "number": .string(number)]]
                ])
            if !names.isEmpty {
                try await `One reference number for each person and organisation`.decide(
                    world, id, "different")
            }
            try await world.bring(id, to: .issued, with: subscriber)
            let serial = try await world.application(id).serialHex ?? ""
            let record = try await world.record("hk-rsa", serial)
            names.append(try Certificate(derEncoded: record.certificate ?? []).subject)
        }
        #expect(names[0][.commonName] == names[1][.commonName])
        #expect(!names[0].matches(names[1]))
    }

    @Test(arguments: kinds)
    func `[8.15b] lets its key sign exactly as long as it is valid`(kind: Kind) async throws {
        let world = try await AuthorityWorld.make()
        let (certificate, _) = try await certificate(kind, world)
        let period = try certificate.extensions.value(of: PrivateKeyUsagePeriod.self)
        #expect(period?.notBeforeMilliseconds == certificate.validity.notBeforeMilliseconds)
        #expect(period?.notAfterMilliseconds == certificate.validity.notAfterMilliseconds)
    }

    @Test func `[8.15e] [8.15c] lasts no longer than five years or than its issuer`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.change(["subscriberValidityDays": 1826])
        let record = try await world.issued()
        let latest = CalendarYears.after(5, milliseconds: record.notBeforeMilliseconds) - 1000
        #expect(record.notAfterMilliseconds <= latest)
        let issuer = try await world.ledger.read {
            try $0.certificateRecord(of: $0.authority("hk-rsa"))
        }
        #expect(record.notAfterMilliseconds <= issuer?.notAfterMilliseconds ?? 0)
    }

    @Test(arguments: kinds)
    func `[3.3a] points at where its authority publishes`(kind: Kind) async throws {
        let world = try await AuthorityWorld.make()
        let (certificate, _) = try await certificate(kind, world)
        let base = AuthorityWorld.baseURL
        let lists = try certificate.extensions.value(of: CRLDistributionPoints.self)
        #expect(
            lists
                == CRLDistributionPoints([
                    DistributionPoint(uris: ["\(base)/crl/\(kind.authority).crl"])
                ]))
        let access = try certificate.extensions.value(of: AuthorityInformationAccess.self)
        #expect(
            access?.descriptions.contains(
                AccessDescription(AccessDescription.ocsp, .uri("\(base)/ocsp"))) == true)
        #expect(
            access?.descriptions.contains(
                AccessDescription(
                    AccessDescription.caIssuers, .uri("\(base)/ca/\(kind.authority).cer"))) == true)
    }

    @Test func `[8.3, 8.22b] says that it is a test`() async throws {
        let world = try await AuthorityWorld.make()
        let (certificate, _) = try await certificate(Self.kinds[0], world)
        #expect(Environment.isMarked(certificate.issuer[.commonName].first ?? ""))
        #expect(try notices(certificate).joined().contains("TEST certificate."))
    }
}
