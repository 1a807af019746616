import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Governance
import Messages
import Records

/// Attaches a file to a record.
struct RecordAttach: KapokCommand {
    static let help = CommandHelp.recordAttach

    @Argument(help: .says(CommandLineOption.record, "record"))
    var record: String

    @Argument(help: .says(CommandLineOption.attachmentFile, "file"), completion: .file())
    var file: String

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let survey = try FileDesk.survey(file)
        let (kind, version) = try await session.recordSeen(record)
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let received = try await FileDesk(server: server).send(file, survey)
            let payload = received.merging([
                "record": .string(record), "version": .integer(version),
                "salt": .string(RecordText.salt()),
            ])
            try desk.tell(
                PlainWords.of(
                    received.merging(["record": .string(record), "kind": .string(kind.id)]),
                    session.console.reader), operation: "record.attach")
            try await desk.carryOut(
                IntendedAct(
                    operation: "record.attach", payload: payload, caseID: record,
                    roles: kind.roles), in: session)
        }
        return .done
    }
}

/// Reads an attachment, with a reason.
struct RecordFetch: KapokCommand {
    static let help = CommandHelp.recordFetch

    @Argument(help: .says(CommandLineOption.record, "record"))
    var record: String

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
        let shown = try await session.query("/api/v1/records/\(URLText.encoded(record))")
        let kind = try RecordView.kind(of: shown)
        let payload: JSONValue = [
            "record": .string(record), "version": shown["version"] ?? .null,
            "reason": .string(reason.rawValue), "file": .string(try whole(shown)),
        ]
        try await session.withServer { server in
            let answer = try await session.reveal(payload, record, kind, act, server)
            try await session.keep(answer, of: server, in: out)
        }
        return .done
    }

    /// The attachment that begins so.
    private func whole(_ record: JSONValue) throws -> String {
        try FileDesk.whole(
            file, among: (record["attachments"]?.array ?? []).compactMap { $0["file"]?.string },
            else: .attachmentNone)
    }
}
