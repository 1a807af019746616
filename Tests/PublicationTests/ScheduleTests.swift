import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Foundation
import Issuance
import Ledger
import PKIX
import Publication
import Registration
import Status
import Testing
import TestSupport

@Suite struct `The schedule` {
    private static let hour: Int64 = 3_600_000
    private static let day: Int64 = 24 * hour

    private func number(_ world: AuthorityWorld, _ authority: String = "hk-rsa") async throws
        -> Int64
    {
        try await world.ledger.read { try $0.lastCRL(authority)?.number } ?? 0
    }

    private func publishedNumber(
        _ world: AuthorityWorld, _ authority: String = "hk-rsa"
    ) throws -> UInt64? {
        let bytes = try Published(world: world).read("crl/\(authority).crl")
        return try CertificateList(derEncoded: bytes).crlNumber?.value
    }

    // MARK: When a list is due

    @Test func `makes nothing while nothing is due`() async throws {
        let world = try await AuthorityWorld.make()
        #expect(await world.tick() == [])
        let size = try await world.ledger.read { try $0.journalSize() }
        world.clock.advance(byMilliseconds: Self.hour)
        #expect(await world.tick() == [])
        #expect(try await world.ledger.read { try $0.journalSize() } == size)
    }

    @Test(arguments: [Int64(1), 8, 24])
    func `[4.11c] makes a list when the period has passed, and not a second before`(
        hours: Int64
    ) async throws {
        let world = try await AuthorityWorld.make()
        try await world.change([
            "crlPeriodHours": .integer(hours), "crlNextUpdateHours": .integer(hours + 1),
        ])
        try await world.publication.statusChanged("hk-rsa")
        let first = try await number(world)
        let issued = world.clock.nowMilliseconds / 1000 * 1000
        world.clock.set(toMilliseconds: issued + hours * Self.hour - 1)
        #expect(await world.tick() == [])
        #expect(try await number(world) == first)
        world.clock.set(toMilliseconds: issued + hours * Self.hour)
        #expect(await world.tick() == [])
        #expect(try await number(world) > first)
        #expect(try publishedNumber(world) == UInt64(try await number(world)))
    }

