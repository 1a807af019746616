import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import Testing
import TestSupport

@Suite struct `The granting of a role` {
    private static let day: Int64 = 86_400_000

    private static let missing = Reason("authorisation.roleMissing", "7.10")

    // MARK: Where and when it holds

    @Test func `[7.10] two security officers grant, and it holds from then on`() async throws {
        let world = try await AuthorityWorld.make()
        let kit = try await world.newcomer()
        #expect(try await world.vets(kit) == Self.missing)
        let outcome = try await world.grant(kit, .validator)
        #expect(outcome.result["result"]?["officer"] == "off-kit")
        #expect(try await world.vets(kit) == nil)
        let entry = try await world.ledger.read { try $0.entry(at: outcome.entryIndex).parsed() }
        #expect(entry.operation == "operator.grant" && entry.caseID == "off-kit")
        #expect(entry.signed.map(\.officer) == ["officer-dai", "officer-eva"])
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.10] one limited to an authority or a type holds there alone`() async throws {
        let world = try await AuthorityWorld.make()
        let kit = try await world.newcomer()
        try await world.grant(kit, .validator, ["authority": "hk-rsa", "category": "personal"])
        #expect(try await world.vets(kit) == nil)
        #expect(try await world.vets(kit, category: "organisation") == Self.missing)
        #expect(try await world.vets(kit, to: "gd-sm2") == Self.missing)
        try await world.grant(kit, .validator, ["category": "organisation"])
        #expect(try await world.vets(kit, category: "organisation") == nil)
        #expect(try await world.vets(kit, to: "gd-sm2") == Self.missing)
    }

    @Test func `[7.10] a type limits what is done with issued certificates, too`() async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        let kit = try await world.enrol(
            granting: .validator, ["category": "organisation"])
        #expect(
            try await refusal { try await world.suspend(record, by: kit) }
                == Self.missing)
        try await world.grant(kit, .validator, ["category": "personal"])
        #expect(try await refusal { try await world.suspend(record, by: kit) } == nil)
    }

    @Test func `[7.10] it holds from its beginning to before its end`() async throws {
        let world = try await AuthorityWorld.make()
        let kit = try await world.newcomer()
        let now = world.clock.nowMilliseconds
        try await world.grant(
            kit, .validator,
            ["from": .integer(now + Self.day), "until": .integer(now + 2 * Self.day)])
        #expect(try await world.vets(kit) == Self.missing)
        world.clock.advance(byMilliseconds: Self.day)
        #expect(try await world.vets(kit) == nil)
        world.clock.advance(byMilliseconds: Self.day - 1)
        #expect(try await world.vets(kit) == nil)
        world.clock.advance(byMilliseconds: 1)
        #expect(try await world.vets(kit) == Self.missing)
    }

    // MARK: Who may hold and grant it

    @Test func `[7.13] no route leads to two roles that exclude each other`() async throws {
        let world = try await AuthorityWorld.make()
        let kit = try await world.newcomer("off-kit", [.validator])
        let conflict = Reason("role.conflict", "7.13", "role")
        #expect(try await refusal { try await world.grant(kit, .approver) } == conflict)
        // A scope does not part them, nor does the order in which they are granted.
        #expect(
            try await refusal {
                try await world.grant(kit, .approver, ["authority": "gd-sm2"])
            } == conflict)
        // What ends before the other begins does not meet it.
        let later = world.clock.nowMilliseconds + 10 * Self.day
        _ = try await world.withdraw(.validator, of: "kit", ["from": .integer(later)])
        #expect(
            try await refusal {
                try await world.grant(kit, .approver, ["from": .integer(later - 1)])
            } == conflict)
        try await world.grant(kit, .approver, ["from": .integer(later)])
        // What is planned counts as what is.
        #expect(
            try await refusal {
                try await world.grant(kit, .issuingOfficer, ["from": .integer(later)])
            } == conflict)
    }

    @Test func `[7.11d, 8.10b] who ever held a share of the secret is refused the device`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let kit = try await world.newcomer("off-kit", [.secretCustodian])
        world.clock.advance(byMilliseconds: 1)
        _ = try await world.withdraw(.secretCustodian, of: "kit")
        world.clock.advance(byMilliseconds: 1000 * Self.day)
        let conflict = Reason("role.conflict", "7.13", "role")
        #expect(try await refusal { try await world.grant(kit, .deviceCustodian) } == conflict)
        try await world.grant(kit, .secretCustodian)
        // Nor under another handle and key.
        try await world.end("kit")
        let again = try TestOfficer(id: "off-kit-2", roles: [.deviceCustodian])
        #expect(
            try await refusal { try await world.enrol(again, formerly: "kit") }
                == Reason("role.conflict", "7.13", "roles"))
    }

    @Test func `[8.10b] a share that was taken back before it was given excludes nothing`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let kit = try await world.newcomer()
        try await world.grant(
            kit, .secretCustodian, ["from": .integer(world.clock.nowMilliseconds + Self.day)])
        _ = try await world.withdraw(.secretCustodian, of: "kit")
        try await world.grant(kit, .deviceCustodian)
    }

    @Test func `[7.11b] takes two, and neither is the one who gets it`() async throws {
        let world = try await AuthorityWorld.make()
        let kit = try await world.newcomer("off-kit", [.securityOfficer])
        #expect(
            try await refusal {
                try await world.grant(kit, .auditor, by: [world.dai, world.dai])
            } == Reason("authorisation.alreadyTookPart", "7.11b"))
        let own = Reason("grant.ofOneself", "7.11b", "name")
        for (days, pair) in [[kit, world.dai], [world.dai, kit]].enumerated() {
            let end = world.clock.nowMilliseconds + Int64(days + 400) * Self.day
            #expect(
                try await refusal {
                    try await world.grant(
                        kit, .caAdministrator, ["until": .integer(end)], by: pair)
                } == own)
        }
        #expect(
            try await refusal { try await world.grant(kit, .caAdministrator, by: [world.hal]) }
                == Reason("act.roleWrong", "7.10", "role"))
        try await world.grant(kit, .caAdministrator)
    }

    static let breaches: [(String, Role, JSONValue, Reason)] = [
        (
            "a part of it", .caAdministrator, ["authority": "hk-rsa"],
            Reason("grant.notLimitable", "7.10", "authority")
        ),
        (
            "a type", .securityOfficer, ["category": "personal"],
            Reason("grant.notLimitable", "7.10", "category")
        ),
        (
            "no authority", .validator, ["authority": "hk-none"],
            Reason("authority.unknown", nil, "authority")
        ),
        (
            "no type", .validator, ["category": "root"],
            Reason("payload.choiceUnknown", nil, "category")
        ),
        ("nobody", .validator, ["name": "nobody"], Reason("officer.unknown", "7.10", "name")),
        ("no role", .validator, ["role": "king"], Reason("role.unknown", nil, "role")),
        (
            "an end before the beginning", .validator, ["until": 1],
            Reason("grant.periodInvalid", nil, "until")
        ),
        ("no date", .validator, ["from": -1], Reason("payload.invalid", nil, "from")),
        ("words", .validator, ["until": "soon"], Reason("payload.invalid", nil, "until")),
        (
            "what is held", .subscriberDataOfficer, ["authority": "hk-rsa"],
            Reason("grant.exists", "7.10", "role")
        ),
    ]

    @Test func `each breach is refused, by its clause and field`() async throws {
        let world = try await AuthorityWorld.make()
        let kit = try await world.newcomer("off-kit", [.subscriberDataOfficer])
        let before = try await world.ledger.read { try $0.select(Grant.self).count }
        for (name, role, limits, reason) in Self.breaches {
            #expect(
                try await refusal { try await world.grant(kit, role, limits) } == reason,
                "\(name)")
        }
        #expect(try await world.ledger.read { try $0.select(Grant.self).count } == before)
    }

    @Test func `[7.15] who was ended gets no role`() async throws {
        let world = try await AuthorityWorld.make()
        let kit = try await world.newcomer()
        try await world.end("kit")
        #expect(
            try await refusal { try await world.grant(kit, .validator) }
                == Reason("officer.stateWrong", "7.15", "name"))
    }

    // MARK: One person through all ids

    @Test func `[7.11a] who comes back under another handle is still who vetted`() async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        let kit = try await world.newcomer("off-kit", [.validator])
        try await world.vet(id, by: kit)
        try await world.accept(id, with: subscriber)
        try await world.end("kit")
        let same = try TestOfficer(id: "off-kit-2", roles: [.approver])
        try await world.enrol(same, formerly: "kit")
        #expect(
            try await refusal { try await world.approve(id, by: same) }
                == Reason("authorisation.personMustDiffer", "7.11a"))
        // And through as many ids as there are.
        try await world.end("kit-2")
        let third = try TestOfficer(id: "off-kit-3", roles: [.approver])
        try await world.enrol(third, formerly: "kit-2")
        #expect(
            try await refusal { try await world.approve(id, by: third) }
                == Reason("authorisation.personMustDiffer", "7.11a"))
        try await world.approve(id, by: world.approver)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.11b] signing under one handle and again under the next counts once`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let kit = try await world.newcomer("off-kit", [.caAdministrator])
        let payload: JSONValue = ["settings": ["crlPeriodHours": 6]]
        let opened = try await world.decide("practice.change", payload, by: [kit])
        let proposal = try #require(opened.result["proposal"]?.string)
        try await world.end("kit")
        let same = try TestOfficer(id: "off-kit-2", roles: [.caAdministrator])
        try await world.enrol(same, formerly: "kit")
        // The signature of the ended handle lapsed; the person's next one takes its place.
        let again = try await world.sign(proposal, "practice.change", payload, by: same)
        #expect(again.result["state"] == "pending" && again.result["needed"] == 1)
        #expect(
            try await refusal {
                try await world.sign(proposal, "practice.change", payload, by: same)
            } == Reason("authorisation.alreadyTookPart", "7.11b"))
        #expect(
            try await world.sign(proposal, "practice.change", payload, by: world.test.ada)
                .result["state"] == "done")
    }

    @Test func `[7.11a] a person comes back under one handle at a time`() async throws {
        let world = try await AuthorityWorld.make()
        _ = try await world.newcomer("off-kit", [.caAdministrator])
        try await world.end("kit")
        try await world.enrol(
            TestOfficer(id: "off-kit-2", roles: [.caAdministrator]), formerly: "kit")
        let third = try TestOfficer(id: "off-kit-3", roles: [.caAdministrator])
        #expect(
            try await refusal { try await world.enrol(third, formerly: "kit") }
                == Reason("officer.stateWrong", "7.15", "formerly"))
        try await world.end("kit-2")
        try await world.enrol(
            TestOfficer(id: "off-kit-4", roles: [.caAdministrator]), formerly: "kit")
    }

    @Test func `[7.11b] comes back only who was ended`() async throws {
        let world = try await AuthorityWorld.make()
        _ = try await world.newcomer("off-kit", [.caAdministrator])
        let same = try TestOfficer(id: "off-kit-2", roles: [.caAdministrator])
        #expect(
            try await refusal { try await world.enrol(same, formerly: "kit") }
                == Reason("officer.stateWrong", "7.15", "formerly"))
        #expect(
            try await refusal { try await world.enrol(same, formerly: "nobody") }
                == Reason("officer.unknown", "7.10", "formerly"))
    }

    @Test func `[7.11b] nobody grants a role to oneself under another id`() async throws {
        let world = try await AuthorityWorld.make()
        let other = try TestOfficer(id: "off-dai-2", roles: [])
        // No enrolment gives one person two ids at a time; whoever did is refused all the same.
        try await world.ledger.act(world.test.systemRequest()) { transaction in
            try transaction.put(
                Officer(
                    id: other.id, publicKey: other.publicKey,
                    enrolledAtMilliseconds: transaction.atMilliseconds, person: world.dai.id))
            return .null
        }
        #expect(
            try await refusal { try await world.grant(other, .caAdministrator) }
                == Reason("grant.ofOneself", "7.11b", "name"))
    }
}
