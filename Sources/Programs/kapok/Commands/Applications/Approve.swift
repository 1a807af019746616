import ArgumentParser
import CanonicalJSON
import Governance
import Messages

/// Approves an application, or adds a signature to a pending act.
struct Approve: KapokCommand {
    static let help = CommandHelp.approve

    @Argument(help: .says(CommandLineOption.applicationOrProposal, "id"))
    var id: String

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let intended =
                id.hasPrefix("pro-")
                ? try await proposal(desk, server, session)
                : try await application(desk, server, session)
            try await desk.carryOut(intended, in: session)
        }
        return .done
    }

    private func application(
        _ desk: OfficerDesk, _ server: Server, _ session: Session
    ) async throws -> IntendedAct {
        let review = try await ApplicationReview.fetch(id, from: server)
        let (_, hash) = try review.requiredContents()
        let acceptance = review.awaitedAcceptance
        let missing = acceptance.map { way in
            "\n"
                + CommandLineSentence.acceptanceMissing.text(
                    in: session.console.reader.language, ["acceptance": way])
        }
        try desk.tell(
            PlainWords.of(review, session.console.reader) + (missing ?? ""),
            operation: "application.approve")
        return IntendedAct(
            operation: "application.approve",
            payload: JSONValue.object([
                "application": .string(review.id), "contents": .string(hash),
                "evidence": .string(try review.requiredEvidence()),
            ]).merging(acceptance.map { ["acceptance": .string($0)] } ?? [:]), caseID: review.id)
    }

    private func proposal(
        _ desk: OfficerDesk, _ server: Server, _ session: Session
    ) async throws -> IntendedAct {
        let review = try await ProposalReview.fetch(id, from: server)
        try desk.tell(review.told(session.console.reader), operation: review.operation)
        return try review.act
    }
}
