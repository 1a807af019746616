import Cryptography
import Messages
public import PKIX
import SwiftASN1

/// A CRL as its bytes say it is, beside what it has to be.
public struct CertificateListUnderLint: Sendable {
    /// The longest time between updates. CP 4.11c, 4.11f.
    public enum Period: Sendable, Hashable {
        /// Of subscribers' certificates; `maximumMilliseconds` comes from the practice.
        case subscribers(maximumMilliseconds: Int64)
        /// Of authorities: a year.
        case authorities

        var maximumMilliseconds: Int64 {
            switch self {
            case .subscribers(let maximum): maximum
            case .authorities: 366 * 86_400_000
            }
        }

        var clause: String {
            switch self {
            case .subscribers: "4.11c"
            case .authorities: "4.11f"
            }
        }
    }

    public let list: CertificateList
    /// The issuer of the list.
    public let authority: AuthorityFacts
    public let family: AlgorithmFamily
    public let period: Period
    /// The number of the last list of this issuer; nil for the first.
    public let lastNumber: CRLNumber?

    public init(
        list: CertificateList, authority: AuthorityFacts, family: AlgorithmFamily, period: Period,
        lastNumber: CRLNumber?
    ) {
        self.list = list
        self.authority = authority
        self.family = family
        self.period = period
        self.lastNumber = lastNumber
    }
}

/// CRLs: RFC 5280 §5, CP 4.11c, 9.2, A2.2, A2.4. Which certificates stand there (CP A1.2) is for
/// whoever knows the statuses to compare.
enum CertificateListLint {
    typealias Rule = LintRule<CertificateListUnderLint>
    typealias Text = CertificateListFindings

    static let rules: [Rule] = [
        Rule("crl.signatureAlgorithm", "A2.4", CertificateFindings.signatureAlgorithm) {
            ContentsLint.signatureBreaches($0.list.signatureAlgorithm, $0.family)
        },
        Rule("crl.issuer", "RFC 5280 §5.1.2.3", CertificateFindings.issuerName) {
            $0.list.issuer == $0.authority.name
                ? []
                : [
                    [
                        "found": $0.list.issuer.description,
                        "expected": $0.authority.name.description,
                    ]
                ]
        },
        nextUpdateRule("4.11c") { if case .subscribers = $0 { true } else { false } },
        nextUpdateRule("4.11f") { $0 == .authorities },
        Rule("crl.number", "RFC 5280 §5.2.3", Text.number, numberBreaches),
        Rule(
            "crl.authorityKeyIdentifier", "RFC 5280 §5.2.1",
            CertificateFindings.authorityKeyIdentifier
        ) { subject in
            let expected = AuthorityKeyIdentifier(
                keyIdentifier: subject.authority.keyIdentifier)
            let found = try? subject.list.extensions.value(of: AuthorityKeyIdentifier.self)
            return found == expected ? [] : [[:]]
        },
        Rule("crl.extensions", "RFC 5280 §5.2", Text.listExtension) { subject in
            subject.list.extensions.filter {
                $0.critical || !subject.allowedExtensions.contains($0.oid)
            }.map { ["field": $0.oid.dotted] }
        },
        Rule("crl.entries", "RFC 5280 §5.3", Text.entryExtension) { subject in
            subject.breaches { entry, _ in
                entry.otherExtensions.isEmpty && entry.certificateIssuer == nil ? nil : [:]
            }
        },
        Rule("crl.entryReason", "RFC 5280 §5.3.1", Text.entryReason) { subject in
            subject.breaches { entry, _ in
                entry.reason == .unspecified || entry.reason == .removeFromCRL
                    ? ["found": entry.reason.map { "\($0)" } ?? "-"] : nil
            }
        },
        Rule("crl.entryTime", "RFC 5280 §5.3", Text.entryTime) { subject in
            subject.breaches { entry, list in
                entry.revocationDateMilliseconds <= list.thisUpdateMilliseconds
                    ? nil
                    : [
                        "found": Time.rfc3339(entry.revocationDateMilliseconds)
                    ]
            }
        },
        Rule("crl.entryOnce", "RFC 5280 §5.1.2.6", Text.entryRepeated) { subject in
            NameLint.repeated(subject.list.entries.map(\.serialNumber))
                .prefix(CertificateListUnderLint.maximumFindings).map { ["serial": $0.hex] }
        },
    ]

    private static func nextUpdateRule(
        _ clause: String,
        _ applies: @escaping @Sendable (CertificateListUnderLint.Period) -> Bool
    ) -> Rule {
        Rule(
            "crl.nextUpdate.\(clause)", clause, Text.nextUpdate, where: { applies($0.period) }
        ) { subject in
            let start = subject.list.thisUpdateMilliseconds
            let latest = start + subject.period.maximumMilliseconds
            let found = subject.list.nextUpdateMilliseconds
            if let found, found > start, found <= latest { return [] }
            return [
                [
                    "found": found.map { Time.rfc3339($0) } ?? "-",
                    "latest": Time.rfc3339(latest),
                ]
            ]
        }
    }

    private static let numberBreaches: @Sendable (CertificateListUnderLint) -> [[String: String]] =
        { subject in
            let found = subject.list.crlNumber
            let isCritical = subject.list.extensions[CRLNumber.oid]?.critical ?? true
            let grows = found.map { number in subject.lastNumber.map { $0 < number } ?? true }
            if !isCritical, grows == true { return [] }
            return [
                [
                    "found": found.map(notation) ?? "-",
                    "last": subject.lastNumber.map(notation) ?? "-",
                ]
            ]
        }

    private static func notation(of number: CRLNumber) -> String {
        number.value.map(String.init) ?? "> 2^64"
    }
}

extension CertificateListUnderLint {
    /// Enough to see what is wrong; a list may have millions of entries.
    static let maximumFindings = 20

    /// None of them critical in a full list of all reasons.
    var allowedExtensions: Set<ASN1ObjectIdentifier> {
        let arc = PrivateArc(base: authority.privateArc)
        return [
            AuthorityKeyIdentifier.oid, CRLNumber.oid, ExpiredCertsOnCRL.oid,
            arc.oid(of: IssuingEnvironment.self), arc.oid(of: JournalCheckpoint.self),
        ]
    }

    func breaches(
        _ judge: (RevokedCertificate, CertificateList) -> [String: String]?
    ) -> [[String: String]] {
        var findings: [[String: String]] = []
        for entry in list.entries {
            guard let facts = judge(entry, list) else { continue }
            findings.append(facts.merging(["serial": entry.serialNumber.hex]) { $1 })
            if findings.count >= Self.maximumFindings { break }
        }
        return findings
    }
}
