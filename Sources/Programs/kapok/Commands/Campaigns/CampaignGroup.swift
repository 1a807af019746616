import ArgumentParser
import Campaigns
import CanonicalJSON
import Governance
import Messages
import Status

/// The revocation of many certificates at once.
struct CampaignGroup: CommandGroup {
    static let help = CommandHelp.campaign
    static let members: [any ParsableCommand.Type] = [
        CampaignPreview.self, CampaignOpen.self, CampaignProceed.self, CampaignStop.self,
        CampaignList.self, CampaignShow.self,
    ]

    @OptionGroup var group: GroupOptions
}

struct CampaignPreview: KapokCommand {
    static let help = CommandHelp.campaignPreview

    @OptionGroup var cohort: CohortOptions

    @Option(help: .says(CommandLineOption.size, "number"))
    var size: Int?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let items = cohort.query + (size.map { [APIQueryItem("size", String($0))] } ?? [])
        let answer = try await session.query("/api/v1/cohort", items)
        session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
        return .done
    }
}

struct CampaignOpen: KapokCommand {
    static let help = CommandHelp.campaignOpen

    @OptionGroup var cohort: CohortOptions

    @Option(help: .says(CommandLineOption.cohortDigest, "hex"))
    var digest: String

    @Option(help: .says(CommandLineOption.revocationReason))
    var reason: CertificateStatusChange.RevocationCause

    @Option(help: .says(CommandLineOption.campaignBegins, "time"))
    var begins: Moment

    @Option(help: .says(CommandLineOption.campaignDeadline, "time"))
    var deadline: Moment

    @Option(help: .says(CommandLineOption.campaignFirstSlice, "number"))
    var firstSlice: Int

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.evidence, "file"),
        completion: .file())
    var evidence: [String] = []

    @Option(help: .says(CommandLineOption.ownCause))
    var cause: CertificateStatusChange.OwnCause?

    @Option(help: .says(CommandLineOption.incident, "record"))
    var incident: String?

    @OptionGroup var act: ActOptions
    @OptionGroup var correction: CorrectionOptions
    @OptionGroup var global: GlobalOptions

    /// What the server finds for the query now has to be what was previewed; both stand in what is signed.
    func perform(in session: Session) async throws -> ExitStatus {
        let found = try await session.query("/api/v1/cohort", cohort.query)
        let count = found["count"]?.integer ?? 0
        let hex = try found.requiredString("digest")
        guard hex.utf8.elementsEqual(digest.utf8) else {
            throw Refusal(
                .campaignCohortOther, field: "--digest", ["count": String(count), "digest": hex])
        }
        var payload: [String: JSONValue] = [
            "campaign": .string(RandomID.make("cam")), "cohort": found["cohort"] ?? .null,
            "asOf": found["asOf"] ?? .null, "count": .integer(count), "digest": .string(hex),
            "reason": .string(reason.rawValue), "begins": .integer(begins.milliseconds),
            "deadline": .integer(deadline.milliseconds), "firstSlice": .integer(Int64(firstSlice)),
            "evidence": try Evidence.hashes(ofFiles: evidence),
        ]
        if let cause { payload["cause"] = .string(cause.rawValue) }
        if let incident { payload["incident"] = .string(incident) }
        return try await session.sign(
            IntendedAct(
                operation: "campaign.open", payload: .object(payload),
                caseID: payload["campaign"]?.string, corrects: correction.proposal),
            told: PlainWords.hashed(.object(payload), session.console.reader), act)
    }
}

struct CampaignProceed: KapokCommand {
    static let help = CommandHelp.campaignProceed

    @Argument(help: .says(CommandLineOption.campaign, "campaign"))
    var campaign: String

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.steer(campaign, by: "campaign.proceed", act)
    }
}

struct CampaignStop: KapokCommand {
    static let help = CommandHelp.campaignStop

    @Argument(help: .says(CommandLineOption.campaign, "campaign"))
    var campaign: String

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.steer(campaign, by: "campaign.stop", act)
    }
}

struct CampaignList: KapokCommand {
    static let help = CommandHelp.campaignList

    enum State: String, WordArgument, Sendable {
        static let member = "state"
        case waiting, paused, running, stopped, done, withdrawn
    }

    static let view = ListView(
        member: "campaigns",
        columns: [
            .init("campaign"), .init("state", flexible: true), .init("count"), .init("revoked"),
            .init("deadline", as: .day),
        ])

    @Option(help: .says(CommandLineOption.campaignState, "state"))
    var state: State?

    @OptionGroup var span: SpanOptions
    @OptionGroup var page: PageOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.showList(
            "/api/v1/campaigns", filters(("state", state?.rawValue)) + span.query + page.query,
            Self.view, page.format)
    }
}

struct CampaignShow: KapokCommand {
    static let help = CommandHelp.campaignShow

    @Argument(help: .says(CommandLineOption.campaign, "campaign"))
    var campaign: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.query("/api/v1/campaigns/\(campaign)")
        session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
        return .done
    }
}

extension Session {
    /// Looked at before it is signed.
    fileprivate func steer(
        _ campaign: String, by operation: String, _ options: ActOptions
    ) async throws -> ExitStatus {
        try await withServer { server in
            let desk = try await OfficerDesk(self, server, isConfirmed: options.isConfirmed)
            // Who stops one does not wait for a count of everybody.
            let isStop = operation == "campaign.stop"
            let shown = try await server.get(
                "/api/v1/campaigns/\(campaign)" + (isStop ? "?coverage=none" : ""))
            var payload: JSONValue = ["campaign": .string(campaign)]
            if operation == "campaign.proceed" {
                payload = payload.merging(["lastEntry": shown["lastEntry"] ?? .null])
            }
            try desk.tell(
                FieldList(console.reader).rendered(shown, indent: 2) + "\n"
                    + PlainWords.hashed(payload, console.reader),
                operation: operation)
            try await desk.carryOut(
                IntendedAct(operation: operation, payload: payload, caseID: campaign), in: self)
        }
        return .done
    }
}
