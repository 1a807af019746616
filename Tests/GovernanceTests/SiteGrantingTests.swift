import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import Registration
import Testing
import TestSupport

@Suite struct `The granting of a role for one site` {
    private static let day: Int64 = 86_400_000
    private static let missing = Reason("authorisation.roleMissing", "7.10")

    private static func vets(
        _ officer: TestOfficer, at site: String?, _ world: AuthorityWorld
    ) async throws -> Reason? {
        let id = try await world.apply(world.newSubscriber(), at: site)
        return try await refusal { try await world.vet(id, by: officer) }
    }

    @Test func `[7.10] holds for cases of that site, and for none of no site`() async throws {
        let world = try await AuthorityWorld.make()
        for site in ["central", "shatin"] { try await world.addSite(site) }
        let kit = try await world.newcomer()
        let outcome = try await world.grant(kit, .validator, ["site": "central"])
        #expect(outcome.result["result"]?["site"] == "central")
        #expect(try await Self.vets(kit, at: "central", world) == nil)
        #expect(try await Self.vets(kit, at: "shatin", world) == Self.missing)
        #expect(try await Self.vets(kit, at: nil, world) == Self.missing)
        // One that is limited to no site holds at each.
        for site in ["central", "shatin", nil] {
            #expect(try await Self.vets(world.validator, at: site, world) == nil)
        }
        // What was signed says where: an outsider makes the row of it.
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.10, 7.11a] each step of an application takes its site`() async throws {
        let world = try await AuthorityWorld.make()
        for site in ["central", "shatin"] { try await world.addSite(site) }
        /// Who may act at the other site alone, then who may at this one.
        func officers(_ role: Role, _ name: String) async throws -> [TestOfficer] {
            var officers: [TestOfficer] = []
            for site in ["shatin", "central"] {
                officers.append(
                    try await world.enrol(
                        "off-\(name)-\(site)", granting: role, ["site": .string(site)]))
            }
            return officers
        }
        let validators = try await officers(.validator, "v")
        let approvers = try await officers(.approver, "a")
        let issuers = try await officers(.issuingOfficer, "i")
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber, at: "central")
        let refused = try await world.apply(world.newSubscriber(), at: "central")
        #expect(
            try await refusal { try await world.refuse(refused, by: validators[0]) }
                == Self.missing)
        try await world.refuse(refused, by: validators[1])
        #expect(try await refusal { try await world.vet(id, by: validators[0]) } == Self.missing)
        try await world.vet(id, by: validators[1])
        try await world.accept(id, with: subscriber)
        #expect(
            try await refusal { try await world.approve(id, by: approvers[0]) } == Self.missing)
        try await world.approve(id, by: approvers[1])
        #expect(try await refusal { try await world.issue(id, by: issuers[0]) } == Self.missing)
        try await world.issue(id, by: issuers[1])
        let application = try await world.application(id)
        #expect(application.site == "central" && application.state == .issued)
        let record = try await world.record("hk-rsa", application.serialHex ?? "")
        #expect(record.site == "central")
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.10] is taken back by naming it, and leaves the others`() async throws {
        let world = try await AuthorityWorld.make()
        for site in ["central", "shatin"] { try await world.addSite(site) }
        let kit = try await world.newcomer()
        for site in ["central", "shatin"] {
            try await world.grant(kit, .validator, ["site": .string(site)])
        }
        world.clock.advance(byMilliseconds: 1)
        let told = try await world.withdraw(.validator, of: "kit", ["site": "central"])
        #expect(told["ended"] == 1 && told["roles"] == ["validator"])
        #expect(try await Self.vets(kit, at: "central", world) == Self.missing)
        #expect(try await Self.vets(kit, at: "shatin", world) == nil)
        #expect(
            try await refusal {
                try await world.withdraw(.validator, of: "kit", ["site": "central"])
            } == Reason("grant.unknown", "7.10", "role"))
        // Without a site all of the role are meant.
        #expect(try await world.withdraw(.validator, of: "kit")["ended"] == 1)
        #expect(try await Self.vets(kit, at: "shatin", world) == Self.missing)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.10] is refused for a place that the register does not have open`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let kit = try await world.newcomer()
        let now = world.clock.nowMilliseconds
        let today = CalendarDate(milliseconds: now)
        let ended = try await world.addSite("ended")
        try await world.endSite(ended)
        try await world.addSite("closed", until: today.adding(days: -1).description)
        try await world.addSite("closing", until: today.description)
        try await world.addSite("opening", from: today.adding(days: 1).description)
        func granted(_ limits: JSONValue, _ role: Role = .validator) async throws -> Reason? {
            try await refusal { try await world.grant(kit, role, limits) }
        }
        let unknown = Reason("site.unknown", "7.10", "site")
        let closed = Reason("site.closed", "7.10", "site")
        #expect(try await granted(["site": "nowhere"]) == unknown)
        #expect(try await granted(["site": ""]) == unknown)
        #expect(try await granted(["site": "ended"]) == unknown)
        #expect(try await granted(["site": "closed"]) == closed)
        #expect(try await granted(["site": "opening"]) == closed)
        #expect(
            try await granted(["site": "closing", "from": .integer(now + Self.day)]) == closed)
        #expect(
            try await granted(["site": "closing"], .caAdministrator)
                == Reason("grant.notLimitable", "7.10", "site"))
        #expect(try await granted(["site": "closing"]) == nil)
        // Ahead of its opening, from then on.
        #expect(try await granted(["site": "opening", "from": .integer(now + Self.day)]) == nil)
        #expect(
            try await granted(["site": "closing"]) == Reason("grant.exists", "7.10", "role"))
    }

    @Test func `[7.10] an application names a site that is open, or none`() async throws {
        let world = try await AuthorityWorld.make()
        let now = world.clock.nowMilliseconds
        let day = { CalendarDate(milliseconds: now).adding(days: $0).description }
        try await world.addSite("central", from: day(0), until: day(0))
        try await world.addSite("closed", until: day(-1))
        try await world.addSite("opening", from: day(1))
        func applied(_ site: String?) async throws -> Reason? {
            try await refusal { _ = try await world.apply(world.newSubscriber(), at: site) }
        }
        #expect(try await applied("nowhere") == Reason("site.unknown", "7.10", "site"))
        #expect(try await applied("closed") == Reason("site.closed", "7.10", "site"))
        #expect(try await applied("opening") == Reason("site.closed", "7.10", "site"))
        #expect(try await applied("central") == nil)
        #expect(try await applied(nil) == nil)
        let sites = try await world.ledger.read { snapshot in
            try snapshot.select(Application.self, orderBy: "id").map(\.site)
        }
        #expect(Set(sites) == ["central", nil] && sites.count == 2)
    }

    @Test func `[7.11b, 7.15] a plan speaks for cases of no site, which are the strictest`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        try await world.addSite("central")
        let kit = try await world.newcomer()
        let vet = try #require(Operation["application.vet"])
        func staffing() async throws -> Staffing {
            try await world.ledger.read {
                try $0.staffing(scopes: $0.caseScopes(), atMilliseconds: $0.atMilliseconds)
            }
        }
        let fewest = try await staffing().fewestAble(to: vet)
        let later = world.clock.nowMilliseconds + 10 * Self.day
        // Whoever acts at one site alone is nobody whom an operation stands or falls with.
        try await world.grant(
            kit, .validator, ["site": "central", "until": .integer(later)])
        let now = try await staffing()
        #expect(now.able(to: vet).contains("off-kit") && now.fewestAble(to: vet) == fewest)
    }
}
