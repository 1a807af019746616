import ArgumentParser
import CanonicalJSON
import Messages
import Status

struct Revoke: KapokCommand {
    static let help = CommandHelp.revoke

    @Argument(help: .says(CommandLineOption.certificate, "certificate"))
    var certificate: String

    @Option(help: .says(CommandLineOption.revocationReason))
    var reason: CertificateStatusChange.RevocationCause

    @Option(help: .says(CommandLineOption.requester))
    var requester: CertificateStatusChange.Requester

    @Option(help: .says(CommandLineOption.identified))
    var identified: CertificateStatusChange.Identification

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.evidence, "file"),
        completion: .file())
    var evidence: [String] = []

    @OptionGroup var act: ActOptions
    @OptionGroup var correction: CorrectionOptions
    @OptionGroup var global: GlobalOptions

    /// What the authority itself revokes is another operation, which takes two people (CP 6.19c).
    func perform(in session: Session) async throws -> ExitStatus {
        let hashes = try evidence.map { JSONValue.string(try Evidence.hashHex(ofFile: $0)) }
        return try await session.signStatusChange(
            requester == .authority ? "certificate.revokeByAuthority" : "certificate.revoke",
            of: certificate,
            [
                "reason": .string(reason.rawValue), "requester": .string(requester.rawValue),
                "identified": .string(identified.rawValue), "evidence": .array(hashes),
            ], act, corrects: correction.proposal)
    }
}
