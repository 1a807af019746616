package import Attachments
package import CanonicalJSON
package import CertificatePolicy
package import Governance
package import Ledger
import Messages
import PKIX
import Records

/// An officer's act that has a connector asked on behalf of an application: who asked whom, and about what,
/// stands in the journal before anything of it leaves (CP 5.5c, 12.1).
///
/// Payload: `application`; `connector`, by its name in the practice; `subject`, texts by the fields of
/// `ConnectorKind`; `pictures`, a list with `role` and `file`: as the last piece of it was answered, or the
/// name of a file that the dossier holds; `salt`, so that the digest that is signed tells a guesser nothing.
package struct ConnectorCheck: Sendable {
    /// More than a photo of a card or a face.
    package static let maximumPictureBytes: Int64 = 4 << 20

    private let application: String
    private let connector: String
    private let subject: [String: String]
    private let pictures: [(role: ConnectorKind.Picture, file: JSONValue)]
    private let salt: String

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(
            besides: ["application", "connector", "subject", "pictures", "salt"])
        application = try payload.string("application")
        connector = try payload.string("connector", maximumBytes: 32)
        guard let said = payload.json["subject"]?.object,
            said.values.allSatisfy({ ($0.string?.utf8.count).map { $0 <= 1024 } ?? false })
        else { throw Refusal(.payloadInvalid, field: "subject", ["name": "subject"]) }
        subject = said.compactMapValues(\.string).filter { !$0.value.isEmpty }
        guard let list = payload.json["pictures"]?.array, list.count <= 2 else {
            throw Refusal(.payloadInvalid, field: "pictures", ["name": "pictures"])
        }
        pictures = try list.map { picture in
            let read = Payload(picture)
            try read.refuseUnknown(besides: ["role", "file"])
            return (try read.choice("role"), picture["file"] ?? .null)
        }
        salt = try RecordEntry.checked(salt: payload.optionalString("salt", maximumBytes: 64))
    }

    /// Judges whether this connector may be asked now, and seals the question in the dossier.
    ///
    /// - Throws: `connector.unknown`, `.provesNothing`, `.sourceUnknown`, `.agreementMissing`,
    ///   `.subjectDefective`, `.numberOther`, `.picturesOther`; of files what evidence throws.
    package func record(
        _ transaction: inout Transaction, received: [String: AttachmentIntake.Received],
        environment: Environment
    ) throws -> JSONValue {
        let application = try transaction.application(application)
        try transaction.requireRole(in: application.scope)
        guard application.state == .received else {
            throw application.stateRefusal(needed: [.received])
        }
        let rules = try transaction.practice().evidenceRules
        let connector = try rules.connector(named: self.connector)
        let subject = try subject(of: application, connector, transaction)
        try connector.judge(rules, transaction)
        let count = try transaction.evidence(of: application.id).count
        guard count < EvidenceIntake.maximumInAll else {
            throw Refusal(
                .evidenceFull, field: "evidence",
                ["id": application.id, "count": String(count)])
        }
        let stored = try store(application.id, connector, received, &transaction)
        let id = transaction.newID("chk")
        let asked = AskedQuestion(
            question: ConnectorQuestion(
                id: id, kind: connector.kind, agreement: connector.agreement,
                environment: environment.rawValue, subject: subject,
                pictures: stored.map(\.picture)),
            connector: connector, application: application.id, officer: transaction.actor,
            files: stored.map(\.file), salt: salt, atMilliseconds: transaction.atMilliseconds)
        try transaction.vault.put(
            asked.json.canonicalBytes, name: AskedQuestion.valueName(id), dossier: application.id)
        transaction.note("check", .string(id))
        transaction.note("source", .string(connector.source))
        return application.answer.merging([
            "check": .string(id), "connector": .string(connector.name),
        ])
    }

    /// The name from the statement, and what the officer says; all defects at once.
    private func subject(
        of application: Application, _ connector: Connector, _ transaction: Transaction
    ) throws -> [String: String] {
        let statement = try transaction.statement(of: application)
        let attributes = statement.attributes
        let isOfPerson = connector.kind.isOfPerson
        guard connector.kind.evidence != nil, isOfPerson == (application.category == .personal),
            let name = attributes[isOfPerson ? .commonName : .organizationName]
        else {
            throw Refusal(
                .connectorProvesNothing, field: "connector",
                ["connector": connector.name, "id": application.id])
        }
        let fields = connector.kind.fields
        let unknown = subject.keys.filter { key in !fields.contains { $0.name == key } }.sorted()
        let wrong = fields.filter { field in
            guard let value = subject[field.name] else { return field.isRequired }
            return !field.form.allows(value)
        }.map(\.name)
        guard let first = (unknown + wrong).first else {
            if let number = subject["number"],
                !statement.states(number, ofKind: subject["identityDocument"])
            {
                throw Refusal(
                    .connectorNumberOther(clause: connector.kind.clause), field: "number",
                    ["id": application.id])
            }
            return subject.merging(["name": name]) { _, stated in stated }
        }
        throw Refusal(
            .connectorSubjectDefective(clause: connector.kind.clause), field: first,
            [
                "fields": (unknown + wrong).joined(separator: ", "),
                "known": fields.isEmpty ? "–" : fields.map(\.name).joined(separator: ", "),
            ])
    }

    private func store(
        _ dossier: String, _ connector: Connector, _ received: [String: AttachmentIntake.Received],
        _ transaction: inout Transaction
    ) throws -> [(picture: ConnectorQuestion.Picture, file: String)] {
        let wanted = connector.kind.pictures
        guard pictures.map(\.role) == wanted else {
            throw Refusal(
                .connectorPicturesOther(clause: connector.kind.clause), field: "pictures",
                [
                    "known": wanted.isEmpty
                        ? "–" : wanted.map(\.rawValue).joined(separator: ", ")
                ])
        }
        var found: [(picture: ConnectorQuestion.Picture, file: String)] = []
        for (role, file) in pictures {
            let stored = try store(file, dossier, received, &transaction)
            guard ["image/jpeg", "image/png"].contains(stored.mediaType),
                stored.bytes <= Self.maximumPictureBytes
            else {
                throw Refusal(
                    .evidenceFileUnfit(clause: connector.kind.clause), field: "pictures",
                    [
                        "found": stored.mediaType, "proof": connector.kind.evidence?.id ?? "",
                        "known": "image/jpeg, image/png (≤ \(Self.maximumPictureBytes >> 20) MB)",
                    ])
            }
            guard let secrets = try transaction.secrets(of: stored) else {
                throw Refusal(.applicationFileUnknown, field: "pictures", ["file": stored.file])
            }
            found.append(
                (
                    .init(
                        role: role, mediaType: stored.mediaType,
                        sha256Hex: Hex.encode(secrets.sealed.sha256)), stored.file
                ))
        }
        return found
    }

    /// One that came in now, or one that lies in the dossier already.
    private func store(
        _ file: JSONValue, _ dossier: String, _ received: [String: AttachmentIntake.Received],
        _ transaction: inout Transaction
    ) throws -> StoredFile {
        guard let name = file.string else {
            let came = try EvidenceIntake.received(file, among: received)
            return try transaction.store(
                .init(name: came.name, sealed: came.sealed, salt: salt), mediaType: came.mediaType,
                dossier: dossier)
        }
        guard let stored = try transaction.files(of: dossier).first(where: { $0.file == name })
        else { throw Refusal(.applicationFileUnknown, field: "pictures", ["file": name]) }
        return stored
    }
}

