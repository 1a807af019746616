import ArgumentParser
import CanonicalJSON
import MerkleLog
import Messages
import Witness

struct WitnessFollow: KapokCommand {
    static let help = CommandHelp.witnessFollow

    @Argument(help: .says(CommandLineOption.witnessURL, "url"))
    var url: String

    @Option(help: .says(CommandLineOption.witnessState, "folder"), completion: .directory)
    var state: String

    @Option(help: .says(CommandLineOption.witnessLog, "key"))
    var log: LogKey

    @Option(help: .says(CommandLineOption.witnessOut, "file"), completion: .file())
    var out: String?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let opened = try WitnessFolder(path: state).open(logs: [log.verifier])
        let limits = EvidenceLimits(maximumRequests: JournalFollower.maximumRequests + 1)
        var base = url
        while base.hasSuffix("/") { base.removeLast() }
        let follower = JournalFollower(
            base: base, log: log.verifier, witness: opened.witness, folder: state,
            web: WebObject(limits, exchange: session.surroundings.exchange))
        let note = try await follower.cosigned()
        if let out { try LocalFile.write(note.encoded, to: out) }
        let checkpoint = try Checkpoint(parsing: note.text)
        let seconds = opened.witness.verifier.seconds(of: note) ?? 0
        let answer: JSONValue = [
            "origin": .string(checkpoint.origin), "number": .integer(checkpoint.size),
            "witness": .string(opened.witness.verifier.name),
            "cosignedAt": .integer(seconds * 1000),
            "note": .string(String(decoding: note.encoded, as: UTF8.self)),
        ]
        session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
        return withExtendedLifetime(opened.lock) { .done }
    }
}
