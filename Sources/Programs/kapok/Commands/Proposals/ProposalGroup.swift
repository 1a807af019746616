import ArgumentParser
import CanonicalJSON
import Messages
import PKIX

struct ProposalGroup: CommandGroup {
    static let help = CommandHelp.proposal
    static let members: [any ParsableCommand.Type] = [
        ProposalList.self, ProposalShow.self, ProposalSign.self, ProposalRefuse.self,
        ProposalReturn.self, ProposalWithdraw.self,
    ]

    @OptionGroup var group: GroupOptions
}

struct ProposalList: KapokCommand {
    static let help = CommandHelp.proposalList

    static let view = ListView(
        member: "proposals",
        columns: [
            .init("proposal"), .init("operation", flexible: true), .init("state"),
            .init("signatures", flexible: true), .init("lapsed", flexible: true),
            .init("needed"), .init("changed", flexible: true), .init("expiresAt", as: .day),
        ])

    /// Without what is the matter with none of them; where it is with one, it is never left out.
    private static func view(of rows: [JSONValue]) -> ListView {
        ListView(
            member: view.member,
            columns: view.columns.filter { column in
                !["lapsed", "changed"].contains(column.name)
                    || rows.contains { $0[column.name] != nil }
            })
    }

    @Option(help: .says(CommandLineOption.proposalState, "state"))
    var state: String?

    @OptionGroup var form: FormOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let items = filters(("state", state))
        guard !session.console.isJSON, form.format == .table else {
            return try await session.showList("/api/v1/proposals", items, Self.view, form.format)
        }
        let reader = session.console.reader
        let answer = try await session.query("/api/v1/proposals", items)
        let briefly = (answer["proposals"]?.array ?? []).map { ProposalWords.briefly($0, reader) }
        session.console.say(
            Self.view(of: briefly).table(["proposals": .array(briefly)], reader))
        return .done
    }
}

/// What is to be decided, as `sign` would show it before signing, and what became of it.
struct ProposalShow: KapokCommand {
    static let help = CommandHelp.proposalShow

    @Argument(help: .says(CommandLineOption.proposal, "proposal"))
    var proposal: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let review = try await session.withServer {
            try await ProposalReview.fetch(proposal, from: $0)
        }
        session.console.show(review.answer) { answer in
            let reader = session.console.reader
            var members = answer.object ?? [:]
            members["payload"] = PlainWords.namingKeys(review.payload)
            for name in ["lapsed", "changed"] where members[name]?.array?.isEmpty == true {
                members[name] = nil
            }
            members["changed"] = nil
            var ended = members["ended"]?.object
            ended?["salt"] = nil
            members["ended"] = ended.map(JSONValue.object)
            return
                ([
                    FieldList(reader).rendered(.object(members)), review.hashLine(reader),
                ] + ProposalWords.changes(answer, reader) + review.certificateLines(reader))
                .joined(separator: "\n")
        }
        return .done
    }
}
