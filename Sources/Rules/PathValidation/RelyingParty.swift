import CertificatePolicy
import Cryptography
import Messages
import PKIX

/// The decision of a relying party. CP 4.4c, RFC 5280 §6, RFC 6960.
public enum RelyingParty {
    /// Decides whether to rely on a certificate at a moment.
    ///
    /// Tries each path that the certificates allow and answers by the best one: one that all
    /// checks pass, else one that lacks something, else one that fails. Cost: at most 400
    /// signature verifications, and one pass over each CRL for each certificate.
    public static func decide(_ request: ValidationRequest) -> ValidationResult {
        let (request, cuts) = request.bounded()
        let result = decide(bounded: request)
        guard !cuts.isEmpty else { return result }
        return ValidationResult(
            environment: result.environment, atMilliseconds: result.atMilliseconds,
            checks: cuts + result.checks)
    }

    private static func decide(bounded request: ValidationRequest) -> ValidationResult {
        let builder = PathBuilder(
            anchors: request.anchors, intermediates: request.intermediates)
        let found = builder.paths(to: request.certificate)
        let budget = SignatureBudget()
        let verdicts = found.paths.map { path in
            PathVerdict(path, request: request, builder: builder, budget: budget)
        }
        var best: ValidationResult?
        for verdict in verdicts.lazy.map(\.result) {
            if verdict.decision == .rely { return verdict }
            if let best, !verdict.rank.lexicographicallyPrecedes(best.rank) { continue }
            best = verdict
        }
        return best ?? withoutPath(request, wasCut: found.wasCut)
    }

    /// No path at all: nothing is known against the certificate, and nothing for it.
    private static func withoutPath(
        _ request: ValidationRequest, wasCut: Bool
    ) -> ValidationResult {
        let issuer = request.certificate.issuer.description
        let check = Check(
            id: "path.found", outcome: .notMade, clause: "4.4c",
            message: wasCut ? PathChecks.searchCut : PathChecks.issuerUnknown,
            arguments: ["issuer": issuer],
            facts: ["issuer": issuer, "certificate": request.certificate.label])
        return ValidationResult(
            environment: EnvironmentMark.of([request.certificate], rules: request.rules).stated,
            atMilliseconds: request.atMilliseconds,
            checks: [check] + CertificateFacts.checks(of: request))
    }
}

extension ValidationResult {
    /// Lower is better: the decision first, then whether it is a path at all or one by names only,
    /// then how many checks did not pass.
    fileprivate var rank: [Int] {
        let decisions: [Decision] = [.rely, .cannotTell, .doNotRely]
        let isSigned = checks.contains {
            $0.id == PathTopic.signatures.id && $0.outcome == .passed
        }
        return [
            decisions.firstIndex(of: decision) ?? 0, isSigned ? 0 : 1,
            checks.count { $0.outcome == .failed }, checks.count { $0.outcome == .notMade },
        ]
    }
}

/// All checks of one path.
struct PathVerdict {
    private let path: CertificationPath
    private let request: ValidationRequest
    private let processor: PathProcessor
    private let findings: [StatusFinding]

    init(
        _ path: CertificationPath, request: ValidationRequest, builder: PathBuilder,
        budget: SignatureBudget
    ) {
        self.path = path
        self.request = request
        var processor = PathProcessor(
            path, rules: request.rules, atMilliseconds: request.atMilliseconds, budget: budget)
        processor.run()
        self.processor = processor
        findings = StatusJudge(request, builder: builder, budget: budget).findings(along: path)
    }

    var result: ValidationResult {
        let all = [path.anchor.certificate].compactMap { $0 } + path.certificates
        let environment = EnvironmentMark.of(all, rules: request.rules)
        var checks = [foundCheck] + PathTopic.allCases.map(check) + statusChecks
        checks += CertificateFacts.checks(of: request)
        if request.rules.mutualRecognition != nil {
            checks.append(RecognisedPolicy.check(processor.policies, request: request))
            checks.append(environment.check)
        }
        return ValidationResult(
            environment: environment.stated, atMilliseconds: request.atMilliseconds, checks: checks)
    }

    private var foundCheck: Check {
        let arguments = [
            "anchor": path.anchor.name.description,
            "count": String(path.certificates.count - 1),
        ]
        let serials = path.certificates.map(\.label).joined(separator: " ")
        return Check(
            id: "path.found", outcome: .passed, clause: "4.4c", message: PathChecks.found,
            arguments: arguments, facts: arguments.merging(["path": serials]) { $1 })
    }

    /// The first failure of a topic, or the first thing that could not be checked, or that it
    /// holds. The facts name every certificate with a problem.
    private func check(_ topic: PathTopic) -> Check {
        let problems = processor.problems.filter { $0.topic == topic }
        guard let worst = problems.first(where: { $0.outcome == .failed }) ?? problems.first else {
            return passed(topic)
        }
        return worst.check
    }

    private func passed(_ topic: PathTopic) -> Check {
        var arguments: [String: String] = [:]
        let message: Text
        switch topic {
        case .signatures: message = PathChecks.signaturesValid
        case .validity:
            message = PathChecks.withinValidity
            arguments["at"] = Time.notation(request.atMilliseconds)
        case .authorities: message = PathChecks.authorities
        case .extensions: message = PathChecks.extensionsUnderstood
        case .names: message = PathChecks.namesPermitted
        case .policies:
            let held = processor.policies.heldPolicies
            message = held.isEmpty ? PathChecks.policiesUnrestricted : PathChecks.policiesHold
            arguments["policies"] = held.isEmpty ? "-" : held.joined(separator: " ")
        case .algorithms:
            let family = AlgorithmFamily(path.anchor.key.algorithm)
            message =
                request.rules.mutualRecognition != nil
                ? PathChecks.algorithmsRecognised : PathChecks.algorithmsTaken
            arguments["family"] = family?.rawValue ?? "-"
        }
        return Check(
            id: topic.id, outcome: .passed, clause: topic.clause, message: message,
            arguments: arguments, facts: arguments)
    }

    /// The certificate's own status first, then that of the authorities, from below.
    private var statusChecks: [Check] {
        zip(path.certificates, findings).reversed().enumerated().map { index, pair in
            pair.1.check(
                of: pair.0, isAuthority: index > 0, atMilliseconds: request.atMilliseconds)
        }
    }
}

extension PolicyProcessor {
    /// The policies that hold in the anchor's domain, dotted, in ascending order of their text.
    var heldPolicies: [String] {
        tree.domainPolicies.map(\.dotted).sorted()
    }
}
