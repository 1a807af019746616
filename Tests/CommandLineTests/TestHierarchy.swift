import CanonicalJSON
import CertificatePolicy
import Cryptography
import HTTPClient
import PKIX
import SwiftASN1

@testable import kapok

/// An SM2 root, an issuing authority and a person, with lists and answers as they are published.
struct TestHierarchy: Sendable {
    static let arc: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 32473]
    /// 2026-11-22T16:00:00Z, the clock of the commands under test.
    static let now: Int64 = 1_795_363_200_000
    static let hour: Int64 = 3_600_000

    let root: Certificate
    let issuing: Certificate
    let person: Certificate
    private let rootKey: SoftwareKey
    private let issuingKey: SoftwareKey

    init() throws {
        let rootKey = try SoftwareKey.generate(.sm2)
        let issuingKey = try SoftwareKey.generate(.sm2)
        let personKey = try SoftwareKey.generate(.sm2)
        let rootFacts = try Self.facts("TEST Root", rootKey, at: "root")
        let issuingFacts = try Self.facts("TEST Issuing", issuingKey, at: "issuing")
        root = try Self.certificate(
            .root, rootFacts, Self.authority("TEST Root"), rootKey, signer: rootKey, years: 20, 1)
        issuing = try Self.certificate(
            .issuing, rootFacts, Self.authority("TEST Issuing"), issuingKey, signer: rootKey,
            years: 15, 2)
        person = try Self.certificate(
            .personal, issuingFacts,
            SubjectFacts(
                attributes: [
                    SubjectAttribute(.countryName, "HK"), SubjectAttribute(.commonName, "陳大文"),
                    SubjectAttribute(.surname, "陳"), SubjectAttribute(.givenName, "大文"),
                    SubjectAttribute(.serialNumber, "SRN-0000000001"),
                ], method: .a), personKey, signer: issuingKey, years: 3, 3)
        self.rootKey = rootKey
        self.issuingKey = issuingKey
    }

    private static func facts(
        _ name: String, _ key: SoftwareKey, at place: String
    ) throws -> AuthorityFacts {
        let limit = RelianceLimit(currency: "HKD", amount: 200_000)
        return AuthorityFacts(
            name: DistinguishedName(attributes: [
                try NameAttribute(.countryName, "HK"),
                try NameAttribute(.organizationName, "Kapok Certification Limited"),
                try NameAttribute(.commonName, name),
            ]), key: key.publicKey, signatureAlgorithm: .sm2WithSM3,
            validity: place == "root" ? nil : try validity(years: 15), jurisdiction: .hongKong,
            environment: .test, privateArc: arc,
            addresses: PublicationAddresses(
                certificateLists: ["http://ca.example/crl/\(place).crl"],
                issuerCertificates: ["http://ca.example/ca/\(place).cer"],
                statusResponders: ["http://ca.example/ocsp"],
                practiceStatement: "https://ca.example/cps"),
            relianceLimits: limit.map { [.personal: $0] } ?? [:])
    }

    private static func validity(years: Int) throws -> Validity {
        let from = now - 24 * hour
        return try Validity(
            notBeforeMilliseconds: from,
            notAfterMilliseconds: CalendarYears.after(years, milliseconds: from) - 1000)
    }

    private static func authority(_ commonName: String) -> SubjectFacts {
        SubjectFacts(attributes: [
            SubjectAttribute(.countryName, "HK"),
            SubjectAttribute(.organizationName, "Kapok Certification Limited"),
            SubjectAttribute(.commonName, commonName),
        ])
    }

    private static func certificate(
        _ kind: Profile.Kind, _ authority: AuthorityFacts, _ subject: SubjectFacts,
        _ key: SoftwareKey, signer: SoftwareKey, years: Int, _ serial: UInt8
    ) throws -> Certificate {
        let contents = try CertificateTemplate(
            profile: .of(kind, .sm2), authority: authority, subject: subject, key: key.publicKey,
            serialNumber: SerialNumber(bytes: [serial] + [UInt8](repeating: 7, count: 19)),
            validity: validity(years: years)
        ).tbsCertificate()
        return try Certificate(
            toBeSigned: contents.derEncoded,
            signatureAlgorithm: SignatureAlgorithm.sm2WithSM3.identifier,
            signature: signer.sign(contents.derEncoded, with: .sm2WithSM3))
    }

    /// The current list of the root or the issuing authority.
    func list(ofRoot isRoot: Bool, revoking serials: [SerialNumber] = []) throws -> [UInt8] {
        let issuer = isRoot ? root : issuing
        let key = isRoot ? rootKey : issuingKey
        let identifier = try issuer.extensions.value(of: SubjectKeyIdentifier.self)
        let entries = try serials.map {
            try RevokedCertificate(
                serialNumber: $0, revocationDateMilliseconds: Self.now - Self.hour,
                reason: .keyCompromise
            ).derEncoded
        }
        let contents = try TBSCertList(
            signature: SignatureAlgorithm.sm2WithSM3.identifier, issuer: issuer.subject,
            thisUpdateMilliseconds: Self.now - Self.hour / 2,
            nextUpdateMilliseconds: Self.now + 24 * Self.hour, entries: entries,
            extensions: Extensions([
                AuthorityKeyIdentifier(keyIdentifier: identifier?.keyIdentifier ?? [])
                    .asExtension(critical: false),
                CRLNumber(7).asExtension(critical: false),
            ])
        ).derEncoded
        return try CertificateList(
            toBeSigned: contents, signatureAlgorithm: SignatureAlgorithm.sm2WithSM3.identifier,
            signature: key.sign(contents, with: .sm2WithSM3)
        ).derEncoded
    }

    /// What the authority itself answers about whatever is asked.
    func answer(
        to request: [UInt8], _ status: SingleResponse.Status
    ) throws -> [UInt8] {
        let question = try OCSPRequest(derEncoded: request)
        let isAboutIssuing = question.requests.first?.certID.serialNumber == issuing.serialNumber
        let issuer = isAboutIssuing ? root : issuing
        let contents = try ResponseData(
            responderID: .byName(issuer.subject), producedAtMilliseconds: Self.now,
            responses: question.requests.map {
                try SingleResponse(
                    certID: $0.certID, status: status,
                    thisUpdateMilliseconds: Self.now - Self.hour,
                    nextUpdateMilliseconds: Self.now + Self.hour)
            }
        ).derEncoded
        let key = isAboutIssuing ? rootKey : issuingKey
        let basic = try BasicOCSPResponse(
            toBeSigned: contents, signatureAlgorithm: SignatureAlgorithm.sm2WithSM3.identifier,
            signature: key.sign(contents, with: .sm2WithSM3), certificates: [])
        return OCSPResponse.successful(basic).derEncoded
    }
}
