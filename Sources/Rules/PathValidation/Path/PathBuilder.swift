import PKIX

/// One way from an anchor to a certificate.
struct CertificationPath: Sendable {
    let anchor: TrustAnchor
    /// From the one that the anchor issued to the certificate itself; never empty.
    let certificates: [Certificate]
}

/// Finds the ways from a certificate to the anchors, by names and key identifiers.
///
/// A search over a hostile set of certificates can be exponential, so it ends at limits.
struct PathBuilder {
    /// Longer paths are not in use; the policy knows one authority between root and subscriber.
    static let maximumCertificates = 12
    /// Honest sets offer one path, or two around a key change.
    static let maximumPaths = 8
    /// Steps of the search in all.
    static let maximumSteps = 2_000

    let anchors: [TrustAnchor]
    let intermediates: [Certificate]

    private struct Search {
        var paths: [CertificationPath] = []
        var steps = 0
        var wasCut = false
    }

    /// The paths found, the likelier ones first, and whether the search ended at a limit.
    func paths(to certificate: Certificate) -> (paths: [CertificationPath], wasCut: Bool) {
        var search = Search()
        extend([certificate], &search)
        return (search.paths, search.wasCut)
    }

    /// - Parameter chain: from the highest certificate so far down to the one asked about.
    private func extend(_ chain: [Certificate], _ search: inout Search) {
        search.steps += 1
        guard search.steps <= Self.maximumSteps, search.paths.count < Self.maximumPaths,
            chain.count <= Self.maximumCertificates, let highest = chain.first
        else {
            search.wasCut = true
            return
        }
        for anchor in anchors where anchor.name.matches(highest.issuer) {
            search.paths.append(CertificationPath(anchor: anchor, certificates: chain))
        }
        for issuer in issuers(of: highest) where !Self.contains(chain, issuer) {
            extend([issuer] + chain, &search)
        }
    }

    /// Those whose name fits, the ones whose key identifier fits as well first. An identifier is a
    /// hint only: one that differs shuts nothing out.
    private func issuers(of certificate: Certificate) -> [Certificate] {
        let wanted = try? certificate.extensions.value(
            of: AuthorityKeyIdentifier.self, tolerance: .tolerant)?.keyIdentifier
        let named = intermediates.filter { candidate in
            candidate.subject.matches(certificate.issuer)
                && !anchors.contains { $0.certificate == candidate }
        }
        guard let wanted else { return named }
        let fits = { (candidate: Certificate) in
            (try? candidate.extensions.value(
                of: SubjectKeyIdentifier.self, tolerance: .tolerant)?.keyIdentifier) == wanted
        }
        return named.filter(fits) + named.filter { !fits($0) }
    }

    /// Neither the same certificate twice, nor the same name with the same key. RFC 5280 §6.1.
    private static func contains(_ chain: [Certificate], _ candidate: Certificate) -> Bool {
        chain.contains {
            $0 == candidate
                || $0.subjectPublicKeyInfo == candidate.subjectPublicKeyInfo
                    && $0.subject.matches(candidate.subject)
                    && $0.issuer.matches(candidate.issuer)
        }
    }
}
