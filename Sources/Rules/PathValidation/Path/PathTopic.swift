import Messages
import PKIX

/// What is looked at along a path; each topic becomes one check.
enum PathTopic: CaseIterable {
    case signatures, validity, authorities, extensions, names, policies, algorithms

    /// The id of the check.
    var id: String {
        switch self {
        case .signatures: "path.signatures"
        case .validity: "path.validity"
        case .authorities: "path.authorities"
        case .extensions: "path.extensions"
        case .names: "path.nameConstraints"
        case .policies: "path.policies"
        case .algorithms: "path.algorithms"
        }
    }

    var clause: String {
        switch self {
        case .signatures: "RFC 5280 §6.1.3"
        case .validity: "8.15a"
        case .authorities, .extensions: "RFC 5280 §6.1.4"
        case .names: "RFC 5280 §6.1.3"
        case .policies: "RFC 5280 §6.1.5"
        case .algorithms: "A2.4"
        }
    }
}

/// Something along a path that keeps a check from passing.
struct PathProblem: Sendable {
    let topic: PathTopic
    let outcome: Check.Outcome
    let message: Text
    let arguments: [String: String]

    init(
        _ topic: PathTopic, _ message: Text, at certificate: Certificate,
        _ arguments: [String: String] = [:], outcome: Check.Outcome = .failed
    ) {
        self.topic = topic
        self.outcome = outcome
        self.message = message
        self.arguments = arguments.merging(["certificate": certificate.label]) { first, _ in first }
    }

    /// A failure says more than what could not be checked.
    var check: Check {
        Check(
            id: topic.id, outcome: outcome, clause: topic.clause, message: message,
            arguments: arguments, facts: arguments)
    }
}

extension Certificate {
    /// How checks name a certificate: by its serial number in lower-case hexadecimal.
    var label: String { serialNumber.hex }
}
