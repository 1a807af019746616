import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import TestSupport
import Testing

@testable import Registration

@Suite struct `A further contact of a known subscriber` {
    private static let known = "tai.man@example.hk"
    private static let other = "other@example.hk"
    private static let delay: Int64 = 72 * 3_600_000

    /// An application of the same person under an address that was proven, vetted.
    private static func vetted(
        _ world: AuthorityWorld, _ address: String
    ) async throws -> String {
        let id = try await world.apply(
            world.newSubscriber(),
            subject: AuthorityWorld.person.merging(["emailAddress": .string(address)]))
        try await world.proveContact(id)
        try await world.vet(id)
        return id
    }

    private static func issued(
        _ world: AuthorityWorld, _ address: String
    ) async throws -> CertificateRecord {
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(
            subscriber,
            subject: AuthorityWorld.person.merging(["emailAddress": .string(address)]))
        try await world.proveContact(id)
        try await world.bring(id, to: .issued, with: subscriber)
        return try await world.record("hk-rsa", world.application(id).serialHex ?? "")
    }

    private static func begin(_ id: String, _ world: AuthorityWorld) async throws -> Int64? {
        let reference = try await world.application(id).reference
        return try await world.ledger.read { try $0.contactKeys(of: reference) }
            .first { $0.application == id }?.fromMilliseconds
    }

    private static func told(
        _ record: CertificateRecord, _ world: AuthorityWorld
    ) async throws -> String? {
        try await world.ledger.read { try $0.subscriberAddress(of: record) }
    }

    private static func keep(
        _ id: String, _ world: AuthorityWorld, by officer: TestOfficer? = nil
    ) async throws {
        let payload: JSONValue = ["application": .string(id)]
        let signed = try await world.test.signed(
            "subscriber.keepContact", by: officer ?? world.validator, caseID: id,
            payload: payload, role: .validator)
        let act = ActRequest(
            id: world.test.newRequestID(), operation: "subscriber.keepContact",
            actor: .officer(signed), caseID: id, authority: "hk-rsa", payload: payload)
        _ = try await world.ledger.act(act) { transaction in
            try SubscriberAct(Payload(act.payload)).keepContact(&transaction)
        }
    }

    private static let nothing = Reason("contact.noneWaiting", nil, "application")

    @Test func `[6.14] counts after the delay, the first one and a known one at once`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let first = try await Self.vetted(world, Self.known)
        #expect(try await Self.begin(first, world) == nil)
        let now = world.clock.nowMilliseconds
        let further = try await Self.vetted(world, Self.other)
        #expect(try await Self.begin(further, world) == now + Self.delay)
        // The same address brings no other beginning; one that counts goes on counting.
        world.clock.advance(byMilliseconds: 3_600_000)
        let again = try await Self.vetted(world, Self.other)
        #expect(try await Self.begin(again, world) == now + Self.delay)
        let same = try await Self.vetted(world, Self.known)
        #expect(try await Self.begin(same, world) == nil)
        try await world.change(["contactDelayHours": 1])
        let third = try await Self.vetted(world, "third@example.hk")
        #expect(
            try await Self.begin(third, world) == world.clock.nowMilliseconds + 3_600_000)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.19d] until it counts, the contact proven before is told of its certificate`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let before = try await Self.issued(world, Self.known)
        let record = try await Self.issued(world, Self.other)
        #expect(try await Self.told(record, world) == Self.known)
        #expect(try await Self.told(before, world) == Self.known)
        let begin = try #require(try await Self.begin(record.application ?? "", world))
        world.clock.advance(byMilliseconds: begin - world.clock.nowMilliseconds - 1)
        #expect(try await Self.told(record, world) == Self.known)
        world.clock.advance(byMilliseconds: 1)
        #expect(try await Self.told(record, world) == Self.other)
        #expect(try await Self.told(before, world) == Self.known)
    }

    @Test func `[6.14] that is objected to never counts; one that counts is refused to be kept`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let before = try await Self.issued(world, Self.known)
        let record = try await Self.issued(world, Self.other)
        let again = try await Self.vetted(world, Self.other)
        let id = record.application ?? ""
        #expect(
            try await refusal { try await Self.keep(before.application ?? "", world) }
                == Self.nothing)
        #expect(
            try await refusal { try await Self.keep(id, world, by: world.issuingOfficer) }
                == Reason("authorisation.roleMissing", "7.10"))
        try await Self.keep(id, world)
        // Of each application that brought the address.
        for stopped in [id, again] {
            #expect(try await refusal { try await Self.keep(stopped, world) } == Self.nothing)
        }
        world.clock.advance(byMilliseconds: 2 * Self.delay)
        #expect(try await Self.told(record, world) == Self.known)
        let reference = try await world.application(id).reference
        #expect(
            try await world.ledger.read { try $0.waitingContacts(of: reference).isEmpty })
        // Brought once more it waits once more, and counts if nobody objects.
        let once = try await Self.vetted(world, Self.other)
        #expect(
            try await world.ledger.read { try $0.waitingContacts(of: reference) }
                .map(\.application) == [once])
        world.clock.advance(byMilliseconds: Self.delay)
        #expect(try await refusal { try await Self.keep(once, world) } == Self.nothing)
        #expect(try await world.ledger.verify().isClean)
    }
}
