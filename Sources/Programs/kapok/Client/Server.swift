import CanonicalJSON
import Messages

/// An open way to the API that turns the server's refusals into errors.
struct Server: Sendable {
    let client: any APIClient
    /// Where it is: the absolute path of its data folder, or its address.
    let place: String
    let language: Language
    /// What it said of itself when it was reached, compared with what this user saw before; nil
    /// where nothing was asked yet.
    var context: LedgerContext?

    func get(_ path: String, _ query: [APIQueryItem] = []) async throws -> JSONValue {
        try await send("GET", path, query, nil)
    }

    func post(_ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
        try await send("POST", path, [], body)
    }

    private func send(
        _ method: String, _ path: String, _ query: [APIQueryItem], _ body: JSONValue?
    ) async throws -> JSONValue {
        let answer = try await client.send(
            method, path, query: query, body: body, language: language)
        if (200..<300).contains(answer.status) { return answer.body }
        if let failure = CommandFailure(answer: answer.body, httpStatus: answer.status) {
            throw failure
        }
        throw Refusal(
            .commandServerUnintelligible, field: path,
            ["place": path, "status": String(answer.status)])
    }

    /// Carries out a change that no officer signs.
    func act(_ operation: String, payload: JSONValue) async throws -> JSONValue {
        try await post(
            "/api/v1/acts",
            [
                "request": .string(RandomID.make("req")), "operation": .string(operation),
                "payload": payload,
            ])
    }
}

extension JSONValue {
    /// A member that the API promises.
    /// - Throws: `server.answerIncomplete`, naming it.
    func required<Value>(_ name: String, _ read: (JSONValue) -> Value?) throws(Refusal) -> Value {
        guard let member = self[name], let value = read(member) else {
            throw Refusal(.commandServerAnswerIncomplete, field: name, ["member": name])
        }
        return value
    }

    func requiredString(_ name: String) throws(Refusal) -> String {
        try required(name) { $0.string }
    }

    func requiredBytes(base64 name: String) throws(Refusal) -> [UInt8] {
        try required(name) { $0.string.flatMap(Base64.decode) }
    }

    func requiredBytes(hex name: String) throws(Refusal) -> [UInt8] {
        try required(name) { $0.string.flatMap(Hex.decode) }
    }
}
