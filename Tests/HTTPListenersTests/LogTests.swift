import Foundation
import HTTPClient
import Logging
import Synchronization
import Testing

@testable import HTTPListeners

@Suite struct `The log` {
    @Test func `each request is one line that names the route and not what came in`() async throws {
        let lines = Lines()
        let listener = Listener(anyPort) { _ in HTTPResponse(status: 204, route: "GET /secret/{id}")
        }
        try await withListeners([listener], logger: lines.logger) { addresses in
            _ = try await client(for: addresses[0]).response(
                to: HTTPClientRequest(
                    "GET", "/secret/Alice?name=Bob", headers: ["X-Request-Id": "id-1"]))
        }
        let requests = try lines.parsed().filter { $0["message"] as? String == "request" }
        let line = try #require(requests.first)
        #expect(requests.count == 1)
        #expect(
            Set(line.keys) == [
                "time", "level", "message", "requestId", "method", "route", "status", "durationMs",
            ])
        #expect(line["requestId"] as? String == "id-1")
        #expect(line["route"] as? String == "GET /secret/{id}")
        #expect(line["status"] as? Int == 204)
        #expect(line["durationMs"] as? Int != nil)
        #expect(!lines.text.contains("Alice") && !lines.text.contains("Bob"))
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_767_323_045_678, "2026-01-02T03:04:05.678Z"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        ] as [(Int64, String)])
    func `[RFC 3339] time is written in UTC`(milliseconds: Int64, text: String) {
        #expect(UTCTime(milliseconds: milliseconds).rfc3339 == text)
    }

    @Test(
        arguments: [
            (784_111_777_000, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (1_767_323_045_678, "Fri, 02 Jan 2026 03:04:05 GMT"),
        ] as [(Int64, String)])
    func `[RFC 9110 5.6.7] the Date field`(milliseconds: Int64, text: String) {
        #expect(UTCTime(milliseconds: milliseconds).imfFixdate == text)
    }

    @Test func `nothing in a message can end its line or shadow a field`() throws {
        let lines = Lines()
        var logger = lines.logger
        logger[metadataKey: "level"] = "shadow"
        logger.warning(
            "a\n\"b\"\\\u{1B}[31m\u{2028}\u{9B}木棉",
            metadata: [
                "list": ["x", .stringConvertible(3)], "map": ["k": .stringConvertible(true)],
            ])
        #expect(lines.text.filter { $0 == "\n" }.count == 1)
        let line = try #require(try lines.parsed().first)
        #expect(line["message"] as? String == "a\n\"b\"\\\u{1B}[31m\u{2028}\u{9B}木棉")
        #expect(line["level"] as? String == "warning")
        #expect(line["metadata.level"] as? String == "shadow")
        #expect(line["list"] as? NSArray == ["x", 3])
        #expect(line["map"] as? NSDictionary == ["k": true])
    }
}

/// What a logger wrote.
private final class Lines: Sendable {
    private let bytes: Mutex<[UInt8]> = Mutex([])

    var logger: Logger {
        Logger(label: "test") { _ in
            JSONLogHandler(milliseconds: { 0 }) { line in self.bytes.withLock { $0 += line } }
        }
    }

    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }

    func parsed() throws -> [[String: Any]] {
        try text.split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }
}
