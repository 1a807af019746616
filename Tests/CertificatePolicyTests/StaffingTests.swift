import CertificatePolicy
import Testing

@Suite struct `The staffing` {
    private static func standing(
        _ officer: String, _ roles: [Role], until: Int64? = nil, suspended: Bool = false,
        retired: Bool = false
    ) -> OfficerStanding {
        OfficerStanding(
            officer: officer,
            grants: roles.map {
                RoleGrant(role: $0, fromMilliseconds: 0, untilMilliseconds: until)
            }, isSuspended: suspended, isKeyRetired: retired)
    }

    /// One person for each post of the smallest.
    private static var smallest: [OfficerStanding] {
        Staffing.smallest.enumerated().map { standing("p\($0)", $1) }
    }

    @Test func `[7.10] the smallest can do everything, and nobody holds what excludes itself`() {
        #expect(Staffing(Self.smallest, atMilliseconds: 1).lacking == [])
        for roles in Staffing.smallest {
            #expect(!roles.isEmpty && Set(roles).count == roles.count)
            for first in roles {
                #expect(!roles.contains { first.excludes($0) })
            }
        }
    }

    @Test func `[7.11b] of the smallest nobody can be spared`() {
        let people = Self.smallest
        for place in people.indices {
            var fewer = people
            let left = fewer.remove(at: place)
            let lacking = Staffing(fewer, atMilliseconds: 1).lacking
            #expect(!lacking.isEmpty)
            let stopped = Staffing(people, atMilliseconds: 1).stopping(without: left.officer)
            #expect(stopped == lacking)
        }
    }

    @Test func `[7.11a] no fewer people could do it`() {
        // One who vets, two who approve, one who issues, three who create and, beside it, grant; three custodians.
        #expect(Staffing.smallest.count == 10)
    }

    @Test(arguments: [(true, false), (false, true)])
    func `[7.15] who is suspended or gone counts no more`(suspended: Bool, retired: Bool) {
        let people = [
            Self.standing("a", [.validator]),
            Self.standing("b", [.validator], suspended: suspended, retired: retired),
        ]
        let staffing = Staffing(people, atMilliseconds: 1)
        #expect(Operation["application.vet"].map(staffing.able) == ["a"])
        #expect(staffing.stopping(without: "a").map(\.id).contains("application.vet"))
        #expect(staffing.stopping(without: "b") == [])
    }

    @Test func `[7.11b] who was enrolled under two ids is one person`() {
        let two = ["a", "a-2"].map {
            OfficerStanding(
                officer: $0, person: "a",
                grants: [RoleGrant(role: .approver, fromMilliseconds: 0)])
        }
        let staffing = Staffing(two, atMilliseconds: 1)
        let counts = ["certificate.release", "certificate.revokeByAuthority"]
            .compactMap { Operation[$0] }.map(staffing.fewestAble)
        #expect(counts == [1, 1])
        #expect(staffing.stopping(without: "a-2").map(\.id).contains("certificate.release"))
    }

    @Test func `[7.14b] a grant counts until it ends`() {
        let people = [Self.standing("a", [.validator], until: 10)]
        func vets(at moment: Int64) -> Bool {
            !Staffing(people, atMilliseconds: moment).lacking.map(\.id).contains("application.vet")
        }
        #expect(vets(at: 9))
        #expect(!vets(at: 10))
    }

    @Test func `[7.11b] who undoes counts beside who did`() throws {
        #expect(try #require(Operation["operator.reinstate"]).peopleNeeded == 3)
        #expect(try #require(Operation["certificate.release"]).peopleNeeded == 1)
        #expect(try #require(Operation["crl.issue"]).peopleNeeded == 0)
    }

    /// One validator for each of two authorities, and one for everything.
    @Test func `[7.10] what lacks people for one authority or type alone lacks people`() throws {
        let scopes = ["a", "b"].flatMap { authority in
            [CaseKind.none, .of(.personal), .of(.organisation)]
                .map { CaseScope(authority: authority, kind: $0) }
        }
        func person(_ id: String, _ scope: GrantScope) -> OfficerStanding {
            OfficerStanding(
                officer: id,
                grants: [RoleGrant(role: .validator, scope: scope, fromMilliseconds: 0)])
        }
        let vet = try #require(Operation["application.vet"])
        let suspend = try #require(Operation["certificate.suspend"])
        let people = [
            person("a1", .authority("a")), person("b1", .authority("b")),
            person("p", GrantScope(kind: .personal)),
        ]
        let all = Staffing(people, scopes: scopes, atMilliseconds: 1)
        #expect(all.able(to: vet) == ["a1", "b1", "p"] && all.fewestAble(to: vet) == 1)
        #expect(!all.lacking.contains(vet))
        // For organisations of b there is nobody else.
        #expect(all.stopping(without: "b1").contains(vet))
        #expect(!all.stopping(without: "p").contains(vet))
        let without = Staffing([people[0], people[2]], scopes: scopes, atMilliseconds: 1)
        #expect(without.lacking.contains(vet) && without.lacking.contains(suspend))
        // Who has a type alone vets, and does nothing to certificates of the authority itself.
        let types = [
            person("p", GrantScope(kind: .personal)), person("o", GrantScope(kind: .organisation)),
        ]
        let typed = Staffing(types, scopes: scopes, atMilliseconds: 1)
        #expect(!typed.lacking.contains(vet) && typed.lacking.contains(suspend))
    }
}

@Suite struct `Two grants for one person` {
    /// The periods of the second beside the first one's 10 to 20, and whether they meet.
    private static let periods: [(Int64, Int64?, Bool)] = [
        (0, 10, false), (0, 11, true), (12, 15, true), (19, nil, true), (20, nil, false),
        (0, nil, true), (15, 15, false), (30, 40, false),
    ]

    @Test(arguments: Role.allCases)
    func `[7.11a, 7.13] exclude each other while roles do, wherever they hold`(_ first: Role) {
        let one = RoleGrant(role: first, fromMilliseconds: 10, untilMilliseconds: 20)
        for second in Role.allCases {
            for (from, until, meets) in Self.periods {
                let other = RoleGrant(
                    role: second, scope: .authority("a"), fromMilliseconds: from,
                    untilMilliseconds: until)
                let isForEver = first.excludesForEver(second) && until != from
                let expected = isForEver || first.excludes(second) && meets
                #expect(one.excludes(other) == expected, "\(second) \(from)")
                #expect(other.excludes(one) == expected, "\(second) \(from)")
            }
        }
    }

    @Test func `[7.11d, 8.10b] of the secret and of the device exclude each other for ever`() {
        #expect(Role.secretCustodian.excludesForEver(.deviceCustodian))
        for (first, second) in Role.conflictsForEver { #expect(first.excludes(second)) }
        #expect(
            Role.allCases.filter { role in Role.allCases.contains { role.excludesForEver($0) } }
                == [.secretCustodian, .deviceCustodian])
    }
}
