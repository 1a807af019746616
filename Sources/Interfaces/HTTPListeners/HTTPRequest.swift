/// One request as a value, complete with its body.
package struct HTTPRequest: Sendable, Hashable {
    /// In upper case. A HEAD request arrives as `GET`; its answer's body is left out on the way.
    package var method: String
    /// The target's path and query.
    package var target: RequestTarget
    package var headers: HTTPHeaders
    package var body: [UInt8]
    /// The client's own identifier if it sent a well-formed `X-Request-Id`, else a random one.
    package var requestID: String
    /// The operating system's word on who is at the other end of a Unix socket; nil on TCP.
    package var peerUserID: UInt32?
    /// The certificate that the client was admitted with, in DER; nil where there is no TLS.
    package var peerCertificate: [UInt8]?

    package init(
        _ method: String = "GET", _ target: RequestTarget, headers: HTTPHeaders = [:],
        body: [UInt8] = [], requestID: String = "", peerUserID: UInt32? = nil,
        peerCertificate: [UInt8]? = nil
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.requestID = requestID
        self.peerUserID = peerUserID
        self.peerCertificate = peerCertificate
    }

    /// The path with percent-encoding decoded. An encoded slash looks like a separator here: to
    /// route, use ``segments``; for base64 in a path, use ``rawPath``.
    package var path: String { target.path }

    /// The path exactly as it came, without the query.
    package var rawPath: String { target.rawPath }

    /// The parts of the path between slashes, each decoded by itself.
    package var segments: [String] { target.segments }

    /// The query's names and values, decoded.
    package var query: [String: String] { target.query }
}

/// What to answer.
package struct HTTPResponse: Sendable, Hashable {
    package var status: Int
    /// `Content-Length`, `Date` and `X-Request-Id` are added where they are missing.
    package var headers: HTTPHeaders
    package var body: [UInt8]
    /// The name of the route for logs, such as `GET /certificates/{serial}`: never what came in.
    package var route: String
    /// Whose client asked, for logs: an officer's id where the listener knows it.
    package var officer: String?

    package init(
        status: Int, headers: HTTPHeaders = [:], body: [UInt8] = [], route: String = "unrouted",
        officer: String? = nil
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.route = route
        self.officer = officer
    }
}

/// Answers a request. Never fails: what goes wrong is an answer, too.
package typealias HTTPHandler = @Sendable (HTTPRequest) async -> HTTPResponse

/// What a listener refuses by itself, before a handler sees it.
package enum HTTPFault: Error, Sendable, Hashable {
    /// The path or the query cannot be decoded, or a name in the query stands twice.
    case malformedTarget
    /// The target is longer than ``RequestTarget/maximumBytes``.
    case targetTooLong
    /// The body is larger than the limit in bytes.
    case bodyTooLarge(limit: Int)

    package var status: Int {
        switch self {
        case .malformedTarget: 400
        case .targetTooLong: 414
        case .bodyTooLarge: 413
        }
    }

    /// A short answer in JSON. Interfaces with their own form of errors give their own.
    package var response: HTTPResponse {
        let text =
            switch self {
            case .malformedTarget:
                #"{"code":"http.malformedTarget","message":"The path or query is malformed."}"#
            case .targetTooLong:
                #"{"code":"http.targetTooLong","message":"The path or query is too long."}"#
            case .bodyTooLarge(let limit):
                #"{"code":"http.bodyTooLarge","#
                    + #""message":"The body is larger than \#(limit) bytes."}"#
            }
        return HTTPResponse(
            status: status, headers: ["Content-Type": "application/json"], body: Array(text.utf8),
            route: "refused")
    }
}
