import HTTPListeners
import Testing

@Suite struct `Request heads that could be read in two ways` {
    @Test(arguments: [
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nhOST: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: user@a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
        "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n",
    ])
    func `[RFC 9112 3.2] no Host, two, or one that is none is refused and the connection closed`(
        text: String
    ) async throws {
        try await expectRefused(text)
    }

    @Test(arguments: [
        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.0\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ])
    func `[RFC 9112 6.1] HTTP 1.0 with a transfer encoding is refused and the connection closed`(
        text: String
    ) async throws {
        try await expectRefused(text)
    }

    @Test(arguments: [
        "GET / HTTP/1.0\r\n\r\n",
        "GET / HTTP/1.0\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: [::1]:80\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost:\r\nConnection: TE, close\r\n\r\n",
    ])
    func `[RFC 9112 9.6] the end of the connection is said and comes after the answer`(
        text: String
    ) async throws {
        try await withListeners([Listener(anyPort, handler: echo)]) { addresses in
            let connection = try RawConnection(to: addresses[0])
            connection.send(text)
            let answer = try #require(try await connection.readToEnd())
            #expect(answer.hasPrefix("HTTP/1.1 200"))
            #expect(answer.contains("Connection: close\r\n"))
        }
    }

    /// The second request on the connection is never read: it may be the smuggled one.
    private func expectRefused(_ text: String) async throws {
        try await withAnswer(to: text + "GET / HTTP/1.1\r\nHost: a\r\n\r\n") { answer, handled in
            #expect(answer.hasPrefix("HTTP/1.1 400"))
            #expect(handled == 0)
        }
    }
}
