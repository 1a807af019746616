import Cryptography
import Messages
import PKIX
import SwiftASN1

/// The standard extensions: RFC 5280 §4.2, RFC 6960 §4.2.2.2, CP 8.15b.
enum ExtensionLint {
    typealias Rule = LintRule<CertificateUnderLint>
    typealias Text = CertificateFindings

    static let rules: [Rule] = [
        Rule("extensions.readable", "RFC 5280 §4.2", Text.extensionUndecodable) { certificate in
            certificate.extensions.unreadable.map {
                ["field": $0.oid.dotted, "reason": "\($0.error)"]
            }
        },
        Rule("extensions.ofProfile", "3.2a", Text.extensionNotOfProfile) { certificate in
            let allowed = certificate.allowedExtensions
            return certificate.contents.extensions.filter { allowed[$0.oid] == nil }
                .map { ["field": $0.oid.dotted] }
        },
        Rule("extensions.criticality", "RFC 5280 §4.2", Text.extensionCriticality) { certificate in
            let allowed = certificate.allowedExtensions
            return certificate.contents.extensions.compactMap { element in
                guard let expected = allowed[element.oid], expected != element.critical else {
                    return nil
                }
                return [
                    "field": element.oid.dotted, "found": String(element.critical),
                    "expected": String(expected),
                ]
            }
        },
        Rule("basicConstraints.exact", "RFC 5280 §4.2.1.9", Text.basicConstraints) { certificate in
            let found = certificate.value(BasicConstraints.self)
            let expected: BasicConstraints? =
                certificate.profile.kind.isAuthority
                ? .authority(pathLength: certificate.profile.pathLength) : nil
            return found == expected
                ? [] : [["found": notation(of: found), "expected": notation(of: expected)]]
        },
        Rule("keyUsage.exact", "RFC 5280 §4.2.1.3", Text.keyUsage) { certificate in
            let found = certificate.value(KeyUsage.self)?.usages ?? []
            return found == certificate.profile.keyUsage
                ? []
                : [
                    [
                        "found": notation(of: found),
                        "expected": notation(of: certificate.profile.keyUsage),
                    ]
                ]
        },
        Rule("extendedKeyUsage.exact", "RFC 5280 §4.2.1.12", Text.extendedKeyUsage) { certificate in
            let found = certificate.value(ExtendedKeyUsage.self)?.purposes ?? []
            return found == certificate.profile.extendedKeyUsage
                ? []
                : [
                    [
                        "found": notation(of: found),
                        "expected": notation(of: certificate.profile.extendedKeyUsage),
                    ]
                ]
        },
        Rule(
            "subjectKeyIdentifier.ofKey", "RFC 5280 §4.2.1.2", Text.subjectKeyIdentifier
        ) { certificate in
            guard let key = certificate.key else { return [] }
            let found = certificate.value(SubjectKeyIdentifier.self)?.keyIdentifier
            return found == key.keyIdentifier ? [] : [[:]]
        },
        Rule(
            "authorityKeyIdentifier.ofIssuer", "RFC 5280 §4.2.1.1", Text.authorityKeyIdentifier,
            where: { $0.profile.kind != .root }
        ) { certificate in
            let expected = AuthorityKeyIdentifier(
                keyIdentifier: certificate.authority.keyIdentifier)
            return certificate.value(AuthorityKeyIdentifier.self) == expected ? [] : [[:]]
        },
        Rule(
            "distributionPoints.ofIssuer", "RFC 5280 §4.2.1.13", Text.distributionPoints,
            where: { $0.profile.kind != .root && $0.profile.kind != .ocspResponder }
        ) { certificate in
            let points = certificate.value(CRLDistributionPoints.self)
            let expected = certificate.authority.addresses.certificateLists
            let isPlain = points?.points.allSatisfy { $0.reasons == nil && $0.issuer == nil }
            return isPlain == true && NameLint.sameValues(points?.uris ?? [], expected)
                ? [] : [[:]]
        },
        Rule(
            "informationAccess.ofIssuer", "RFC 5280 §4.2.2.1", Text.informationAccess,
            where: { $0.profile.kind != .root }, accessBreaches),
        Rule(
            "alternativeName.asVetted", "RFC 5280 §4.2.1.6", Text.alternativeName
        ) { certificate in
            let found = certificate.value(SubjectAlternativeName.self)?.names ?? []
            let expected = certificate.subject[.emailAddress].map { [GeneralName.rfc822Name($0)] }
            return found.map(\.derEncoded) == (expected ?? []).map(\.derEncoded) ? [] : [[:]]
        },
        Rule(
            "keyPeriod.isValidity", "8.15b", Text.privateKeyUsagePeriod,
            where: \.isSubscriber
        ) { certificate in
            let found = certificate.value(PrivateKeyUsagePeriod.self)
            let validity = certificate.contents.validity
            return found?.notBeforeMilliseconds == validity.notBeforeMilliseconds
                && found?.notAfterMilliseconds == validity.notAfterMilliseconds ? [] : [[:]]
        },
        Rule(
            "responder.noCheck", "RFC 6960 §4.2.2.2.1", Text.noCheck,
            where: { $0.profile.kind == .ocspResponder }
        ) {
            $0.contents.extensions[OCSPNoCheck.oid] == nil ? [[:]] : []
        },
    ]

