import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Ledger
import Messages

struct AuditGroup: CommandGroup {
    static let help = CommandHelp.audit
    static let members: [any ParsableCommand.Type] = [
        AuditVerify.self, AuditProve.self, AuditCheckProof.self, AuditList.self,
        AuditSample.self,
    ]

    @OptionGroup var group: GroupOptions
}

struct AuditProve: KapokCommand {
    static let help = CommandHelp.auditProve

    @Argument(help: .says(CommandLineOption.entryIndex, "index"))
    var index: Int64

    @Option(help: .says(CommandLineOption.proofOut, "file"), completion: .file())
    var out: String?

    @Option(help: .says(CommandLineOption.timestampService, "name"))
    var timestamp: String?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.query(
            "/api/v1/journal/\(index)/proof",
            timestamp.map { [APIQueryItem("timestamp", $0)] } ?? [])
        // The proof is one file, the time-stamp as its service gave it another.
        let proof = JSONValue.object((answer.object ?? [:]).filter { $0.key != "timestamp" })
        if let out {
            try LocalFile.write(Array((proof.formatted() + "\n").utf8), to: out)
            if timestamp != nil {
                try LocalFile.write(answer.requiredBytes(base64: "timestamp"), to: "\(out).tsr")
            }
            session.console.show(proof) { _ in
                session.console.text(CommandLineSentence.written, ["file": SafeText.of(out)])
            }
        } else {
            session.console.say(proof.formatted())
        }
        return .done
    }
}

struct AuditList: KapokCommand {
    static let help = CommandHelp.auditList

    static let view = ListView(
        member: "entries",
        columns: [
            .init("index"), .init("time", as: .time), .init("operation", flexible: true),
            .init("actor"), .init("case", flexible: true), .init("outcome"),
            .init("code", flexible: true, optional: true),
            .init("event", flexible: true, optional: true),
        ])

    @Option(help: .says(CommandLineOption.operation, "operation"))
    var operation: OperationArgument?

    @Option(name: .customLong("case"), help: .says(CommandLineOption.caseID, "id"))
    var caseID: String?

    @Option(help: .says(CommandLineOption.actor, "officer"))
    var actor: String?

    @Option(name: .customLong("state"), help: .says(CommandLineOption.outcome, "outcome"))
    var outcome: JournalEntry.Outcome?

    @Option(help: .says(CommandLineOption.after, "index"))
    var after: Int64?

    @Option(help: .says(CommandLineOption.size, "number"))
    var size: Int?

    @Option(help: .says(CommandLineOption.format, "format"))
    var format: ListFormat = .table

    @OptionGroup var span: SpanOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.showList(
            "/api/v1/journal",
            filters(
                ("operation", operation?.id), ("case", caseID), ("actor", actor),
                ("outcome", outcome?.rawValue), ("after", after.map { String($0) }),
                ("size", size.map { String($0) })) + span.query,
            Self.view, format)
    }
}

/// An operation by its id, or by the words that the list shows for it.
struct OperationArgument: ExpressibleByArgument, Sendable {
    let id: String

    static var allValueStrings: [String] { Operation.all.map(\.id) }

    init?(argument: String) {
        let found = Operation.all.first {
            TypedWord.names($0.id, under: "operation", argument)
        }
        guard let found else { return nil }
        id = found.id
    }
}
