import Messages
import Testing

@Suite struct `What people read of findings and checks` {
    static let all =
        CertificateFindings.all + CertificateListFindings.all + StatusAnswerFindings.all
        + PathChecks.all + CertificateChecks.all + StatusChecks.all

    @Test func `Each text has the same places in three languages, and says something`() {
        #expect(Self.all.count > 100)
        for text in Self.all {
            let places = [text.english, text.traditionalChinese, text.simplifiedChinese].map {
                Set(Text.places(in: $0))
            }
            #expect(Set(places).count == 1, "\(text.english)")
            #expect(!text.traditionalChinese.isEmpty && !text.simplifiedChinese.isEmpty)
        }
    }
}
