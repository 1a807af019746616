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
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let review = try await ApplicationReview.fetch(application, from: server)
            let reader = session.console.reader
            try desk.tell(
                PlainWords.of(review, reader) + "\n"
                    + PlainWords.of(["reason": .string(reason.rawValue)], reader),
                operation: "application.refuse")
            try await desk.carryOut(
                IntendedAct(
                    operation: "application.refuse",
                    payload: [
                        "application": .string(review.id), "reason": .string(reason.rawValue),
                    ], caseID: review.id),
                in: session)
        }
        return .done
    }
}
