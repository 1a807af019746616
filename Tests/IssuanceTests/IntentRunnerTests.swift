import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Issuance
import Ledger
import PKIX
import Publication
import Registration
import Status
import Testing
import TestSupport

@Suite struct `What is left open` {
    private static let minute: Int64 = 60_000
    private static let day: Int64 = 86_400_000

    /// Approved applications whose issuing the signer failed.
    private func issuing(_ count: Int, _ world: AuthorityWorld) async throws -> [String] {
        var ids: [String] = []
        for _ in 0..<count {
            let subscriber = try world.newSubscriber()
            let id = try await world.apply(subscriber)
            try await world.bring(id, to: .approved, with: subscriber)
            ids.append(id)
        }
        world.signer.fail(times: count)
        for id in ids {
            await #expect(throws: (any Error).self) { try await world.issue(id) }
        }
        return ids
    }

    private func resumeDue(
        _ world: AuthorityWorld, patience: Int64 = minute
    ) async throws -> [String] {
        let faults = Faults()
        let now = try await world.ledger.read { $0.atMilliseconds }
        await world.intents.resumeDue(
            atMilliseconds: now, patienceMilliseconds: patience
        ) { name, fault in
            faults.add("\(name): \(fault)")
        }
        return faults.all
    }

    @Test func `is carried out each by itself: one that fails stops no other`() async throws {
        let world = try await AuthorityWorld.make()
        let ids = try await issuing(3, world)
        world.signer.fail(times: 1)
        let faults = await world.resume()
        #expect(faults.count == 1)
        var states: [Application.State] = []
        for id in ids { states.append(try await world.application(id).state) }
        #expect(states == [.issuing, .issued, .issued])
        #expect(await world.resume() == [])
        #expect(try await world.application(ids[0]).state == .issued)
    }

    @Test func `of a purpose that nobody knows is reported, and left alone`() async throws {
        let world = try await AuthorityWorld.make()
        let key = try await world.ledger.read { try $0.authority("hk-rsa").key } ?? ""
        try await world.ledger.act(world.test.systemRequest("intent.open")) { transaction in
            let intent = try transaction.openIntent(
                IntentRequest(
                    key: .init(id: key), algorithm: .sha256WithRSA, toBeSigned: [1],
                    purpose: "certificate.fromTheFuture"))
            return .string(intent.id)
        }
        let ids = try await issuing(1, world)
        let faults = await world.resume()
        #expect(faults.count == 1)
        #expect(try await world.application(ids[0]).state == .issued)
        #expect(try await world.ledger.openIntents().count == 1)
        #expect(world.signer.warrants.allSatisfy { $0.toBeSigned != [1] })
    }

    @Test func `waits longer from one attempt to the next`() async throws {
        let world = try await AuthorityWorld.make()
        let ids = try await issuing(1, world)
        let opened = world.clock.nowMilliseconds
        world.signer.fail(times: 1000)
        var attempts: [Int64] = []
        for minute in 1...40 {
            world.clock.set(toMilliseconds: opened + Int64(minute) * Self.minute)
            let before = try await world.ledger.openIntents()[0].attempts
            _ = try await resumeDue(world)
            if try await world.ledger.openIntents()[0].attempts > before {
                attempts.append(Int64(minute))
            }
        }
        #expect(attempts == [1, 3, 7, 15, 31])
        world.signer.fail(times: 0)
        world.clock.set(toMilliseconds: opened + 63 * Self.minute)
        #expect(try await resumeDue(world) == [])
        #expect(try await world.application(ids[0]).state == .issued)
    }

    @Test func `is not touched by the schedule while its own act carries it out`() async throws {
        let world = try await AuthorityWorld.make()
        _ = try await issuing(1, world)
        world.clock.advance(byMilliseconds: Self.minute - 1)
        #expect(try await resumeDue(world) == [])
        #expect(try await world.ledger.openIntents().count == 1)
    }

