import ArgumentParser
import CanonicalJSON
import Messages

/// The applicant proves the e-mail address or the telephone: first a code is sent there, then it is told back.
struct ApplicationProve: KapokCommand {
    static let help = CommandHelp.applicationProve

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @Option(help: .says(CommandLineOption.contactCode, "code"))
    var code: String?

    @Flag(help: .says(CommandLineOption.proveTelephone))
    var telephone = false

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        var payload: [String: JSONValue] = ["application": .string(application)]
        payload["code"] = code.map { .string($0) }
        if telephone { payload["contact"] = "telephone" }
        let told = JSONValue.object(payload)
        let operation = code == nil ? "application.sendCode" : "application.proveContact"
        let answer = try await session.withServer {
            try await $0.act(operation, payload: told)
        }
        guard code == nil || answer["result"]?["proven"] == true else {
            throw Refusal(
                .contactCodeWrong, field: "--code",
                ["left": String(answer["result"]?["triesLeft"]?.integer ?? 0)])
        }
        session.tellDone(answer)
        return .done
    }
}
