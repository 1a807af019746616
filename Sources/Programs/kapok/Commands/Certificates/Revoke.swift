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

    @OptionGroup var distance: DistanceOptions

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.confirmation, "file"),
        completion: .file())
    var confirmation: [String] = []

    @Option(help: .says(CommandLineOption.ownCause))
    var cause: CertificateStatusChange.OwnCause?

    @Option(help: .says(CommandLineOption.incident, "record"))
    var incident: String?

    @OptionGroup var act: ActOptions
    @OptionGroup var correction: CorrectionOptions
    @OptionGroup var global: GlobalOptions

    /// What the authority itself revokes is another operation, which takes two people (CP 6.19c), or
    /// three where it is its own certificate (CP 6.24).
    func perform(in session: Session) async throws -> ExitStatus {
        let people: CertificateStatusChange.RevocationBy =
            requester == .authority ? .approvers : .validator
        var facts: [String: JSONValue] = [
            "reason": .string(reason.rawValue), "requester": .string(requester.rawValue),
            "identified": .string(identified.rawValue),
            "evidence": try distance.hashes(),
        ]
        facts.merge(try distance.facts()) { $1 }
        if !confirmation.isEmpty {
            facts["confirmation"] = try Evidence.hashes(ofFiles: confirmation)
        }
        if let cause { facts["cause"] = .string(cause.rawValue) }
        if let incident { facts["incident"] = .string(incident) }
        return try await session.signStatusChange(
            people.rawValue, of: certificate, facts, act,
            ofAuthority: requester == .authority
                ? CertificateStatusChange.RevocationBy.administrators.rawValue : nil,
            corrects: correction.proposal)
    }
}
