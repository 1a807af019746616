import ArgumentParser
import CanonicalJSON
import Messages
import Status

struct Suspend: KapokCommand {
    static let help = CommandHelp.suspend

    @Argument(help: .says(CommandLineOption.certificate, "certificate"))
    var certificate: String

    @Option(help: .says(CommandLineOption.suspensionReason))
    var reason: CertificateStatusChange.SuspensionReason

    @Option(help: .says(CommandLineOption.requester))
    var requester: CertificateStatusChange.Requester

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
    @OptionGroup var correction: CorrectionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.signStatusChange(
            "certificate.release", of: certificate, [:], act,
            ofAuthority: "certificate.releaseOfAuthority", corrects: correction.proposal)
    }
}
