import ArgumentParser
import CertificatePolicy
import Messages
import Testing

@testable import kapok

@Suite struct ParsingTests {
    static let surroundings = Surroundings(
        environment: [:], isInteractive: false, nowMilliseconds: { 0 })

    @Test(
        arguments: [
            (["--lang", "zh-Hant"], ["LANG": "en_GB.UTF-8"], Language.traditionalChinese),
            (["list", "--lang=zh-Hans"], [:], .simplifiedChinese),
            ([], ["KAPOK_LANG": "zh-Hant", "LC_ALL": "en_US.UTF-8"], .traditionalChinese),
            ([], ["LC_ALL": "zh_HK.UTF-8", "LANG": "zh_CN.UTF-8"], .traditionalChinese),
            ([], ["LC_ALL": "C", "LANG": "zh_CN.UTF-8"], .english),
            ([], ["LANG": "zh_CN.UTF-8"], .simplifiedChinese),
            ([], ["LANG": "zh_Hans_HK"], .simplifiedChinese),
            ([], ["LANG": "zh_TW"], .traditionalChinese),
            ([], ["LANG": "fr_FR.UTF-8"], .english),
            ([], [:], .english),
            (["--", "--lang", "zh-Hant"], [:], .english),
        ] as [([String], [String: String], Language)])
    func `the caller's language wins over the environment's`(
        arguments: [String], environment: [String: String], expected: Language
    ) {
        let surroundings = Surroundings(
            environment: environment, isInteractive: false, nowMilliseconds: { 0 })
        #expect(LanguageChoice.choose(arguments: arguments, surroundings) == expected)
    }

    @Test(
        arguments: [
            ("2026-11-22T16:00:00Z", 1_795_363_200_000),
            ("2026-11-22T24:00:00Z", nil),
            ("2026-11-23T00:00:00+08:00", 1_795_363_200_000),
            ("2026-11-22 16:00Z", 1_795_363_200_000),
            ("2026-11-22T16:00:00.999Z", 1_795_363_200_999),
            ("2026-11-22T16:00:00.5Z", 1_795_363_200_500),
            ("2026-11-22", 1_795_305_600_000),
            ("2024-02-29", 1_709_164_800_000),
            ("2026-02-29", nil), ("2026-13-01", nil), ("1969-12-31", -86_400_000),
            ("2026-11-22T16:00:00", nil), ("2026-11-22T16:00:00+8", nil), ("today", nil), ("", nil),
        ] as [(String, Int64?)])
    func `[RFC 3339] a moment is read with any offset, or as a day`(
        text: String, expected: Int64?
    ) {
        #expect(Moment(argument: text)?.milliseconds == expected)
    }

    @Test(
        arguments: [
            ("2026-11-22", "2026-11-22T23:59:59.999Z"),
            ("2026-11-22T10:00Z", "2026-11-22T10:00:59.999Z"),
            ("2026-11-22T10:00:00Z", "2026-11-22T10:00:00.999Z"),
            ("2026-11-22T10:00:00.123Z", "2026-11-22T10:00:00.123Z"),
        ])
    func `what ends a span belongs to it, as much as was said`(
        said: String, end: String
    ) throws {
        #expect(try #require(Moment(argument: said)).asEnd.rfc3339 == end)
    }

    @Test func `a whole day is told from a time within it`() throws {
        let day = try #require(Moment(argument: "2026-11-22"))
        #expect(day.isDay && day.day == "2026-11-22")
        let hour = try #require(Moment(argument: "2026-11-22T10:00Z"))
        #expect(!hour.isDay && hour.day == "2026-11-22")
    }

    @Test(
        arguments: [
            (["--json", "health"], ["health", "--json"]),
            (
                ["--data", "x", "--lang=en", "config", "show"],
                ["config", "show", "--data", "x", "--lang=en"]
            ),
            (["--lang", "en"], ["--lang", "en"]),
            (["--lang", "en", "--help"], ["--lang", "en", "--help"]),
            (["vet", "--json", "a"], ["vet", "--json", "a"]),
            (["--json", "a", "--", "b"], ["a", "--json", "--", "b"]),
        ])
    func `options before the command count as if they stood after it`(
        said: [String], expected: [String]
    ) {
        #expect(CommandLineProgram.ordered(said) == expected)
    }

