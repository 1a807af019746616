import Messages
import Testing

@testable import CertificatePolicy

/// Vectors: GB 11643 and GB 11714 print their own; the Hong Kong cards are those that the Immigration
/// Department and public descriptions of the algorithm use; 91110000600037341L is of GB 32100's rules.
@Suite struct `Numbers of identity documents` {
    typealias Kind = IdentityDocumentKind

    static func code(_ text: String, _ kind: Kind) -> String? {
        do {
            _ = try IdentityNumber(text, kind: kind)
            return nil
        } catch {
            return error.code.id
        }
    }

    static let good: [(String, Kind, String)] = [
        ("11010519491231002X", .residentIdentityCard, "11010519491231002X"),
        ("440524188001010014", .residentIdentityCard, "440524188001010014"),
        ("360426199101010071", .residentIdentityCard, "360426199101010071"),
        ("370101190102039973", .residentIdentityCard, "370101190102039973"),
        ("11010519491231002x", .residentIdentityCard, "11010519491231002X"),
        ("110105 19491231 002X", .residentIdentityCard, "11010519491231002X"),
        ("１１０１０５１９４９１２３１００２Ｘ", .residentIdentityCard, "11010519491231002X"),
        ("810000199408230021", .residencePermit, "810000199408230021"),
        ("830000199201300022", .residencePermit, "830000199201300022"),
        ("A123456(3)", .hongKongIdentityCard, "A123456(3)"),
        ("AB123456(9)", .hongKongIdentityCard, "AB123456(9)"),
        ("G123456(A)", .hongKongIdentityCard, "G123456(A)"),
        ("AB987654(3)", .hongKongIdentityCard, "AB987654(3)"),
        ("WX123456(9)", .hongKongIdentityCard, "WX123456(9)"),
        ("D288754(2)", .hongKongIdentityCard, "D288754(2)"),
        ("a1234563", .hongKongIdentityCard, "A123456(3)"),
        ("Ａ１２３４５６（３）", .hongKongIdentityCard, "A123456(3)"),
        ("L898902C3", .passport, "L898902C3"),
        ("h12345678", .mainlandTravelPermit, "H12345678"),
        ("H1234567801", .mainlandTravelPermit, "H12345678"),
        ("M00000001", .mainlandTravelPermit, "M00000001"),
        ("C12345678", .exitEntryPermit, "C12345678"),
        ("CA1234567", .exitEntryPermit, "CA1234567"),
        ("91110000600037341L", .unifiedSocialCreditCode, "91110000600037341L"),
        ("60003734-1", .organisationCode, "60003734-1"),
        ("600037341", .organisationCode, "60003734-1"),
        ("12345678", .businessRegistration, "12345678"),
        ("C0012345", .businessRegistration, "C0012345"),
        ("F0001234", .businessRegistration, "F0001234"),
    ]

    @Test(arguments: good)
    func `[5.2a, 6.2b] a number has one form, however it was typed`(
        typed: String, kind: Kind, canonical: String
    ) throws {
        let number = try IdentityNumber(typed, kind: kind)
        #expect(number.canonical == canonical)
        #expect(try IdentityNumber(number.canonical, kind: kind) == number)
    }

