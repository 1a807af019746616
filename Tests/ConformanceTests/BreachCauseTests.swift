import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Conformance
import Governance
import Ledger
import Records
import Testing
import TestSupport

@Suite struct `A breach of a duty` {
    private static let day: Int64 = 86_400_000

    /// The one breach of a duty since the founding.
    private static func breach(
        of duty: String, _ world: AuthorityWorld
    ) async throws -> PeriodBreach {
        let founded = world.ledger.identity.createdAtMilliseconds
        let period = try await ConformanceService(ledger: world.ledger)
            .period(founded...world.clock.nowMilliseconds)
        let kept = try #require(period.duties.first { $0.duty.id == duty })
        #expect(kept.breaches.count == 1)
        return try #require(kept.breaches.first)
    }

    private static func enter(
        _ number: String, _ values: [String: String], _ world: AuthorityWorld
    ) async throws {
        let incident = [
            "number": number, "happenedAt": "2020-01-01T00:00:00Z", "form": "outage",
            "description": "no power", "owner": "ada", "stage": "found",
        ].merging(values) { $1 }
        let payload: JSONValue = [
            "kind": "incident", "salt": "00112233445566778899aabbccddeeff",
            "values": .object(incident.mapValues { .string($0) }),
        ]
        let request = try await world.test.request(
            "record.add", by: world.test.ada, payload: payload)
        _ = try await world.ledger.act(request) { try RecordChange(Payload(payload)).add(&$0) }
    }

    @Test func `[7.18d] is told with who was in charge, and with the incidents that name its duty`()
        async throws
    {
        let world = try await AuthorityWorld.makeEmpty()
        world.clock.advance(byMilliseconds: 3 * Self.day)
        let before = try await Self.breach(of: "backup.make", world)
        #expect(before.cause == .unrecorded && before.incidents.isEmpty)
        // One of the deputies.
        #expect(before.officers.contains(world.test.ada.id))
        #expect(!before.officers.contains(try world.validator.id))
        try await Self.enter("I-1", ["duty": "backup.make"], world)
        try await Self.enter("I-2", ["duty": "backup.drill"], world)
        try await Self.enter("I-3", [:], world)
        try await Self.enter(
            "I-4", ["duty": "backup.make", "happenedAt": "2999-01-01T00:00:00Z"], world)
        let after = try await Self.breach(of: "backup.make", world)
        #expect(after.cause == .incident && after.incidents.map(\.number) == ["I-1"])
        #expect(after.incidents.map(\.form) == ["outage"])
    }

    @Test func `has no other causes than these`() throws {
        let duty = try #require(Duty["backup.make"])
        let span = try #require(
            duty.breaches(since: 0, fulfilled: [], within: 0...(2 * Self.day)).first)
        let nobody = PeriodBreach(span: span, officers: [], incidents: [])
        #expect(nobody.cause == .nobody)
        let somebody = PeriodBreach(span: span, officers: ["off-kit"], incidents: [])
        #expect(somebody.cause == .unrecorded)
    }
}
