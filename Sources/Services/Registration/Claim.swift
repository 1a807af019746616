package import CertificatePolicy
package import Ledger
import Messages
import PKIX

/// That an officer works on an application, and until when nobody else takes the step that comes next.
///
/// It keeps colleagues from doing the same work twice and decides nothing: what tightens goes on for everybody.
package struct Claim: Sendable, Hashable {
    /// The id under which the officer acted.
    package let officer: String
    /// In milliseconds since 1970 UTC, exclusive.
    package let untilMilliseconds: Int64

    /// More than one person works on in an hour or two; whoever could take everything could stop everybody.
    package static let maximumCount = 20

    /// Which rows the index holds.
    static let isTaken = "claimed_by IS NOT NULL"

    init(officer: String, untilMilliseconds: Int64) {
        self.officer = officer
        self.untilMilliseconds = untilMilliseconds
    }

    init?(row: Row) throws(LedgerError) {
        guard let officer = try row.optionalText("claimed_by"),
            let until = try row.optionalInteger("claimed_until")
        else { return nil }
        self.init(officer: officer, untilMilliseconds: until)
    }
}

extension Application {
    /// The step by which an officer brings it on; nil while it waits for its applicant, and where it has ended.
    package var nextStep: Operation? {
        state == .received && keyHashHex.isEmpty
            ? Operation["application.makeKey"]
            : Self.nextStep(from: state, isAcceptedLater: acceptance != nil)
    }

    /// The states in which it waits for an officer.
    package static let statesOfWork = State.allCases.filter {
        nextStep(from: $0, isAcceptedLater: true) != nil
    }

    /// Which of those in one of these states wait for an officer.
    static let isOfWork = "(state <> 'vetted' OR acceptance IS NOT NULL)"

    static func nextStep(from state: State, isAcceptedLater: Bool) -> Operation? {
        switch state {
        case .received: Operation["application.vet"]
        case .vetted where isAcceptedLater: Operation["application.approve"]
        case .accepted: Operation["application.approve"]
        case .approved: Operation["application.issue"]
        case .returned, .vetted, .issuing, .issued, .refused: nil
        }
    }
}

extension ReadableLedger {
    /// Who works on an application. A claim counts until its time is over, and only while who made it may still
    /// take the step: not after suspension, the end of a role, or where training lapsed.
    package func claim(on application: Application) throws -> Claim? {
        guard let claim = application.claim, atMilliseconds < claim.untilMilliseconds,
            let step = application.nextStep,
            let officer = try get(Officer.self, .text(claim.officer)),
            try allows(step, of: application, by: standing(of: officer, for: step))
        else { return nil }
        return claim
    }

    /// Refuses an officer who may not take a step with an application: by role and its limits, by what the same
    /// person did in the case before, by screening and training (CP 7.10, 7.11a, 7.13, 7.14).
    ///
    /// - Parameter standing: as `standing(of:for:)` tells it for this step.
    func judge(
        _ step: Operation, of application: Application, by standing: OfficerStanding
    ) throws {
        let scope = application.scope
        try Authorisation.judge(
            operation: step, standing: standing, authority: scope.authority, kind: scope.kind,
            site: scope.site, caseHistory: participations(inCase: application.id),
            atMilliseconds: atMilliseconds)
        let held = standing.roles(in: scope, atMilliseconds: atMilliseconds)
        for role in step.roles where held.contains(role) {
            try Authorisation.judgeQualification(
                of: standing, as: role, for: step, atMilliseconds: atMilliseconds)
        }
    }

    /// The same as an answer.
    func allows(
        _ step: Operation, of application: Application, by standing: OfficerStanding
    ) throws -> Bool {
        do {
            try judge(step, of: application, by: standing)
            return true
        } catch is Refusal {
            return false
        }
    }

    /// What one person has taken, under any id, and did not bring on yet.
    func claimed(by officer: Officer) throws -> [Application] {
        try officers(ofPerson: officer.person).flatMap { own in
            try select(
                Application.self, where: "\(Claim.isTaken) AND claimed_by = ?", [.text(own.id)],
                orderBy: "created_at, id")
        }
    }

    /// Whether two ids are one person's.
    fileprivate func isSamePerson(_ officer: String, _ other: String) throws -> Bool {
        guard !officer.utf8.elementsEqual(other.utf8) else { return true }
        guard let one = try get(Officer.self, .text(officer)),
            let another = try get(Officer.self, .text(other))
        else { return false }
        return one.person.utf8.elementsEqual(another.person.utf8)
    }
}

extension Transaction {
    /// Refuses the step that another officer is at work on.
    ///
    /// - Throws: `application.claimed`.
    func judgeClaim(of application: Application) throws {
        guard let claim = try claim(on: application), try !isOwn(claim) else { return }
        throw Refusal(
            .applicationClaimed, field: "application",
            [
                "id": application.id, "officer": claim.officer,
                "until": Time.rfc3339(claim.untilMilliseconds),
            ])
    }

    /// Whether the acting officer made it.
    func isOwn(_ claim: Claim) throws -> Bool { try isSamePerson(claim.officer, actor) }
}
