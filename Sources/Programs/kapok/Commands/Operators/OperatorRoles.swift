import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Messages
import Registration

/// To what a grant is limited, as people say it.
struct GrantLimits: ParsableArguments {
    @Option(help: .says(CommandLineOption.grantAuthority, "authority"))
    var authority: String?

    @Option(help: .says(CommandLineOption.grantCategory))
    var category: Application.Category?

    @Option(help: .says(CommandLineOption.grantSite, "code"))
    var site: String?

    /// A payload about a role of an officer, with the limits.
    func payload(_ name: String, _ role: Role) -> [String: JSONValue] {
        var payload: [String: JSONValue] = [
            "name": .string(name), "role": .string(role.rawValue),
        ]
        payload["authority"] = authority.map { .string($0) }
        payload["category"] = category.map { .string($0.rawValue) }
        payload["site"] = site.map { .string($0) }
        return payload
    }
}

struct OperatorGrant: KapokCommand {
    static let help = CommandHelp.operatorGrant

    @Argument(help: .says(CommandLineOption.existingOperator, "name"))
    var name: String

    @Option(help: .says(CommandLineOption.oneRole))
    var role: Role

    @OptionGroup var limits: GrantLimits

    @Option(help: .says(CommandLineOption.grantFrom, "time"))
    var from: Moment?

    @Option(help: .says(CommandLineOption.grantUntil, "time"))
    var until: Moment?

    @OptionGroup var act: ActOptions
    @OptionGroup var correction: CorrectionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        var payload = limits.payload(name, role)
        payload["from"] = from.map { .integer($0.milliseconds) }
        // Who says a day means it whole.
        payload["until"] = until.map {
            .integer($0.milliseconds + ($0.isDay ? $0.spanMilliseconds : 0))
        }
        return try await session.signStanding(
            "operator.grant", .object(payload), act, corrects: correction.proposal)
    }
}

struct OperatorWithdraw: KapokCommand {
    static let help = CommandHelp.operatorWithdraw

    @Argument(help: .says(CommandLineOption.existingOperator, "name"))
    var name: String

    @Option(help: .says(CommandLineOption.oneRole))
    var role: Role

    @OptionGroup var limits: GrantLimits

    @Option(help: .says(CommandLineOption.withdrawFrom, "time"))
    var from: Moment?

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        var payload = limits.payload(name, role)
        payload["from"] = from.map { .integer($0.milliseconds) }
        return try await session.signStanding("operator.withdraw", .object(payload), act)
    }
}

struct OperatorShow: KapokCommand {
    static let help = CommandHelp.operatorShow

    @Argument(help: .says(CommandLineOption.existingOperator, "name"))
    var name: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.query("/api/v1/operators")
        guard
            let officer = answer["operators"]?.array?
                .first(where: { $0["name"]?.string == name })
        else { throw Refusal(.officerUnknown, field: "name", ["name": name]) }
        session.console.show(officer) { FieldList(session.console.reader).rendered($0) }
        return .done
    }
}
