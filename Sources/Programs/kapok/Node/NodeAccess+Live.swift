import API
import CanonicalJSON
import Foundation
import Governance
import HTTPListeners
import Ledger
import Logging
import Messages

extension NodeAccess {
    /// The server code itself: what the command line reaches when no server runs, and `serve`.
    static let live = NodeAccess(
        open: { path in
            let logger = Self.logger
            do {
                return OwnNode(
                    node: try await Node.open(DataFolder(path: path)) { request, fault in
                        logger.error(
                            "fault",
                            metadata: [
                                "requestId": .string(request), "cause": .string("\(fault)"),
                            ])
                    })
            } catch let damaged as DamagedLedger {
                return DamagedNode(ledger: damaged)
            }
        },
        initialise: { try await Founding(request: $0).found() },
        serve: { wish in
            let logger = Self.logger
            let node = try await Node.open(DataFolder(path: wish.dataFolder), listen: wish.listen) {
                request, fault in
                logger.error(
                    "fault",
                    metadata: ["requestId": .string(request), "cause": .string("\(fault)")])
            }
            try await NodeServer(node: node, logger: logger).run()
        },
        checkSettings: { path, content in
            let text = String(decoding: content, as: UTF8.self)
            if path.hasSuffix(".json") {
                let practice = try Governance.Practice(
                    version: 0, effectiveFromMilliseconds: 0, json: JSONValue(parsing: content))
                return ["ok": true, "settings": practice.json]
            }
            let configuration = try NodeConfiguration(yaml: text)
            return ["ok": true, "baseURL": .string(configuration.baseURL)]
        })

    private static let logger = Logger(label: "kapok") { _ in JSONLogHandler() }
}

/// A folder that cannot be opened because it is damaged: it answers where, and nothing else.
private struct DamagedNode: OpenNode {
    let ledger: DamagedLedger

    func answer(
        _ method: String, _ path: String, query: [APIQueryItem], body: JSONValue?,
        language: Language
    ) async -> APIAnswer {
        if method == "GET", path == "/api/v1/journal/verify",
            let report = try? await Ledger.verify(ledger.settings)
        {
            return APIAnswer(status: 200, body: API.summary(report, language))
        }
        let refused = APIResponse(ledger.fault.refusal, language: language)
        return APIAnswer(status: refused.status, body: refused.body)
    }

    func close() async {}
}

/// A node opened for one command.
private struct OwnNode: OpenNode {
    let node: Node

    func answer(
        _ method: String, _ path: String, query: [APIQueryItem], body: JSONValue?,
        language: Language
    ) async -> APIAnswer {
        let target = try? RequestTarget(URLText.target(path, query))
        guard let target, let method = APIRequest.Method(rawValue: method) else {
            return APIAnswer(status: 400, body: .null)
        }
        let answer = await node.api.answer(
            APIRequest(
                method, path: target.segments, query: target.query, body: body,
                language: language),
            requestID: UUID().uuidString.lowercased())
        return APIAnswer(status: answer.status, body: answer.body)
    }

    func close() async { await node.close() }
}
