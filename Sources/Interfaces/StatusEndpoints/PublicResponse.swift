import CanonicalJSON

/// A response of the public endpoints: status, type, further headers, body.
package struct PublicResponse: Sendable {
    package let status: Int
    package let contentType: String
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]

    init(
        status: Int = 200, contentType: String, body: [UInt8],
        headers: [(name: String, value: String)] = []
    ) {
        self.status = status
        self.contentType = contentType
        self.headers = headers
        self.body = body
    }

    static func json(_ body: JSONValue, status: Int = 200) -> PublicResponse {
        PublicResponse(
            status: status, contentType: "application/json", body: body.canonicalBytes,
            headers: [("Cache-Control", "no-store")])
    }

    /// Certificates name this address (CP 4.5). Until the statement is generated, it says so.
    static let practiceStatementNotice = PublicResponse(
        contentType: "text/plain; charset=utf-8",
        body: Array(
            """
            TEST. This authority is a test environment. It has no certification practice statement \
            yet; its certificates bind nobody.
            測試。本機關屬測試環境，尚未公布核證作業準則；其證書對任何人均無約束力。
            测试。本机构属测试环境，尚未公布电子认证业务规则；其证书对任何人均无约束力。

            """.utf8))

    static let notFound = PublicResponse(
        status: 404, contentType: "text/plain", body: Array("There is nothing here.\n".utf8))
    static let unavailable = PublicResponse(
        status: 503, contentType: "text/plain",
        body: Array("This cannot be read at the moment. Ask again later.\n".utf8),
        headers: [("Cache-Control", "no-store")])
    static let badRequest = PublicResponse(
        status: 400, contentType: "text/plain",
        body: Array("The path must hold an OCSP request in base64 (RFC 6960 A.1).\n".utf8))
    static let methodNotAllowed = PublicResponse(
        status: 405, contentType: "text/plain", body: Array("Use GET, or POST to /ocsp.\n".utf8),
        headers: [("Allow", "GET, HEAD, POST")])
}

/// The files of `public/` that are served, recognised by the exact form of their names.
struct PublicFile {
    let contentType: String
    let maximumAgeSeconds: Int

    init?(path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.first == "", parts.count == 3 || parts.count == 4 else { return nil }
        let last = parts[parts.count - 1]
        switch (parts[1], parts.count) {
        case ("ca", 3) where Self.isName(last, suffix: ".cer"):
            contentType = "application/pkix-cert"
            maximumAgeSeconds = 86_400
        case ("crl", 3) where Self.isName(last, suffix: ".crl"):
            contentType = "application/pkix-crl"
            maximumAgeSeconds = 60
        case ("certificates", 4)
        where Self.isName(parts[2], suffix: "")
            && Self.isName(last, suffix: ".cer"):
            contentType = "application/pkix-cert"
            maximumAgeSeconds = 86_400
        case ("journal", 3) where last == "checkpoint":
            contentType = "text/plain; charset=utf-8"
            maximumAgeSeconds = 5
        case ("journal", 4) where parts[2] == "witness" && Self.isName(last, suffix: ""):
            contentType = "text/plain; charset=utf-8"
            maximumAgeSeconds = 5
        case ("journal", 4) where parts[2] == "timestamp" && Self.isName(last, suffix: ".txt"):
            contentType = "text/plain; charset=utf-8"
            maximumAgeSeconds = 5
        case ("journal", 4) where parts[2] == "timestamp" && Self.isName(last, suffix: ".tsr"):
            contentType = "application/timestamp-reply"
            maximumAgeSeconds = 5
        default: return nil
        }
    }

    private static func isName(_ text: String, suffix: String) -> Bool {
        let octets = Array(text.utf8)
        guard octets.count > suffix.utf8.count, octets.count <= 64,
            octets.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
        else { return false }
        return octets.dropLast(suffix.utf8.count).allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
        }
    }
}

/// Percent-decoding of one path (RFC 3986 §2.1); everything else stays as it is.
enum PercentEncoding {
    /// Nil where a `%` is not followed by two hex digits, or the result is not ASCII.
    static func decoded(_ octets: [UInt8]) -> String? {
        var result: [UInt8] = []
        var place = 0
        while place < octets.count {
            guard octets[place] == UInt8(ascii: "%") else {
                result.append(octets[place])
                place += 1
                continue
            }
            guard place + 2 < octets.count, let high = digit(octets[place + 1]),
                let low = digit(octets[place + 2])
            else { return nil }
            result.append(high << 4 | low)
            place += 3
        }
        return result.allSatisfy { $0 < 0x80 } ? String(decoding: result, as: UTF8.self) : nil
    }

    private static func digit(_ octet: UInt8) -> UInt8? {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): octet - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): octet - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): octet - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
