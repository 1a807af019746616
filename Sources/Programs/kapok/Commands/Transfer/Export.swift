import ArgumentParser
import CanonicalJSON
import Foundation
import Messages

/// Writes everything out, in forms that need no Kapok.
struct Export: KapokCommand {
    static let help = CommandHelp.export

    @Option(help: .says(CommandLineOption.exportTarget, "folder"), completion: .directory)
    var to: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        // The server works in another folder.
        let target = URL(fileURLWithPath: to).path
        let answer = try await session.withServer {
            try await $0.post("/api/v1/exports", ["to": .string(target)])
        }
        session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
        return .done
    }
}
