import PKIX

/// A moment as registers write it: `2026-11-30 08:15:00` in Hong Kong and the mainland, or with the
/// zone said, `2026-11-30T08:15:00+08:00`, `2026-11-30T00:15:00Z`.
package struct RecordMoment: Sendable, Hashable, Comparable {
    /// Since 1970-01-01T00:00:00Z.
    package let milliseconds: Int64

    /// Nil for anything else, and outside the years 1900 to 9999.
    package init?(_ text: String?) {
        guard let text else { return nil }
        let octets = Array(text.utf8)
        guard octets.count >= 19,
            let day = RecordDay(String(decoding: octets[..<10], as: UTF8.self)),
            let hour = Self.number(octets[11..<13]), let minute = Self.number(octets[14..<16]),
            let second = Self.number(octets[17..<19]), hour < 24, minute < 60, second < 60,
            octets[13] == UInt8(ascii: ":"), octets[16] == UInt8(ascii: ":")
        else { return nil }
        let separator = octets[10]
        let zone = String(decoding: octets[19...], as: UTF8.self)
        // The end of the day before, in UTC, is where the day begins in UTC+8.
        let start = day.endMilliseconds - 86_400_000
        let within = Int64((hour * 60 + minute) * 60 + second) * 1000
        switch (separator, zone) {
        case (UInt8(ascii: " "), ""), (UInt8(ascii: "T"), "+08:00"):
            milliseconds = start + within
        case (UInt8(ascii: "T"), "Z"): milliseconds = start + within + 8 * 3_600_000
        default: return nil
        }
    }

    /// A moment as a register takes it, to the second.
    package static func written(_ milliseconds: Int64) -> String {
        Time.rfc3339(milliseconds / 1000 * 1000)
    }

    package static func < (one: RecordMoment, other: RecordMoment) -> Bool {
        one.milliseconds < other.milliseconds
    }

    private static func number(_ octets: ArraySlice<UInt8>) -> Int? {
        guard octets.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return octets.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
