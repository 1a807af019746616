import ArgumentParser
import CanonicalJSON
import Messages

struct LedgerGroup: CommandGroup {
    static let help = CommandHelp.ledger
    static let members: [any ParsableCommand.Type] = [LedgerCopy.self]

    @OptionGroup var group: GroupOptions
}

/// Needs the folder to itself: no server may run.
struct LedgerCopy: KapokCommand {
    static let help = CommandHelp.ledgerCopy

    @Option(help: .says(CommandLineOption.database, "url"))
    var to: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.node.moveLedger(session.dataFolder, to)
        session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
        return .done
    }
}
