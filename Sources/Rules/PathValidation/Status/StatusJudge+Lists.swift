import CertificatePolicy
import Cryptography
import PKIX
import SwiftASN1

/// CRLs: RFC 5280 §6.3.3, delta CRLs included where they are handed in.
extension StatusJudge {
    func listStatements(
        _ certificate: Certificate, _ issuer: Issuer, _ sawUnauthentic: inout Bool
    ) -> [StatusStatement] {
        let scopes = DistributionScope.scopes(of: certificate)
        var statements: [StatusStatement] = []
        for list in request.evidence.lists where !budget.isExhausted && Self.isUnderstood(list) {
            let fitting = scopes.compactMap { $0.reasons(coveredBy: list) }
            guard !fitting.isEmpty, list.deltaCRLIndicator == nil else {
                if let listed = listedElsewhere(list, certificate, issuer) {
                    statements.append(listed)
                }
                continue
            }
            guard takes(list.signatureAlgorithm), isAuthentic(list, certificate, issuer) else {
                sawUnauthentic = true
                continue
            }
            let reasons = fitting.reduce(into: Set<ReasonFlags.Flag>()) { $0.formUnion($1) }
            statements.append(statement(list, certificate, reasons))
            statements += deltas(to: list).filter { isAuthentic($0, certificate, issuer) }
                .map { statement(list, amendedBy: $0, certificate, reasons) }
        }
        return statements
    }

    /// A delta CRL whose base is not at hand, or a list of the issuer for another scope: that it does
    /// not name a certificate says nothing, but that it names it does. Attribute certificates have
    /// serial numbers of their own.
    private func listedElsewhere(
        _ list: CertificateList, _ certificate: Certificate, _ issuer: Issuer
    ) -> StatusStatement? {
        if case .attributeCertificates? = list.issuingDistributionPoint?.scope { return nil }
        guard list.issuer.matches(issuer.name),
            let entry = list.entry(of: certificate.serialNumber, issuedBy: certificate.issuer),
            entry.reason != .removeFromCRL, takes(list.signatureAlgorithm),
            isAuthentic(list, certificate, issuer)
        else { return nil }
        return statement(list, certificate, [])
    }

    /// What changes a complete CRL: of the same issuer and scope, from its number or an earlier one
    /// on, and newer than it. RFC 5280 §5.2.4, §6.3.3 (c).
    private func deltas(to list: CertificateList) -> [CertificateList] {
        guard let number = list.crlNumber else { return [] }
        let scope = list.extensions[IssuingDistributionPoint.oid]?.value
        return request.evidence.lists.filter { delta in
            guard let base = delta.deltaCRLIndicator?.baseNumber, let own = delta.crlNumber,
                base <= number, number < own, delta.issuer.matches(list.issuer),
                takes(delta.signatureAlgorithm)
            else { return false }
            return delta.extensions[IssuingDistributionPoint.oid]?.value == scope
                && Self.isUnderstood(delta)
        }
    }

    /// What a complete CRL and a delta CRL say together: the delta where it has an entry, which may
    /// be there to take the certificate off. RFC 5280 §6.3.3 (i) to (k).
    private func statement(
        _ list: CertificateList, amendedBy delta: CertificateList, _ certificate: Certificate,
        _ reasons: Set<ReasonFlags.Flag>
    ) -> StatusStatement {
        let base = statement(list, certificate, reasons)
        let change = delta.entry(of: certificate.serialNumber, issuedBy: certificate.issuer)
        let amended = statement(delta, certificate, reasons)
        let status: StatusStatement.Status =
            if let change {
                change.reason == .removeFromCRL ? .good : amended.status
            } else {
                base.status
            }
        return StatusStatement(
            source: .list, status: status,
            thisUpdateMilliseconds: amended.thisUpdateMilliseconds,
            nextUpdateMilliseconds: amended.nextUpdateMilliseconds,
            isCurrent: base.isCurrent && amended.isCurrent, reasons: base.reasons,
            invalidSinceMilliseconds: (change == nil ? base : amended).invalidSinceMilliseconds)
    }

