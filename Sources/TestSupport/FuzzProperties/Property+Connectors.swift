import CanonicalJSON
import CertificatePolicy

extension Property {
    /// What a source answers: what counts as an answer is read again as it was, and makes an item whose fields
    /// are all written as they must be.
    static let connectorAnswer = Property("connectorAnswer") { input throws(Violation) in
        if let json = try? JSONValue(parsing: input), let question = ConnectorQuestion(json) {
            try require(ConnectorQuestion(question.json) == question, "a question stays the same")
        }
        guard let answer = try? ConnectorAnswer(input) else { return }
        let again = try require(
            try? ConnectorAnswer(answer.json.canonicalBytes), "what was read can be read again")
        try require(
            again.id == answer.id && again.moment == answer.moment && again.score == answer.score
                && again.isMatch == answer.isMatch && again.json == answer.json,
            "an answer stays the same")
        for kind in ConnectorKind.allCases where kind.evidence != nil {
            let question = ConnectorQuestion(
                id: "chk-aaaaaaaaaaaaaaaa", kind: kind, agreement: "LA-1", environment: "test",
                subject: ["name": "x", "number": "1"])
            let item = try require(
                answer.item(
                    question, documentHex: String(repeating: "ab", count: 32), keepsFile: true),
                "an answer makes an item")
            let wrong = item.defects.filter { $0.problem != .fieldMissing }
            try require(wrong.isEmpty, "an item is written as it must be")
        }
    }
}
