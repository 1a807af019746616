import CanonicalJSON
import Glibc
import Messages
import Registers
import Testing

@testable import kapok

/// What is applied for by a file, and what comes back.
@Suite struct OrderCommandTests {
    let folder = TemporaryFolder()

    private static let words = [
        "--authority", "hk-rsa", "--organization", "Kapok Ltd", "--country", "HK", "--declare",
        "--trademark", "no",
    ]

    /// Three requests over P-256, made with `openssl req -new` and keys that nobody kept.
    private static let requests = [
        "MIHFMG4CAQAwDDEKMAgGA1UEAwwBYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGCuir5hzKa2DQUZ"
            + "oDgcTbG2UCI9hL9+iJPYP5ygr2OAyDzuNPWm1Pjcl7mKWnYG7TlhiWayB6iL5m5ZgkLZ5QSgADAKBggq"
            + "hkjOPQQDAgNHADBEAiBviyt0+E6CGW+HuKc/OTkFae7FODoRPYWmJ4mluI6cXwIgTK2pIPEdt7Rcm/hQ"
            + "gdKeNqOzMN6iZUHO9Wm4BfJg8B8=",
        "MIHHMG4CAQAwDDEKMAgGA1UEAwwBYjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABEwIBLe1wZ0GdO9F"
            + "oe80uLeVdAxPnYEw9iOOtY7c6IU8yDdj+0VuVH+A0HxLhEnOPCFR/NSRVJl89JAbOgzkPwugADAKBggq"
            + "hkjOPQQDAgNJADBGAiEA+s9d54GdP97nCtPYIpCRoOCjzrV1vA7PjG0AWzk0fmoCIQCUJynMdtSId/+o"
            + "V59jH0BholSm7He9IuZB1v0wbetAKg==",
        "MIHGMG4CAQAwDDEKMAgGA1UEAwwBYzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMiuGeWtOVMq3V1y0xDN"
            + "8174Yr5pGivHRLe2+/8rb61yJB5bOJLg3CVs6hEebL8YpodpPKRtha/zjo6XjwjSlXGgADAKBggqhkjOPQQD"
            + "AgNIADBFAiAy2sXzSvo2VTf2MvoFxmJnlOJEgffEJQyXzo0UCAG8UwIhAO4/PCCCiBDVWVPCyzE7wr+2BAci"
            + "IB4Y46FdVd3CpcHo",
    ].map { Base64.decode($0) ?? [] }

    /// The first of them, as PEM.
    private static let request = Array(
        ("-----BEGIN CERTIFICATE REQUEST-----\n" + Base64.encode(requests[0])
            + "\n-----END CERTIFICATE REQUEST-----\n").utf8)

    private func node(failures: [String: APIAnswer] = [:]) -> FakeNode {
        FakeNode(
            [
                "POST /api/v1/acts": [
                    "result": [
                        "application": "app-x", "caseNumber": "1234-5678-6",
                        "subscriberReference": "1234567890", "state": "received",
                    ], "entry": 5, "replayed": false,
                ]
            ], failures: failures)
    }

    private func run(
        _ text: String, _ node: FakeNode, _ words: [String] = words
    ) async throws -> CommandRun {
        try LocalFile.write(Array(text.utf8), to: folder.file("order.csv"))
        return await run(node, words)
    }

    private func run(_ node: FakeNode, _ words: [String] = words) async -> CommandRun {
        await CommandRun.of(
            ["order", "import", folder.file("order.csv"), "--rejected", folder.file("back.csv")]
                + words + ["--data", folder.path, "--json"],
            node: node, environment: ["KAPOK_STATE": folder.file("state.json")])
    }

    private func back() throws -> [[String]] {
        var left: [UInt8]? = Array(
            try LocalFile.read(folder.file("back.csv")).dropFirst(CSVText.byteOrderMark.count))
        var records = CSVRecords {
            defer { left = nil }
            return left
        }
        var rows: [[String]] = []
        while let record = try records.next() { rows.append(try record.fields.get()) }
        return rows
    }

