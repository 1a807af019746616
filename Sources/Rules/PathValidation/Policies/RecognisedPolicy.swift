import CertificatePolicy
import Messages
import PKIX
import SwiftASN1

/// Whether one of the policies that hold is one of mutual recognition. CP 1.4.
enum RecognisedPolicy {
    /// Which certificates an identifier stands for; the Hong Kong one names no category.
    static func category(
        of policy: ASN1ObjectIdentifier, hongKong: ValidationRules.HongKongRelease
    ) -> String? {
        switch policy {
        case PolicyOIDs.mainlandPersonal: return Profile.Kind.personal.rawValue
        case PolicyOIDs.mainlandOrganisation: return Profile.Kind.organisation.rawValue
        default:
            let isAccepted =
                switch hongKong {
                case .any: isHongKongRelease(policy)
                case .only(let release): policy == release && isHongKongRelease(policy)
                }
            return isAccepted ? "personal or organisation" : nil
        }
    }

    /// The prefix and exactly three arcs: year, version, release.
    static func isHongKongRelease(_ policy: ASN1ObjectIdentifier) -> Bool {
        policy.isBelow(PolicyOIDs.hongKongPrefix)
            && policy.arcs.count
                == PolicyOIDs.hongKongPrefix.arcs.count + PolicyOIDs.hongKongReleaseArcs
    }

    static func check(_ policies: PolicyProcessor, request: ValidationRequest) -> Check {
        // A policy that holds only by way of anyPolicy is not one that the certificate carries.
        let own = try? request.certificate.extensions.value(
            of: CertificatePolicies.self, tolerance: .tolerant)
        let named = Set((own?.policies ?? []).map(\.policy))
        let held = policies.tree.leaves.filter { named.contains($0.policy) }
        let hongKong = request.rules.mutualRecognition?.hongKong ?? .any
        let match = held.first { category(of: $0.policy, hongKong: hongKong) != nil }
        let found = held.map(\.policy.dotted).sorted().joined(separator: " ")
        guard let match, let category = category(of: match.policy, hongKong: hongKong) else {
            let arguments = ["policies": found.isEmpty ? "-" : found]
            return Check(
                id: "policy.recognised", outcome: .failed, clause: "1.4",
                message: CertificateChecks.policyNotRecognised, arguments: arguments,
                facts: arguments)
        }
        var facts = ["policy": match.policy.dotted, "category": category]
        for qualifier in match.qualifiers ?? [] {
            switch qualifier {
            case .cps(let address): facts["practiceStatement"] = address
            case .userNotice(let notice): facts["notice"] = notice.explicitText?.text
            case .other: break
            }
        }
        return Check(
            id: "policy.recognised", outcome: .passed, clause: "1.4",
            message: CertificateChecks.policyRecognised,
            arguments: ["policy": match.policy.dotted], facts: facts)
    }
}
