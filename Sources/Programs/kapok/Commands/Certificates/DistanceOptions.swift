import ArgumentParser
import CanonicalJSON
import Messages
import Status

/// What is said of somebody who cannot come in person (CP 5.8b).
struct DistanceOptions: ParsableArguments {
    @Option(help: .says(CommandLineOption.hindrance))
    var hindrance: CertificateStatusChange.Hindrance?

    @Option(help: .says(CommandLineOption.contactFrom))
    var contactFrom: CertificateStatusChange.CalledContact?

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.evidence, "file"),
        completion: .file())
    var evidence: [String] = []

    /// The digests of the evidence.
    func hashes() throws -> JSONValue { try Evidence.hashes(ofFiles: evidence) }

    /// The other members of the payload; what was not said is none.
    var facts: [String: JSONValue] {
        var facts: [String: JSONValue] = [:]
        if let hindrance { facts["hindrance"] = .string(hindrance.rawValue) }
        if let contactFrom { facts["contactFrom"] = .string(contactFrom.rawValue) }
        return facts
    }
}
