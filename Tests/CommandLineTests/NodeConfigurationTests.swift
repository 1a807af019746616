import CertificatePolicy
import MerkleLog
import Messages
import Publication
import Testing

@testable import kapok

@Suite struct `A node's configuration` {
    private static let whole = """
        # A comment.
        node:
          listen: 127.0.0.1:8080  # another
          baseURL: "http://ca.example.hk/kapok"
          unlock: 'it''s here/unlock'
        """

    @Test(arguments: [whole, "---\n" + whole, whole.replacing("\n", with: "\r\n"), whole + "\n\n#"])
    func `is three settings of text, plain or in quotes`(text: String) throws {
        let read = try configuration(text)
        #expect(read.listenHost == "127.0.0.1")
        #expect(read.listenPort == 8080)
        #expect(read.baseURL.text == "http://ca.example.hk/kapok")
        #expect(read.unlockFile == "it's here/unlock")
    }

    @Test(arguments: ["/mnt/key/unlock", "a b", "it's", "#1", "*", "back\\slash", "x: y", "木棉"])
    func `is read as it was written`(unlockFile: String) throws {
        let written = try NodeConfiguration(
            listen: "[::1]:8080", baseURL: "http://ca.example.hk", unlockFile: unlockFile)
        #expect(try configuration(written.yaml) == written)
    }

