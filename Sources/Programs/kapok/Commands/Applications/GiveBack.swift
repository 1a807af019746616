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
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let review = try await ApplicationReview.fetch(application, from: server)
            let reader = session.console.reader
            let said: JSONValue = ["field": .string(field), "reason": .string(reason.rawValue)]
            try desk.tell(
                PlainWords.of(review, reader) + "\n" + PlainWords.of(said, reader),
                operation: "application.return")
            try await desk.carryOut(
                IntendedAct(
                    operation: "application.return",
                    payload: [
                        "application": .string(review.id), "field": .string(field),
                        "reason": .string(reason.rawValue),
                    ], caseID: review.id),
                in: session)
        }
        return .done
    }
}
