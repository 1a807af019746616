import CertificatePolicy
import Messages
import Testing

/// Specimens of ICAO Doc 9303: part 4 (TD3), part 5 (TD1) and part 6 (TD2).
@Suite struct `Machine-readable lines` {
    static let td3 = """
        P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
        L898902C36UTO7408122F1204159ZE184226B<<<<<10
        """
    static let td1 = """
        I<UTOD231458907<<<<<<<<<<<<<<<
        7408122F1204159UTO<<<<<<<<<<<6
        ERIKSSON<<ANNA<MARIA<<<<<<<<<<
        """
    static let td2 = """
        I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<
        D231458907UTO7408122F1204159<<<<<<<6
        """

    @Test(arguments: [
        (td3, MachineReadableZone.Format.td3, "P", "L898902C3"), (td1, .td1, "I", "D23145890"),
        (td2, .td2, "I", "D23145890"),
    ])
    func `The specimens are read`(
        text: String, format: MachineReadableZone.Format, code: String, number: String
    ) throws {
        let zone = try MachineReadableZone(text, thisYear: 2026)
        #expect(zone.format == format)
        #expect(zone.documentCode == code)
        #expect(zone.issuer == "UTO")
        #expect(zone.nationality == "UTO")
        #expect(zone.number == number)
        #expect(zone.birthDate.description == "1974-08-12")
        #expect(zone.expiry.description == "2012-04-15")
        #expect(zone.sex == "F")
        #expect(zone.surname == "ERIKSSON")
        #expect(zone.givenNames == "ANNA MARIA")
    }

    @Test(arguments: [td3, td2, td1])
    func `[6.2b] every digit of a checked field that is misread is found`(text: String) {
        let lines = text.split(separator: "\n").map { Array($0.utf8) }
        let checked = lines.count == 3 ? 0...1 : 1...1
        var tried = 0
        for line in checked {
            for place in lines[line].indices
            where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(lines[line][place]) {
                var changed = lines
                let digit = changed[line][place]
                changed[line][place] = digit == UInt8(ascii: "9") ? UInt8(ascii: "0") : digit + 1
                let text = changed.map { String(decoding: $0, as: UTF8.self) }
                    .joined(separator: "\n")
                #expect(throws: (any Error).self) {
                    try MachineReadableZone(text, thisYear: 2026)
                }
                tried += 1
            }
        }
        #expect(tried >= 20)
    }

    @Test(arguments: [
        ("", "identity.zoneForm"), ("P<UTO", "identity.zoneForm"),
        (td3.lowercased(), "identity.zoneForm"),
        (td3.replacing("L898902C36", with: "L898902C37"), "identity.zoneCheckDigit"),
        (td3.replacing("<<<<<10", with: "<<<<<11"), "identity.zoneCheckDigit"),
        (td3.replacing("ERIKSSON<<ANNA<MARIA", with: "<<<<<<<<<<<<<<<<<<<<"), "identity.zoneForm"),
        (td3 + "\n" + td3, "identity.zoneForm"),
    ])
    func `What are no such lines is refused`(text: String, code: String) {
        do {
            let zone = try MachineReadableZone(text, thisYear: 2026)
            Issue.record("read: \(zone.format)")
        } catch {
            #expect(error.code.id == code)
        }
    }
}
