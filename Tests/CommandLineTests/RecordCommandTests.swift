import CanonicalJSON
import CertificatePolicy
import Cryptography
import Foundation
import Ledger
import Messages
import Registers
import Testing

@testable import kapok

/// Files of records, and what officers sign of them.
@Suite struct RecordCommandTests {
    let folder = TemporaryFolder()

    private func run(_ words: [String], _ node: FakeNode? = nil) async throws -> CommandRun {
        let key = folder.file("k.pem")
        if !LocalFile.exists(key) {
            _ = try OfficerKey.make(privateFile: key, publicFile: folder.file("k.pub.pem"))
        }
        return await CommandRun.of(
            words + ["--data", folder.path, "--key", key, "--yes"], node: node,
            environment: ["KAPOK_STATE": folder.file("state.json")])
    }

    private func read(_ text: [UInt8], _ encoding: TextEncoding? = nil) throws -> [UInt8] {
        try LocalFile.write(text, to: folder.file("text"))
        let next = try TextEncoding.open(folder.file("text"), named: encoding)
        var read: [UInt8] = []
        while let piece = try next() { read += piece }
        return read
    }

    static let texts: [(String, [UInt8], TextEncoding?)] = [
        ("規則", [0xE8, 0xA6, 0x8F, 0xE5, 0x89, 0x87], nil),
        ("規則", [0xEF, 0xBB, 0xBF, 0xE8, 0xA6, 0x8F, 0xE5, 0x89, 0x87], .gb18030),
        ("規則", [0xB3, 0x57, 0xAB, 0x68], .big5HKSCS),
        ("规则", [0xB9, 0xE6, 0xD4, 0xF2], .gb18030),
        ("规则", [0x84, 0x31, 0x95, 0x33, 0xB9, 0xE6, 0xD4, 0xF2], nil),
        // A character of four octets; one of the supplementary set; one that Big5-HKSCS makes of two.
        ("㐀", [0x81, 0x39, 0xEE, 0x39], .gb18030), ("𠝹", [0x9B, 0xD0], .big5HKSCS),
        ("Ê̄", [0x88, 0x62], .big5HKSCS), ("", [], .gb18030), ("a", [0x61], .big5HKSCS),
    ]

    @Test(arguments: texts)
    func `a file is read in its encoding, by its mark or by name`(
        text: String, octets: [UInt8], encoding: TextEncoding?
    ) throws {
        #expect(try read(octets, encoding) == Array(text.utf8))
    }

    @Test func `a character that lies across two pieces stays whole`() throws {
        // Pieces are 256 KiB: one octet before, and every character of two octets lies across.
        var octets: [UInt8] = [0x61]
        for _ in 0..<300_000 { octets += [0xB9, 0xE6] }
        let text = "a" + String(repeating: "规", count: 300_000)
        #expect(try read(octets, .gb18030) == Array(text.utf8))
    }

    @Test(
        arguments: [
            ([0x81], .gb18030), ([0xFF, 0xFF], .gb18030), ([0x61, 0xFF], .big5HKSCS),
        ] as [([UInt8], TextEncoding)])
    func `what is no text of its encoding is refused`(octets: [UInt8], encoding: TextEncoding) {
        #expect(refusalCode { _ = try read(octets, encoding) } == "record.encodingWrong")
    }

    private static let lesson = [
        "person=chan", "topic=規則", "进行日期=2026-01-03", "goodUntil=2027-01-03",
        "outcome=passed",
    ].flatMap { ["--set", $0] }

