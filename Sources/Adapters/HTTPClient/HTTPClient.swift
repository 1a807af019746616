import OwnThread
import Synchronization

/// A client for one HTTP server, over a Unix socket or the network.
///
/// Follows no redirects and no proxy settings of the environment, keeps no cookies and no
/// connections. Any number of threads may use one client at the same time.
package struct HTTPClient: Sendable {
    /// Where the server is.
    package enum Destination: Sendable, Hashable {
        /// The path of the socket, at most 107 bytes.
        case unixSocket(path: String)
        /// Scheme and authority without a path, such as `http://127.0.0.1:8080`.
        case origin(String)
    }

    /// TLS 1.3 with one known server, in place of the machine's list of authorities; mutual where a certificate is
    /// shown to it.
    package struct KnownTLS: Sendable {
        /// PEM: the server's certificate or that of its issuer. Nothing else is trusted, and the host
        /// name has to stand in the server's certificate.
        package let trusted: [UInt8]
        /// PEM: what is shown to the server; nil where nothing is.
        package let certificate: [UInt8]?
        /// PEM, PKCS#8 without a passphrase.
        package let key: [UInt8]?

        package init(trusted: [UInt8], certificate: [UInt8]? = nil, key: [UInt8]? = nil) {
            self.trusted = trusted
            self.certificate = certificate
            self.key = key
        }
    }

    /// What one exchange may cost.
    package struct Limits: Sendable, Hashable {
        /// The largest response body in bytes.
        package var maximumBodyBytes: Int
        /// The longest wait for a connection.
        package var connecting: Duration
        /// The longest whole exchange, connecting included.
        package var total: Duration

        package init(
            maximumBodyBytes: Int = 16 << 20, connecting: Duration = .seconds(5),
            total: Duration = .seconds(60)
        ) {
            self.maximumBodyBytes = maximumBodyBytes
            self.connecting = connecting
            self.total = total
        }
    }

    package let destination: Destination
    package let limits: Limits
    private let tls: KnownTLS?
    private let pin: Pin?

    /// Under which addresses an origin is connected to, in place of looking its name up: who judged an
    /// address connects to that one, whatever the name says a moment later.
    package struct Pin: Sendable, Hashable {
        /// As the origin names it, without the brackets of IPv6.
        package let host: String
        package let port: Int
        /// Such as `192.0.2.1` or `2001:db8::1`.
        package let addresses: [String]

        package init(host: String, port: Int, addresses: [String]) {
            self.host = host
            self.port = port
            self.addresses = addresses
        }

        /// As `CURLOPT_RESOLVE` reads it.
        var line: String {
            func inBrackets(_ text: String) -> String { text.contains(":") ? "[\(text)]" : text }
            return "\(inBrackets(host)):\(port):"
                + addresses.map(inBrackets).joined(separator: ",")
        }
    }

    /// - Parameter tls: for an `https` origin that is one known server.
    package init(
        _ destination: Destination, limits: Limits = Limits(), tls: KnownTLS? = nil,
        pin: Pin? = nil
    ) {
        self.tls = tls
        self.pin = pin
        self.destination = destination
        self.limits = limits
    }

    /// Sends one request and blocks the thread until the answer is complete.
    ///
    /// Not for the threads of Swift tasks: there, use ``response(to:)``.
    package func send(
        _ request: HTTPClientRequest
    ) throws(HTTPClientError) -> HTTPClientResponse {
        try send(request, cancellation: Cancellation())
    }

    /// Sends one request on a thread of its own. A cancelled task stops the exchange in a second.
    package func response(
        to request: HTTPClientRequest
    ) async throws(HTTPClientError) -> HTTPClientResponse {
        let cancellation = Cancellation()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isRunning = runOnOwnThread {
                    continuation.resume(returning: attempt(request, cancellation))
                }
                if !isRunning {
                    continuation.resume(returning: .failure(.broken(code: 0, text: "no thread")))
                }
            }
        } onCancel: {
            cancellation.cancel()
        }
        return try result.get()
    }

    private func attempt(
        _ request: HTTPClientRequest, _ cancellation: Cancellation
    ) -> Result<HTTPClientResponse, HTTPClientError> {
        do throws(HTTPClientError) {
            return .success(try send(request, cancellation: cancellation))
        } catch {
            return .failure(error)
        }
    }

    private func send(
        _ request: HTTPClientRequest, cancellation: Cancellation
    ) throws(HTTPClientError) -> HTTPClientResponse {
        guard request.isWellFormed else { throw .malformedRequest }
        let exchange = try CurlExchange(
            maximumBodyBytes: limits.maximumBodyBytes, cancellation: cancellation, pin: pin)
        try exchange.configure(destination: destination, limits: limits)
        if let tls { try exchange.configure(tls) }
        return try exchange.perform(request)
    }
}

/// A wish to stop that one thread sets and another one reads.
package final class Cancellation: Sendable {
    private let wished = Atomic(false)

    package init() {}

    package func cancel() { wished.store(true, ordering: .relaxed) }

    package var isWished: Bool { wished.load(ordering: .relaxed) }
}
