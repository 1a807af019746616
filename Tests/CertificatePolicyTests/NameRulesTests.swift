import CertificatePolicy
import Messages
import Testing

@Suite struct `Names that mean one person or organisation` {
    func code(
        _ value: String, form: NameRules.Form = .text, bound: Int = 64
    ) -> String? {
        do {
            try NameRules.check(value, field: "commonName", form: form, upperBound: bound)
            return nil
        } catch {
            return error.code.id
        }
    }

    @Test(arguments: [
        "陳大文", "CHAN, Tai Man", "Nguyễn Văn A", "木棉花（香港）有限公司", "𠮷野家", "Zoë O'Neill",
        "A", "馬﨑",
        // Minorities' and foreign names with each interpunct in use, and fullwidth punctuation.
        "阿卜杜外力·阿不都热依木", "扎西・次仁", "迪麗熱巴‧迪力木拉提", "伊莎貝爾．卡斯特", "木棉花（深圳）有限公司",
        "廣州木棉花－香港＆澳門公司",
        // Extensions A to J of the unified ideographs, and the characters that stand among them.
        "㐀㛃", "𠀀𪜀", "𫝀𫠝", "𬺰𮯰", "𰀀𱍐", "𲎰", "〇", "佐々木", "䶮",
        // Tibetan and Uyghur in their own scripts, and in Latin letters.
        "བསོད་ནམས་རྒྱལ་མཚན", "ئابدۇۋەلى", "Sönam Gyaltsën", "Abduweli Abdurëhim",
        // Portuguese, as in Macau; Vietnamese precomposed and decomposed; Thai, Burmese, Armenian.
        "João Manuel Gonçalves d'Araújo", "Conceição & Irmãos, 1.º Cartório",
        "Nguye\u{302}\u{303}n Thi\u{323} Ha\u{300}",
        "Đặng Thị Ngọc Ánh", "อำนาจ", "မြွှောက်", "Սևակ", "Ólafur Þór", "O’Brien-Müller", "Łódź",
        "7-Eleven",
    ])
    func `[5.1, 5.2c] a name as people write it is accepted`(name: String) {
        #expect(code(name) == nil)
    }

    @Test(arguments: [
        ("", "name.empty"),
        (" 陳大文", "name.leadingWhiteSpace"),
        ("陳大文 ", "name.trailingWhiteSpace"),
        ("\u{3000}陳大文", "name.leadingWhiteSpace"),
        ("陳\u{0000}大文", "name.control"),
        ("陳\n大文", "name.control"),
        ("陳\u{0085}大文", "name.control"),
        ("陳\u{2028}大文", "name.control"),
        ("陳\u{202E}大文", "name.bidirectional"),
        ("陳\u{2067}大文", "name.bidirectional"),
        ("陳\u{200F}大文", "name.bidirectional"),
        ("陳\u{E000}大文", "name.privateUseKnown"),
        ("陳\u{F8FF}大文", "name.privateUse"),
        ("陳\u{F0000}大文", "name.privateUse"),
        ("陳\u{FE00}大文", "name.variationSelector"),
        ("葛\u{E0100}城", "name.variationSelector"),
        ("陳\u{0378}大文", "name.unassigned"),
        ("陳\u{F907}", "name.compatibility"),
        ("陳\u{2F800}", "name.compatibility"),
        ("陳\u{2FA1D}", "name.compatibility"),
        ("\u{212B}ngström", "name.compatibility"),
        ("陳\u{200B}大文", "name.invisible"),
        ("陳\u{200D}大文", "name.invisible"),
        ("陳\u{3164}大文", "name.invisible"),
        ("Chan\u{00AD}Tai", "name.invisible"),
        ("Chan\u{E0041}", "name.invisible"),
        ("陳\u{3000}大文", "name.unusualSpace"),
        ("Chan\u{00A0}Tai", "name.unusualSpace"),
        ("陳\u{FFFD}文", "name.replacement"),
        ("陳\u{FFFC}文", "name.replacement"),
        ("Ab\u{2800}cd", "name.invisible"),
        ("Ab\u{16FE4}cd", "name.invisible"),
        ("Ab\u{1107F}cd", "name.invisible"),
        ("Ab\u{1D159}cd", "name.invisible"),
        ("陳\u{303F}文", "name.invisible"),
        ("A\u{20E3}", "name.enclosing"),
        ("A\u{0488}", "name.enclosing"),
        ("\u{2FF0}女子", "name.description"),
        ("\u{303E}陳", "name.description"),
        ("陳\u{31EF}", "name.description"),
        ("\u{FF21}BC", "name.compatibility"),
        ("\u{1D400}BC", "name.compatibility"),
        ("o\u{FB01}ce", "name.compatibility"),
        ("\u{2F00}一", "name.compatibility"),
        ("\u{2E80}", "name.compatibility"),
        ("\u{31D0}", "name.compatibility"),
        ("\u{337F}", "name.compatibility"),
        ("\u{BD}", "name.compatibility"),
        ("m\u{B2}", "name.compatibility"),
        ("\u{2460}", "name.compatibility"),
        ("\u{1F170}", "name.compatibility"),
        ("\u{1F71}", "name.compatibility"),
        ("\u{FF11}", "name.compatibility"),
        ("\u{FEF5}", "name.compatibility"),
        ("\u{301}\u{302}", "name.markAlone"),
        ("A \u{301}", "name.markAlone"),
        ("e" + String(repeating: "\u{301}", count: 5), "name.manyMarks"),
        ("ས" + String(repeating: "\u{F92}", count: 9), "name.manyMarks"),
        ("-", "name.noLetter"),
        ("?!", "name.noLetter"),
        ("（）", "name.noLetter"),
        ("·", "name.noLetter"),
    ])
    func `[5.2a] what hides or has no agreed meaning is refused`(value: String, expected: String) {
        #expect(code(value) == expected)
    }

