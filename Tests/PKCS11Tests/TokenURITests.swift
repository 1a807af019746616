import Messages
import Testing

@testable import PKCS11

@Suite struct TokenURITests {
    @Test func `[RFC 7512 2.3] a URI names token and key`() throws {
        let uri = try TokenURI(
            "pkcs11:token=M%20ei;serial=0a;object=officer;id=%01%ff;type=private"
                + "?module-path=/usr/lib/x.so&pin-source=file:/run/pin")
        #expect(uri.token == "M ei" && uri.serial == "0a" && uri.object == "officer")
        #expect(uri.id == [0x01, 0xff])
        #expect(uri.modulePath == "/usr/lib/x.so" && uri.pinFile == "/run/pin")
        #expect(uri.description == "pkcs11:token=M%20ei;serial=0a;object=officer;id=%01%FF")
        let again = try TokenURI(uri.description)
        #expect(again.token == uri.token && again.id == uri.id && again.pinFile == nil)
    }

    @Test func `other scripts are escaped and read again`() throws {
        var uri = TokenURI()
        uri.token = "美 ;=?%&"
        #expect(uri.description == "pkcs11:token=%E7%BE%8E%20%3B%3D%3F%25%26")
        #expect(try TokenURI(uri.description) == uri)
        #expect(try TokenURI("pkcs11:") == TokenURI())
    }

    @Test(arguments: [
        ("token=Mei", "pkcs11:"), ("PKCS11:token=Mei", "pkcs11:"), ("pkcs11:to ken=x", "pkcs11:"),
        ("pkcs11:token=a;token=b", "token"), ("pkcs11:token=", "token"), ("pkcs11:id=", "id"),
        ("pkcs11:token=%0", "token"), ("pkcs11:token=%+1", "token"), ("pkcs11:token=%ff", "token"),
        ("pkcs11:token=%00", "token"), ("pkcs11:slot-id=1", "slot-id"),
        ("pkcs11:type=public", "type"), ("pkcs11:colour=red", "colour"), ("pkcs11:token", "token"),
        ("pkcs11:?pin-value=1234", "pin-value"), ("pkcs11:?pin-source=|cat", "pin-source"),
        ("pkcs11:?pin-source=file://host/pin", "pin-source"),
        ("pkcs11:?module-name=x", "module-name"),
    ])
    func `[8.16] what is not taken is refused by name, and a PIN in a URI first of all`(
        text: String, part: String
    ) {
        #expect(throws: TokenError.uriMalformed(part: part)) { try TokenURI(text) }
    }

    @Test func `codes of modules have their names, and vendors' their number`() {
        #expect(ReturnCode(0xa0).description == "CKR_PIN_INCORRECT")
        #expect(ReturnCode(0x32).description == "CKR_DEVICE_REMOVED")
        #expect(ReturnCode(0x8000_0001).description == "CKR_0x80000001")
    }

    private static let errors: [TokenError] = [
        .moduleMissing(path: "/m.so", reason: "r"), .moduleExposed(path: "/m.so"),
        .notAModule(path: "/m.so"), .uriMalformed(part: "x"), .tokenMissing(uri: "u"),
        .tokensAmbiguous(uri: "u", count: 2), .keyUnnamed(uri: "u"), .keyMissing(uri: "u"),
        .keysAmbiguous(uri: "u", count: 2), .keyExists(uri: "u"),
        .keyUnfit(uri: "u", faults: [.unset("CKA_LOCAL"), .modulus(bits: 1024)]),
        .keyKindUnfit(uri: "u"), .publicKeyMissing(uri: "u"), .signatureWrong(uri: "u"),
        .mechanismMissing(name: "CKM_ECDSA"), .pinWrong(token: "Mei", tries: .untold),
        .pinWrong(token: "Mei", tries: .low), .pinWrong(token: "Mei", tries: .final),
        .pinLocked(token: "Mei"), .pinFinalTry(token: "Mei"), .pinMissing(token: "Mei"),
        .tokenGone(token: "Mei", ReturnCode(0x32)), .blocked(token: "Mei"),
        .failed(call: "C_Sign", ReturnCode(0x30)),
    ]

    @Test func `every error is told in three languages, under a code of its own`() {
        let refusals = Self.errors.map(\.refusal)
        #expect(Set(refusals.map(\.code.id)).count == Self.errors.count)
        for refusal in refusals {
            #expect(refusal.code.id.hasPrefix("token."))
            for language in Language.allCases {
                let said = refusal.message(in: language) + refusal.remedy(in: language)
                #expect(!said.contains("{"), "\(said)")
            }
        }
        let unfit = Self.errors[10].refusal.message(in: .traditionalChinese)
        #expect(unfit.contains("CKA_LOCAL=false, CKA_MODULUS_BITS=1024"))
        #expect(refusals[21].message(in: .english).contains("CKR_DEVICE_REMOVED"))
        #expect(refusals[23].message(in: .simplifiedChinese).contains("CKR_DEVICE_ERROR"))
    }
}
