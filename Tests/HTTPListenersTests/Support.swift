import Foundation
import Glibc
import HTTPClient
import HTTPListeners
import Logging
import Synchronization

/// Runs listeners, gives their addresses to the body and stops them after it.
func withListeners(
    _ listeners: [Listener], logger: Logger = silent,
    _ body: @escaping @Sendable ([Listener.Address]) async throws -> Void
) async throws {
    let (stream, continuation) = AsyncStream<[Listener.Address]>.makeStream()
    let group = ListenerGroup(
        listeners, logger: logger, stopsOnSignals: false, stoppingTime: .seconds(60)
    ) { continuation.yield($0) }
    try await withThrowingTaskGroup { tasks in
        tasks.addTask {
            defer { continuation.finish() }
            try await group.run()
        }
        for await addresses in stream {
            do {
                try await body(addresses)
            } catch {
                group.requestStop()
                throw error
            }
            group.requestStop()
        }
        try await tasks.waitForAll()
    }
}

let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Any free port of the loopback interface.
let anyPort = Listener.Address.tcp(host: "127.0.0.1", port: 0)

/// Answers with what arrived, in header fields and the body.
let echo: HTTPHandler = { request in
    HTTPResponse(
        status: 200,
        headers: [
            "X-Method": request.method, "X-Raw-Path": request.rawPath,
            "X-Peer": request.peerUserID.map(String.init) ?? "none",
            "X-Query": request.query.sorted { $0.key < $1.key }
                .map { "\($0.key)=\($0.value)" }.joined(separator: ";"),
            "X-Sent": request.headers["x-sent"] ?? "none",
        ],
        body: request.body, route: "echo")
}

func client(for address: Listener.Address) -> HTTPClient {
    switch address {
    case .tcp, .tls: HTTPClient(.origin(address.description))
    case .unixSocket(let path, _): HTTPClient(.unixSocket(path: path))
    }
}

/// A new private folder, removed after the body.
func withTemporaryFolder(_ body: (String) async throws -> Void) async throws {
    var template = Array("/tmp/listeners.XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { throw Failure.systemCall }
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { _ = unsafe rmdir(path) }
    try await body(path)
}

/// Sends a text as one connection's whole traffic; gives the body what came back until the end of the
/// connection, and how many requests the handler, which answers all with 200, was given.
func withAnswer(
    to text: String, finishing: Bool = false,
    _ body: @escaping @Sendable (_ answer: String, _ handled: Int) -> Void
) async throws {
    let handled = Counter()
    let listener = Listener(anyPort) { _ in
        handled.increment()
        return HTTPResponse(status: 200)
    }
    try await withListeners([listener]) { addresses in
        let connection = try RawConnection(to: addresses[0])
        connection.send(text)
        if finishing { connection.finishSending() }
        guard let answer = try await connection.readToEnd() else { throw Failure.stillOpen }
        body(answer, handled.value)
    }
}

enum Failure: Error { case systemCall, unexpectedAddress, stillOpen }

/// Something that tests count from several tasks.
final class Counter: Sendable {
    private let count = Atomic(0)
    func increment() { count.add(1, ordering: .relaxed) }
    var value: Int { count.load(ordering: .relaxed) }
}

/// Runs blocking code away from the threads that Swift tasks share.
func blocking<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread {
            continuation.resume(with: Result { try body() })
        }
    }
}

/// A connection on which a test writes what no well-behaved client would.
final class RawConnection: Sendable {
    private let descriptor: Int32

    init(to address: Listener.Address) throws {
        let port =
            switch address {
            case .tcp(_, let port), .tls(_, let port): port
            case .unixSocket: throw Failure.unexpectedAddress
            }
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = in_port_t(port).bigEndian
        name.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        let result = unsafe withUnsafePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure.systemCall }
        // A test that fails ends, too, and one on a busy machine does not fail for that.
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        _ = unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Everything until the server closes; nil if it does not within a minute.
    func readToEnd() async throws -> String? {
        try await blocking { [self] in
            var all: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
                if count < 0 && errno == ECONNRESET { break }
                if count < 0 { return nil }
                if count == 0 { break }
                all += buffer[..<count]
            }
            return String(decoding: all, as: UTF8.self)
        }
    }
}
