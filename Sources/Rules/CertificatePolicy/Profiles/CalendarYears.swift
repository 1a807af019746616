import PKIX

/// Whole calendar years from a moment, in UTC by the Gregorian calendar.
///
/// Limits of validity are given in years (CP 8.15e), and years differ in length.
public enum CalendarYears {
    /// The same date and time so many years later; 29 February becomes 1 March where there is
    /// none. Beyond the year 9999 the moment itself, which every limit then refuses.
    public static func after(_ years: Int, milliseconds: Int64) -> Int64 {
        let start = CivilTime(milliseconds: milliseconds)
        let isLeapDay = start.month == 2 && start.day == 29
        let sameDay = CivilTime(
            year: start.year + years, month: start.month, day: start.day, hour: start.hour,
            minute: start.minute, second: start.second)
        let moment =
            sameDay
            ?? (isLeapDay
                ? CivilTime(
                    year: start.year + years, month: 3, day: 1, hour: start.hour,
                    minute: start.minute, second: start.second) : nil)
        guard let moment else { return milliseconds }
        return moment.milliseconds + (milliseconds - start.milliseconds)
    }
}
