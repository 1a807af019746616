import ArgumentParser
import CanonicalJSON
import KeyCustody
import Ledger
import Messages

/// Compares what the signer signed with what the journal announced.
struct SignerCheck: KapokCommand {
    static let help = CommandHelp.signerCheck

    @Option(help: .says(CommandLineOption.signerState, "folder"), completion: .directory)
    var state: String

    @Option(help: .says(CommandLineOption.signerJournal, "file"), completion: .file())
    var journal: String?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let folder = SignerFolder(path: state)
        let found = try SignatureReconciliation(log: folder.log, journal: journal)
        var answer: [String: JSONValue] = [
            "signed": .integer(Int64(found.signatures)),
            "ocspAnswers": .integer(Int64(found.ocspAnswers)),
            "journalSignatures": .integer(Int64(found.checkpoints)),
            "journalGenesis": try folder.readGenesis().map { .string(Hex.encode($0)) } ?? .null,
        ]
        if let last = try CheckpointChapters(path: folder.checkpoints)?.last {
            answer["journalSigned"] = .integer(last.size)
            answer["journalRoot"] = .string(Hex.encode(last.root))
        }
        if journal != nil {
            for (name, numbers) in [
                ("unannounced", found.unannounced), ("unlogged", found.unlogged),
                ("unannouncedBefore", found.unannouncedBefore), ("later", found.later),
            ] {
                answer[name] = .array(numbers.map { .integer($0) })
            }
        }
        session.console.show(.object(answer)) { FieldList(session.console.reader).rendered($0) }
        return found.unannounced.isEmpty && found.unlogged.isEmpty ? .done : .refused
    }
}
