import ArgumentParser
import CanonicalJSON
import Governance
import Messages

struct ApplicationShow: KapokCommand {
    static let help = CommandHelp.applicationShow

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @Option(help: .says(CommandLineOption.statementFile, "file"), completion: .file())
    var statement: String?

    @Option(help: .says(CommandLineOption.contentsFile, "file"), completion: .file())
    var contents: String?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.query(
            "/api/v1/applications/\(URLText.encoded(application))")
        let review = try ApplicationReview(answer, wanted: application)
        if let statement {
            try LocalFile.write(
                try bytes("acceptanceStatement", in: answer, review), to: statement)
        }
        if let contents {
            try LocalFile.write(try bytes("contentsDER", in: answer, review), to: contents)
        }
        session.console.show(answer) { answer in
            var members = answer.object ?? [:]
            (members["proofs"], members["checklist"]) = (nil, nil)
            members["statement"] = review.shownStatement
            members["earlierStatements"] = members["earlierStatements"]?.array.map { versions in
                .array(
                    versions.map { version in
                        version["statement"].map {
                            version.merging(["statement": ApplicationReview.masked($0)])
                        } ?? version
                    })
            }
            let told = EvidenceView(review.evidence, session.console.reader).rendered(indent: 0)
            let fields =
                FieldList(session.console.reader).rendered(.object(members))
                + (told.isEmpty ? "" : "\n\n" + told)
            guard let contents = review.contents else { return fields }
            return fields + "\n\n"
                + CertificateView(contents, session.console.reader).rendered(indent: 0)
        }
        return .done
    }

    private func bytes(
        _ name: String, in answer: JSONValue, _ review: ApplicationReview
    ) throws(Refusal) -> [UInt8] {
        _ = try review.requiredContents()
        return try answer.requiredBytes(base64: name)
    }
}
