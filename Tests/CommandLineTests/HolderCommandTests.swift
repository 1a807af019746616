import CanonicalJSON
import Cryptography
import Foundation
import Messages
import PKIX
import Status
import Testing

@testable import kapok

/// What holders of certificates type: what is written to be signed, and what is sent.
@Suite struct HolderCommandTests {
    let folder = TemporaryFolder()
    let log: TestLog

    init() throws { log = try TestLog(size: 6) }

    private func run(_ words: [String], _ node: FakeNode) async -> CommandRun {
        await CommandRun.of(
            words + ["--data", folder.path], node: node,
            environment: ["KAPOK_STATE": folder.file("state.json")])
    }

    private func node(serial: String = "4a0b") -> FakeNode {
        FakeNode([
            "GET /api/v1/context": log.context,
            "GET /api/v1/status/4a0b": [
                "authority": "hk-rsa", "serial": .string(serial), "state": "valid",
                "history": [["event": "issued"], ["event": "suspended"], ["event": "released"]],
                "caseLength": 4,
            ],
            "POST /api/v1/acts": ["result": ["state": "suspended"], "entry": 5, "replayed": false],
        ])
    }

    private static let requests: [(words: [String], act: StatusRequestStatement.Act, String)] = [
        (["holder", "suspend", "4a0b", "--reason", "keyLost"], .suspend, "keyLost"),
        (["holder", "revoke", "4a0b", "--reason", "密钥泄露"], .revoke, "keyCompromise"),
        (["holder", "revoke", "4a0b", "--reason", "superseded"], .revoke, "superseded"),
    ]

