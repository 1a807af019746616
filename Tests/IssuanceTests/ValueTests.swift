import CertificatePolicy
import Cryptography
import Issuance
import Messages
import PKIX
import Testing
import TestSupport

@Suite struct `A validity period` {
    /// 2026-01-05T01:00:00.789Z.
    private static let start = FixedClock.start + 789
    private static let second: Int64 = 1000
    private static let day: Int64 = 86_400_000

    private func issuer(until notAfter: Int64) throws -> Validity {
        try Validity(
            notBeforeMilliseconds: FixedClock.start - Self.day, notAfterMilliseconds: notAfter)
    }

    @Test(arguments: [Int64(1), 90, 1095, 1826])
    func `[8.15e] of days has whole seconds, both ends within it`(days: Int64) throws {
        let period = try ValidityPeriod.days(days, fromMilliseconds: Self.start, within: nil)
        #expect(period.notBeforeMilliseconds == FixedClock.start)
        #expect(
            period.notAfterMilliseconds + Self.second - period.notBeforeMilliseconds
                == days * Self.day)
    }

    @Test func `of years ends a second before its anniversary, leap years or not`() throws {
        let leapDay = try #require(
            CivilTime(year: 2028, month: 2, day: 29, hour: 0, minute: 0, second: 0))
        let period = try ValidityPeriod.years(
            1, fromMilliseconds: leapDay.milliseconds, within: nil)
        let anniversary = try #require(
            CivilTime(year: 2029, month: 3, day: 1, hour: 0, minute: 0, second: 0))
        #expect(period.notAfterMilliseconds + Self.second == anniversary.milliseconds)
    }

    @Test func `[8.15c] ends with its issuer's, not a second later`() throws {
        let whole = FixedClock.start + 10 * Self.day - Self.second
        for (end, expected) in [
            (whole - Self.second, whole - Self.second), (whole, whole),
            (whole + Self.second, whole),
        ] {
            let period = try ValidityPeriod.days(
                10, fromMilliseconds: Self.start, within: issuer(until: end))
            #expect(period.notAfterMilliseconds == expected)
        }
    }

    @Test func `[8.15c] is none where the issuer's ends before it begins`() throws {
        for end in [FixedClock.start, FixedClock.start - Self.second] {
            do {
                _ = try ValidityPeriod.days(
                    1, fromMilliseconds: Self.start, within: issuer(until: end))
                Issue.record("a period that ends at \(end)")
            } catch let refusal as Refusal {
                #expect(refusal.code.id == "profile.outlivesIssuer")
                #expect(refusal.code.clause == "8.15c")
            }
        }
        _ = try ValidityPeriod.days(
            1, fromMilliseconds: Self.start,
            within: issuer(until: FixedClock.start + Self.second))
    }
}

@Suite struct `A random serial number` {
    private struct Constant: Randomness {
        let octet: UInt8
        func bytes(_ count: Int) -> [UInt8] { Array(repeating: octet, count: count) }
    }

    @Test(arguments: [UInt8(0), 1, 0x7E, 0x7F, 0x80, 0xFE, 0xFF])
    func `[RFC 5280 §4.1.2.2] has twenty octets and is positive, whatever is drawn`(
        octet: UInt8
    ) throws {
        let serial = try SerialNumber.random(Constant(octet: octet))
        #expect(serial.bytes.count == 20)
        #expect((0x01...0x7F).contains(serial.bytes[0]))
        #expect(serial.hex.utf8.count == 40)
    }

    @Test func `differs from all others`() throws {
        let randomness = SeededRandomness(seed: 7)
        let serials = try (0..<1000).map { _ in try SerialNumber.random(randomness) }
        #expect(Set(serials).count == 1000)
        #expect(Set(serials.map { $0.bytes[0] }).count > 100)
    }
}

@Suite struct `Search by part of a name` {
    @Test(arguments: [
        ("Chan Tai Man", "chan tai man"), ("  Chan \t Tai\nMan ", "chan tai man"),
        ("ÉCOLE", "école"), ("ΣΊΣΥΦΟΣ", "σίσυφοσ"), ("陳大文", "陳大文"),
        // The ideographic space is a space; full-width letters are letters.
        ("陳　大文", "陳 大文"), ("ＫＡＰＯＫ", "ｋａｐｏｋ"), ("İ", "i\u{307}"), ("", ""),
        (" ", ""),
        // Not the same characters: search never joins what a reader tells apart.
        ("陈大文", "陈大文"),
    ])
    func `folds case and white space, and nothing else`(text: String, folded: String) {
        #expect(
            SubjectSearch.folded(text).unicodeScalars.elementsEqual(folded.unicodeScalars))
    }

    @Test func `keeps apart what only Swift's equality holds for equal`() {
        let compatibility = SubjectSearch.folded("\u{F900}")
        #expect(!compatibility.unicodeScalars.elementsEqual("\u{8C48}".unicodeScalars))
    }

    @Test func `looks for the common name`() throws {
        let name = DistinguishedName(attributes: [
            try NameAttribute(.countryName, "HK"), try NameAttribute(.commonName, "陳大文 CHAN"),
        ])
        #expect(SubjectSearch.folded(name) == "陳大文 chan")
        #expect(SubjectSearch.folded(DistinguishedName(attributes: [])) == "")
    }
}
