import HTTPClient

/// Fetches single objects over plain HTTP, within limits. Follows no redirects and sends no
/// identity.
actor WebObject {
    /// Carries one request to one server.
    typealias Exchange =
        @Sendable (_ origin: String, _ request: HTTPClientRequest, _ limits: HTTPClient.Limits)
        async throws(HTTPClientError) -> HTTPClientResponse

    private let limits: EvidenceLimits
    private let exchange: Exchange
    private let deadline: ContinuousClock.Instant
    private var remaining: Int
    private(set) var failures: [FetchFailure] = []

    init(_ limits: EvidenceLimits, exchange: @escaping Exchange = WebObject.overNetwork) {
        self.limits = limits
        self.exchange = exchange
        remaining = limits.maximumRequests
        deadline = .now + limits.total
    }

    /// The body of a good answer; nil, with the failure noted, for everything else.
    func fetch(
        _ address: String, posting body: [UInt8]? = nil, contentType: String = "",
        maximumBytes: Int
    ) async -> [UInt8]? {
        guard let target = WebAddress(address) else { return fail(address, "http only") }
        let left = deadline - .now
        guard remaining > 0, left > .zero else { return fail(address, "limit reached") }
        remaining -= 1
        let cost = HTTPClient.Limits(
            maximumBodyBytes: maximumBytes, connecting: limits.connecting,
            total: min(limits.exchange, left))
        let request =
            body.map {
                HTTPClientRequest(
                    "POST", target.path, headers: ["Content-Type": contentType], body: $0)
            } ?? HTTPClientRequest("GET", target.path)
        do throws(HTTPClientError) {
            let response = try await exchange(target.origin, request, cost)
            guard response.status == 200 else { return fail(address, "HTTP \(response.status)") }
            return response.body
        } catch {
            return fail(address, Self.words(of: error))
        }
    }

    @Sendable static func overNetwork(
        _ origin: String, _ request: HTTPClientRequest, _ limits: HTTPClient.Limits
    ) async throws(HTTPClientError) -> HTTPClientResponse {
        try await HTTPClient(.origin(origin), limits: limits).response(to: request)
    }

    /// Notes that what came is not what it should be.
    func reject(_ address: String, _ reason: String) {
        failures.append(FetchFailure(address: address, reason: reason))
    }

    private func fail(_ address: String, _ reason: String) -> [UInt8]? {
        reject(address, reason)
        return nil
    }

    private static func words(of error: HTTPClientError) -> String {
        switch error {
        case .malformedRequest: "malformed address"
        case .unreachable: "unreachable"
        case .timedOut: "timed out"
        case .bodyTooLarge(let limit): "larger than \(limit) bytes"
        case .cancelled: "cancelled"
        case .serverUntrusted(let text), .clientRefused(let text), .broken(_, let text): text
        }
    }
}

/// An `http` address in the two parts that a request needs.
struct WebAddress: Sendable, Equatable {
    let origin: String
    /// With the query; at least `/`.
    let path: String

    /// Nil for any other scheme, for an address with a user, and for anything but printable ASCII.
    init?(_ text: String) {
        let scheme = "http://"
        guard text.utf8.count > scheme.utf8.count,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            text.prefix(7).lowercased() == scheme
        else { return nil }
        let rest = text.dropFirst(7).prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard !authority.isEmpty, !authority.contains("@") else { return nil }
        origin = scheme + authority
        let target = rest.dropFirst(authority.count)
        path = target.hasPrefix("/") ? String(target) : "/" + target
    }
}
