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

/// What officers may still do once their vetting or training lapsed.
@Suite struct `An officer whose vetting or training lapsed` {
    private static let day: Int64 = 86_400_000
    private static let trainingLapsed = Reason("authorisation.trainingLapsed", "7.14b", "role")

    private static func world(_ rule: QualificationRule = .recorded) async throws -> RecordWorld {
        let world = RecordWorld(authority: try await AuthorityWorld.make())
        try await world.authority.change(["qualificationRule": .string(rule.rawValue)])
        return world
    }

    /// The training of 2026-01-03, good for a week.
    @discardableResult
    private static func train(
        _ person: String, _ world: RecordWorld, until day: String = "2026-01-10",
        role: Role? = nil
    ) async throws -> String {
        var values = RecordWorld.lesson
        values["person"] = person
        values["goodUntil"] = day
        values["role"] = role?.rawValue
        values["topic"] = role == nil ? "rules" : role == .validator ? "post" : "technique"
        return try await world.add("training", values)
    }

    private static func vet(
        _ world: RecordWorld, by officer: TestOfficer? = nil
    ) async throws -> Reason? {
        let world = world.authority
        let id = try await world.apply(world.newSubscriber())
        return try await refusal { try await world.vet(id, by: officer ?? world.validator) }
    }

    @Test func `[7.14b] is refused what loosens until it is renewed, and nothing that tightens`()
        async throws
    {
        let world = try await Self.world()
        let record = try await Self.train("val", world)
        #expect(try await Self.vet(world) == nil)
        let certificate = try await world.authority.issued()
        world.authority.clock.advance(byMilliseconds: 10 * Self.day)
        let waiting = try await world.authority.apply(world.authority.newSubscriber())
        do {
            _ = try await world.authority.vet(waiting, by: world.authority.validator)
            Issue.record("it was vetted")
        } catch {
            let refusal = try #require(error as? Refusal)
            #expect(refusal.code == .authorisationTrainingLapsed)
            #expect(refusal.arguments["record"] == record)
            #expect(refusal.arguments["day"] == "2026-01-10")
            #expect(refusal.arguments["role"] == "validator")
        }
        try await world.authority.suspend(certificate, by: world.authority.validator)
        try await world.authority.refuse(waiting, by: world.authority.validator)
        var lesson = RecordWorld.lesson
        lesson.merge(["person": "val", "heldOn": "2026-01-14", "goodUntil": "2027-01-13"]) { $1 }
        try await world.add("training", lesson)
        #expect(try await Self.vet(world) == nil)
        #expect(try await world.ledger.verify().findings == [])
    }

