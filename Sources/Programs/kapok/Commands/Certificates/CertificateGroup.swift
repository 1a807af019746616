import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Messages
import PKIX

struct CertificateGroup: CommandGroup {
    static let help = CommandHelp.certificate
    static let members: [any ParsableCommand.Type] = [
        ListCertificates.self, CertificateFind.self, CertificateShow.self, CertificateExport.self,
    ]

    @OptionGroup var group: GroupOptions
}

struct ListCertificates: KapokCommand {
    static let help = CommandHelp.certificateList

    enum State: String, WordArgument, Sendable {
        static let member = "state"
        case valid, suspended, revoked
    }

    static let view = ListView(
        member: "certificates",
        columns: [
            .init("authority", flexible: true), .init("serial"),
            .init("subject", flexible: true, as: .subject), .init("state"),
            .init("subscription", optional: true),
            .init("notAfter", optional: true, as: .day),
        ])

    @Option(help: .says(CommandLineOption.namePart, "text"))
    var name: String?

    @Option(help: .says(CommandLineOption.serial, "serial"))
    var serial: String?

    @Option(help: .says(CommandLineOption.authority, "name"))
    var authority: String?

    @Option(help: .says(CommandLineOption.state, "state"))
    var state: State?

    @Option(help: .says(CommandLineOption.profile, "profile"))
    var type: ProfileArgument?

    @OptionGroup var span: SpanOptions
    @OptionGroup var page: PageOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.showList(
            "/api/v1/certificates",
            filters(
                ("name", name), ("serial", serial), ("authority", authority),
                ("state", state?.rawValue),
                ("profile", type?.id)) + span.query + page.query,
            Self.view, page.format)
    }
}

/// One word that may be a name or a number: what people have at hand.
struct CertificateFind: KapokCommand {
    static let help = CommandHelp.certificateFind

    @Argument(help: .says(CommandLineOption.nameOrSerial, "text"))
    var text: String

    @OptionGroup var page: PageOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.showList(
            "/api/v1/certificates",
            [APIQueryItem(Self.looksLikeSerial(text) ? "serial" : "name", text)] + page.query,
            ListCertificates.view, page.format)
    }

    /// Our serial numbers have 20 octets; eight digits are more than a name made of hexadecimal
    /// letters has, and no less than a foreign number.
    static func looksLikeSerial(_ text: String) -> Bool {
        guard let serial = try? SerialNumber(parsing: text) else { return false }
        return serial.bytes.count >= 4 || text.hasPrefix("0x") || text.hasPrefix("dec:")
    }
}

struct CertificateShow: KapokCommand {
    static let help = CommandHelp.certificateShow
    static let looksBack = true

    @Argument(help: .says(CommandLineOption.certificate, "certificate"))
    var certificate: String

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.query(CertificateName.path(certificate))
        session.console.show(answer) { answer in
            let fields = FieldList(session.console.reader).rendered(answer)
            guard let der = answer["certificate"]?.string.flatMap(Base64.decode),
                let certificate = try? Certificate(derEncoded: der, tolerance: .tolerant)
            else { return fields }
            return fields + "\n\n"
                + CertificateView(certificate.tbsCertificate, session.console.reader)
                .rendered(indent: 0)
        }
        return .done
    }
}

struct CertificateExport: KapokCommand {
    static let help = CommandHelp.certificateExport

    @Argument(help: .says(CommandLineOption.certificate, "certificate"))
    var certificate: String

    @Option(help: .says(CommandLineOption.certificateOut, "file"), completion: .file())
    var out: String

    @Flag(help: .says(CommandLineOption.der))
    var der = false

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.query(CertificateName.path(certificate))
        try CertificateFile.write(
            answer.requiredBytes(base64: "certificate"), to: out, asDER: der)
        session.console.show(answer) { _ in
            session.console.text(CommandLineSentence.written, ["file": SafeText.of(out)])
        }
        return .done
    }
}

/// A profile by its id.
struct ProfileArgument: ExpressibleByArgument, Sendable {
    let id: String

    static var allValueStrings: [String] { Profile.all.map(\.id) }

    init?(argument: String) {
        guard let profile = Profile[argument] else { return nil }
        id = profile.id
    }
}
