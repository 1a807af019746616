import HTTPClient
import Testing

@Suite struct `The HTTP client` {
    private func client(_ server: CannedServer, maximumBodyBytes: Int = 1 << 20) -> HTTPClient {
        HTTPClient(
            .unixSocket(path: server.path), limits: .init(maximumBodyBytes: maximumBodyBytes))
    }

    @Test func `status, header and body come back, whatever the status`() async throws {
        let answer = """
            HTTP/1.1 100 Continue\r
            X-Early: gone\r
            \r
            HTTP/1.1 418 Teapot\r
            X-One: a\r
            x-one:  b \r
            Content-Length: 4\r
            \r
            body
            """
        try await withServer(answering: answer) { server in
            let response = try await client(server).response(to: .init("GET", "/"))
            #expect(
                response
                    == HTTPClientResponse(
                        status: 418, headers: ["x-one": "a, b", "content-length": "4"],
                        body: Array("body".utf8)))
        }
    }

    @Test(arguments: ["/%2F+/=//a/../b?c=%20&d", "/", "/MEU//w+A=="])
    func `the target goes on the wire as it is`(path: String) async throws {
        try await withServer(answering: "HTTP/1.1 204 No Content\r\n\r\n") { server in
            _ = try await client(server).response(to: .init("GET", path))
            #expect(server.received.first?.hasPrefix("GET \(path) HTTP/1.1\r\n") == true)
        }
    }

    @Test func `method, fields and body go on the wire, and nothing that was not asked for`()
        async throws
    {
        try await withServer(answering: "HTTP/1.1 204 No Content\r\n\r\n") { server in
            let body = String(repeating: "x", count: 5000)
            _ = try await client(server).response(
                to: .init(
                    "PUT", "/p", headers: ["X-A": "1", "X-Empty": ""], body: Array(body.utf8)))
            let request = try #require(server.received.first)
            #expect(request.hasPrefix("PUT /p HTTP/1.1\r\n"))
            #expect(request.contains("\r\nX-A: 1\r\n"))
            #expect(request.contains("\r\nX-Empty:\r\n"))
            #expect(request.hasSuffix("\r\n\r\n" + body))
            #expect(!request.lowercased().contains("expect:"))
            #expect(!request.lowercased().contains("content-type:"))
        }
    }

    @Test func `an empty POST says that it is empty`() async throws {
        try await withServer(answering: "HTTP/1.1 204 No Content\r\n\r\n") { server in
            _ = try await client(server).response(to: .init("POST", "/"))
            #expect(server.received.first?.contains("\r\nContent-Length: 0\r\n") == true)
        }
    }

    @Test func `HEAD waits for no body`() async throws {
        try await withServer(answering: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n") { server in
            let response = try await client(server).response(to: .init("HEAD", "/"))
            #expect(response.headers["content-length"] == "9" && response.body.isEmpty)
        }
    }

    @Test func `a redirect is an answer like others`() async throws {
        let answer = "HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"
        try await withServer(answering: answer) { server in
            let response = try await client(server).response(to: .init("GET", "/"))
            #expect(response.status == 302)
            #expect(server.received.count == 1)
        }
    }

    @Test(arguments: [(10, nil), (9, HTTPClientError.bodyTooLarge(limit: 9))])
    func `a body may be as large as the limit`(
        limit: Int, error: HTTPClientError?
    ) async throws {
        let announced = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789"
        let unannounced = "HTTP/1.1 200 OK\r\n\r\n0123456789"
        for answer in [announced, unannounced] {
            try await withServer(answering: answer) { server in
                let client = client(server, maximumBodyBytes: limit)
                do throws(HTTPClientError) {
                    #expect(try await client.response(to: .init("GET", "/")).body.count == 10)
                    #expect(error == nil)
                } catch {
                    #expect(error == .bodyTooLarge(limit: 9) && limit == 9)
                }
            }
        }
    }

    @Test func `a body that ends too early is an error`() async throws {
        try await withServer(answering: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc") {
            server in
            await #expect {
                try await client(server).response(to: .init("GET", "/"))
            } throws: { error in
                if case .broken = error as? HTTPClientError { true } else { false }
            }
        }
    }

    @Test func `a header without end is refused`() async throws {
        let field = "X-A: " + String(repeating: "a", count: 1000) + "\r\n"
        let answer = "HTTP/1.1 200 OK\r\n" + String(repeating: field, count: 70) + "\r\n"
        try await withServer(answering: answer) { server in
            await #expect(
                throws: HTTPClientError.broken(
                    code: 0, text: "the header of the answer is too large")
            ) { try await client(server).response(to: .init("GET", "/")) }
        }
    }

    @Test func `the whole exchange has a time limit`() async throws {
        try await withServer(answering: nil) { server in
            let client = HTTPClient(
                .unixSocket(path: server.path), limits: .init(total: .milliseconds(50)))
            await #expect(throws: HTTPClientError.timedOut) {
                try await client.response(to: .init("GET", "/"))
            }
        }
    }

    @Test func `a cancelled task does not wait for the answer`() async throws {
        try await withServer(answering: nil) { server in
            let client = client(server)
            await withTaskGroup { tasks in
                tasks.addTask {
                    await #expect(throws: HTTPClientError.cancelled) {
                        try await client.response(to: .init("GET", "/"))
                    }
                }
                tasks.cancelAll()
            }
        }
    }

    @Test(
        arguments: [
            HTTPClientRequest("", "/"), HTTPClientRequest("GE T", "/"),
            HTTPClientRequest("GET", ""), HTTPClientRequest("GET", "a"),
            HTTPClientRequest("GET", "/a b"), HTTPClientRequest("GET", "/a\r\nX: y"),
            HTTPClientRequest("GET", "/a#b"), HTTPClientRequest("GET", "/木棉"),
            HTTPClientRequest("GET", "/" + String(repeating: "a", count: 8192)),
            HTTPClientRequest("GET", "/", headers: ["A:": "b"]),
            HTTPClientRequest("GET", "/", headers: ["": "b"]),
            HTTPClientRequest("GET", "/", headers: ["A": "b\r\nC: d"]),
            HTTPClientRequest("GET", "/", headers: ["A": "b\0"]),
        ])
    func `a request that breaks out of its place is not sent`(
        request: HTTPClientRequest
    ) async throws {
        try await withServer(answering: "HTTP/1.1 204 No Content\r\n\r\n") { server in
            await #expect(throws: HTTPClientError.malformedRequest) {
                try await client(server).response(to: request)
            }
            #expect(server.received.isEmpty)
        }
    }

    @Test(
        arguments: [
            (.unixSocket(path: "/nonexistent/s"), .unreachable),
            (.unixSocket(path: String(repeating: "a", count: 108)), .malformedRequest),
            (.unixSocket(path: ""), .malformedRequest),
            (.origin("http://127.0.0.1:1"), .unreachable),
            (.origin("http://name.invalid"), .unreachable),
            (.origin("ftp://127.0.0.1"), .malformedRequest),
            (.origin("file:///etc/passwd"), .malformedRequest),
            (.origin("http://user@127.0.0.1"), .malformedRequest),
            (.origin("http://127.0.0.1/path"), .malformedRequest),
        ] as [(HTTPClient.Destination, HTTPClientError)])
    func `a destination that is none is an error`(
        destination: HTTPClient.Destination, error: HTTPClientError
    ) async throws {
        await #expect(throws: error) {
            try await HTTPClient(destination).response(to: .init("GET", "/"))
        }
    }

    @Test func `many exchanges at once do not mix`() async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        try await withServer(answering: answer) { server in
            let client = client(server)
            try await withThrowingTaskGroup { tasks in
                for index in 0..<20 {
                    tasks.addTask { try await client.response(to: .init("GET", "/\(index)")).body }
                }
                for try await body in tasks { #expect(body == Array("ok".utf8)) }
            }
            #expect(Set(server.received.map { $0.prefix { $0 != "\r\n" } }).count == 20)
        }
    }
}
