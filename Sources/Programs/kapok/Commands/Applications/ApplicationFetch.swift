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
            let revealed = answer["revealed"] ?? .null
            try await FileDesk(server: server).fetch(revealed, to: out)
            // The ticket opens the file for minutes: it is nobody's to read here.
            var members = revealed.object ?? [:]
            members["ticket"] = nil
            members["out"] = .string(out)
            members["entry"] = answer["entry"]
            session.console.show(.object(members)) {
                FieldList(session.console.reader).rendered($0)
            }
        }
        return .done
    }

    /// The file of the dossier that begins so.
    private func whole(_ review: ApplicationReview) throws -> String {
        let found = review.evidence.proofs.compactMap(\.line.file).filter {
            $0 == file || file.utf8.count >= 8 && $0.hasPrefix(file)
        }
        guard found.count == 1, let one = found.first else {
            throw Refusal(.applicationFileUnknown, field: "attachment", ["file": SafeText.of(file)])
        }
        return one
    }
}