    @Test(arguments: [
        ("15000019970319128X", Kind.residentIdentityCard, "identity.checkDigit"),
        ("110105194912310021", .residentIdentityCard, "identity.checkDigit"),
        ("1101051949123100", .residentIdentityCard, "identity.numberForm"),
        ("X10105194912310021", .residentIdentityCard, "identity.numberForm"),
        ("810000199408230021", .residentIdentityCard, "identity.area"),
        ("11010519491231002X", .residencePermit, "identity.area"),
        ("C567890(8)", .hongKongIdentityCard, "identity.checkDigit"),
        ("A123456(4)", .hongKongIdentityCard, "identity.checkDigit"),
        ("A12345(3)", .hongKongIdentityCard, "identity.numberForm"),
        ("ABC123456(9)", .hongKongIdentityCard, "identity.numberForm"),
        ("1123456(3)", .hongKongIdentityCard, "identity.numberForm"),
        ("A123456(B)", .hongKongIdentityCard, "identity.numberForm"),
        ("L898", .passport, "identity.numberForm"),
        ("ABCDEFG", .passport, "identity.numberForm"),
        ("L898902C36", .passport, "identity.numberForm"),
        ("T12345678", .mainlandTravelPermit, "identity.numberForm"),
        ("H123456780", .mainlandTravelPermit, "identity.numberForm"),
        ("CI1234567", .exitEntryPermit, "identity.numberForm"),
        ("CO1234567", .exitEntryPermit, "identity.numberForm"),
        ("91110000600037341M", .unifiedSocialCreditCode, "identity.checkDigit"),
        ("9111000060003734OL", .unifiedSocialCreditCode, "identity.numberForm"),
        ("0111000060003734XL", .unifiedSocialCreditCode, "identity.numberForm"),
        ("60003734-2", .organisationCode, "identity.checkDigit"),
        ("60003734", .organisationCode, "identity.numberForm"),
        ("1234567", .businessRegistration, "identity.numberForm"),
        ("G0001234", .businessRegistration, "identity.numberForm"),
        ("", .passport, "identity.numberForm"), ("陳大文", .passport, "identity.numberForm"),
    ])
    func `[6.2b] what is no number of its kind is refused`(
        typed: String, kind: Kind, code: String
    ) {
        #expect(Self.code(typed, kind) == code)
    }

    /// The check digit is right, the day is none: 30 February.
    @Test func `[6.2b] a birth date has to be a day`() {
        let body = Array("110105199002300010".utf8.prefix(17))
        let check = CheckDigits.resident(body[...])
        let number = String(decoding: body + [check], as: UTF8.self)
        #expect(Self.code(number, .residentIdentityCard) == "identity.birthDate")
    }

    @Test(
        arguments: good.filter { item in
            [
                .residentIdentityCard, .residencePermit, .hongKongIdentityCard,
                .unifiedSocialCreditCode,
                .organisationCode,
            ].contains(item.1)
        })
    func `[6.2b] one digit changed or two neighbours exchanged are found`(
        typed: String, kind: Kind, canonical: String
    ) throws {
        let bytes = Array(canonical.utf8)
        var tried = 0
        for place in bytes.indices where bytes[place].isDigit {
            for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != bytes[place] {
                var changed = bytes
                changed[place] = digit
                let text = String(decoding: changed, as: UTF8.self)
                #expect(Self.code(text, kind) != nil, "\(text)")
                tried += 1
            }
            guard place + 1 < bytes.count, bytes[place + 1].isDigit,
                bytes[place] != bytes[place + 1]
            else { continue }
            var exchanged = bytes
            exchanged.swapAt(place, place + 1)
            let text = String(decoding: exchanged, as: UTF8.self)
            #expect(Self.code(text, kind) != nil, "\(text)")
            tried += 1
        }
        #expect(tried > 50)
    }

    @Test(arguments: [
        ("A123456(3)", Kind.hongKongIdentityCard, "*******(*)"),
        ("11010519491231002X", .residentIdentityCard, "******************"),
        ("60003734-1", .organisationCode, "********-*"),
    ])
    func `[12.1] a masked number shows nothing but how it is written`(
        number: String, kind: Kind, masked: String
    ) throws {
        #expect(try IdentityNumber(number, kind: kind).masked == masked)
    }

    @Test func `A resident's number tells the day of birth`() throws {
        let number = try IdentityNumber("11010519491231002X", kind: .residentIdentityCard)
        #expect(number.birthDate?.description == "1949-12-31")
        #expect(try IdentityNumber("A1234563", kind: .hongKongIdentityCard).birthDate == nil)
    }

    @Test(arguments: [
        "A1234563", "11010519491231002X", "L898902C3", "陳大文", "A\u{202E}",
        String(repeating: "9", count: 500),
    ])
    func `[12.1] no refusal repeats a number`(typed: String) {
        for kind in Kind.allCases {
            do {
                let number = try IdentityNumber(typed, kind: kind)
                #expect(number.kind == kind)
            } catch {
                let said = Language.allCases.map { error.message(in: $0) + error.remedy(in: $0) }
                #expect(!said.contains { $0.contains(typed) && typed != kind.notation })
            }
        }
    }
}
