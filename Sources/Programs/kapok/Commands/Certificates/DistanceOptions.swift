import ArgumentParser
import CanonicalJSON
import Messages
import Status

/// What is said and shown of who asks: of somebody who cannot come in person (CP 5.8b), or who asks in the subscriber's
/// place (CP 6.19a).
struct DistanceOptions: ParsableArguments {
    @Option(help: .says(CommandLineOption.hindrance))
    var hindrance: CertificateStatusChange.Hindrance?

    @Option(help: .says(CommandLineOption.contactFrom))
    var contactFrom: CertificateStatusChange.CalledContact?

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.evidence, "file"),
        completion: .file())
    var evidence: [String] = []

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.basis, "file"),
        completion: .file())
    var basis: [String] = []

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.mandate, "file"),
        completion: .file())
    var mandate: [String] = []

    /// The digests of the evidence.
    func hashes() throws -> JSONValue { try Evidence.hashes(ofFiles: evidence) }

    /// The other members of the payload; what was not said is none.
    func facts() throws -> [String: JSONValue] {
        var facts: [String: JSONValue] = [:]
        if !basis.isEmpty { facts["basis"] = try Evidence.hashes(ofFiles: basis) }
        if !mandate.isEmpty { facts["mandate"] = try Evidence.hashes(ofFiles: mandate) }
        if let hindrance { facts["hindrance"] = .string(hindrance.rawValue) }
        if let contactFrom { facts["contactFrom"] = .string(contactFrom.rawValue) }
        return facts
    }
}
