import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Foundation
import Glibc
import Ledger
import MerkleLog
import Messages
import Testing

@testable import kapok

@Suite struct JournalMemoryTests {
    let folder = TemporaryFolder()
    let key: SoftwareKey

    init() throws {
        key = try SoftwareKey.generate(.ed25519)
    }

    /// What comes of looking at a server that shows a log.
    private func see(_ log: TestLog, proof: JSONValue? = nil) async -> String? {
        await see(log.context, proof: proof)
    }

    private func see(_ context: JSONValue, proof: JSONValue? = nil) async -> String? {
        var answers = ["GET /api/v1/context": context]
        answers["GET /api/v1/journal/consistency"] = proof
        do {
            _ = try await LedgerContext.fetch(from: FakeNode(answers).server, folder.knownLogs)
            return nil
        } catch {
            return (error as? Refusal)?.code.id ?? "\(error)"
        }
    }

    @Test func `[7.18b] a journal that shrank, forked or changed its key is refused`()
        async throws
    {
        #expect(await see(try TestLog(size: 5, key: key)) == nil)
        #expect(await see(try TestLog(size: 5, key: key)) == nil)
        #expect(await see(try TestLog(size: 4, key: key)) == "command.journal.shrunk")
        #expect(await see(try TestLog(size: 5, key: key, salt: 9)) == "command.journal.differs")
        #expect(await see(try TestLog(size: 6)) == "command.journal.keyChanged")
        let longer = try TestLog(size: 9, key: key)
        #expect(await see(longer, proof: try longer.consistency(from: 5)) == nil)
        #expect(await see(try TestLog(size: 8, key: key)) == "command.journal.shrunk")
        #expect(
            await see(try TestLog(size: 1, key: key, origin: "other.example"))
                == "command.journal.replaced")
        #expect(LocalFile.attributes(folder.file("state.json"))?.permissions == 0o600)
    }

    @Test func `[7.18b] a longer journal has to be proven to begin with the one of before`()
        async throws
    {
        #expect(await see(try TestLog(size: 5, key: key)) == nil)
        let forked = try TestLog(size: 9, key: key, salt: 1)
        let proof = try forked.consistency(from: 5)
        #expect(await see(forked, proof: proof) == "command.journal.forked")
        #expect(await see(forked) == "command.journal.forked")
        let empty: JSONValue = ["proof": []]
        #expect(await see(forked, proof: empty) == "command.journal.forked")
        let honest = try TestLog(size: 9, key: key)
        #expect(await see(honest, proof: proof) == "command.journal.forked")
        let garbled: JSONValue = ["proof": [7]]
        #expect(await see(honest, proof: garbled) == "command.serverAnswerIncomplete")
        // Both checkpoints are kept, the one that was remembered first.
        let kept = try #require(try evidence("forked"))
        #expect(kept["type"] == "kapok-fork/v1" && kept["origin"]?.string == forked.origin)
        #expect(kept["first"]?.string == (try TestLog(size: 5, key: key)).note)
        #expect(kept["second"]?.string == honest.note)
        #expect(try evidence("shrunk") == nil)
        // What was refused is not remembered.
        #expect(await see(try TestLog(size: 5, key: key)) == nil)
        #expect(await see(honest, proof: try honest.consistency(from: 5)) == nil)
    }

    @Test func `[7.18b] a contradiction is told even where it cannot be kept`() async throws {
        #expect(await see(try TestLog(size: 5, key: key)) == nil)
        try LocalFile.write([], to: folder.file("evidence"))
        #expect(await see(try TestLog(size: 4, key: key)) == "command.journal.shrunk")
    }

    private func evidence(_ kind: String) throws -> JSONValue? {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("evidence"))
        guard let name = names.first(where: { $0.hasSuffix("-\(kind).json") }) else { return nil }
        let path = folder.file("evidence/\(name)")
        #expect(LocalFile.attributes(path)?.permissions == 0o600)
        return try JSONValue(parsing: LocalFile.read(path))
    }

    /// A command and arguments that it can be called with. `FILE` is a file with settings, which do
    /// for everything that is only read; `PUBLIC` an officer's public key; `OUT` a file to be made.
    static let proven: [(command: String, arguments: [String])] = [
        ("config show", []), ("config export", []), ("config export", ["--out", "OUT"]),
        ("config diff", ["FILE"]), ("config propose", ["FILE"]),
        ("operator enrol", ["--name", "ho", "--public-key", "PUBLIC", "--role", "validator"]),
        ("operator suspend", ["ho", "--reason", "absence"]),
        ("operator end", ["ho", "--reason", "leaving"]), ("operator reinstate", ["ho"]),
        ("operator grant", ["ho", "--role", "auditor", "--until", "2030-01-31"]),
        ("operator recover", ["--name", "ho", "--public-key", "PUBLIC"]),
        ("operator withdraw", ["ho", "--role", "auditor"]),
        ("operator list", []), ("operator show", ["ho"]), ("operator plan", []),
        ("operations", []), ("capacity", []),
        ("duties", []), ("fulfil", ["journal.review", "--result", "clear"]),
        ("calendar show", ["hongKong"]),
        ("calendar enter", ["hongKong", "--reason", "rain", "--closed", "2026-09-23"]),
        (
            "authority create",
            [
                "a", "--kind", "root", "--family", "p256", "--jurisdiction", "hongKong",
                "--common-name", "A", "--base-url", "http://a.example",
            ]
        ),
        (
            "authority import",
            [
                "a", "--certificate", "FILE", "--kind", "root", "--jurisdiction", "hongKong",
                "--base-url", "http://a.example",
            ]
        ),
        ("import", ["a", "--index", "FILE"]), ("export", ["--to", "OUT"]),
        ("authority list", []), ("authority show", ["a"]),
        ("draft save", ["FILE"]), ("draft show", ["--code", "FILE"]),
        ("draft submit", ["--code", "FILE"]), ("draft discard", ["--code", "FILE"]),
        ("apply", ["--authority", "a", "--category", "personal", "--csr", "FILE"]),
        ("vet", ["app-x"]), ("vet", ["app-x", "--method", "A"]),
        ("application sheet", ["app-x"]),
        (
            "application fetch",
            ["app-x", "abcdef01", "--reason", "ownTask", "--out", "OUT"]
        ),
        ("application evidence", ["app-x", "--sheet", "SHEET"]),
        ("application check", ["app-x", "--connector", "immd"]),
        ("accept", ["app-x", "--signature", "FILE"]), ("approve", ["app-x"]),
        ("approve", ["pro-x"]), ("issue", ["app-x"]), ("issue", ["app-x", "app-y", "--list"]),
        ("return", ["app-x", "--field", "surname", "--reason", "incomplete"]),
        ("application prove", ["app-x"]), ("application agreement", []),
        ("correct", ["app-x", "--statement", "OUT"]),
        ("correct", ["app-x", "--signature", "FILE"]),
        ("refuse", ["app-x", "--reason", "withdrawn"]),
        ("order import", ["FILE", "--authority", "a", "--rejected", "OUT"]),
        ("fee pay", ["app-x", "--reference", "R-1"]),
        ("fee waive", ["app-x", "--reason", "hardship"]),
        ("recall", ["app-x", "--reason", "newFacts"]), ("work", []), ("claim", ["app-x"]),
        ("unclaim", ["app-x"]), ("key make", ["app-x"]),
        (
            "key deliver",
            ["app-x", "--route", "post", "--package", "P-1", "--to", "x", "--out", "OUT"]
        ),
        ("key received", ["app-x", "--package", "P-1", "--receipt", "FILE"]),
        ("key password", ["app-x", "--route", "sms", "--package", "L-1", "--to", "y"]),
        ("token bearer", ["app-x", "--documents", "FILE"]), ("token lost", ["app-x"]),
        ("token list", []),
        (
            "token prepare",
            [
                "app-x", "--token", "pkcs11:serial=1", "--module", "/no.so", "--letter", "OUT",
            ]
        ),
        ("token accept", ["app-x", "--token", "pkcs11:serial=1", "--module", "/no.so"]),
        ("token unblock", ["app-x", "--token", "pkcs11:serial=1", "--module", "/no.so"]),
        ("token wipe", ["app-x", "--token", "pkcs11:serial=1", "--module", "/no.so"]),
        ("proposal list", []), ("proposal show", ["pro-x"]), ("application list", []),
        ("proposal sign", ["pro-x", "pro-y"]), ("proposal refuse", ["pro-x", "--reason", "no"]),
        ("proposal return", ["pro-x", "--field", "name", "--reason", "no"]),
        ("proposal withdraw", ["pro-x"]),
        ("application show", ["app-x"]), ("subscriber list", []),
        ("subscriber find", ["--name", "陳"]), ("subscriber show", ["1"]),
        ("subscriber reveal", ["1", "--reason", "ownTask"]),
        ("subscriber keep", ["app-x"]),
        ("subscriber decide", ["app-x", "--decision", "different", "--evidence", "FILE"]),
        (
            "subscriber export",
            ["1", "--reason", "personAsks", "--evidence", "FILE", "--out", "OUT"]
        ),
        ("subscriber restrict", ["1", "--reason", "personAsks", "--evidence", "FILE"]),
        ("subscriber unrestrict", ["1", "--evidence", "FILE"]),
        ("certificate list", []), ("certificate find", ["陳"]),
        ("certificate show", ["a/1"]), ("certificate export", ["a/1", "--out", "OUT"]),
        ("suspend", ["a/1", "--reason", "keyLost", "--requester", "court"]),
        ("release", ["a/1"]),
        (
            "revoke",
            [
                "a/1", "--reason", "superseded", "--requester", "authority", "--identified",
                "internalProcedure",
            ]
        ),
        ("campaign preview", ["--authority", "a"]),
        (
            "campaign open",
            [
                "--authority", "a", "--digest", "00", "--reason", "superseded", "--begins",
                "2026-11-30", "--deadline", "2026-12-01", "--first-slice", "1", "--evidence",
                "FILE",
            ]
        ),
        ("campaign proceed", ["cam-x"]), ("campaign stop", ["cam-x"]), ("campaign list", []),
        ("campaign show", ["cam-x"]),
        ("contact add", ["a/1", "--email", "a@b.hk", "--statement", "OUT"]),
        ("contact add", ["a/1", "--email", "a@b.hk", "--requester", "subscriber"]),
        ("contact end", ["a/1", "--email", "a@b.hk", "--signature", "FILE"]),
        ("contact prove", ["a/1", "--code", "12345678"]),
        ("holder suspend", ["a/1", "--reason", "keyLost", "--statement", "OUT"]),
        ("holder suspend", ["a/1", "--reason", "keyLost", "--signature", "FILE"]),
        ("holder revoke", ["a/1", "--reason", "superseded", "--statement", "OUT"]),
        ("holder stop", ["a/1", "--code", "FILE"]),
        ("holder prove", ["a/1", "--statement", "OUT"]),
        ("holder prove", ["a/1", "--signature", "FILE"]),
        ("holder report", ["--words", "FILE"]), ("holder inbox", ["a/1", "--statement", "OUT"]),
        ("crl", ["a"]), ("crl", ["a", "--last", "--out", "OUT"]), ("status", ["a/1"]),
        ("audit prove", ["0"]), ("audit list", []), ("conformance show", []),
        ("conformance export", ["--out", "OUT"]),
        ("audit sample", ["--of", "acts", "--n", "3", "--seed", "dice", "--out", "OUT"]),
        ("record kinds", []), ("record list", ["training"]), ("record show", ["rec-x"]),
        (
            "record add",
            [
                "training", "--set", "person=chan", "--set", "topic=rules", "--set",
                "heldOn=2026-01-03", "--set", "goodUntil=2027-01-03", "--set", "outcome=passed",
            ]
        ), ("record change", ["rec-x", "--set", "outcome=failed"]),
        ("record end", ["rec-x", "--reason", "over"]),
        ("record reveal", ["rec-x", "--reason", "ownTask"]),
        ("record attach", ["rec-x", "FILE"]),
        ("record fetch", ["rec-x", "abcdef01", "--reason", "ownTask", "--out", "OUT"]),
        ("record findings", ["access"]),
        ("record import", ["training", "FILE"]),
        ("record reverse", ["imp-x", "--reason", "wrong"]),
        ("record export", ["training", "--out", "OUT"]),
        ("backup make", ["--recipient", "age1x", "--to", "OUT"]),
    ]

    /// Why a command does without.
    static let unproven = [
        "init": "founds the journal", "serve": "is the server",
        "config check": "needs no server", "operator key": "needs no server",
        "key complete": "needs no server", "token write": "needs no server",
        "token pin": "needs no server", "token show": "needs no server",
        "operator transport": "needs no server",
        "record template": "needs no server",
        "verify": "believes certificates and lists, and asks no ledger",
        "audit verify": "compares by itself, after what a damaged journal still answers",
        "audit check-proof": "needs no server",
        "witness keygen": "needs no server", "witness serve": "is a server, of a witness",
        "witness follow": "compares with what the witness itself cosigned",
        "signer init": "needs no server", "signer serve": "is a server, which asks no ledger",
        "signer module": "is a part of the signer", "signer adopt": "needs no server",
        "signer check": "needs no server", "signer anew": "needs no server",
        "ledger copy": "needs no server", "migrate": "needs no server",
        "backup keygen": "needs no server",
        "restore": "needs no server", "recover": "compares by itself, and the server does",
        "succeed": "needs no server",
        "drill restore": "restores first, which needs no server; see the test of it",
        "health": "whoever watches a server is no officer, and may have seen another one",
        "version": "says nothing of the ledger",
    ]

    @Test func `[7.18b] no command does without the proof but for a reason`() {
        let proven = Set(Self.proven.map { $0.command })
        let unproven = Set(Self.unproven.keys)
        #expect(proven.union(unproven) == Set(Self.leaves(of: Kapok.self)))
        #expect(proven.isDisjoint(with: unproven))
    }

    private static func leaves(
        of command: any ParsableCommand.Type, under words: [String] = []
    ) -> [String] {
        let members = command.configuration.subcommands
        if members.isEmpty { return [words.joined(separator: " ")] }
        return members.flatMap {
            leaves(of: $0, under: words + [$0.configuration.commandName ?? ""])
        }
    }

    @Test(arguments: proven)
    func `[7.18b] every command begins with the proof that nothing was changed`(
        command: String, arguments: [String]
    ) async throws {
        #expect(await see(try TestLog(size: 5, key: key)) == nil)
        _ = try OfficerKey.make(
            privateFile: folder.file("k.pem"), publicFile: folder.file("k.pub.pem"))
        try LocalFile.write(Array("{}".utf8), to: folder.file("file"))
        try LocalFile.write(
            Array("contentsReview:\n  trademark: 'no'\n".utf8), to: folder.file("sheet"))
        let files = [
            "FILE": folder.file("file"), "SHEET": folder.file("sheet"),
            "PUBLIC": folder.file("k.pub.pem"),
            "OUT": folder.file("out"),
        ]
        let words =
            command.split(separator: " ").map(String.init) + arguments.map { files[$0] ?? $0 }
        let node = FakeNode(["GET /api/v1/context": try TestLog(size: 4, key: key).context])
        let run = await CommandRun.of(
            words + ["--data", folder.path, "--key", folder.file("k.pem"), "--json"], node: node,
            environment: ["KAPOK_STATE": folder.file("state.json")])
        #expect(run.status == .refused && run.code == "command.journal.shrunk", "\(run.errors)")
        #expect(node.all.count == 1 && node.queries.isEmpty)
        #expect(!LocalFile.exists(folder.file("out")))
        #expect(try evidence("shrunk") != nil)
    }

    @Test func `[7.18b] a drill is not entered where the journal was changed`() async throws {
        #expect(await see(try TestLog(size: 5, key: key)) == nil)
        _ = try IdentityFile.make(folder.file("identity"))
        let node = FakeNode(["GET /api/v1/context": try TestLog(size: 4, key: key).context])
        var surroundings = Surroundings(
            environment: ["KAPOK_STATE": folder.file("state.json")], isInteractive: false,
            nowMilliseconds: { 1_795_363_200_000 })
        let recorder = Recorder()
        surroundings.write = { stream, text in recorder.append(text, to: stream) }
        surroundings.node = NodeAccess(
            open: { _, _ in node }, initialise: { _ in .null }, moveLedger: { _, _ in .null },
            serve: { _ in }, checkSettings: { _, _ in .null }, drill: { _ in ["ok": true] })
        let status = await CommandLineProgram.run(
            [
                "drill", "restore", "--from", "b.age", "--identity", folder.file("identity"),
                "--data", folder.path, "--json",
            ], surroundings)
        let run = CommandRun(
            status: status, output: recorder.text(of: .output), errors: recorder.text(of: .error))
        #expect(run.status == .refused && run.code == "command.journal.shrunk", "\(run.errors)")
        #expect(node.all.count == 1 && node.queries.isEmpty)
    }

    @Test func `a checkpoint that its own key did not sign is refused`() async throws {
        let log = try TestLog(size: 5)
        let other = try TestLog(size: 6)
        for (name, value) in [
            ("size", JSONValue.integer(6)), ("root", .string(Hex.encode(other.root))),
            ("note", .string(other.note)),
        ] {
            var checkpoint = log.context["checkpoint"]?.object ?? [:]
            checkpoint[name] = value
            var context = log.context.object ?? [:]
            context["checkpoint"] = .object(checkpoint)
            #expect(await see(.object(context)) == "command.journal.noteInvalid", "\(name)")
        }
        var context = log.context.object ?? [:]
        context["origin"] = "elsewhere.example"
        #expect(await see(.object(context)) == "command.journal.noteInvalid")
        #expect(!LocalFile.exists(folder.file("state.json")))
    }

    @Test func `a damaged memory is never taken for an empty one`() async throws {
        try LocalFile.write(Array("{}".utf8), to: folder.file("state.json"))
        #expect(await see(try TestLog(size: 1)) == "command.stateFileDamaged")
    }

    @Test(arguments: ["size", "root", "verifierKey"])
    func `a damaged record is never taken for one that was never made`(member: String) async throws
    {
        let log = try TestLog(size: 1)
        #expect(await see(log) == nil)
        let path = folder.file("state.json")
        let json = try JSONValue(parsing: LocalFile.read(path, limit: 1 << 20))
        let logs = (json["logs"]?.object ?? [:]).mapValues { seen in
            JSONValue.object((seen.object ?? [:]).merging([member: "x"]) { $1 })
        }
        let damaged: JSONValue = ["type": json["type"] ?? .null, "logs": .object(logs)]
        try LocalFile.write(Array(damaged.formatted().utf8), to: path)
        // Any text may be a key; it is another one.
        let expected =
            member == "verifierKey" ? "command.journal.keyChanged" : "command.stateFileDamaged"
        #expect(await see(log) == expected)
        #expect(try LocalFile.read(path, limit: 1 << 20) == Array(damaged.formatted().utf8))
    }
}

extension TemporaryFolder {
    var knownLogs: KnownLogs {
        KnownLogs(
            Surroundings(
                environment: ["KAPOK_STATE": file("state.json")], isInteractive: false,
                nowMilliseconds: { 0 }))
    }
}
