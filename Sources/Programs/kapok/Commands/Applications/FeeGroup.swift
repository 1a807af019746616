import ArgumentParser
import CanonicalJSON
import Messages
import Registration

struct FeeGroup: CommandGroup {
    static let help = CommandHelp.fee
    static let members: [any ParsableCommand.Type] = [FeePay.self, FeeWaive.self]

    @OptionGroup var group: GroupOptions
}

struct FeePay: KapokCommand {
    static let help = CommandHelp.feePay

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @Option(help: .says(CommandLineOption.feeReference, "number"))
    var reference: String

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.settleFee(
            "application.payFee", application, ["reference": .string(reference)], act)
    }
}

struct FeeWaive: KapokCommand {
    static let help = CommandHelp.feeWaive

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @Option(help: .says(CommandLineOption.waiverReason))
    var reason: Fee.WaiverReason

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.settleFee(
            "application.waiveFee", application, ["reason": .string(reason.rawValue)], act)
    }
}

extension Fee.WaiverReason: WordArgument {
    package static var member: String { "reason" }
}

extension Session {
    fileprivate func settleFee(
        _ operation: String, _ name: String, _ said: [String: JSONValue], _ options: ActOptions
    ) async throws -> ExitStatus {
        try await withServer { server in
            let desk = try await OfficerDesk(self, server, isConfirmed: options.isConfirmed)
            let review = try await ApplicationReview.fetch(name, from: server)
            try desk.tell(
                PlainWords.name(of: review, console.reader) + "\n"
                    + PlainWords.of(.object(said), console.reader), operation: operation)
            var payload = said
            payload["application"] = .string(review.id)
            try await desk.carryOut(
                IntendedAct(
                    operation: operation, payload: .object(payload), caseID: review.id),
                in: self)
        }
        return .done
    }
}