    @Test func `[4.11f] makes a root's list when half of the last one's life has passed`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        try await world.publication.statusChanged("root-rsa")
        let first = try await number(world, "root-rsa")
        let issued = world.clock.nowMilliseconds / 1000 * 1000
        world.clock.set(toMilliseconds: issued + 180 * Self.day - 1)
        #expect(await world.tick() == [])
        #expect(try await number(world, "root-rsa") == first)
        world.clock.set(toMilliseconds: issued + 180 * Self.day)
        #expect(await world.tick() == [])
        #expect(try await number(world, "root-rsa") > first)
    }

    enum Change: String, CaseIterable, Sendable { case suspend, release, revoke }

    @Test(arguments: Change.allCases)
    func `[4.11b] makes a list for every change whose own list failed`(
        change: Change
    ) async throws {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        if change == .release { try await world.suspend(record) }
        try await world.publication.statusChanged("hk-rsa")
        let before = try await number(world)
        switch change {
        case .suspend: try await world.suspend(record)
        case .release: try await world.release(record)
        case .revoke: try await world.revoke(record)
        }
        #expect(await world.tick() == [])
        #expect(try await number(world) > before)
        let bytes = try Published(world: world).read("crl/hk-rsa.crl")
        let listed = try CertificateList(derEncoded: bytes).entryCount
        #expect(listed == (change == .release ? 0 : 1))
        // Once is enough.
        let after = try await number(world)
        #expect(await world.tick() == [])
        #expect(try await number(world) == after)
    }

    @Test func `[4.11b] sees a change by its entry, while the clock is behind the journal`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        try await world.publication.statusChanged("hk-rsa")
        try await world.publication.statusChanged("hk-rsa")
        world.clock.advance(byMilliseconds: -Self.hour)
        let before = try await number(world)
        try await world.suspend(record)
        #expect(await world.tick() == [])
        #expect(try await number(world) > before)
    }

    @Test func `an issued certificate makes no list due`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.publication.statusChanged("hk-rsa")
        let before = try await number(world)
        world.clock.advance(byMilliseconds: 1000)
        _ = try await world.issued()
        #expect(await world.tick() == [])
        #expect(try await number(world) == before)
    }

    // MARK: What failed is owed

    @Test func `[4.11b] writes a list that was signed and could not be written`() async throws {
        let world = try await AuthorityWorld.make()
        let published = Published(world: world)
        let record = try await world.issued()
        try published.remove("crl")
        try published.write([], "crl")
        try await world.suspend(record)
        await #expect(throws: (any Error).self) {
            try await world.publication.statusChanged("hk-rsa")
        }
        #expect(await !world.tick().isEmpty)
        try published.remove("crl")
        #expect(await world.tick() == [])
        #expect(try publishedNumber(world) == UInt64(try await number(world)))
    }

    @Test func `[6.9] writes certificates that were issued and could not be written`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let published = Published(world: world)
        #expect(await world.tick() == [])
        try published.write([], "certificates")
        let first = try await world.issued()
        await #expect(throws: (any Error).self) {
            try await world.publication.issued("hk-rsa", first.serialHex)
        }
        #expect(await world.tick().count == 1)
        world.clock.advance(byMilliseconds: Self.hour)
        let second = try await world.issued()
        try published.remove("certificates")
        #expect(await world.tick() == [])
        for record in [first, second] {
            #expect(published.exists("certificates/hk-rsa/\(record.serialHex).cer"))
        }
    }

    @Test func `one authority that fails stops no other`() async throws {
        let world = try await AuthorityWorld.make()
        let published = Published(world: world)
        // The first in the order of names cannot be written; the others have lists to make.
        try published.remove("crl/gd-sm2.crl")
        try FileManager.default.createDirectory(
            atPath: "\(world.published)/crl/gd-sm2.crl/x", withIntermediateDirectories: true)
        let before = try await number(world)
        world.clock.advance(byMilliseconds: 8 * Self.hour)
        let faults = await world.tick()
        #expect(faults.count == 1 && faults[0].hasPrefix("gd-sm2"))
        #expect(try await number(world) > before)
        #expect(try publishedNumber(world) == UInt64(try await number(world)))
    }

    @Test func `[4.11c] an authority does not issue before its first list is public`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let published = Published(world: world)
        try await world.decide(
            "authority.create", AuthorityWorld.creation("hk-new", .rsa, issuer: "root-rsa"),
            by: world.administrators)
        try FileManager.default.createDirectory(
            atPath: "\(world.published)/crl/hk-new.crl/x", withIntermediateDirectories: true)
        await #expect(throws: (any Error).self) { try await world.publication.bringUp("hk-new") }
        #expect(try await world.ledger.read { try $0.authority("hk-new").state } == .certified)
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber, to: "hk-new")
        #expect(
            try await refusal { try await world.vet(id) }
                == Reason("authority.notActive", "4.11c", "authority"))
        try published.remove("crl/hk-new.crl")
        #expect(await world.tick() == [])
        #expect(published.exists("crl/hk-new.crl"))
        try await world.bring(id, to: .issued, with: subscriber)
    }

    @Test func `reserves few numbers while its signer is away, and catches up after`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let record = try await world.issued()
        try await world.suspend(record)
        world.signer.fail(times: 10_000)
        // Half an hour at a turn each twenty seconds.
        for _ in 0..<90 {
            world.clock.advance(byMilliseconds: 20_000)
            await world.tick()
        }
        let open = try await world.ledger.openIntents().filter {
            $0.caseID?.hasPrefix("hk-rsa/") == true
        }
        #expect((1...4).contains(open.count))
        world.signer.fail(times: 0)
        #expect(await world.resume() == [])
        world.clock.advance(byMilliseconds: 11 * 60_000)
        #expect(await world.tick() == [])
        #expect(try publishedNumber(world) == UInt64(try await number(world)))
    }
}