    @Test(arguments: [0, 1, 2])
    func `[5.8a] a request is written as the server reads it, and handed in with its signature`(
        place: Int
    ) async throws {
        let (words, act, reason) = Self.requests[place]
        let node = node()
        let written = await run(words + ["--statement", folder.file("out")], node)
        #expect(written.status == .done && node.acts.isEmpty, "\(written.errors)")
        let expected = StatusRequestStatement(
            origin: log.origin, environment: "test", certificate: "hk-rsa/4a0b", act: act,
            reason: reason, sequence: 3)
        #expect(try LocalFile.read(folder.file("out")) == expected.bytes)
        try LocalFile.write([1, 2, 3], to: folder.file("sig"))
        let handed = await run(words + ["--signature", folder.file("sig")], node)
        #expect(handed.status == .done, "\(handed.errors)")
        let sent = try #require(node.acts.first)
        #expect(
            sent["operation"]
                == (act == .suspend ? "certificate.suspendByKey" : "certificate.revokeByKey"))
        #expect(
            sent["payload"] == [
                "certificate": "hk-rsa/4a0b", "reason": .string(reason), "sequence": 3,
                "signature": "AQID",
            ])
        #expect(sent["signed"] == nil)
    }

    @Test func `[6.17a] a proof is written and handed in the same way`() async throws {
        let node = node()
        let words = ["holder", "prove", "4a0b"]
        let written = await run(words + ["--statement", folder.file("out")], node)
        #expect(written.status == .done, "\(written.errors)")
        let expected = KeyProofStatement(
            origin: log.origin, environment: "test", certificate: "hk-rsa/4a0b")
        #expect(try LocalFile.read(folder.file("out")) == expected.bytes)
        try LocalFile.write([1, 2, 3], to: folder.file("sig"))
        let handed = await run(words + ["--signature", folder.file("sig")], node)
        #expect(handed.status == .done, "\(handed.errors)")
        #expect(node.acts.first?["operation"] == "certificate.proveCompromise")
        #expect(
            node.acts.first?["payload"] == ["certificate": "hk-rsa/4a0b", "signature": "AQID"])
    }

    @Test(arguments: Language.allCases)
    func `[12.1] an inbox is read with what was written and signed, and told in plain words`(
        language: Language
    ) async throws {
        let notice: JSONValue = [
            "notice": "issued", "certificate": "hk-rsa/4a0b", "at": "2026-11-30T08:00:00Z",
            "title": "TITLE", "head": "HEAD", "text": "one\ntwo \u{1b}[2J", "foot": "FOOT",
            "told": ["at": "2026-11-30T08:01:00Z", "way": ["mail", "sms"]], "notTold": .null,
        ]
        let silent: JSONValue = [
            "notice": "issued", "certificate": "hk-rsa/4a0b", "at": "2026-11-30T08:00:00Z",
            "title": "TITLE", "head": "HEAD", "text": "one", "foot": "FOOT", "told": .null,
            "notTold": ["at": "2026-11-30T09:00:00Z", "cause": "noAddress"],
        ]
        let node = FakeNode([
            "GET /api/v1/context": log.context,
            "GET /api/v1/status/4a0b": [
                "authority": "hk-rsa", "serial": "4a0b", "state": "valid",
                "history": [["event": "issued"]], "caseLength": 2,
            ],
            "POST /api/v1/inbox": [
                "notices": [notice, silent], "page": 2, "size": 50, "total": 52, "more": false,
            ],
        ])
        let words = [
            "holder", "inbox", "4a0b", "--statement", folder.file("out"), "--lang",
            language.rawValue,
        ]
        let written = await run(words, node)
        #expect(written.status == .done, "\(written.errors)")
        let bytes = try LocalFile.read(folder.file("out"))
        let time = try #require(try JSONValue(parsing: bytes)["time"]?.integer)
        let expected = InboxStatement(
            origin: log.origin, environment: "test", certificate: "hk-rsa/4a0b", sequence: 1,
            timeMilliseconds: time)
        #expect(bytes == expected.bytes)
        try LocalFile.write([1, 2, 3], to: folder.file("sig"))
        let read = await run(words + ["--signature", folder.file("sig"), "--page", "2"], node)
        #expect(read.status == .done, "\(read.errors)")
        let sent = node.all.last { $0.target == "/api/v1/inbox" }?.body
        #expect(
            sent == [
                "certificate": "hk-rsa/4a0b", "sequence": 1, "time": .integer(time),
                "signature": "AQID", "page": 2,
            ])
        for word in ["TITLE", "HEAD", "  one", "FOOT", "2026-11-30T08:01:00Z", "52"] {
            #expect(read.output.contains(word), "\(word)")
        }
        #expect(!read.output.contains("\u{1b}") && !read.output.contains("noAddress"))
        // What was not written here is not sent.
        try LocalFile.write(Array("{}".utf8), to: folder.file("out"))
        let other = await run(words + ["--signature", folder.file("sig"), "--json"], node)
        #expect(other.status == .refused && other.code == "payload.invalid")
    }

    @Test func `[6.17a] a code comes from a file that nobody else reads`() async throws {
        let node = node()
        let words = ["holder", "stop", "4a0b", "--code", folder.file("code"), "--json"]
        try LocalFile.write(Array("0A1B-2C3D-4E5F-6G7H\n".utf8), to: folder.file("code"))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: folder.file("code"))
        let open = await run(words, node)
        #expect(open.status == .refused && open.code == "command.codeFileUnusable")
        try LocalFile.write(
            Array("0A1B-2C3D-4E5F-6G7H\n".utf8), to: folder.file("code"), mode: 0o600)
        let closed = await run(words, node)
        #expect(closed.status == .done, "\(closed.errors)")
        #expect(node.acts.first?["operation"] == "certificate.suspendByCode")
        #expect(
            node.acts.first?["payload"]
                == ["certificate": "hk-rsa/4a0b", "code": "0A1B-2C3D-4E5F-6G7H"])
        // Nothing of it is said again.
        #expect(!(closed.output + closed.errors).contains("2C3D"))
    }

    @Test(arguments: [
        ["holder", "suspend", "4a0b", "--reason", "keyLost"],
        [
            "holder", "suspend", "4a0b", "--reason", "keyLost", "--statement", "a", "--signature",
            "b",
        ],
        ["holder", "suspend", "4a0b", "--reason", "investigation", "--statement", "a"],
        ["holder", "revoke", "4a0b", "--reason", "privilegeWithdrawn", "--statement", "a"],
        ["holder", "prove", "4a0b"], ["holder", "release", "4a0b"],
    ])
    func `[6.17a] nothing else is taken`(words: [String]) async {
        let node = node()
        #expect(await run(words, node).status == .usage)
        #expect(node.acts.isEmpty)
    }

    @Test func `an answer about another certificate is not signed over`() async {
        let other = await run(
            ["holder", "prove", "4a0b", "--statement", folder.file("out"), "--json"],
            node(serial: "4a0c"))
        #expect(other.status == .refused && other.code == "command.review.anotherCertificate")
        #expect(!LocalFile.exists(folder.file("out")))
    }

    @Test(arguments: Language.allCases)
    func `[6.12] who accepts is told the code, in their language`(language: Language) async throws {
        let hierarchy = try TestHierarchy()
        let contents = hierarchy.person.toBeSigned
        let application: JSONValue = [
            "application": "app-x", "state": "vetted",
            "contents": .string(Hex.encode(DigestAlgorithm.sha256.hash(contents))),
            "contentsDER": .string(Base64.encode(contents)), "proofs": [], "checklist": [],
        ]
        let node = FakeNode([
            "GET /api/v1/context": log.context, "GET /api/v1/applications/app-x": application,
            "POST /api/v1/acts": [
                "result": ["state": "accepted"], "entry": 5, "replayed": false,
                "suspensionCode": "0A1B-2C3D-4E5F-6G7H",
            ],
        ])
        try LocalFile.write([1, 2, 3], to: folder.file("sig"))
        let run = await run(
            ["accept", "app-x", "--signature", folder.file("sig"), "--lang", language.rawValue],
            node)
        #expect(run.status == .done, "\(run.errors)")
        let said = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(said.contains("0A1B-2C3D-4E5F-6G7H") && said.contains("kapok holder stop"))
    }
}
