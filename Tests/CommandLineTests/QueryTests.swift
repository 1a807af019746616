import CanonicalJSON
import Glibc
import MerkleLog
import Messages
import Monitoring
import Testing

@testable import kapok

/// Lists, proofs and the way to the server.
@Suite struct QueryTests {
    let folder = TemporaryFolder()

    private func run(_ words: [String], _ node: FakeNode? = nil) async -> CommandRun {
        await CommandRun.of(
            words + ["--data", folder.path], node: node,
            environment: ["KAPOK_STATE": folder.file("state.json")])
    }

    private static let page: JSONValue = [
        "certificates": [
            [
                "authority": "rsa-ca", "serial": "4a0b", "subject": "C=HK,CN==1+1",
                "state": "revoked", "subscription": "revoked",
                "notAfter": "2029-11-22T16:00:00Z",
            ]
        ],
        "page": 1, "size": 50, "total": 1,
    ]

    @Test func `filters reach the server encoded, days as moments`() async {
        let node = FakeNode(["GET /api/v1/certificates": Self.page])
        let run = await run(
            [
                "certificate", "list", "--name", "陳&a=b", "--from", "2026-11-01", "--to",
                "2026-11-02", "--state", "revoked", "--page", "2", "--size", "10",
            ], node)
        #expect(run.status == .done)
        #expect(
            node.queries.first?.target
                == "/api/v1/certificates?name=%E9%99%B3%26a%3Db&state=revoked"
                + "&from=2026-11-01T00%3A00%3A00Z&to=2026-11-02T23%3A59%3A59.999Z&page=2&size=10")
    }

    @Test func `a list is a table, JSON or CSV`() async {
        let node = FakeNode(["GET /api/v1/certificates": Self.page])
        let table = await run(["certificate", "list", "--lang", "zh-Hant"], node)
        #expect(table.output.contains("已撤銷") && table.output.contains("CN==1+1,C=HK"))
        let csv = await run(["certificate", "list", "--format", "csv"], node)
        #expect(
            csv.output
                == "authority,serial,subject,state,subscription,notAfter\r\n"
                + "rsa-ca,4a0b,\"C=HK,CN==1+1\",revoked,revoked,2029-11-22T16:00:00Z\r\n")
        for words in [["--format", "json"], ["--json"]] {
            let json = await run(["certificate", "list"] + words, node)
            #expect(json.json == Self.page)
        }
    }

    @Test(arguments: [(Int64.max, Int64.max), (.min, .max), (3, .max), (0, -1), (-1, 1 << 32)])
    func `numbers of pages that no server has are not counted with`(
        page: Int64, size: Int64
    ) async {
        let answer: JSONValue = [
            "certificates": Self.page["certificates"] ?? .null, "page": .integer(page),
            "size": .integer(size), "total": 1,
        ]
        let node = FakeNode(["GET /api/v1/certificates": answer])
        let run = await run(["certificate", "list"], node)
        #expect(run.status == .done)
        #expect(run.output.contains("4a0b") && !run.output.contains("of 1"))
    }

    @Test func `a server that does not look back is not believed to have`() async {
        let node = FakeNode([
            "GET /api/v1/status/0a": ["state": "valid"],
            "GET /api/v1/status/0b": ["state": "valid", "at": "2026-01-01T00:00:00Z"],
        ])
        let ignored = await run(["status", "0a", "--at", "2026-01-01", "--json"], node)
        #expect(ignored.code == "command.timeIgnored" && ignored.status == .refused)
        #expect(node.all.last?.target == "/api/v1/status/0a?at=2026-01-01T00%3A00%3A00Z")
        let answered = await run(["status", "0b", "--at", "2026-01-01"], node)
        #expect(answered.status == .done)
    }

    @Test func `without folder or server, the way out is told`() async {
        let missing = await CommandRun.of(["health", "--data", "/nowhere/at/all", "--json"])
        #expect(missing.code == "command.dataFolderMissing" && missing.status == .healthUnknown)
        let unreachable = await CommandRun.of(
            ["health", "--server", "http://127.0.0.1:1", "--json"])
        #expect(unreachable.code == "command.serverUnreachable")
        let wrong = await CommandRun.of(["health", "--server", "nonsense", "--json"])
        #expect(wrong.code == "command.serverAddressInvalid")
    }

    @Test(.enabled(if: geteuid() == 0, "a folder of another user can be made by root alone"))
    func `a folder of another user is left to its server`() async {
        unsafe chown(folder.path, 65_534, 65_534)
        let run = await run(["health", "--json"], FakeNode([:]))
        #expect(run.code == "command.serverNotRunning" && run.status == .healthCritical)
    }

    @Test func `a server's fault is exit status 3, a refusal is 1`() async {
        for (status, expected) in [
            (422, ExitStatus.refused), (404, .refused), (500, .internalFault),
        ] {
            let failure = APIAnswer(
                status: status, body: ["error": ["code": "x.y", "message": "No."]])
            let node = FakeNode(
                [:],
                failures: ["GET /api/v1/context": failure, "GET /api/v1/health": failure])
            #expect(await run(["operator", "list", "--json"], node).status == expected)
            // To who watches, a server that cannot tell how it is, is not well.
            #expect(await run(["health", "--json"], node).status == .healthCritical)
        }
        let strange = FakeNode(
            [:], failures: ["GET /api/v1/health": APIAnswer(status: 502, body: [])])
        #expect(await run(["health", "--json"], strange).code == "command.serverUnintelligible")
    }

    @Test(arguments: [
        (["ok", "ok"], HealthLevel.ok), (["ok", "warning"], .warning),
        (["critical", "warning"], .critical), (["something new"], .warning), ([], .warning),
    ])
    func `health ends as plugins of Nagios do: 0, 1, 2, the worst of all checks`(
        levels: [String], level: HealthLevel
    ) {
        let checks = levels.map {
            ["check": "x", "level": .string($0), "message": "M"] as JSONValue
        }
        let report = HealthReport(
            ["ok": .bool(!levels.isEmpty), "checks": .array(checks)], isServed: true, .english)
        #expect(report.level == level)
        #expect(report.status.rawValue == Int32(level.rawValue))
        let lines = report.readable(Reader(.english)).split(separator: "\n")
        #expect(lines.count == levels.count + 2)
        #expect(lines[0].hasPrefix(level.name.uppercased()))
    }

    @Test func `health and the journal's verdict decide the exit status`() async throws {
        let log = try TestLog(size: 2)
        let node = FakeNode([
            "GET /api/v1/health": ["ok": false, "status": "catchingUp"],
            "GET /api/v1/context": log.context,
            "GET /api/v1/journal/verify": [
                "ok": false, "findings": [["kind": "rowChanged", "table": "certificate"]],
            ],
        ])
        let health = await run(["health"], node)
        #expect(health.status == .healthCritical)
        #expect(health.output.hasPrefix("CRITICAL: 1 of 1 checks.\n✗ No server answers"))
        let verdict = await run(["audit", "verify"], node)
        #expect(verdict.status == .refused && verdict.output.contains("A row was changed"))
    }

    @Test func `a proof is checked with the journal's key alone`() async throws {
        let log = try TestLog(size: 7)
        let bundle = try log.bundle(of: 3)
        try LocalFile.write(Array(bundle.json.formatted().utf8), to: folder.file("proof.json"))
        try LocalFile.write(Array(log.note.utf8), to: folder.file("note.txt"))
        let words = [
            "audit", "check-proof", folder.file("proof.json"), "--verifier-key", log.verifierKey,
        ]
        for language in ["en", "zh-Hant", "zh-Hans"] {
            let run = await CommandRun.of(words + ["--lang", language])
            #expect(run.status == .done && run.output.contains("✓") && !run.output.contains("✗"))
        }
        let same = await CommandRun.of(words + ["--checkpoint", folder.file("note.txt"), "--json"])
        #expect(same.status == .done && same.json?["valid"] == true)
        #expect(same.json?["entry"] == ["entry": 3, "salt": 0])

        let other = try TestLog(size: 7)
        let foreign = await CommandRun.of(
            Array(words.dropLast()) + [other.verifierKey, "--json"])
        #expect(foreign.status == .refused && foreign.json?["failed"] == "signature")

        let altered = InclusionBundle(
            origin: bundle.origin, index: 4, entry: bundle.entry, proof: bundle.proof,
            checkpoint: bundle.checkpoint)
        try LocalFile.write(Array(altered.json.formatted().utf8), to: folder.file("proof.json"))
        let run = await CommandRun.of(words + ["--json"])
        #expect(run.status == .refused && run.json?["failed"] == "proof")
    }

    @Test func `a proof that leads to another checkpoint than the reader's is told`() async throws {
        let key = try TestLog.key()
        let (small, large) = (try TestLog(size: 4, key: key), try TestLog(size: 7, key: key))
        try LocalFile.write(
            Array(try small.bundle(of: 1).json.formatted().utf8), to: folder.file("proof.json"))
        try LocalFile.write(Array(large.note.utf8), to: folder.file("note.txt"))
        let run = await CommandRun.of([
            "audit", "check-proof", folder.file("proof.json"), "--verifier-key", small.verifierKey,
            "--checkpoint", folder.file("note.txt"), "--json",
        ])
        #expect(run.status == .refused && run.json?["failed"] == "expectedCheckpoint")
    }

    @Test func `settings are exported, compared and told`() async throws {
        let settings: JSONValue = ["subscriberValidityDays": 1095, "organization": "Kapok"]
        let node = FakeNode(["GET /api/v1/practice": ["version": 1, "settings": settings]])
        _ = await run(["config", "export", "--out", folder.file("x")], node)
        #expect(try JSONValue(parsing: LocalFile.read(folder.file("x"))) == settings)
        #expect(await run(["config", "diff", folder.file("x")], node).output.contains("Nothing"))
        try LocalFile.write(
            Array(#"{"subscriberValidityDays":365}"#.utf8), to: folder.file("x"))
        let run = await run(["config", "diff", folder.file("x"), "--json"], node)
        let change: JSONValue = [
            "setting": "subscriberValidityDays", "before": 1095, "after": 365,
        ]
        #expect(run.json?["changes"] == [change], "what is not named keeps its value")
        try LocalFile.write(Array("1.5".utf8), to: folder.file("x"))
        let bad = await self.run(["config", "diff", folder.file("x"), "--json"], node)
        #expect(bad.code == "command.settingsUnreadable")
    }
}