    @Test func `every command of the interface is there, with help in three languages`() {
        let leaves = Self.leaves(of: Kapok.self, under: [])
        #expect(
            Set(leaves.map(\.words)) == [
                "signer init", "signer serve", "signer adopt", "signer anew", "signer check",
                "signer module",
                "init", "config check", "config show", "config export", "config diff",
                "config propose", "operator key", "operator transport", "operator enrol",
                "operator suspend",
                "operator end",
                "operator reinstate", "operator grant", "operator withdraw", "operator recover",
                "operator list",
                "operator show", "operator plan",
                "authority create", "authority import", "import", "export", "authority list",
                "authority show", "draft save", "draft show", "draft submit", "draft discard",
                "apply", "vet", "accept",
                "approve", "issue", "return", "correct", "refuse", "recall", "order import",
                "fee pay", "fee waive", "work",
                "claim", "unclaim", "key make", "key deliver", "key received", "key password",
                "key complete", "token prepare", "token accept", "token write", "token pin",
                "token bearer", "token unblock", "token lost", "token wipe", "token show",
                "token list",
                "proposal list", "proposal show",
                "application list",
                "proposal sign", "proposal refuse", "proposal return", "proposal withdraw",
                "application show", "application sheet", "application evidence",
                "application check", "application fetch", "application prove",
                "application agreement",
                "contact add", "contact prove", "contact end", "subscriber list", "subscriber find",
                "subscriber show",
                "subscriber reveal", "subscriber decide", "subscriber keep", "subscriber export",
                "subscriber restrict", "subscriber unrestrict", "certificate list",
                "certificate find", "certificate show", "certificate export", "suspend",
                "release", "revoke", "crl", "campaign preview", "campaign open",
                "campaign proceed", "campaign stop", "campaign list", "campaign show",
                "status", "holder suspend", "holder revoke",
                "holder stop", "holder prove", "holder report", "holder inbox", "serve",
                "verify", "audit verify",
                "audit prove", "audit check-proof", "audit list", "audit sample",
                "conformance show", "conformance export", "operations", "duties", "fulfil",
                "calendar show", "calendar enter", "witness keygen",
                "witness serve", "witness follow", "record kinds", "record template", "record list",
                "record show", "record add",
                "record change", "record end", "record reveal", "record attach",
                "record fetch", "record findings", "record import", "record reverse",
                "record export", "ledger copy", "migrate", "backup make",
                "backup keygen",
                "restore", "recover", "succeed", "drill restore", "health", "capacity", "version",
            ])
        for leaf in leaves {
            let command = leaf.command as? any KapokCommand.Type
            #expect(command?.help.words == leaf.words)
            #expect(command.map { $0.help.examples.isEmpty } == false, "\(leaf.words)")
        }
    }

    private static func leaves(
        of command: any ParsableCommand.Type, under words: [String]
    ) -> [(words: String, command: any ParsableCommand.Type)] {
        let members = command.configuration.subcommands
        if members.isEmpty { return [(words.joined(separator: " "), command)] }
        return members.flatMap {
            leaves(of: $0, under: words + [$0.configuration.commandName ?? ""])
        }
    }

    @Test(arguments: [
        ["application", "list", "--state", "foo"], ["issue"], ["issue", "a", "--jsn"],
        ["apply", "--category", "robot"], ["apply", "--authority"], ["health", "a"],
        ["health", "a", "b"], ["health", "--json=yes"],
        ["--generate-completion-script=dash"],
    ])
    func `what the parser says is in the reader's words, but for what was written`(
        words: [String]
    ) async throws {
        let error = try #require(
            await #expect(throws: (any Error).self) { _ = try await Kapok.asyncParseAsRoot(words) })
        for language in [Language.traditionalChinese, .simplifiedChinese] {
            let own = ParserText.translated(Kapok.message(for: error), to: language)
                .replacing(/'[^']*'|--[a-z-]+|<[a-z]+>|shell/, with: "")
                .split(separator: "\n").filter { !$0.hasPrefix("  ") }.joined()
            #expect(!own.contains(/[A-Za-z]{2}/), "\(own)")
            #expect(own.contains(/\p{Han}/), "\(own)")
        }
    }

    @Test(
        arguments: [
            (["issue"], "argument"), (["issue", "a", "--sideways"], "--sideways"),
            (["apply", "--authority", "a", "--category", "robot", "--csr", "f"], "robot"),
            (["certificate", "list", "--page", "0"], "--page"),
            (["init", "--founder", "nobody"], "nobody"), (["frobnicate"], "frobnicate"),
        ])
    func `a command written wrongly is usage, and is told which word`(
        words: [String], named: String
    ) async {
        let error = await #expect(throws: (any Error).self) {
            _ = try await Kapok.asyncParseAsRoot(words)
        }
        #expect(error.map { Kapok.message(for: $0).contains(named) } == true)
        #expect(await CommandLineProgram.run(words + ["--json"], Self.surroundings) == .usage)
    }

    @Test(
        arguments: [
            ["issue", "app-x"],
            ["suspend", "0a", "--reason", "keyLost", "--requester", "court"], ["crl", "ca"],
            ["config", "propose", "f"], ["audit", "verify"],
        ])
    func `a change refuses a time of the caller's choice`(words: [String]) async {
        let status = await CommandLineProgram.run(
            words + ["--at", "2026-01-01", "--json"], Self.surroundings)
        #expect(status == .usage)
    }

    @Test(arguments: [
        ["--role", "validator", "approver"], ["--role", "validator", "--role", "approver"],
    ])
    func `several values follow one option, or the option is repeated`(said: [String])
        async throws
    {
        let words = ["operator", "enrol", "--name", "ho", "--public-key", "f"] + said
        let command = try await Kapok.asyncParseAsRoot(words) as? OperatorEnrol
        #expect(command?.roles == [.validator, .approver])
    }

    @Test func `a founder is a name and a file, divided by the first equals sign`() {
        #expect(NamedKeyFile(argument: "Chan=a=b.pem")?.keyFile == "a=b.pem")
        #expect(NamedKeyFile(argument: "Chan") == nil)
        #expect(NamedKeyFile(argument: "=a") == nil)
        #expect(NamedKeyFile(argument: "Chan=") == nil)
    }

    @Test(
        arguments: [
            ("4a0b7712", true), ("4A:0B:77:12", true), ("0x0a", true), ("dec:10", true),
            ("cafe", false), ("Chan", false), ("陳大文", false), ("", false),
        ])
    func `what reads as a serial number is looked up as one`(text: String, isSerial: Bool) {
        #expect(CertificateFind.looksLikeSerial(text) == isSerial)
    }
}
