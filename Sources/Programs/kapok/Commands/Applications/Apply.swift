import ArgumentParser
import CanonicalJSON
import Governance
import Ledger
import Messages
import PKIX
import Registration

struct Apply: KapokCommand {
    static let help = CommandHelp.apply

    @Option(help: .says(CommandLineOption.authority, "name"))
    var authority: String

    @Option(help: .says(CommandLineOption.category))
    var category: Application.Category

    @Option(
        name: .customLong("csr"), help: .says(CommandLineOption.request, "file"),
        completion: .file())
    var requestFile: String?

    @Flag(help: .says(CommandLineOption.keyByAuthority))
    var keyByAuthority = false

    @Option(help: .says(CommandLineOption.applySite, "code"))
    var site: String?

    @OptionGroup var identity: IdentityOptions

    @OptionGroup var subject: SubjectOptions

    @OptionGroup var declarations: DeclareOptions

    @Option(help: .says(CommandLineOption.renews, "certificate"))
    var renews: String?

    @Option(help: .says(CommandLineOption.renewalStatement, "file"), completion: .file())
    var renewalStatement: String?

    @Option(help: .says(CommandLineOption.renewalSignature, "file"), completion: .file())
    var renewalSignature: String?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let request = try requestFile.map { try LocalFile.read($0, limit: 4 << 20) }
        var payload: [String: JSONValue] = [
            "authority": .string(authority), "category": .string(category.rawValue),
            "subject": .object(subject.stated),
            "declarations": .object(try declarations.declared()),
        ]
        payload["request"] = request.map { .string(Base64.encode($0)) }
        if keyByAuthority { payload["key"] = "authority" }
        payload["site"] = site.map { .string($0) }
        payload["identity"] = try identity.stated
        payload["contact"] = subject.contact
        if let renewalSignature {
            payload["renewalSignature"] = .string(
                Base64.encode(try LocalFile.read(renewalSignature, limit: 16 << 10)))
        }
        let stated = payload
        return try await session.withServer { server in
            var payload = stated
            if let renews {
                let name = try await server.standing(of: renews).name
                payload["renews"] = .string(name)
                if let renewalStatement {
                    return try session.write(
                        statement(
                            of: name, request ?? [], .object(payload), try server.knownContext()),
                        to: renewalStatement, showing: ["renews": .string(name)])
                }
            }
            session.tellDone(
                try await server.act("application.apply", payload: .object(payload)))
            return .done
        }
    }

    func validate() throws {
        guard keyByAuthority != (requestFile != nil) else {
            throw ValidationError("--csr | --key-by-authority")
        }
        guard !keyByAuthority || (renewalStatement == nil && renewalSignature == nil) else {
            throw ValidationError("--csr")
        }
        guard renews != nil || (renewalStatement == nil && renewalSignature == nil) else {
            throw ValidationError("--renews")
        }
        guard renewalStatement == nil || renewalSignature == nil else {
            throw ValidationError("--renewal-statement | --renewal-signature")
        }
    }

    private func statement(
        of certificate: String, _ request: [UInt8], _ facts: JSONValue, _ journal: LedgerContext
    ) throws -> [UInt8] {
        guard let der = try? PEM.contents(of: request, labels: PEM.requestLabels) else {
            throw Refusal(.payloadInvalid, field: "--csr", ["name": "--csr"])
        }
        // What is signed is what will be kept: numbers in their canonical form.
        let kept = try SubjectStatement(Payload(facts), category: category).json
        return RenewalStatement(
            origin: journal.origin, environment: journal.environment.rawValue,
            certificate: certificate, request: der, subject: kept
        ).bytes
    }
}

/// What applicants declare.
struct DeclareOptions: ParsableArguments {
    @Flag(help: .says(CommandLineOption.declare))
    var declare = false

    @Option(help: .says(CommandLineOption.trademark))
    var trademark: Answer?

    enum Answer: String, ExpressibleByArgument, CaseIterable, Sendable { case yes, no }

