import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Messages

/// Gaps and overtime in the records of a register.
struct RecordFindingList: KapokCommand {
    static let help = CommandHelp.recordFindings

    @Argument(help: .says(CommandLineOption.recordKind, "register"))
    var kind: KindArgument

    @Option(help: .says(CommandLineOption.from, "time"))
    var from: Moment?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.query(
            "/api/v1/records/findings",
            [APIQueryItem("kind", kind.kind.id)]
                + (from.map { [APIQueryItem("from", $0.rfc3339)] } ?? []))
        let found = answer["findings"]?.array ?? []
        session.console.show(answer) { _ in Self.table(found, session.console.reader) }
        return found.isEmpty ? .done : .refused
    }

    private static func table(_ found: [JSONValue], _ reader: Reader) -> String {
        guard !found.isEmpty else { return reader.text(CommandLineSentence.nothingFound) }
        func text(_ item: JSONValue, _ name: String) -> String {
            SafeText.of(item[name]?.string ?? "–")
        }
        return TextTable(
            columns: [
                .init(title: ConformanceView.label("fault", reader)),
                .init(title: ConformanceView.label("of", reader), isFlexible: true),
                .init(title: ConformanceView.label("from", reader)),
                .init(title: ConformanceView.label("until", reader)),
                .init(title: ConformanceView.label("clause", reader)),
            ],
            rows: found.map { item in
                [
                    reader.word(text(item, "fault"), under: "fault"), text(item, "of"),
                    text(item, "from"), text(item, "until"), text(item, "clause"),
                ]
            }
        ).rendered(columns: reader.columns)
    }
}
