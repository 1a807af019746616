import Messages
import PKIX
import SwiftASN1

/// What the certificate policy asks for beyond RFC 5280: CP 1.4, 5.6b, 5.7, 8.22b, 11.1.
enum PolicyLint {
    typealias Rule = LintRule<CertificateUnderLint>
    typealias Text = CertificateFindings

    static let rules: [Rule] = [
        Rule("policies.ofKind", "1.4", Text.policies) { certificate in
            let found = certificate.value(CertificatePolicies.self)?.policies.map(\.policy) ?? []
            let expected = certificate.profile.policies(in: certificate.authority.jurisdiction)
            return found == expected
                ? [] : [["found": notation(of: found), "expected": notation(of: expected)]]
        },
        Rule("policies.notice", "RFC 5280 §4.2.1.4", Text.policyNotice) { certificate in
            certificate.notices.flatMap { notice in
                var reasons: [String] = []
                if notice.noticeReference != nil { reasons.append("noticeRef") }
                if notice.explicitText?.stringType != .utf8 { reasons.append("UTF8String") }
                return reasons.map { ["reason": $0] }
            }
        },
        Rule(
            "method.stated", "5.6b", Text.method, where: { $0.profile.kind == .personal }
        ) { certificate in
            let arc = PrivateArc(base: certificate.authority.privateArc)
            let stated = try? arc.value(
                of: IdentityVerificationMethod.self, in: certificate.contents.extensions)
            let inNotice = IdentityVerificationMethod.allCases.first {
                certificate.everyNoticeSays(PolicyNotice.methodSentence($0))
            }
            let isNoticed = !certificate.profile.carriesPolicy || stated == inNotice
            return stated != nil && stated == certificate.subject.method && isNoticed
                ? []
                : [
                    [
                        "notice": inNotice?.rawValue ?? "-",
                        "extension": stated?.rawValue ?? "-",
                    ]
                ]
        },
        Rule("unverified.stated", "5.7", Text.unverified, where: \.isSubscriber) { certificate in
            let arc = PrivateArc(base: certificate.authority.privateArc)
            let stated = try? arc.value(
                of: UnverifiedInformation.self, in: certificate.contents.extensions)
            let kinds = certificate.subject.unverified
            let inNotice =
                kinds.isEmpty || !certificate.profile.carriesPolicy
                || certificate.everyNoticeSays(PolicyNotice.unverifiedSentence(kinds))
            return (stated?.attributes ?? []) == Set(kinds.map(\.attributeType)) && inNotice
                ? []
                : [["expected": kinds.map(\.rawValue).joined(separator: ", ")]]
        },
        Rule("identityNumbers.exact", "12.1", Text.identityNumbers, where: \.isSubscriber) {
            certificate in
            let arc = PrivateArc(base: certificate.authority.privateArc)
            let expected = (try? certificate.subject.numberExtensions(arc)) ?? []
            let types = CertificateUnderLint.identityNumberTypes(arc)
            let found = certificate.contents.extensions.filter { types.contains($0.oid) }
            return Array(found) == expected
                ? [] : [["found": String(found.count), "expected": String(expected.count)]]
        },
        Rule(
            "limit.stated", "11.1", Text.relianceLimit, where: \.profile.carriesPolicy,
            limitBreaches),
        Rule("environment.marked", "8.22b", Text.environment, environmentBreaches),
    ]

    private static let limitBreaches: @Sendable (CertificateUnderLint) -> [[String: String]] = {
        certificate in
        let limit = certificate.authority.relianceLimits[certificate.profile.kind]
        let stated = certificate.value(QCStatements.self)?.limit
        let inNotice = limit.map {
            certificate.everyNoticeSays(PolicyNotice.limitSentence($0))
        }
        if let limit, inNotice == true, stated == (try? limit.monetaryValue()) { return [] }
        return [
            [
                "expected": limit?.notation ?? "-", "notice": String(inNotice == true),
                "statement": stated.map { "\($0.currency) \($0.amount) \($0.exponent)" } ?? "-",
            ]
        ]
    }

    private static let environmentBreaches: @Sendable (CertificateUnderLint) -> [[String: String]] =
        { certificate in
            let environment = certificate.authority.environment
            let arc = PrivateArc(base: certificate.authority.privateArc)
            let stated = try? arc.value(
                of: IssuingEnvironment.self, in: certificate.contents.extensions)
            var fields: [String] = []
            if stated != (environment == .test ? environment : nil) { fields.append("extension") }
            let issuer = certificate.contents.issuer[.commonName].first ?? ""
            if IssuingEnvironment.isMarked(issuer) != (environment == .test) {
                fields.append("issuer")
            }
            return fields.map { ["field": $0, "expected": environment.rawValue] }
        }

    private static func notation(of policies: [ASN1ObjectIdentifier]) -> String {
        policies.isEmpty ? "-" : policies.map(\.dotted).joined(separator: ", ")
    }
}

extension CertificateUnderLint {
    /// The notices of all policies.
    var notices: [UserNotice] {
        (value(CertificatePolicies.self)?.policies ?? []).flatMap(\.qualifiers)
            .compactMap { qualifier in
                guard case .userNotice(let notice) = qualifier else { return nil }
                return notice
            }
    }

    /// Whether each policy has a notice with this sentence.
    func everyNoticeSays(_ sentence: String) -> Bool {
        let policies = value(CertificatePolicies.self)?.policies ?? []
        let notices = notices
        return !policies.isEmpty && notices.count >= policies.count
            && notices.allSatisfy {
                $0.explicitText.map { Self.contains($0.text, sentence) } ?? false
            }
    }

    /// By octets, never by canonical equivalence.
    private static func contains(_ text: String, _ sentence: String) -> Bool {
        let (text, sentence) = (Array(text.utf8), Array(sentence.utf8))
        guard let first = sentence.first, text.count >= sentence.count else { return false }
        return (0...text.count - sentence.count).contains { start in
            text[start] == first
                && sentence.indices.allSatisfy { text[start + $0] == sentence[$0] }
        }
    }

    /// Which say numbers of identity documents.
    static func identityNumberTypes(_ arc: PrivateArc) -> [ASN1ObjectIdentifier] {
        [arc.oid(of: IdentityNumberTokens.self)] + IdentityExtension.Kind.allCases.map(\.oid)
    }

    var allowedPrivateExtensions: [ASN1ObjectIdentifier] {
        let arc = PrivateArc(base: authority.privateArc)
        var allowed = [arc.oid(of: IssuingEnvironment.self)]
        if profile.kind == .personal {
            allowed.append(arc.oid(of: IdentityVerificationMethod.self))
        }
        if profile.attributes.contains(where: \.mayBeUnverified) {
            allowed.append(arc.oid(of: UnverifiedInformation.self))
        }
        if profile.kind.isSubscriber { allowed += Self.identityNumberTypes(arc) }
        return allowed
    }
}
