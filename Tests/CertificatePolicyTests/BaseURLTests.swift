import CertificatePolicy
import Testing

@Suite struct `The base of addresses in certificates` {
    @Test(arguments: [
        ("http://h", ""),
        ("http://ca.example.hk", ""),
        ("http://ca.example.hk/kapok", "/kapok"),
        ("http://127.0.0.1:8080", ""),
        ("http://[::1]:65535/a/b.c~d_e-f", "/a/b.c~d_e-f"),
        ("http://xn--fsqu00a.hk:1", ""),
        ("http://h/..a", "/..a"),
        (
            "http://h/" + String(repeating: "a", count: 503),
            "/" + String(repeating: "a", count: 503)
        ),
    ])
    func `[RFC 5280 8] is a plain http address of a host, perhaps with port and path`(
        text: String, path: String
    ) throws {
        let url = try #require(BaseURL(text))
        #expect(url.text == text)
        #expect(url.path == path)
    }

    @Test(arguments: [
        "", "http://", "http:///", "HTTP://h", "https://h", "ftp://h", "h", "//h", "http:h",
        "http://h/", "http://h//a", "http://h/a/", "http://a b", "http://h/a b", "http://h\n",
        "http://user:pw@h", "http://user@h", "http://h?x=1", "http://h/?", "http://h/a?x",
        "http://h#",
        "http://h/a#b", "http://例子.hk", "http://h/例", "http://h/../..", "http://h/.",
        "http://h/a/./b",
        "http://h/%2e%2e", "http://h/a\"", "http://h/a\\b", "http://-h", "http://h-", "http://.h",
        "http://h.", "http://a..b", "http://a_b", "http://h:", "http://h:0", "http://h:080",
        "http://h:+80", "http://h:65536", "http://h:８０", "http://h:80:80", "http://[::1",
        "http://[]",
        "http://[::1]x", "http://[h]", "http://::1", "http://h\0", "http://\u{7F}",
        "http://" + String(repeating: "a", count: 64),
        "http://h/" + String(repeating: "a", count: 504),
    ])
    func `[RFC 5280 4.2.1.6] is nothing that certificates or readers could take otherwise`(
        text: String
    ) {
        #expect(BaseURL(text) == nil)
    }

    @Test(arguments: ["1": 1, "80": 80, "65535": 65_535])
    func `a port is plain digits`(text: String, port: Int) {
        #expect(BaseURL.port(text.utf8) == port)
    }

    @Test(arguments: ["", "0", "+80", "-1", "080", "65536", "99999", "100000", "8 0", "0x50", "８０"])
    func `a port is nothing else`(text: String) {
        #expect(BaseURL.port(text.utf8) == nil)
    }
}
