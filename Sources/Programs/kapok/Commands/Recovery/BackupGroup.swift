import Archives
import ArgumentParser
import CanonicalJSON
import Foundation
import Messages

struct BackupGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        CommandHelp.backup, subcommands: [BackupMake.self, BackupKeygen.self],
        defaultSubcommand: BackupMake.self)
}

struct BackupMake: KapokCommand {
    static let help = CommandHelp.backupMake

    @Option(help: .says(CommandLineOption.backupRecipient, "age1…"))
    var recipient: String

    @Option(help: .says(CommandLineOption.backupTarget, "file"), completion: .file())
    var to: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        // The server works in another folder.
        let target = URL(fileURLWithPath: to).path
        let answer = try await session.withServer {
            try await $0.post(
                "/api/v1/backups", ["recipient": .string(recipient), "to": .string(target)])
        }
        session.console.show(answer) {
            FieldList(session.console.reader).rendered($0) + "\n"
                + session.console.text(CommandLineSentence.keepUnlockSecret)
        }
        return .done
    }
}

/// Needs no data folder: the server never holds an identity.
struct BackupKeygen: KapokCommand {
    static let help = CommandHelp.backupKeygen

    @Option(help: .says(CommandLineOption.newIdentity, "file"), completion: .file())
    var out: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let recipient = try IdentityFile.make(out)
        let answer: JSONValue = [
            "keyFile": .string(out), "recipient": .string(recipient.description),
        ]
        session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
        return .done
    }
}
