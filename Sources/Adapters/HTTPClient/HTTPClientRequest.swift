/// One HTTP request to a destination that the client already knows.
package struct HTTPClientRequest: Sendable, Hashable {
    /// An HTTP token in upper case, such as `GET`.
    package var method: String
    /// The request target exactly as it goes on the wire: begins with `/`, printable ASCII without
    /// spaces, at most 8192 bytes. Nothing in it is decoded, encoded or normalised.
    package var path: String
    /// Names are HTTP tokens, values printable text without line breaks.
    package var headers: [String: String]
    package var body: [UInt8]

    package init(
        _ method: String = "GET", _ path: String, headers: [String: String] = [:],
        body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body
    }

    /// Whether nothing in the request can break out of its place on the wire.
    var isWellFormed: Bool {
        !method.isEmpty && method.utf8.allSatisfy(Self.isTokenByte)
            && path.utf8.first == UInt8(ascii: "/") && path.utf8.count <= 8192
            && path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }
            && headers.allSatisfy { name, value in
                !name.isEmpty && name.utf8.allSatisfy(Self.isTokenByte)
                    && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
            }
    }

    /// RFC 9110 §5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default:
            "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}

/// What a server answered, whatever the status.
package struct HTTPClientResponse: Sendable, Hashable {
    package let status: Int
    /// Names in lower case; repeated fields are joined with `, ` (RFC 9110 §5.3).
    package let headers: [String: String]
    package let body: [UInt8]

    package init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Why there is no answer. An HTTP status of any kind is an answer.
package enum HTTPClientError: Error, Sendable, Hashable {
    /// The request or the destination is not well formed; nothing was sent.
    case malformedRequest
    /// Nobody listens there, or the name is unknown; nothing was sent.
    case unreachable
    /// What answers does not show a certificate that is trusted, for this name; nothing was sent.
    case serverUntrusted(text: String)
    /// The server ended the TLS connection with an alert: it does not take this client's certificate.
    case clientRefused(text: String)
    /// The connection or the whole exchange took too long. The server may have acted.
    case timedOut
    /// The body is larger than the limit in bytes. The server has acted.
    case bodyTooLarge(limit: Int)
    /// The calling task was cancelled. The server may have acted.
    case cancelled
    /// libcurl's own code and text for everything else. The server may have acted.
    case broken(code: UInt32, text: String)
}
