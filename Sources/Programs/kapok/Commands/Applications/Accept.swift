import ArgumentParser
import CanonicalJSON
import Messages

struct Accept: KapokCommand {
    static let help = CommandHelp.accept

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @Option(help: .says(CommandLineOption.signature, "file"), completion: .file())
    var signature: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let signatureBytes = try LocalFile.read(signature, limit: 16 << 10)
        let answer = try await session.withServer { server in
            let review = try await ApplicationReview.fetch(application, from: server)
            let (_, hash) = try review.requiredContents()
            return try await server.act(
                "application.accept",
                payload: [
                    "application": .string(review.id), "contents": .string(hash),
                    "signature": .string(Base64.encode(signatureBytes)),
                ])
        }
        session.tellDone(answer)
        return .done
    }
}
