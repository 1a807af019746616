import CanonicalJSON
package import CertificatePolicy
import Cryptography
import HTTPClient
import PKIX
import Registration
import Synchronization

/// The one way out: puts a question to a source outside, over HTTPS with certificates on both sides.
///
/// Of each question the name is looked up once and every address that it has is judged before anything
/// connects; the connection goes to those and to no other. Nothing is redirected, nothing goes through a
/// proxy, an answer has a largest size and a longest time. Where nothing came that can be read, the same
/// question is put again under the same id, a few times with pauses between; a connector that fails again
/// and again is left alone for a while (`CircuitBreaker`).
package final class Egress: ConnectorAsking {
    /// What is shown to a source, and what it is known by; PEM.
    package struct Credentials: Sendable {
        package let root: [UInt8]
        package let certificate: [UInt8]
        package let key: [UInt8]

        package init(root: [UInt8], certificate: [UInt8], key: [UInt8]) {
            self.root = root
            self.certificate = certificate
            self.key = key
        }

        /// - Throws: `.filesUnusable` where the root is not exactly the one that the practice names.
        func judge(_ connector: Connector) throws(ConnectorFault) {
            try Egress.judge(root: root, is: connector.rootHex)
        }
    }

    static func judge(root: [UInt8], is rootHex: String) throws(ConnectorFault) {
        guard let blocks = try? PEM.decode(root), blocks.count == 1,
            let block = blocks.first, block.label == PEM.certificateLabel,
            Hex.encode(DigestAlgorithm.sha256.hash(block.bytes)) == rootHex
        else { throw .filesUnusable("root.pem") }
    }

    /// Reads them anew for each question, so that they can be replaced while the server runs.
    package typealias CredentialsSource =
        @Sendable (_ connector: Connector) throws(ConnectorFault) -> Credentials

    /// How an exchange is bounded.
    package struct Limits: Sendable {
        package var lookup: Duration
        package var connecting: Duration
        package var total: Duration

        /// Three attempts stay below the minute that officers' clients wait.
        package init(
            lookup: Duration = .seconds(5), connecting: Duration = .seconds(4),
            total: Duration = .seconds(10)
        ) {
            self.lookup = lookup
            self.connecting = connecting
            self.total = total
        }
    }

    private let credentials: CredentialsSource
    private let limits: Limits
    private let lookup: HostLookup.Function
    let clock: @Sendable () -> Int64
    private let pause: @Sendable (_ milliseconds: Int64) async -> Void
    /// By the names of connectors; another connector under an old name begins anew.
    private let breakers: Mutex<[String: (connector: Connector, breaker: CircuitBreaker)]> =
        Mutex([:])

    /// - Parameters:
    ///   - clock: milliseconds; only differences count.
    ///   - pause: waits between attempts.
    package init(
        limits: Limits = Limits(), lookup: @escaping HostLookup.Function = HostLookup.system,
        clock: @escaping @Sendable () -> Int64,
        pause: @escaping @Sendable (Int64) async -> Void = {
            try? await Task.sleep(for: .milliseconds($0))
        }, credentials: @escaping CredentialsSource
    ) {
        self.limits = limits
        self.lookup = lookup
        self.clock = clock
        self.pause = pause
        self.credentials = credentials
    }

    package func ask(
        _ connector: Connector, id: String, body: [UInt8], allowing networks: [NetworkRange]
    ) async throws(ConnectorFault) -> [UInt8] {
        let shown = try credentials(connector)
        try shown.judge(connector)
        let now = clock()
        switch withBreaker(of: connector, { $0.admit(atMilliseconds: now) }) {
        case .go: break
        case .busy: throw .busy
        case .paused(let milliseconds): throw .paused(milliseconds: milliseconds)
        }
        do throws(ConnectorFault) {
            let answer = try await attempts(connector, id, body, shown, networks)
            withBreaker(of: connector) { $0.succeeded() }
            return answer
        } catch {
            let then = clock()
            withBreaker(of: connector) { $0.failed(atMilliseconds: then) }
            throw error
        }
    }

    private func withBreaker<Result: Sendable>(
        of connector: Connector, _ body: (inout CircuitBreaker) -> Result
    ) -> Result {
        breakers.withLock { breakers in
            var known = breakers[connector.name] ?? (connector, CircuitBreaker())
            if known.connector != connector { known = (connector, CircuitBreaker()) }
            defer { breakers[connector.name] = known }
            return body(&known.breaker)
        }
    }

    private func attempts(
        _ connector: Connector, _ id: String, _ body: [UInt8], _ shown: Credentials,
        _ networks: [NetworkRange]
    ) async throws(ConnectorFault) -> [UInt8] {
        let client = try await client(
            connector.address,
            .init(trusted: shown.root, certificate: shown.certificate, key: shown.key), networks)
        let request = HTTPClientRequest(
            "POST", connector.address.path,
            headers: [
                "Content-Type": "application/json", "Accept": "application/json",
                "Idempotency-Key": id,
            ], body: body)
        var last = ConnectorFault.broken
        for attempt in 0..<ConnectorRetry.attempts {
            let delay = ConnectorRetry.delayMilliseconds(before: attempt)
            if delay > 0 { await pause(delay) }
            do throws(ConnectorFault) {
                return try await Self.exchange(request, client)
            } catch {
                guard error.isTransient else { throw error }
                last = error
            }
        }
        throw last
    }

    /// A client that connects to addresses which were judged, for all attempts the same.
    func client(
        _ address: ConnectorAddress, _ tls: HTTPClient.KnownTLS, _ networks: [NetworkRange]
    ) async throws(ConnectorFault) -> HTTPClient {
        let found: [NetworkAddress]
        if let literal = NetworkAddress(address.host) {
            found = [literal]
        } else {
            found = await HostLookup.addresses(
                of: address.host, within: limits.lookup, by: lookup)
        }
        guard !found.isEmpty else { throw .unreachable }
        // One that is inside makes the name suspicious, whatever else it leads to.
        let refused = found.first { one in
            !one.isPublic && !networks.contains { $0.holds(one) }
        }
        if let refused { throw .addressRefused(refused.text) }
        return HTTPClient(
            .origin(address.origin),
            limits: .init(
                maximumBodyBytes: ConnectorAnswer.maximumBytes, connecting: limits.connecting,
                total: limits.total),
            tls: tls,
            pin: .init(host: address.host, port: address.port, addresses: found.map(\.text)))
    }

    private static func exchange(
        _ request: HTTPClientRequest, _ client: HTTPClient
    ) async throws(ConnectorFault) -> [UInt8] {
        let response = try await response(to: request, client)
        switch response.status {
        case 200: return response.body
        case 300...399: throw .redirected
        default: throw .status(response.status)
        }
    }

    static func response(
        to request: HTTPClientRequest, _ client: HTTPClient
    ) async throws(ConnectorFault) -> HTTPClientResponse {
        do throws(HTTPClientError) {
            return try await client.response(to: request)
        } catch {
            throw fault(error)
        }
    }

    private static func fault(_ error: HTTPClientError) -> ConnectorFault {
        switch error {
        case .unreachable: .unreachable
        case .serverUntrusted: .untrusted
        case .clientRefused: .clientRefused
        case .timedOut: .timedOut
        case .bodyTooLarge: .tooLarge
        case .malformedRequest, .cancelled, .broken: .broken
        }
    }
}
