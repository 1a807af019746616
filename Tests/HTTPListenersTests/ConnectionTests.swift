import Glibc
import HTTPClient
import HTTPListeners
import Testing

@Suite struct `Connections that misbehave` {
    @Test func `clients that stop in the middle do not hold up others`() async throws {
        try await withListeners([Listener(anyPort, handler: echo)]) { addresses in
            let stuck = try (0..<32).map { index in
                let connection = try RawConnection(to: addresses[0])
                connection.send(
                    index % 2 == 0
                        ? "GET / HT" : "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc")
                return connection
            }
            for _ in 0..<10 {
                let answer = try await client(for: addresses[0]).response(to: .init("GET", "/"))
                #expect(answer.status == 200)
            }
            #expect(stuck.count == 32)
        }
    }

    @Test(
        arguments: [
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabcde",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
            "BAD\r\n\r\n",
        ])
    func `a request that is not whole never reaches the handler`(text: String) async throws {
        try await withAnswer(to: text, finishing: true) { answer, handled in
            #expect(!answer.hasPrefix("HTTP/1.1 200"))
            #expect(handled == 0)
        }
    }

    @Test(arguments: ["", "GET / HTTP/1.1\r\nHo", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"])
    func `a connection on which nothing happens is closed`(text: String) async throws {
        let listener = Listener(anyPort, idleTime: .milliseconds(50), handler: echo)
        try await withListeners([listener]) { addresses in
            let connection = try RawConnection(to: addresses[0])
            connection.send(text)
            #expect(try await connection.readToEnd() != nil)
        }
    }

    @Test(arguments: [
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc",
        "POST /%zz HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\nabc",
    ])
    func `receiving a request has a time limit`(text: String) async throws {
        let listener = Listener(anyPort, receivingTime: .milliseconds(50), handler: echo)
        try await withListeners([listener]) { addresses in
            let connection = try RawConnection(to: addresses[0])
            connection.send(text)
            #expect(try await connection.readToEnd()?.hasPrefix("HTTP/1.1 200") == false)
        }
    }
}

@Suite struct `Unix sockets` {
    @Test func `the peer is named by the kernel on a Unix socket only`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/s"
            let listeners = [
                Listener(.unixSocket(path: path, mode: 0o600), handler: echo),
                Listener(anyPort, handler: echo),
            ]
            try await withListeners(listeners) { addresses in
                let local = try await client(for: addresses[0]).response(to: .init("GET", "/"))
                #expect(local.headers["x-peer"] == String(geteuid()))
                let remote = try await client(for: addresses[1]).response(to: .init("GET", "/"))
                #expect(remote.headers["x-peer"] == "none")
            }
        }
    }

    @Test(arguments: [0o600, 0o660] as [UInt32])
    func `the file has exactly the mode asked for, and goes with the server`(
        mode: UInt32
    ) async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/s"
            try await withListeners([Listener(.unixSocket(path: path, mode: mode), handler: echo)])
            {
                _ in #expect(fileMode(path) == S_IFSOCK | mode)
            }
            #expect(fileMode(path) == nil)
            #expect(unsafe rmdir(folder) == 0, "nothing is left in the folder")
        }
    }

    @Test func `a socket that nobody answers is replaced`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/s"
            try leaveSocketFile(at: path)
            let listener = Listener(.unixSocket(path: path, mode: 0o600), handler: echo)
            try await withListeners([listener]) { addresses in
                let answer = try await client(for: addresses[0]).response(to: .init("GET", "/"))
                #expect(answer.status == 200)
            }
        }
    }

    @Test func `a socket that somebody answers stays`() async throws {
        try await withTemporaryFolder { folder in
            let listener = Listener(.unixSocket(path: "\(folder)/s", mode: 0o600), handler: echo)
            try await withListeners([listener]) { addresses in
                await #expect(throws: ListenerError.addressInUse("\(folder)/s")) {
                    try await ListenerGroup([listener], logger: silent, stopsOnSignals: false).run()
                }
                let answer = try await client(for: addresses[0]).response(to: .init("GET", "/"))
                #expect(answer.status == 200)
            }
        }
    }

    @Test func `a file that is no socket is left alone`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/s"
            close(unsafe creat(path, 0o600))
            defer { _ = unsafe unlink(path) }
            let group = ListenerGroup(
                [Listener(.unixSocket(path: path, mode: 0o600), handler: echo)], logger: silent,
                stopsOnSignals: false)
            await #expect(throws: ListenerError.notASocket(path: path)) { try await group.run() }
            #expect(fileMode(path) == S_IFREG | 0o600)
        }
    }

    private func fileMode(_ path: String) -> UInt32? {
        var status = stat()
        return unsafe lstat(path, &status) == 0 ? status.st_mode : nil
    }

    private func leaveSocketFile(at path: String) throws {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &name.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        let result = unsafe withUnsafePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw Failure.systemCall }
    }
}
