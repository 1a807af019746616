import ArgumentParser
import CanonicalJSON
import Messages

struct ConformanceGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        CommandHelp.conformance, subcommands: [ConformanceShow.self, ConformanceExport.self],
        defaultSubcommand: ConformanceShow.self)
}

/// How the authority stands to each clause of the certificate policy.
struct ConformanceShow: KapokCommand {
    static let help = CommandHelp.conformanceShow
    static let looksBack = true

    @Option(help: .says(CommandLineOption.conformanceClause, "id"))
    var clause: String?

    @Option(help: .says(CommandLineOption.conformanceTests, "file"), completion: .file())
    var tests: String?

    @Option(name: .customLong("html"), help: .says(CommandLineOption.conformancePage, "file"))
    var page: String?

    @OptionGroup var span: SpanOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let request = try ConformanceRequest.body(
            at: session.at, span, clause: clause, tests: tests)
        let answer = try await session.withServer {
            try await $0.post("/api/v1/conformance", request)
        }
        let report = ConformanceView(answer, isTested: tests != nil)
        if let page {
            let html = ConformancePage(report, session.console.language).html
            try LocalFile.write(Array(html.utf8), to: page)
        }
        session.console.show(answer) { _ in
            let text = report.rendered(session.console.reader, isWhole: clause != nil)
            guard let page else { return text }
            let written = session.console.text(
                CommandLineSentence.written, ["file": SafeText.of(page)])
            return "\(text)\n\n\(written)"
        }
        return .done
    }
}

/// What the server is asked for a report.
enum ConformanceRequest {
    static func body(
        at: Moment?, _ span: SpanOptions, clause: String?, tests: String?
    ) throws -> JSONValue {
        var body: [String: JSONValue] = [:]
        if let at { body["at"] = .string(at.rfc3339) }
        if let from = span.from { body["from"] = .string(from.rfc3339) }
        // A day as a day: the server counts one that is not over until now.
        if let to = span.to { body["to"] = .string(to.isDay ? to.day : to.rfc3339) }
        if let clause { body["clause"] = .string(clause) }
        if let tests { body["tests"] = try results(tests, of: clause) }
        return .object(body)
    }

    /// As `scripts/clause-tests` writes them.
    private static func results(_ path: String, of clause: String?) throws -> JSONValue {
        let bytes = try LocalFile.read(path, limit: 16 << 20)
        guard let clauses = (try? JSONValue(parsing: bytes))?["clauses"]?.array else {
            throw Refusal(
                .commandTestsUnreadable, field: "--tests", ["path": SafeText.of(path)])
        }
        return .array(
            clauses.filter { clause == nil || $0["clause"]?.string == clause }.map { item in
                .object((item.object ?? [:]).filter { $0.key != "names" })
            })
    }
}
