import CertificatePolicy

/// Where somebody outside is asked: in the form of public addresses, and the same with https.
struct OutsideAddress: Sendable, Equatable {
    /// Scheme and authority.
    let origin: String
    /// Begins with a slash, or is empty; no slash at the end.
    let path: String

    init?(_ text: String) {
        var plain = text
        while plain.hasSuffix("/") { plain.removeLast() }
        let scheme = plain.hasPrefix("https://") ? "https" : "http"
        if scheme == "https" { plain = "http" + plain.dropFirst("https".count) }
        guard let url = BaseURL(plain) else { return nil }
        origin = scheme + plain.dropFirst("http".count).dropLast(url.path.count)
        path = url.path
    }

    /// Whether a name can be that of a file, too: up to 32 lower-case letters and digits.
    static func isName(_ name: String) -> Bool {
        (1...32).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
    }
}
