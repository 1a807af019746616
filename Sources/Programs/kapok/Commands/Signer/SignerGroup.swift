import ArgumentParser
import CanonicalJSON
import Foundation
import HTTPListeners
import Logging
import Messages

struct SignerGroup: CommandGroup {
    static let help = CommandHelp.signer
    static let members: [any ParsableCommand.Type] = [
        SignerInitialise.self, SignerServe.self, SignerAdopt.self, SignerCheck.self,
        SignerAnew.self, SignerModule.self,
    ]

    @OptionGroup var group: GroupOptions
}

struct SignerInitialise: KapokCommand {
    static let help = CommandHelp.signerInitialise

    @Option(help: .says(CommandLineOption.signerState, "folder"), completion: .directory)
    var state: String

    @Option(help: .says(CommandLineOption.signerUnlock, "file"), completion: .file())
    var unlockFile: String?

    @Option(help: .says(CommandLineOption.signerFrom, "folder"), completion: .directory)
    var from: String?

    @Option(help: .says(CommandLineOption.signerFromUnlock, "file"), completion: .file())
    var fromUnlock: String?

    @Option(help: .says(CommandLineOption.signerGenesis, "hash"))
    var journalGenesis: String?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        DataFolder.keepNewFilesPrivate()
        let folder = SignerFolder(path: URL(fileURLWithPath: state).path)
        if let unlockFile, from == nil || !LocalFile.exists(folder.path) {
            try folder.found(unlockFile: unlockFile)
        } else if from == nil, journalGenesis == nil {
            throw Refusal(.signerInitialiseIdle, field: "--unlock-file")
        }
        if let journalGenesis {
            guard let hash = Hex.decode(journalGenesis), hash.count == 32 else {
                throw Refusal(.signerGenesisInvalid, field: "--journal-genesis")
            }
            try folder.learn(genesis: hash, field: "--journal-genesis")
        }
        let keys =
            try from.map {
                try folder.takeKeys(
                    from: DataFolder(path: $0), oldSecret: fromUnlock,
                    ownSecret: unlockFile)
            } ?? 0
        let answer: JSONValue = [
            "signerFolder": .string(folder.path), "keysMoved": .integer(Int64(keys)),
            "journalGenesis": try folder.readGenesis().map { .string(Hex.encode($0)) } ?? .null,
            "signerSocket": .string(folder.socket(try folder.readConfiguration())),
        ]
        session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
        return .done
    }
}

struct SignerServe: KapokCommand {
    static let help = CommandHelp.signerServe

    @Option(help: .says(CommandLineOption.signerState, "folder"), completion: .directory)
    var state: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        DataFolder.keepNewFilesPrivate()
        let logger = Logger(label: "kapok-signer") { _ in JSONLogHandler() }
        try await SignerServer(SignerFolder(path: state), logger: logger).run()
        return .done
    }
}

struct SignerModule: KapokCommand {
    static let help = CommandHelp.signerModule

    @Argument(help: .says(CommandLineOption.signerModule, "name"))
    var name: String

    @Option(help: .says(CommandLineOption.signerModuleSetting, "text"))
    var setting: String

    @Option(help: .says(CommandLineOption.signerState, "folder"), completion: .directory)
    var state: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        DataFolder.keepNewFilesPrivate()
        let logger = Logger(label: "kapok-module") { _ in JSONLogHandler() }
        try await ModuleWorker.serve(
            ModuleSetting(name: name, text: setting), in: SignerFolder(path: state), logger: logger)
        return .done
    }
}
