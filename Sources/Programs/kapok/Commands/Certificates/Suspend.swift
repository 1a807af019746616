import ArgumentParser
import CanonicalJSON
import Messages

/// Who asks for a change of status.
enum Requester: String, WordArgument, Sendable {
    static let member = "requester"
    case subscriber, representative, court, authority
}

struct Suspend: KapokCommand {
    static let help = CommandHelp.suspend

    enum Reason: String, WordArgument, Sendable {
        static let member = "reason"
        case keyLost, identificationPending, investigation, subscriberRequest
    }

    @Argument(help: .says(CommandLineOption.certificate, "certificate"))
    var certificate: String

    @Option(help: .says(CommandLineOption.suspensionReason))
    var reason: Reason

    @Option(help: .says(CommandLineOption.requester))
    var requester: Requester

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.signStatusChange(
            "certificate.suspend", of: certificate,
            ["reason": .string(reason.rawValue), "requester": .string(requester.rawValue)], act)
    }
}

struct Release: KapokCommand {
    static let help = CommandHelp.release

    @Argument(help: .says(CommandLineOption.certificate, "certificate"))
    var certificate: String

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.signStatusChange(
            "certificate.release", of: certificate, [:], act,
            ofAuthority: "certificate.releaseOfAuthority")
    }
}
