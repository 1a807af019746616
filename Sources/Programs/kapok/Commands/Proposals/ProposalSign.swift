import ArgumentParser
import CanonicalJSON
import Messages

/// Adds a signature to pending acts: all are told first, each with its hash, and asked about once.
/// Each gets a signature of its own, so that it can be proven alone.
struct ProposalSign: KapokCommand {
    static let help = CommandHelp.proposalSign

    @Argument(help: .says(CommandLineOption.proposal, "proposal"))
    var proposals: [String] = []

    @Option(name: .customLong("all-of-kind"), help: .says(CommandLineOption.allOfKind, "operation"))
    var kind: String?

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let ids = try await ids(server, desk)
            guard !ids.isEmpty else {
                throw UsageFailure(.commandNothingToSign, field: "proposal")
            }
            let reviews = try await Self.reviews(ids, server)
            try desk.tell(
                reviews.map { ($0.told(session.console.reader), $0.operation) })
            var results = ActResults()
            for review in reviews {
                await results.carryOut(
                    try review.act, of: ["proposal": .string(review.id)], desk, session)
            }
            return try await results.finish(desk, session)
        }
    }

    /// Those that were named, once each, or those of a kind that this officer did not sign yet.
    private func ids(_ server: Server, _ desk: OfficerDesk) async throws -> [String] {
        guard let kind else {
            var seen: Set<String> = []
            return proposals.filter { seen.insert($0).inserted }
        }
        guard proposals.isEmpty else {
            throw UsageFailure(.commandNothingToSign, field: "--all-of-kind")
        }
        let own = try await desk.ownID()
        let waiting = try await server.get("/api/v1/proposals", [.init("state", "pending")])
        return (waiting["proposals"]?.array ?? []).filter {
            $0["operation"]?.string == kind
                && $0["signatures"]?.array?.contains { $0.string == own } == false
        }.compactMap { $0["proposal"]?.string }
    }

    private static func reviews(
        _ ids: [String], _ server: Server
    ) async throws -> [ProposalReview] {
        var reviews: [ProposalReview] = []
        for id in ids { reviews.append(try await ProposalReview.fetch(id, from: server)) }
        return reviews
    }
}
