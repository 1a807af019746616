package import Attachments
package import CanonicalJSON
import CertificatePolicy
package import Governance
package import Ledger
import Messages

/// An officer's act that adds evidence to an application, as long as nobody decided on it.
///
/// Payload: `application`, `evidence` and `salt` (see `EvidenceIntake`).
package struct EvidenceAddition: Sendable {
    private let application: String
    private let intake: EvidenceIntake

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["application"] + EvidenceIntake.members)
        application = try payload.string("application")
        intake = try EvidenceIntake(payload)
        guard !intake.handed.isEmpty else {
            throw Refusal(.evidenceMissing, field: "evidence")
        }
    }

    package func record(
        _ transaction: inout Transaction, received: [String: AttachmentIntake.Received]
    ) throws -> JSONValue {
        let application = try transaction.application(application)
        try transaction.requireRole(in: application.scope)
        guard application.state == .received else {
            throw application.stateRefusal(needed: [.received])
        }
        try intake.record(for: application, received: received, &transaction)
        return application.answer
    }
}

/// The approver's decision: on exactly these contents, proven by exactly this evidence.
///
/// Payload: `application`, `contents`, and `evidence`, the digest over all of it (see `EvidenceDigest`); `acceptance`,
/// the way, where nobody has accepted the contents yet: what the approver signs says so (CP 6.12).
package struct Approval: Sendable {
    private let decision: ContentsDecision
    private let evidenceHex: String
    private let acceptance: Practice.AcceptanceWay?

    package init(_ payload: Payload) throws {
        evidenceHex = try payload.digest("evidence")
        var members = payload.json.object ?? [:]
        members["evidence"] = nil
        acceptance =
            try payload.optionalString("acceptance") == nil ? nil : payload.choice("acceptance")
        members["acceptance"] = nil
        decision = try ContentsDecision(Payload(.object(members)))
    }

    /// The checklist is judged again by the rules of this moment: an agreement may have ended, and a document
    /// may be out of date by now.
    package func record(_ transaction: inout Transaction) throws -> JSONValue {
        var application = try decision.application(
            &transaction, in: acceptance == nil ? .accepted : .vetted)
        if let acceptance {
            try transaction.judge(acceptance, of: application)
            // The checklist holds the agreement that was signed, and judges that it is this one.
            application.agreementHex = SubscriberAgreement(try transaction.practice()).digestHex
            transaction.note("agreement", application.agreementHex.map { .string($0) } ?? .null)
        }
        try transaction.judgeAgreement(of: application)
        let judged = try transaction.judgeEvidence(of: application)
        try judged.require(application.id)
        if let fee = application.fee, fee.settlement == nil {
            throw Refusal(
                .feeDue, field: "application", ["id": application.id, "amount": fee.amount])
        }
        guard judged.digestHex == evidenceHex, application.evidence == evidenceHex else {
            throw Refusal(.evidenceDiffers, field: "evidence", ["id": application.id])
        }
        application.move(to: .approved, atMilliseconds: transaction.atMilliseconds)
        try transaction.put(application)
        return application.answer
    }
}
