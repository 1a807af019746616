import Glibc
import HTTPClient
import HTTPListeners
import Testing

@Suite(.serialized) struct `Starting and stopping` {
    @Test func `a request in progress is finished before the server stops`() async throws {
        let (entered, enter) = AsyncStream<Void>.makeStream()
        let (leaving, leave) = AsyncStream<Void>.makeStream()
        let (running, run) = AsyncStream<Listener.Address>.makeStream()
        let listener = Listener(anyPort) { _ in
            enter.yield()
            for await _ in leaving { break }
            return HTTPResponse(status: 200)
        }
        let group = ListenerGroup([listener], logger: silent, stopsOnSignals: false) {
            for address in $0 { run.yield(address) }
        }
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            for await address in running {
                async let answer = client(for: address).response(to: .init("GET", "/"))
                for await _ in entered { break }
                group.requestStop()
                leave.yield()
                #expect(try await answer.status == 200)
                try await tasks.waitForAll()
                await #expect(throws: HTTPClientError.unreachable) {
                    try await client(for: address).response(to: .init("GET", "/"))
                }
                break
            }
        }
    }

    @Test func `SIGTERM stops all listeners`() async throws {
        let group = ListenerGroup(
            [Listener(anyPort, handler: echo), Listener(anyPort, handler: echo)], logger: silent
        ) { _ in kill(getpid(), SIGTERM) }
        try await group.run()
    }

    @Test func `a client in the middle of a request does not hold up the stop for ever`()
        async throws
    {
        let group = ListenerGroup(
            [Listener(anyPort, handler: echo)], logger: silent, stopsOnSignals: false,
            stoppingTime: .milliseconds(50)
        ) { addresses in connected.store(addresses[0]) }
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            let connection = try RawConnection(to: await connected.load())
            connection.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc")
            let answer = try await client(for: await connected.load()).response(
                to: .init("GET", "/"))
            #expect(answer.status == 200)
            group.requestStop()
            #expect(try await connection.readToEnd() != nil)
            try await tasks.waitForAll()
        }
    }

    private let connected = Promise<Listener.Address>()

    @Test func `either all listeners run or none does`() async throws {
        try await withListeners([Listener(anyPort, handler: echo)]) { addresses in
            let reported = Counter()
            let group = ListenerGroup(
                [Listener(anyPort, handler: echo), Listener(addresses[0], handler: echo)],
                logger: silent, stopsOnSignals: false
            ) { _ in reported.increment() }
            await #expect(throws: ListenerError.addressInUse(addresses[0].description)) {
                try await group.run()
            }
            #expect(reported.value == 0)
        }
    }

    @Test func `a stop that is asked for before the start is not lost`() async throws {
        let group = ListenerGroup(
            [Listener(anyPort, handler: echo)], logger: silent, stopsOnSignals: false)
        group.requestStop()
        try await group.run()
    }
}

/// A value that one task gives and others wait for.
final class Promise<Value: Sendable>: Sendable {
    private let stream: AsyncStream<Value>
    private let continuation: AsyncStream<Value>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func store(_ value: Value) { continuation.yield(value) }

    func load() async -> Value {
        for await value in stream {
            continuation.yield(value)
            return value
        }
        preconditionFailure("the stream never finishes")
    }
}
