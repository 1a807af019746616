import Glibc

/// A moment in UTC and its writings in logs and headers.
struct UTCTime: Sendable {
    /// Since 1970, without leap seconds.
    let milliseconds: Int64

    static func now() -> UTCTime {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return UTCTime(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// RFC 3339 with milliseconds, such as `2026-01-02T03:04:05.678Z`.
    var rfc3339: String {
        let (year, month, day) = date
        let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
        return "\(date)T\(timeOfDay).\(padded(millisecondOfDay % 1000, 3))Z"
    }

    /// RFC 9110 §5.6.7, such as `Fri, 02 Jan 2026 03:04:05 GMT`.
    var imfFixdate: String {
        let (year, month, day) = date
        let weekday = Self.weekdays[Int(((days % 7) + 7) % 7)]
        let name = Self.months[Int(month) - 1]
        return "\(weekday), \(padded(day, 2)) \(name) \(padded(year, 4)) \(timeOfDay) GMT"
    }

    private static let millisecondsOfDay: Int64 = 86_400_000
    /// From the weekday of 1970-01-01.
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private var millisecondOfDay: Int64 {
        let rest = milliseconds % Self.millisecondsOfDay
        return rest >= 0 ? rest : rest + Self.millisecondsOfDay
    }

    /// Whole days since 1970-01-01.
    private var days: Int64 { (milliseconds - millisecondOfDay) / Self.millisecondsOfDay }

    /// The Gregorian date, counted in eras of 400 years that begin on 1 March.
    private var date: (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * fromMarch + 2) / 5 + 1)
    }

    private var timeOfDay: String {
        let seconds = millisecondOfDay / 1000
        return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
            .joined(separator: ":")
    }

    private func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
