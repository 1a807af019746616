import ArgumentParser
import Messages

struct Serve: KapokCommand {
    static let help = CommandHelp.serve

    @Option(help: .says(CommandLineOption.listen, "host:port"))
    var listen: String?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.node.serve(
            ServingWish(
                dataFolder: session.dataFolder, listen: listen, language: session.console.language))
        return .done
    }
}
