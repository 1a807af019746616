import ArgumentParser
import Messages

/// The status of a certificate with everything that ever happened to it.
struct ShowStatus: KapokCommand {
    static let help = CommandHelp.status
    static let looksBack = true

    @Argument(help: .says(CommandLineOption.certificate, "certificate"))
    var certificate: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.showFields(CertificateName.path(certificate, under: "status"))
    }
}
