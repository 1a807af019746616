import ArgumentParser
import Campaigns
import CertificatePolicy
import Messages
import Registration

/// What the certificates of a cohort have in common.
struct CohortOptions: ParsableArguments {
    enum State: String, WordArgument, Sendable {
        static let member = "state"
        case valid, suspended
    }
    enum Category: String, WordArgument, Sendable {
        static let member = "category"
        case personal, organisation
    }

    @Option(help: .says(CommandLineOption.authority, "name"))
    var authority: String?

    @Option(help: .says(CommandLineOption.cohortCategory))
    var category: Category?

    @Option(help: .says(CommandLineOption.profile, "profile"))
    var type: ProfileArgument?

    @Option(help: .says(CommandLineOption.cohortFrom, "time"))
    var from: Moment?

    @Option(help: .says(CommandLineOption.cohortUntil, "time"))
    var until: Moment?

    @Option(help: .says(CommandLineOption.state, "state"))
    var state: State?

    @Option(name: .customLong("proof"), help: .says(CommandLineOption.cohortProof, "kind"))
    var proof: String?

    @Option(help: .says(CommandLineOption.cohortSource, "source"))
    var source: String?

    @Option(help: .says(CommandLineOption.cohortSourceVersion, "version"))
    var sourceVersion: String?

    @Option(help: .says(CommandLineOption.cohortPlace, "place"))
    var place: String?

    @Option(help: .says(CommandLineOption.cohortRules, "number"))
    var rules: Int?

    @Option(help: .says(CommandLineOption.cohortOfficer, "name"))
    var officer: String?

    @Option(help: .says(CommandLineOption.cohortPractice, "number"))
    var practice: Int?

    @Option(help: .says(CommandLineOption.cohortAlgorithm, "algorithm"))
    var algorithm: String?

    @Option(help: .says(CommandLineOption.cohortAsOf, "entry"))
    var asOf: Int?

    var query: [APIQueryItem] {
        let items: [(String, String?)] = [
            ("authority", authority), ("category", category?.rawValue), ("profile", type?.id),
            ("from", from?.rfc3339), ("until", until?.asEnd.rfc3339), ("state", state?.rawValue),
            ("evidence", proof), ("source", source), ("sourceVersion", sourceVersion),
            ("place", place), ("rules", rules.map { String($0) }), ("officer", officer),
            ("practice", practice.map { String($0) }), ("algorithm", algorithm),
            ("asOf", asOf.map { String($0) }),
        ]
        return items.compactMap { name, value in value.map { APIQueryItem(name, $0) } }
    }
}
