/// One place where requests come in, and what answers them.
package struct Listener: Sendable {
    package enum Address: Sendable, Hashable, CustomStringConvertible {
        /// Port 0 takes any free port; the real one is reported once the listener runs.
        case tcp(host: String, port: Int)
        /// The same under TLS, see ``Listener/identity``.
        case tls(host: String, port: Int)
        /// Who may connect is up to the file's mode, such as 0o600 or 0o660.
        case unixSocket(path: String, mode: UInt32)

        package var description: String {
            switch self {
            case .tcp(let host, let port): "http://\(Self.authority(host, port))"
            case .tls(let host, let port): "https://\(Self.authority(host, port))"
            case .unixSocket(let path, _): path
            }
        }

        private static func authority(_ host: String, _ port: Int) -> String {
            host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }

    package var address: Address
    /// Larger bodies are refused with 413.
    package var maximumBodyBytes: Int
    /// A connection on which nothing happens is closed after this.
    package var idleTime: Duration
    /// A request whose body is not complete after this is dropped with its connection.
    package var receivingTime: Duration
    /// More connections wait until one of these closes.
    package var maximumConnections: Int
    /// What is shown and asked for where the address is one of TLS; without it none is listened at.
    package var identity: TLSIdentity?
    /// A TLS connection on which no client was admitted after this is closed.
    package var handshakeTime: Duration
    /// How refusals of the listener itself look, for a request with these headers.
    package var refusal: @Sendable (HTTPFault, HTTPHeaders) -> HTTPResponse
    package var handler: HTTPHandler

    package init(
        _ address: Address, maximumBodyBytes: Int = 1 << 20, idleTime: Duration = .seconds(60),
        receivingTime: Duration = .seconds(30), maximumConnections: Int = 1024,
        identity: TLSIdentity? = nil, handshakeTime: Duration = .seconds(10),
        refusal: @escaping @Sendable (HTTPFault, HTTPHeaders) -> HTTPResponse = { fault, _ in
            fault.response
        },
        handler: @escaping HTTPHandler
    ) {
        self.address = address
        self.maximumBodyBytes = maximumBodyBytes
        self.idleTime = idleTime
        self.receivingTime = receivingTime
        self.maximumConnections = maximumConnections
        self.identity = identity
        self.handshakeTime = handshakeTime
        self.refusal = refusal
        self.handler = handler
    }
}

/// Why listeners do not run.
package enum ListenerError: Error, Sendable, Hashable {
    /// A running server answers at this address already.
    case addressInUse(String)
    /// Something that is not a socket stands where the socket should be.
    case notASocket(path: String)
    /// The path of a Unix socket may have 107 bytes at most, 9 of which we need for ourselves.
    case pathTooLong(path: String)
    /// The operating system's own reason.
    case cannotListen(address: String, reason: String)
    /// A listener that ran has stopped without being asked to.
    case stopped(reason: String)
}
