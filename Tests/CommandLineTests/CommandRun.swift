import CanonicalJSON
import HTTPClient
import Messages
import Synchronization

@testable import kapok

/// What one command came to.
struct CommandRun: Sendable {
    let status: ExitStatus
    let output: String
    let errors: String

    /// The error code of a run with `--json`.
    var code: String? {
        (try? JSONValue(parsing: errors.utf8))?["error"]?["code"]?.string
    }

    var json: JSONValue? { try? JSONValue(parsing: output.utf8) }

    @Sendable static func noNetwork(
        _ origin: String, _ request: HTTPClientRequest, _ limits: HTTPClient.Limits
    ) async throws(HTTPClientError) -> HTTPClientResponse {
        throw .unreachable
    }

    static func of(
        _ words: [String], node: FakeNode? = nil, environment: [String: String] = [:],
        exchange: @escaping WebObject.Exchange = CommandRun.noNetwork,
        atMilliseconds: Int64 = 1_795_363_200_000
    ) async -> CommandRun {
        let memory = TemporaryFolder()
        var surroundings = Surroundings(
            environment: ["KAPOK_STATE": memory.file("state.json")].merging(environment) { $1 },
            isInteractive: false,
            nowMilliseconds: { atMilliseconds })
        let recorder = Recorder()
        surroundings.write = { stream, text in recorder.append(text, to: stream) }
        surroundings.exchange = exchange
        if let node {
            surroundings.node = NodeAccess(
                open: { _, _ in node }, initialise: { _ in .null },
                moveLedger: { _, _ in .null }, serve: { _ in },
                checkSettings: { _, _ in .null })
        }
        let status = await CommandLineProgram.run(words, surroundings)
        return CommandRun(
            status: status, output: recorder.text(of: .output), errors: recorder.text(of: .error))
    }
}

/// Gathers what a command says.
final class Recorder: Sendable {
    private let texts = Mutex<[Console.Stream: String]>([:])

    func append(_ text: String, to stream: Console.Stream) {
        texts.withLock { $0[stream, default: ""] += text }
    }

    func text(of stream: Console.Stream) -> String {
        texts.withLock { $0[stream] ?? "" }
    }
}

/// A server of canned answers that remembers what it was asked.
final class FakeNode: OpenNode {
    struct Asked: Sendable {
        let method: String
        let target: String
        let body: JSONValue?
    }

    private let place: String
    private let answers: [String: APIAnswer]
    private let asked = Mutex<[Asked]>([])

    /// The journal that it shows where a test has none of its own.
    private static let log = try? TestLog(size: 3, origin: "fake.example")

    /// - Parameter answers: by `METHOD /path`, with the query or without.
    /// - Parameter place: where it seems to be.
    init(
        _ answers: [String: JSONValue], failures: [String: APIAnswer] = [:],
        at place: String = "fake"
    ) {
        self.place = place
        let context = ["GET /api/v1/context": Self.log?.context ?? .null]
        self.answers = context.merging(answers) { $1 }
            .mapValues { APIAnswer(status: 200, body: $0) }.merging(failures) { $1 }
    }

    func answer(
        _ method: String, _ path: String, query: [APIQueryItem], body: JSONValue?,
        language: Language
    ) async -> APIAnswer {
        asked.withLock {
            $0.append(Asked(method: method, target: URLText.target(path, query), body: body))
        }
        let unknown: JSONValue = ["error": ["code": "route.unknown", "message": .string(path)]]
        return answers["\(method) \(URLText.target(path, query))"] ?? answers["\(method) \(path)"]
            ?? APIAnswer(status: 404, body: unknown)
    }

    func close() async {}

    var server: Server {
        Server(client: InProcessClient(node: self), place: place, language: .english)
    }

    var all: [Asked] { asked.withLock { $0 } }
    /// Without the look at the journal that every command begins with.
    var queries: [Asked] { all.filter { $0.target != "/api/v1/context" } }
    /// The bodies of acts.
    var acts: [JSONValue] { all.filter { $0.method == "POST" }.compactMap(\.body) }
}
