import ArgumentParser
import CanonicalJSON
import Cryptography
import Messages
import PKIX

/// Approves an application, or adds a signature to a pending act.
struct Approve: KapokCommand {
    static let help = CommandHelp.approve

    @Argument(help: .says(CommandLineOption.applicationOrProposal, "id"))
    var id: String

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let intended =
                id.hasPrefix("pro-")
                ? try await proposal(desk, server, session)
                : try await application(desk, server, session)
            session.tellDone(try await desk.perform(intended))
        }
        return .done
    }

    private func application(
        _ desk: OfficerDesk, _ server: Server, _ session: Session
    ) async throws -> IntendedAct {
        let review = try await ApplicationReview.fetch(id, from: server)
        let (_, hash) = try review.requiredContents()
        try desk.tell(
            PlainWords.of(review, session.console.language), operation: "application.approve")
        return IntendedAct(
            operation: "application.approve",
            payload: ["application": .string(id), "contents": .string(hash)], caseID: id)
    }

    /// The same operation on the same payload, which is shown; its hash is computed here.
    private func proposal(
        _ desk: OfficerDesk, _ server: Server, _ session: Session
    ) async throws -> IntendedAct {
        let answer = try await server.get("/api/v1/proposals/\(URLText.encoded(id))")
        let operation = try answer.requiredString("operation")
        let payload = try answer.required("payload") { $0 }
        let hash = Hex.encode(DigestAlgorithm.sha256.hash(payload.canonicalBytes))
        guard try answer.requiredString("payloadHash").utf8.elementsEqual(hash.utf8) else {
            throw Refusal(.commandReviewProposal, ["id": id])
        }
        var told = "  \(id)\n" + PlainWords.of(payload, session.console.language)
        let certificate = payload["certificate"]?.string
        if let certificate {
            let answer = try await server.get(CertificateName.path(certificate))
            let contents = try CertificateName.certificate(in: answer, named: certificate)
            told +=
                "\n"
                + CertificateView(contents.tbsCertificate, session.console.language).rendered()
        }
        try desk.tell(told, operation: operation)
        // The case follows from what is decided, and is not taken from the server.
        return IntendedAct(
            operation: operation, payload: payload, caseID: certificate, proposal: id)
    }
}
