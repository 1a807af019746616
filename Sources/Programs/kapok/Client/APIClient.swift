import CanonicalJSON
import Messages

/// What the server answered, whatever the status.
struct APIAnswer: Sendable {
    /// An HTTP status, also where no HTTP was spoken.
    let status: Int
    let body: JSONValue
}

/// A way to the API: over a socket, over the network, or to the same code in this process.
///
/// One exchange at a time or many; a change that is sent again with the same request id and
/// content is carried out once.
protocol APIClient: Sendable {
    /// - Parameter path: percent-encoded, without a query.
    func send(
        _ method: String, _ path: String, query: [APIQueryItem], body: JSONValue?,
        language: Language
    ) async throws -> APIAnswer

    func close() async
}

/// One `name=value` of a query, not yet encoded.
struct APIQueryItem: Sendable, Hashable {
    let name: String
    let value: String

    init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// Percent-encoding. RFC 3986 §2.
enum URLText {
    /// Everything but unreserved characters is encoded, so that a value never leaves its place.
    static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }

    static func target(_ path: String, _ query: [APIQueryItem]) -> String {
        guard !query.isEmpty else { return path }
        return path + "?"
            + query.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&")
    }
}
