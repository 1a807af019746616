import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Messages
import Records

struct RecordAdd: KapokCommand {
    static let help = CommandHelp.recordAdd

    @Argument(help: .says(CommandLineOption.recordKind, "register"))
    var kind: KindArgument

    @Option(name: .customLong("set"), help: .says(CommandLineOption.recordSet, "column=value"))
    var values: [String]

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let kind = kind.kind
        let values = try RecordText.values(self.values, of: kind)
        // The server judges it again; here nobody signs what would be refused.
        _ = try kind.judge(values)
        let payload: JSONValue = [
            "kind": .string(kind.id), "values": RecordText.json(values),
            "salt": .string(RecordText.salt()),
        ]
        return try await session.signRecord("record.add", payload, kind, values, act)
    }
}

struct RecordChanging: KapokCommand {
    static let help = CommandHelp.recordChange

    @Argument(help: .says(CommandLineOption.record, "record"))
    var record: String

    @Option(name: .customLong("set"), help: .says(CommandLineOption.recordReset, "column=value"))
    var values: [String]

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let (kind, version) = try await session.recordSeen(record)
        let values = try RecordText.values(self.values, of: kind)
        let payload: JSONValue = [
            "record": .string(record), "version": .integer(version),
            "values": RecordText.json(values), "salt": .string(RecordText.salt()),
        ]
        return try await session.signRecord("record.change", payload, kind, values, act)
    }
}

struct RecordEnd: KapokCommand {
    static let help = CommandHelp.recordEnd

    @Argument(help: .says(CommandLineOption.record, "record"))
    var record: String

    @Option(help: .says(CommandLineOption.recordEndReason))
    var reason: RecordChange.EndReason

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let (kind, version) = try await session.recordSeen(record)
        let payload: JSONValue = [
            "record": .string(record), "version": .integer(version),
            "reason": .string(reason.rawValue),
        ]
        return try await session.signRecord("record.end", payload, kind, [:], act)
    }
}

struct RecordReveal: KapokCommand {
    static let help = CommandHelp.recordReveal

    @Argument(help: .says(CommandLineOption.record, "record"))
    var record: String

    @Option(help: .says(CommandLineOption.recordRevealReason))
    var reason: RecordChange.RevealReason

    @Option(help: .says(CommandLineOption.recordVersion, "number"))
    var version: Int64?

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let (kind, newest) = try await session.recordSeen(record)
        let payload: JSONValue = [
            "record": .string(record), "version": .integer(version ?? newest),
            "reason": .string(reason.rawValue),
        ]
        try await session.withServer { server in
            let answer = try await session.reveal(payload, record, kind, act, server)
            session.console.show(answer) { answer in
                let reader = session.console.reader
                let lines = RecordView(kind, reader).lines(answer["revealed"] ?? .null)
                let entry = reader.text(
                    CommandLineSentence.entry,
                    ["index": String(answer["entry"]?.integer ?? 0)])
                return AlignedLines.rendered(lines, reader) + "\n\(entry)"
            }
        }
        return .done
    }
}

extension RecordChange.EndReason: WordArgument {
    public static var member: String { "reason" }
}

extension RecordChange.RevealReason: WordArgument {
    public static var member: String { "reason" }
}

/// What a person typed for the columns of a record.
enum RecordText {
    /// `column=value`; the column by its name or its heading in any language, a word by any of its names.
    /// - Throws: `record.fieldUnknown`; `command.usage` without an equals sign, or for a column twice.
    static func values(_ typed: [String], of kind: RecordKind) throws -> [String: String] {
        var values: [String: String] = [:]
        for item in typed {
            guard let place = item.unicodeScalars.firstIndex(of: "=") else {
                throw UsageFailure(.recordSetMalformed, field: "--set", ["text": item])
            }
            let name = String(item.unicodeScalars[..<place])
            let value = String(
                item.unicodeScalars[item.unicodeScalars.index(after: place)...])
            guard let field = kind.field(titled: name) else {
                throw Refusal(
                    .recordFieldUnknown, field: "--set",
                    [
                        "column": SafeText.of(name),
                        "known": kind.fields.map(\.name).joined(separator: ", "),
                    ])
            }
            guard values[field.name] == nil else {
                throw UsageFailure(.recordSetTwice, field: "--set", ["column": field.name])
            }
            values[field.name] = field.stored(value)
        }
        return values
    }

    static func json(_ values: [String: String]) -> JSONValue {
        .object(values.mapValues { .string($0) })
    }

    /// 128 random bits: nobody guesses what was signed from its digest.
    static func salt() -> String { Hex.encode(SystemRandomness().bytes(16)) }
}

extension Session {
    /// The register and the newest version of a record, as the server tells them.
    func recordSeen(_ record: String) async throws -> (RecordKind, Int64) {
        let answer = try await query("/api/v1/records/\(URLText.encoded(record))")
        return (
            try RecordView.kind(of: answer), try answer.required("version") { $0.integer }
        )
    }

    /// Told with the headings of its columns, signed in a role that keeps the register.
    func signRecord(
        _ operation: String, _ payload: JSONValue, _ kind: RecordKind,
        _ values: [String: String], _ options: ActOptions
    ) async throws -> ExitStatus {
        let reader = console.reader
        var members = payload.object ?? [:]
        members["values"] = nil
        members["salt"] = nil
        members["kind"] = .string(kind.id)
        let told =
            PlainWords.of(.object(members), reader) + "\n"
            + AlignedLines.rendered(
                kind.fields.compactMap { field in
                    values[field.name].map {
                        (
                            reader.text(RecordWords.heading(field.name)),
                            $0.isEmpty ? "–" : RecordView(kind, reader).word(field.name, $0)
                        )
                    }
                }, indent: 2, reader)
        try await withServer { server in
            let desk = try await OfficerDesk(self, server, isConfirmed: options.isConfirmed)
            try desk.tell(told, operation: operation)
            try await desk.carryOut(
                IntendedAct(
                    operation: operation, payload: payload,
                    caseID: payload["record"]?.string, roles: kind.roles), in: self)
        }
        return .done
    }
}

extension Session {
    /// The answer to who reads something confidential of a record, by a signed act that says why (CP 12.1).
    func reveal(
        _ payload: JSONValue, _ record: String, _ kind: RecordKind, _ act: ActOptions,
        _ server: Server
    ) async throws -> JSONValue {
        let desk = try await OfficerDesk(self, server, isConfirmed: act.isConfirmed)
        try desk.tell(PlainWords.of(payload, console.reader), operation: "record.reveal")
        let answer = try await desk.perform(
            IntendedAct(
                operation: "record.reveal", payload: payload, caseID: record,
                roles: kind.readers))
        try await desk.remember([answer])
        return answer
    }
}
