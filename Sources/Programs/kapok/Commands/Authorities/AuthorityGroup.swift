import ArgumentParser
import CanonicalJSON
import Messages
import PKIX

struct AuthorityGroup: CommandGroup {
    static let help = CommandHelp.authority
    static let members: [any ParsableCommand.Type] = [
        AuthorityCreate.self, AuthorityTakeOver.self, AuthorityList.self, AuthorityShow.self,
    ]

    @OptionGroup var group: GroupOptions
}

struct AuthorityList: KapokCommand {
    static let help = CommandHelp.authorityList

    static let view = ListView(
        member: "authorities",
        columns: [
            .init("name"), .init("kind"), .init("family"), .init("jurisdiction"),
            .init("issuer"), .init("commonName", flexible: true), .init("state"),
        ])

    @OptionGroup var form: FormOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.showList("/api/v1/authorities", [], Self.view, form.format)
    }
}

struct AuthorityShow: KapokCommand {
    static let help = CommandHelp.authorityShow

    @Argument(help: .says(CommandLineOption.authority, "name"))
    var name: String

    @Option(help: .says(CommandLineOption.certificateOut, "file"), completion: .file())
    var out: String?

    @Flag(help: .says(CommandLineOption.der))
    var der = false

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.query("/api/v1/authorities/\(URLText.encoded(name))")
        if let out {
            guard answer["certificate"]?.string != nil else {
                throw Refusal(.commandAuthorityUncertified, field: "--out", ["name": name])
            }
            try CertificateFile.write(
                answer.requiredBytes(base64: "certificate"), to: out, asDER: der)
        }
        session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
        return .done
    }
}

/// Certificates on their way to a file.
enum CertificateFile {
    static func write(_ certificate: [UInt8], to path: String, asDER: Bool) throws(Refusal) {
        let content =
            asDER
            ? certificate : Array(PEM.encode(certificate, label: PEM.certificateLabel).utf8)
        try LocalFile.write(content, to: path)
    }
}
