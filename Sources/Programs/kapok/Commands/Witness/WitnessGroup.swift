import ArgumentParser
import CanonicalJSON
import MerkleLog
import Messages

struct WitnessGroup: CommandGroup {
    static let help = CommandHelp.witness
    static let members: [any ParsableCommand.Type] = [
        WitnessKeygen.self, WitnessServe.self, WitnessFollow.self,
    ]

    @OptionGroup var group: GroupOptions
}

struct WitnessKeygen: KapokCommand {
    static let help = CommandHelp.witnessKeygen

    @Option(help: .says(CommandLineOption.witnessName, "name"))
    var name: String

    @Option(help: .says(CommandLineOption.witnessState, "folder"), completion: .directory)
    var state: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let verifier = try WitnessFolder(path: state).found(name: name)
        let answer: JSONValue = [
            "witness": .string(verifier.name), "witnessKey": .string(verifier.description),
        ]
        session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
        return .done
    }
}

/// The verifier key of a journal, as the authority publishes it.
struct LogKey: ExpressibleByArgument, Sendable {
    let verifier: NoteVerifier

    init?(argument: String) {
        guard let verifier = try? NoteVerifier(parsing: argument) else { return nil }
        self.verifier = verifier
    }
}
