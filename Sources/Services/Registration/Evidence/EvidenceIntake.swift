package import Attachments
package import CanonicalJSON
package import CertificatePolicy
package import Governance
package import Ledger
package import Messages
import Records

/// Evidence as an officer hands it in, read and judged by itself before anything is stored.
///
/// Under `evidence` a list of items: `kind`, `values` (texts by field), `document` (hex SHA-256 of the paper
/// or recording) or `file` (as the last piece of it was answered). With `salt`, so that the digest that is
/// signed tells a guesser nothing of what is said.
package struct EvidenceIntake: Sendable {
    /// More in one gesture nobody reads.
    package static let maximumItems = 32
    /// In one application, with everything that was mended.
    package static let maximumInAll = 128

    package struct Handed: Sendable {
        let item: EvidenceItem
        /// As it was answered; nil where no file is handed in.
        let file: JSONValue?
    }

    package let handed: [Handed]
    private let salt: String

    package static let members = ["evidence", "salt"]

    /// - Throws: `application.evidenceKindUnknown`, `.evidenceDefective` with all defects of all items.
    package init(_ payload: Payload) throws {
        guard let list = payload.json["evidence"], !list.isNull else {
            handed = []
            salt = ""
            return
        }
        guard let items = list.array, items.count <= Self.maximumItems else {
            throw Refusal(.payloadInvalid, field: "evidence", ["name": "evidence"])
        }
        handed = try items.map { try Self.read(Payload($0)) }
        salt =
            items.isEmpty
            ? "" : try RecordEntry.checked(salt: payload.optionalString("salt", maximumBytes: 64))
        let defects = handed.flatMap(\.item.defects)
        if let first = defects.first {
            throw Refusal(
                .evidenceDefective(clause: first.clause), field: first.field ?? "evidence",
                ["count": String(defects.count), "id": payload.json["application"]?.string ?? ""]
            ).prefaced(defects.map(\.said))
        }
    }

    private static func read(_ item: Payload) throws -> Handed {
        try item.refuseUnknown(besides: ["kind", "values", "document", "file"])
        let id = try item.string("kind", maximumBytes: 32)
        guard let kind = EvidenceKind[id] else {
            throw Refusal(
                .evidenceKindUnknown, field: "kind",
                ["value": id, "known": EvidenceKind.all.map(\.id).joined(separator: ", ")])
        }
        guard let values = item.json["values"]?.object,
            values.values.allSatisfy({ ($0.string?.utf8.count).map { $0 <= 16_000 } ?? false })
        else { throw Refusal(.payloadInvalid, field: "values", ["name": "values"]) }
        let file = item.json["file"].flatMap { $0.isNull ? nil : $0 }
        let document: String? =
            if let file {
                try Payload(file).digest("sha256")
            } else if item.json["document"] != nil {
                try item.digest("document")
            } else {
                nil
            }
        return Handed(
            item: EvidenceItem(
                kind, values.compactMapValues(\.string), documentHex: document,
                isKept: file != nil),
            file: file)
    }

    /// Puts it all down in the dossier of an application that nobody has decided on.
    ///
    /// - Parameter received: the files that came in, by name.
    /// - Throws: `application.evidenceFull`, `attachment.unknown`, `attachment.differs`.
    package func record(
        for application: Application, received: [String: AttachmentIntake.Received],
        _ transaction: inout Transaction
    ) throws {
        let before = try transaction.evidence(of: application.id).count
        guard before + handed.count <= Self.maximumInAll else {
            throw Refusal(
                .evidenceFull, field: "evidence",
                ["id": application.id, "count": String(before)])
        }
        for (place, handed) in handed.enumerated() {
            let number = Int64(before + place + 1)
            let file = try store(handed, application.id, received, &transaction)
            let commitment = try transaction.vault.put(
                EvidenceContent(handed.item, salt: salt).json.canonicalBytes,
                name: EvidenceRecord.valueName(number), dossier: application.id)
            try transaction.put(
                EvidenceRecord(
                    application: application.id, number: number, handed.item,
                    commitment: commitment, file: file, transaction))
        }
        transaction.note("kinds", .array(handed.map { .string($0.item.kind.id) }))
    }

    /// The file that came in as it is named here, member by member.
    static func received(
        _ file: JSONValue, among received: [String: AttachmentIntake.Received]
    ) throws -> AttachmentIntake.Received {
        let names = ["file", "name", "mediaType", "bytes", "sha256"]
        try Payload(file).refuseUnknown(besides: names)
        guard let came = received[try Payload(file).digest("file")] else {
            throw Refusal(.attachmentUploadUnknown, field: "file")
        }
        guard names.allSatisfy({ file[$0] == came.json[$0] }) else {
            throw Refusal(.attachmentDiffers, field: "file")
        }
        return came
    }

    private func store(
        _ handed: Handed, _ dossier: String, _ received: [String: AttachmentIntake.Received],
        _ transaction: inout Transaction
    ) throws -> String? {
        guard let file = handed.file else { return nil }
        let came = try Self.received(file, among: received)
        let allowed = handed.item.kind.mediaTypes
        guard allowed.contains(came.mediaType) else {
            throw Refusal(
                .evidenceFileUnfit(clause: handed.item.kind.clauses[0]), field: "file",
                [
                    "found": came.mediaType, "proof": handed.item.kind.id,
                    "known": allowed.joined(separator: ", "),
                ])
        }
        return try transaction.store(
            .init(name: came.name, sealed: came.sealed, salt: salt), mediaType: came.mediaType,
            dossier: dossier
        ).file
    }
}

/// What the vault holds of one item.
package struct EvidenceContent: Sendable {
    package let values: [String: String]
    package let documentHex: String?
    /// What a connector was asked and answered; nil where an officer says it.
    package let exchange: JSONValue?
    private let salt: String

    init(_ item: EvidenceItem, salt: String, exchange: JSONValue? = nil) {
        values = item.values
        documentHex = item.documentHex
        self.exchange = exchange
        self.salt = salt
    }

    /// What a connector was asked; nil where an officer says it.
    package var asked: EvidenceItem.Asked? {
        guard let exchange else { return nil }
        // What cannot be read is of nobody, under no contract: it fits nothing.
        return exchange["question"].flatMap(ConnectorQuestion.init).map(EvidenceItem.Asked.init)
            ?? EvidenceItem.Asked(name: "", agreement: "")
    }

    package init(json: JSONValue) {
        values = (json["values"]?.object ?? [:]).compactMapValues(\.string)
        documentHex = json["document"]?.string
        exchange = json["exchange"]
        salt = json["salt"]?.string ?? ""
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "values": .object(values.mapValues { .string($0) }),
            "document": documentHex.map { .string($0) } ?? .null, "salt": .string(salt),
        ]
        members["exchange"] = exchange
        return .object(members)
    }
}

extension ReadableLedger {
    /// All evidence of an application, the oldest first.
    package func evidence(of application: String) throws -> [EvidenceRecord] {
        try select(
            EvidenceRecord.self, where: "application = ?", [.text(application)],
            orderBy: "number")
    }
}

extension EvidenceFinding {
    /// As a refusal says it.
    package var said: RefusalPreface {
        RefusalPreface(
            EvidenceWords.problem(problem.rawValue),
            ["proof": kind, "column": field ?? "", "clause": clause])
    }
}
