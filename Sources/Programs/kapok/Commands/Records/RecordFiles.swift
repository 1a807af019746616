import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Governance
import Messages
import Records
import Registers

/// Writes the headings of a register, for a spreadsheet to be filled in.
struct RecordTemplate: KapokCommand {
    static let help = CommandHelp.recordTemplate

    @Argument(help: .says(CommandLineOption.recordKind, "register"))
    var kind: KindArgument

    @Option(help: .says(CommandLineOption.recordOut, "file"), completion: .file())
    var out: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let headings = kind.kind.headings(in: session.console.language)
        try session.writeTable([headings], to: out)
        return .done
    }
}

/// Writes the records of a register that are in force.
struct RecordExport: KapokCommand {
    static let help = CommandHelp.recordExport
    /// The largest page that the API gives.
    private static let pageSize = 500

    @Argument(help: .says(CommandLineOption.recordKind, "register"))
    var kind: KindArgument

    @Option(help: .says(CommandLineOption.recordOut, "file"), completion: .file())
    var out: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let kind = kind.kind
        let language = session.console.language
        var table = [kind.headings(in: language)]
        try await session.withServer { server in
            var page = 1
            while true {
                let answer = try await server.get(
                    "/api/v1/records",
                    filters(
                        ("kind", kind.id), ("state", "inForce"), ("page", String(page)),
                        ("size", String(Self.pageSize))))
                let records = answer["records"]?.array ?? []
                table += records.map { record in
                    kind.fields.map { field in
                        let value = record["values"]?[field.name]?.string ?? ""
                        return value.isEmpty ? "" : field.written(value, in: language)
                    }
                }
                guard records.count == Self.pageSize else { break }
                page += 1
            }
        }
        try session.writeTable(table, to: out)
        return .done
    }
}

/// Takes a file of records: looks at all of it, has it signed, and enters it as a whole.
struct RecordImporting: KapokCommand {
    static let help = CommandHelp.recordImport

    @Argument(help: .says(CommandLineOption.recordKind, "register"))
    var kind: KindArgument

    @Argument(help: .says(CommandLineOption.recordFile, "file.csv"), completion: .file())
    var file: String

    @Option(help: .says(CommandLineOption.recordEncoding, "encoding"))
    var encoding: TextEncoding?

    @Flag(help: .says(CommandLineOption.importDryRun))
    var dryRun = false

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let kind = kind.kind
        let desk = RecordDesk(session: session, path: file, encoding: encoding, kind: kind)
        return try await session.withServer { server in
            let survey = try desk.survey()
            let reader = session.console.reader
            if dryRun {
                session.console.show(desk.json(survey)) {
                    let counts = JSONValue.object(
                        ($0.object ?? [:]).filter { $0.key != "lines" })
                    let fields = FieldList(reader).rendered(counts)
                    return survey.broken.isEmpty ? fields : "\(fields)\n\(desk.told(survey))"
                }
                return survey.brokenCount == 0 ? .done : .refused
            }
            guard survey.brokenCount == 0 else {
                if !session.console.isJSON { session.console.note(desk.told(survey)) }
                throw Refusal(
                    .recordLinesBroken, field: file,
                    ["path": file, "count": String(survey.brokenCount)])
            }
            try await enter(survey, desk, server, session)
            return .done
        }
    }

    private func enter(
        _ survey: RecordDesk.Survey, _ desk: RecordDesk, _ server: Server, _ session: Session
    ) async throws {
        let kind = desk.kind
        let id = RandomID.make("imp")
        let payload: JSONValue = [
            "import": .string(id), "kind": .string(kind.id),
            "rows": .integer(Int64(survey.rows)), "digest": .string(Hex.encode(survey.digest)),
        ]
        let officer = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
        try officer.tell(
            PlainWords.of(payload, session.console.reader), operation: "record.import")
        try await desk.stage(survey, as: id, on: server)
        try await officer.carryOut(
            IntendedAct(
                operation: "record.import", payload: payload, caseID: id, roles: kind.roles),
            in: session)
    }
}

/// Takes an import back as a whole.
struct RecordReversing: KapokCommand {
    static let help = CommandHelp.recordReverse

    @Argument(help: .says(CommandLineOption.recordImportID, "import"))
    var batch: String

    @Option(help: .says(CommandLineOption.recordReverseReason))
    var reason: RecordReversal.Reason

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let found = try await session.query(
            "/api/v1/records/imports/\(URLText.encoded(batch))")
        let kind = try RecordView.kind(of: found)
        let payload: JSONValue = [
            "import": .string(batch), "reason": .string(reason.rawValue),
        ]
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let told = found.merging(payload)
            try desk.tell(
                PlainWords.of(told, session.console.reader), operation: "record.reverse")
            try await desk.carryOut(
                IntendedAct(
                    operation: "record.reverse", payload: payload, caseID: batch,
                    roles: kind.roles), in: session)
        }
        return .done
    }
}

extension TextEncoding: ExpressibleByArgument {}

extension RecordReversal.Reason: WordArgument {
    public static var member: String { "reason" }
}

extension Session {
    /// A file for a spreadsheet, for this user alone, in place of none.
    func writeTable(_ records: [[String]], to path: String) throws {
        let text = CSVText.byteOrderMark + Array(CSVText.rendered(records).utf8)
        try LocalFile.write(text, to: path, mode: 0o600, replacing: false)
        let answer: JSONValue = [
            "file": .string(path), "rows": .integer(Int64(records.count - 1)),
        ]
        console.show(answer) { FieldList(console.reader).rendered($0) }
    }
}
