extension WorkingCalendar {
    /// What both governments published; what came later is entered by two officers.
    public static func published(_ region: Region) -> WorkingCalendar {
        switch region {
        case .hongKong: hongKong
        case .mainland: mainland
        }
    }

    /// General holidays by the Government's announcements in the Gazette (General Holidays Ordinance,
    /// Cap. 149), https://www.gov.hk/en/about/abouthk/holiday/. Sundays are none of them here; Saturdays
    /// count as the five-day week of the Government has them.
    private static let hongKong = WorkingCalendar(
        region: .hongKong,
        closed: [
            2024: """
            01-01 02-10 02-12 02-13 03-29 03-30 04-01 04-04 05-01 05-15 06-10 07-01 09-18 10-01
            10-11 12-25 12-26
            """,
            2025: """
            01-01 01-29 01-30 01-31 04-04 04-18 04-19 04-21 05-01 05-05 05-31 07-01 10-01 10-07
            10-29 12-25 12-26
            """,
            2026: """
            01-01 02-17 02-18 02-19 04-03 04-04 04-06 04-07 05-01 05-25 06-19 07-01 09-26 10-01
            10-19 12-25 12-26
            """,
        ], working: [:])

    /// By the notices of the General Office of the State Council for each year, which name the days off
    /// and the weekend days worked in their place.
    private static let mainland = WorkingCalendar(
        region: .mainland,
        closed: [
            2024: """
            01-01 02-10 02-11 02-12 02-13 02-14 02-15 02-16 02-17 04-04 04-05 04-06 05-01 05-02
            05-03 05-04 05-05 06-10 09-15 09-16 09-17 10-01 10-02 10-03 10-04 10-05 10-06 10-07
            """,
            2025: """
            01-01 01-28 01-29 01-30 01-31 02-01 02-02 02-03 02-04 04-04 04-05 04-06 05-01 05-02
            05-03 05-04 05-05 05-31 06-01 06-02 10-01 10-02 10-03 10-04 10-05 10-06 10-07 10-08
            """,
            2026: """
            01-01 01-02 01-03 02-15 02-16 02-17 02-18 02-19 02-20 02-21 02-22 02-23 04-04 04-05
            04-06 05-01 05-02 05-03 05-04 05-05 06-19 06-20 06-21 09-25 09-26 09-27 10-01 10-02
            10-03 10-04 10-05 10-06 10-07
            """,
        ],
        working: [
            2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
            2025: "01-26 02-08 04-27 09-28 10-11",
            2026: "01-04 02-14 02-28 05-09 09-20 10-10",
        ])

    /// - Parameters:
    ///   - closed: by year, `MM-DD` each; these years are whole.
    ///   - working: the same.
    private init(region: Region, closed: [Int: String], working: [Int: String]) {
        var exceptions: [CalendarDate: Exception] = [:]
        for (days, exception) in [(closed, Exception.closed), (working, .working)] {
            for (year, list) in days {
                for day in list.split(whereSeparator: { $0.isWhitespace }) {
                    guard let date = CalendarDate(parsing: "\(year)-\(day)") else { continue }
                    exceptions[date] = exception
                }
            }
        }
        self.init(region: region, years: Set(closed.keys), exceptions: exceptions)
    }
}
