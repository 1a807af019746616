import CertificatePolicy
import Cryptography
import Messages
import PKIX
import SwiftASN1

/// Processes one path as RFC 5280 §6.1 does, from the anchor to the certificate.
///
/// Goes on after a problem, so that a relying party sees all of them; what depends on something
/// that failed is judged as if it had not.
struct PathProcessor {
    let path: CertificationPath
    let rules: ValidationRules
    let atMilliseconds: Int64
    let budget: SignatureBudget

    private(set) var problems: [PathProblem] = []
    private(set) var policies: PolicyProcessor
    private var constraints = NameConstraintState()
    private var workingKey: PublicKey?
    private var maximumPathLength: Int

    /// Certificates have to stay within the length of paths that are searched for.
    init(
        _ path: CertificationPath, rules: ValidationRules, atMilliseconds: Int64,
        budget: SignatureBudget
    ) {
        self.path = path
        self.rules = rules
        self.atMilliseconds = atMilliseconds
        self.budget = budget
        policies = PolicyProcessor(rules: rules, certificateCount: path.certificates.count)
        workingKey = path.anchor.key
        maximumPathLength = path.certificates.count
    }

    /// Processes the whole path.
    mutating func run() {
        checkAnchor()
        for (index, certificate) in path.certificates.enumerated() {
            let isLast = index == path.certificates.count - 1
            checkBasics(of: certificate)
            checkNames(of: certificate, isLast: isLast)
            report(policies.process(certificate, isLast: isLast), at: certificate)
            checkExtensions(of: certificate)
            if !isLast { prepareNext(after: certificate) }
        }
        if let last = path.certificates.last { report(policies.finish(with: last), at: last) }
    }

    private mutating func report(_ problem: PolicyProcessor.Problem?, at certificate: Certificate) {
        switch problem {
        case nil: return
        case .noPolicy: add(.policies, PathChecks.noPolicy, at: certificate)
        case .unreadable(let field):
            add(.extensions, PathChecks.extensionUnreadable, at: certificate, ["field": field])
        case .tooMany:
            problems.append(
                PathProblem(
                    .policies, PathChecks.policiesTooMany, at: certificate, outcome: .notMade))
        }
    }

    private mutating func add(
        _ topic: PathTopic, _ message: Text, at certificate: Certificate,
        _ arguments: [String: String] = [:]
    ) {
        problems.append(PathProblem(topic, message, at: certificate, arguments))
    }

    /// The anchor is trusted as it is by RFC 5280; the policy asks for its period and algorithms
    /// too, and what its certificate restricts itself to holds: RFC 5937 §3. CP 4.4c, 8.15c, A2.4.
    private mutating func checkAnchor() {
        // Without a certificate of its own, its key is named by what it signed.
        guard rules.mutualRecognition != nil,
            let named = path.anchor.certificate ?? path.certificates.first
        else { return }
        if let certificate = path.anchor.certificate {
            checkValidity(of: certificate)
            checkExtensions(of: certificate)
            // Before version 3 only whoever trusts it can tell that it is an authority's.
            if certificate.tbsCertificate.version == .v3 { prepareNext(after: certificate) }
        }
        let key = path.anchor.key
        if AlgorithmFamily(key.algorithm)?.purpose != rules.purpose {
            add(
                .algorithms, PathChecks.algorithmOutside, at: named,
                ["algorithm": key.algorithm.notation])
        } else {
            checkStrength(of: key, at: named)
        }
    }

    /// RFC 5280 §6.1.3 (a): signature and period. That the names chain is how the path was found.
    private mutating func checkBasics(of certificate: Certificate) {
        checkValidity(of: certificate)
        checkAlgorithms(of: certificate)
        guard let workingKey else {
            problems.append(
                PathProblem(
                    .signatures, PathChecks.keyUnusable, at: certificate, outcome: .notMade))
            return
        }
        if !budget.verify({ certificate.isSigned(by: workingKey) }) {
            problems.append(
                PathProblem(
                    .signatures, PathChecks.signatureInvalid, at: certificate,
                    outcome: budget.isExhausted ? .notMade : .failed))
        }
    }