    private func statement(
        _ list: CertificateList, _ certificate: Certificate, _ reasons: Set<ReasonFlags.Flag>
    ) -> StatusStatement {
        let entry = list.entry(of: certificate.serialNumber, issuedBy: certificate.issuer)
        let status: StatusStatement.Status =
            if let entry {
                .revoked(
                    atMilliseconds: entry.revocationDateMilliseconds, reason: entry.reason)
            } else {
                .good
            }
        // A CRL without nextUpdate never tells that it is still current. RFC 5280 §5.1.2.5.
        let nextUpdate = list.nextUpdateMilliseconds ?? list.thisUpdateMilliseconds - 1
        return StatusStatement(
            source: .list, status: status, thisUpdateMilliseconds: list.thisUpdateMilliseconds,
            nextUpdateMilliseconds: list.nextUpdateMilliseconds,
            isCurrent: isCurrent(thisUpdate: list.thisUpdateMilliseconds, nextUpdate: nextUpdate),
            reasons: reasons == DistributionScope.allReasons ? nil : reasons,
            invalidSinceMilliseconds: entry?.invalidityDateMilliseconds)
    }

    /// RFC 5280 §5.2: a CRL with a critical extension that is not understood is not used.
    private static func isUnderstood(_ list: CertificateList) -> Bool {
        !list.hasUnknownCriticalEntryExtension
            && list.extensions.allSatisfy { !$0.critical || understood.contains($0.oid) }
    }

    private static let understood: Set<ASN1ObjectIdentifier> = [
        AuthorityKeyIdentifier.oid, CRLNumber.oid, DeltaCRLIndicator.oid, ExpiredCertsOnCRL.oid,
        IssuingDistributionPoint.oid,
    ]

    /// RFC 5280 §6.3.3 (f), (g): signed by the issuer's key, or by another key of the CRL's issuer
    /// under the same anchor, which its certificate allows. The key that is asked about answers
    /// only where its issuer named it for that, as cRLIssuer: §4.2.1.13.
    private func isAuthentic(
        _ list: CertificateList, _ certificate: Certificate, _ issuer: Issuer
    ) -> Bool {
        let isIssuer = list.issuer.matches(issuer.name)
        if isIssuer, Self.maySignLists(issuer.certificate),
            budget.verify({ list.isSigned(by: issuer.key) })
        {
            return true
        }
        let anchor = issuer.anchor
        // An authority below that bears the anchor's name is another one.
        if list.issuer.matches(anchor.name), !isIssuer || issuer.lineage.count == 1,
            Self.maySignLists(anchor.certificate),
            budget.verify({ list.isSigned(by: anchor.key) })
        {
            return true
        }
        let candidates = request.intermediates.filter {
            $0.subject.matches(list.issuer) && $0 != issuer.certificate && Self.maySignLists($0)
        }
        return candidates.contains { signer in
            guard let key = try? PublicKey(signer.subjectPublicKeyInfo),
                budget.verify({ list.isSigned(by: key) })
            else { return false }
            if signer.subjectPublicKeyInfo == certificate.subjectPublicKeyInfo {
                return signer == certificate && !isIssuer
            }
            return isTrusted(signer, under: issuer, as: isIssuer)
        }
    }

    /// RFC 5280 §4.2.1.3: an anchor without a certificate, and a certificate that says nothing of
    /// usage, may.
    private static func maySignLists(_ certificate: Certificate?) -> Bool {
        guard let certificate, certificate.extensions[KeyUsage.oid] != nil else { return true }
        let usage = try? certificate.extensions.value(of: KeyUsage.self, tolerance: .tolerant)
        return usage?.contains(.cRLSign) ?? false
    }
}
