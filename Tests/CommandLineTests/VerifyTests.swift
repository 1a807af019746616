import CanonicalJSON
import CertificatePolicy
import HTTPClient
import Messages
import PKIX
import Synchronization
import Testing

@testable import kapok

/// The published objects of a hierarchy, as a web server gives them; remembers what was asked.
private final class FakeWeb: Sendable {
    private let objects: [String: [UInt8]]
    private let asked = Mutex<[String]>([])
    private let respond: (@Sendable ([UInt8]) throws -> [UInt8])?

    init(
        _ objects: [String: [UInt8]], respond: (@Sendable ([UInt8]) throws -> [UInt8])? = nil
    ) {
        self.objects = objects
        self.respond = respond
    }

    var requests: [String] { asked.withLock { $0 } }

    var exchange: WebObject.Exchange {
        { origin, request, limits throws(HTTPClientError) in
            self.asked.withLock { $0.append("\(request.method) \(origin)\(request.path)") }
            if request.method == "POST", let respond = self.respond,
                let answer = try? respond(request.body)
            {
                return HTTPClientResponse(status: 200, body: answer)
            }
            guard let body = self.objects[request.path] else {
                return HTTPClientResponse(status: 404)
            }
            guard body.count <= limits.maximumBodyBytes else {
                throw .bodyTooLarge(limit: limits.maximumBodyBytes)
            }
            return HTTPClientResponse(status: 200, body: body)
        }
    }
}

@Suite struct VerifyTests {
    let hierarchy: TestHierarchy
    let folder = TemporaryFolder()

    init() throws {
        hierarchy = try TestHierarchy()
        for (name, certificate) in [
            ("root", hierarchy.root), ("issuing", hierarchy.issuing), ("person", hierarchy.person),
        ] {
            try LocalFile.write(
                Array(PEM.encode(certificate.derEncoded, label: PEM.certificateLabel).utf8),
                to: folder.file("\(name).pem"))
        }
        try LocalFile.write(hierarchy.list(ofRoot: true), to: folder.file("root.crl"))
        try LocalFile.write(hierarchy.list(ofRoot: false), to: folder.file("issuing.crl"))
    }

    private var words: [String] {
        ["verify", folder.file("person.pem"), "--trust", folder.file("root.pem")]
    }

    private var offlineWords: [String] {
        words + [
            "--offline", "--intermediate", folder.file("issuing.pem"), "--crl",
            folder.file("root.crl"), "--crl", folder.file("issuing.crl"),
        ]
    }

    @Test func `[4.4c] with everything at hand, a good certificate is relied upon`() async throws {
        let run = await CommandRun.of(offlineWords + ["--json"])
        #expect(run.json?["decision"] == "rely", "\(run.output)\(run.errors)")
        #expect(run.status == .done)
        #expect(run.json?["environment"] == "test")
        #expect(run.json?["at"] == "2026-11-22T16:00:00Z")
        for check in run.json?["checks"]?.array ?? [] {
            for member in ["id", "outcome", "clause", "message"] {
                #expect(check[member]?.string != nil)
            }
            #expect(check["facts"]?.object != nil)
        }
    }

    @Test func `[4.4c] what cannot be checked is no reason to rely`() async {
        let run = await CommandRun.of(
            words + ["--offline", "--json", "--intermediate", folder.file("issuing.pem")])
        #expect(run.json?["decision"] == "cannotTell")
        #expect(run.status == .refused)
    }

    @Test func `missing issuers, answers and lists are fetched from the certificates' addresses`()
        async throws
    {
        let hierarchy = hierarchy
        let web = FakeWeb(
            [
                "/ca/issuing.cer": hierarchy.issuing.derEncoded,
                "/crl/root.crl": try hierarchy.list(ofRoot: true),
            ], respond: { try hierarchy.answer(to: $0, .good) })
        let run = await CommandRun.of(words + ["--json"], exchange: web.exchange)
        #expect(run.json?["decision"] == "rely", "\(run.output)\(run.errors)")
        #expect(web.requests.first == "GET http://ca.example/ca/issuing.cer")
        #expect(web.requests.contains("POST http://ca.example/ocsp"))
    }

    @Test func `for a moment of the past, lists are fetched beside answers`() async throws {
        let hierarchy = hierarchy
        let web = FakeWeb(
            [
                "/ca/issuing.cer": hierarchy.issuing.derEncoded,
                "/crl/root.crl": try hierarchy.list(ofRoot: true),
                "/crl/issuing.crl": try hierarchy.list(ofRoot: false),
            ], respond: { try hierarchy.answer(to: $0, .good) })
        let at = Time.rfc3339(TestHierarchy.now - TestHierarchy.hour / 4)
        let run = await CommandRun.of(words + ["--json", "--at", at], exchange: web.exchange)
        #expect(run.json?["decision"] == "rely", "\(run.output)\(run.errors)")
        for request in ["POST http://ca.example/ocsp", "GET http://ca.example/crl/issuing.crl"] {
            #expect(web.requests.contains(request))
        }
    }

