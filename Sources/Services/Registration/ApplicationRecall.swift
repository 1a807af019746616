package import CanonicalJSON
import CertificatePolicy
package import Governance
package import Ledger
import Messages

/// Why a decision is taken back, as a code: free text could hold personal data.
package enum RecallReason: String, Sendable, CaseIterable {
    case decidedInError, newFacts, evidenceDoubtful, otherRecall
}

/// An officer takes a decision back, up to the signature of the certificate, and nobody asks the applicant again
/// (CP 6.3a).
///
/// Payload: `application`, `reason`. An approver takes an approval back, own or another's; a validator a vetting,
/// and with it whatever came after. It tightens: the step has to be taken anew, by the rules of then.
package struct ApplicationRecall: Sendable {
    private let application: String
    private let reason: RecallReason

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["application", "reason"])
        application = try payload.string("application")
        reason = try payload.choice("reason")
    }

    package func record(_ transaction: inout Transaction) throws -> JSONValue {
        var application = try transaction.application(application)
        try transaction.requireRole(in: application.scope)
        if transaction.role == Role.approver.rawValue {
            guard application.state == .approved else {
                throw application.stateRefusal(needed: [.approved])
            }
            application.takeBackApproval(atMilliseconds: transaction.atMilliseconds)
        } else {
            let vetted: [Application.State] = [.vetted, .accepted, .approved]
            guard vetted.contains(application.state) else {
                throw application.stateRefusal(needed: vetted)
            }
            try transaction.discardContents(of: application)
            try transaction.unlink(&application)
            // Contents of the same statement may be prepared and taken back more than once.
            try transaction.keepDecided(
                of: application, under: "\(application.version)-\(transaction.entryIndex)")
            application.takeBackVetting(atMilliseconds: transaction.atMilliseconds)
        }
        try transaction.put(application)
        return application.answer.merging(["reason": .string(reason.rawValue)])
    }
}
