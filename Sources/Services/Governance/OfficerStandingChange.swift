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
        case leaving, keyCompromise, dismissed
    }

    private let name: String
    private let payload: Payload

    package init(_ payload: Payload) throws {
        name = try OfficerEnrolment.handle(payload.string("name", maximumBytes: 32))
        self.payload = payload
    }

    /// The case under which the history of who did what is kept: the officer whom it is about.
    package var caseID: String { OfficerEnrolment.id(ofHandle: name) }

    /// One may do nothing for now, whatever was granted.
    package func suspend(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["name", "reason"])
        let _: SuspensionReason = try payload.choice("reason")
        var officer = try officer(transaction)
        guard !officer.isSuspended, !officer.isKeyRetired else { throw stateRefusal(officer) }
        let before = try transaction.staffing(atMilliseconds: transaction.atMilliseconds)
        officer.isSuspended = true
        try transaction.put(officer)
        return try answer(officer, before, transaction)
    }

    /// For ever: the key is never taken again, and every grant ends now.
    package func end(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["name", "reason"])
        let _: EndReason = try payload.choice("reason")
        var officer = try officer(transaction)
        guard !officer.isKeyRetired else { throw stateRefusal(officer) }
        let before = try transaction.staffing(atMilliseconds: transaction.atMilliseconds)
        officer.isKeyRetired = true
        try transaction.put(officer)
        let now = transaction.atMilliseconds
        let grants = try transaction.select(
            Grant.self, where: "officer = ?", [.text(officer.id)], orderBy: "id")
        for var grant in grants where grant.untilMilliseconds.map({ $0 > now }) ?? true {
            grant.untilMilliseconds = now
            try transaction.put(grant)
        }
        return try answer(officer, before, transaction)
    }

    /// Whether a suspension could be ended now.
    package func judgeReinstatement(_ ledger: some ReadableLedger) throws {
        try payload.refuseUnknown(besides: ["name"])
        let officer = try officer(ledger)
        guard officer.isSuspended, !officer.isKeyRetired else { throw stateRefusal(officer) }
    }

    /// The executor of `operator.reinstate`.
    package static func reinstate(
        _ transaction: inout Transaction, _ payload: JSONValue, _ proposal: ApprovedProposal
    ) throws -> JSONValue {
        let change = try OfficerStandingChange(Payload(payload))
        try change.judgeReinstatement(transaction)
        var officer = try change.officer(transaction)
        officer.isSuspended = false
        try transaction.put(officer)
        return ["officer": .string(officer.id), "state": .string(officer.stateWord)]
    }

    private func officer(_ ledger: some ReadableLedger) throws -> Officer {
        guard let officer = try ledger.get(Officer.self, .text(caseID)) else {
            throw Refusal(.officerUnknown, field: "name", ["name": name])
        }
        return officer
    }

    private func stateRefusal(_ officer: Officer) -> Refusal {
        Refusal(.officerStateWrong, field: "name", ["name": name, "state": officer.stateWord])
    }

    private func answer(
        _ officer: Officer, _ before: Staffing, _ transaction: Transaction
    ) throws -> JSONValue {
        let lacked = Set(before.lacking)
        let stopped = try transaction.staffing(atMilliseconds: transaction.atMilliseconds).lacking
            .filter { !lacked.contains($0) }
        return [
            "officer": .string(officer.id), "state": .string(officer.stateWord),
            "stops": .array(stopped.map { .string($0.id) }),
        ]
    }
}

extension Officer {
    /// As the API tells it: `active`, `suspended`, `keyRetired`.
    package var stateWord: String {
        isKeyRetired ? "keyRetired" : isSuspended ? "suspended" : "active"
    }
}

extension ReadableLedger {
    /// Who there is, at a time.
    package func staffing(atMilliseconds moment: Int64) throws -> Staffing {
        let standings = try select(Officer.self, orderBy: "id").map { try standing(of: $0) }
        return Staffing(standings, atMilliseconds: moment)
    }
}
