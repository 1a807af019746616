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

    @Option(help: .says(CommandLineOption.sheet, "file"), completion: .file())
    var sheet: String?

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let sheet = try self.sheet.map { try EvidenceSheet(file: $0) }
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let review = try await ApplicationReview.fetch(application, from: server)
            guard let commitment = review.statementCommitmentHex else {
                throw Refusal(.commandReviewStatement, ["id": review.id])
            }
            let evidence = try await sheet?.handIn(to: server) ?? []
            var payload: [String: JSONValue] = [
                "application": .string(review.id), "statement": .string(commitment),
                "evidence": evidence,
            ]
            if evidence != [] { payload["salt"] = .string(RecordText.salt()) }
            if let method { payload["method"] = .string(method.rawValue) }
            let reader = session.console.reader
            try desk.tell(
                [PlainWords.of(review, reader), EvidenceView.told(evidence, reader)]
                    .joined(separator: "\n"), operation: "application.vet")
            try await desk.carryOut(
                IntendedAct(
                    operation: "application.vet", payload: .object(payload), caseID: review.id),
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

    /// As a payload lists them.
    static func hashes(ofFiles paths: [String]) throws(Refusal) -> JSONValue {
        .array(try paths.map { path throws(Refusal) in .string(try hashHex(ofFile: path)) })
    }
}
