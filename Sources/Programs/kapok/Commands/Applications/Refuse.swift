import ArgumentParser
import CanonicalJSON
import Messages
import Registration

/// Ends an application that is not issued yet. It narrows what can be relied upon, so one officer
/// is enough.
struct Refuse: KapokCommand {
    static let help = CommandHelp.refuse

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @Option(help: .says(CommandLineOption.applicationRefusalReason))
    var reason: RefusalReason

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.decide(
            "application.refuse", on: application, ["reason": .string(reason.rawValue)],
            isShownWhole: true, act)
    }
}