    private mutating func checkValidity(of certificate: Certificate) {
        let validity = certificate.validity
        if atMilliseconds < validity.notBeforeMilliseconds {
            add(
                .validity, PathChecks.notYetValid, at: certificate,
                ["from": Time.notation(validity.notBeforeMilliseconds)])
        } else if !validity.contains(atMilliseconds: atMilliseconds) {
            add(
                .validity, PathChecks.expired, at: certificate,
                ["until": Time.notation(validity.notAfterMilliseconds)])
        }
    }

    /// CP A2.4: approved algorithms only, a certificate's key and signature of one category.
    private mutating func checkAlgorithms(of certificate: Certificate) {
        let algorithm = SignatureAlgorithm(identifier: certificate.signatureAlgorithm)
        let key = try? PublicKey(certificate.subjectPublicKeyInfo)
        guard let algorithm, rules.purpose.allows(algorithm) else {
            let found = certificate.signatureAlgorithm.algorithm.dotted
            return add(
                .algorithms, PathChecks.algorithmOutside, at: certificate, ["algorithm": found])
        }
        guard let key, rules.purpose.allows(key.algorithm) else {
            let found = certificate.subjectPublicKeyInfo.algorithm.algorithm.dotted
            return add(
                .algorithms, PathChecks.algorithmOutside, at: certificate, ["algorithm": found])
        }
        guard rules.mutualRecognition != nil else { return }
        if AlgorithmFamily(algorithm) != AlgorithmFamily(key.algorithm) {
            add(.algorithms, PathChecks.algorithmsMixed, at: certificate)
        } else if AlgorithmFamily(key.algorithm)?.purpose != rules.purpose {
            add(
                .algorithms, PathChecks.algorithmOutside, at: certificate,
                ["algorithm": key.algorithm.notation])
        } else {
            checkStrength(of: key, at: certificate)
        }
    }

    /// CP A2.4: a key that no issuer under the policy certifies is not relied on either.
    private mutating func checkStrength(of key: PublicKey, at certificate: Certificate) {
        guard let weakness = key.evidentWeaknesses.first else { return }
        add(.algorithms, PathChecks.keyWeak, at: certificate, ["weakness": weakness.notation])
    }

    /// RFC 5280 §6.1.3 (b), (c): self-issued authorities may bear any name.
    private mutating func checkNames(of certificate: Certificate, isLast: Bool) {
        guard isLast || !certificate.isSelfIssued else { return }
        switch constraints.judge(certificate) {
        case .permitted: break
        case .outside(let name):
            add(.names, PathChecks.nameNotPermitted, at: certificate, ["name": name])
        case .unsupported:
            problems.append(
                PathProblem(
                    .names, PathChecks.constraintUnsupported, at: certificate, outcome: .notMade))
        }
    }

    /// RFC 5280 §6.1.4 (o), §6.1.5 (f); and what restricts has to be readable, critical or not,
    /// since it would else restrict nothing: §4.2.
    private mutating func checkExtensions(of certificate: Certificate) {
        for element in certificate.extensions {
            let topic = Self.topics[element.oid]
            if element.critical, topic?.isUnderstood != true {
                add(
                    .extensions, PathChecks.extensionUnknown, at: certificate,
                    ["field": element.oid.dotted])
            } else if let topic, element.critical || !topic.isHint, !topic.isReadable(element) {
                add(
                    .extensions, PathChecks.extensionUnreadable, at: certificate,
                    ["field": element.oid.dotted])
            }
        }
        checkQualifiers(of: certificate)
    }

    /// RFC 5280 §4.2.1.4: critical policies are understood with their qualifiers or not at all.
    private mutating func checkQualifiers(of certificate: Certificate) {
        guard certificate.extensions[CertificatePolicies.oid]?.critical == true,
            let policies: CertificatePolicies = read(certificate)
        else { return }
        for case .other(let qualifier, _) in policies.policies.flatMap(\.qualifiers) {
            add(
                .extensions, PathChecks.extensionUnknown, at: certificate,
                ["field": qualifier.dotted])
        }
    }

