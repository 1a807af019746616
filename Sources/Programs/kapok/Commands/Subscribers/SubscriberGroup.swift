import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Messages
import Registration

/// Persons and organisations, each under one reference number for life.
struct SubscriberGroup: CommandGroup {
    static let help = CommandHelp.subscriber
    static let members: [any ParsableCommand.Type] = [
        SubscriberList.self, SubscriberFind.self, SubscriberShow.self, SubscriberReveal.self,
        SubscriberDecide.self, SubscriberKeep.self, SubscriberExport.self, SubscriberRestrict.self,
        SubscriberUnrestrict.self,
    ]

    @OptionGroup var group: GroupOptions
}

struct SubscriberList: KapokCommand {
    static let help = CommandHelp.subscriberList

    static let view = ListView(
        member: "subscribers",
        columns: [.init("subscriber"), .init("category"), .init("createdAt", as: .time)])

    @Option(help: .says(CommandLineOption.category))
    var type: Application.Category?

    @OptionGroup var span: SpanOptions
    @OptionGroup var page: PageOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.showList(
            "/api/v1/subscribers",
            filters(("category", type?.rawValue)) + span.query + page.query, Self.view,
            page.format)
    }
}

struct SubscriberFind: KapokCommand {
    static let help = CommandHelp.subscriberFind

    @Option(help: .says(CommandLineOption.subscriberName, "name"))
    var name: String?

    @Option(help: .says(CommandLineOption.documentKind))
    var document: IdentityDocumentKind?

    @Option(help: .says(CommandLineOption.documentNumber, "file"), completion: .file())
    var numberFrom: String?

    @Option(help: .says(CommandLineOption.documentCountry, "code"))
    var country: String?

    @Option(help: .says(CommandLineOption.email, "address"))
    var email: String?

    @Option(help: .says(CommandLineOption.application, "application"))
    var application: String?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let number = try numberFrom.map { path in
            String(decoding: try LocalFile.read(path, limit: 4096), as: UTF8.self)
                .split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        }
        let answer = try await session.query(
            "/api/v1/subscribers/find",
            filters(
                ("name", name), ("document", document?.rawValue), ("number", number),
                ("country", country), ("application", application), ("email", email)))
        session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
        return .done
    }
}

struct SubscriberShow: KapokCommand {
    static let help = CommandHelp.subscriberShow

    @Argument(help: .says(CommandLineOption.subscriber, "reference"))
    var subscriber: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.query(
            "/api/v1/subscribers/\(URLText.encoded(subscriber))")
        session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
        return .done
    }
}
