package import CanonicalJSON
package import CertificatePolicy
package import Ledger
import Messages

/// What two CA administrators enter of the calendar of one place: the holidays of a year to come, a day
/// of typhoon or rain. CP 6.5, 6.19b.
///
/// Payload: `region`, `reason`, `closed` and `working` (days such as `2027-01-01`), `complete` (a year
/// whose holidays are all known by this).
package struct CalendarEntry: Sendable {
    package enum Reason: String, Sendable, CaseIterable { case holidays, typhoon, rain, correction }

    /// The fewest holidays on weekdays that a year has at either place, some to spare: a year with fewer
    /// was not entered as a whole.
    private static let fewestHolidays = 10
    private static let mostDays = 128
    private static let mostDaysOfWeather = 3

    private let region: WorkingCalendar.Region
    private let reason: Reason
    private let exceptions: [CalendarDate: WorkingCalendar.Exception]
    private let year: Int?

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(
            besides: ["region", "reason", "closed", "working", "complete"])
        region = try payload.choice("region")
        reason = try payload.choice("reason")
        var exceptions: [CalendarDate: WorkingCalendar.Exception] = [:]
        for exception in WorkingCalendar.Exception.allCases {
            for text in try payload.strings(exception.rawValue, maximumCount: Self.mostDays) {
                guard let date = CalendarDate(parsing: text), exceptions[date] == nil else {
                    throw Refusal(
                        .calendarDayInvalid, field: exception.rawValue, ["value": text])
                }
                exceptions[date] = exception
            }
        }
        self.exceptions = exceptions
        year = try payload.optionalInteger("complete").map { number in
            guard (2018...9998).contains(number) else {
                throw Refusal(.payloadInvalid, field: "complete", ["name": "complete"])
            }
            return Int(number)
        }
        guard !exceptions.isEmpty || year != nil else {
            throw Refusal(.payloadInvalid, field: "closed", ["name": "closed"])
        }
    }

    /// Whether it could be entered now.
    /// - Throws: `calendar.yearIncomplete`.
    package func judge(_ ledger: some ReadableLedger) throws {
        try judgeDays(CalendarDate(milliseconds: ledger.atMilliseconds))
        guard let year else { return }
        let calendar = try ledger.workingCalendar(region)
            .adding(years: [], exceptions: exceptions)
        let holidays = calendar.exceptions.count {
            $0.key.year == year && $0.value == .closed && !$0.key.isWeekend
        }
        guard holidays >= Self.fewestHolidays else {
            throw Refusal(
                .calendarYearIncomplete, field: "complete",
                ["year": String(year), "count": String(holidays)])
        }
    }

    /// A day off moves deadlines on: past ones stay as they are, unless a mistake is mended, and the
    /// weather closes few days at a time.
    private func judgeDays(_ today: CalendarDate) throws(Refusal) {
        let isWeather = reason == .typhoon || reason == .rain
        guard !isWeather || exceptions.count <= Self.mostDaysOfWeather else {
            throw Refusal(
                .calendarWeatherTooLong, field: "closed",
                ["limit": String(Self.mostDaysOfWeather)])
        }
        guard reason != .correction else { return }
        let first = isWeather ? today.adding(days: -Self.mostDaysOfWeather) : today
        for (date, exception) in exceptions.sorted(by: { $0.key < $1.key })
        where exception == .closed && date < first {
            throw Refusal(.calendarDayPast, field: "closed", ["value": date.description])
        }
    }

    /// The executor of `calendar.enter`.
    package static func execute(
        _ transaction: inout Transaction, _ payload: JSONValue, _ proposal: ApprovedProposal
    ) throws -> JSONValue {
        let entry = try CalendarEntry(Payload(payload))
        try entry.judge(transaction)
        for (date, exception) in entry.exceptions.sorted(by: { $0.key < $1.key }) {
            try transaction.put(
                CalendarDay(
                    region: entry.region, date: date, exception: exception,
                    reason: entry.reason, entry: transaction.entryIndex))
        }
        if let year = entry.year {
            try transaction.put(
                CalendarYear(region: entry.region, year: year, entry: transaction.entryIndex))
        }
        return [
            "region": .string(entry.region.rawValue),
            "days": .integer(Int64(entry.exceptions.count)),
            "complete": entry.year.map { .integer(Int64($0)) } ?? .null,
        ]
    }
}

/// A day that is not as the week has it, as officers entered it.
package struct CalendarDay: Record {
    package static let table = Table(
        "calendar_day",
        columns: [
            Column("region", .text), Column("day", .text), Column("exception", .text),
            Column("reason", .text), Column("entry", .integer),
        ],
        key: ["region", "day"], clustered: true,
        contradictions: [
            """
            SELECT c.region AS region, c.day AS day
            FROM calendar_day c LEFT JOIN journal_entry j ON j.place = c.entry
            WHERE j.operation IS NULL OR j.operation <> 'calendar.enter'
            """
        ])

    let region: WorkingCalendar.Region
    let date: CalendarDate
    let exception: WorkingCalendar.Exception
    let reason: CalendarEntry.Reason
    let entry: Int64

    init(
        region: WorkingCalendar.Region, date: CalendarDate,
        exception: WorkingCalendar.Exception, reason: CalendarEntry.Reason, entry: Int64
    ) {
        self.region = region
        self.date = date
        self.exception = exception
        self.reason = reason
        self.entry = entry
    }

    package init(row: Row) throws(LedgerError) {
        region = try row.choice("region")
        guard let date = CalendarDate(parsing: try row.text("day")) else {
            throw .journalDamaged(detail: "a day of the calendar is none")
        }
        self.date = date
        exception = try row.choice("exception")
        reason = try row.choice("reason")
        entry = try row.integer("entry")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "region": .text(region.rawValue), "day": .text(date.description),
            "exception": .text(exception.rawValue), "reason": .text(reason.rawValue),
            "entry": .integer(entry),
        ]
    }
}

/// A year whose holidays are all entered.
package struct CalendarYear: Record {
    package static let table = Table(
        "calendar_year",
        columns: [Column("region", .text), Column("year", .integer), Column("entry", .integer)],
        key: ["region", "year"], clustered: true,
        contradictions: [
            """
            SELECT c.region AS region, c.year AS year
            FROM calendar_year c LEFT JOIN journal_entry j ON j.place = c.entry
            WHERE j.operation IS NULL OR j.operation <> 'calendar.enter'
            """
        ])

    let region: WorkingCalendar.Region
    let year: Int
    let entry: Int64

    init(region: WorkingCalendar.Region, year: Int, entry: Int64) {
        self.region = region
        self.year = year
        self.entry = entry
    }

    package init(row: Row) throws(LedgerError) {
        region = try row.choice("region")
        year = Int(try row.integer("year"))
        entry = try row.integer("entry")
    }

    package var values: KeyValuePairs<String, Value> {
        [
            "region": .text(region.rawValue), "year": .integer(Int64(year)),
            "entry": .integer(entry),
        ]
    }
}

extension ReadableLedger {
    /// What is published and what was entered since.
    package func workingCalendar(
        _ region: WorkingCalendar.Region
    ) throws(LedgerError) -> WorkingCalendar {
        let key: [Value] = [.text(region.rawValue)]
        let years = try select(CalendarYear.self, where: "region = ?", key).map(\.year)
        let days = try select(CalendarDay.self, where: "region = ?", key)
        return WorkingCalendar.published(region).adding(
            years: Set(years),
            exceptions: Dictionary(uniqueKeysWithValues: days.map { ($0.date, $0.exception) }))
    }
}
