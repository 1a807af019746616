package import CanonicalJSON
package import CertificatePolicy
package import Ledger
import Messages

/// What security officers decide of somebody who is an officer already: suspend, reinstate, end.
///
/// Payload of all: `name`, a handle; suspend and end: `reason`. Both take effect at once and are never
/// refused for want of people: what then stands still is told (CP 7.15).
package struct OfficerStandingChange: Sendable {
    package enum SuspensionReason: String, Sendable, CaseIterable {
        case absence, investigation, keyDoubtful, trainingLapsed, screeningLapsed
    }

    package enum EndReason: String, Sendable, CaseIterable {
        case leaving, keyCompromise, dismissed, recoveryContested
    }

    private let name: String
    private let payload: Payload

    package init(_ payload: Payload) throws {
        name = try OfficerEnrolment.handle(payload.string("name", maximumBytes: 32))
        self.payload = payload
    }

    /// The case under which the history of who did what is kept: the officer whom it is about.
    package var caseID: String { Officer.id(ofHandle: name) }

    /// One may do nothing for now, whatever was granted.
    ///
    /// - Parameter scopes: the cases that there can be, see `Staffing`.
    package func suspend(
        _ transaction: inout Transaction, scopes: [CaseScope]
    ) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["name", "reason"])
        let _: SuspensionReason = try payload.choice("reason")
        var officer = try transaction.officer(handle: name)
        guard !officer.isSuspended, !officer.isKeyRetired else { throw officer.stateRefusal(name) }
        let before = try transaction.staffing(
            scopes: scopes, atMilliseconds: transaction.atMilliseconds)
        officer.isSuspended = true
        try transaction.put(officer)
        return try answer(officer, before, scopes, transaction)
    }

    /// For ever: the key is never taken again, and every grant ends now.
    package func end(
        _ transaction: inout Transaction, scopes: [CaseScope]
    ) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["name", "reason"])
        let _: EndReason = try payload.choice("reason")
        var officer = try transaction.officer(handle: name)
        guard !officer.isKeyRetired else { throw officer.stateRefusal(name) }
        let before = try transaction.staffing(
            scopes: scopes, atMilliseconds: transaction.atMilliseconds)
        officer.isKeyRetired = true
        try transaction.put(officer)
        let now = transaction.atMilliseconds
        for var grant in try transaction.grants(of: officer.id)
        where grant.untilMilliseconds.map({ $0 > now }) ?? true {
            grant.untilMilliseconds = now
            try transaction.put(grant)
        }
        return try answer(officer, before, scopes, transaction)
    }

    /// Whether a suspension could be ended now.
    package func judgeReinstatement(_ ledger: some ReadableLedger) throws {
        try payload.refuseUnknown(besides: ["name"])
        let officer = try ledger.officer(handle: name)
        guard officer.isSuspended, !officer.isKeyRetired else { throw officer.stateRefusal(name) }
    }

    /// The executor of `operator.reinstate`.
    package static func reinstate(
        _ transaction: inout Transaction, _ payload: JSONValue, _ proposal: ApprovedProposal
    ) throws -> JSONValue {
        let change = try OfficerStandingChange(Payload(payload))
        try change.judgeReinstatement(transaction)
        var officer = try transaction.officer(handle: change.name)
        officer.isSuspended = false
        try transaction.put(officer)
        return ["officer": .string(officer.id), "state": .string(officer.stateWord)]
    }

    private func answer(
        _ officer: Officer, _ before: Staffing, _ scopes: [CaseScope], _ transaction: Transaction
    ) throws -> JSONValue {
        [
            "officer": .string(officer.id), "state": .string(officer.stateWord),
            "stops": try transaction.stopped(since: before, scopes: scopes),
        ]
    }
}
