import CertificatePolicy
import Testing

@Suite struct `Telephone numbers` {
    @Test(
        arguments: [
            ("+852 9123 4567", "+85291234567"), ("+85221234567", "+85221234567"),
            ("+853-6612-3456", "+85366123456"), ("+86 138 1234 5678", "+8613812345678"),
            ("+86 10 6512 3456", "+861065123456"), ("+86 755 2512 3456", "+8675525123456"),
            ("+442071838750", "+442071838750"), ("+6591234567", "+6591234567"),
            ("+123456789012345", "+123456789012345"),
        ])
    func `[E.164 6.2.1] are read in international form`(typed: String, text: String) {
        #expect(TelephoneNumber(typed)?.text == text)
    }

    @Test(
        arguments: [
            // One digit too few and too many, by the plans of Hong Kong, Macao and the mainland.
            "+8529123456", "+852912345678", "+8536612345", "+853661234567", "+86138123456789",
            "+861381234567", "+86106512345", "+86755251234567",
            // Trunk prefixes, and what begins as no number there does.
            "+8526", "+85201234567", "+85212345678", "+860755251234", "+8612345678901234",
            // Seven to fifteen digits, behind one plus.
            "+123456", "+1234567890123456", "85291234567", "+0852912345", "++85291234567",
            "+852９1234567", "+852(9)1234567", "+", "",
        ])
    func `[E.164 6.2.1] are refused in every other form`(typed: String) {
        #expect(TelephoneNumber(typed) == nil)
    }

    @Test func `[12.1] are shown without what would reach anybody`() {
        #expect(TelephoneNumber("+85291234567")?.masked == "+852••••••67")
        #expect(TelephoneNumber("+1234567")?.masked == "+123••67")
    }
}
