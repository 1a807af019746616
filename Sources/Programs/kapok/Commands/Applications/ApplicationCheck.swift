import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Messages
import Registration

/// Has a source outside asked about the subject of an application; its answer becomes evidence.
struct ApplicationCheck: KapokCommand {
    static let help = CommandHelp.applicationCheck

    @Argument(help: .says(CommandLineOption.application, "application"))
    var application: String

    @Option(help: .says(CommandLineOption.connector, "name"))
    var connector: String

    @Option(help: .says(CommandLineOption.connectorSheet, "file"), completion: .file())
    var sheet: String?

    @OptionGroup var act: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let sheet = try sheet.map { try ConnectorSheet(file: $0) } ?? ConnectorSheet()
        try await session.withServer { server in
            let desk = try await OfficerDesk(session, server, isConfirmed: act.isConfirmed)
            let review = try await ApplicationReview.fetch(application, from: server)
            let payload: JSONValue = [
                "application": .string(review.id), "connector": .string(connector),
                "subject": .object(sheet.subject.mapValues { .string($0) }),
                "pictures": try await sheet.handIn(to: server, beside: review.evidence),
                "salt": .string(RecordText.salt()),
            ]
            try desk.tell(
                [
                    PlainWords.of(review, session.console.reader),
                    PlainWords.of(Self.told(payload), session.console.reader),
                ].joined(separator: "\n"), operation: "application.check")
            try await desk.carryOut(
                IntendedAct(
                    operation: "application.check", payload: payload, caseID: review.id),
                in: session)
        }
        return .done
    }

    /// Everything that is signed but what is there for chance alone.
    private static func told(_ payload: JSONValue) -> JSONValue {
        var members = payload.object ?? [:]
        members["salt"] = nil
        members["application"] = nil
        return .object(members)
    }
}

/// What a connector is asked about, in a file: numbers of documents and accounts do not belong into arguments,
/// which every user of a machine can read.
///
/// ```yaml
/// subject:
///   identityDocument: hongKongIdentityCard
///   number: A123456(3)
/// pictures:
///   card: card.jpg        # a file, or the name of one that the dossier holds
/// ```
struct ConnectorSheet: Sendable {
    private(set) var subject: [String: String] = [:]
    private var pictures: [String: String] = [:]

    init() {}

    /// - Throws: `sheet.unreadable`.
    init(file path: String) throws {
        let sections = try EvidenceSheet.sections(ofFile: path)
        guard Set(sections.keys).isSubset(of: ["subject", "pictures"]) else {
            throw EvidenceSheet.unreadable(path)
        }
        func texts(_ section: String) -> [String: String] {
            (sections[section] ?? [:]).compactMapValues { $0 }.filter { !$0.value.isEmpty }
        }
        subject = texts("subject")
        pictures = texts("pictures")
    }

    /// Hands in what is no file of the dossier already, and says what the act is to say.
    func handIn(to server: Server, beside evidence: EvidenceReview) async throws -> JSONValue {
        let known = evidence.proofs.compactMap(\.line.file)
        let order = ConnectorKind.Picture.allCases.map(\.rawValue)
        let sorted = pictures.sorted { one, other in
            (order.firstIndex(of: one.key) ?? order.count, one.key)
                < (order.firstIndex(of: other.key) ?? order.count, other.key)
        }
        var handed: [JSONValue] = []
        for (role, path) in sorted {
            let file: JSONValue
            if let kept = known.first(where: { path.utf8.count >= 8 && $0.hasPrefix(path) }) {
                file = .string(kept)
            } else {
                file = try await FileDesk(server: server).send(path, FileDesk.survey(path))
            }
            handed.append(["role": .string(role), "file": file])
        }
        return .array(handed)
    }
}
