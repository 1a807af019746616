import ArgumentParser
import PKIX

/// A moment as people type one: RFC 3339 with any offset, or a date alone (UTC).
struct Moment: ExpressibleByArgument, Sendable, Equatable {
    let milliseconds: Int64
    /// How much time was said at once: a day, a minute, a second, or less.
    let spanMilliseconds: Int64

    init(milliseconds: Int64, spanMilliseconds: Int64 = 1) {
        self.milliseconds = milliseconds
        self.spanMilliseconds = spanMilliseconds
    }

    init?(argument: String) {
        let text = Array(argument.utf8)
        guard let year = Self.number(text, 0, 4), text.count >= 10, text[4] == 0x2D,
            let month = Self.number(text, 5, 2), text[7] == 0x2D,
            let day = Self.number(text, 8, 2), let days = Self.days(year, month, day)
        else { return nil }
        if text.count == 10 {
            self.init(milliseconds: days * 86_400_000, spanMilliseconds: 86_400_000)
            return
        }
        guard text[10] | 0x20 == 0x74 || text[10] == 0x20,
            let time = Self.timeOfDay(Array(text[11...]))
        else { return nil }
        self.init(
            milliseconds: days * 86_400_000 + time.milliseconds, spanMilliseconds: time.span)
    }

    /// As the API takes it.
    var rfc3339: String { Time.rfc3339(milliseconds) }

    /// Whether a whole day of UTC was said.
    var isDay: Bool { spanMilliseconds == 86_400_000 }

    /// Its day of UTC, as `2026-11-22`.
    var day: String { String(rfc3339.prefix(10)) }

    /// The same as the end of a span: what was said, whole.
    var asEnd: Moment { Moment(milliseconds: milliseconds + spanMilliseconds - 1) }

    /// `16:30Z`, `16:30:05Z`, `16:30:05.123+08:00`: milliseconds since midnight UTC, of any day.
    private static func timeOfDay(_ text: [UInt8]) -> (milliseconds: Int64, span: Int64)? {
        guard let hour = number(text, 0, 2), hour < 24, text.count >= 6, text[2] == 0x3A,
            let minute = number(text, 3, 2), minute < 60
        else { return nil }
        var rest = Array(text[5...])
        var (milliseconds, span) = ((hour * 3600 + minute * 60) * 1000, Int64(60_000))
        if rest.first == 0x3A {
            guard let second = number(rest, 1, 2), second < 60 else { return nil }
            rest = Array(rest[3...])
            milliseconds += second * 1000
            span = 1000
            if rest.first == 0x2E {
                let digits = rest.dropFirst().prefix { $0 >= 0x30 && $0 <= 0x39 }
                guard !digits.isEmpty else { return nil }
                rest = Array(rest[digits.endIndex...])
                milliseconds += number((Array(digits) + [0x30, 0x30]), 0, 3) ?? 0
                span = 1
            }
        }
        guard let offset = offsetSeconds(rest) else { return nil }
        return (milliseconds - offset * 1000, span)
    }

    private static func offsetSeconds(_ text: [UInt8]) -> Int64? {
        if text.count == 1, text[0] | 0x20 == 0x7A { return 0 }
        guard text.count == 6, text[0] == 0x2B || text[0] == 0x2D, text[3] == 0x3A,
            let hour = number(text, 1, 2), hour < 24, let minute = number(text, 4, 2), minute < 60
        else { return nil }
        return (text[0] == 0x2B ? 1 : -1) * (hour * 3600 + minute * 60)
    }

    private static func number(_ text: [UInt8], _ start: Int, _ count: Int) -> Int64? {
        guard text.count >= start + count else { return nil }
        var value: Int64 = 0
        for byte in text[start..<start + count] {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        return value
    }

    /// Days since 1970 in the Gregorian calendar; nil for a day that does not exist.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64? {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...12).contains(month), (1...lengths[Int(month) - 1]).contains(day), year >= 1
        else { return nil }
        let before = year - 1
        let toYear = before * 365 + before / 4 - before / 100 + before / 400 - 719_162
        return toYear + lengths[..<(Int(month) - 1)].reduce(0, +) + day - 1
    }
}
