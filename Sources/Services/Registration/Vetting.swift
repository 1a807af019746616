package import Attachments
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
/// only); under `evidence` and `salt` what was not added before (see `EvidenceIntake`).
package struct Vetting: Sendable {
    private let application: String
    private let statementCommitmentHex: String
    private let method: IdentityVerificationMethod?
    private let evidence: EvidenceIntake

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(
            besides: ["application", "statement", "method"] + EvidenceIntake.members)
        application = try payload.string("application")
        statementCommitmentHex = try payload.digest("statement")
        method =
            try payload.optionalString("method") == nil
            ? nil : payload.choice("method", as: IdentityVerificationMethod.self)
        evidence = try EvidenceIntake(payload)
    }

    /// Vetting and preparing are one change: contents that break a rule, and a checklist that lacks anything
    /// (CP 6.3a), leave nothing behind.
    ///
    /// - Parameter received: files of evidence that came in, by name.
    package func record(
        _ transaction: inout Transaction, serial: SerialNumber, judge: ContentsJudge,
        received: [String: AttachmentIntake.Received] = [:]
    ) throws -> JSONValue {
        var application = try transaction.application(application)
        try transaction.requireRole(in: application.scope)
        guard application.state == .received else {
            throw application.stateRefusal(needed: [.received])
        }
        try transaction.judgeClaim(of: application)
        guard application.statementCommitmentHex == statementCommitmentHex else {
            throw Refusal(.statementDiffers, field: "statement", ["id": application.id])
        }
        if application.category == .personal && method == nil {
            throw Refusal(.identityMethodMissing, field: "method")
        }
        application.identityMethod = method?.rawValue
        try transaction.judgeRenewal(of: application)
        // By the vetting officer, never at the application: a stranger must not learn who is known.
        application.subscriber = try SubscriberLink(application, transaction).settle(&transaction)
        let authority = try transaction.issuingAuthority(application.authority)
        let practice = ContentsJudge.JudgedPractice(try transaction.practice())
        try evidence.record(for: application, received: received, &transaction)
        let proven = try transaction.judgeEvidence(of: application)
        // Contents that cannot be are told first: no evidence mends them.
        let contents = try Preparation(
            transaction, application, authority, practice, judge, serial: serial)
        try proven.require(application.id)
        application.evidence = proven.digestHex
        transaction.note("evidence", .string(proven.digestHex))
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
        application.vet(
            acceptedBy: practice.settings.acceptanceWay(of: application.category.kind),
            atMilliseconds: transaction.atMilliseconds)
        try transaction.put(application)
        return application.answer.merging(["contents": .string(contents.hashHex)])
    }
}
