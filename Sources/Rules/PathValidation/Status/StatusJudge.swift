import CertificatePolicy
import Cryptography
import PKIX
import SwiftASN1

/// Finds out the status of certificates from what was handed in. RFC 5280 §6.3, RFC 6960 §3.2.
///
/// A status object counts only if its signer may speak for the issuer, and that in turn may hang
/// on the status of the signer's own certificate. Owned by one validation.
final class StatusJudge {
    /// How far signers of status may hang on other signers of status.
    static let maximumDepth = 3

    let request: ValidationRequest
    let builder: PathBuilder
    let budget: SignatureBudget
    private var inProgress: [Certificate] = []

    init(_ request: ValidationRequest, builder: PathBuilder, budget: SignatureBudget) {
        self.request = request
        self.builder = builder
        self.budget = budget
    }

    /// Who issued a certificate, as its path says.
    struct Issuer {
        let name: DistinguishedName
        let key: PublicKey
        /// Nil where the issuer is an anchor without one.
        let certificate: Certificate?
        let anchor: TrustAnchor
        /// The names of the authorities from the anchor to the issuer.
        let lineage: [DistinguishedName]
    }

    /// The status of each certificate of a path, in the order of the path.
    func findings(along path: CertificationPath) -> [StatusFinding] {
        let issuers = Self.issuers(along: path)
        return zip(path.certificates, issuers).map { certificate, issuer in
            issuer.map { finding(of: certificate, issuedBy: $0) }
                ?? .undetermined(.authenticEvidence)
        }
    }

    /// The status of one certificate.
    func finding(of certificate: Certificate, issuedBy issuer: Issuer) -> StatusFinding {
        inProgress.append(certificate)
        defer { inProgress.removeLast() }
        var sawUnauthentic = false
        var statements: [StatusStatement] = []
        for answer in request.evidence.answers {
            statements += self.statements(answer, certificate, issuer, &sawUnauthentic)
        }
        statements += listStatements(certificate, issuer, &sawUnauthentic)
        if budget.isExhausted { return .undetermined(.budget) }
        return StatusFinding.weigh(
            statements, at: request.moment, sawUnauthentic: sawUnauthentic)
    }

    /// Whether a certificate that signs status holds: a path to the same anchor, processed as any
    /// other, and its own status along it. A certificate whose status is being found out already
    /// vouches for nobody in this: in the end it would vouch for itself.
    ///
    /// - Parameter isIssuer: whether it signs as the issuer itself, with another key. Any authority
    ///   under the anchor could certify that name, so the path has to bear the same names: RFC 5280
    ///   §8 asks for the same anchor as a minimum.
    func isTrusted(_ signer: Certificate, under issuer: Issuer, as isIssuer: Bool) -> Bool {
        guard !inProgress(signer), inProgress.count < Self.maximumDepth else { return false }
        return builder.paths(to: signer).paths.contains { path in
            guard path.anchor == issuer.anchor,
                !isIssuer
                    || Self.isSame(Self.lineage(path.certificates, path.anchor), issuer.lineage)
            else { return false }
            var processor = PathProcessor(
                path, rules: request.rules.withoutPolicies,
                atMilliseconds: request.atMilliseconds, budget: budget)
            processor.run()
            guard processor.problems.isEmpty else { return false }
            return zip(path.certificates, Self.issuers(along: path)).allSatisfy {
                certificate, issuer in
                guard !inProgress(certificate), let issuer else { return false }
                return finding(of: certificate, issuedBy: issuer).vouches ?? false
            }
        }
    }

    /// Whether the status of a certificate is being found out already.
    func inProgress(_ certificate: Certificate) -> Bool {
        inProgress.contains(certificate)
    }

    /// Whether status from this time speaks for the moment that is judged. Clocks that differ
    /// excuse status from just after the present, but not from after a moment of the past.
    func isCurrent(thisUpdate: Int64, nextUpdate: Int64) -> Bool {
        let latest =
            switch request.moment {
            case .present(let now): now + request.rules.clockToleranceMilliseconds
            case .past(let moment): moment
            }
        return thisUpdate <= latest && request.atMilliseconds <= nextUpdate
            && thisUpdate <= nextUpdate
    }

    private static func issuers(along path: CertificationPath) -> [Issuer?] {
        let anchor = Issuer(
            name: path.anchor.name, key: path.anchor.key, certificate: path.anchor.certificate,
            anchor: path.anchor, lineage: [path.anchor.name])
        let others = path.certificates.indices.dropLast().map { index -> Issuer? in
            let certificate = path.certificates[index]
            guard let key = try? PublicKey(certificate.subjectPublicKeyInfo) else { return nil }
            return Issuer(
                name: certificate.subject, key: key, certificate: certificate,
                anchor: path.anchor,
                lineage: lineage(path.certificates[...index], path.anchor))
        }
        return [anchor] + others
    }

    /// The names from the anchor down; an authority that certifies itself anew counts once.
    private static func lineage(
        _ certificates: some Collection<Certificate>, _ anchor: TrustAnchor
    ) -> [DistinguishedName] {
        [anchor.name] + certificates.filter { !$0.isSelfIssued }.map(\.subject)
    }

    private static func isSame(_ one: [DistinguishedName], _ other: [DistinguishedName]) -> Bool {
        one.count == other.count && zip(one, other).allSatisfy { $0.matches($1) }
    }
}

extension ValidationRules {
    /// For certificates that sign status: they carry no policy of subscribers.
    var withoutPolicies: ValidationRules {
        ValidationRules(
            mutualRecognition: mutualRecognition,
            clockToleranceMilliseconds: clockToleranceMilliseconds,
            openAnswerMilliseconds: openAnswerMilliseconds)
    }
}
