import ArgumentParser
import CanonicalJSON
import Messages

/// Issues the next revocation list, or fetches the last one.
struct IssueList: KapokCommand {
    static let help = CommandHelp.crl

    @Argument(help: .says(CommandLineOption.authority, "name"))
    var authority: String

    @Option(help: .says(CommandLineOption.listOut, "file"), completion: .file())
    var out: String?

    @Flag(help: .says(CommandLineOption.lastList))
    var last = false

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let path = "/api/v1/crl/\(URLText.encoded(authority))"
        let answer =
            last
            ? try await session.query(path)
            : try await session.withServer { try await $0.post(path) }
        if let out {
            try LocalFile.write(answer.requiredBytes(base64: "list"), to: out)
        }
        session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
        return .done
    }
}
