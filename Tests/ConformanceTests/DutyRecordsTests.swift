import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Conformance
import Governance
import Issuance
import Ledger
import Records
import Testing
import TestSupport

/// Duties that hang on what stands in registers, and whose they are.
@Suite struct `Duties and registers` {
    private static let day: Int64 = 86_400_000

    private static func owed(
        _ duty: String, _ world: AuthorityWorld
    ) async throws -> [OwedDuty] {
        try await DutyList(world.ledger).owed.filter { $0.duty.id == duty }
    }

    @discardableResult
    private static func add(
        _ kind: String, _ values: [String: String], by officer: TestOfficer,
        _ world: AuthorityWorld
    ) async throws -> Int64 {
        let payload: JSONValue = [
            "kind": .string(kind), "values": .object(values.mapValues { .string($0) }),
            "salt": "00112233445566778899aabbccddeeff",
        ]
        let request = try await world.test.request("record.add", by: officer, payload: payload)
        return try await world.ledger.act(request) {
            try RecordChange(Payload(payload)).add(&$0)
        }.entryIndex
    }

    private static let assessment = [
        "number": "A-1", "form": "independent", "assessor": "Assessor Ltd",
        "independence": "no other business", "scope": "the policy", "heldOn": "2026-01-04",
        "document": String(repeating: "ab", count: 32), "nextBy": "2026-12-31",
    ]

    @Test func `[10.2] an independent assessment in its register fulfils the duty, until its day`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        var inner = Self.assessment
        inner.merge(["number": "A-0", "form": "internal"]) { $1 }
        try await Self.add("assessment", inner, by: world.dai, world)
        #expect(try await Self.owed("policy.assessment", world).first?.last == nil)
        let entry = try await Self.add("assessment", Self.assessment, by: world.dai, world)
        let owed = try #require(await Self.owed("policy.assessment", world).first)
        #expect(owed.last?.entry == entry && owed.stateWord == "held")
        #expect(
            owed.standing.dueMilliseconds == CalendarDate(parsing: "2026-12-31")?.endMilliseconds)
        world.clock.set(toMilliseconds: owed.standing.dueMilliseconds + 1)
        #expect(try await Self.owed("policy.assessment", world).first?.stateWord == "overdue")
    }

    @Test func `[11.2] [7.26] insurance and drills are due from their registers alone`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        for duty in ["insurance.renewal", "disaster.drill"] {
            #expect(try await Self.owed(duty, world).first?.stateWord == "held")
        }
        try await Self.add(
            "insurance",
            [
                "number": "I-1", "form": "insurance", "insurer": "Insurer Ltd", "cover": "1000000",
                "currency": "HKD", "from": "2026-01-01", "until": "2026-02-15",
            ], by: world.dai, world)
        #expect(try await Self.owed("insurance.renewal", world).first?.stateWord == "dueSoon")
        world.clock.advance(byMilliseconds: 370 * Self.day)
        #expect(try await Self.owed("insurance.renewal", world).first?.stateWord == "overdue")
        #expect(try await Self.owed("disaster.drill", world).first?.stateWord == "missing")
    }

    @Test func `[7.14b] vetting and training are renewed before they end`() async throws {
        let world = try await AuthorityWorld.make()
        try await Self.add(
            "training",
            [
                "person": "val", "topic": "rules", "heldOn": "2026-01-03",
                "goodUntil": "2026-04-30", "outcome": "passed",
            ], by: world.dai, world)
        let owed = try #require(await Self.owed("officer.qualification", world).first)
        #expect(owed.object == "off-val/training/validator" && owed.stateWord == "held")
        world.clock.advance(byMilliseconds: 60 * Self.day)
        #expect(
            try await Self.owed("officer.qualification", world).first?.stateWord == "dueSoon")
        world.clock.advance(byMilliseconds: 60 * Self.day)
        #expect(
            try await Self.owed("officer.qualification", world).map(\.stateWord) == ["overdue"])
    }

    @Test func `[7.10] names the officers whose grants cover the case, and no others`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        _ = try await world.enrol("off-org", granting: .validator, ["category": "organisation"])
        _ = try await world.enrol("off-per", granting: .validator, ["category": "personal"])
        _ = try await world.enrol("off-gd", granting: .validator, ["authority": "gd-sm2"])
        _ = try await world.apply(world.newSubscriber())
        let list = try await DutyList(world.ledger)
        let waiting = try #require(list.owed.first { $0.duty.id == "application.processing" })
        let named = list.officers(for: waiting)
        #expect(named.contains("off-per") && named.contains("off-val"))
        #expect(!named.contains("off-org") && !named.contains("off-gd"))
    }
}