    @Test func `where no responder answers, the list is fetched`() async throws {
        let web = FakeWeb([
            "/ca/issuing.cer": hierarchy.issuing.derEncoded,
            "/crl/root.crl": try hierarchy.list(ofRoot: true),
            "/crl/issuing.crl": try hierarchy.list(
                ofRoot: false, revoking: [hierarchy.person.serialNumber]),
        ])
        let run = await CommandRun.of(words, exchange: web.exchange)
        #expect(run.status == .refused)
        #expect(run.output.hasPrefix("Do not rely"))
        #expect(run.output.contains("TEST certificate"))
        #expect(run.output.contains("✗") && run.output.contains("✓"))
        #expect(run.errors.contains("http://ca.example/ocsp (HTTP 404)"))
        #expect(web.requests.contains("GET http://ca.example/crl/issuing.crl"))
    }

    @Test func `a revoked status of the responder means do not rely, in every language`()
        async throws
    {
        let hierarchy = hierarchy
        let web = FakeWeb(
            ["/ca/issuing.cer": hierarchy.issuing.derEncoded],
            respond: {
                try hierarchy.answer(
                    to: $0,
                    .revoked(
                        atMilliseconds: TestHierarchy.now - TestHierarchy.hour,
                        reason: .keyCompromise))
            })
        for (language, start) in [
            ("en", "Do not rely"), ("zh-Hant", "不應依賴"), ("zh-Hans", "不应依赖"),
        ] {
            let run = await CommandRun.of(words + ["--lang", language], exchange: web.exchange)
            #expect(run.output.hasPrefix(start))
            #expect(run.status == .refused)
        }
    }

    @Test func `offline fetches nothing, and an unknown root leads nowhere`() async {
        let web = FakeWeb([:])
        let run = await CommandRun.of(offlineWords + ["--json"], exchange: web.exchange)
        #expect(run.status == .done && web.requests.isEmpty)
        let other = await CommandRun.of(
            [
                "verify", folder.file("person.pem"), "--trust", folder.file("person.pem"),
                "--offline", "--json",
            ])
        #expect(other.status == .refused)
    }

    @Test func `a time in the past is judged as of then`() async {
        let run = await CommandRun.of(offlineWords + ["--json", "--at", "2020-01-01"])
        #expect(run.json?["decision"] == "doNotRely")
        #expect(run.json?["at"] == "2020-01-01T00:00:00Z")
    }

    @Test func `[4.4c] nobody relies as of a time that lies ahead`() async {
        let now = Time.rfc3339(TestHierarchy.now)
        let ahead = Time.rfc3339(TestHierarchy.now + 1000)
        let run = await CommandRun.of(offlineWords + ["--json", "--at", now])
        #expect(run.json?["decision"] == "rely")
        let web = FakeWeb([:])
        let refused = await CommandRun.of(
            words + ["--json", "--at", ahead], exchange: web.exchange)
        #expect(refused.code == "moment.ahead" && refused.status == .refused)
        #expect(web.requests.isEmpty)
    }

    @Test func `a demanded policy must hold`() async {
        let run = await CommandRun.of(offlineWords + ["--json", "--policy", "1.2.3"])
        #expect(run.json?["decision"] == "doNotRely")
        let other = await CommandRun.of(offlineWords + ["--json", "--policy", "1.2.x"])
        #expect(other.status == .usage)
    }

    @Test func `files that are something else are refused by name and place`() async throws {
        try LocalFile.write(Array("hello".utf8), to: folder.file("x"))
        let run = await CommandRun.of(
            ["verify", folder.file("x"), "--trust", folder.file("root.pem"), "--json"])
        #expect(run.code == "command.evidenceUnreadable" && run.status == .refused)
        let list = await CommandRun.of(offlineWords + ["--crl", folder.file("x"), "--json"])
        #expect(list.code == "command.evidenceUnreadable")
        let answer = await CommandRun.of(offlineWords + ["--ocsp", folder.file("x"), "--json"])
        #expect(answer.code == "command.evidenceUnreadable")
        let missing = await CommandRun.of(["verify", "/nowhere", "--trust", "/n", "--json"])
        #expect(missing.code == "command.fileUnreadable")
    }

    @Test func `fetching keeps to its number, its size and its scheme`() async {
        let web = WebObject(
            EvidenceLimits(maximumRequests: 2),
            exchange: { _, _, _ in HTTPClientResponse(status: 200, body: [1]) })
        #expect(await web.fetch("http://a/1", maximumBytes: 1) == [1])
        #expect(await web.fetch("https://a/1", maximumBytes: 1) == nil)
        #expect(await web.fetch("http://a/2", maximumBytes: 1) == [1])
        #expect(await web.fetch("http://a/3", maximumBytes: 1) == nil)
        #expect(
            await web.failures == [
                FetchFailure(address: "https://a/1", reason: "http only"),
                FetchFailure(address: "http://a/3", reason: "limit reached"),
            ])
    }

    @Test(
        arguments: [
            ("http://a.example/x?y#z", "http://a.example", "/x?y"),
            ("HTTP://a.example:81", "http://a.example:81", "/"),
            ("http://a.example?q", "http://a.example", "/?q"),
            ("https://a.example/", nil, nil), ("ldap://a", nil, nil), ("http://", nil, nil),
            ("http://u@a/", nil, nil), ("http:///x", nil, nil), ("http://a/ b", nil, nil),
            ("http://ä/", nil, nil), ("file:///etc/passwd", nil, nil),
        ] as [(String, String?, String?)])
    func `[RFC 3986] only plain http addresses are fetched`(
        text: String, origin: String?, path: String?
    ) {
        let address = WebAddress(text)
        #expect(address?.origin == origin && address?.path == path)
    }
}