    @Test func `[5.2a] no ideograph and no letter of a living script is called compatible`() {
        // The blocks of the unified ideographs with their extensions, kana, hangul, bopomofo.
        for range in [
            0x3400...0x4DBF as ClosedRange<UInt32>, 0x4E00...0x9FFF, 0x20000...0x2FA00,
            0x30000...0x3FFFD, 0x3041...0x3096, 0x30A1...0x30FE, 0xAC00...0xD7A3, 0x3105...0x312F,
            0x0F40...0x0F6C, 0x0620...0x064A, 0x1000...0x1021, 0x0E01...0x0E30, 0x0041...0x007A,
        ] {
            for value in range where !(0x2F800...0x2FA1F).contains(value) {
                guard let scalar = Unicode.Scalar(value) else { continue }
                #expect(CodePointProblem(scalar) != .compatibility, "\(value)")
            }
        }
    }

    @Test(arguments: [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF] as [UInt32])
    func `[5.1] what is no character at all is refused`(value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        #expect(CodePointProblem(scalar) == .noncharacter)
    }

    @Test func `[5.2a] every compatibility ideograph with a twin is refused, the others are not`() {
        var refused = 0
        for range in [0xF900...0xFAFF as ClosedRange<UInt32>, 0x2F800...0x2FA1F] {
            for value in range {
                guard let scalar = Unicode.Scalar(value),
                    scalar.properties.generalCategory == .otherLetter
                else { continue }
                let hasTwin = (0xFA0E...0xFA29).contains(value) && isUnified(value) ? false : true
                #expect((CodePointProblem(scalar) == .compatibility) == hasTwin, "\(value)")
                refused += hasTwin ? 1 : 0
            }
        }
        #expect(refused == 1002)
    }

    /// The twelve of the block that are unified ideographs.
    func isUnified(_ value: UInt32) -> Bool {
        Unicode.Scalar(value)?.properties.isUnifiedIdeograph ?? false
    }

    @Test(arguments: [
        (NameRules.Form.text, 64, String(repeating: "木", count: 64)),
        (.text, 64, String(repeating: "𠮷", count: 64)),
        (.printable, 64, String(repeating: "A", count: 64)),
    ])
    func `[RFC 5280 appendix A] upper bounds count scalars`(
        form: NameRules.Form, bound: Int, longest: String
    ) {
        #expect(code(longest, form: form, bound: bound) == nil)
        #expect(code(longest + "A", form: form, bound: bound) == "name.tooLong")
    }

    @Test func `[RFC 5280 appendix A] a combined character counts as the scalars it is made of`() {
        let decomposed = String(repeating: "e\u{0301}", count: 32)
        #expect(code(decomposed) == nil)
        #expect(code(decomposed + "e\u{0301}") == "name.tooLong")
    }

    @Test(arguments: ["SRN-0001", "1 (2) + 3, x/y: a=b?", "91110000600037341L"])
    func `[RFC 5280 appendix A] PrintableString carries these`(value: String) {
        #expect(code(value, form: .printable) == nil)
    }

    @Test(arguments: ["SRN_1", "a@b", "é", "陳", "1*2", "A&B"])
    func `[RFC 5280 appendix A] PrintableString does not carry those`(value: String) {
        #expect(code(value, form: .printable) == "name.notPrintable")
    }

    @Test(arguments: [
        ("HK", nil), ("CN", nil), ("hk", "name.countryUnknown"), ("XX", "name.countryUnknown"),
        ("H", "name.countryUnknown"), ("HKG", "name.tooLong"), ("UK", "name.countryUnknown"),
    ])
    func `[5.1] a country is an assigned code in capital letters`(value: String, expected: String?)
    {
        #expect(code(value, form: .country, bound: 2) == expected)
    }

    @Test(arguments: [
        ("tai.man@example.hk", nil), ("a+b@mail.example.com", nil),
        ("no-at.example.hk", "name.mailboxMalformed"), ("a@b", "name.mailboxMalformed"),
        ("a@@example.hk", "name.mailboxMalformed"), (".a@example.hk", "name.mailboxMalformed"),
        ("a@-example.hk", "name.mailboxMalformed"), ("a@example..hk", "name.mailboxMalformed"),
        ("陳@example.hk", "name.mailboxMalformed"),
        ("Chan <a@example.hk>", "name.mailboxMalformed"),
    ])
    func `[RFC 5280 §4.2.1.6] an e-mail address is a plain mailbox`(
        value: String, expected: String?
    ) {
        #expect(code(value, form: .mailbox, bound: 255) == expected)
    }

    @Test func `A refusal names field, place, code point, clause and remedy in three languages`() {
        do {
            try NameRules.check("陳\u{202E}大文", field: "commonName", form: .text, upperBound: 64)
            Issue.record("not refused")
        } catch {
            #expect(error.field == "commonName")
            #expect(error.code.clause == "5.2a")
            for language in Language.allCases {
                #expect(error.message(in: language).contains("U+202E"))
                #expect(error.message(in: language).contains("2"))
                #expect(!error.remedy(in: language).isEmpty)
            }
        }
    }

    @Test func `[5.2a] two spellings that Swift takes for equal are not both accepted`() {
        #expect("\u{F907}" == "\u{9F9C}")
        #expect(code("\u{9F9C}") == nil)
        #expect(code("\u{F907}") == "name.compatibility")
    }
}
