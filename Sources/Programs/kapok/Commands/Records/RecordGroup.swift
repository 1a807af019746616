import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Messages

/// Registers of people, contracts, equipment and the like.
struct RecordGroup: CommandGroup {
    static let help = CommandHelp.record
    static let members: [any ParsableCommand.Type] = [
        RecordKinds.self, RecordTemplate.self, RecordList.self, RecordShow.self,
        RecordAdd.self, RecordChanging.self, RecordEnd.self, RecordReveal.self,
        RecordAttach.self, RecordFetch.self, RecordFindingList.self,
        RecordImporting.self, RecordReversing.self, RecordExport.self,
    ]

    @OptionGroup var group: GroupOptions
}

/// One register, typed as its identifier or as the name that lists show in any of the languages.
struct KindArgument: ExpressibleByArgument, Sendable {
    let kind: RecordKind

    init?(argument: String) {
        let found = RecordKind.all.first {
            TypedWord.names($0.id, under: "record", argument)
        }
        guard let found else { return nil }
        kind = found
    }

    static var allValueStrings: [String] { RecordKind.all.map(\.id) }
}

/// What each register holds, and who keeps it: the same rows as the server's.
struct RecordKinds: KapokCommand {
    static let help = CommandHelp.recordKinds

    @Argument(help: .says(CommandLineOption.recordKind, "register"))
    var kind: KindArgument?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.query("/api/v1/records/kinds")
        let reader = session.console.reader
        session.console.show(answer) { _ in
            guard let kind = kind?.kind else { return Self.table(reader) }
            return Self.columns(of: kind, reader)
        }
        return .done
    }

    private static func table(_ reader: Reader) -> String {
        TextTable(
            columns: [
                .init(title: ConformanceView.label("kind", reader)),
                .init(title: ConformanceView.label("register", reader), isFlexible: true),
                .init(title: ConformanceView.label("roles", reader), isFlexible: true),
                .init(title: ConformanceView.label("clause", reader), isFlexible: true),
            ],
            rows: RecordKind.all.map { kind in
                [
                    kind.id, reader.text(RecordWords.kind(kind.id)),
                    reader.joined(kind.roles.map { reader.word($0.rawValue, under: "role") }),
                    reader.joined(kind.clauses),
                ]
            }
        ).rendered(columns: reader.columns)
    }

    private static func columns(of kind: RecordKind, _ reader: Reader) -> String {
        let title = reader.text(RecordWords.kind(kind.id))
        let table = TextTable(
            columns: [
                .init(title: ConformanceView.label("column", reader)),
                .init(title: ConformanceView.label("heading", reader), isFlexible: true),
                .init(title: ConformanceView.label("form", reader), isFlexible: true),
                .init(title: ConformanceView.label("asked", reader)),
            ],
            rows: kind.fields.map { field in
                [
                    field.name, reader.text(RecordWords.heading(field.name)),
                    Vocabulary.said(field.form.word, under: "form", in: reader.language),
                    reader.joined(
                        (field.isRequired ? [CommandLineSentence.isRequired] : [])
                            .map { reader.text($0) }
                            + (field.isConfidential ? [CommandLineSentence.isConfidential] : [])
                            .map { reader.text($0) }),
                ]
            }
        ).rendered(columns: reader.columns)
        return "\(title)\n\n\(table)"
    }
}

struct RecordList: KapokCommand {
    static let help = CommandHelp.recordList

    enum State: String, WordArgument, Sendable {
        static let member = "state"
        case inForce, ended
    }

    @Argument(help: .says(CommandLineOption.recordKind, "register"))
    var kind: KindArgument

    @Option(help: .says(CommandLineOption.recordPerson, "handle"))
    var person: String?

    @Option(help: .says(CommandLineOption.state, "state"))
    var state: State?

    @OptionGroup var span: SpanOptions
    @OptionGroup var page: PageOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let kind = kind.kind
        let answer = try await session.query(
            "/api/v1/records",
            filters(("kind", kind.id), ("person", person), ("state", state?.rawValue))
                + span.query + page.query)
        let view = RecordView(kind, session.console.reader)
        switch session.console.isJSON ? .json : page.format {
        case .json: session.console.say(answer.formatted())
        case .csv: session.console.emit(view.csv(answer))
        case .table: session.console.say(view.table(answer))
        }
        return .done
    }
}

struct RecordShow: KapokCommand {
    static let help = CommandHelp.recordShow

    @Argument(help: .says(CommandLineOption.record, "record"))
    var record: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.query("/api/v1/records/\(URLText.encoded(record))")
        let kind = try RecordView.kind(of: answer)
        session.console.show(answer) {
            RecordView(kind, session.console.reader).history($0)
        }
        return .done
    }
}
