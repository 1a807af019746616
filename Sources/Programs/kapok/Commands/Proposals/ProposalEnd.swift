import ArgumentParser
import CanonicalJSON
import Cryptography
import Messages

struct ProposalRefuse: KapokCommand {
    static let help = CommandHelp.proposalRefuse

    @Argument(help: .says(CommandLineOption.proposal, "proposal"))
    var proposal: String

    @Option(help: .says(CommandLineOption.ownWords, "text"))
    var reason: String

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.end(
            proposal, by: "proposal.refuse", ["words": .string(reason)], act)
    }
}

struct ProposalReturn: KapokCommand {
    static let help = CommandHelp.proposalReturn

    @Argument(help: .says(CommandLineOption.proposal, "proposal"))
    var proposal: String

    @Option(help: .says(CommandLineOption.fieldToCorrect, "name"))
    var field: String

    @Option(help: .says(CommandLineOption.ownWords, "text"))
    var reason: String

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.end(
            proposal, by: "proposal.return",
            ["field": .string(field), "words": .string(reason)], act)
    }
}

struct ProposalWithdraw: KapokCommand {
    static let help = CommandHelp.proposalWithdraw

    @Argument(help: .says(CommandLineOption.proposal, "proposal"))
    var proposal: String

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.end(proposal, by: "proposal.withdraw", [:], act)
    }
}

extension Session {
    /// Looked at before it is ended, as before it is signed. Random bytes beside the words keep their
    /// hash, which stands in the journal, from telling anything to who guesses them.
    fileprivate func end(
        _ proposal: String, by operation: String, _ words: [String: JSONValue],
        _ options: ActOptions
    ) async throws -> ExitStatus {
        try await withServer { server in
            let desk = try await OfficerDesk(self, server, isConfirmed: options.isConfirmed)
            let review = try await ProposalReview.fetch(proposal, from: server)
            var payload = words
            payload["proposal"] = .string(proposal)
            if words["words"] != nil {
                payload["salt"] = .string(Hex.encode(SystemRandomness().bytes(32)))
            }
            try desk.tell(
                review.told(console.reader, ending: .object(payload)), operation: operation)
            try await desk.carryOut(
                IntendedAct(operation: operation, payload: .object(payload), caseID: proposal),
                in: self)
        }
        return .done
    }
}
