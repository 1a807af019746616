public import Messages

/// What one officer already did in one case.
public struct Participation: Sendable, Hashable {
    /// The id of the operation.
    public let operation: String
    /// The id under which the person was enrolled first.
    public let officer: String

    public init(operation: String, officer: String) {
        self.operation = operation
        self.officer = officer
    }
}

/// Whether an officer may do an operation now. CP 7.10, 7.11a, 7.11b.
public enum Authorisation {
    /// Refuses unless this officer may do this operation in this case at this time.
    ///
    /// - Parameters:
    ///   - authority: the certification authority of the case, if it has one.
    ///   - kind: of the certificates that the case is about.
    ///   - site: at which it is handled.
    ///   - caseHistory: every participation in the same case, in any order.
    /// - Throws: a refusal with the code `authorisation.notForOfficers`, `.officerSuspended`,
    ///   `.keyRetired`, `.roleMissing`, `.personMustDiffer` or `.alreadyTookPart`.
    public static func judge(
        operation: Operation, standing: OfficerStanding, authority: String? = nil,
        kind: CaseKind = .unread, site: CaseSite = .unread, caseHistory: [Participation],
        atMilliseconds: Int64
    ) throws(Refusal) {
        guard case .officer(let roles) = operation.actor else {
            throw Refusal(.authorisationNotForOfficers, ["operation": operation.id])
        }
        let facts = ["operation": operation.id, "officer": standing.officer]
        if standing.isSuspended { throw Refusal(.authorisationOfficerSuspended, facts) }
        if standing.isKeyRetired { throw Refusal(.authorisationKeyRetired, facts) }
        // Of a list as a whole no authority is known: each of its cases is judged for its own.
        let held =
            operation.coversList && authority == nil
            ? standing.rolesAnywhere(atMilliseconds: atMilliseconds)
            : standing.roles(authority: authority, kind, site, atMilliseconds: atMilliseconds)
        guard roles.contains(where: held.contains) else {
            let needed = roles.map(\.rawValue).joined(separator: ", ")
            throw Refusal(
                .authorisationRoleMissing, facts.merging(["role": needed]) { first, _ in first })
        }
        let own = caseHistory.filter { $0.officer.utf8.elementsEqual(standing.person.utf8) }
        if let earlier = own.first(where: { operation.differsFrom.contains($0.operation) }) {
            throw Refusal(
                .authorisationPersonMustDiffer,
                facts.merging(["earlier": earlier.operation]) { first, _ in first })
        }
        if operation.people > 1, own.contains(where: { $0.operation == operation.id }) {
            throw Refusal(.authorisationAlreadyTookPart, facts)
        }
    }

    /// Refuses where screening or training of the officer lapsed for the role in which this is done. Acts that do
    /// not loosen are never refused by it. CP 7.13, 7.14.
    ///
    /// - Throws: a refusal with the code `authorisation.unscreened`, `.screeningLapsed`, `.untrained` or
    ///   `.trainingLapsed`.
    public static func judgeQualification(
        of standing: OfficerStanding, as role: Role, for operation: Operation,
        atMilliseconds: Int64
    ) throws(Refusal) {
        guard
            let lapse = standing.lapse(
                of: role, for: operation, atMilliseconds: atMilliseconds)
        else { return }
        let code: RefusalCode =
            switch (lapse.register, lapse.last) {
            case (.personnel, nil): .authorisationUnscreened
            case (.personnel, _): .authorisationScreeningLapsed
            case (.training, nil): .authorisationUntrained
            case (.training, _): .authorisationTrainingLapsed
            }
        var facts = [
            "operation": operation.id, "officer": standing.officer, "role": role.rawValue,
        ]
        if let last = lapse.last {
            facts["record"] = last.record
            facts["day"] = CalendarDate(milliseconds: last.untilMilliseconds - 1).description
        }
        throw Refusal(code, field: "role", facts)
    }

    /// How many more different people an operation takes after these took part; 0 when it may be
    /// carried out. Who did something else in the case has not decided this.
    public static func peopleStillNeeded(
        for operation: Operation, caseHistory: [Participation]
    ) -> Int {
        guard operation.people > 1 else { return 0 }
        let counted = Set(
            caseHistory.filter { $0.operation == operation.id }.map { Array($0.officer.utf8) })
        return max(0, operation.people - counted.count)
    }
}
