import API
import CanonicalJSON
import CertificatePolicy
import Foundation
import Governance
import HTTPListeners
import Ledger
import Logging
import Messages
import Synchronization

extension NodeAccess {
    /// The server code itself: what the command line reaches when no server runs, and `serve`.
    static let live = NodeAccess(
        open: { path, owed in
            let faults = Faults()
            do {
                let node = try await Node.open(DataFolder(path: path)) { faults.note($0, $1) }
                for fault in faults.taken() { owed(fault.what, fault.error) }
                return OwnNode(node: node, faults: faults, owed: owed)
            } catch let damaged as DamagedLedger {
                return DamagedNode(ledger: damaged)
            }
        },
        initialise: { request in
            DataFolder.keepNewFilesPrivate()
            return try await Founding(request: request).found()
        },
        moveLedger: { path, database in
            DataFolder.keepNewFilesPrivate()
            return try await LedgerMove(folder: DataFolder(path: path), target: database).move()
        },
        serve: { wish in
            DataFolder.keepNewFilesPrivate()
            let logger = Self.logger
            let node = try await Node.open(DataFolder(path: wish.dataFolder), listen: wish.listen) {
                request, fault in
                logger.fault("fault", fault, ["requestId": .string(request)])
            }
            try await NodeServer(node: node, logger: logger, threshold: threshold).run()
        },
        checkSettings: { path, content in
            if path.hasSuffix(".json") {
                let practice = try Governance.Practice(
                    version: 0, effectiveFromMilliseconds: 0, json: JSONValue(parsing: content))
                return ["ok": true, "settings": practice.json]
            }
            let configuration = try NodeConfiguration(yaml: content, file: path)
            // A draft elsewhere names files beside the one that it is to replace.
            if path.hasSuffix("/\(NodeConfiguration.fileName)") {
                _ = try configuration.officers?.files(
                    in: DataFolder(path: LocalFile.folder(of: path)))
            }
            return ["ok": true, "baseURL": .string(configuration.baseURL.text)]
        })

    private static let threshold = LogThreshold()
    private static let logger = Logger(label: "kapok") { _ in
        JSONLogHandler(threshold: threshold)
    }
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

/// What went wrong beside the answer, until somebody tells it.
private final class Faults: Sendable {
    private let noted = Mutex<[(what: String, error: any Error)]>([])

    func note(_ what: String, _ error: any Error) {
        noted.withLock { $0.append((what, error)) }
    }

    func taken() -> [(what: String, error: any Error)] {
        noted.withLock { noted in
            defer { noted = [] }
            return noted
        }
    }
}

/// A node opened for one command. It keeps no log: the cause of a fault stands in the answer, and
/// what stays owed is told to the caller.
private struct OwnNode: OpenNode {
    let node: Node
    let faults: Faults
    let owed: NodeAccess.Owed

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
        let faults = faults.taken()
        guard answer.status >= 500, let cause = faults.last?.error else {
            for fault in faults { owed(fault.what, fault.error) }
            return APIAnswer(status: answer.status, body: answer.body)
        }
        let words = Refusal(ofCause: cause)?.message(in: language) ?? "\(cause)"
        let error = answer.body["error"]?.merging(["cause": .string(words)]) ?? .null
        return APIAnswer(status: answer.status, body: ["error": error])
    }

    func close() async { await node.close() }
}
