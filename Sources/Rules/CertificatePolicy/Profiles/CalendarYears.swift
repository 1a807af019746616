/// Whole calendar years from a moment, in UTC by the Gregorian calendar.
///
/// Limits of validity are given in years (CP 8.15e), and years differ in length.
public enum CalendarYears {
    private static let millisecondsPerDay: Int64 = 86_400_000

    /// The same date and time so many years later; 29 February becomes 1 March where there is
    /// none.
    public static func after(_ years: Int, milliseconds: Int64) -> Int64 {
        let days = floored(milliseconds, by: millisecondsPerDay)
        let timeOfDay = milliseconds - days * millisecondsPerDay
        let (year, month, day) = date(days: days)
        return dayNumber(year: year + Int64(years), month: month, day: day) * millisecondsPerDay
            + timeOfDay
    }

    /// Years that begin in March put the leap day at their end; 719468 days lie between 0000-03-01
    /// and 1970-01-01, and 146097 days make 400 years.
    static func date(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = floored(shifted, by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func dayNumber(year: Int64, month: Int64, day: Int64) -> Int64 {
        let marchYear = month <= 2 ? year - 1 : year
        let era = floored(marchYear, by: 400)
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    static func floored(_ value: Int64, by divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : (value - divisor + 1) / divisor
    }
}
