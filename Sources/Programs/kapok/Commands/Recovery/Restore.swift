import ArgumentParser
import CanonicalJSON
import Messages

/// What a restore is made from, for `restore` and the drill.
struct BackupOptions: ParsableArguments {
    @Option(help: .says(CommandLineOption.backupFile, "file"), completion: .file())
    var from: String

    @Option(help: .says(CommandLineOption.backupIdentity, "file"), completion: .file())
    var identity: String
}

struct Restore: KapokCommand {
    static let help = CommandHelp.restore

    @OptionGroup var backup: BackupOptions

    @Option(help: .says(CommandLineOption.restoreTarget, "folder"), completion: .directory)
    var to: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.node.restore(
            RestoreWish(
                backup: backup.from, identity: try IdentityFile.read(backup.identity),
                dataFolder: to))
        session.console.show(answer) {
            FieldList(session.console.reader).rendered($0) + "\n"
                + session.console.text(CommandLineSentence.compareBeforeUse)
        }
        return .done
    }
}

struct DrillGroup: CommandGroup {
    static let help = CommandHelp.drill
    static let members: [any ParsableCommand.Type] = [DrillRestore.self]

    @OptionGroup var group: GroupOptions
}

struct DrillRestore: KapokCommand {
    static let help = CommandHelp.drillRestore

    @OptionGroup var backup: BackupOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let record = try await session.node.drill(
            RestoreWish(
                backup: backup.from, identity: try IdentityFile.read(backup.identity),
                dataFolder: session.dataFolder))
        let answer = try await session.withServer { try await $0.post("/api/v1/drills", record) }
        session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
        return .done
    }
}
