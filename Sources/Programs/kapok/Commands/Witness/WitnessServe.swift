import ArgumentParser
import HTTPListeners
import Logging
import Messages
import Witness

struct WitnessServe: KapokCommand {
    static let help = CommandHelp.witnessServe

    @Option(help: .says(CommandLineOption.witnessState, "folder"), completion: .directory)
    var state: String

    @Option(help: .says(CommandLineOption.witnessListen, "host:port"))
    var listen: String

    @Option(name: .customLong("log"), help: .says(CommandLineOption.witnessLog, "key"))
    var logs: [LogKey]

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let (host, port) = try NodeConfiguration.address(listen, field: "--listen")
        let opened = try WitnessFolder(path: state).open(logs: logs.map(\.verifier))
        let server = WitnessServer(
            witness: opened.witness,
            logger: Logger(label: "kapok-witness") { _ in JSONLogHandler() })
        try await server.run(host: host, port: port)
        return withExtendedLifetime(opened.lock) { .done }
    }
}
