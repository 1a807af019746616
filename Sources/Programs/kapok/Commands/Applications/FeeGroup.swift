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
        try await session.decide(
            "application.payFee", on: application, ["reference": .string(reference)],
            isShownWhole: false, act)
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
        try await session.decide(
            "application.waiveFee", on: application, ["reason": .string(reason.rawValue)],
            isShownWhole: false, act)
    }
}

extension Fee.WaiverReason: WordArgument {
    package static var member: String { "reason" }
}
