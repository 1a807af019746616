import CanonicalJSON
import Messages
import PKIX
import PathValidation

/// A relying party's decision for people and for programs.
struct DecisionView: Sendable {
    private let result: ValidationResult
    private let certificate: Certificate
    private let reader: Reader
    private let failures: [FetchFailure]

    init(
        _ result: ValidationResult, of certificate: Certificate,
        notFetched failures: [FetchFailure], _ reader: Reader
    ) {
        self.result = result
        self.certificate = certificate
        self.failures = failures
        self.reader = reader
    }

    /// The decision first, then of what and when, then each check with ✓, ✗ or ?.
    var readable: String {
        var lines = [reader.folded(reader.text(sentence))]
        if result.environment == .test {
            lines.append(reader.text(CommandLineSentence.testEnvironment))
        }
        lines += [
            reader.folded(SafeText.of(certificate.subject.description)),
            reader.text(
                CommandLineSentence.decidedAt, ["at": Time.rfc3339(result.atMilliseconds)]),
            "",
        ]
        lines += result.checks.map { check in
            reader.folded(
                "\(SafeText.of(check.message(in: reader.language))) [\(check.clause)]",
                behind: "\(Self.mark(check.outcome)) ")
        }
        return lines.joined(separator: "\n")
    }

    /// What was not fetched, and why: said beside the decision.
    var notes: [String] {
        failures.map { failure in
            reader.folded(
                reader.text(
                    CommandLineSentence.notFetched,
                    [
                        "address": SafeText.of(failure.address),
                        "reason": reader.word(failure.reason, under: "reason"),
                    ]))
        }
    }

    var json: JSONValue {
        [
            "decision": .string(result.decision.rawValue),
            "environment": .string(result.environment.rawValue),
            "at": .string(Time.rfc3339(result.atMilliseconds)),
            "notFetched": .array(
                failures.map {
                    ["address": .string($0.address), "reason": .string($0.reason)]
                }),
            "checks": .array(
                result.checks.map { check in
                    [
                        "id": .string(check.id), "outcome": .string(check.outcome.rawValue),
                        "clause": .string(check.clause),
                        "message": .string(check.message(in: reader.language)),
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
