import ArgumentParser
import CanonicalJSON
import Messages
import Registration

/// Takes a vetting or an approval back. It narrows what can be relied upon, so one officer is enough.
struct Recall: KapokCommand {
    static let help = CommandHelp.recall

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @Option(help: .says(CommandLineOption.recallReason))
    var reason: RecallReason

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.decide(
            "application.recall", on: application, ["reason": .string(reason.rawValue)],
            isShownWhole: true, act)
    }
}
