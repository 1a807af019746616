public import ArgumentParser
public import Messages

/// The options that every command knows.
struct GlobalOptions: ParsableArguments {
    @Option(
        name: .customLong("data"), help: .says(CommandLineOption.data, "folder"),
        completion: .directory)
    var dataFolder: String?

    @Option(help: .says(CommandLineOption.server, "url"))
    var server: String?

    @Option(
        name: .customLong("server-ca"), help: .says(CommandLineOption.serverCA, "file"),
        completion: .file())
    var serverAuthorityFile: String?

    @Option(help: .says(CommandLineOption.transport, "file"), completion: .file())
    var transport: String?

    @Option(name: .customLong("as"), help: .says(CommandLineOption.officer, "name"))
    var officer: String?

    @Option(
        name: .customLong("key"), help: .says(CommandLineOption.key, "file"),
        completion: .file())
    var keyFile: String?

    @Flag(name: .customLong("accept-succession"), help: .says(CommandLineOption.acceptSuccession))
    var acceptsSuccession = false

    @Flag(help: .says(CommandLineOption.json))
    var json = false

    @Option(help: .says(CommandLineOption.language, "language"))
    var lang: Language?

    @Option(help: .says(CommandLineOption.at, "time"))
    var at: Moment?
}

extension Language: ExpressibleByArgument {}
