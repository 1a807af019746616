import ArgumentParser
import CanonicalJSON
import Messages

struct SubscriberKeep: KapokCommand {
    static let help = CommandHelp.subscriberKeep

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let payload: JSONValue = ["application": .string(application)]
            try desk.tell(
                PlainWords.of(payload, session.console.reader),
                operation: "subscriber.keepContact")
            try await desk.carryOut(
                IntendedAct(
                    operation: "subscriber.keepContact", payload: payload, caseID: application),
                in: session)
        }
        return .done
    }
}
