import CertificatePolicy
import Messages
import PKIX

/// What certificates say of the environment that they are for. CP 8.22b.
enum EnvironmentMark {
    case unmarked
    case marked(Environment)
    /// Some say one thing, some another, or nothing.
    case mixed

    /// Reads the marks under the arcs that the rules name, and the word in the names of issuers.
    static func of(_ certificates: [Certificate], rules: ValidationRules) -> EnvironmentMark {
        let arcs = rules.mutualRecognition?.privateArcs ?? []
        let marks = certificates.map { certificate -> Environment in
            let isStated = arcs.contains { arc in
                do {
                    return try PrivateArc(base: arc).value(
                        of: IssuingEnvironment.self, in: certificate.extensions) == .test
                } catch {
                    // Production is not marked, so a mark that cannot be read is none of it.
                    return true
                }
            }
            let isNamed = certificate.issuer[.commonName].contains {
                IssuingEnvironment.isMarked($0)
            }
            return isStated || isNamed ? .test : .production
        }
        let distinct = Set(marks)
        if distinct.count > 1 { return .mixed }
        return distinct.contains(.test) ? .marked(.test) : .unmarked
    }

    /// A single mark of test makes the whole a test.
    var stated: Environment {
        switch self {
        case .unmarked: .production
        case .marked(let environment): environment
        case .mixed: .test
        }
    }

    var check: Check {
        let message =
            switch self {
            case .unmarked, .marked(.production): CertificateChecks.environmentProduction
            case .marked(.test): CertificateChecks.environmentTest
            case .mixed: CertificateChecks.environmentMixed
            }
        let isMixed = if case .mixed = self { true } else { false }
        return Check(
            id: "environment.consistent", outcome: isMixed ? .failed : .passed, clause: "8.22b",
            message: message, facts: ["environment": stated.rawValue])
    }
}
