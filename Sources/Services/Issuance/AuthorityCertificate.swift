package import CertificatePolicy
package import Cryptography
import Governance
package import Ledger
import Messages
package import PKIX

/// The contents of an authority's own certificates: root, issuing, OCSP responder.
package struct AuthorityCertificate: Sendable {
    /// What the name of an authority's OCSP responder has after the authority's own.
    static let responderSuffix = " OCSP"

    package let profile: Profile
    package let toBeSigned: TBSCertificate

    /// For an authority that has just got its key: self-signed for a root, under its root else.
    package static func contents(
        _ transaction: Transaction, _ authority: Authority, environment: Environment,
        serial: SerialNumber, key: PublicKey
    ) throws -> AuthorityCertificate {
        let practice = try transaction.practice()
        let profile = Profile.of(authority.kind == .root ? .root : .issuing, authority.family)
        let subject = Self.subject(authority, practice, suffix: "", environment: environment)
        let issuer: AuthorityFacts
        if authority.kind == .root {
            issuer = try transaction.facts(
                of: authority, environment: environment, practice: practice,
                name: DistinguishedName(attributes: []), key: key, validity: nil)
        } else {
            issuer = try transaction.facts(
                of: try transaction.authority(authority.issuer), environment: environment,
                practice: practice
            ).issuing(for: authority.jurisdiction)
        }
        let years =
            authority.kind == .root
            ? practice.rootValidityYears : practice.issuingValidityYears
        return try AuthorityCertificate(
            profile: profile, issuer: issuer, subject: subject, key: key, serial: serial,
            validity: ValidityPeriod.years(
                Int(years), fromMilliseconds: transaction.atMilliseconds,
                within: issuer.validity))
    }

    /// For the OCSP responder of an issuing authority, signed by that authority.
    package static func responderContents(
        _ transaction: Transaction, _ authority: Authority, environment: Environment,
        serial: SerialNumber, key: PublicKey
    ) throws -> AuthorityCertificate {
        let practice = try transaction.practice()
        let issuer = try transaction.facts(
            of: authority, environment: environment, practice: practice)
        return try AuthorityCertificate(
            profile: .of(.ocspResponder, authority.family), issuer: issuer,
            subject: Self.subject(
                authority, practice, suffix: responderSuffix, environment: environment),
            key: key, serial: serial,
            validity: ValidityPeriod.days(
                practice.responderValidityDays, fromMilliseconds: transaction.atMilliseconds,
                within: issuer.validity))
    }

    /// The certificate of an announced signature, its final bytes judged.
    static func certificate(
        for intent: Intent, _ signature: [UInt8], _ issuer: Authority, _ transaction: Transaction,
        environment: Environment
    ) throws -> Certificate {
        let certificate = try Certificate(
            toBeSigned: intent.toBeSigned, signatureAlgorithm: intent.algorithm.identifier,
            signature: signature)
        try template(for: intent, issuer, transaction, environment: environment)
            .judge(signed: certificate.derEncoded, approved: intent.toBeSigned)
        return certificate
    }

    /// What an authority's certificate that was signed is judged against: its own name, and the
    /// facts of its issuer under the practice of its intent.
    private static func template(
        for intent: Intent, _ issuer: Authority, _ transaction: Transaction,
        environment: Environment
    ) throws -> CertificateTemplate {
        let contents = try TBSCertificate(derEncoded: intent.toBeSigned)
        let practice = try transaction.practice(of: intent)
        let key = try PublicKey(contents.subjectPublicKeyInfo)
        guard
            let record = try transaction.get(
                CertificateRecord.self, .text(issuer.name), .text(contents.serialNumber.hex)),
            let profile = Profile[record.profile]
        else { throw Refusal(.serialNotReserved, ["serial": contents.serialNumber.hex]) }
        let facts: AuthorityFacts
        if profile.kind == .root {
            facts = try transaction.facts(
                of: issuer, environment: environment, practice: practice, name: contents.subject,
                key: key, validity: nil)
        } else {
            let subject = try transaction.select(
                Authority.self, where: "issuer = ? AND serial = ?",
                [.text(issuer.name), .text(record.serialHex)], limit: 1
            ).first
            facts = try transaction.facts(
                of: issuer, environment: environment, practice: practice
            ).issuing(for: (subject ?? issuer).jurisdiction)
        }
        func value(_ type: AttributeType) -> String { contents.subject[type].first ?? "" }
        return CertificateTemplate(
            profile: profile, authority: facts,
            subject: SubjectFacts(attributes: [
                SubjectAttribute(.countryName, value(.countryName)),
                SubjectAttribute(.organizationName, value(.organizationName)),
                SubjectAttribute(.commonName, value(.commonName)),
            ]),
            key: key, serialNumber: contents.serialNumber, validity: contents.validity)
    }

    private init(
        profile: Profile, issuer: AuthorityFacts, subject: SubjectFacts, key: PublicKey,
        serial: SerialNumber, validity: Validity
    ) throws {
        let template = CertificateTemplate(
            profile: profile, authority: issuer, subject: subject, key: key,
            serialNumber: serial, validity: validity)
        self.profile = profile
        toBeSigned = try template.tbsCertificate()
        try template.judge(toBeSigned.derEncoded)
    }

    private static func subject(
        _ authority: Authority, _ practice: Practice, suffix: String, environment: Environment
    ) -> SubjectFacts {
        SubjectFacts(attributes: [
            SubjectAttribute(
                .countryName, authority.jurisdiction == .hongKong ? "HK" : "CN"),
            SubjectAttribute(.organizationName, practice.organization),
            SubjectAttribute(.commonName, environment.named(authority.commonName) + suffix),
        ])
    }
}

extension AuthorityFacts {
    /// A root serves authorities of either jurisdiction: the policies are those of the new one.
    fileprivate func issuing(for jurisdiction: Jurisdiction) -> AuthorityFacts {
        AuthorityFacts(
            name: name, key: key, signatureAlgorithm: signatureAlgorithm, validity: validity,
            jurisdiction: jurisdiction, environment: environment, privateArc: privateArc,
            addresses: addresses, relianceLimits: relianceLimits, keyIdentifier: keyIdentifier)
    }
}
