import ArgumentParser
import Messages
import Registration

struct ApplicationGroup: CommandGroup {
    static let help = CommandHelp.application
    static let members: [any ParsableCommand.Type] = [
        ApplicationList.self, ApplicationShow.self, ApplicationSheet.self, ApplicationEvidence.self,
        ApplicationCheck.self, ApplicationFetch.self, ApplicationProve.self,
        ApplicationAgreement.self,
    ]

    @OptionGroup var group: GroupOptions
}

struct ApplicationList: KapokCommand {
    static let help = CommandHelp.applicationList

    static let view = ListView(
        member: "applications",
        columns: [
            .init("application"), .init("caseNumber", optional: true),
            .init("authority", flexible: true), .init("category"),
            .init("site"), .init("state"), .init("createdAt", as: .time),
        ])

    @Option(help: .says(CommandLineOption.authority, "name"))
    var authority: String?

    @Option(help: .says(CommandLineOption.state, "state"))
    var state: Application.State?

    @Option(help: .says(CommandLineOption.category))
    var type: Application.Category?

    @Option(help: .says(CommandLineOption.subscriber, "reference"))
    var subscriber: String?

    @OptionGroup var span: SpanOptions
    @OptionGroup var page: PageOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.showList(
            "/api/v1/applications",
            filters(
                ("authority", authority), ("state", state?.rawValue), ("category", type?.rawValue),
                ("subscriber", subscriber))
                + span.query + page.query,
            Self.view, page.format)
    }
}
