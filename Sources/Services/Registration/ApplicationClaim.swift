package import CanonicalJSON
import CertificatePolicy
package import Governance
import Issuance
package import Ledger
import Messages
import PKIX

/// An officer takes an application to work on, or gives it up.
///
/// Payload: `application`. How long it holds is the practice's (`claimMinutes`); who takes again what was taken by
/// the same person has it for as long anew.
package struct ApplicationClaim: Sendable {
    private let application: String

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["application"])
        application = try payload.string("application")
    }

    /// - Throws: `application.stateWrong` where no officer's step comes next, what refuses that step itself,
    ///   `application.claimed`, `application.claimsExhausted`.
    package func take(_ transaction: inout Transaction) throws -> JSONValue {
        var application = try transaction.application(application)
        try transaction.requireRole(in: application.scope)
        guard let step = application.nextStep else {
            throw application.stateRefusal(needed: Application.statesOfWork)
        }
        guard let officer = try transaction.get(Officer.self, .text(transaction.actor)) else {
            throw Refusal(.officerUnknown, field: "officer", ["name": transaction.actor])
        }
        try transaction.judge(
            step, of: application, by: transaction.standing(of: officer, for: step))
        try transaction.judgeClaim(of: application)
        let now = transaction.atMilliseconds
        let others = try transaction.claimed(by: officer).filter { other in
            !other.id.utf8.elementsEqual(application.id.utf8)
                && other.claim.map { now < $0.untilMilliseconds } ?? false
        }
        guard others.count < Claim.maximumCount else {
            throw Refusal(
                .claimsExhausted, field: "application", ["limit": String(Claim.maximumCount)])
        }
        let minutes = try transaction.practice().claimMinutes
        let until = now + minutes * Milliseconds.minute
        application.claim = Claim(officer: officer.id, untilMilliseconds: until)
        try transaction.put(application)
        transaction.note("step", .string(step.id))
        transaction.note("until", .integer(until))
        return application.answer.merging([
            "operation": .string(step.id), "claimedUntil": .string(Time.rfc3339(until)),
        ])
    }

    /// - Throws: `application.notClaimed` where somebody else has it, or nobody.
    package func giveUp(_ transaction: inout Transaction) throws -> JSONValue {
        var application = try transaction.application(application)
        try transaction.requireRole(in: application.scope)
        guard let claim = application.claim, try transaction.isOwn(claim) else {
            throw Refusal(
                .applicationNotClaimed, field: "application", ["id": application.id])
        }
        application.claim = nil
        try transaction.put(application)
        return application.answer
    }
}
