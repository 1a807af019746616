import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import Messages
import Records
import Testing
import TestSupport

/// Roles are given to people of whom the register of personnel says that they were vetted.
@Suite struct `A role is given` {
    private static let day: Int64 = 86_400_000

    private static func world(_ rule: QualificationRule) async throws -> RecordWorld {
        let world = RecordWorld(authority: try await AuthorityWorld.make())
        if rule == .required {
            // Everybody who is there has both records, so that the rule can come into force.
            for id in try await world.ledger.read({ try $0.select(Officer.self) }).map(\.id) {
                let person = id.hasPrefix("off-") ? String(id.dropFirst(4)) : id
                var file = RecordWorld.chan
                file.merge(["person": person, "screenedBy": "someone"]) { $1 }
                try await world.add("personnel", file)
                var lesson = RecordWorld.lesson
                lesson["person"] = person
                try await world.add("training", lesson)
            }
        }
        try await world.authority.change(["qualificationRule": .string(rule.rawValue)])
        return world
    }

    private static func newcomer(
        _ roles: [Role] = [], _ world: RecordWorld
    ) async throws -> TestOfficer {
        let kit = try TestOfficer(id: "off-kit", roles: roles)
        try await world.authority.enrol(kit)
        return kit
    }

    @discardableResult
    private static func vet(
        _ world: RecordWorld, until last: String = "2028-01-01"
    ) async throws -> String {
        var file = RecordWorld.chan
        file.merge(["person": "kit", "screenedUntil": last]) { $1 }
        return try await world.add("personnel", file)
    }

    @Test func `[7.13, 7.13b] under required it is refused to who has no vetting, by either route`()
        async throws
    {
        let world = try await Self.world(.required)
        #expect(
            try await refusal { try await Self.newcomer([.validator], world) }
                == Reason("grant.unscreened", "7.13", "roles"))
        let kit = try await Self.newcomer([], world)
        #expect(
            try await refusal { try await world.authority.grant(kit, .validator) }
                == Reason("grant.unscreened", "7.13", "role"))
        #expect(try await world.ledger.read { try $0.grants(of: kit.id) }.isEmpty)
    }

    @Test func `[7.13, 7.13b] under required it goes to who was vetted, by either route`()
        async throws
    {
        for roles in [[Role.validator], []] {
            let world = try await Self.world(.required)
            try await Self.vet(world)
            let kit = try await Self.newcomer(roles, world)
            if roles.isEmpty { try await world.authority.grant(kit, .validator) }
            #expect(
                try await world.ledger.read { try $0.grants(of: kit.id).map(\.role) }
                    == [.validator])
        }
    }

    @Test func `[7.13b] under recorded it is refused once the vetting lapsed, with its record`()
        async throws
    {
        let world = try await Self.world(.recorded)
        let record = try await Self.vet(world, until: "2026-01-10")
        let kit = try await Self.newcomer([], world)
        try await world.authority.grant(kit, .validator)
        world.authority.clock.advance(byMilliseconds: 10 * Self.day)
        let payload: JSONValue = ["name": "kit", "role": "validator"]
        let request = try await world.authority.test.request(
            "operator.withdraw", by: world.authority.dai, caseID: "off-kit", payload: payload)
        try await world.ledger.act(request) { transaction in
            try RoleWithdrawal(Payload(payload)).withdraw(
                &transaction, scopes: transaction.caseScopes())
        }
        world.authority.clock.advance(byMilliseconds: 1)
        do {
            try await world.authority.grant(kit, .validator)
            Issue.record("it was given")
        } catch let refusal as Refusal {
            #expect(Reason(refusal) == Reason("grant.screeningLapsed", "7.13", "role"))
            #expect(refusal.arguments["record"] == record)
            #expect(refusal.arguments["day"] == "2026-01-10")
        }
        try await world.change(
            record, ["screenedOn": "2026-01-14", "screenedUntil": "2028-01-13"])
        try await world.authority.grant(kit, .validator, ["category": "personal"])
    }

    @Test(arguments: [QualificationRule.advised, .recorded])
    func `[7.13] who stands in no register is given it while they need not be kept here`(
        rule: QualificationRule
    ) async throws {
        let world = try await Self.world(rule)
        let kit = try await Self.newcomer([.validator], world)
        #expect(try await world.ledger.read { try $0.grants(of: kit.id).count } == 1)
    }
}