    @Test func `every good line is an application of its own, with what is the same for all`()
        async throws
    {
        for (name, request) in zip(["a.csr", "b.csr"], Self.requests) {
            try LocalFile.write(request, to: folder.file(name))
        }
        let node = node()
        let run = try await run(
            "csr,通用名稱,Surname,givenName,trademark\r\n"
                + "a.csr,陳大文,陳,大文,\r\nb.csr,李四,李,四,yes\r\n", node)
        #expect(run.status == .done, "\(run.errors)")
        #expect(node.acts.count == 2 && !LocalFile.exists(folder.file("back.csv")))
        let payloads = node.acts.compactMap { $0["payload"] }
        #expect(
            payloads[0]["subject"] == [
                "commonName": "陳大文", "surname": "陳", "givenName": "大文",
                "organizationName": "Kapok Ltd", "countryName": "HK",
            ])
        #expect(payloads.map { $0["category"] } == ["organisation", "organisation"])
        #expect(payloads[0]["request"] == .string(Base64.encode(Self.requests[0])))
        #expect(payloads.map { $0["declarations"]?["trademark"] } == [false, true])
        // The request alone names it, so that the same file again asks for nothing new.
        let names = node.acts.compactMap { $0["request"]?.string }
        #expect(names[0] == OrderImport.requestID(of: Self.requests[0]))
        #expect(Set(names).count == 2)
        #expect(run.json?["applied"] == 2 && run.json?["rejected"] == 0)
        let first = run.json?["applications"]?.array?.first
        #expect(first?["line"] == 2 && first?["caseNumber"] == "1234-5678-6")
    }

    @Test func `says of each line who it is by its document, under any word for the kind`()
        async throws
    {
        for (name, request) in zip(["a.csr", "b.csr", "c.csr"], Self.requests) {
            try LocalFile.write(request, to: folder.file(name))
        }
        let kind = try #require(Vocabulary.word("passport", under: "document"))
        let node = node()
        let run = try await run(
            "csr,documentKind,documentNumber,documentCountry,documentUntil,documentSurname,"
                + "documentGivenName,documentOrder\n"
                + "a.csr,\(kind.text(in: .traditionalChinese)),K1,HK,2030-01-31,CHAN,Tai Man,"
                + "givenFirst\nb.csr,hat,,,,,,\nc.csr,,,,,,,\n", node)
        #expect(run.status == .done, "\(run.errors)")
        let stated = node.acts.map { $0["payload"]?["identity"] }
        #expect(
            stated == [
                [
                    "documents": [
                        [
                            "kind": "passport", "number": "K1", "country": "HK",
                            "until": "2030-01-31",
                        ]
                    ],
                    "name": ["surname": "CHAN", "givenName": "Tai Man", "order": "givenFirst"],
                ],
                ["documents": [["kind": "hat"]]], nil,
            ])
    }

    /// What a line says; the code it comes back with.
    static let bad = [
        ("../a.csr,A", "order.requestName"), ("/etc/passwd,A", "order.requestName"),
        (".hidden,A", "order.requestName"), (",A", "order.requestName"),
        ("link.csr,A", "order.requestName"), ("none.csr,A", "command.fileUnreadable"),
        ("a.csr", "order.lineUnreadable"), ("a.csr,A,B", "order.lineUnreadable"),
        ("a.csr,\"A\"x", "order.lineUnreadable"), ("secret,A", "order.requestUnfit"),
        ("both.pem,A", "order.requestUnfit"),
    ]

    @Test(arguments: bad)
    func `a line that cannot be applied for comes back, and holds up no other`(
        line: String, code: String
    ) async throws {
        try LocalFile.write(Self.request, to: folder.file("a.csr"))
        try LocalFile.write(Array("secret".utf8), to: folder.file("secret"))
        try LocalFile.write(
            Array("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n".utf8),
            to: folder.file("both.pem"))
        try #require(unsafe symlink(folder.file("secret"), folder.file("link.csr")) == 0)
        let node = node()
        let run = try await run("csr,commonName\n\(line)\na.csr,Good\n", node)
        #expect(run.status == .refused)
        #expect(node.acts.map { $0["payload"]?["subject"]?["commonName"] } == ["Good"])
        let rows = try back()
        #expect(rows.count == 2 && rows[0] == ["line", "code", "reason", "csr", "commonName"])
        #expect(rows[1][0] == "2" && rows[1][1] == code, "\(rows)")
        #expect(LocalFile.attributes(folder.file("back.csv"))?.permissions == 0o600)
        #expect(run.json?["applied"] == 1 && run.json?["rejected"] == 1)
    }

    @Test func `what a server refuses comes back as it was, with nothing that computes`()
        async throws
    {
        try LocalFile.write(Self.request, to: folder.file("a.csr"))
        let refused = APIAnswer(
            status: 422,
            body: [
                "error": [
                    "code": "name.invalid", "message": "=1+1 is no name.", "remedy": "Correct it.",
                ]
            ])
        let node = node(failures: ["POST /api/v1/acts": refused])
        let first = try await run("csr,commonName\na.csr,=HYPERLINK(1)\n", node)
        #expect(first.status == .refused)
        let text = String(
            decoding: try LocalFile.read(folder.file("back.csv")), as: UTF8.self)
        #expect(text.contains(",'=1+1 is no name. Correct it.,a.csr,'=HYPERLINK(1)\r\n"))
        // Handed in again as it came back, it says the same, and its first columns are passed over.
        let again = Array(text.utf8)
        try #require(unsafe unlink(folder.file("back.csv")) == 0)
        try LocalFile.write(again, to: folder.file("order.csv"))
        _ = await run(node)
        #expect(
            node.acts.map { $0["payload"]?["subject"]?["commonName"] }
                == ["=HYPERLINK(1)", "=HYPERLINK(1)"])
        #expect(try back().count == 2)
    }

    @Test func `a fault stops it, and blames no line`() async throws {
        try LocalFile.write(Self.request, to: folder.file("a.csr"))
        let fault = APIAnswer(
            status: 500, body: ["error": ["code": "internal.fault", "message": "broken"]])
        let run = try await run(
            "csr,commonName\na.csr,A\na.csr,B\n", node(failures: ["POST /api/v1/acts": fault]))
        #expect(run.status == .internalFault && run.code == "internal.fault")
        #expect(!LocalFile.exists(folder.file("back.csv")))
    }

    static let wrong: [(String, String)] = [
        ("", "record.fileEmpty"), ("csr,commonName\n", "record.fileEmpty"),
        ("commonName\nA\n", "order.requestMissing"),
        ("csr,hat\na.csr,A\n", "order.headingUnknown"),
        ("csr,commonName,Common name\na.csr,A,B\n", "order.headingUnknown"),
        ("csr,csr\na.csr,A\n", "order.headingUnknown"),
    ]

    @Test(arguments: wrong)
    func `a file that is no order is refused before anything is applied for`(
        text: String, code: String
    ) async throws {
        let node = node()
        let run = try await run(text, node)
        #expect(run.code == code, "\(run.errors)")
        #expect(node.acts.isEmpty && !LocalFile.exists(folder.file("back.csv")))
    }

    @Test func `a file of an older program is read in its encoding`() async throws {
        try LocalFile.write(Self.request, to: folder.file("a.csr"))
        let name: [UInt8] = [0xB3, 0xC2, 0xB4, 0xF3, 0xCE, 0xC4]
        try LocalFile.write(
            Array("csr,commonName\na.csr,".utf8) + name + Array("\n".utf8),
            to: folder.file("order.csv"))
        let node = node()
        let asUTF8 = await run(node)
        #expect(try back()[1][1] == "record.encodingWrong" && asUTF8.status == .refused)
        try #require(unsafe unlink(folder.file("back.csv")) == 0)
        let run = await run(node, Self.words + ["--encoding", "gb18030"])
        #expect(run.status == .done, "\(run.errors)")
        #expect(node.acts.last?["payload"]?["subject"]?["commonName"] == "陈大文")
    }

    @Test func `what comes back never takes the place of another file`() async throws {
        try LocalFile.write([1], to: folder.file("back.csv"))
        let node = node()
        let run = try await run("csr,commonName\na.csr,A\n", node)
        #expect(run.code == "command.fileExists" && node.acts.isEmpty)
        #expect(try LocalFile.read(folder.file("back.csv")) == [1])
    }
}