    @Test func `columns and words are typed in any language, and signed by their names`()
        async throws
    {
        let answer: JSONValue = ["result": ["record": "rec-x"], "entry": 1, "replayed": false]
        let node = FakeNode(["POST /api/v1/acts": answer])
        let run = try await run(["record", "add", "training"] + Self.lesson, node)
        let body = try #require(node.acts.first, "\(run.errors)")
        #expect(
            body["payload"]?["values"] == [
                "person": "chan", "topic": "rules", "heldOn": "2026-01-03",
                "goodUntil": "2027-01-03", "outcome": "passed",
            ])
        #expect(body["payload"]?["salt"]?.string?.utf8.count == 32)
        let act = try #require(body["signed"]?["act"]?.string.flatMap(Base64.decode))
        #expect(try ActStatement(parsing: act).role == "securityOfficer")
    }

    @Test(arguments: [
        (["--set", "person"], "record.setMalformed"),
        (["--set", "person=a", "--set", "Person (handle)=b"], "record.setTwice"),
        (["--set", "colour=red"], "record.fieldUnknown"),
        (["--set", "person=chan"], "record.fieldMissing"),
    ])
    func `what would be refused is not signed`(words: [String], code: String) async throws {
        let node = FakeNode([:])
        let run = try await run(["record", "add", "training", "--json"] + words, node)
        #expect(run.code == code, "\(run.errors)")
        #expect(node.acts.isEmpty)
    }

    private func imported(
        _ text: String, _ words: [String] = []
    ) async throws -> (CommandRun, FakeNode) {
        try LocalFile.write(Array(text.utf8), to: folder.file("file.csv"))
        let adopted: JSONValue = ["result": ["state": "adopted"], "entry": 1, "replayed": false]
        let node = FakeNode(["POST /api/v1/acts": adopted])
        let run = try await run(
            ["record", "import", "training", folder.file("file.csv"), "--json"] + words, node)
        return (run, node)
    }

    private static let head = "person,topic,heldOn,goodUntil,outcome\n"
    private static let line = "chan,rules,2026-01-03,2027-01-03,passed\n"

    @Test func `broken lines are named, and nothing is handed in`() async throws {
        let text =
            Self.head + Self.line + "lee,rules,soon,2027-01-03,passed\n"
            + "lee,rules\n" + Self.line + "\"lee\n"
        let (refused, node) = try await imported(text)
        #expect(refused.code == "record.linesBroken")
        #expect(node.acts.isEmpty)
        let (run, _) = try await imported(text, ["--dry-run"])
        let survey = try JSONValue(parsing: Array(run.output.utf8))
        #expect(run.status == .refused && survey["rows"] == 1 && survey["broken"] == 4)
        let lines = survey["lines"]?.array ?? []
        #expect(lines.map { $0["line"] } == [3, 4, 5, 6])
        #expect(
            lines.map { $0["code"] } == [
                "record.fieldInvalid", "record.lineRefused", "record.twin", "record.lineRefused",
            ])
    }

    @Test func `a line that is no UTF-8 is told how to name its encoding`() async throws {
        try LocalFile.write(
            Array(Self.head.utf8) + [0xB9, 0xE6] + Array(Self.line.utf8),
            to: folder.file("gb.csv"))
        let run = try await run(
            ["record", "import", "training", folder.file("gb.csv"), "--dry-run", "--json"],
            FakeNode([:]))
        let lines = try JSONValue(parsing: Array(run.output.utf8))["lines"]?.array ?? []
        #expect(lines.map { $0["code"] } == ["record.encodingWrong"])
        let told = try await self.run(
            ["record", "import", "training", folder.file("gb.csv")], FakeNode([:]))
        #expect(told.errors.contains("--encoding"))
    }

    @Test(arguments: [
        ("", "record.fileEmpty"), ("person,topic\n", "record.fileEmpty"),
        ("person,colour\nchan,red\n", "record.headingUnknown"),
        ("person,人員（代號）\nchan,chan\n", "record.headingUnknown"),
        ("\"person\nchan\n", "record.headingUnknown"),
    ])
    func `a file without headings of the register is refused`(
        text: String, code: String
    ) async throws {
        let (run, node) = try await imported(text)
        #expect(run.code == code && node.acts.isEmpty)
    }

    @Test func `a template leads a spreadsheet to the register's columns`() async throws {
        for language in Language.allCases {
            let file = folder.file("template-\(language.rawValue).csv")
            let run = await CommandRun.of(
                ["record", "template", "medium", "--out", file, "--lang", language.rawValue])
            #expect(run.status == .done)
            let bytes = try LocalFile.read(file)
            #expect(bytes.starts(with: CSVText.byteOrderMark))
            var records = CSVRecords(try TextEncoding.open(file, named: nil))
            #expect(
                try records.next()?.fields.get()
                    == RecordKind["medium"]?.headings(in: language))
            #expect(try records.next() == nil)
        }
    }
}
