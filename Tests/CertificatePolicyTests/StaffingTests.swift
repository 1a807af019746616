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
        // Approving takes two, who vet nothing and issue nothing; granting three, who do none of that.
        #expect(Staffing.smallest.count == 7)
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
}
