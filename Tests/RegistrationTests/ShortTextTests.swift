import CanonicalJSON
import CertificatePolicy
import Governance
import Messages
import Registration
import Testing

@Suite struct `The text of a short message` {
    @Test(arguments: NoticeWords.short + [ContactWords.short], Language.allCases)
    func `[TS 23.038 6.2.3] fits in two parts under the longest name, and says that it is a test`(
        words: Text, language: Language
    ) {
        for name in ["K", String(repeating: "名", count: 64), String(repeating: "𠮷", count: 64)] {
            let text = ShortText(
                words, in: language, name: name, ["days": "60", "code": "1234 5678"], isTest: true
            ).text
            #expect(text.utf16.count <= ShortText.maximumUnits, "\(text)")
            #expect(text.hasPrefix("[TEST] ") && !text.contains("{"))
        }
        let plain = ShortText(
            words, in: language, name: "木棉", ["days": "60", "code": "1234 5678"], isTest: false)
        #expect(plain.text.contains("木棉") && !plain.text.contains("TEST"))
    }

    @Test func `leaves out of a name only what does not fit`() {
        let words = Text(en: "{name}: yes", zhHant: "{name}：是", zhHans: "{name}：是")
        func text(_ count: Int) -> String {
            ShortText(
                words, in: .english, name: String(repeating: "a", count: count), isTest: false
            ).text
        }
        #expect(text(129) == String(repeating: "a", count: 129) + ": yes")
        #expect(text(130) == String(repeating: "a", count: 128) + "…: yes")
    }

    @Test(
        arguments: [
            ("hongKong", Language.traditionalChinese), ("mainland", .simplifiedChinese),
        ])
    func `is in the language of the jurisdiction where nobody named one`(
        calendar: String, language: Language
    ) throws {
        let practice = try Practice(
            version: 1, effectiveFromMilliseconds: 0,
            json: ["workingCalendar": .string(calendar)])
        #expect(practice.language == language)
    }
}
