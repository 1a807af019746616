package import CanonicalJSON
import CertificatePolicy
import Cryptography
package import Governance
import Issuance
package import Ledger
import Messages
package import PKIX

/// The vetting officer's decision: this statement is true, proven by this evidence.
///
/// Payload: `application`, `statement` (hex commitment of what was read), `method` (A or B; personal
/// only), `evidence` (hex SHA-256 of each document).
package struct Vetting: Sendable {
    private let application: String
    private let statementCommitmentHex: String
    private let method: IdentityVerificationMethod?
    private let evidence: [String]

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["application", "statement", "method", "evidence"])
        application = try payload.string("application")
        statementCommitmentHex = try payload.digest("statement")
        method =
            try payload.optionalString("method") == nil
            ? nil : payload.choice("method", as: IdentityVerificationMethod.self)
        evidence = try payload.strings("evidence", maximumCount: 32)
        guard !evidence.isEmpty, evidence.allSatisfy(Payload.isDigest) else {
            throw Refusal(.evidenceMissing, field: "evidence")
        }
    }

    /// Vetting and preparing are one change: contents that break a rule leave nothing behind.
    package func record(
        _ transaction: inout Transaction, serial: SerialNumber, judge: ContentsJudge
    ) throws -> JSONValue {
        var application = try transaction.application(application)
        try transaction.requireRole(
            forAuthority: application.authority, application.category.kind)
        guard application.state == .received else {
            throw application.stateRefusal(needed: [.received])
        }
        guard application.statementCommitmentHex == statementCommitmentHex else {
            throw Refusal(.statementDiffers, field: "statement", ["id": application.id])
        }
        if application.category == .personal && method == nil {
            throw Refusal(.identityMethodMissing, field: "method")
        }
        application.identityMethod = method?.rawValue
        application.evidence = evidence.joined(separator: ",")
        // By the vetting officer, never at the application: a stranger must not learn who is known.
        application.subscriber = try SubscriberLink(application, transaction).settle(&transaction)
        let authority = try transaction.issuingAuthority(application.authority)
        let practice = ContentsJudge.JudgedPractice(try transaction.practice())
        let contents = try Preparation(
            transaction, application, authority, practice, judge, serial: serial)
        _ = try transaction.vault.put(
            contents.toBeSigned, name: "contents", dossier: application.id)
        try transaction.put(contents.record)
        application.contentsHashHex = contents.hashHex
        judge.remember(
            application, authority, practice,
            ContentsJudge.Passed(
                serialHex: serial.hex, names: contents.names,
                statement: try transaction.vault.fingerprint(
                    of: "statement", dossier: application.id)))
        application.serialHex = serial.hex
        application.contentsUntilMilliseconds = contents.untilMilliseconds
        application.state = .vetted
        application.stateAtMilliseconds = transaction.atMilliseconds
        try transaction.put(application)
        return application.answer.merging(["contents": .string(contents.hashHex)])
    }
}
