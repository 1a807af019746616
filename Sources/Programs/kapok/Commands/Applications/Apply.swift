import ArgumentParser
import CanonicalJSON
import Messages
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
    var requestFile: String

    @Option(help: .says(CommandLineOption.applySite, "code"))
    var site: String?

    @OptionGroup var identity: IdentityOptions

    @OptionGroup var subject: SubjectOptions

    @Flag(help: .says(CommandLineOption.declare))
    var declare = false

    @Option(help: .says(CommandLineOption.trademark))
    var trademark: Answer?

    enum Answer: String, ExpressibleByArgument, CaseIterable, Sendable { case yes, no }

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let request = try LocalFile.read(requestFile, limit: 4 << 20)
        var payload: [String: JSONValue] = [
            "authority": .string(authority), "category": .string(category.rawValue),
            "request": .string(Base64.encode(request)), "subject": .object(subject.stated),
            "declarations": .object(declared),
        ]
        payload["site"] = site.map { .string($0) }
        payload["identity"] = try identity.stated
        let stated = JSONValue.object(payload)
        session.tellDone(
            try await session.withServer { try await $0.act("application.apply", payload: stated) }
        )
        return .done
    }
}

extension Apply {
    /// What was declared, in the words of this program; the server says what is missing.
    private var declared: [String: JSONValue] {
        var declared: [String: JSONValue] = [
            "version": .integer(DeclarationWords.version),
            "digest": .string(Declarations.digestHex),
        ]
        if declare {
            declared[DeclarationWords.intellectualProperty.name] = true
            declared[DeclarationWords.liability.name] = true
        }
        declared[DeclarationWords.trademark.name] = trademark.map { .bool($0 == .yes) }
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
