import PKIX

/// A day by the civil calendar, as both places count it: eight hours ahead of UTC, the whole year.
public struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Days since 1970-01-01.
    private let number: Int64

    /// Hong Kong and the mainland have one time.
    private static let offset: Int64 = 8 * 3_600_000
    private static let day: Int64 = 86_400_000

    private init(number: Int64) { self.number = number }

    /// Nil where the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard
            let start = CivilTime(
                year: year, month: month, day: day, hour: 0, minute: 0, second: 0)
        else { return nil }
        number = start.milliseconds / Self.day
    }

    /// The day in which a moment lies, in milliseconds since 1970 UTC.
    public init(milliseconds: Int64) {
        let local = milliseconds.addingReportingOverflow(Self.offset)
        let moment = local.overflow ? milliseconds : local.partialValue
        number = moment / Self.day - (moment % Self.day < 0 ? 1 : 0)
    }

    /// `2026-02-17`. Nil for any other writing.
    public init?(parsing text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map({ $0.utf8.count }) == [4, 2, 2],
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public var year: Int { civil.year }

    public var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        return "\(padded(civil.year, 4))-\(padded(civil.month, 2))-\(padded(civil.day, 2))"
    }

    private var civil: CivilTime { CivilTime(milliseconds: number * Self.day) }

    public var isWeekend: Bool {
        // 1970-01-01 was a Thursday.
        [2, 3].contains(((number % 7) + 7) % 7)
    }

    public var next: CalendarDate { adding(days: 1) }

    public func adding(days: Int) -> CalendarDate {
        CalendarDate(number: number + Int64(days))
    }

    /// The first moment that is no longer within it, in milliseconds since 1970 UTC.
    public var endMilliseconds: Int64 { (number + 1) * Self.day - Self.offset }

    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        left.number < right.number
    }
}
