import ArgumentParser
import CanonicalJSON
import Governance
import Messages
import Registration

/// The applicant's correction of an application that was given back: first what is to be signed, then
/// the same with the signature.
struct Correct: KapokCommand {
    static let help = CommandHelp.correct

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @OptionGroup var subject: SubjectOptions

    @OptionGroup var identity: IdentityOptions

    @Option(help: .says(CommandLineOption.correctionFile, "file"), completion: .file())
    var statement: String?

    @Option(help: .says(CommandLineOption.correctionSignature, "file"), completion: .file())
    var signature: String?

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard (statement == nil) != (signature == nil) else {
            throw ValidationError("--statement | --signature")
        }
    }

    func perform(in session: Session) async throws -> ExitStatus {
        var stated: [String: JSONValue] = ["subject": .object(subject.stated)]
        stated["identity"] = try identity.stated
        stated["contact"] = subject.contact
        let facts = JSONValue.object(stated)
        if let statement {
            let answer = try await session.query(
                "/api/v1/applications/\(URLText.encoded(application))")
            let review = try ApplicationReview(answer, wanted: application)
            guard let wanted = answer["correction"], let version = wanted["version"]?.integer
            else {
                throw Refusal(
                    .applicationStateWrong, field: "application",
                    [
                        "id": review.id, "state": review.state,
                        "needed": Application.State.returned.rawValue,
                    ])
            }
            // What is signed is what will be kept: numbers in their canonical form.
            let category: Application.Category = try Payload(answer).choice("category")
            let kept = try SubjectStatement(Payload(facts), category: category).json
            let signed = CorrectionStatement(
                origin: try wanted.requiredString("origin"),
                environment: try wanted.requiredString("environment"), application: review.id,
                version: version, subject: kept)
            try LocalFile.write(signed.bytes, to: statement)
            session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
            return .done
        }
        let bytes = try LocalFile.read(signature ?? "", limit: 16 << 10)
        session.tellDone(
            try await session.withServer {
                let review = try await ApplicationReview.fetch(application, from: $0)
                return try await $0.act(
                    "application.correct",
                    payload: facts.merging([
                        "application": .string(review.id),
                        "signature": .string(Base64.encode(bytes)),
                    ]))
            })
        return .done
    }
}
