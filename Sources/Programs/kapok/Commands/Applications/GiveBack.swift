import ArgumentParser
import CanonicalJSON
import Messages
import Registration

/// Gives an application back for correction. It narrows what can be relied upon, so one officer is
/// enough.
struct GiveBack: KapokCommand {
    static let help = CommandHelp.giveBack

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @Option(help: .says(CommandLineOption.returnField, "field"))
    var field: String

    @Option(help: .says(CommandLineOption.returnReason))
    var reason: ReturnReason.Cause

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.decide(
            "application.return", on: application,
            ["field": .string(field), "reason": .string(reason.rawValue)], isShownWhole: true, act)
    }
}
