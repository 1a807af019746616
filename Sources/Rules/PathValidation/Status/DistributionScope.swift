import PKIX

/// One distribution point of a certificate, and whether a CRL is about it. RFC 5280 §6.3.3 (b).
struct DistributionScope {
    static let allReasons = Set(ReasonFlags.Flag.allCases).subtracting([.unused])

    private let certificate: Certificate
    private let isAuthority: Bool
    /// Whole names; empty where the point has none.
    private let names: [GeneralName]
    private let pointReasons: Set<ReasonFlags.Flag>
    /// Nil where the certificate's issuer issues the CRL.
    private let listIssuers: [DistinguishedName]?

    /// The points that a certificate names, and the one that is meant where none is named: the
    /// issuer's own CRL. A distribution point extension that cannot be read names none.
    static func scopes(of certificate: Certificate) -> [DistributionScope] {
        let extensions = certificate.extensions
        let points = try? extensions.value(of: CRLDistributionPoints.self, tolerance: .tolerant)
        let constraints = try? extensions.value(of: BasicConstraints.self, tolerance: .tolerant)
        let isAuthority = if case .authority? = constraints { true } else { false }
        let named = (points?.points ?? []).map {
            DistributionScope(certificate, isAuthority: isAuthority, $0)
        }
        return named + [DistributionScope(certificate, isAuthority: isAuthority)]
    }

    private init(_ certificate: Certificate, isAuthority: Bool) {
        self.certificate = certificate
        self.isAuthority = isAuthority
        names = [.directoryName(certificate.issuer)]
        pointReasons = Self.allReasons
        listIssuers = nil
    }

    private init(_ certificate: Certificate, isAuthority: Bool, _ point: DistributionPoint) {
        self.certificate = certificate
        self.isAuthority = isAuthority
        let issuers = point.issuer?.compactMap { name -> DistinguishedName? in
            guard case .directoryName(let directoryName) = name else { return nil }
            return directoryName
        }
        listIssuers = issuers
        let base = issuers?.first ?? certificate.issuer
        names =
            point.name.map { $0.names(relativeTo: base) }
            ?? (issuers ?? []).map { .directoryName($0) }
        pointReasons =
            point.reasons.map { $0.flags.intersection(Self.allReasons) } ?? Self.allReasons
    }

    /// The reasons that a CRL covers for this point; nil where it is not about it.
    func reasons(coveredBy list: CertificateList) -> Set<ReasonFlags.Flag>? {
        let point = list.issuingDistributionPoint
        if let listIssuers {
            guard point?.isIndirect == true, listIssuers.contains(where: list.issuer.matches) else {
                return nil
            }
        } else {
            guard list.issuer.matches(certificate.issuer) else { return nil }
        }
        guard let point else { return pointReasons }
        switch point.scope {
        case .all: break
        case .userCertificates: if isAuthority { return nil }
        case .caCertificates: if !isAuthority { return nil }
        case .attributeCertificates: return nil
        }
        if let name = point.distributionPoint {
            let listNames = name.names(relativeTo: list.issuer)
            guard listNames.contains(where: { one in names.contains { $0.isSame(as: one) } }) else {
                return nil
            }
        }
        return point.onlySomeReasons.map { pointReasons.intersection($0.flags) } ?? pointReasons
    }
}

extension DistributionPointName {
    /// Whole names: a relative one completed by the name of the CRL's issuer.
    fileprivate func names(relativeTo issuer: DistinguishedName) -> [GeneralName] {
        switch self {
        case .fullName(let names): return names
        case .relativeToIssuer(let last):
            var writer = DERWriter()
            writer.sequence { inside in
                for rdn in issuer.rdns { rdn.encode(into: &inside) }
                last.encode(into: &inside)
            }
            let name = try? DistinguishedName(derEncoded: writer.bytes, tolerance: .tolerant)
            return name.map { [.directoryName($0)] } ?? []
        }
    }
}

extension GeneralName {
    fileprivate func isSame(as other: GeneralName) -> Bool {
        if case .directoryName(let one) = self, case .directoryName(let two) = other {
            return one.matches(two)
        }
        return derEncoded == other.derEncoded
    }
}
