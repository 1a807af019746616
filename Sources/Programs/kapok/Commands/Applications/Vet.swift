import ArgumentParser
import CanonicalJSON
import Cryptography
import Messages

struct Vet: KapokCommand {
    static let help = CommandHelp.vet

    enum Method: String, ExpressibleByArgument, CaseIterable, Sendable {
        case inPresence = "A"
        case atDistance = "B"
    }

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @Option(help: .says(CommandLineOption.method))
    var method: Method?

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.evidence, "file"),
        completion: .file())
    var evidence: [String] = []

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let hashes = try evidence.map { path in
            (path: path, hash: try Evidence.hashHex(ofFile: path))
        }
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let review = try await ApplicationReview.fetch(application, from: server)
            guard let commitment = review.statementCommitmentHex else {
                throw Refusal(.commandReviewStatement, ["id": application])
            }
            var payload: [String: JSONValue] = [
                "application": .string(application), "statement": .string(commitment),
                "evidence": .array(hashes.map { .string($0.hash) }),
            ]
            if let method { payload["method"] = .string(method.rawValue) }
            let reader = session.console.reader
            let papers = hashes.map {
                reader.folded("SHA-256 \($0.hash)", behind: "  \(SafeText.of($0.path))  ")
            }
            try desk.tell(
                ([PlainWords.of(review, reader)] + papers).joined(separator: "\n"),
                operation: "application.vet")
            try await desk.carryOut(
                IntendedAct(
                    operation: "application.vet", payload: .object(payload), caseID: application),
                in: session)
        }
        return .done
    }
}

/// Documents that prove something: they stay with the officer, their hashes go to the journal.
enum Evidence {
    /// No scan of a document is larger.
    static let maximumBytes = 256 << 20

    static func hashHex(ofFile path: String) throws(Refusal) -> String {
        Hex.encode(
            DigestAlgorithm.sha256.hash(try LocalFile.read(path, limit: maximumBytes)))
    }
}
