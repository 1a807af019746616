import Cryptography
import Messages
import PKIX

/// Version, serial number, algorithms, issuer and validity: CP 8.8c, 8.15c, 8.15e, 9.2, A2.4, A2.6.
enum ContentsLint {
    typealias Rule = LintRule<CertificateUnderLint>
    typealias Text = CertificateFindings

    static let rules: [Rule] = [
        Rule("version.isThree", "9.2", Text.version) {
            $0.contents.version == .v3
                ? [] : [["found": String($0.contents.version.rawValue + 1)]]
        },
        Rule("serialNumber.form", "RFC 5280 §4.1.2.2", Text.serialNumber) {
            SerialNumberRule.holds(for: $0.contents.serialNumber)
                ? [] : [["found": $0.contents.serialNumber.hex]]
        },
        Rule("signatureAlgorithm.category", "A2.4", Text.signatureAlgorithm) {
            signatureBreaches($0.contents.signature, $0.profile.family)
        },
        Rule("key.category", "A2.4", Text.keyAlgorithm) { certificate in
            let algorithm = certificate.key?.algorithm
            return algorithm.flatMap { AlgorithmFamily($0) } == certificate.profile.family
                ? []
                : [
                    [
                        "found": algorithm?.notation ?? "?",
                        "family": certificate.profile.family.rawValue,
                    ]
                ]
        },
        Rule("key.strong", "8.8c", Text.keyWeak) {
            ($0.key?.evidentWeaknesses ?? []).map { ["found": $0.notation] }
        },
        Rule("issuer.isAuthority", "A2.6", Text.issuerName) { certificate in
            certificate.contents.issuer == certificate.expectedIssuer
                && !certificate.contents.issuer.isEmpty
                ? []
                : [
                    [
                        "found": certificate.contents.issuer.description,
                        "expected": certificate.expectedIssuer.description,
                    ]
                ]
        },
        Rule("validity.limit", "8.15e", Text.validityLimit) { certificate in
            let validity = certificate.contents.validity
            let latest = certificate.profile.latestNotAfter(
                notBeforeMilliseconds: validity.notBeforeMilliseconds)
            return validity.notAfterMilliseconds <= latest
                ? []
                : [
                    [
                        "found": Time.rfc3339(validity.notAfterMilliseconds),
                        "years": String(certificate.profile.maximumYears),
                        "latest": Time.rfc3339(latest),
                    ]
                ]
        },
        Rule("validity.withinIssuer", "8.15c", Text.validityWithinIssuer) { certificate in
            guard let issuer = certificate.authority.validity else { return [] }
            let validity = certificate.contents.validity
            return validity.notBeforeMilliseconds >= issuer.notBeforeMilliseconds
                && validity.notAfterMilliseconds <= issuer.notAfterMilliseconds
                ? []
                : [
                    [
                        "earliest": Time.rfc3339(issuer.notBeforeMilliseconds),
                        "latest": Time.rfc3339(issuer.notAfterMilliseconds),
                    ]
                ]
        },
        Rule("uniqueIdentifier.absent", "RFC 5280 §4.1.2.8", Text.uniqueIdentifier) {
            $0.contents.issuerUniqueID == nil && $0.contents.subjectUniqueID == nil ? [] : [[:]]
        },
    ]

    /// The identifier as this product writes it, parameters included, and of the category.
    static func signatureBreaches(
        _ identifier: AlgorithmIdentifier, _ family: AlgorithmFamily
    ) -> [[String: String]] {
        let algorithm = SignatureAlgorithm(identifier: identifier)
        if let algorithm, AlgorithmFamily(algorithm) == family, algorithm.identifier == identifier {
            return []
        }
        return [
            [
                "found": algorithm?.rawValue ?? identifier.algorithm.dotted,
                "family": family.rawValue,
            ]
        ]
    }
}
