import CanonicalJSON
import Ledger
import Testing

@testable import kapok

/// What commands ask and send about work, claims and case numbers.
@Suite struct WorkCommandTests {
    let folder = TemporaryFolder()
    let log: TestLog
    let key: OfficerKey

    init() throws {
        log = try TestLog(size: 6)
        key = try OfficerKey.make(
            privateFile: folder.file("key.pem"), publicFile: folder.file("key.pub.pem"))
    }

    private static let id = "app-aaaaaaaaaaaaaaaaaaaaaaaaaa"

    private func node(_ answers: [String: JSONValue] = [:]) -> FakeNode {
        let shown: JSONValue = [
            "application": .string(Self.id), "caseNumber": "1234-5678-6", "state": "received",
            "category": "personal", "evidence": .null, "proofs": [], "checklist": [],
        ]
        let item: JSONValue = [
            "application": .string(Self.id), "caseNumber": "1234-5678-6", "site": "central",
            "category": "personal", "operation": "application.vet", "standing": "overdue",
            "due": "2026-01-12T16:00:00Z", "claimedBy": "off-lam",
        ]
        let common: [String: JSONValue] = [
            "GET /api/v1/context": log.context,
            "GET /api/v1/operators": [
                "operators": [
                    [
                        "name": "lam", "officer": "off-lam", "key": .string(key.id),
                        "roles": ["approver"],
                    ]
                ]
            ],
            "GET /api/v1/applications/1234-5678-6": shown,
            "GET /api/v1/applications/123456786": shown,
            "GET /api/v1/work": [
                "work": [item], "page": 1, "size": 50, "total": 1, "more": false,
            ],
            "POST /api/v1/acts": ["result": ["state": "done"], "entry": 5, "replayed": false],
        ]
        return FakeNode(common.merging(answers) { $1 })
    }

    private func run(_ words: [String], _ node: FakeNode) async -> CommandRun {
        await CommandRun.of(
            words + ["--data", folder.path], node: node,
            environment: ["KAPOK_STATE": folder.file("state.json")])
    }

    @Test(arguments: [
        (["--as", "lam"], "?officer=lam"), (["--as", "lam", "--mine"], "?officer=lam&only=mine"),
        (["--unclaimed", "--key", "KEY"], "?officer=off-lam&only=unclaimed"),
        (["--due", "--page", "2", "--as", "lam"], "?officer=lam&only=due&page=2"), ([], ""),
    ])
    func `work asks for who is named, or whose key it is`(words: [String], query: String)
        async
    {
        let node = node()
        let named = words.map { $0 == "KEY" ? folder.file("key.pem") : $0 }
        let run = await run(["work"] + named, node)
        #expect(run.status == .done, "\(run.errors)")
        #expect(node.all.map(\.target).contains("/api/v1/work\(query)"), "\(node.all)")
        #expect(node.acts.isEmpty)
        for word in ["1234-5678-6", "2026-01-12", "central", "off-lam"] {
            #expect(run.output.contains(word), "\(word): \(run.output)")
        }
    }

    @Test func `work shows one part at a time`() async {
        let run = await run(["work", "--mine", "--due"], node())
        #expect(run.status == .usage)
    }

    @Test(arguments: ["claim", "unclaim"])
    func `a case number leads to the id, which is what is signed`(command: String) async throws {
        for name in ["1234-5678-6", "123456786"] {
            let node = node()
            let run = await run([command, name, "--yes", "--key", folder.file("key.pem")], node)
            #expect(run.status == .done, "\(run.errors)")
            let act = try #require(node.acts.first)
            #expect(act["operation"] == .string("application.\(command)"))
            #expect(act["payload"] == ["application": .string(Self.id)])
            let signed = try ActStatement(
                parsing: #require(act["signed"]?["act"]?.string.flatMap(Base64.decode)))
            #expect(signed.caseID == Self.id && signed.role == "approver")
            #expect(run.errors.contains(Self.id) && run.errors.contains("1234-5678-6"))
        }
    }

    @Test func `a source is asked about the id of a case number`() async throws {
        let operators: JSONValue = [
            "operators": [
                [
                    "name": "lam", "officer": "off-lam", "key": .string(key.id),
                    "roles": ["validator"],
                ]
            ]
        ]
        let node = node(["GET /api/v1/operators": operators])
        let run = await run(
            [
                "application", "check", "1234-5678-6", "--connector", "immd", "--yes", "--key",
                folder.file("key.pem"),
            ], node)
        #expect(run.status == .done, "\(run.errors)")
        let act = try #require(node.acts.first)
        #expect(act["payload"]?["application"] == .string(Self.id))
        let signed = try ActStatement(
            parsing: #require(act["signed"]?["act"]?.string.flatMap(Base64.decode)))
        #expect(signed.caseID == Self.id)
    }

    @Test func `an application of another number is not shown for the one asked for`() async {
        let other: JSONValue = [
            "application": .string(Self.id), "caseNumber": "9999-9999-9", "state": "received",
            "category": "personal", "evidence": .null, "proofs": [], "checklist": [],
        ]
        for answer in [other, other.merging(["caseNumber": .null])] {
            let run = await run(
                ["application", "show", "1234-5678-6", "--json"],
                node(["GET /api/v1/applications/1234-5678-6": answer]))
            #expect(run.status == .refused, "\(run.output)")
            #expect(run.code == "command.review.anotherApplication")
        }
    }
}

extension JSONValue {
    fileprivate func merging(_ others: [String: JSONValue]) -> JSONValue {
        .object((object ?? [:]).merging(others) { $1 })
    }
}
