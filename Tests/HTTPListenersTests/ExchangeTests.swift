import Glibc
import HTTPClient
import HTTPListeners
import Testing

@Suite struct `Requests and answers` {
    @Test func `a request arrives whole and its answer returns whole`() async throws {
        let body = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        try await withListeners([Listener(anyPort, handler: echo)]) { addresses in
            let answer = try await client(for: addresses[0]).response(
                to: HTTPClientRequest(
                    "POST", "/a/b?x=1%202&y", headers: ["X-Sent": "value"], body: body))
            #expect(answer.status == 200)
            #expect(answer.headers["x-method"] == "POST")
            #expect(answer.headers["x-raw-path"] == "/a/b")
            #expect(answer.headers["x-query"] == "x=1 2;y=")
            #expect(answer.headers["x-sent"] == "value")
            #expect(answer.headers["date"]?.hasSuffix(" GMT") == true)
            #expect(answer.body == body)
        }
    }

    @Test(
        arguments: [
            "/ocsp/MEUwQzBBMD8wPTAJBgUrDgMCGgUABBQ%2FzB%2B%3D%3D", "/MEU//w+A/x==", "/a%2fb/../c",
            "//double", "/a:b@c;d,e!$&'()*",
        ])
    func `[RFC 6960 A.1] base64 in a path is not touched`(path: String) async throws {
        try await withListeners([Listener(anyPort, handler: echo)]) { addresses in
            let answer = try await client(for: addresses[0]).response(
                to: HTTPClientRequest("GET", path))
            #expect(answer.headers["x-raw-path"] == path)
        }
    }

    @Test(arguments: [(99, 200), (100, 200), (101, 413)])
    func `a body may be as large as the limit`(bytes: Int, status: Int) async throws {
        try await withListeners([Listener(anyPort, maximumBodyBytes: 100, handler: echo)]) {
            let answer = try await client(for: $0[0]).response(
                to: HTTPClientRequest("POST", "/", body: .init(repeating: 7, count: bytes)))
            #expect(answer.status == status)
            if status == 413 {
                #expect(answer.headers["content-type"] == "application/json")
                #expect(String(decoding: answer.body, as: UTF8.self).contains("http.bodyTooLarge"))
            }
        }
    }

    @Test func `a body of unknown length is measured while it arrives`() async throws {
        let handled = Counter()
        let listener = Listener(anyPort, maximumBodyBytes: 100) { _ in
            handled.increment()
            return HTTPResponse(status: 200)
        }
        try await withListeners([listener]) { addresses in
            let connection = try RawConnection(to: addresses[0])
            connection.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
            connection.send("65\r\n" + String(repeating: "a", count: 101) + "\r\n0\r\n\r\n")
            connection.finishSending()
            #expect(try await connection.readToEnd()?.hasPrefix("HTTP/1.1 413") == true)
            #expect(handled.value == 0)
        }
    }

    @Test(
        arguments: [
            ("/a%2", 400), ("/a%zz", 400), ("/%ff", 400), ("/%00", 400), ("/?a=1&a=2", 400),
            ("/" + String(repeating: "a", count: 8191), 200),
        ])
    func `a target that cannot be read has its own answer`(path: String, status: Int) async throws {
        try await withListeners([Listener(anyPort, handler: echo)]) { addresses in
            let answer = try await client(for: addresses[0]).response(
                to: HTTPClientRequest("GET", path))
            #expect(answer.status == status)
        }
    }

    @Test(arguments: [
        ("good-ID_1.2", true), (String(repeating: "a", count: 65), false), ("a b", false),
    ])
    func `the client's request id comes back if it is well formed`(
        id: String, isKept: Bool
    ) async throws {
        try await withListeners([Listener(anyPort, handler: echo)]) { addresses in
            let answer = try await client(for: addresses[0]).response(
                to: HTTPClientRequest("GET", "/", headers: ["X-Request-Id": id]))
            let returned = try #require(answer.headers["x-request-id"])
            #expect(isKept ? returned == id : returned.utf8.count == 16)
        }
    }

    @Test func `a HEAD request gets the header of the GET and no body`() async throws {
        let listener = Listener(anyPort) { request in
            HTTPResponse(
                status: request.method == "GET" ? 200 : 405, body: Array("twelve bytes".utf8))
        }
        try await withListeners([listener]) { addresses in
            let connection = try RawConnection(to: addresses[0])
            connection.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n")
            connection.finishSending()
            let answers = try #require(try await connection.readToEnd())
            #expect(answers.components(separatedBy: "HTTP/1.1 200 OK").count == 3)
            #expect(answers.components(separatedBy: "Content-Length: 12").count == 3)
            #expect(answers.components(separatedBy: "twelve bytes").count == 2)
        }
    }

    @Test(arguments: [("X-Bad", "a\r\nX-Injected: 1"), ("bad name", "a")])
    func `a field that HTTP cannot carry becomes an internal error`(
        name: String, value: String
    ) async throws {
        let listener = Listener(anyPort) { _ in
            var answer = HTTPResponse(status: 200)
            answer.headers[name] = value
            return answer
        }
        try await withListeners([listener]) { addresses in
            let answer = try await client(for: addresses[0]).response(to: .init("GET", "/"))
            #expect(answer.status == 500)
            #expect(answer.headers["x-injected"] == nil)
        }
    }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return parts + [rest]
    }
}
