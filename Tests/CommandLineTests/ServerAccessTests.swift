import CanonicalJSON
import Glibc
import Messages
import Testing

@testable import kapok

/// What a command refuses before it sends anything to a server elsewhere.
@Suite struct `The way to a server elsewhere` {
    private let folder = TemporaryFolder()

    private func code(
        _ words: [String], _ environment: [String: String] = [:]
    ) async -> String? {
        await CommandRun.of(["operator", "list", "--json"] + words, environment: environment).code
    }

    @Test(arguments: [
        "http://ca.example:8443", "http://127.0.0.1.example", "http://10.0.0.1:80",
        "http://localhost.example:80", "http://[::2]:80", "http://x@127.0.0.1:80",
    ])
    func `never carries anything in clear to another machine`(url: String) async {
        #expect(await code(["--server", url]) == "command.serverPlain")
    }

    @Test(arguments: ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1"])
    func `may be plain on this machine`(url: String) async {
        #expect(await code(["--server", url]) == "command.serverUnreachable")
    }

    @Test func `needs a word by what to know the server, and as whom`() async throws {
        let url = ["--server", "https://127.0.0.1:1"]
        let (authority, key) = (folder.file("ca.pem"), folder.file("key.pem"))
        #expect(await code(url) == "command.serverUnpinned")
        #expect(await code(url + ["--server-ca", authority]) == "command.fileUnreadable")
        try LocalFile.write(Array("x".utf8), to: authority)
        #expect(await code(url + ["--server-ca", authority]) == "command.transportMissing")
        _ = try OfficerKey.make(privateFile: key, publicFile: folder.file("key.pub.pem"))
        // What is no certificate is trusted by nobody; there is nobody either.
        let known = await code(url + ["--server-ca", authority, "--key", key])
        #expect(known == "command.serverUnreachable" || known == "command.serverUntrusted")
    }

    @Test func `takes the environment's words, and the command line's before them`() async throws {
        let environment = ["KAPOK_SERVER": "http://ca.example", "KAPOK_SERVER_CA": "/nowhere"]
        #expect(await code([], environment) == "command.serverPlain")
        #expect(
            await code(["--server", "https://127.0.0.1:1"], environment)
                == "command.fileUnreadable")
        // Who names a folder means it.
        #expect(
            await code(["--data", "/nowhere/at/all"], environment) == "command.dataFolderMissing")
        #expect(
            await code([], environment.merging(["KAPOK_DATA": "/nowhere/at/all"]) { $1 })
                == "command.serverPlain")
    }

    @Test func `[8.17] shows no file that others could read, and none without both halves`()
        async throws
    {
        let (authority, key) = (folder.file("ca.pem"), folder.file("key.pem"))
        let transport = folder.file("transport.pem")
        try LocalFile.write(Array("x".utf8), to: authority)
        _ = try OfficerKey.make(privateFile: key, publicFile: folder.file("key.pub.pem"))
        let made = await CommandRun.of(
            [
                "operator", "transport", "--key", key, "--out", transport, "--json", "--journal",
                "ca.example/journal",
            ])
        #expect(made.status == .done)
        #expect(made.json?["origin"]?.string == "ca.example/journal")
        #expect(made.json?["transportFile"]?.string == transport)
        #expect(made.json?["until"]?.integer == Int64(1_795_363_200_000 + 7 * 86_400_000))
        #expect(LocalFile.attributes(transport)?.permissions == 0o600)
        let words = [
            "--server", "https://127.0.0.1:1", "--server-ca", authority, "--transport", transport,
        ]
        let whole = await code(words)
        #expect(whole == "command.serverUnreachable" || whole == "command.serverUntrusted")
        #expect(unsafe chmod(transport, 0o640) == 0)
        #expect(await code(words) == "command.officerKeyExposed")
        try LocalFile.write(try LocalFile.read(key), to: transport, mode: 0o600)
        #expect(await code(words) == "command.transportUnusable")
        #expect(
            await CommandRun.of(
                ["operator", "transport", "--key", key, "--out", transport, "--json"]
            ).code == "command.transportJournalMissing")
        #expect(
            await CommandRun.of(["operator", "transport", "--out", transport, "--json"]).code
                == "command.officerKeyMissing")
    }
}
