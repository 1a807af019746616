package import CanonicalJSON
package import Messages

/// A request to the one API, without transport: the same over the socket, TLS or in process.
package struct APIRequest: Sendable {
    package enum Method: String, Sendable { case get = "GET", post = "POST" }

    /// Who asks. Says what may be asked for, and never who acts: that is signed.
    package enum Caller: Sendable, Hashable {
        /// Whoever runs the machine: the owner of the data folder.
        case machine
        /// An officer's client elsewhere; whose it is, by the officer's id.
        case officer(String)

        /// Who keeps files waiting, told apart: the machine counts as one.
        var holder: String? {
            switch self {
            case .machine: nil
            case .officer(let id): id
            }
        }
    }

    package let method: Method
    /// The segments of the path, each decoded: `api`, `v1`, `applications`, `app-…`.
    package let path: [String]
    package let query: [String: String]
    package let body: JSONValue?
    package let language: Language
    package let caller: Caller

    package init(
        _ method: Method, path: [String], query: [String: String] = [:], body: JSONValue? = nil,
        language: Language = .english, caller: Caller = .machine
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.body = body
        self.language = language
        self.caller = caller
    }

    /// What a log may say about a request: the kind of thing it is about, never which one.
    package static func label(_ method: Method, _ path: [String]) -> String {
        "\(method.rawValue) /" + path.prefix(3).joined(separator: "/")
    }
}

/// The answer: a status of HTTP's numbering and a JSON body.
package struct APIResponse: Sendable {
    package let status: Int
    package let body: JSONValue

    package init(status: Int = 200, body: JSONValue) {
        self.status = status
        self.body = body
    }

    package init(_ refusal: Refusal, language: Language) {
        status = APIStatus.code(of: refusal)
        body = [
            "error": [
                "code": .string(refusal.code.id),
                "clause": refusal.code.clause.map { .string($0) } ?? .null,
                "field": refusal.field.map { .string($0) } ?? .null,
                "message": .string(refusal.message(in: language)),
                "remedy": .string(refusal.remedy(in: language)),
            ]
        ]
    }
}

/// The one table from refusals to HTTP's statuses.
enum APIStatus {
    private static let absent = [
        RefusalCode.routeUnknown.id, RefusalCode.practiceVersionUnknown.id,
    ]

    static func code(of refusal: Refusal) -> Int {
        let id = refusal.code.id
        if id.hasSuffix(".unknown") || absent.contains(id) { return 404 }
        if id.hasPrefix("internal.") || id == RefusalCode.ledgerInternal.id { return 500 }
        if id.hasPrefix("storage.") { return 503 }
        return 422
    }
}
