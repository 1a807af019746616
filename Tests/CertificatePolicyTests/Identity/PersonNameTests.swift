import Messages
import Testing

@testable import CertificatePolicy

@Suite struct `Names as they stand on documents` {
    func name(
        chinese: String? = nil, surname: String? = nil, given: String? = nil,
        single: String? = nil, order: PersonName.Order = .surnameFirst
    ) throws -> PersonName {
        try PersonName(
            chinese: chinese, surname: surname, givenName: given, single: single, order: order)
    }

    func code(_ make: () throws -> PersonName) -> String? {
        do {
            _ = try make()
            return nil
        } catch let refusal as Refusal {
            return refusal.code.id
        } catch {
            return "\(error)"
        }
    }

    @Test func `[5.2c] a commonName is the whole name, in the order of the document`() throws {
        let chan = try name(chinese: "陳大文", surname: "CHAN", given: "Tai Man")
        for good in ["陳大文", "CHAN Tai Man", "CHAN, Tai Man"] {
            #expect(chan.isNamed(good))
        }
        for bad in ["Tai Man CHAN", "CHAN", "陈大文", "陳大", "CHAN T M", "陳大文 CHAN Tai Man"] {
            #expect(!chan.isNamed(bad), "\(bad)")
        }
        let erik = try name(surname: "Eriksson", given: "Anna Maria", order: .givenFirst)
        #expect(erik.isNamed("Anna Maria Eriksson"))
        #expect(!erik.isNamed("Eriksson Anna Maria"))
        #expect(try name(single: "Suharto").isNamed("Suharto"))
    }

    @Test(arguments: [
        "阿卜杜外力·阿不都热依木", "㐀㛃", "𠀀𪜀", "𫝀𫠝", "𬺰𮯰", "𰀀𱍐", "𲎰", "〇", "佐々木", "䶮",
        "伊·莎·貝爾",
    ])
    func `[5.2a] ideographs of every extension and the interpunct are names`(text: String) throws {
        #expect(try name(chinese: text).forms == [text])
    }

    @Test func `[5.2a] what makes no name, or not this part of one, is refused`() {
        #expect(code { try name() } == "identity.nameParts")
        #expect(code { try name(surname: "CHAN") } == "identity.nameParts")
        #expect(
            code { try name(surname: "A", given: "B", single: "C") } == "identity.nameParts")
        for dot in ["・", "‧", "．", "•", "∙", "⋅", ".", "･"] {
            #expect(code { try name(chinese: "阿里\(dot)木") } == "identity.interpunct", "\(dot)")
        }
        for wrong in ["·阿里", "阿里·", "阿··里", "陳A", "陳 大文"] {
            #expect(code { try name(chinese: wrong) } == "identity.notIdeograph", "\(wrong)")
        }
        #expect(code { try name(single: "陳") } == "identity.ideograph")
        #expect(code { try name(chinese: "陳\u{F8FF}") } == "name.privateUse")
        #expect(code { try name(chinese: "") } == "name.empty")
        #expect(code { try name(chinese: "陳\u{FE00}") } == "name.variationSelector")
    }

    /// U+E000 is FA40 of the HKSCS; U+E81E is FE59 of GB 18030 and an HKSCS character as well.
    @Test func `[5.2a] a private-use character is refused with what it stood for`() throws {
        let table: [(Unicode.Scalar, [String])] = [
            ("\u{E000}", ["HKSCS U+20547"]), ("\u{ECD4}", ["HKSCS U+282E2"]),
            ("\u{E7C7}", ["GB 18030 U+1E3F"]), ("\u{E7C8}", ["GB 18030 U+1F9"]),
            ("\u{F8FF}", []), ("\u{F0000}", []), ("陳", []),
        ]
        for (scalar, expected) in table {
            let found = PrivateUseCharacters.standard(for: scalar).map {
                "\($0.source.rawValue) U+\(String($0.scalar.value, radix: 16, uppercase: true))"
            }
            #expect(found.filter { expected.contains($0) } == expected)
            #expect(!expected.isEmpty || found.isEmpty)
        }
        // The characters that changed in 2022.
        let changed: [UInt32: UInt32] = [
            0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE832: 0x9FB8,
            0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE864: 0x9FBB, 0xE816: 0x20087, 0xE855: 0x241FE,
        ]
        for (place, standard) in changed {
            let scalar = try #require(Unicode.Scalar(place))
            let found = PrivateUseCharacters.standard(for: scalar)
            #expect(found.contains { $0.source == .gb18030 && $0.scalar.value == standard })
        }
        do {
            _ = try name(chinese: "陳\u{E000}")
            Issue.record("accepted")
        } catch let refusal as Refusal {
            #expect(refusal.code.id == "name.privateUseKnown")
            #expect(refusal.remedy(in: .english).contains("𠕇 U+20547 (HKSCS)"))
        }
    }

    @Test func `What is read back is each glyph with its code point`() {
        #expect(PersonName.readBack("陳𠮷") == ["陳 U+9673", "𠮷 U+20BB7"])
    }

    @Test(arguments: [
        ("陳大文", "陈大文"), ("黃峯", "黄峰"), ("木棉花（深圳）有限公司", "木棉花(深圳)有限公司"),
        ("CHAN, Tai Man", "chan taiman"), ("ＣＨＡＮ", "chan"), ("阿里·木", "阿里木"),
        ("Zoë", "ZOE"), ("Nguyễn", "nguye\u{302}\u{303}n"), ("Łódź", "lodz"), ("後", "后"),
    ])
    func `A search finds variants, and identity does not`(name: String, typed: String) {
        #expect(NameFolding.folded(name) == NameFolding.folded(typed))
        let once = NameFolding.folded(name)
        #expect(NameFolding.folded(once).unicodeScalars.elementsEqual(once.unicodeScalars))
        #expect(!name.unicodeScalars.elementsEqual(typed.unicodeScalars))
    }

    @Test func `Different names stay different when folded`() {
        let names = ["陳大文", "陳小文", "CHAN Tai Man", "CHAN Siu Man", "李", "季", "7-Eleven"]
        #expect(Set(names.map(NameFolding.folded)).count == names.count)
    }

    @Test func `A name is found whichever part comes first`() throws {
        let chan = try name(chinese: "陳大文", surname: "CHAN", given: "Tai Man")
        for typed in ["Tai Man Chan", "chan tai man", "陈大文"] {
            #expect(chan.searchForms.contains(NameFolding.folded(typed)))
        }
    }
}
