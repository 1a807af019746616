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

    /// The attachment that begins so.
    private func whole(_ record: JSONValue) throws -> String {
        let all = (record["attachments"]?.array ?? []).compactMap { $0["file"]?.string }
        let found = all.filter { $0 == file || file.utf8.count >= 8 && $0.hasPrefix(file) }
        guard found.count == 1, let one = found.first else {
            throw Refusal(.attachmentNone, field: "attachment", ["file": SafeText.of(file)])
        }
        return one
    }
}
