import ArgumentParser
import CanonicalJSON
import Messages

/// Why a command came to nothing, as it is told: one form for every origin.
struct CommandFailure: Error, Sendable {
    let status: ExitStatus
    private(set) var code: String
    private(set) var clause: String?
    let field: String?
    let message: String
    let remedy: String
    /// What stands behind a fault, for whoever repairs it: in the words of the program.
    var cause: String?

    /// - Parameter status: `.usage` where the command itself was written wrongly.
    init(_ refusal: Refusal, in language: Language, status: ExitStatus = .refused) {
        self.status = status
        code = refusal.code.id
        clause = refusal.code.clause
        field = refusal.field
        message = refusal.message(in: language)
        remedy = refusal.remedy(in: language)
    }

    /// What the server answered instead of a result; nil if that is no failure in its form.
    init?(answer: JSONValue, httpStatus: Int) {
        guard let error = answer["error"], let code = error["code"]?.string,
            let message = error["message"]?.string
        else { return nil }
        status = httpStatus == 500 ? .internalFault : ExitStatus(ofCode: code)
        self.code = code
        clause = error["clause"]?.string
        field = error["field"]?.string
        self.message = message
        remedy = error["remedy"]?.string ?? ""
        cause = error["cause"]?.string
    }

    /// The same words for a refusal that has a code of its own.
    func withCode(_ code: String, clause: String?) -> CommandFailure {
        var failure = self
        failure.code = code
        failure.clause = clause
        return failure
    }

    /// Any error that a command may end with.
    static func of(_ error: any Error, in language: Language) -> CommandFailure {
        switch error {
        case let failure as CommandFailure: failure
        case let usage as UsageFailure: CommandFailure(usage.refusal, in: language, status: .usage)
        default:
            of(
                error as? Refusal ?? Refusal(ofCause: error)
                    ?? Refusal(.commandFault, ["what": String(describing: error)]), in: language)
        }
    }

    private static func of(_ refusal: Refusal, in language: Language) -> CommandFailure {
        CommandFailure(refusal, in: language, status: ExitStatus(ofCode: refusal.code.id))
    }

    var json: JSONValue {
        var error: [String: JSONValue] = [
            "code": .string(code), "clause": clause.map { .string($0) } ?? .null,
            "field": field.map { .string($0) } ?? .null, "message": .string(message),
            "remedy": .string(remedy),
        ]
        if let cause { error["cause"] = .string(cause) }
        return ["error": .object(error)]
    }

    /// What happened, under which clause, what to do; a line or more each.
    func readable(for reader: Reader) -> String {
        let heading: Text =
            switch status {
            case .done, .refused: CommandLineSentence.refused
            case .usage: CommandLineSentence.usageWrong
            case .internalFault: CommandLineSentence.failed
            }
        var facts = [reader.text(CommandLineSentence.code, ["code": code])]
        if let clause {
            facts.insert(reader.text(CommandLineSentence.clause, ["clause": clause]), at: 0)
        }
        // A path or name that the message says already is not said again.
        if let field, !message.contains(field) {
            facts.append(reader.text(CommandLineSentence.field, ["field": SafeText.of(field)]))
        }
        var lines = [
            paragraph(heading, message, reader, margin: ""),
            reader.folded(facts.joined(separator: " · "), behind: "  "),
        ]
        if !remedy.isEmpty {
            lines.append(paragraph(CommandLineSentence.remedy, remedy, reader, margin: "  "))
        }
        if let cause {
            lines.append(paragraph(CommandLineSentence.cause, cause, reader, margin: "  "))
        }
        return lines.joined(separator: "\n")
    }

    /// Text of others under a heading of ours; its own lines stay apart.
    private func paragraph(
        _ heading: Text, _ text: String, _ reader: Reader, margin: String
    ) -> String {
        let safe = text.split(separator: "\n").map { SafeText.of(String($0)) }
        let said = reader.text(heading, ["what": safe.joined(separator: "\n")])
        return said.split(separator: "\n").enumerated().map { index, line in
            let folded = TextLayout.wrapped(
                String(line), to: reader.columns, indent: margin.utf8.count + 2)
            let lead = index == 0 ? margin : margin + "  "
            return lead + folded.drop { $0 == " " }
        }.joined(separator: "\n")
    }
}

/// A refusal of how the command itself was written.
struct UsageFailure: Error, Sendable {
    let refusal: Refusal

    init(_ code: RefusalCode, field: String? = nil, _ arguments: [String: String] = [:]) {
        refusal = Refusal(code, field: field, arguments)
    }
}
