/// Which days are worked on at one of the two places. CP 6.5, 6.19b.
///
/// Monday to Friday, but for holidays; and the weekend days that make up for a holiday. It knows whole
/// years; of any other year it says nothing, rather than that nobody has a holiday.
public struct WorkingCalendar: Sendable, Equatable {
    public enum Region: String, Sendable, CaseIterable {
        case hongKong, mainland
    }

    /// What a date is against the rule of the week.
    public enum Exception: String, Sendable, CaseIterable {
        /// Nobody works: a holiday, or a day of typhoon or rain.
        case closed
        /// A weekend day that is worked on in place of another.
        case working
    }

    public let region: Region
    /// Those whose holidays are all known.
    public private(set) var years: Set<Int>
    public private(set) var exceptions: [CalendarDate: Exception]

    public init(region: Region, years: Set<Int>, exceptions: [CalendarDate: Exception]) {
        self.region = region
        self.years = years
        self.exceptions = exceptions
    }

    /// With what was entered since; what is said of a day last counts.
    public func adding(
        years: Set<Int>, exceptions: [CalendarDate: Exception]
    ) -> WorkingCalendar {
        WorkingCalendar(
            region: region, years: self.years.union(years),
            exceptions: self.exceptions.merging(exceptions) { $1 })
    }

    /// Nil for a day of a year that is not known.
    public func isWorkingDay(_ date: CalendarDate) -> Bool? {
        guard years.contains(date.year) else { return nil }
        return switch exceptions[date] {
        case .closed: false
        case .working: true
        case nil: !date.isWeekend
        }
    }

    /// On the mainland a weekend day may make up for another.
    private func mayBeWorked(_ date: CalendarDate) -> Bool {
        exceptions[date] != .closed && (region == .mainland || !date.isWeekend)
    }

    /// The end of the working day so many working days after the one in which a moment lies; that
    /// day itself does not count. In milliseconds since 1970 UTC.
    ///
    /// Days of a year that is not known count as worked on where they may be, so that a deadline is never
    /// later than it may be; `isCertain` tells that none was among them.
    public func deadline(
        afterWorkingDays count: Int, from milliseconds: Int64
    ) -> (milliseconds: Int64, isCertain: Bool) {
        var date = CalendarDate(milliseconds: milliseconds)
        var (left, isCertain) = (count, true)
        while left > 0 {
            date = date.next
            let isWorking = isWorkingDay(date)
            isCertain = isCertain && isWorking != nil
            if isWorking ?? mayBeWorked(date) { left -= 1 }
        }
        return (date.endMilliseconds, isCertain)
    }
}
