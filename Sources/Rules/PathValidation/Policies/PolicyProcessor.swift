import CertificatePolicy
import PKIX
import SwiftASN1

/// The part of RFC 5280 §6.1 that is about policies.
struct PolicyProcessor {
    enum Problem {
        /// The tree is NULL where a policy is required.
        case noPolicy
        case unreadable(field: String)
        case tooMany
    }

    /// Once the tree grew beyond its limit, nothing more is known of policies.
    private var isGivenUp = false
    private(set) var tree = PolicyTree<[PolicyQualifier]>()
    private let accepted: Set<ASN1ObjectIdentifier>
    private var explicitPolicy: Int
    private var policyMapping: Int
    private var inhibitAnyPolicy: Int

    /// RFC 5280 §6.1.2 (d) to (f): the counters begin beyond the path, or at zero.
    init(rules: ValidationRules, certificateCount: Int) {
        accepted = rules.initialPolicies
        explicitPolicy = rules.requiresExplicitPolicy ? 0 : certificateCount + 1
        policyMapping = rules.inhibitsPolicyMapping ? 0 : certificateCount + 1
        inhibitAnyPolicy = rules.inhibitsAnyPolicy ? 0 : certificateCount + 1
    }

    /// RFC 5280 §6.1.3 (d) to (f), and §6.1.4 (a), (b), (h) to (j) for all but the last.
    mutating func process(_ certificate: Certificate, isLast: Bool) -> Problem? {
        guard !isGivenUp else { return nil }
        do {
            let policies = try read(CertificatePolicies.self, certificate)?.policies
            if let policies {
                let allowsAny = inhibitAnyPolicy > 0 || (!isLast && certificate.isSelfIssued)
                try tree.extend(
                    with: policies.map { ($0.policy, $0.qualifiers) }, allowsAny: allowsAny)
            } else {
                tree.becomeNull()
            }
            guard explicitPolicy > 0 || !tree.isNull else { return .noPolicy }
            guard !isLast else { return nil }
            return try prepareNext(after: certificate, policies ?? [])
        } catch let problem as Unreadable {
            return .unreadable(field: problem.field)
        } catch {
            return giveUp()
        }
    }

    /// RFC 5280 §6.1.5 (a), (b), (g).
    mutating func finish(with certificate: Certificate) -> Problem? {
        guard !isGivenUp else { return nil }
        if explicitPolicy > 0 { explicitPolicy -= 1 }
        do {
            if try read(PolicyConstraints.self, certificate)?.requireExplicitPolicy == 0 {
                explicitPolicy = 0
            }
            try tree.intersect(with: accepted)
        } catch let problem as Unreadable {
            return .unreadable(field: problem.field)
        } catch {
            return giveUp()
        }
        return explicitPolicy > 0 || !tree.isNull ? nil : .noPolicy
    }

    private mutating func giveUp() -> Problem {
        isGivenUp = true
        tree.becomeNull()
        return .tooMany
    }

    private mutating func prepareNext(
        after certificate: Certificate, _ policies: [PolicyInformation]
    ) throws -> Problem? {
        if let mappings = try read(PolicyMappings.self, certificate)?.mappings {
            guard
                !mappings.contains(where: {
                    $0.issuerDomainPolicy == PolicyOIDs.anyPolicy
                        || $0.subjectDomainPolicy == PolicyOIDs.anyPolicy
                })
            else { return .noPolicy }
            try apply(mappings, policies)
        }
        if !certificate.isSelfIssued {
            if explicitPolicy > 0 { explicitPolicy -= 1 }
            if policyMapping > 0 { policyMapping -= 1 }
            if inhibitAnyPolicy > 0 { inhibitAnyPolicy -= 1 }
        }
        if let constraints = try read(PolicyConstraints.self, certificate) {
            explicitPolicy = min(explicitPolicy, constraints.requireExplicitPolicy ?? .max)
            policyMapping = min(policyMapping, constraints.inhibitPolicyMapping ?? .max)
        }
        if let skip = try read(InhibitAnyPolicy.self, certificate)?.skipCertificates {
            inhibitAnyPolicy = min(inhibitAnyPolicy, skip)
        }
        return nil
    }

    /// RFC 5280 §6.1.4 (b).
    private mutating func apply(
        _ mappings: [PolicyMapping], _ policies: [PolicyInformation]
    ) throws {
        let anyQualifiers = policies.first { $0.policy == PolicyOIDs.anyPolicy }?.qualifiers
        var targets: [ASN1ObjectIdentifier: Set<ASN1ObjectIdentifier>] = [:]
        for mapping in mappings {
            targets[mapping.issuerDomainPolicy, default: []].insert(mapping.subjectDomainPolicy)
        }
        for (policy, expected) in targets {
            if policyMapping > 0 {
                try tree.map(policy, to: expected, anyQualifiers: anyQualifiers)
            } else {
                tree.remove(policy)
            }
        }
    }

    private struct Unreadable: Error {
        let field: String
    }

    private func read<Value: ExtensionValue>(
        _ type: Value.Type, _ certificate: Certificate
    ) throws -> Value? {
        do {
            return try certificate.extensions.value(of: type, tolerance: .tolerant)
        } catch {
            throw Unreadable(field: Value.oid.dotted)
        }
    }
}
