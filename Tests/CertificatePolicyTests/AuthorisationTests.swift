import CertificatePolicy
import Messages
import Testing

@Suite struct `Who may do what` {
    let now: Int64 = 1_700_000_000_000

    func officer(_ id: String, _ roles: Role...) -> OfficerStanding {
        OfficerStanding(
            officer: id, grants: roles.map { RoleGrant(role: $0, fromMilliseconds: now) })
    }

    func refusal(
        _ operation: String, _ standing: OfficerStanding, authority: String? = nil,
        history: [(String, String)] = [], at: Int64? = nil
    ) throws -> String? {
        let row = try #require(Operation[operation])
        do {
            try Authorisation.judge(
                operation: row, standing: standing, authority: authority,
                caseHistory: history.map { Participation(operation: $0.0, officer: $0.1) },
                atMilliseconds: at ?? now)
            return nil
        } catch {
            return error.code.id
        }
    }

    @Test func `[7.10] a role is needed`() throws {
        #expect(try refusal("application.vet", officer("op-1", .validator)) == nil)
        #expect(
            try refusal("application.vet", officer("op-1", .approver))
                == "authorisation.roleMissing")
    }

    @Test func `[7.10] each of two roles may refuse an application`() throws {
        #expect(try refusal("application.refuse", officer("op-1", .validator)) == nil)
        #expect(try refusal("application.refuse", officer("op-1", .approver)) == nil)
        #expect(try refusal("application.refuse", officer("op-1", .auditor)) != nil)
    }

    @Test func `[7.10] a grant holds from its first to before its last moment`() throws {
        let standing = OfficerStanding(
            officer: "op-1",
            grants: [
                RoleGrant(role: .validator, fromMilliseconds: now, untilMilliseconds: now + 10)
            ])
        #expect(try refusal("application.vet", standing, at: now - 1) != nil)
        #expect(try refusal("application.vet", standing, at: now) == nil)
        #expect(try refusal("application.vet", standing, at: now + 9) == nil)
        #expect(try refusal("application.vet", standing, at: now + 10) != nil)
    }

    @Test func `[7.10] a grant for one authority holds there alone`() throws {
        let standing = OfficerStanding(
            officer: "op-1",
            grants: [
                RoleGrant(role: .validator, scope: .authority("rsa"), fromMilliseconds: now)
            ])
        #expect(try refusal("application.vet", standing, authority: "rsa") == nil)
        #expect(try refusal("application.vet", standing, authority: "sm2") != nil)
        #expect(try refusal("application.vet", standing) != nil)
    }

    @Test func `[7.11a] one person cannot act twice in one case`() throws {
        let history = [("application.vet", "op-1"), ("application.approve", "op-2")]
        let both = officer("op-1", .validator, .approver, .issuingOfficer)
        #expect(
            try refusal("application.approve", both, history: history)
                == "authorisation.personMustDiffer")
        #expect(
            try refusal("application.issue", both, history: history)
                == "authorisation.personMustDiffer")
        #expect(
            try refusal("application.issue", officer("op-3", .issuingOfficer), history: history)
                == nil)
    }

    @Test func `[6.17a] who suspended does not release`() throws {
        #expect(
            try refusal(
                "certificate.release", officer("op-1", .approver),
                history: [("certificate.suspend", "op-1")]) == "authorisation.personMustDiffer")
    }

    @Test func `[7.11b] each person counts once`() throws {
        let row = try #require(Operation["authority.create"])
        var history: [(String, String)] = []
        for (count, id) in ["op-1", "op-2", "op-3"].enumerated() {
            let done = history.map { Participation(operation: $0.0, officer: $0.1) }
            #expect(Authorisation.peopleStillNeeded(for: row, caseHistory: done) == 3 - count)
            let standing = officer(id, .caAdministrator)
            #expect(try refusal("authority.create", standing, history: history) == nil)
            history.append(("authority.create", id))
            #expect(
                try refusal("authority.create", standing, history: history)
                    == "authorisation.alreadyTookPart")
        }
        let done = history.map { Participation(operation: $0.0, officer: $0.1) }
        #expect(Authorisation.peopleStillNeeded(for: row, caseHistory: done) == 0)
    }

    @Test func `[6.19c] a revocation nobody asked for takes a second person`() throws {
        let row = try #require(Operation["certificate.revokeByAuthority"])
        let other = [Participation(operation: "certificate.revoke", officer: "op-1")]
        let proposed = [Participation(operation: row.id, officer: "op-2")]
        #expect(Authorisation.peopleStillNeeded(for: row, caseHistory: []) == 2)
        #expect(Authorisation.peopleStillNeeded(for: row, caseHistory: other) == 2)
        #expect(Authorisation.peopleStillNeeded(for: row, caseHistory: proposed) == 1)
        #expect(
            try refusal(
                row.id, officer("op-1", .approver), history: [("certificate.revoke", "op-1")])
                == "authorisation.personMustDiffer")
    }

    @Test func `[7.13] a suspended officer and a retired key do nothing`() throws {
        let grant = RoleGrant(role: .validator, fromMilliseconds: now)
        let suspended = OfficerStanding(officer: "op-1", grants: [grant], isSuspended: true)
        let retired = OfficerStanding(officer: "op-1", grants: [grant], isKeyRetired: true)
        #expect(
            try refusal("application.vet", suspended) == "authorisation.officerSuspended")
        #expect(try refusal("application.vet", retired) == "authorisation.keyRetired")
    }

    @Test func `[7.10] no officer does what is the system's or the applicant's`() throws {
        for row in Operation.all where row.roles.isEmpty {
            let everything = OfficerStanding(
                officer: "op-1",
                grants: Role.allCases.map { RoleGrant(role: $0, fromMilliseconds: now) })
            #expect(try refusal(row.id, everything) == "authorisation.notForOfficers")
        }
    }

    @Test func `The table is in order: ids and events once, references known, people counted`() {
        #expect(Set(Operation.all.map(\.id)).count == Operation.all.count)
        #expect(Set(Operation.all.map(\.event)).count == Operation.all.count)
        for row in Operation.all {
            #expect(row.differsFrom.allSatisfy { Operation[$0] != nil }, "\(row.id)")
            #expect(row.roles.isEmpty == (row.people == 0), "\(row.id)")
            #expect(!row.clauses.isEmpty, "\(row.id)")
        }
    }
}
