import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Ledger
import Messages

/// A question as it lies sealed in the dossier from before it was put: what an answer is judged against.
struct AskedQuestion: Sendable {
    let question: ConnectorQuestion
    /// As the practice had it then.
    let connector: Connector
    let application: String
    let officer: String
    /// The pictures, by their names in the dossier.
    let files: [String]
    let salt: String
    let atMilliseconds: Int64

    init(
        question: ConnectorQuestion, connector: Connector, application: String, officer: String,
        files: [String], salt: String, atMilliseconds: Int64
    ) {
        self.question = question
        self.connector = connector
        self.application = application
        self.officer = officer
        self.files = files
        self.salt = salt
        self.atMilliseconds = atMilliseconds
    }

    /// Under which it lies in the vault.
    static func valueName(_ check: String) -> String { "check-\(check)" }

    var json: JSONValue {
        [
            "question": question.json, "connector": connector.json, "officer": .string(officer),
            "files": .array(files.map { .string($0) }), "salt": .string(salt),
            "at": .integer(atMilliseconds),
        ]
    }

    /// Nil where it was erased.
    init?(_ bytes: [UInt8], application: String) throws {
        let json = try JSONValue(parsing: bytes)
        guard let question = json["question"].flatMap(ConnectorQuestion.init),
            let connector = json["connector"].flatMap(Connector.init),
            let officer = json["officer"]?.string, let salt = json["salt"]?.string,
            let at = json["at"]?.integer
        else { return nil }
        self.init(
            question: question, connector: connector, application: application, officer: officer,
            files: (json["files"]?.array ?? []).compactMap(\.string), salt: salt,
            atMilliseconds: at)
    }

    /// Whether it may be put, and its answer be entered, now: nothing leaves for an application that was decided
    /// on, or to a connector that the practice has no more.
    ///
    /// - Throws: `application.stateWrong`, `connector.unknown`, and what the connector's standing refuses.
    func judge(_ ledger: some ReadableLedger) throws {
        let application = try ledger.application(application)
        guard application.state == .received else {
            throw application.stateRefusal(needed: [.received])
        }
        // It may have been corrected meanwhile.
        if let number = question.subject["number"],
            try !ledger.statement(of: application).states(
                number, ofKind: question.subject["identityDocument"])
        {
            throw Refusal(
                .connectorNumberOther(clause: question.kind.clause), field: "number",
                ["id": application.id])
        }
        let rules = try ledger.practice().evidenceRules
        guard try rules.connector(named: connector.name) == connector else {
            throw rules.unknown(connector.name)
        }
        try connector.judge(rules, ledger)
    }

    /// What was asked and what was answered, as one document.
    func exchange(_ answer: ConnectorAnswer) -> JSONValue {
        [
            "connector": connector.json, "question": question.json, "answer": answer.json,
        ]
    }

    /// Puts an answer down, whatever it says: as an item of the dossier, in the name of who asked.
    ///
    /// The rules are those of evidence that officers add: nothing is added to what was decided on.
    func record(_ answer: ConnectorAnswer, _ transaction: inout Transaction) throws -> JSONValue {
        try judge(transaction)
        let application = try transaction.application(application)
        let count = try transaction.evidence(of: application.id).count
        guard count < EvidenceIntake.maximumInAll else {
            throw Refusal(
                .evidenceFull, field: "evidence",
                ["id": application.id, "count": String(count)])
        }
        let exchange = exchange(answer)
        let file = question.kind == .officialDatabase ? files.first : nil
        let item = answer.item(
            question,
            documentHex: Hex.encode(DigestAlgorithm.sha256.hash(exchange.canonicalBytes)),
            keepsFile: file != nil)
        guard let item, item.defects.isEmpty else {
            throw ConnectorFault.contradictory.refusal(connector.name)
        }
        let number = Int64(count + 1)
        let commitment = try transaction.vault.put(
            EvidenceContent(item, salt: salt, exchange: exchange).json.canonicalBytes,
            name: EvidenceRecord.valueName(number), dossier: application.id)
        try transaction.put(
            EvidenceRecord(
                application: application.id, number: number, item, commitment: commitment,
                file: file, officer: officer, transaction))
        transaction.note("kinds", .array([.string(item.kind.id)]))
        return application.answer.merging([
            "check": .string(question.id), "proof": .string(item.kind.id),
            "number": .integer(number), "matched": .bool(answer.isMatch),
            "score": answer.score.map { .integer($0) } ?? .null,
            "source": .string(answer.source), "sourceVersion": .string(answer.version),
        ])
    }
}
