import Cryptography
import Messages
public import PKIX
import SwiftASN1

/// An OCSP answer as its bytes say it is, beside what it has to be.
public struct StatusAnswerUnderLint: Sendable {
    public let answer: BasicOCSPResponse
    /// The issuer of the certificates that the answer is about.
    public let issuer: AuthorityFacts
    public let family: AlgorithmFamily
    /// The certificate of the responder that signs.
    public let responder: Certificate
    /// The longest time for which an answer may be used.
    public let maximumMilliseconds: Int64
    /// What is true of each certificate that the answer may be about; what is absent is unknown.
    public let expected: [SerialNumber: SingleResponse.Status]

    public init(
        answer: BasicOCSPResponse, issuer: AuthorityFacts, family: AlgorithmFamily,
        responder: Certificate, maximumMilliseconds: Int64,
        expected: [SerialNumber: SingleResponse.Status]
    ) {
        self.answer = answer
        self.issuer = issuer
        self.family = family
        self.responder = responder
        self.maximumMilliseconds = maximumMilliseconds
        self.expected = expected
    }
}

extension StatusAnswerUnderLint {
    /// Whether an answer is about a certificate of this issuer.
    fileprivate func isOurs(_ single: SingleResponse) -> Bool {
        single.certID.matches(
            issuerName: issuer.name, issuerKey: issuer.key.subjectPublicKeyInfo)
    }
}

/// OCSP answers: RFC 6960 §4.2, CP A1.2, A2.4.
enum StatusAnswerLint {
    typealias Rule = LintRule<StatusAnswerUnderLint>
    typealias Text = StatusAnswerFindings

    static let rules: [Rule] = [
        Rule("ocsp.signatureAlgorithm", "A2.4", CertificateFindings.signatureAlgorithm) {
            ContentsLint.signatureBreaches($0.answer.signatureAlgorithm, $0.family)
        },
        Rule("ocsp.responder", "RFC 6960 §4.2.2.3", Text.responder) {
            $0.answer.responderID == .byName($0.responder.subject) ? [] : [[:]]
        },
        Rule("ocsp.delegation", "RFC 6960 §4.2.2.2", Text.delegation) { subject in
            let certificate = subject.responder
            let isIssuer =
                certificate.subject == subject.issuer.name
                && certificate.subjectPublicKeyInfo == subject.issuer.key.subjectPublicKeyInfo
            let usage = try? certificate.extensions.value(of: ExtendedKeyUsage.self)
            let isDelegate =
                certificate.issuer == subject.issuer.name
                && usage?.purposes.contains(ExtendedKeyUsage.ocspSigning) == true
                && certificate.isSigned(by: subject.issuer.key)
                && subject.answer.certificates.contains(certificate.derEncoded)
            return isIssuer || isDelegate ? [] : [[:]]
        },
        Rule("ocsp.times", "RFC 6960 §4.2.2.1", Text.times, timeBreaches),
        Rule("ocsp.lifetime", "4.11a", Text.lifetime) { subject in
            subject.answer.responses.compactMap { single in
                let latest = single.thisUpdateMilliseconds + subject.maximumMilliseconds
                guard let end = single.nextUpdateMilliseconds, end <= latest else {
                    let found = single.nextUpdateMilliseconds
                    return [
                        "serial": single.certID.serialNumber.hex,
                        "found": found.map { Time.rfc3339($0) } ?? "-",
                        "latest": Time.rfc3339(latest),
                    ]
                }
                return nil
            }
        },
        Rule("ocsp.certID", "RFC 6960 §4.1.1", Text.certID) { subject in
            // Of another issuer's certificates a responder may say that it knows nothing.
            subject.answer.responses.filter { $0.status != .unknown && !subject.isOurs($0) }
                .map { ["serial": $0.certID.serialNumber.hex] }
        },
        Rule("ocsp.status", "A1.2", Text.status) { subject in
            subject.answer.responses.compactMap { single in
                guard subject.isOurs(single) else { return nil }
                let expected = subject.expected[single.certID.serialNumber] ?? .unknown
                guard single.status != expected else { return nil }
                return [
                    "serial": single.certID.serialNumber.hex,
                    "found": notation(of: single.status), "expected": notation(of: expected),
                ]
            }
        },
    ]

    private static let timeBreaches: @Sendable (StatusAnswerUnderLint) -> [[String: String]] = {
        subject in
        let produced = subject.answer.producedAtMilliseconds
        let validity = subject.responder.validity
        var fields: [String] = []
        for single in subject.answer.responses {
            if single.thisUpdateMilliseconds > produced { fields.append("thisUpdate") }
            if case .revoked(let time, _) = single.status, time > single.thisUpdateMilliseconds {
                fields.append("revocationTime")
            }
        }
        if !validity.contains(atMilliseconds: produced) { fields.append("producedAt") }
        return fields.map { ["field": $0] }
    }

    private static func notation(of status: SingleResponse.Status) -> String {
        switch status {
        case .good: "good"
        case .unknown: "unknown"
        case .revoked(let time, let reason):
            "revoked \(Time.rfc3339(time)) \(reason.map { "\($0)" } ?? "-")"
        }
    }
}
