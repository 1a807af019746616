import CertificatePolicy
import Messages
import PKIX
import SwiftASN1

/// What the certificate itself says to a relying party: what its key is for and when, up to which
/// amount its issuer answers, and how its holder was identified.
enum CertificateFacts {
    static func checks(of request: ValidationRequest) -> [Check] {
        guard let recognition = request.rules.mutualRecognition else { return [] }
        let certificate = request.certificate
        return [
            holder(of: certificate),
            keyUsage(of: certificate),
            keyPeriod(of: certificate, atMilliseconds: request.atMilliseconds),
            limit(of: certificate),
            method(of: certificate, arcs: recognition.privateArcs),
        ]
    }

    /// RFC 5280 §4.2.1.9: the policy knows certificates of persons and organisations, and those of
    /// authorities apart from them. CP 1.4, 8.15b.
    private static func holder(of certificate: Certificate) -> Check {
        let constraints = try? certificate.extensions.value(
            of: BasicConstraints.self, tolerance: .tolerant)
        let isAuthority = if case .authority? = constraints { true } else { false }
        return Check(
            id: "certificate.holder", outcome: isAuthority ? .failed : .passed,
            clause: "RFC 5280 §4.2.1.9",
            message: isAuthority
                ? CertificateChecks.holderAuthority : CertificateChecks.holderSubscriber)
    }

    /// CP 6.25a: a certificate that names no usage is not for signatures.
    private static func keyUsage(of certificate: Certificate) -> Check {
        let usage = try? certificate.extensions.value(of: KeyUsage.self, tolerance: .tolerant)
        let usages = (usage?.usages ?? []).sorted { $0.rawValue < $1.rawValue }
        let purposes = try? certificate.extensions.value(
            of: ExtendedKeyUsage.self, tolerance: .tolerant)
        let isForSignatures =
            usages.contains { $0 == .digitalSignature || $0 == .nonRepudiation }
            && (purposes?.purposes.contains(where: signing.contains) ?? true)
        let names = usages.isEmpty ? "-" : usages.map { "\($0)" }.joined(separator: ", ")
        return Check(
            id: "certificate.keyUsage", outcome: isForSignatures ? .passed : .failed,
            clause: "6.25a",
            message: isForSignatures
                ? CertificateChecks.keyUsageFits : CertificateChecks.keyUsageOther,
            arguments: ["usage": names], facts: ["usage": names])
    }

    /// Extended usages under which people sign, where a certificate names any.
    static let signing: Set<ASN1ObjectIdentifier> = [
        ExtendedKeyUsage.anyPurpose, ExtendedKeyUsage.clientAuth, ExtendedKeyUsage.emailProtection,
        ExtendedKeyUsage.documentSigning,
    ]

    /// CP 8.15b, 8.15d: the period of the private key, or the validity where none is named.
    private static func keyPeriod(
        of certificate: Certificate, atMilliseconds: Int64
    ) -> Check {
        let period = try? certificate.extensions.value(
            of: PrivateKeyUsagePeriod.self, tolerance: .tolerant)
        let validity = certificate.validity
        let from = period?.notBeforeMilliseconds ?? validity.notBeforeMilliseconds
        let until = period?.notAfterMilliseconds ?? validity.notAfterMilliseconds
        let holds = from <= atMilliseconds && atMilliseconds < until + 1000
        return Check(
            id: "certificate.keyPeriod", outcome: holds ? .passed : .failed, clause: "8.15d",
            message: holds ? CertificateChecks.keyPeriodHolds : CertificateChecks.keyPeriodOver,
            facts: ["from": Time.notation(from), "until": Time.notation(until)])
    }

    /// CP 11.1. Not every issuer states it in the certificate; the relying party is told so.
    private static func limit(of certificate: Certificate) -> Check {
        let statements = try? certificate.extensions.value(
            of: QCStatements.self, tolerance: .tolerant)
        guard let limit = statements?.limit else {
            return Check(
                id: "certificate.relianceLimit", outcome: .passed, clause: "11.1",
                message: CertificateChecks.limitNotStated)
        }
        let currency =
            switch limit.currency {
            case .alphabetic(let code): code
            case .numeric(let code): String(code)
            }
        let power = limit.exponent == 0 ? "" : " × 10^\(limit.exponent)"
        let notation = "\(currency) \(limit.amount)\(power)"
        return Check(
            id: "certificate.relianceLimit", outcome: .passed, clause: "11.1",
            message: CertificateChecks.limitStated, arguments: ["limit": notation],
            facts: [
                "limit": notation, "currency": currency, "amount": String(limit.amount),
                "exponent": String(limit.exponent),
            ])
    }

    /// CP 5.6b. Foreign issuers have their own ways to state it.
    private static func method(
        of certificate: Certificate, arcs: [ASN1ObjectIdentifier]
    ) -> Check {
        let stated = arcs.lazy.compactMap { arc in
            try? PrivateArc(base: arc).value(
                of: IdentityVerificationMethod.self, in: certificate.extensions)
        }.first
        let isOrganisation = !certificate.subject[.organizationIdentifier].isEmpty
        if let stated {
            return Check(
                id: "certificate.identityMethod", outcome: .passed, clause: "5.6b",
                message: CertificateChecks.methodStated, arguments: ["method": stated.rawValue],
                facts: ["method": stated.rawValue])
        }
        let name = certificate.subject[.organizationName]
        let isNamedAsOrganisation =
            isOrganisation
            || !name.isEmpty && NameComparison.same(name, certificate.subject[.commonName])
        return Check(
            id: "certificate.identityMethod", outcome: .passed, clause: "5.6b",
            message: isNamedAsOrganisation
                ? CertificateChecks.methodOfOrganisation : CertificateChecks.methodNotStated)
    }
}

private enum NameComparison {
    /// By octets, never by canonical equivalence.
    static func same(_ one: [String], _ other: [String]) -> Bool {
        one.count == other.count
            && zip(one, other).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
    }
}
