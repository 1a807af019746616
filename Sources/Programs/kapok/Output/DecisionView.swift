import CanonicalJSON
import Messages
import PKIX
import PathValidation

/// A relying party's decision for people and for programs.
struct DecisionView: Sendable {
    private let result: ValidationResult
    private let certificate: Certificate
    private let language: Language

    init(_ result: ValidationResult, of certificate: Certificate, _ language: Language) {
        self.result = result
        self.certificate = certificate
        self.language = language
    }

    /// The decision first, then of what and when, then each check with ✓, ✗ or ?.
    var readable: String {
        var lines = [sentence.text(in: language)]
        if result.environment == .test {
            lines.append(CommandLineSentence.testEnvironment.text(in: language))
        }
        lines += [
            SafeText.of(certificate.subject.description),
            CommandLineSentence.decidedAt.text(
                in: language, ["at": Time.rfc3339(result.atMilliseconds)]),
            "",
        ]
        lines += result.checks.map { check in
            let said = "\(SafeText.of(check.message(in: language))) [\(check.clause)]"
            return "\(Self.mark(check.outcome)) "
                + TextLayout.wrapped(said, to: TextTable.maximumColumns, indent: 2).dropFirst(2)
        }
        return lines.joined(separator: "\n")
    }

    var json: JSONValue {
        [
            "decision": .string(result.decision.rawValue),
            "environment": .string(result.environment.rawValue),
            "at": .string(Time.rfc3339(result.atMilliseconds)),
            "checks": .array(
                result.checks.map { check in
                    [
                        "id": .string(check.id), "outcome": .string(check.outcome.rawValue),
                        "clause": .string(check.clause),
                        "message": .string(check.message(in: language)),
                        "facts": .object(check.facts.mapValues { .string($0) }),
                    ]
                }),
        ]
    }

    private var sentence: Text {
        switch result.decision {
        case .rely: CommandLineSentence.rely
        case .doNotRely: CommandLineSentence.doNotRely
        case .cannotTell: CommandLineSentence.cannotTell
        }
    }

    private static func mark(_ outcome: Check.Outcome) -> String {
        switch outcome {
        case .passed: "✓"
        case .failed: "✗"
        case .notMade: "?"
        }
    }
}
