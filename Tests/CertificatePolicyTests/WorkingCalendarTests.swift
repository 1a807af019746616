import CertificatePolicy
import Testing

@Suite struct WorkingCalendarTests {
    private func date(_ text: String) throws -> CalendarDate {
        try #require(CalendarDate(parsing: text))
    }

    /// By the notices themselves: days that surprise whoever knows the week alone.
    @Test(arguments: [
        (WorkingCalendar.Region.mainland, "2026-02-14", true),  // Saturday, made up
        (.mainland, "2026-02-15", false), (.mainland, "2026-02-23", false),
        (.mainland, "2026-02-24", true), (.mainland, "2026-02-28", true),
        (.mainland, "2026-09-20", true), (.mainland, "2026-10-08", true),
        (.mainland, "2025-01-26", true), (.mainland, "2025-10-08", false),
        (.mainland, "2024-05-11", true), (.mainland, "2024-02-09", true),
        (.mainland, "2026-04-03", true), (.mainland, "2026-12-25", true),
        (.hongKong, "2026-02-16", true), (.hongKong, "2026-02-17", false),
        (.hongKong, "2026-02-14", false), (.hongKong, "2026-04-06", false),
        (.hongKong, "2026-04-07", false), (.hongKong, "2026-04-08", true),
        (.hongKong, "2026-05-25", false), (.hongKong, "2026-10-19", false),
        (.hongKong, "2025-10-07", false), (.hongKong, "2025-10-08", true),
        (.hongKong, "2024-02-13", false), (.hongKong, "2024-12-26", false),
    ])
    func `[6.19b] real days of both places are worked on or not`(
        _ region: WorkingCalendar.Region, _ text: String, _ isWorking: Bool
    ) throws {
        #expect(WorkingCalendar.published(region).isWorkingDay(try date(text)) == isWorking)
    }

    @Test func `[6.19b] the figures of whole years are those of the announcements`() throws {
        // 17 general holidays a year; days off and worked weekend days by the notices.
        let expected: [(WorkingCalendar.Region, Int, closed: Int, working: Int)] = [
            (.hongKong, 2024, 17, 0), (.hongKong, 2025, 17, 0), (.hongKong, 2026, 17, 0),
            (.mainland, 2024, 28, 8), (.mainland, 2025, 28, 5), (.mainland, 2026, 33, 6),
        ]
        for (region, year, closed, working) in expected {
            let days = WorkingCalendar.published(region).exceptions.filter { $0.key.year == year }
            #expect(days.count { $0.value == .closed } == closed, "\(region) \(year)")
            #expect(days.count { $0.value == .working } == working, "\(region) \(year)")
            // Only a weekend day can be made one that is worked on.
            #expect(days.allSatisfy { $0.value == .closed || $0.key.isWeekend })
        }
    }

    @Test(arguments: [
        // A Friday noon before the Spring Festival: the made-up Saturday counts on the mainland.
        (WorkingCalendar.Region.mainland, "2026-02-13", 1, "2026-02-14"),
        (.mainland, "2026-02-13", 2, "2026-02-24"), (.hongKong, "2026-02-13", 1, "2026-02-16"),
        (.hongKong, "2026-02-13", 2, "2026-02-20"), (.hongKong, "2026-04-02", 1, "2026-04-08"),
        (.mainland, "2026-09-30", 1, "2026-10-08"), (.hongKong, "2026-12-24", 1, "2026-12-28"),
    ])
    func `[6.5] a deadline is the end of the last working day, by the time of both places`(
        _ region: WorkingCalendar.Region, _ from: String, _ count: Int, _ last: String
    ) throws {
        let noon = try date(from).endMilliseconds - 43_200_000
        let deadline = WorkingCalendar.published(region).deadline(
            afterWorkingDays: count, from: noon)
        #expect(deadline.isCertain)
        #expect(deadline.milliseconds == (try date(last).endMilliseconds))
    }

    @Test func `[6.5] a year that nobody entered makes a deadline uncertain, never later`() throws {
        let calendar = WorkingCalendar.published(.hongKong)
        let start = try date("2026-12-30").endMilliseconds - 1
        #expect(calendar.deadline(afterWorkingDays: 1, from: start).isCertain)
        let open = calendar.deadline(afterWorkingDays: 2, from: start)
        #expect(!open.isCertain)
        #expect(open.milliseconds == (try date("2027-01-01").endMilliseconds))
        #expect(calendar.isWorkingDay(try date("2027-01-01")) == nil)
        let entered = calendar.adding(
            years: [2027], exceptions: [try date("2027-01-01"): .closed])
        let certain = entered.deadline(afterWorkingDays: 2, from: start)
        #expect(certain.isCertain)
        #expect(certain.milliseconds == (try date("2027-01-04").endMilliseconds))
    }

    @Test func `[6.5] in an unknown year of the mainland weekend days may be worked on`() throws {
        // As it was in 2026: the Saturday before the Spring Festival made up for a day of it.
        let start = try date("2026-02-09").endMilliseconds - 1
        let known = WorkingCalendar.published(.mainland)
            .deadline(afterWorkingDays: 5, from: start)
        #expect(known.milliseconds == (try date("2026-02-14").endMilliseconds))
        let unknown = WorkingCalendar(region: .mainland, years: [], exceptions: [:])
            .deadline(afterWorkingDays: 5, from: start)
        #expect(!unknown.isCertain && unknown.milliseconds <= known.milliseconds)
    }

    @Test func `[6.5] a typhoon day moves a deadline on`() throws {
        let typhoon = try date("2026-09-23")
        let calendar = WorkingCalendar.published(.hongKong)
        let start = try date("2026-09-22").endMilliseconds - 1
        #expect(
            calendar.deadline(afterWorkingDays: 1, from: start).milliseconds
                == typhoon.endMilliseconds)
        let closed = calendar.adding(years: [], exceptions: [typhoon: .closed])
        #expect(
            closed.deadline(afterWorkingDays: 1, from: start).milliseconds
                == typhoon.next.endMilliseconds)
    }

    @Test(
        arguments: [
            (0, "1970-01-01"), (57_599_999, "1970-01-01"), (57_600_000, "1970-01-02"),
            (-28_800_001, "1969-12-31"), (1_795_881_600_000, "2026-11-29"),
        ] as [(Int64, String)])
    func `a day begins eight hours before that of UTC`(_ moment: Int64, _ text: String) throws {
        let day = CalendarDate(milliseconds: moment)
        #expect("\(day)" == text)
        #expect(day == (try date(text)))
        #expect(moment < day.endMilliseconds && day.endMilliseconds - moment <= 86_400_000)
    }

    @Test(arguments: ["2026-02-29", "2026-2-01", "26-02-01", "2026-02-1x", "2026-13-01", "", "-"])
    func `what is no day is none`(_ text: String) {
        #expect(CalendarDate(parsing: text) == nil)
    }
}
