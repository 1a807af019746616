import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Messages
import PKIX
import Registration

/// Adds evidence to an application before it is vetted.
struct ApplicationEvidence: KapokCommand {
    static let help = CommandHelp.applicationEvidence

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @Option(help: .says(CommandLineOption.sheet, "file"), completion: .file())
    var sheet: String

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let sheet = try EvidenceSheet(file: self.sheet)
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let review = try await ApplicationReview.fetch(application, from: server)
            let evidence = try await sheet.handIn(to: server)
            let payload: JSONValue = [
                "application": .string(review.id), "evidence": evidence,
                "salt": .string(RecordText.salt()),
            ]
            try desk.tell(
                [
                    PlainWords.of(review, session.console.reader),
                    EvidenceView.told(evidence, session.console.reader),
                ].joined(separator: "\n"), operation: "application.evidence")
            try await desk.carryOut(
                IntendedAct(
                    operation: "application.evidence", payload: payload, caseID: review.id),
                in: session)
        }
        return .done
    }
}

/// Writes an empty sheet with everything that the checklist of an application asks for.
struct ApplicationSheet: KapokCommand {
    static let help = CommandHelp.applicationSheet

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @Option(help: .says(CommandLineOption.method))
    var method: Vet.Method?

    @Option(help: .says(CommandLineOption.recordOut, "file"), completion: .file())
    var out: String?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let answer = try await session.query(
            "/api/v1/applications/\(URLText.encoded(application))")
        let text = EvidenceSheet.blank(try points(answer), in: session.console.language)
        if let out {
            try LocalFile.write(Array(text.utf8), to: out, mode: 0o600, replacing: false)
        } else {
            session.console.emit(text)
        }
        return .done
    }

    /// What the policy asks for by this method, and the practice on top of it; without what is there and good.
    private func points(_ answer: JSONValue) throws -> [Checklist.Point] {
        let category = Application.Category(rawValue: try answer.requiredString("category"))
        let review = try EvidenceReview(answer, of: application)
        let further = review.points.compactMap { point -> EvidenceRules.Further? in
            EvidenceRules.Further("\(category?.rawValue ?? "")/\(point.kind)")
        }
        let items = review.proofs.compactMap { proof in
            EvidenceKind[proof.line.kind].map { EvidenceItem($0, proof.values) }
        }
        let checklist = Checklist(
            .init(
                category: category?.kind ?? .personal,
                method: method.flatMap { IdentityVerificationMethod(rawValue: $0.rawValue) },
                attributes: try answer["statement"].map {
                    try SubjectStatement(json: $0).attributes
                } ?? [:],
                reference: answer["recordingReference"]?.string ?? "",
                declaresTrademark: answer["declarations"]?["trademark"]?.bool,
                renewsBySignature: answer["renewalSigned"]?.bool == true),
            EvidenceRules(biometricThreshold: 0, further: further), items: items)
        let good = Set(review.points.filter(\.problems.isEmpty).map(\.kind))
        return checklist.points.filter { !good.contains($0.kind.id) }
    }
}
