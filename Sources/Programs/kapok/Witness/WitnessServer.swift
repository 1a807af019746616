import HTTPListeners
import Logging
import MerkleLog
import Messages
import Witness

/// `kapok witness serve`: C2SP tlog-witness over HTTP. What is judged stands in ``Witness``.
struct WitnessServer: Sendable {
    let witness: Witness
    let logger: Logger

    /// Serves until the process is told to stop.
    func run(host: String, port: Int) async throws {
        let (name, logger) = ("\(witness.verifier)", logger)
        let listener = Listener(
            .tcp(host: host, port: port), maximumBodyBytes: AddCheckpoint.maximumBytes,
            idleTime: .seconds(60), receivingTime: .seconds(10), handler: { await answer($0) })
        try await ListenerGroup([listener], logger: logger) { addresses in
            logger.info(
                "witnessing",
                metadata: [
                    "addresses": .string(addresses.map(\.description).joined(separator: " ")),
                    "witness": .string(name),
                ])
        }.run()
    }

    /// One request: the statuses are those of C2SP tlog-witness.
    func answer(_ request: HTTPRequest) async -> HTTPResponse {
        guard request.rawPath == "/add-checkpoint" else { return .text(404, "nothing here") }
        guard request.method == "POST" else {
            var response = HTTPResponse.text(405, "POST a checkpoint")
            response.headers["Allow"] = "POST"
            return response
        }
        do {
            return response(to: try await witness.add(request.body))
        } catch {
            logger.error("not cosigned", metadata: ["cause": .string("\(error)")])
            return .text(500, "the state cannot be written; nothing was cosigned")
        }
    }

    private func response(to answer: Witness.Answer) -> HTTPResponse {
        switch answer {
        case .cosigned(let line): return .text(200, line.line)
        case .malformed: return .text(400, "no request of C2SP tlog-witness")
        case .untrusted: return .text(403, "not signed by a key of this log known here")
        case .unknownLog: return .text(404, "this log is not known here")
        case .conflict(let size, let isFork):
            if isFork { logger.error("fork", metadata: ["size": .string("\(size)")]) }
            var response = HTTPResponse.text(409, "\(size)")
            response.headers["Content-Type"] = "text/x.tlog.size"
            return response
        case .unproven:
            logger.warning("unproven")
            return .text(422, "the proof does not lead from the checkpoint cosigned last")
        }
    }
}

extension HTTPResponse {
    fileprivate static func text(_ status: Int, _ line: String) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: ["Content-Type": "text/plain; charset=utf-8"],
            body: Array("\(line)\n".utf8), route: "add-checkpoint \(status)")
    }
}