    private static let topics: [ASN1ObjectIdentifier: ExtensionTopic] = [
        AuthorityKeyIdentifier.oid: ExtensionTopic(AuthorityKeyIdentifier.self, isHint: true),
        BasicConstraints.oid: ExtensionTopic(BasicConstraints.self),
        CertificatePolicies.oid: ExtensionTopic(CertificatePolicies.self),
        CRLDistributionPoints.oid: ExtensionTopic(CRLDistributionPoints.self, isHint: true),
        ExtendedKeyUsage.oid: ExtensionTopic(ExtendedKeyUsage.self),
        InhibitAnyPolicy.oid: ExtensionTopic(InhibitAnyPolicy.self),
        KeyUsage.oid: ExtensionTopic(KeyUsage.self),
        NameConstraints.oid: ExtensionTopic(NameConstraints.self),
        PolicyConstraints.oid: ExtensionTopic(PolicyConstraints.self),
        PolicyMappings.oid: ExtensionTopic(PolicyMappings.self),
        PrivateKeyUsagePeriod.oid: ExtensionTopic(PrivateKeyUsagePeriod.self),
        QCStatements.oid: ExtensionTopic(QCStatements.self, isUnderstood: false),
        SubjectAlternativeName.oid: ExtensionTopic(SubjectAlternativeName.self),
        SubjectKeyIdentifier.oid: ExtensionTopic(SubjectKeyIdentifier.self, isHint: true),
    ]

    /// RFC 5280 §6.1.4 for what is not policy.
    private mutating func prepareNext(after certificate: Certificate) {
        if let found: NameConstraints = read(certificate) { constraints.add(found) }
        workingKey = try? PublicKey(certificate.subjectPublicKeyInfo)
        checkAuthority(certificate)
        if let usage: KeyUsage = read(certificate), !usage.contains(.keyCertSign) {
            add(.authorities, PathChecks.mayNotCertify, at: certificate)
        }
        checkPurposes(of: certificate)
    }

    /// RFC 5280 §4.2.1.12: a key is for the purposes named only. An authority that names some, and
    /// none under which people sign, certifies for those, such as servers or responders.
    private mutating func checkPurposes(of certificate: Certificate) {
        guard rules.mutualRecognition != nil,
            let purposes: ExtendedKeyUsage = read(certificate),
            !purposes.purposes.contains(where: CertificateFacts.signing.contains)
        else { return }
        add(.authorities, PathChecks.mayNotCertify, at: certificate)
    }

    /// RFC 5280 §6.1.4 (k), (l), (m).
    private mutating func checkAuthority(_ certificate: Certificate) {
        let found: BasicConstraints? = read(certificate)
        guard certificate.tbsCertificate.version == .v3,
            case .authority(let pathLength)? = found
        else { return add(.authorities, PathChecks.notAnAuthority, at: certificate) }
        if !certificate.isSelfIssued {
            if maximumPathLength <= 0 {
                add(.authorities, PathChecks.pathTooLong, at: certificate)
            }
            maximumPathLength -= 1
        }
        if let pathLength { maximumPathLength = min(maximumPathLength, pathLength) }
    }

    /// The value of an extension; one that is there but cannot be read is a problem.
    private mutating func read<Value: ExtensionValue>(_ certificate: Certificate) -> Value? {
        do {
            return try certificate.extensions.value(of: Value.self, tolerance: .tolerant)
        } catch {
            add(
                .extensions, PathChecks.extensionUnreadable, at: certificate,
                ["field": Value.oid.dotted])
            return nil
        }
    }
}

/// What this product does with a type of extension.
private struct ExtensionTopic: Sendable {
    let isReadable: @Sendable (Extension) -> Bool
    /// Whether it helps to find something and restricts nothing.
    let isHint: Bool
    /// Whether all that it can say is judged, so that it may be critical.
    let isUnderstood: Bool

    init<Value: ExtensionValue>(
        _ type: Value.Type, isHint: Bool = false, isUnderstood: Bool = true
    ) {
        isReadable = { (try? Value(derEncoded: $0.value, tolerance: .tolerant)) != nil }
        self.isHint = isHint
        self.isUnderstood = isUnderstood
    }
}
