package import CanonicalJSON
package import CertificatePolicy
import PKIX
import Registration
import Synchronization

/// Sources outside, in memory: what they answer is said before, and what they were asked is kept.
package final class ScriptedSources: ConnectorAsking {
    package typealias Script =
        @Sendable (_ question: ConnectorQuestion, _ source: String) throws(ConnectorFault) ->
        [UInt8]

    private let script: Mutex<Script?> = Mutex(nil)
    private let bodies: Mutex<[[UInt8]]> = Mutex([])

    package init() {}

    /// Every question that came, as it was sent.
    package var asked: [[UInt8]] { bodies.withLock { $0 } }

    package func answer(by script: @escaping Script) { self.script.withLock { $0 = script } }

    /// Answers well at this moment, but for these members.
    package func answer(
        atMilliseconds now: Int64, _ changes: [String: JSONValue] = [:]
    ) {
        answer { question, source throws(ConnectorFault) in
            var members: [String: JSONValue] = [
                "contract": .string(ConnectorQuestion.contract), "id": .string(question.id),
                "request": .string(question.digestHex), "matched": true,
                "source": .string(source), "version": "2.0",
                "time": .string(Time.rfc3339(now / 1000 * 1000)), "environment": "simulator",
                "reference": "R-1",
            ]
            if question.kind == .faceMatch {
                members.merge(["score": 950, "threshold": 900, "liveness": "passed"]) { $1 }
            }
            return JSONValue.object(members.merging(changes) { $1 }).canonicalBytes
        }
    }

    package func ask(
        _ connector: Connector, id: String, body: [UInt8], allowing networks: [NetworkRange]
    ) async throws(ConnectorFault) -> [UInt8] {
        bodies.withLock { $0.append(body) }
        guard let json = try? JSONValue(parsing: body, maximumBytes: 16 << 20),
            let question = ConnectorQuestion(json)
        else { throw .malformed("question") }
        guard let script = script.withLock({ $0 }) else { throw .unreachable }
        return try script(question, connector.source)
    }
}
