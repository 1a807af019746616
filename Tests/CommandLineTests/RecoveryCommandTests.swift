import Archives
import CanonicalJSON
import Foundation
import Messages
import Testing

@testable import kapok

/// What the commands of backup and recovery ask the server, and what they never tell it.
@Suite struct RecoveryCommandTests {
    private let folder = TemporaryFolder()

    private func run(_ words: [String], _ node: FakeNode? = nil) async -> CommandRun {
        await CommandRun.of(
            words + ["--data", folder.path, "--json"], node: node,
            environment: ["KAPOK_STATE": folder.file("state.json")])
    }

    @Test func `[7.6] an identity is written for its owner alone and never replaced`() async throws
    {
        let file = folder.file("identity")
        let made = await run(["backup", "keygen", "--out", file])
        #expect(made.status == .done)
        let recipient = try #require(made.json?["recipient"]?.string)
        #expect(LocalFile.attributes(file)?.permissions == 0o600)
        #expect("\(try IdentityFile.read(file).recipient)" == recipient)
        #expect(!made.output.contains("AGE-SECRET-KEY"))
        #expect(await run(["backup", "keygen", "--out", file]).code == "command.fileExists")
    }

    @Test func `[7.6] an identity that others can read, or that is none, is refused`() async throws
    {
        let file = folder.file("identity")
        _ = try IdentityFile.make(file)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
        let none = folder.file("none")
        try LocalFile.write(Array("age1qqq\n".utf8), to: none, mode: 0o600)
        for path in [file, none] {
            let words = ["--from", "b.age", "--identity", path]
            let restore = await run(["restore"] + words + ["--to", folder.file("new")])
            #expect(restore.code == "restore.identityUnusable")
            #expect(await run(["drill", "restore"] + words).code == "restore.identityUnusable")
        }
    }

    /// The server works in another folder than the person.
    @Test func `a backup is asked for by a whole path`() async throws {
        let node = FakeNode(["POST /api/v1/backups": ["entry": 7]])
        for words in [["backup"], ["backup", "make"]] {
            let done = await run(words + ["--recipient", "age1x", "--to", "a/../b.age"], node)
            #expect(done.status == .done)
        }
        let asked = node.acts
        #expect(asked.count == 2)
        for body in asked {
            #expect(body["recipient"]?.string == "age1x")
            let path = try #require(body["to"]?.string)
            #expect(path.hasPrefix("/") && path.hasSuffix("/b.age"))
        }
    }

    @Test func `recovery hands in what it was given, and nothing that is not there`() async throws {
        let node = FakeNode(
            ["GET /api/v1/context": ["origin": "a"]],
            failures: [
                "POST /api/v1/recovery": APIAnswer(
                    status: 422,
                    body: ["error": ["code": "recovery.behind", "message": "no"]])
            ])
        let note = folder.file("note")
        try LocalFile.write([1, 2, 3], to: note)
        let refused = await run(["recover", "--checkpoint", note], node)
        #expect(refused.code == "recovery.behind")
        #expect(
            node.acts == [["checkpoints": ["AQID"], "lists": [], "remembered": .null]])
        let missing = await run(["recover", "--crl", folder.file("none.crl")], node)
        #expect(missing.code == "command.fileUnreadable")
        let unreachable = await run(["recover", "--crl", "http://127.0.0.1:1/a.crl"], node)
        #expect(unreachable.code == "command.fileUnreadable")
    }
}