    /// What was declared, in the words of this program; the server says what is missing.
    ///
    /// - Parameter answer: `yes` or `no`, in place of the option.
    func declared(trademark answer: String? = nil) throws(Refusal) -> [String: JSONValue] {
        let said = answer.flatMap(Answer.init)
        if let answer, said == nil {
            throw Refusal(
                .payloadChoiceUnknown, field: DeclarationWords.trademark.name,
                [
                    "name": DeclarationWords.trademark.name, "value": SafeText.of(answer),
                    "choices": Answer.allCases.map(\.rawValue).joined(separator: ", "),
                ])
        }
        var declared: [String: JSONValue] = [
            "version": .integer(DeclarationWords.version),
            "digest": .string(Declarations.digestHex),
        ]
        if declare {
            declared[DeclarationWords.intellectualProperty.name] = true
            declared[DeclarationWords.liability.name] = true
        }
        declared[DeclarationWords.trademark.name] = (said ?? trademark).map { .bool($0 == .yes) }
        return declared
    }
}

/// Who the subject is by its documents; read from a file, so that numbers stay out of shells' histories.
struct IdentityOptions: ParsableArguments {
    @Option(help: .says(CommandLineOption.identity, "file"), completion: .file())
    var identity: String?

    /// - Throws: `payload.invalid` where the file is no JSON.
    var stated: JSONValue? {
        get throws {
            guard let identity else { return nil }
            let bytes = try LocalFile.read(identity, limit: 64 << 10)
            do {
                return try JSONValue(parsing: bytes)
            } catch {
                throw Refusal(.payloadInvalid, field: "--identity", ["name": "--identity"])
            }
        }
    }
}

/// What is stated about the subject of a certificate.
struct SubjectOptions: ParsableArguments {
    @Option(help: .says(CommandLineOption.commonName, "name"))
    var commonName: String?

    @Option(help: .says(CommandLineOption.country, "code"))
    var country: String?

    @Option(help: .says(CommandLineOption.surname, "name"))
    var surname: String?

    @Option(help: .says(CommandLineOption.givenName, "name"))
    var givenName: String?

    @Option(help: .says(CommandLineOption.email, "address"))
    var email: String?

    @Option(help: .says(CommandLineOption.telephone, "number"))
    var telephone: String?

    @Option(help: .says(CommandLineOption.messageLanguage))
    var messageLanguage: MessageLanguage?

    @Option(help: .says(CommandLineOption.organization, "name"))
    var organization: String?

    @Option(help: .says(CommandLineOption.organizationIdentifier, "id"))
    var organizationIdentifier: String?

    @Option(help: .says(CommandLineOption.organizationalUnit, "name"))
    var organizationalUnit: String?

    @Option(help: .says(CommandLineOption.locality, "name"))
    var locality: String?

    @Option(help: .says(CommandLineOption.province, "name"))
    var province: String?

    enum MessageLanguage: String, ExpressibleByArgument, CaseIterable, Sendable {
        case traditionalChinese = "zh-Hant"
        case simplifiedChinese = "zh-Hans"
        case english = "en"
    }

    /// How the applicant is reached beside the e-mail address; nil where nothing was said.
    var contact: JSONValue? {
        var members: [String: JSONValue] = [:]
        members["telephone"] = telephone.map { .string($0) }
        members["language"] = messageLanguage.map { .string($0.rawValue) }
        return members.isEmpty ? nil : .object(members)
    }

    /// Under the names of the API; what was not said is left out.
    var stated: [String: JSONValue] {
        let values: [(String, String?)] = [
            ("commonName", commonName), ("countryName", country), ("surname", surname),
            ("givenName", givenName), ("emailAddress", email), ("organizationName", organization),
            ("organizationIdentifier", organizationIdentifier),
            ("organizationalUnitName", organizationalUnit), ("localityName", locality),
            ("stateOrProvinceName", province),
        ]
        return values.reduce(into: [:]) { stated, value in
            if let text = value.1 { stated[value.0] = .string(text) }
        }
    }
}
