import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Messages
import PKCS11
import PKIX

/// The applicant accepts the contents with the key in the token: at the counter or at home, as everybody does.
struct TokenAccept: KapokCommand {
    static let help = CommandHelp.tokenAccept

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @OptionGroup var token: TokenOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.withServer { server in
            let token = try token.inHand()
            let shown = try await server.get("/api/v1/applications/\(URLText.encoded(application))")
            let review = try ApplicationReview(shown, wanted: application)
            let (_, hash) = try review.requiredContents()
            let statement = try statement(in: shown, of: review, hash)
            session.console.note(PlainWords.of(review, session.console.reader))
            let (open, key) = try await token.key(session.pins(named: token.pinFile))
            guard
                let algorithm = AlgorithmFamily(key.publicKey.algorithm)?.signatureAlgorithm
            else { throw Refusal(.tokenKeyKindUnfit, ["uri": key.uri.description]) }
            let signature = try await open.sign(statement, with: algorithm, key: key)
            return try await server.act(
                "application.accept",
                payload: [
                    "application": .string(review.id), "contents": .string(hash),
                    "signature": .string(Base64.encode(signature)),
                ])
        }
        session.tellDone(answer)
        return .done
    }

    /// Nothing is signed but the acceptance of what is shown.
    private func statement(
        in answer: JSONValue, of review: ApplicationReview, _ hash: String
    ) throws -> [UInt8] {
        let bytes = try answer.requiredBytes(base64: "acceptanceStatement")
        let statement = try? JSONValue(parsing: bytes)
        guard statement?["type"]?.string?.hasPrefix("kapok-acceptance/") ?? false,
            statement?["application"]?.string == review.id,
            statement?["contents"]?.string == hash
        else { throw Refusal(.commandReviewContents, ["id": review.id]) }
        return bytes
    }
}

/// Writes the issued certificate and those above it into the token. Asks no server.
struct TokenWrite: KapokCommand {
    static let help = CommandHelp.tokenWrite

    @Option(
        parsing: .upToNextOption, help: .says(CommandLineOption.containerCertificates, "file"),
        completion: .file())
    var certificate: [String]

    @OptionGroup var token: TokenOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let certificates = try certificate.flatMap { try EvidenceFile.certificates($0) }
        let token = try token.inHand()
        let written = try await token.write(certificates, session.pins(named: token.pinFile))
        session.console.show(
            .object(
                token.facts.merging([
                    "certificates": .integer(Int64(certificates.count)),
                    "certificatesWritten": .integer(Int64(written)),
                ]) { $1 })
        ) { FieldList(session.console.reader).rendered($0) }
        return .done
    }
}

/// Whoever has the token chooses a PIN of their own. Asks no server.
struct TokenPINChange: KapokCommand {
    static let help = CommandHelp.tokenPIN

    @OptionGroup var token: TokenOptions

    @Option(help: .says(CommandLineOption.newPINFile, "file"), completion: .file())
    var newPIN: String?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let token = try token.inHand()
        if token.found.isLocked {
            throw Refusal(.tokenPINLocked, ["token": token.found.label])
        }
        let pins = session.pins(named: token.pinFile)
        let current = try pins(.init(token: token.found.label, tries: token.found.tries))
        let next = try session.newPIN(of: token.found.label, file: newPIN)
        try token.judge(chosen: next, before: current)
        try await token.session().changePIN(from: current, to: next)
        session.console.show(.object(token.facts)) {
            FieldList(session.console.reader).rendered($0)
        }
        return .done
    }
}
