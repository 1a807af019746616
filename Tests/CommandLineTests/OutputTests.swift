import CanonicalJSON
import Messages
import Registers
import Testing

@testable import kapok

@Suite struct OutputTests {
    @Test(
        arguments: [
            ("abc", 3), ("陳大文", 6), ("ｶﾅ", 2), ("Ａ", 2), ("e\u{301}", 1), ("한글", 4),
            ("𠮷", 2), ("…", 1), ("", 0), ("️", 0),
        ])
    func `[UAX 11] wide characters take two columns`(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }

    @Test func `columns line up under Chinese`() {
        let table = TextTable(
            columns: [.init(title: "名稱"), .init(title: "state")],
            rows: [["陳大文", "valid"], ["Chan", "revoked"]])
        #expect(
            table.rendered(columns: 100) == """
                名稱    state
                陳大文  valid
                Chan    revoked
                """)
    }

    @Test func `a table is narrow enough, by shortening what gives way`() {
        let table = TextTable(
            columns: [.init(title: "id"), .init(title: "name", isFlexible: true)],
            rows: [[String(repeating: "a", count: 60), String(repeating: "陳", count: 60)]])
        for line in table.rendered(columns: 100).split(separator: "\n") {
            #expect(DisplayWidth.of(String(line)) <= 100)
        }
        #expect(table.rendered(columns: 100).contains("…"))
    }

    @Test func `a certificate list fits 100 columns`() {
        let item: JSONValue = [
            "authority": "rsa-issuing-authority",
            "serial": .string(String(repeating: "4a", count: 20)),
            "subject": "CN=Chan Tai Man,GN=Tai Man,SN=Chan,serialNumber=abc,C=HK",
            "state": "suspended", "notAfter": "2029-11-22T16:00:00Z",
        ]
        let answer: JSONValue = ["certificates": [item], "page": 1, "size": 50, "total": 1]
        for language in Language.allCases {
            let table = ListCertificates.view.table(answer, Reader(language))
            for line in table.split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= 100)
            }
            #expect(table.contains(String(repeating: "4a", count: 20)))
            #expect(table.contains("2029-11-22 ") == false && table.contains("2029-11-22"))
        }
    }

    @Test(arguments: [
        (false, "1–1 of 1000 (page 1)"), (true, "1–1 of more than 1000 (page 1)"),
    ])
    func `a list tells how many there are, and where more were not counted`(
        more: Bool, line: String
    ) {
        let answer: JSONValue = [
            "certificates": [["serial": "4a"]], "page": 1, "size": 1, "total": 1000,
            "more": .bool(more),
        ]
        let table = ListCertificates.view.table(answer, Reader(.english))
        #expect(table.split(separator: "\n").last.map(String.init) == line)
    }

    @Test(
        arguments: [
            ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@a", "'@a"), ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""), ("a=b", "a=b"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
            ("=\",", "\"'=\"\",\""), ("陳", "陳"), ("", ""), ("\"\u{301}", "\"\"\"\u{301}\""),
        ])
    func `[RFC 4180] cells are quoted, and none is a formula`(text: String, cell: String) {
        #expect(CSVText.field(text).unicodeScalars.elementsEqual(cell.unicodeScalars))
    }

    @Test func `text of others cannot move the cursor or turn the line`() {
        #expect(SafeText.of("a\u{1B}[2Jb") == "a\\u{1b}[2Jb")
        #expect(SafeText.of("a\u{202E}b") == "a\\u{202e}b")
        #expect(SafeText.of("陳 大文") == "陳 大文")
    }

    @Test func `Chinese lines break without spaces, and never before a full stop`() {
        let text = TextLayout.wrapped(
            "一二三四五六七八九十。一二三四五六七八九十", to: 20)
        #expect(text == "一二三四五六七八九十。\n一二三四五六七八九十")
        #expect(
            TextLayout.wrapped("one two three four five six", to: 20)
                == "one two three four\nfive six")
    }

    @Test func `long examples go on after a backslash, before an option`() {
        let laidOut = CommandExample.laidOut(
            "kapok apply --authority rsa-ca --category personal --csr a.csr --country HK --json"
        )
        #expect(laidOut.split(separator: "\n").count == 2)
        #expect(laidOut.contains(" \\\n      --"))
    }

    @Test func `a refusal is three lines: what, under which clause, what to do`() {
        let refusal = Refusal(
            .commandOfficerKeyExposed, field: "a.pem", ["path": "a.pem", "mode": "644"])
        for language in Language.allCases {
            let failure = CommandFailure(refusal, in: language)
            #expect(failure.status == .refused)
            #expect(failure.readable(for: Reader(language)).split(separator: "\n").count == 3)
            #expect(failure.readable(for: Reader(language)).contains("3.1b"))
            #expect(failure.json["error"]?["code"] == "command.officerKeyExposed")
            #expect(failure.json["error"]?["clause"] == "3.1b")
            #expect(failure.json["error"]?["field"] == "a.pem")
        }
    }

    @Test func `a server's refusal is told in its own words, a fault is exit status 3`() throws {
        let answer: JSONValue = [
            "error": [
                "code": "name.pseudonym", "clause": "5.2c", "field": "commonName",
                "message": "No.", "remedy": "Yes.",
            ]
        ]
        let refused = try #require(CommandFailure(answer: answer, httpStatus: 422))
        #expect(refused.status == .refused)
        #expect(refused.json == answer)
        #expect(CommandFailure(answer: answer, httpStatus: 500)?.status == .internalFault)
        #expect(CommandFailure(answer: ["error": "x"], httpStatus: 422) == nil)
    }

    @Test func `unknown members are shown under their own name, hidden encodings are not`() {
        let text = FieldList(Reader(.english)).rendered([
            "state": "suspended", "novelty": 7,
            "contentsDER": .string(String(repeating: "A", count: 200)),
        ])
        #expect(text.contains("novelty  7"))
        #expect(!text.contains("AAAA"))
        #expect(
            FieldList(Reader(.traditionalChinese)).rendered(["state": "suspended"]).contains("暫時吊銷")
        )
        #expect(
            FieldList(Reader(.simplifiedChinese)).rendered(["state": "revoked"]).contains("已吊销"))
    }

    @Test func `changed settings are told one by one`() {
        let changes = SettingsChange.between(
            ["a": 1, "b": ["c": "x", "d": true]], ["a": 2, "b": ["c": "x"], "e": "new"])
        #expect(changes.map(\.path) == ["a", "b.d", "e"])
        #expect(changes.last?.before == nil)
        #expect(SettingsChange.between(["a": 1], ["a": 1]).isEmpty)
    }

    @Test(arguments: Language.allCases)
    func `every place of a text has its twin in the other languages`(language: Language) {
        let rows = CommandLineParserWords.phrases + CommandLineParserWords.lineStarts
        for (english, text) in rows { #expect(text.text(in: .english) == english) }
        #expect(
            ParserText.translated("USAGE: kapok", to: language)
                == (language == .english ? "USAGE: kapok" : "用法：kapok"))
    }
}
