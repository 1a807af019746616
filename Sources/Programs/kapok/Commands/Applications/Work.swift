import ArgumentParser
import CanonicalJSON
import Messages
import Registration

/// What an officer can do next.
struct Work: KapokCommand {
    static let help = CommandHelp.work

    static let view = ListView(
        member: "work",
        columns: [
            .init("due", as: .day), .init("standing"), .init("operation", flexible: true),
            .init("caseNumber"), .init("claimedBy"), .init("site", optional: true),
        ])

    @Flag(help: .says(CommandLineOption.workMine))
    var mine = false

    @Flag(help: .says(CommandLineOption.workUnclaimed))
    var unclaimed = false

    @Flag(help: .says(CommandLineOption.workDue))
    var due = false

    @OptionGroup var page: PageOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard chosen.count <= 1 else { throw ValidationError("--mine | --unclaimed | --due") }
    }

    func perform(in session: Session) async throws -> ExitStatus {
        var asking = session.officerName
        if asking == nil, session.keyFile != nil {
            asking = try await session.withServer { server in
                try await OfficerDesk(session, server, isConfirmed: true).ownID()
            }
        }
        return try await session.showList(
            "/api/v1/work",
            filters(("officer", asking), ("only", chosen.first?.rawValue)) + page.query,
            Self.view, page.format)
    }

    private var chosen: [WorkList.Choice] {
        [(mine, WorkList.Choice.mine), (unclaimed, .unclaimed), (due, .due)]
            .compactMap { $0 ? $1 : nil }
    }
}

/// Takes an application to work on.
struct ClaimApplication: KapokCommand {
    static let help = CommandHelp.claim

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.decide(
            "application.claim", on: application, isShownWhole: false, act)
    }
}

/// Gives it up again.
struct UnclaimApplication: KapokCommand {
    static let help = CommandHelp.unclaim

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.decide(
            "application.unclaim", on: application, isShownWhole: false, act)
    }
}
