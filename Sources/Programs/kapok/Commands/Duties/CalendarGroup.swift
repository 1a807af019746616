import ArgumentParser
import CanonicalJSON
public import CertificatePolicy
import Governance
import Messages

struct CalendarGroup: CommandGroup {
    static let help = CommandHelp.calendar
    static let members: [any ParsableCommand.Type] = [CalendarShow.self, CalendarEnter.self]

    @OptionGroup var group: GroupOptions
}

struct CalendarShow: KapokCommand {
    static let help = CommandHelp.calendarShow

    static let view = ListView(
        member: "days", columns: [.init("day"), .init("exception", flexible: true)])

    @Argument(help: .says(CommandLineOption.region))
    var region: WorkingCalendar.Region

    @Option(help: .says(CommandLineOption.calendarYear, "year"))
    var year: Int?

    @OptionGroup var form: FormOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.showList(
            "/api/v1/calendars/\(region.rawValue)",
            year.map { [APIQueryItem("year", String($0))] } ?? [], Self.view, form.format)
    }
}

struct CalendarEnter: KapokCommand {
    static let help = CommandHelp.calendarEnter

    @Argument(help: .says(CommandLineOption.region))
    var region: WorkingCalendar.Region

    @Option(help: .says(CommandLineOption.calendarReason))
    var reason: CalendarEntry.Reason

    @Option(parsing: .upToNextOption, help: .says(CommandLineOption.closedDays, "day"))
    var closed: [String] = []

    @Option(parsing: .upToNextOption, help: .says(CommandLineOption.workingDays, "day"))
    var working: [String] = []

    @Option(help: .says(CommandLineOption.completeYear, "year"))
    var complete: Int?

    @OptionGroup var act: ActOptions
    @OptionGroup var correction: CorrectionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        var payload: [String: JSONValue] = [
            "region": .string(region.rawValue), "reason": .string(reason.rawValue),
        ]
        if !closed.isEmpty { payload["closed"] = .array(closed.map { .string($0) }) }
        if !working.isEmpty { payload["working"] = .array(working.map { .string($0) }) }
        if let complete { payload["complete"] = .integer(Int64(complete)) }
        return try await session.propose(
            "calendar.enter", .object(payload), act, corrects: correction)
    }
}

extension WorkingCalendar.Region: WordArgument {
    public static var member: String { "region" }
}

extension CalendarEntry.Reason: WordArgument {
    public static var member: String { "calendarReason" }
}
