import PKIX
import SwiftASN1
import Testing

@Suite("Serial numbers, times, object identifiers")
struct ValueTests {
    @Test(arguments: [
        ("0A:1b", "0a1b"), ("0x0a1B", "0a1b"), ("0X1", "01"), ("a 1b", "0a1b"), ("a1-b", "0a1b"),
        ("00 00 0a", "0a"), ("dec:255", "ff"), ("dec: 256", "0100"), (" dec:65536", "010000"),
        ("dec:18446744073709551616", "010000000000000000"), ("dec", "0dec"), ("255", "0255"),
        (String(repeating: "7f", count: 20), String(repeating: "7f", count: 20)),
    ])
    func `a serial is read in any writing`(text: String, hex: String) throws {
        let serial = try SerialNumber(parsing: text)
        #expect(serial.hex == hex)
        #expect(try SerialNumber(derEncoded: serial.derEncoded) == serial)
        #expect(try SerialNumber(bytes: serial.bytes) == serial)
    }

    @Test(arguments: ["", "0x", "dec:", "xyz", "12g", "dec:1a", "0x0x1", "-"])
    func `what is no serial is refused`(text: String) {
        #expect(throws: PKIXError.invalidString(SerialNumber.structure.whole)) {
            try SerialNumber(parsing: text)
        }
    }

    @Test(arguments: [
        "0", "dec:0", "80" + String(repeating: "00", count: 19), String(repeating: "01", count: 21),
        String(repeating: "0", count: 1000),
    ])
    func `[RFC 5280 4.1.2.2] zero and more than 20 octets are refused`(text: String) {
        #expect(throws: PKIXError.outOfRange(SerialNumber.structure.whole)) {
            try SerialNumber(parsing: text)
        }
    }

    @Test func `serials are ordered by value`() throws {
        let texts = ["1", "7f", "80", "ff", "0100", "7fff", "8000", "010000"]
        let serials = try texts.map { try SerialNumber(parsing: $0) }
        #expect(serials.shuffled().sorted() == serials)
        let negative = try [[0x02, 0x01, 0xff], [0x02, 0x01, 0x80], [0x02, 0x02, 0x80, 0x00]]
            .map { try SerialNumber(derEncoded: $0, tolerance: .tolerant) }
        #expect((negative + serials).sorted() == negative.reversed() + serials)
    }

    /// Tag, text, milliseconds.
    static let times: [(UInt8, String, Int64)] = [
        (0x17, "500101000000Z", -631_152_000_000), (0x17, "700101000000Z", 0),
        (0x17, "491231235959Z", 2_524_607_999_000), (0x18, "20500101000000Z", 2_524_608_000_000),
        (0x17, "000229120000Z", 951_825_600_000), (0x18, "21000301000000Z", 4_107_542_400_000),
        (0x18, "99991231235959Z", 253_402_300_799_000),
    ]

    @Test(arguments: times)
    func `[RFC 5280 4.1.2.5] UTCTime to 2049, then GeneralizedTime`(
        tag: UInt8, text: String, milliseconds: Int64
    ) throws {
        var writer = DERWriter()
        Time.encode(milliseconds, into: &writer)
        #expect(writer.bytes == [tag, UInt8(text.utf8.count)] + Array(text.utf8))
        let context = DecodingContext(.strict)
        let node = try DER.parse(writer.bytes)
        #expect(try Time.decode(node, at: Time.structure.whole, context) == milliseconds)
        var truncated = DERWriter()
        Time.encode(milliseconds + 999, into: &truncated)
        #expect(truncated.bytes == writer.bytes)
    }

    /// Tag, text, the error of a strict decoder, what a tolerant one reads.
    static let defectiveTimes: [(UInt8, String, PKIXError, Int64?)] = [
        (0x18, "20200101000000Z", .outOfRange(Time.structure.whole), 1_577_836_800_000),
        (0x17, "7001010000Z", .notDER(Time.structure.whole), 0),
        (0x17, "700101080000+0800", .notDER(Time.structure.whole), 0),
        (0x17, "691231193000-0430", .notDER(Time.structure.whole), 0),
        (0x18, "20500101000000.5Z", .notDER(Time.structure.whole), 2_524_608_000_500),
        (0x18, "20500101000000", .notDER(Time.structure.whole), nil),
        (0x17, "700101000060Z", .outOfRange(Time.structure.whole), nil),
        (0x17, "700101240000Z", .outOfRange(Time.structure.whole), nil),
        (0x17, "700230000000Z", .outOfRange(Time.structure.whole), nil),
        (0x17, "701301000000Z", .outOfRange(Time.structure.whole), nil),
        (0x17, "700101000000z", .notDER(Time.structure.whole), nil),
        (0x17, "7001010000000Z", .notDER(Time.structure.whole), nil),
        (0x17, "", .notDER(Time.structure.whole), nil),
        (0x0c, "700101000000Z", .unexpectedType(Time.structure.whole), nil),
    ]

    @Test(arguments: defectiveTimes)
    func `[X.690 11.7] other forms of time are refused, some tolerated`(
        tag: UInt8, text: String, error: PKIXError, milliseconds: Int64?
    ) throws {
        var writer = DERWriter()
        writer.string(text, DERTag(octet: tag))
        let node = try DER.parse(writer.bytes)
        #expect(throws: error) {
            try Time.decode(node, at: Time.structure.whole, DecodingContext(.strict))
        }
        let tolerated = try? Time.decode(node, at: Time.structure.whole, DecodingContext(.tolerant))
        #expect(tolerated == milliseconds)
    }

    @Test func `every day of 10 000 years is written and read the same`() throws {
        let context = DecodingContext(.strict)
        let day: Int64 = 86_400_000
        // 97 is prime to all periods of the calendar, so that the steps meet all kinds of days.
        for moment in stride(
            from: Time.earliestMilliseconds, to: Time.latestMilliseconds, by: 97 * Int(day))
        {
            var writer = DERWriter()
            Time.encode(moment, into: &writer)
            let node = try DER.parse(writer.bytes)
            #expect(try Time.decode(node, at: Time.structure.whole, context) == moment)
        }
    }

    @Test func `[RFC 3339] moments are written for people`() {
        #expect(Time.rfc3339(0) == "1970-01-01T00:00:00Z")
        #expect(Time.rfc3339(-1) == "1969-12-31T23:59:59.999Z")
        #expect(Time.rfc3339(1_767_225_600_020) == "2026-01-01T00:00:00.020Z")
    }

    @Test func `[RFC 5280 4.1.2.5] a validity includes both its ends`() throws {
        let validity = try Validity(notBeforeMilliseconds: 1000, notAfterMilliseconds: 2500)
        #expect(validity.notAfterMilliseconds == 2000)
        for (moment, inside) in [(999, false), (1000, true), (2999, true), (3000, false)] {
            #expect(validity.contains(atMilliseconds: Int64(moment)) == inside)
        }
        #expect(throws: PKIXError.inconsistent(Validity.structure.at("notAfter"))) {
            try Validity(notBeforeMilliseconds: 3000, notAfterMilliseconds: 2999)
        }
        #expect(throws: PKIXError.outOfRange(Validity.structure.at("notAfter"))) {
            try Validity(
                notBeforeMilliseconds: 0, notAfterMilliseconds: Time.latestMilliseconds + 1000)
        }
    }

    @Test(arguments: ["1.2.3", "2.16.344.8.2.2008.810.2.2018.1.1", "2.999.4294967295", "0.0"])
    func `object identifiers are read and written as text`(text: String) throws {
        let oid = try #require(ASN1ObjectIdentifier.parse(dotted: text))
        #expect(oid.dotted == text)
        var writer = DERWriter()
        writer.objectIdentifier(oid)
        let node = try DER.parse(writer.bytes)
        #expect(try node.objectIdentifier(at: Time.structure.whole) == oid)
    }

    @Test(arguments: [
        "", "1", "1.", ".1", "1..2", "3.1", "1.40", "1.2.x", "1.02", "1.-2", "1.2.4294967296",
        "18446744073709551615.1", "１.2",
    ])
    func `what is no object identifier is refused`(text: String) {
        #expect(ASN1ObjectIdentifier.parse(dotted: text) == nil)
    }

    @Test func `object identifiers lie below others arc by arc`() {
        let base: ASN1ObjectIdentifier = [2, 16, 344]
        #expect(base.appending(1, 2).isBelow(base))
        #expect(!base.isBelow(base))
        #expect(!ASN1ObjectIdentifier(arrayLiteral: 2, 16, 3441, 1).isBelow(base))
    }
}
