import Foundation
import LocalProcesses
import Synchronization
import TestSupport
import Testing

@Suite struct `A local socket` {
    /// A server in a folder of its own.
    private struct World {
        let folder: TemporaryFolder
        let server: LocalSocketServer
        let path: String

        init(
            maximumBytes: Int = 1 << 20,
            for isAllowed: @escaping @Sendable (uid_t) -> Bool = { _ in true },
            handler: @escaping LocalSocketServer.Handler
        ) throws {
            folder = try TemporaryFolder()
            path = folder.path + "/s"
            server = try LocalSocketServer(
                socket: path, maximumBytes: maximumBytes, for: isAllowed, handler: handler)
            try server.run()
        }

        func client(maximumBytes: Int = 1 << 20) throws -> LocalSocketClient {
            try LocalSocketClient(socket: path, maximumBytes: maximumBytes)
        }
    }

    private static let patience = Duration.seconds(20)

    /// Octets sent by hand, and whether the peer then ended the line.
    private func isEnded(by octets: [UInt8], at path: String) throws -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) {
            unsafe $0.copyBytes(from: path.utf8)
        }
        let result = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(result == 0)
        _ = unsafe send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL))
        shutdown(descriptor, Int32(SHUT_WR))
        var byte: UInt8 = 0
        return unsafe recv(descriptor, &byte, 1, 0) <= 0
    }

    @Test(arguments: [0, 1, 255, 256, 65_536, 1 << 20])
    func `brings back what the handler says, of any length`(count: Int) async throws {
        let world = try World { $0.reversed() }
        let request = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let answer = try await world.client().answer(to: request, patience: Self.patience)
        #expect(answer == request.reversed())
    }

    @Test func `works on many requests of one line at once, each with its own answer`() async throws
    {
        let arrived = Mutex(0)
        let (all, gate) = AsyncStream<Void>.makeStream()
        let world = try World { request in
            let count = arrived.withLock { count -> Int in
                count += 1
                return count
            }
            if count == 100 { gate.finish() }
            // Nobody is answered before all are there.
            for await _ in all {}
            return request
        }
        let client = try world.client()
        let answers = try await withThrowingTaskGroup(of: (UInt8, [UInt8]).self) { tasks in
            for number in UInt8(0)..<100 {
                tasks.addTask {
                    (number, try await client.answer(to: [number], patience: Self.patience))
                }
            }
            return try await tasks.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(answers.count == 100)
        #expect(answers.allSatisfy { $0.value == [$0.key] })
    }

    @Test func `tells that nobody listens, and asks anew once somebody does`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/s"
        let client = try LocalSocketClient(socket: path, maximumBytes: 100)
        await #expect(throws: LocalSocketError.unreachable(ENOENT)) {
            try await client.answer(to: [1], patience: Self.patience)
        }
        for _ in 0..<3 {
            let server = try LocalSocketServer(
                socket: path, maximumBytes: 100, for: { _ in true }, handler: { $0 })
            try server.run()
            #expect(try await client.answer(to: [7], patience: Self.patience) == [7])
            server.stop()
            await #expect(throws: LocalSocketError.self) {
                try await client.answer(to: [8], patience: Self.patience)
            }
        }
    }

    @Test func `who waits when the line ends is told so`() async throws {
        let (asked, ask) = AsyncStream<Void>.makeStream()
        let (never, _) = AsyncStream<Void>.makeStream()
        let world = try World { request in
            ask.finish()
            for await _ in never {}
            return request
        }
        let client = try world.client()
        let answer = Task { try await client.answer(to: [1], patience: Self.patience) }
        for await _ in asked {}
        world.server.stop()
        await #expect(throws: LocalSocketError.broken) { try await answer.value }
    }

    @Test func `who waits too long is told so, and others are answered`() async throws {
        let (never, _) = AsyncStream<Void>.makeStream()
        let world = try World { request in
            if request == [1] { for await _ in never {} }
            return request
        }
        let client = try world.client()
        await #expect(throws: LocalSocketError.timedOut) {
            try await client.answer(to: [1], patience: .milliseconds(20))
        }
        #expect(try await client.answer(to: [2], patience: Self.patience) == [2])
    }

    @Test func `who comes when all places are taken is told so, and some stay free`() async throws {
        let (gate, open) = AsyncStream<Void>.makeStream()
        let (arrivals, arrive) = AsyncStream<Void>.makeStream()
        let world = try World { request in
            arrive.yield()
            if request != [9] { for await _ in gate {} }
            return request
        }
        let client = try LocalSocketClient(
            socket: world.path, maximumBytes: 100, requestsAtOnce: 2)
        let first = Task { try await client.answer(to: [1], patience: Self.patience) }
        for await _ in arrivals { break }
        await #expect(throws: LocalSocketError.busy) {
            try await client.answer(to: [2], patience: Self.patience, leaving: 1)
        }
        #expect(try await client.answer(to: [9], patience: Self.patience) == [9])
        open.finish()
        #expect(try await first.value == [1])
    }

    @Test func `takes nobody but whom it may`() async throws {
        let world = try World(for: { $0 != geteuid() }) { $0 }
        await #expect(throws: LocalSocketError.broken) {
            try await world.client().answer(to: [1], patience: Self.patience)
        }
    }

    @Test func `longer frames than agreed are refused on either side`() async throws {
        let world = try World(maximumBytes: 64) { _ in [UInt8](repeating: 0, count: 65) }
        await #expect(throws: LocalSocketError.tooLarge) {
            try await world.client(maximumBytes: 64).answer(
                to: [UInt8](repeating: 1, count: 65), patience: Self.patience)
        }
        // What the client takes for short enough, and an answer that the server made too long.
        for request in [[UInt8](repeating: 1, count: 65), [1]] {
            await #expect(throws: LocalSocketError.broken) {
                try await world.client().answer(to: request, patience: Self.patience)
            }
        }
    }

    @Test(
        arguments: [
            [], [0], [0, 0, 0], [0, 0, 0, 7, 1, 2, 3, 4, 5, 6, 7],
            [0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8, 9],
            [0, 0, 0, 9, 1, 2, 3, 4, 5, 6, 7, 8], Array("GET / HTTP/1.1\r\n\r\n".utf8),
        ] as [[UInt8]])
    func `what is no frame ends its own line alone`(octets: [UInt8]) async throws {
        let world = try World { $0 }
        let client = try world.client()
        #expect(try await client.answer(to: [1], patience: Self.patience) == [1])
        #expect(try isEnded(by: octets, at: world.path))
        #expect(try await client.answer(to: [2], patience: Self.patience) == [2])
    }

    @Test func `a place is taken over from who died, and from nobody else`() throws {
        let world = try World { $0 }
        #expect(throws: LocalSocketError.inUse) {
            try LocalSocketServer(
                socket: world.path, maximumBytes: 1, for: { _ in true }, handler: { $0 })
        }
        let file = world.folder.path + "/file"
        try Data().write(to: URL(fileURLWithPath: file))
        #expect(throws: LocalSocketError.notASocket) {
            try LocalSocketServer(
                socket: file, maximumBytes: 1, for: { _ in true }, handler: { $0 })
        }
        #expect(throws: LocalSocketError.pathTooLong) {
            try LocalSocketServer(
                socket: "/" + String(repeating: "a", count: 200), maximumBytes: 1,
                for: { _ in true }, handler: { $0 })
        }
    }
}
