import Foundation
import Messages
import Testing

/// One text of the sources, with the literals of its three languages. That none is missing is the
/// compiler's work; that they say the same is looked at here.
struct SourceText: Sendable, CustomTestStringConvertible {
    let place: String
    let english: String
    let traditionalChinese: String
    let simplifiedChinese: String

    var testDescription: String { place }

    /// The folder of the module's sources.
    static let messages = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources/Rules/Messages")

    /// Every `en: … zhHant: … zhHans: …` of the module's sources.
    static let all: [SourceText] = ((try? sources()) ?? []).flatMap { texts(in: $0.code, $0.file) }

    /// The module's sources, with their names.
    static func sources() throws -> [(file: String, code: String)] {
        try FileManager.default.contentsOfDirectory(at: messages, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "swift" }
            .map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
    }

    private static func texts(in source: String, _ file: String) -> [SourceText] {
        source.replacing(#/[\s(]en: /#, with: "\u{1}").components(separatedBy: "\u{1}").dropFirst()
            .enumerated().compactMap { number, part in
                let byTraditional = part.components(separatedBy: "zhHant: ")
                // Where the languages are passed on, there is no literal to look at.
                guard byTraditional.count == 2, byTraditional[0].contains("\"") else { return nil }
                let bySimplified = byTraditional[1].components(separatedBy: "zhHans: ")
                guard bySimplified.count == 2 else { return nil }
                return SourceText(
                    place: "\(file) \(number + 1): \(literals(byTraditional[0]).prefix(60))",
                    english: literals(byTraditional[0]),
                    traditionalChinese: literals(bySimplified[0]),
                    simplifiedChinese: literals(upToItsEnd(bySimplified[1])))
            }
    }

    /// The last part runs on into the next declaration, which begins on a line of its own.
    private static func upToItsEnd(_ text: String) -> String {
        text.components(separatedBy: "\n    public static ")[0]
            .components(separatedBy: "\n        examples:")[0]
            .components(separatedBy: "\n        (")[0]
            .components(separatedBy: "\n        \"")[0].components(separatedBy: "static let ")[0]
    }

    private static func literals(_ code: String) -> String {
        var result = ""
        var isInside = false
        var isEscaped = false
        for character in code {
            if isEscaped {
                isEscaped = false
                if isInside { result.append(character) }
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isInside.toggle()
            } else if isInside {
                result.append(character)
            }
        }
        return result
    }

    /// What a reader types or looks for as it stands: spans of code, options, commands.
    static func codeSpans(_ text: String) -> [String] {
        [/`[^`]*`/, /--[a-z][a-z-]*[a-z]/, /kapok(?: [a-z][a-z-]*)+/]
            .flatMap { text.matches(of: $0).map { String($0.output) } }.sorted()
    }

    static func places(_ text: String) -> Set<String> {
        Set(text.matches(of: /\{[A-Za-z]+\}/).map { String($0.output) })
    }
}

@Suite struct `Every sentence` {
    /// Characters that one script writes and the other does not, common enough to betray a text.
    private static let onlySimplified = Set("证书签发机构个这为无该请内说认识设置数据网络执行编号时间动")
        .subtracting("書發機構個這為無該請內說認識設置數據網絡執行編號時間動證簽行")
    private static let onlyTraditional = Set("證書簽發機構個這為無該請內說認識設數據網絡執編號時間動")
        .subtracting("书发机构个这为无该请内说认识设置数据网络执行编号时间动证签行")

    @Test func `is found in the sources`() throws {
        // All but what declares the languages or passes them on.
        let said = try SourceText.sources().map {
            $0.code.matches(of: /zhHans:(?!\s*(?:\(?String|zhHans\.))/).count
        }.reduce(0, +)
        #expect(said > 900)
        #expect(SourceText.all.count == said)
    }

    @Test func `fills the same places in all three languages`() {
        for text in SourceText.all {
            let places = SourceText.places(text.english)
            #expect(SourceText.places(text.traditionalChinese) == places, "\(text.place)")
            #expect(SourceText.places(text.simplifiedChinese) == places, "\(text.place)")
        }
    }

    @Test func `names the same commands, options and code in all three languages`() {
        for text in SourceText.all {
            let spans = SourceText.codeSpans(text.english)
            #expect(SourceText.codeSpans(text.traditionalChinese) == spans, "\(text.place)")
            #expect(SourceText.codeSpans(text.simplifiedChinese) == spans, "\(text.place)")
        }
        #expect(SourceText.all.contains { !SourceText.codeSpans($0.english).isEmpty })
    }

    @Test func `is written in the characters of its script`() {
        for text in SourceText.all {
            let foreign = Set(text.traditionalChinese).intersection(Self.onlySimplified)
            #expect(foreign.isEmpty, "\(text.place): \(foreign)")
            let other = Set(text.simplifiedChinese).intersection(Self.onlyTraditional)
            #expect(other.isEmpty, "\(text.place): \(other)")
        }
    }

    @Test func `says something in each language`() {
        for text in SourceText.all {
            #expect(!text.english.isEmpty && !text.traditionalChinese.isEmpty, "\(text.place)")
            #expect(!text.simplifiedChinese.isEmpty, "\(text.place)")
        }
    }

    /// Reasons are constants of the code, which says them in English; readers of Chinese read them
    /// in the words of the vocabulary.
    @Test(arguments: [
        ("Ledger/Ledger/Genesis/Genesis.swift", 6), ("Ledger/Ledger/Genesis/Ledger+Open.swift", 1),
        ("Services/Status/CRLGuard.swift", 7), ("Services/Status/CRLIssuing.swift", 3),
    ])
    func `[4.11b] [7.10] the reasons of a refusal are in words`(file: String, count: Int) throws {
        let sources = SourceText.messages.deletingLastPathComponent().deletingLastPathComponent()
        let source = try String(
            contentsOf: sources.appendingPathComponent(file), encoding: .utf8)
        let reasons = source.matches(
            of: /(?:genesisInvalid\(|refusal\(|"reason": )"([^"\\]+)/
        ).map { String($0.output.1) }
        #expect(reasons.count >= count)
        for reason in reasons {
            let whole = reason.hasSuffix(": ") ? reason + "4a" : reason
            for language in [Language.traditionalChinese, .simplifiedChinese] {
                let said = Vocabulary.said(whole, under: "reason", in: language)
                #expect(!said.contains(/[a-z]{2}/), "\(reason)")
            }
        }
    }

    @Test func `[5.1] a field that may not be stated is named in words`() {
        let refusal = Refusal(
            .subjectFieldUnknown, ["field": "surname", "allowed": "commonName, countryName"])
        #expect(refusal.message(in: .traditionalChinese).contains("姓氏"))
        #expect(refusal.remedy(in: .simplifiedChinese) == "只可填写：通用名称、国家或地区。")
    }

    @Test func `The reason behind the path of a file is said in every language`() {
        let reason = "/a: b/lock: Is a directory"
        let said = Language.allCases.map {
            Vocabulary.said(reason, under: "reason", in: $0)
        }
        #expect(
            Set(said) == [
                "/a: b/lock: it is a folder", "/a: b/lock：它是資料夾", "/a: b/lock：它是文件夹",
            ])
        let unknown = "/a/lock: Text file busy"
        #expect(Vocabulary.said(unknown, under: "reason", in: .english) == unknown)
    }
}
