import ArgumentParser
import CanonicalJSON
import Foundation
import Messages

/// Needs the folder to itself: no server may run.
struct Migrate: KapokCommand {
    static let help = CommandHelp.migrate

    @Flag(name: .customLong("dry-run"), help: .says(CommandLineOption.dryRun))
    var isDryRun = false

    @Option(help: .says(CommandLineOption.migrationRecipient, "age1…"))
    var recipient: String?

    @Option(help: .says(CommandLineOption.migrationTarget, "file"), completion: .file())
    var to: String?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.node.migrate(
            MigrationWish(
                dataFolder: session.dataFolder, isDryRun: isDryRun, recipient: recipient,
                target: to.map { URL(fileURLWithPath: $0).path }))
        session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
        return .done
    }
}
