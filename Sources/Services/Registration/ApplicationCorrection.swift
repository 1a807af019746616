package import CanonicalJSON
import CertificatePolicy
import Cryptography
package import Governance
package import Ledger
import Messages
import PKIX

/// The applicant corrects what was stated, by a signature with the key to be certified (CP 6.2b).
///
/// Payload: `application`, `subject`, `identity` and `contact` (whole, see ``SubjectStatement``, also where nothing
/// stated changes because papers were asked for), `signature` (as of an ``Acceptance``, over a
/// ``CorrectionStatement``).
/// Nobody else can put words into an applicant's mouth; earlier statements are kept beside the new one.
package struct ApplicationCorrection: Sendable {
    private let payload: Payload
    private let application: String
    private let signature: [UInt8]

    /// An applicant who needs more tries applies anew.
    package static let maximumVersions: Int64 = 20

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(
            besides: [
                "application", "subject", SubjectStatement.identityMember, StatedContact.member,
                "signature",
            ])
        self.payload = payload
        application = try payload.string("application")
        signature = try payload.signature()
    }

    package func record(
        _ transaction: inout Transaction, origin: String, environment: String
    ) throws -> JSONValue {
        var application = try transaction.application(application)
        guard application.state == .returned else {
            throw application.stateRefusal(needed: [.returned])
        }
        guard application.version < Self.maximumVersions else {
            throw Refusal(
                .correctionsExhausted, field: "application",
                ["id": application.id, "limit": String(Self.maximumVersions)])
        }
        let statement = try SubjectStatement(payload, category: application.category)
        try transaction.judge(statement, correcting: application)
        try transaction.checkKey(of: application)
        let signed = CorrectionStatement(
            origin: origin, environment: environment, application: application.id,
            version: application.version + 1, subject: statement.json)
        try transaction.judgeSignature(
            signature, of: signed.bytes, byApplicantOf: application, else: .correctionInvalid)
        guard let earlier = try transaction.vault.read("statement", dossier: application.id) else {
            throw Refusal(.applicationUnknown, field: "application", ["id": application.id])
        }
        _ = try transaction.vault.put(
            earlier, name: Self.name(ofVersion: application.version), dossier: application.id)
        _ = try transaction.vault.put(
            signature, name: "correction-\(application.version + 1)", dossier: application.id)
        // Whom somebody met by another document, or a source by another number, is not shown by that any more.
        let before = try SubjectStatement(json: JSONValue(parsing: earlier))
        let items = try transaction.evidence(of: application.id)
        let commitment = try transaction.vault.put(
            statement.json.canonicalBytes, name: "statement", dossier: application.id)
        application.correct(
            statementCommitmentHex: Hex.encode(commitment),
            documentsSince: before.identity == statement.identity ? nil : items.last?.number ?? 0,
            atMilliseconds: transaction.atMilliseconds)
        try transaction.put(application)
        return application.answer.merging(["version": .integer(application.version)])
    }

    /// Under which an earlier statement lies in the dossier.
    package static func name(ofVersion version: Int64) -> String { "statement-\(version)" }
}

/// What an applicant signs, with the key to be certified, to correct an application.
///
/// Canonical JSON, as an ``AcceptanceStatement``; it holds the new statement whole and its number, so that it
/// serves once and nowhere else.
package struct CorrectionStatement: Sendable {
    package let bytes: [UInt8]

    package init(
        origin: String, environment: String, application: String, version: Int64,
        subject: JSONValue
    ) {
        let json: JSONValue = [
            "type": "kapok-correction/v1", "origin": .string(origin),
            "environment": .string(environment), "application": .string(application),
            "version": .integer(version), "subject": subject,
        ]
        bytes = json.canonicalBytes
    }
}

extension Transaction {
    /// Refuses what the key of the application's request did not sign, and what it signed before its owner had it.
    func judgeSignature(
        _ signature: [UInt8], of bytes: [UInt8], byApplicantOf application: Application,
        else code: RefusalCode
    ) throws {
        try judgeKeyDelivered(to: application)
        guard let der = try vault.read("request", dossier: application.id) else {
            throw Refusal(.applicationUnknown, field: "application", ["id": application.id])
        }
        let key = try PublicKey(CertificationRequest(derEncoded: der).subjectPublicKeyInfo)
        guard let algorithm = AlgorithmFamily(key.algorithm)?.signatureAlgorithm,
            key.verifies(signature, of: bytes, with: algorithm)
        else { throw Refusal(code, field: "signature", ["id": application.id]) }
    }
}
