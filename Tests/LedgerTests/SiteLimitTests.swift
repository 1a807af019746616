import CanonicalJSON
import CertificatePolicy
import Messages
import Testing
import TestSupport
@testable import Ledger

@Suite struct `An act under a grant for one site` {
    /// Ada, with this role at `central` alone.
    private static func world(_ role: Role) async throws -> TestLedger {
        let world = try await TestLedger.make()
        let id = world.ada.id
        try await world.ledger.act(world.systemRequest()) { transaction in
            for grant in try transaction.select(Grant.self, where: "officer = ?", [.text(id)]) {
                var grant = grant
                grant.untilMilliseconds = transaction.atMilliseconds
                try transaction.put(grant)
            }
            try transaction.put(
                Grant(
                    id: "grant-1", officer: id, role: role, site: "central",
                    fromMilliseconds: 0))
            return .null
        }
        return world
    }

    private static let cases: [(CaseSite, Bool)] = [
        (.of("central"), true), (.of("shatin"), false), (.none, false),
        // What is of every site.
        (.unread, true),
    ]

    @Test(arguments: cases.indices)
    func `[7.10] is judged again by the site that it reads`(_ index: Int) async throws {
        let (site, isAllowed) = Self.cases[index]
        let world = try await Self.world(.validator)
        let request = try await world.request(
            "application.vet", by: world.ada, caseID: "case-1",
            payload: TestLedger.payload(of: "application.vet"))
        let act = {
            try await world.ledger.act(request) { transaction in
                try transaction.requireRole(
                    in: CaseScope(authority: "hk-rsa", kind: .of(.personal), site: site))
                return .null
            }
        }
        if isAllowed {
            _ = try await act()
        } else {
            await expectRefusal(.authorisationRoleMissing, act)
        }
        let grant = try await world.ledger.read { try $0.get(Grant.self, .text("grant-1")) }
        #expect(grant?.site == "central")
    }

    @Test func `[7.10] is refused where it is about no case of a site, whatever it reads`()
        async throws
    {
        let world = try await Self.world(.validator)
        for officer in [world.ada, world.dai] {
            let request = try await world.request(
                "duty.fulfil", by: officer, payload: TestLedger.payload(of: "duty.fulfil"))
            let act = { try await world.ledger.act(request) { _ in .null } }
            if officer.id == world.dai.id {
                _ = try await act()
            } else {
                await expectRefusal(.authorisationRoleMissing, act)
            }
        }
    }
}
