import Glibc
import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization
import UnixSignals

/// Runs listeners together: all of them, or none.
package struct ListenerGroup: Sendable {
    /// The addresses of all listeners in order, with the real port where 0 was asked for.
    package typealias Running = @Sendable ([Listener.Address]) async -> Void

    private let listeners: [Listener]
    private let logger: Logger
    private let stopsOnSignals: Bool
    private let stoppingTime: Duration
    private let running: Running
    private let stop = StopRequest()

    /// - Parameters:
    ///   - stopsOnSignals: Whether SIGTERM and SIGINT stop the group; the process's own business.
    ///   - stoppingTime: How long requests in progress may take after the wish to stop.
    ///   - running: Called once, when every listener accepts connections.
    package init(
        _ listeners: [Listener], logger: Logger, stopsOnSignals: Bool = true,
        stoppingTime: Duration = .seconds(10), running: @escaping Running = { _ in }
    ) {
        self.listeners = listeners
        self.logger = logger
        self.stopsOnSignals = stopsOnSignals
        self.stoppingTime = stoppingTime
        self.running = running
    }

    /// Runs until a signal, ``requestStop()`` or the task's cancellation. Takes no more connections
    /// then, lets requests in progress finish and removes socket files; a second signal ends the
    /// waiting for them. A group runs once.
    package func run() async throws(ListenerError) {
        var services: [ListenerService] = []
        let roll = Roll(count: listeners.count, logger: logger, running: running)
        defer { for service in services { service.socketFile?.discard() } }
        for (index, listener) in listeners.enumerated() {
            services.append(try ListenerService(listener, index: index, roll: roll, logger: logger))
        }
        var configuration = ServiceGroupConfiguration(
            services: services.map {
                .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup)
            } + [.init(service: stop, successTerminationBehavior: .gracefullyShutdownGroup)],
            gracefulShutdownSignals: stopsOnSignals ? [.sigterm, .sigint] : [],
            logger: logger.quiet)
        configuration.maximumGracefulShutdownDuration = stoppingTime
        do {
            try await run(ServiceGroup(configuration: configuration))
        } catch let error as ListenerError {
            throw error
        } catch is CancellationError {
            return
        } catch {
            throw .stopped(reason: String(describing: error))
        }
    }

    private func run(_ services: ServiceGroup) async throws {
        // The group itself hears the first signal alone.
        let impatience =
            stopsOnSignals ? await UnixSignalsSequence(trapping: .sigterm, .sigint) : nil
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await services.run() }
            if let impatience {
                tasks.addTask { for await _ in impatience.dropFirst() { return } }
            }
            defer { tasks.cancelAll() }
            try await tasks.next()
        }
    }

    /// Asks a running group to stop; ``run()`` returns when it has. May be called at any time.
    package func requestStop() { stop.request() }
}

/// Ends the group when somebody asks for it.
private final class StopRequest: Service {
    private let wish = AsyncStream<Void>.makeStream()

    func request() { wish.continuation.finish() }

    func run() async {
        await cancelWhenGracefulShutdown { [wish] in
            for await _ in wish.stream {}
        }
    }
}

/// Who is running already. The last one to arrive reports for all.
private final class Roll: Sendable {
    private let addresses: Mutex<[Int: Listener.Address]> = Mutex([:])
    private let count: Int
    private let logger: Logger
    private let running: ListenerGroup.Running

    init(count: Int, logger: Logger, running: @escaping ListenerGroup.Running) {
        self.count = count
        self.logger = logger
        self.running = running
    }

    func arrive(_ address: Listener.Address, index: Int) async {
        let all = addresses.withLock { addresses in
            addresses[index] = address
            return addresses.count == count ? addresses : [:]
        }
        logger.info("listening", metadata: ["address": .stringConvertible(address)])
        if !all.isEmpty { await running(all.sorted { $0.key < $1.key }.map(\.value)) }
    }
}

/// One listener as a service: bind, publish, serve, clean up.
private struct ListenerService: Service {
    let listener: Listener
    let socketFile: UnixSocketFile?
    private let index: Int
    private let roll: Roll
    private let logger: Logger

    init(_ listener: Listener, index: Int, roll: Roll, logger: Logger) throws(ListenerError) {
        self.listener = listener
        self.index = index
        self.roll = roll
        self.logger = logger
        if case .unixSocket(let path, let mode) = listener.address {
            socketFile = try .prepare(path: path, mode: mode)
        } else {
            socketFile = nil
        }
    }

    func run() async throws {
        defer { socketFile?.remove() }
        let failure = Mutex<ListenerError?>(nil)
        let configuration = HTTP1Channel.Configuration(
            idleTimeout: TimeAmount(listener.idleTime),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10,
                maxHeaderFieldCount: 100))
        let server = try HTTPServerBuilder { responder in
            try secured(
                GuardedHTTP1Channel(
                    http1: HTTP1Channel(responder: responder, configuration: configuration)))
        }.buildServer(
            configuration: ServerConfiguration(
                address: bindAddress,
                // A client of a Unix socket does not wait where the queue is full.
                backlog: 1024,
                availableConnectionsDelegate: .maximum(
                    listener.maximumConnections, logger: logger.quiet)),
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger.quiet,
            responder: Responder(listener: listener, logger: logger).respond
        ) { channel in
            do throws(ListenerError) {
                try socketFile?.publish()
                await roll.arrive(realAddress(of: channel), index: index)
            } catch {
                failure.withLock { $0 = error }
                channel.close(promise: nil)
            }
        }
        do {
            try await server.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw ListenerError.addressInUse(listener.address.description)
        } catch let error as ChannelError {
            throw ListenerError.cannotListen(
                address: listener.address.description, reason: String(describing: error))
        } catch let error as IOError {
            throw ListenerError.cannotListen(
                address: listener.address.description,
                reason: unsafe String(cString: strerror(error.errnoCode)))
        } catch is SocketAddressError.UnknownHost {
            throw ListenerError.cannotListen(
                address: listener.address.description, reason: "unknown host")
        }
        if let error = failure.withLock({ $0 }) { throw error }
    }

    /// Never plain HTTP where TLS was asked for.
    private func secured(_ channel: GuardedHTTP1Channel) throws -> any ServerChildChannel {
        guard case .tls = listener.address else { return channel }
        guard let identity = listener.identity else {
            throw ListenerError.cannotListen(
                address: listener.address.description, reason: "no certificate")
        }
        return MutualTLSChannel(
            inside: channel, identity: identity, handshakeTime: listener.handshakeTime)
    }

    private var bindAddress: BindAddress {
        switch listener.address {
        case .tcp(let host, let port), .tls(let host, let port): .hostname(host, port: port)
        case .unixSocket(let path, _): .unixDomainSocket(path: socketFile?.stagingPath ?? path)
        }
    }

    private func realAddress(of channel: any Channel) -> Listener.Address {
        switch listener.address {
        case .tcp(let host, let port):
            .tcp(host: host, port: channel.localAddress?.port ?? port)
        case .tls(let host, let port):
            .tls(host: host, port: channel.localAddress?.port ?? port)
        case .unixSocket: listener.address
        }
    }
}

extension Logger {
    /// For libraries: what they say about paths and connections is not for our log.
    fileprivate var quiet: Logger {
        var logger = self
        logger.logLevel = max(logLevel, .warning)
        return logger
    }
}
