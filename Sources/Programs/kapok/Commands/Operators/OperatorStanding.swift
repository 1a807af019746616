import ArgumentParser
import CanonicalJSON
import Governance
import Messages

struct OperatorSuspend: KapokCommand {
    static let help = CommandHelp.operatorSuspend

    @Argument(help: .says(CommandLineOption.existingOperator, "name"))
    var name: String

    @Option(help: .says(CommandLineOption.operatorReason))
    var reason: OfficerStandingChange.SuspensionReason

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.signStanding(
            "operator.suspend", ["name": .string(name), "reason": .string(reason.rawValue)], act)
    }
}

struct OperatorEnd: KapokCommand {
    static let help = CommandHelp.operatorEnd

    @Argument(help: .says(CommandLineOption.existingOperator, "name"))
    var name: String

    @Option(help: .says(CommandLineOption.operatorReason))
    var reason: OfficerStandingChange.EndReason

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.signStanding(
            "operator.end", ["name": .string(name), "reason": .string(reason.rawValue)], act)
    }
}

struct OperatorReinstate: KapokCommand {
    static let help = CommandHelp.operatorReinstate

    @Argument(help: .says(CommandLineOption.existingOperator, "name"))
    var name: String

    @OptionGroup var act: ActOptions
    @OptionGroup var correction: CorrectionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.signStanding(
            "operator.reinstate", ["name": .string(name)], act,
            corrects: correction.proposal)
    }
}

extension Session {
    /// An act on an officer who is there.
    func signStanding(
        _ operation: String, _ payload: JSONValue, _ options: ActOptions,
        corrects: String? = nil
    ) async throws -> ExitStatus {
        let change = try OfficerStandingChange(Payload(payload))
        return try await sign(
            IntendedAct(
                operation: operation, payload: payload, caseID: change.caseID,
                corrects: corrects),
            told: PlainWords.of(payload, console.reader), options)
    }
}
