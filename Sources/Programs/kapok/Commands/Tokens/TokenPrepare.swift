import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Messages
import PKCS11
import PKIX

/// Initialises a token for an application, makes the key in it, and writes the letter with its PIN.
///
/// What is stored goes first, what cannot be repeated last: broken off anywhere, it is run again.
struct TokenPrepare: KapokCommand {
    static let help = CommandHelp.tokenPrepare

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @OptionGroup var token: TokenOptions

    @Option(help: .says(CommandLineOption.pinLetter, "file"), completion: .file())
    var letter: String

    @Option(
        name: .customLong("so-pin"), help: .says(CommandLineOption.officerPINFile, "file"),
        completion: .file())
    var officerPIN: String?

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        if LocalFile.exists(letter) {
            throw Refusal(.commandFileExists, field: letter, ["path": letter])
        }
        let factory = try officerPIN.map { path throws(Refusal) in
            try SecretFile.read(path, refusing: .tokenPINFileUnusable)
        }
        try await session.withServer { server in
            let token = try token.inHand()
            let opening = try TokenOpening(token)
            let pin = try token.drawnPIN(digits: TokenPIN.userDigits)
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let review = try await ApplicationReview.fetch(application, from: server)
            let family = try await family(of: review, server)
            let told = [
                PlainWords.name(of: review, session.console.reader),
                PlainWords.of(.object(token.facts), session.console.reader),
            ].joined(separator: "\n")
            try desk.tell([
                (told, "application.prepareToken"), (told, "application.makeKey"),
            ])
            let (prepared, known) = try await opening.perform(
                "application.prepareToken", on: review,
                saying: ["model": .string(token.found.model)], desk)
            let label = "Kapok " + (review.caseNumber ?? review.id)
            try await token.session().initialise(
                knowing: known + (factory.map { [$0] } ?? []), officerPIN: opening.next,
                userPIN: pin, label: label)
            try write(pin, for: review, token)
            let request = try await token.makeKey(
                family.subscriberKeyAlgorithm, provenBy: family.signatureAlgorithm, pin)
            let made = try await desk.perform(
                IntendedAct(
                    operation: "application.makeKey",
                    payload: [
                        "application": .string(review.id), "token": .string(token.found.serial),
                        "request": .string(Base64.encode(request.derEncoded)),
                    ], caseID: review.id))
            session.tellDone(made.merging(["letter": .string(letter)]))
            try await desk.remember([prepared, made])
        }
        return .done
    }

    private func family(
        of review: ApplicationReview, _ server: Server
    ) async throws -> AlgorithmFamily {
        let application = try await server.get("/api/v1/applications/\(review.id)")
        let authority = try application.requiredString("authority")
        let answer = try await server.get("/api/v1/authorities/\(URLText.encoded(authority))")
        guard let family = answer["family"]?.string.flatMap(AlgorithmFamily.init) else {
            throw Refusal(.commandReviewAnother, ["id": review.id])
        }
        return family
    }

    /// The one place where the PIN stands, besides the token.
    private func write(
        _ pin: SecretBytes, for review: ApplicationReview, _ token: TokenInHand
    ) throws {
        let arguments = [
            "case": review.caseNumber ?? review.id, "token": token.found.serial,
            "pin": pin.withBytes { String(decoding: $0, as: UTF8.self) },
        ]
        let text = Language.allCases.map {
            CommandLineSentence.pinLetter.text(in: $0, arguments)
        }.joined(separator: "\n\n—\n\n")
        try LocalFile.write(Array((text + "\n").utf8), to: letter, mode: 0o600, replacing: false)
    }
}
