import CanonicalJSON
import HTTPClient
import Messages

/// The API over HTTP: to the socket of a data folder, or to a server elsewhere.
struct SocketClient: APIClient {
    private let client: HTTPClient
    /// For what reads the whole ledger.
    private let patientClient: HTTPClient
    /// How people know the place.
    private let place: String
    /// By which file the server is known, where it is by one.
    private let authorityFile: String?

    /// The largest answer: a list of revoked certificates in base64.
    private static let maximumBodyBytes = 128 << 20
    /// No ledger takes longer to be copied or audited.
    private static let patience = Duration.seconds(24 * 3600)
    private static let longPaths = [backups, "/api/v1/journal/verify"]
    private static let backups = "/api/v1/backups"

    init(socket path: String) {
        self.init(.unixSocket(path: path), place: path)
    }

    /// - Parameters:
    ///   - tls: for an `https` address.
    ///   - authorityFile: where what it trusts was read, for refusals.
    init(
        server url: String, tls: HTTPClient.KnownTLS? = nil, knownBy authorityFile: String? = nil
    ) {
        self.init(
            .origin(Self.withoutEndingSlashes(url)), place: url, tls: tls, knownBy: authorityFile)
    }

    /// So that an address and the same with a slash are one place.
    static func withoutEndingSlashes(_ url: String) -> String {
        var origin = url
        while origin.hasSuffix("/") { origin.removeLast() }
        return origin
    }

    private init(
        _ destination: HTTPClient.Destination, place: String, tls: HTTPClient.KnownTLS? = nil,
        knownBy authorityFile: String? = nil
    ) {
        self.authorityFile = authorityFile
        client = HTTPClient(
            destination, limits: HTTPClient.Limits(maximumBodyBytes: Self.maximumBodyBytes),
            tls: tls)
        patientClient = HTTPClient(
            destination,
            limits: HTTPClient.Limits(
                maximumBodyBytes: Self.maximumBodyBytes, total: Self.patience),
            tls: tls)
        self.place = place
    }

    /// Whether somebody listens there and speaks the API.
    func isAnswering() async -> Bool {
        (try? await client.response(to: HTTPClientRequest("GET", "/api/v1/version"))) != nil
    }

    func send(
        _ method: String, _ path: String, query: [APIQueryItem], body: JSONValue?,
        language: Language
    ) async throws -> APIAnswer {
        var headers = ["Accept": "application/json", "Accept-Language": language.rawValue]
        if body != nil { headers["Content-Type"] = "application/json" }
        let request = HTTPClientRequest(
            method, URLText.target(path, query), headers: headers,
            body: body?.canonicalBytes ?? [])
        // Making a backup carries no id of its own.
        let response = try await self.response(
            to: request, by: Self.longPaths.contains(path) ? patientClient : client,
            isRepeatable: path != Self.backups)
        guard
            let json = try? JSONValue(
                parsing: response.body, maximumDepth: 32, maximumBytes: Self.maximumBodyBytes)
        else {
            throw Refusal(
                .commandServerUnintelligible, field: place,
                ["place": place, "status": String(response.status)])
        }
        return APIAnswer(status: response.status, body: json)
    }

    func close() async {}

    /// A change carries its own request id, so asking twice is asking once: a connection that broke
    /// after sending is tried one more time.
    private func response(
        to request: HTTPClientRequest, by client: HTTPClient, isRepeatable: Bool
    ) async throws(Refusal) -> HTTPClientResponse {
        do throws(HTTPClientError) {
            return try await client.response(to: request)
        } catch .broken where isRepeatable {
            do throws(HTTPClientError) {
                return try await client.response(to: request)
            } catch {
                throw refusal(error)
            }
        } catch {
            throw refusal(error)
        }
    }

    private func refusal(_ error: HTTPClientError) -> Refusal {
        switch error {
        case .unreachable: Refusal(.commandServerUnreachable, field: place, ["place": place])
        case .timedOut: Refusal(.commandServerSilent, field: place, ["place": place])
        case .malformedRequest:
            Refusal(.commandServerAddressInvalid, field: place, ["place": place])
        case .bodyTooLarge(let limit):
            Refusal(
                .commandServerAnswerTooLarge, field: place,
                ["place": place, "limit": String(limit)])
        case .cancelled: Refusal(.commandServerSilent, field: place, ["place": place])
        case .serverUntrusted(let text):
            Refusal(
                .commandServerUntrusted, field: place,
                ["place": place, "file": authorityFile ?? "–", "reason": text])
        case .clientRefused(let text):
            Refusal(.commandTransportRefused, field: place, ["place": place, "reason": text])
        case .broken(_, let text):
            Refusal(.commandServerConnectionBroken, field: place, ["place": place, "reason": text])
        }
    }
}