    @Test func `says where metrics are asked for, and how much is logged`() throws {
        let plain = try configuration(Self.whole)
        #expect(plain.metrics == nil && plain.logLevel == .info)
        let read = try configuration(
            Self.whole + "\n  metrics: '[::1]:9464'\n  logLevel: warning\n")
        #expect(read.metrics?.host == "::1" && read.metrics?.port == 9464)
        #expect(read.logLevel == .warning)
        for (line, code) in [
            ("metrics: 9464", "configuration.address"),
            ("logLevel: loud", "configuration.logLevel"),
            ("logLevel: INFO", "configuration.logLevel"),
        ] {
            let refusal = try #require(throws: Refusal.self) {
                try configuration(Self.whole + "\n  \(line)\n")
            }
            #expect(refusal.code.id == code)
        }
    }

    @Test(arguments: [
        ("node", 2), ("node.listen", 3), ("node.colour", 5), ("witnesses.first", 8),
        ("witnesses", 7), ("node.first", nil), ("other", nil), ("", nil),
    ])
    func `is told by line where something is wrong with it`(name: String, line: Int?) {
        let text =
            "# node:\nnode:\n  listen: x\n# colour: no\n  colour: y\n\nwitnesses:\n  first: z\n"
        #expect(FlatYAML.line(of: name, in: text) == line)
    }

    @Test func `changes in a running server as far as it can`() throws {
        let now = try configuration(Self.whole)
        let other = try configuration(
            "node:\n  listen: h:1\n  baseURL: http://h\n  metrics: h:2\n  logLevel: error\n"
                + "  database: postgresql://h/d\nwitnesses:\n"
                + "  first: http://w.example \(Self.witnessKey)\n")
        #expect(
            now.needingRestart(for: other) == [
                "node.listen", "node.baseURL", "node.unlock", "node.database", "node.metrics",
            ])
        #expect(now.changing(to: other) == ["node.logLevel", "witnesses"])
        var taken = now
        taken.takeOver(other)
        #expect(taken.listenHost == now.listenHost && taken.logLevel == .error)
        #expect(taken.witnesses == other.witnesses && taken.changing(to: other) == [])
        #expect(now.needingRestart(for: now) == [] && now.changing(to: now) == [])
    }

    private static let officers =
        "\nofficers:\n  listen: '[::1]:8443'\n  certificate: c.pem\n  key: k.pem\n"

    @Test func `says where officers connect, and what they are shown, or nothing of it`() throws {
        let read = try configuration(Self.whole + Self.officers)
        let officers = try #require(read.officers)
        #expect(officers.place.host == "::1" && officers.place.port == 8443)
        #expect(officers.certificateFile == "c.pem" && officers.keyFile == "k.pem")
        #expect(try configuration(Self.whole).officers == nil)
        for (from, to, code, field) in [
            ("  key: k.pem\n", "", "configuration.officersIncomplete", "officers.key"),
            ("  key: k.pem\n", "  key:\n", "configuration.officersIncomplete", "officers.key"),
            ("c.pem", "''", "configuration.officersIncomplete", "officers.certificate"),
            ("'[::1]:8443'", "8443", "configuration.address", "officers.listen"),
            ("k.pem\n", "k.pem\n  ca: x\n", "configuration.unknown", "officers.ca"),
        ] {
            let refusal = try #require(throws: Refusal.self) {
                try configuration(Self.whole + Self.officers.replacing(from, with: to))
            }
            #expect(refusal.code.id == code && refusal.field == field)
        }
        let renewed = try configuration(
            Self.whole + Self.officers.replacing("c.pem", with: "d.pem"))
        #expect(read.needingRestart(for: renewed) == [])
        #expect(read.changing(to: renewed) == ["officers.certificate"])
        let moved = try configuration(Self.whole + Self.officers.replacing("8443", with: "8444"))
        #expect(read.needingRestart(for: moved) == ["officers.listen"])
        #expect(try configuration(Self.whole).needingRestart(for: read) == ["officers.listen"])
        var taken = read
        taken.takeOver(renewed)
        #expect(taken == renewed)
    }

    private static let witnessKey =
        "witness.example/w1+fddd3410+BGwIpQe4VtZmQ+7JK2/jbi+yTY/eUF2WGR8wML+qGfib"

    @Test func `names witnesses by address and key`() throws {
        let text =
            Self.whole + "\nwitnesses:\n  second: https://w.example:8443/a/b/ \(Self.witnessKey)\n"
            + "  first: http://127.0.0.1:8090 \(Self.witnessKey)\n"
        let witnesses = try configuration(text).witnesses
        #expect(witnesses.map(\.witness.name) == ["first", "second"])
        #expect(witnesses.map(\.origin) == ["http://127.0.0.1:8090", "https://w.example:8443"])
        #expect(witnesses.map(\.path) == ["/add-checkpoint", "/a/b/add-checkpoint"])
        #expect(witnesses.allSatisfy { $0.witness.verifier.description == Self.witnessKey })
        #expect(try configuration(Self.whole).witnesses.isEmpty)
        #expect(try configuration(Self.whole + "\nwitnesses:\n").witnesses.isEmpty)
    }

    @Test func `names tokens by library, serial number and file of the PIN`() throws {
        let text =
            Self.whole + "\nmodules:\n  second: /lib/b.so 0A-1 /run/pin 8\n"
            + "  first: /lib/a.so 5e21 a.pin\n"
        let modules = try configuration(text).modules
        #expect(modules.map(\.name) == ["first", "second"])
        #expect(modules.map(\.library) == ["/lib/a.so", "/lib/b.so"])
        #expect(modules.map(\.serial) == ["5e21", "0A-1"])
        #expect(modules.map(\.pinFile) == ["a.pin", "/run/pin"])
        #expect(modules.map(\.sessions) == [nil, 8])
        #expect(try configuration(Self.whole).modules.isEmpty)
    }

    @Test func `names the signer's socket, and modules only without one`() throws {
        let signed = Self.whole.replacing("node:\n", with: "node:\n  signer: /run/s.sock\n")
        let read = try configuration(signed)
        #expect(read.signer == "/run/s.sock")
        #expect(try configuration(Self.whole).needingRestart(for: read) == ["node.signer"])
        for (text, code) in [
            (signed + "\nmodules:\n  a: /lib/a.so 5e21 a.pin\n", RefusalCode.signerHasModules),
            (signed.replacing("/run/s.sock", with: "s.sock"), .signerSocketInvalid),
            (
                signed.replacing("/run", with: "/" + String(repeating: "r", count: 120)),
                .signerSocketInvalid
            ),
        ] {
            let refusal = try #require(throws: Refusal.self) { try configuration(text) }
            #expect(refusal.code == code)
        }
    }

    @Test func `[8.17] the signer's own settings are read, and refused by name`() throws {
        func read(_ text: String) throws -> SignerConfiguration {
            try SignerConfiguration(yaml: Array(text.utf8), file: "signer.yaml")
        }
        let whole = try read(
            "signer:\n  socket: /run/s.sock\n  server: root\n  unlock: u\nmodules:\n  a: /l.so 1 p\n"
        )
        #expect(whole.socket == "/run/s.sock" && whole.server == 0 && whole.unlockFile == "u")
        #expect(whole.modules.map(\.text) == ["/l.so 1 p"])
        #expect(try read("signer:\n  server: 1234\n").server == 1234)
        #expect(try read(SignerConfiguration(unlockFile: "/a b").yaml).unlockFile == "/a b")
        for (text, code) in [
            ("signer:\n  port: 1\n", RefusalCode.signerSettingUnknown),
            ("node:\n  listen: x\n", .signerSettingUnknown),
            ("signer:\n  server: nobody-here-has-this-name\n", .signerUserUnknown),
            ("signer:\n  socket: s.sock\n", .signerSocketInvalid),
            ("signer:\n  unlock:\n", .configurationNotText),
            ("modules:\n  a: l.so 1 p\n", .moduleSettingInvalid),
            ("signer:\n signer:\n\t", .configurationUnreadable),
        ] {
            let refusal = try #require(throws: Refusal.self, "\(text)") { try read(text) }
            #expect(refusal.code == code, "\(text)")
        }
    }

    @Test func `a token that two lines name is refused`() throws {
        #expect {
            _ = try configuration(
                Self.whole + "\nmodules:\n  a: /lib/a.so 5e21 a.pin\n  b: /lib/b.so 5e21 b.pin\n")
        } throws: {
            ($0 as? Refusal)?.code == .moduleSettingRepeated
        }
    }

    @Test(arguments: [
        "a:", "a: /lib/a.so", "a: /lib/a.so 5e21", "a: a.so 5e21 pin", "a: /lib/a.so 5e21 pin 0",
        "a: /lib/a.so 5e21 pin 257", "a: /lib/a.so 5e21 pin x", "a: /lib/a.so 5e21 pin 2 x",
        "a: /lib/a.so 5e210000000000001 pin", "a: /lib/a.so 密 pin", "A: /lib/a.so 5e21 pin",
        "a: [/lib/a.so 5e21 pin]",
    ])
    func `a token that is written otherwise is refused by name`(line: String) throws {
        #expect {
            _ = try configuration(Self.whole + "\nmodules:\n  \(line)\n")
        } throws: { error in
            guard let refusal = error as? Refusal else { return false }
            let ids = ["configuration.module", "configuration.unreadable"]
            return ids.contains(refusal.code.id)
        }
    }

    @Test(arguments: [
        "a:", "a: http://w.example", "a: KEY", "a: http://w.example KEY x",
        "A: http://w.example KEY",
        "a: ftp://w.example KEY", "a: http://w.example?x KEY", "a: http://u@w.example KEY",
        "a: http://w.example KEYx", "a: 'http://w.example' KEY", "a: [http://w.example KEY]",
    ])
    func `a witness that is written otherwise is refused by name`(line: String) throws {
        let text = line.replacing("KEY", with: Self.witnessKey)
        do {
            _ = try configuration(Self.whole + "\nwitnesses:\n  \(text)\n")
            Issue.record("\(line) was taken")
        } catch let refusal as Refusal {
            let codes = ["configuration.witness", "configuration.unreadable"]
            #expect(codes.contains(refusal.code.id))
        }
    }

    @Test(arguments: [
        ("", 1),
        ("- node", 1),
        ("{\"subscriberValidityDays\": 30}", 1),
        ("node: [", 1),
        ("node: text", 1),
        ("other:\n  listen", 2),
        ("node:\n  ? {a: b}\n  : c", 2),
        ("node:\n  ? [a, b]\n  : c", 2),
        ("node:\n  {a: b}: c", 2),
        ("node:\n  [a]: c", 2),
        ("node:\n  ? a\n  : c", 2),
        ("node:\n  \"listen\": a", 2),
        ("node:\n  listen:a", 2),
        ("node:\n\tlisten: a", 2),
        ("node:\n  listen: a\u{0}b", 2),
        ("node:\n  listen: \"a", 2),
        ("node:\n  listen: \"a\\0b\"", 2),
        ("node:\n  listen: 'a' b", 2),
        ("node:\n  listen: a: b", 2),
        ("node:\n  listen: a\n  listen: a", 3),
        ("node:\n  listen: a\n    more", 3),
        ("node:\n  listen: a\n   unlock: b", 3),
        ("node:\n  listen:\n    deep: a", 3),
        ("node:\n  listen: a\nnode:\n  unlock: b", 3),
        ("  listen: a", 1),
        ("node:\n  listen: a\n---\nnode:\n", 3),
    ])
    func `that is written otherwise is refused with its file and line`(
        text: String, line: Int
    ) throws {
        let refusal = try #require(throws: Refusal.self) { try configuration(text) }
        #expect(refusal.code == .configurationUnreadable)
        #expect(refusal.arguments == ["file": "k.yaml", "line": String(line)])
    }

    @Test(arguments: [
        ("node: &a\n  listen: x", 1),
        ("node:\n  listen: &a x", 2),
        ("node:\n  listen: *a", 2),
        ("node:\n  *a: x", 2),
        ("node:\n  &a listen: x", 2),
        ("node:\n  listen: !!str x", 2),
        ("node:\n  listen: ! x", 2),
        ("a: &a [x,x,x]\nb: &b [*a,*a,*a]\nnode:\n  listen: *b", 1),
    ])
    func `has no anchors, aliases or tags`(text: String, line: Int) throws {
        let refusal = try #require(throws: Refusal.self) { try configuration(text) }
        #expect(refusal.code == .configurationAlias)
        #expect(refusal.arguments == ["file": "k.yaml", "line": String(line)])
    }

    @Test(arguments: ["", "[127.0.0.1:1]", "{a: b}", "|", "> x", "# nothing", "[*a, *a]"])
    func `has no other values than text`(value: String) throws {
        let refusal = try #require(throws: Refusal.self) {
            try configuration("node:\n  listen: \(value)\n")
        }
        #expect(refusal.code == .configurationNotText)
        #expect(refusal.field == "node.listen")
    }

    @Test(arguments: [("nodes:\nnode:", "nodes"), ("node:\n  colour: red", "node.colour")])
    func `has no other names`(text: String, name: String) throws {
        let refusal = try #require(throws: Refusal.self) { try configuration(text) }
        #expect(refusal.code == .configurationUnknown)
        #expect(refusal.field == name)
    }

    @Test(arguments: [
        ("127.0.0.1:0", "127.0.0.1", 0), ("localhost:80", "localhost", 80),
        ("[::1]:65535", "::1", 65_535), ("0.0.0.0:8080", "0.0.0.0", 8080),
        ("my_host-1:1", "my_host-1", 1),
    ])
    func `names where to listen by host and port`(text: String, host: String, port: Int) throws {
        let read = try configuration("node:\n  listen: '\(text)'\n  baseURL: http://h")
        #expect(read.listenHost == host)
        #expect(read.listenPort == port)
    }

    @Test(arguments: [
        "", "h", ":80", "h:", "h:+80", "h:080", "h:00", "h:-1", "h:65536", "h:8o", "h: 80",
        "h:80 ", "a b:80", "::1:80", "[]:80", "[h]:80", "[::1]80", "[::1:80", "h/:80", "例:80",
        "http://h:80",
    ])
    func `listens nowhere else`(text: String) throws {
        let refusal = try #require(throws: Refusal.self) {
            try configuration("node:\n  listen: '\(text)'\n  baseURL: http://h")
        }
        #expect(refusal.code == .configurationAddress)
        #expect(refusal.field == "node.listen")
    }

    @Test(arguments: [
        "http://a b", "http://user:pw@h", "http://h?x=1", "http://例子.hk", "http://h/../..",
        "http://h/", "https://h", "",
    ])
    func `[RFC 5280 8] has the base of addresses that certificates can carry`(
        text: String
    ) throws {
        let refusal = try #require(throws: Refusal.self) {
            try configuration("node:\n  baseURL: '\(text)'")
        }
        #expect(refusal.code == .baseURLInvalid)
        #expect(refusal.field == "node.baseURL")
    }

    @Test func `[RFC 5280 8] names its base where nobody can reach port 0`() throws {
        let refusal = try #require(throws: Refusal.self) {
            try configuration("node:\n  listen: 127.0.0.1:0")
        }
        #expect(refusal.code == .baseURLInvalid)
    }

    @Test func `has a file for the unlock secret, or none`() throws {
        #expect(try configuration("node:").unlockFile == nil)
        for unlockFile in ["", "a\u{0}b", "a\nb"] {
            let refusal = try #require(throws: Refusal.self) {
                try NodeConfiguration(listen: "h:1", baseURL: nil, unlockFile: unlockFile)
            }
            #expect(refusal.code == .unlockUnnamed)
            #expect(refusal.field == "unlock-file")
        }
        let refusal = try #require(throws: Refusal.self) {
            try configuration("node:\n  unlock: ''")
        }
        #expect(refusal.code == .unlockUnnamed)
        #expect(refusal.field == "node.unlock")
    }

    @Test func `that is judged by itself is named as it was given`() async throws {
        let folder = TemporaryFolder()
        try LocalFile.write(Array(#"{"crlPeriodHours":8}"#.utf8), to: folder.file("practice"))
        let run = await CommandRun.of(["config", "check", folder.file("practice")])
        #expect(run.status == .refused)
        #expect(run.errors.replacing(/\s/, with: "").contains("\(folder.path)/practice"))
        #expect(!run.errors.contains("kapok.yaml"))
    }

    @Test func `has a bounded size, and is UTF-8`() throws {
        let comment = [UInt8](repeating: UInt8(ascii: "#"), count: NodeConfiguration.maximumBytes)
        let large = try #require(throws: Refusal.self) {
            try NodeConfiguration(yaml: comment + comment, file: "k.yaml")
        }
        #expect(large.code == .configurationTooLarge)
        let foreign = try #require(throws: Refusal.self) {
            try NodeConfiguration(yaml: Array("node:\n".utf8) + [0xFF], file: "k.yaml")
        }
        #expect(foreign.code == .configurationUnreadable)
    }

    private func configuration(_ text: String) throws -> NodeConfiguration {
        try NodeConfiguration(yaml: Array(text.utf8), file: "k.yaml")
    }
}
