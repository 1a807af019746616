import ArgumentParser
import CanonicalJSON
import Messages
import PKIX

struct ProposalGroup: CommandGroup {
    static let help = CommandHelp.proposal
    static let members: [any ParsableCommand.Type] = [ProposalList.self, ProposalShow.self]

    @OptionGroup var group: GroupOptions
}

struct ProposalList: KapokCommand {
    static let help = CommandHelp.proposalList

    static let view = ListView(
        member: "proposals",
        columns: [
            .init("proposal"), .init("operation", flexible: true),
            .init("signatures", flexible: true), .init("needed"), .init("expiresAt", as: .day),
        ])

    @OptionGroup var form: FormOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.showList("/api/v1/proposals", [], Self.view, form.format)
    }
}

/// What is to be decided, as `approve` would show it before signing.
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
            let fields = FieldList(reader).rendered(.object(members))
            guard let certificate = review.certificate else { return fields }
            return fields + "\n" + CertificateView(certificate.tbsCertificate, reader).rendered()
        }
        return .done
    }
}
