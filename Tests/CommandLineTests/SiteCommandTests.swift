import CanonicalJSON
import Testing

@testable import kapok

/// What commands send and show of the site at which a case is handled.
@Suite struct SiteCommandTests {
    let folder = TemporaryFolder()
    let log: TestLog
    let key: OfficerKey

    init() throws {
        log = try TestLog(size: 6)
        key = try OfficerKey.make(
            privateFile: folder.file("key.pem"), publicFile: folder.file("key.pub.pem"))
    }

    private func node(_ answers: [String: JSONValue] = [:]) -> FakeNode {
        let common: [String: JSONValue] = [
            "GET /api/v1/context": log.context,
            "GET /api/v1/operators": [
                "operators": [["name": "lam", "officer": "off-lam", "key": .string(key.id)]]
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

    /// What is said, and the site that is sent.
    private static let grants: [([String], JSONValue?)] = [
        (["operator", "grant", "ho", "--role", "validator"], nil),
        (["operator", "grant", "ho", "--role", "validator", "--site", "central"], "central"),
        (["operator", "withdraw", "ho", "--role", "validator"], nil),
        (["operator", "withdraw", "ho", "--role", "validator", "--site", "central"], "central"),
    ]

    @Test(arguments: grants.indices)
    func `[7.10] officers sign the site to which a grant is limited`(_ index: Int) async throws {
        let (words, site) = Self.grants[index]
        let node = node()
        let run = await run(words + ["--yes", "--key", folder.file("key.pem")], node)
        #expect(run.status == .done, "\(run.errors)")
        let payload = try #require(node.acts.first?["payload"])
        #expect(payload["site"] == site && payload["role"] == "validator")
    }

    @Test func `an application names the site at which it is handled, or none`() async throws {
        try LocalFile.write([1, 2, 3], to: folder.file("x"))
        let words = [
            "apply", "--authority", "a", "--category", "personal", "--csr", folder.file("x"),
        ]
        for site in ["central", nil] {
            let node = node()
            _ = await run(words + (site.map { ["--site", $0] } ?? []), node)
            let payload = try #require(node.acts.first?["payload"])
            #expect(payload["site"] == site.map(JSONValue.string))
        }
    }

    @Test func `lists of applications and grants show the site`() async throws {
        let node = node([
            "GET /api/v1/applications": [
                "applications": [
                    [
                        "application": "app-x", "authority": "a", "category": "personal",
                        "site": "central", "state": "received",
                        "createdAt": "2026-11-29T01:02:03Z",
                    ]
                ], "page": 1, "size": 50, "total": 1, "more": false,
            ],
            "GET /api/v1/operators": [
                "operators": [
                    [
                        "name": "ho", "officer": "off-ho",
                        "grants": [["role": "validator", "site": "central"]],
                    ]
                ]
            ],
        ])
        let list = await run(["application", "list"], node)
        #expect(list.status == .done && list.output.contains("central"), "\(list.errors)")
        let officer = await run(["operator", "show", "ho"], node)
        #expect(officer.status == .done && officer.output.contains("central"))
    }
}