    private static let accessBreaches: @Sendable (CertificateUnderLint) -> [[String: String]] = {
        certificate in
        let addresses = certificate.authority.addresses
        let found = certificate.value(AuthorityInformationAccess.self)
        let responders =
            certificate.profile.kind == .ocspResponder ? [] : addresses.statusResponders
        let expected = [
            ("caIssuers", AccessDescription.caIssuers, addresses.issuerCertificates),
            ("ocsp", AccessDescription.ocsp, responders),
        ]
        return expected.compactMap { field, method, uris in
            NameLint.sameValues(found?.uris(of: method) ?? [], uris) ? nil : ["field": field]
        }
    }

    private static func notation(of constraints: BasicConstraints?) -> String {
        switch constraints {
        case nil: "-"
        case .endEntity: "cA=FALSE"
        case .authority(nil): "cA=TRUE"
        case .authority(let length?): "cA=TRUE, pathLen=\(length)"
        }
    }

    private static func notation(of usages: Set<KeyUsage.Usage>) -> String {
        let names = usages.sorted { $0.rawValue < $1.rawValue }.map { "\($0)" }
        return names.isEmpty ? "-" : names.joined(separator: ", ")
    }

    private static func notation(of purposes: [ASN1ObjectIdentifier]) -> String {
        purposes.isEmpty ? "-" : purposes.map(\.dotted).joined(separator: ", ")
    }
}

extension CertificateUnderLint {
    /// Every extension that the profile has a place for, and whether it is critical there.
    var allowedExtensions: [ASN1ObjectIdentifier: Bool] {
        var allowed: [ASN1ObjectIdentifier: Bool] = [
            SubjectKeyIdentifier.oid: false, KeyUsage.oid: true,
        ]
        if profile.kind != .root {
            allowed[AuthorityKeyIdentifier.oid] = false
            allowed[AuthorityInformationAccess.oid] = false
        }
        if profile.kind != .root, profile.kind != .ocspResponder {
            allowed[CRLDistributionPoints.oid] = false
        }
        if profile.kind.isAuthority { allowed[BasicConstraints.oid] = true }
        if !profile.policies(in: authority.jurisdiction).isEmpty {
            allowed[CertificatePolicies.oid] = false
        }
        if profile.carriesPolicy { allowed[QCStatements.oid] = false }
        if !profile.extendedKeyUsage.isEmpty { allowed[ExtendedKeyUsage.oid] = false }
        if profile.kind == .ocspResponder { allowed[OCSPNoCheck.oid] = false }
        if isSubscriber {
            allowed[PrivateKeyUsagePeriod.oid] = false
            if profile.rule(for: .emailAddress) != nil {
                allowed[SubjectAlternativeName.oid] = false
            }
        }
        for oid in allowedPrivateExtensions { allowed[oid] = false }
        return allowed
    }
}
