import ArgumentParser
import CanonicalJSON
import Messages

struct Initialise: KapokCommand {
    static let help = CommandHelp.initialise

    @Option(name: .customLong("founder"), help: .says(CommandLineOption.founder, "name=keyfile"))
    var founders: [NamedKeyFile]

    @Option(help: .says(CommandLineOption.ownOrganization, "name"))
    var organization: String

    @Option(help: .says(CommandLineOption.unlockFile, "file"), completion: .file())
    var unlockFile: String

    @Option(help: .says(CommandLineOption.environment))
    var environment: FolderEnvironment = .test

    @Option(name: .customLong("base-url"), help: .says(CommandLineOption.baseURL, "url"))
    var baseURL: String?

    @Option(help: .says(CommandLineOption.listen, "host:port"))
    var listen: String?

    @Option(help: .says(CommandLineOption.database, "url"))
    var database: String?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let keys = try founders.map { founder in
            FolderFounding.Founder(
                name: founder.name, key: try session.officerKey(founder.keyFile))
        }
        let answer = try await session.node.initialise(
            FolderFounding(
                dataFolder: session.dataFolder, organization: organization, founders: keys,
                unlockFile: unlockFile, environment: environment.rawValue, baseURL: baseURL,
                listen: listen, database: database))
        try session.forgetPlace()
        session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
        return .done
    }
}

/// `production` is known, so that asking for it is answered by the rules and not by the parser.
enum FolderEnvironment: String, ExpressibleByArgument, CaseIterable, Sendable {
    case test, production
}

/// `NAME=FILE`: the first equals sign divides.
struct NamedKeyFile: ExpressibleByArgument, Sendable, Equatable {
    let name: String
    let keyFile: String

    init?(argument: String) {
        guard let sign = argument.firstIndex(of: "=") else { return nil }
        name = String(argument[..<sign])
        keyFile = String(argument[argument.index(after: sign)...])
        guard !name.isEmpty, !keyFile.isEmpty else { return nil }
    }
}
