import ArgumentParser
import CanonicalJSON
import Governance
import Messages

/// What is due, and whose it is.
struct Duties: KapokCommand {
    static let help = CommandHelp.duties

    static let view = ListView(
        member: "duties",
        columns: [
            .init("standing"), .init("due", as: .day), .init("duty"),
            .init("of", flexible: true), .init("role", flexible: true, optional: true),
        ])

    @OptionGroup var form: FormOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.showList("/api/v1/duties", [], Self.view, form.format) { answer, reader in
            (answer["leftOff"]?.object ?? [:]).sorted { $0.key < $1.key }.map { duty, count in
                reader.text(
                    CommandLineSentence.dutiesLeftOff,
                    [
                        "duty": reader.word(duty, under: "duty"),
                        "count": String(count.integer ?? 0),
                    ])
            }
        }
    }
}

struct Fulfil: KapokCommand {
    static let help = CommandHelp.fulfil

    @Argument(help: .says(CommandLineOption.duty, "duty"))
    var duty: String

    @Option(help: .says(CommandLineOption.dutyResult))
    var result: DutyFulfilment.Result

    @Option(help: .says(CommandLineOption.dutyObject, "object"))
    var of: String?

    @Option(help: .says(CommandLineOption.dutyEvidence, "file"), completion: .file())
    var evidence: String?

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        var payload: [String: JSONValue] = [
            "duty": .string(duty), "dutyResult": .string(result.rawValue),
        ]
        if let of { payload["of"] = .string(of) }
        if let evidence { payload["evidence"] = .string(try Evidence.hashHex(ofFile: evidence)) }
        return try await session.sign(
            IntendedAct(operation: "duty.fulfil", payload: .object(payload), caseID: nil),
            told: PlainWords.of(.object(payload), session.console.reader), act)
    }
}

extension DutyFulfilment.Result: WordArgument {
    public static var member: String { "dutyResult" }
}
