package import CertificatePolicy
import Cryptography
package import Governance
package import Ledger
import Messages
import PKIX
package import SwiftASN1

extension ReadableLedger {
    /// What an authority puts into the certificates it issues, from its own certificate and the
    /// practice.
    package func facts(
        of authority: Authority, environment: Environment, practice: Practice
    ) throws -> AuthorityFacts {
        guard let der = try certificateRecord(of: authority)?.certificate else {
            throw Refusal(
                .authorityNotActive, field: "authority",
                ["name": authority.name, "state": authority.state.rawValue])
        }
        let certificate = try Certificate(derEncoded: der)
        return try facts(
            of: authority, environment: environment, practice: practice, name: certificate.subject,
            key: PublicKey(certificate.subjectPublicKeyInfo), validity: certificate.validity,
            keyIdentifier: certificate.extensions.value(of: SubjectKeyIdentifier.self)?
                .keyIdentifier)
    }

    /// The facts of a root that is about to certify itself: no certificate stands above it.
    func facts(
        of authority: Authority, environment: Environment, practice: Practice,
        name: DistinguishedName, key: PublicKey, validity: Validity?,
        keyIdentifier: [UInt8]? = nil
    ) throws -> AuthorityFacts {
        AuthorityFacts(
            name: name, key: key, signatureAlgorithm: authority.family.signatureAlgorithm,
            validity: validity, jurisdiction: authority.jurisdiction, environment: environment,
            privateArc: try practice.privateArcIdentifier, addresses: authority.addresses,
            relianceLimits: practice.relianceLimits, keyIdentifier: keyIdentifier)
    }
}

extension Authority {
    /// Where what this authority publishes is found; it stands in everything it issues.
    package var addresses: PublicationAddresses {
        PublicationAddresses(
            certificateLists: ["\(baseURL)/crl/\(name).crl"],
            issuerCertificates: ["\(baseURL)/ca/\(name).cer"],
            statusResponders: kind == .issuing ? ["\(baseURL)/ocsp"] : [],
            practiceStatement: "\(baseURL)/cps")
    }
}

extension Practice {
    package var relianceLimits: [Profile.Kind: RelianceLimit] {
        var limits: [Profile.Kind: RelianceLimit] = [:]
        limits[.personal] = RelianceLimit(
            currency: relianceCurrency, amount: personalRelianceLimit)
        limits[.organisation] = RelianceLimit(
            currency: relianceCurrency, amount: organisationRelianceLimit)
        return limits
    }

    package var privateArcIdentifier: ASN1ObjectIdentifier {
        get throws {
            guard let identifier = ASN1ObjectIdentifier.parse(dotted: privateArc)
            else {
                throw Refusal(
                    .practiceSettingInvalid(), field: "privateArc",
                    ["name": "privateArc", "range": "1.3.6.1.4.1.N"])
            }
            return identifier
        }
    }
}
