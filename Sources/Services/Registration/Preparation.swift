import CanonicalJSON
package import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import Messages
import PKIX

/// The exact contents of a certificate, built from the vetted statement and the authority's own
/// facts alone (CP 3.2b): serial reserved, validity fixed, linted.
struct Preparation {
    let toBeSigned: [UInt8]
    let hashHex: String
    let record: CertificateRecord
    let untilMilliseconds: Int64
    let names: SubjectNames

    init(
        _ transaction: Transaction, _ application: Application, _ authority: Authority,
        _ practice: ContentsJudge.JudgedPractice, _ judge: ContentsJudge, serial: SerialNumber
    ) throws {
        try transaction.checkKey(of: application)
        try practice.settings.judgeOffer(of: application)
        let issuer = try transaction.facts(
            judge.facts(of: authority, practice: practice, transaction), for: application)
        let key = try Self.key(of: application, transaction)
        let template = CertificateTemplate(
            profile: .of(application.category.kind, authority.family), authority: issuer,
            subject: try Self.subject(
                of: application, transaction,
                CertificateNumbers(practice.settings, authority, serial)), key: key,
            serialNumber: serial,
            validity: try ValidityPeriod.days(
                practice.settings.subscriberValidityDays,
                fromMilliseconds: transaction.atMilliseconds,
                within: issuer.validity))
        let contents = try template.tbsCertificate()
        try template.judge(contents.derEncoded)
        toBeSigned = contents.derEncoded
        names = SubjectNames(contents.subject)
        hashHex = Hex.encode(DigestAlgorithm.sha256.hash(toBeSigned))
        record = CertificateRecord(
            authority: authority.name, serial: serial, profile: template.profile.id,
            application: application.id, site: application.site, validity: template.validity,
            keyHashHex: application.keyHashHex, atMilliseconds: transaction.atMilliseconds)
        untilMilliseconds =
            transaction.atMilliseconds + practice.settings.contentsLifetimeDays * Milliseconds.day
    }

    /// What the application's contents would be made from by today's rules and the settings of a
    /// practice: the one in force before they are announced, that of the announcement after it.
    static func template(
        for contents: [UInt8], _ application: Application, _ authority: Authority,
        _ transaction: Transaction, _ judge: ContentsJudge, practice: ContentsJudge.JudgedPractice
    ) throws -> CertificateTemplate {
        try practice.settings.judgeOffer(of: application)
        let tbs = try TBSCertificate(derEncoded: contents)
        return CertificateTemplate(
            profile: .of(application.category.kind, authority.family),
            authority: try transaction.facts(
                judge.facts(of: authority, practice: practice, transaction), for: application),
            subject: try subject(
                of: application, transaction,
                CertificateNumbers(practice.settings, authority, tbs.serialNumber)),
            key: try PublicKey(tbs.subjectPublicKeyInfo), serialNumber: tbs.serialNumber,
            validity: tbs.validity)
    }

    private static func key(
        of application: Application, _ transaction: Transaction
    ) throws -> PublicKey {
        guard let der = try transaction.vault.read("request", dossier: application.id) else {
            throw Refusal(.applicationUnknown, field: "application", ["id": application.id])
        }
        return try PublicKey(CertificationRequest(derEncoded: der).subjectPublicKeyInfo)
    }

    /// The stated attributes as vetted, with the subscriber reference that makes the name unique.
    /// Where an e-mail address was not proven, the certificate says so (CP 5.7).
    private static func subject(
        of application: Application, _ transaction: Transaction, _ numbers: CertificateNumbers
    ) throws -> SubjectFacts {
        let statement = try transaction.statement(of: application)
        var attributes = try statement.attributes.map { kind, value in
            SubjectAttribute(
                kind, value,
                isVerified: try kind != .emailAddress
                    || transaction.isProven(value, of: application))
        }
        attributes.append(SubjectAttribute(.serialNumber, application.reference))
        return SubjectFacts(
            attributes: attributes,
            method: application.identityMethod.flatMap {
                IdentityVerificationMethod(rawValue: $0)
            },
            numbers: try numbers.said(
                statement.identity?.documents ?? [], DossierVault.Reader(of: transaction)))
    }
}

extension Practice {
    fileprivate func judgeOffer(of application: Application) throws {
        try judgeOffer(
            application.category.kind,
            method: application.identityMethod.flatMap(IdentityVerificationMethod.init))
    }
}

extension Application {
    /// As grants may be limited to it.
    package var scope: CaseScope {
        CaseScope(authority: authority, kind: .of(category.kind), site: CaseSite(site))
    }
}

extension Application.Category {
    /// As grants may be limited to it.
    package var kind: Profile.Kind {
        switch self {
        case .personal: .personal
        case .organisation: .organisation
        }
    }
}