    @Test func `is taken over sooner from a server that may have died, but only the first time`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let ids = try await issuing(1, world)
        let opened = world.clock.nowMilliseconds
        world.signer.fail(times: 1)
        for (time, attempts): (Int64, Int64) in [(9_999, 1), (10_000, 2), (179_999, 2)] {
            world.clock.set(toMilliseconds: opened + time)
            _ = try await resumeDue(world, patience: 10_000)
            #expect(try await world.ledger.openIntents().map(\.attempts) == [attempts])
        }
        world.clock.set(toMilliseconds: opened + 3 * Self.minute)
        #expect(try await resumeDue(world, patience: 10_000) == [])
        #expect(try await world.application(ids[0]).state == .issued)
    }

    @Test func `[6.17b] is given up after thirty days, and its number counts as revoked`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let ids = try await issuing(1, world)
        let serial = try await world.application(ids[0]).serialHex ?? ""
        world.clock.advance(byMilliseconds: 30 * Self.day)
        world.signer.fail(times: 1)
        #expect(await world.resume().count == 1)
        #expect(try await world.application(ids[0]).state == .issuing)
        world.clock.advance(byMilliseconds: 1)
        #expect(await world.resume() == [])
        #expect(try await world.application(ids[0]).state == .refused)
        let record = try await world.record("hk-rsa", serial)
        #expect(record.state == .abandoned)
        let history = try await world.history(of: record)
        #expect(history.map(\.event) == [.abandoned])
        #expect(try await world.ledger.openIntents().isEmpty)
        #expect(await world.tick() == [])
        let list = try await world.nextList()
        #expect(list.entries.map(\.serialNumber.hex) == [serial])
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[3.2b] [11.1] is completed by the practice that it was announced under`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let ids = try await issuing(1, world)
        world.signer.fail(times: 1)
        await #expect(throws: (any Error).self) { try await world.nextList() }
        let number = try await world.ledger.read { try $0.lastCRLNumber("hk-rsa") }
        // Each of these would make the bytes differ, or break a rule, by today's practice.
        try await world.change([
            "personalRelianceLimit": 1, "organisationRelianceLimit": 1,
            "relianceCurrency": "CNY", "crlNextUpdateHours": 9,
            "privateArc": "1.3.6.1.4.1.32473.7",
        ])
        #expect(await world.resume() == [])
        #expect(try await world.application(ids[0]).state == .issued)
        #expect(try await world.ledger.read { try $0.lastCRL("hk-rsa")?.number } == number)
        #expect(try await world.ledger.openIntents().isEmpty)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test(arguments: [0, 1])
    func `of an authority and its responder survives a change of practice as well`(
        step: Int
    ) async throws {
        let world = try await AuthorityWorld.make()
        try await world.decide(
            "authority.create", AuthorityWorld.creation("hk-new", .rsa, issuer: "root-rsa"),
            by: world.administrators)
        world.signer.fail(times: 1, after: step)
        await #expect(throws: (any Error).self) { try await world.publication.bringUp("hk-new") }
        try await world.change([
            "organization": "Another Name", "issuingValidityYears": 2,
            "responderValidityDays": 2, "privateArc": "1.3.6.1.4.1.32473.7",
        ])
        #expect(await world.resume() == [])
        try await world.publication.bringUp("hk-new")
        #expect(try await world.ledger.read { try $0.authority("hk-new").state } == .active)
    }

    @Test func `a list that was given up leaves its number used`() async throws {
        let world = try await AuthorityWorld.make()
        world.signer.fail(times: 1)
        await #expect(throws: (any Error).self) { try await world.nextList() }
        let number = try await world.ledger.read { try $0.lastCRLNumber("hk-rsa") }
        world.clock.advance(byMilliseconds: 31 * Self.day)
        #expect(await world.resume() == [])
        #expect(try await world.ledger.openIntents().isEmpty)
        let next = try await world.nextList()
        #expect(try #require(next.crlNumber?.value) > UInt64(try #require(number)))
    }
}