    @Test func `[7.13b] lapsed vetting is told with the record to renew`() async throws {
        let world = try await Self.world()
        var file = RecordWorld.chan
        file.merge(["person": "val", "screenedUntil": "2026-01-10"]) { $1 }
        let id = try await world.add("personnel", file)
        #expect(try await Self.vet(world) == nil)
        world.authority.clock.advance(byMilliseconds: 10 * Self.day)
        #expect(
            try await Self.vet(world) == Reason("authorisation.screeningLapsed", "7.13b", "role"))
        try await world.change(id, ["screenedOn": "2026-01-14", "screenedUntil": "2028-01-13"])
        #expect(try await Self.vet(world) == nil)
        _ = try await world.act(
            "record.end", ["record": .string(id), "version": 2, "reason": "wrong"])
        #expect(try await Self.vet(world) == Reason("authorisation.unscreened", "7.13b", "role"))
    }

    @Test func `[7.14b] goes on in the roles that are trained for`() async throws {
        let world = try await Self.world()
        // A validator and CA administrator.
        let ada = world.authority.test.ada
        try await Self.train("officer-ada", world, until: "2026-12-31", role: .validator)
        #expect(try await Self.vet(world, by: ada) == nil)
        #expect(
            try await refusal { try await world.authority.change(["crlPeriodHours": 7]) }
                == Reason("authorisation.untrained", "7.14b", "role"))
        try await Self.train("officer-ada", world, until: "2026-12-31", role: .caAdministrator)
        try await world.authority.change(["crlPeriodHours": 7])
    }

    @Test func `[7.14b] is judged by records of any id that the person had`() async throws {
        let world = try await Self.world()
        try await Self.train("val", world)
        try await world.authority.end("val")
        let back = try TestOfficer(id: "off-val-2", roles: [.validator])
        try await world.authority.enrol(back, formerly: "val")
        #expect(try await Self.vet(world, by: back) == nil)
        world.authority.clock.advance(byMilliseconds: 10 * Self.day)
        #expect(try await Self.vet(world, by: back) == Self.trainingLapsed)
    }

    @Test func `[7.14b] is told and not refused under a practice of before`() async throws {
        let world = try await Self.world(.advised)
        try await Self.train("val", world)
        world.authority.clock.advance(byMilliseconds: 10 * Self.day)
        #expect(try await Self.vet(world) == nil)
        let lapsed = try await world.ledger.read { try $0.qualificationRenewals() }
        #expect(lapsed.map(\.object) == ["off-val/training/validator"])
    }

    @Test func `[7.13] nobody unrecorded acts where all must be, once somebody would be left`()
        async throws
    {
        let world = try await Self.world()
        let required: JSONValue = ["qualificationRule": "required"]
        #expect(
            try await refusal { try await world.authority.change(required) }
                == Reason("practice.qualificationsMissing", "7.13", "qualificationRule"))
        let officers = try await world.ledger.read { try $0.select(Officer.self) }.map(\.id)
        for officer in officers where officer != "off-val" {
            let person = officer.hasPrefix("off-") ? String(officer.dropFirst(4)) : officer
            var file = RecordWorld.chan
            file.merge(["person": person, "screenedBy": "someone"]) { $1 }
            try await world.add("personnel", file)
            try await Self.train(person, world, until: "2026-12-31")
        }
        try await world.authority.change(required.merging(["crlPeriodHours": 7]))
        #expect(try await Self.vet(world) == Reason("authorisation.unscreened", "7.13b", "role"))
        #expect(try await Self.vet(world, by: world.authority.fay) == nil)
        #expect(try await world.ledger.verify().findings == [])
    }

    @Test func `[7.11b] an earlier signature counts no more once its signer lapsed`()
        async throws
    {
        let world = try await Self.world()
        let payload: JSONValue = ["settings": ["crlPeriodHours": 6]]
        try await Self.train("officer-ada", world)
        let proposed = try await world.authority.decide(
            "practice.change", payload, by: [world.authority.test.ada])
        let id = try #require(proposed.result["proposal"]?.string)
        world.authority.clock.advance(byMilliseconds: 6 * Self.day)
        let signed = try await world.authority.sign(
            id, "practice.change", payload, by: world.authority.test.ben)
        #expect(signed.result["state"] == "pending" && signed.result["signatures"] == 1)
        let last = try await world.authority.sign(
            id, "practice.change", payload, by: world.authority.test.cho)
        #expect(last.result["state"] == "done")
        #expect(try await world.ledger.verify().findings == [])
    }

    @Test func `[7.11b] lost security officers are recovered all the same`() async throws {
        let world = try await Self.world()
        let authority = world.authority
        try await authority.change(["recoveryAddresses": "board@example.hk"])
        for person in ["fay", "gus", "hal"] { try await Self.train(person, world) }
        authority.clock.advance(byMilliseconds: 10 * Self.day)
        let lin = try TestOfficer(id: "off-lin", roles: [.securityOfficer])
        let outcome = try await authority.decide(
            "operator.recover",
            ["name": "lin", "publicKey": .string(Base64.encode(lin.publicKey))],
            by: [authority.fay, authority.gus, authority.hal])
        #expect(outcome.result["state"] == "done")
    }

    @Test func `[7.14b] an act that the judge let pass is found by the audit`() async throws {
        let world = try await Self.world()
        try await Self.train("val", world)
        world.authority.clock.advance(byMilliseconds: 10 * Self.day)
        let test = world.authority.test
        func act(_ operation: String) async throws -> ActRequest {
            try await test.request(operation, by: world.authority.validator, caseID: "app-x")
        }
        let acts = [try await act("application.vet"), try await act("application.refuse")]
        await world.ledger.close()
        // A program that asks no register.
        let settings = test.settings
        let blind = try await Ledger.open(
            LedgerSettings(
                driver: settings.driver, tables: settings.tables,
                checkpointSigner: settings.checkpointSigner, vaultKey: settings.vaultKey,
                policyVersion: settings.policyVersion, clock: settings.clock))
        let vetted = try await blind.act(acts[0]) { _ in .null }
        try await blind.act(acts[1]) { _ in .null }
        await blind.close()
        #expect(
            try await Ledger.verify(settings).findings
                == [.officerUnqualified(index: vetted.entryIndex)])
    }

    @Test func `[7.14b] is absent for what loosens alone, and ahead of that is told`()
        async throws
    {
        let world = try await Self.world()
        try await Self.train("val", world, until: "2026-01-20")
        func able(_ operation: String) async throws -> Bool {
            let operation = try #require(Operation[operation])
            return try await world.ledger.read {
                try $0.staffing(scopes: $0.caseScopes(), atMilliseconds: $0.atMilliseconds)
                    .able(to: operation).contains("off-val")
            }
        }
        let ahead = try await world.ledger.read { snapshot in
            let then = snapshot.atMilliseconds + 30 * Self.day
            let vet = try #require(Operation["application.vet"])
            return try snapshot.staffing(scopes: [], atMilliseconds: then).able(to: vet)
        }
        #expect(try await able("application.vet") && !ahead.contains("off-val"))
        world.authority.clock.advance(byMilliseconds: 20 * Self.day)
        #expect(try await !able("application.vet"))
        #expect(try await able("application.refuse"))
    }
}
