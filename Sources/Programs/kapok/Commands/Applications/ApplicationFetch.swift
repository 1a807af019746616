import ArgumentParser
import CanonicalJSON
import Governance
import Messages
import Records
import Registration

/// Reads a file of an application's dossier, with a reason.
struct ApplicationFetch: KapokCommand {
    static let help = CommandHelp.applicationFetch

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @Argument(help: .says(CommandLineOption.attachment, "attachment"))
    var file: String

    @Option(help: .says(CommandLineOption.recordRevealReason))
    var reason: RecordChange.RevealReason

    @Option(help: .says(CommandLineOption.recordOut, "file"), completion: .file())
    var out: String

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        guard !LocalFile.exists(out) else {
            throw Refusal(.commandFileExists, field: out, ["path": out])
        }
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let review = try await ApplicationReview.fetch(application, from: server)
            let payload: JSONValue = [
                "application": .string(review.id), "file": .string(try whole(review)),
                "reason": .string(reason.rawValue),
            ]
            try desk.tell(
                PlainWords.of(payload, session.console.reader), operation: "application.reveal")
            let answer = try await desk.perform(
                IntendedAct(
                    operation: "application.reveal", payload: payload, caseID: review.id))
            try await desk.remember([answer])
            try await session.keep(answer, of: server, in: out)
        }
        return .done
    }

    /// The file of the dossier that begins so.
    private func whole(_ review: ApplicationReview) throws -> String {
        try FileDesk.whole(
            file, among: review.evidence.proofs.compactMap(\.line.file),
            else: .applicationFileUnknown)
    }
}
