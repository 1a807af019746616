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

    @Option(help: .says(CommandLineOption.identified))
    var identified: CertificateStatusChange.Identification?

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.evidence, "file"),
        completion: .file())
    var evidence: [String] = []

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        var facts: [String: JSONValue] = [
            "reason": .string(reason.rawValue), "requester": .string(requester.rawValue),
        ]
        if let identified { facts["identified"] = .string(identified.rawValue) }
        if !evidence.isEmpty { facts["evidence"] = try Evidence.hashes(ofFiles: evidence) }
        return try await session.signStatusChange(
            "certificate.suspend", of: certificate, facts, act)
    }
}

struct Release: KapokCommand {
    static let help = CommandHelp.release

    @Argument(help: .says(CommandLineOption.certificate, "certificate"))
    var certificate: String

    // Of the authority's own certificates nobody asks: what has to be said is the server's rule.
    @Option(help: .says(CommandLineOption.requester))
    var requester: CertificateStatusChange.Requester?

    @Option(help: .says(CommandLineOption.identified))
    var identified: CertificateStatusChange.Identification?

    @OptionGroup var distance: DistanceOptions

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.identityDocuments, "file"),
        completion: .file())
    var documents: [String] = []

    @OptionGroup var act: ActOptions
    @OptionGroup var correction: CorrectionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        var facts = try distance.facts()
        if let requester { facts["requester"] = .string(requester.rawValue) }
        if let identified { facts["identified"] = .string(identified.rawValue) }
        if !distance.evidence.isEmpty { facts["evidence"] = try distance.hashes() }
        if !documents.isEmpty { facts["documents"] = try Evidence.hashes(ofFiles: documents) }
        return try await session.signStatusChange(
            "certificate.release", of: certificate, facts, act,
            ofAuthority: "certificate.releaseOfAuthority", corrects: correction.proposal)
    }
}
