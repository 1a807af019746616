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

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let path = "/api/v1/crl/\(URLText.encoded(authority))"
        guard !last else {
            let answer = try await session.query(path)
            try write(answer)
            session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
            return .done
        }
        let payload: JSONValue = ["authority": .string(authority)]
        return try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            try desk.tell(PlainWords.of(payload, session.console.reader), operation: "crl.order")
            try await desk.carryOut(
                IntendedAct(operation: "crl.order", payload: payload, caseID: nil), in: session)
            if out != nil { try write(await server.get(path)) }
            return .done
        }
    }

    private func write(_ answer: JSONValue) throws {
        guard let out else { return }
        try LocalFile.write(answer.requiredBytes(base64: "list"), to: out)
    }
}
