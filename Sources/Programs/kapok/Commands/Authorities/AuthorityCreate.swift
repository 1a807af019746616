import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Messages

struct AuthorityCreate: KapokCommand {
    static let help = CommandHelp.authorityCreate

    enum Kind: String, WordArgument, Sendable {
        static let member = "kind"
        case root, issuing
    }
    enum Family: String, ExpressibleByArgument, CaseIterable, Sendable {
        case rsa, sm2, p256
    }
    enum Place: String, WordArgument, Sendable {
        static let member = "jurisdiction"
        case hongKong, guangdong
    }

    @Argument(help: .says(CommandLineOption.newAuthority, "name"))
    var name: String

    @Option(help: .says(CommandLineOption.kind))
    var kind: Kind

    @Option(help: .says(CommandLineOption.family))
    var family: Family

    @Option(help: .says(CommandLineOption.jurisdiction))
    var jurisdiction: Place

    @Option(help: .says(CommandLineOption.issuer, "root"))
    var issuer: String?

    @Option(help: .says(CommandLineOption.authorityCommonName, "name"))
    var commonName: String

    @Option(name: .customLong("base-url"), help: .says(CommandLineOption.baseURL, "url"))
    var baseURL: String

    @Option(help: .says(CommandLineOption.moduleSerial, "serial"))
    var module: String?

    @OptionGroup var act: ActOptions
    @OptionGroup var correction: CorrectionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        guard BaseURL(baseURL) != nil else {
            throw Refusal(.baseURLInvalid, field: "--base-url", ["value": baseURL])
        }
        var payload: [String: JSONValue] = [
            "authority": .string(name), "kind": .string(kind.rawValue),
            "family": .string(family.rawValue), "jurisdiction": .string(jurisdiction.rawValue),
            "commonName": .string(commonName), "baseURL": .string(baseURL),
        ]
        if let issuer { payload["issuer"] = .string(issuer) }
        if let module { payload["module"] = .string(module) }
        return try await session.propose(
            "authority.create", .object(payload), act, corrects: correction)
    }
}