extension EvidenceRules {
    /// - Throws: `connector.unknown`.
    func connector(named name: String) throws(Refusal) -> Connector {
        guard let known = connectors.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
            throw unknown(name)
        }
        return known
    }

    func unknown(_ name: String) -> Refusal {
        Refusal(
            .connectorUnknown, field: "connector",
            [
                "connector": name,
                "known": connectors.isEmpty
                    ? "–" : connectors.map(\.name).joined(separator: ", "),
            ])
    }
}

extension Connector {
    /// Whether its word counts, under an agreement: who does not count is not told of anybody.
    ///
    /// - Throws: `connector.sourceUnknown`, `connector.agreementMissing`.
    func judge(_ rules: EvidenceRules, _ ledger: some ReadableLedger) throws {
        let believed: [String]? =
            switch kind {
            case .officialDatabase: rules.recognisedDatabases
            case .companyRegister: rules.authoritativeSources
            case .faceMatch, .eID, .bankMatch, .smsGateway: nil
            }
        if let believed, !believed.contains(source) {
            throw Refusal(
                .connectorSourceUnknown(clause: kind.clause), field: "connector",
                ["connector": name, "source": source])
        }
        let inForce = try ledger.agreementsInForce(
            [agreement], atMilliseconds: ledger.atMilliseconds)
        guard inForce.isEmpty else { return }
        let isAuxiliary = kind == .eID || kind == .bankMatch
        throw Refusal(
            .connectorAgreementMissing(clause: isAuxiliary ? "5.5B4" : "5.5e"),
            field: "connector", ["connector": name, "number": agreement])
    }
}
