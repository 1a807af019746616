import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import Notification
import Registration
import Synchronization
import TestSupport
import Testing

/// Contacts with a telephone number beside the address, or in its place.
extension `A contact that comes or goes without an application` {
    /// Whoever was vetted with a number, and this address, or none.
    private static func issued(
        _ world: AuthorityWorld, _ address: String?, and telephone: String
    ) async throws -> CertificateRecord {
        let subscriber = try world.newSubscriber()
        var subject: JSONValue = ["commonName": "陳大文", "countryName": "HK"]
        if let address {
            subject = AuthorityWorld.person.merging(["emailAddress": .string(address)])
        }
        let id = try await world.apply(
            subscriber, subject: subject,
            contact: ["telephone": .string(telephone), "language": "en"])
        if address != nil { try await world.proveContact(id) }
        try await world.proveTelephone(id)
        try await world.bring(id, to: .issued, with: subscriber)
        return try await world.record("hk-rsa", world.application(id).serialHex ?? "")
    }

    /// Somebody applies in that name. How often each of these is told so, who has the number as well.
    private static func heard(
        _ world: AuthorityWorld, _ post: Post, _ addresses: [String]
    ) async throws -> (mails: [Int], messages: Int) {
        world.sources.answer(atMilliseconds: world.clock.nowMilliseconds)
        try await tell(world, post)
        func messages() -> Int {
            world.shortMessages.filter { $0.text.contains("somebody acts in your name") }.count
        }
        let before = (addresses.map { post.texts(to: $0).count }, messages())
        try await world.vet(world.apply(world.newSubscriber()))
        try await tell(world, post)
        let after = addresses.map { post.texts(to: $0).count }
        return (zip(after, before.0).map { $0 - $1 }, messages() - before.1)
    }

    @Test func `[6.14] an address goes where a number stays, which alone is told then`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        try await world.connectGateway()
        let record = try await Self.issued(world, Self.known, and: AuthorityWorld.telephone)
        try await world.change(.end, Self.known, of: record)
        world.sources.answer(atMilliseconds: world.clock.nowMilliseconds)
        try await Self.tell(world, Post())
        #expect(
            world.shortMessages.filter { $0.text.contains("a contact of yours was given up") }
                .count == 1)
        let before = try await Self.heard(world, Post(), [Self.known])
        #expect(before == ([1], 1))
        world.clock.advance(byMilliseconds: Self.delay)
        let contact = try await world.ledger.read { try $0.subscriberContact(of: record) }
        #expect(contact?.address == nil)
        #expect(contact?.telephone?.text == AuthorityWorld.telephone)
        #expect(try await Self.heard(world, Post(), [Self.known]) == ([0], 1))
        // Brought again it waits, and is told once it counts.
        let code = try await world.change(.add, Self.known, of: record)
        try await world.proveContact(code, of: record)
        #expect(try await Self.heard(world, Post(), [Self.known]) == ([0], 1))
        world.clock.advance(byMilliseconds: Self.delay)
        #expect(try await Self.told(record, world) == Self.known)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.14] the only address beside no number that counts is refused to be given up`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        try await world.connectGateway()
        let (subscriber, last) = (
            try world.newSubscriber(), Reason("contact.last", "6.14", "emailAddress")
        )
        let record = try await Self.issued(world, subscriber)
        // A number that waits does not do in its place.
        _ = try await Self.issued(world, nil, and: AuthorityWorld.telephone)
        #expect(
            try await refusal {
                try await world.change(.end, Self.known, by: record, with: subscriber)
            } == last)
        world.clock.advance(byMilliseconds: Self.delay)
        try await world.change(.end, Self.known, by: record, with: subscriber)
    }

    @Test func `[6.19d] an address and a number of one contact take one of the five places`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        try await world.connectGateway()
        let subscriber = try world.newSubscriber()
        let record = try await Self.issued(world, subscriber)
        let addresses = (1...3).map { "a\($0)@example.hk" }
        for address in addresses {
            let code = try await world.change(.add, address, by: record, with: subscriber)
            try await world.proveContact(code, of: record)
        }
        _ = try await Self.issued(world, Self.new, and: AuthorityWorld.telephone)
        world.clock.advance(byMilliseconds: Self.delay)
        let all = [Self.known] + addresses + [Self.new]
        #expect(try await Self.heard(world, Post(), all) == ([1, 1, 1, 1, 1], 1))
    }

    @Test func `[6.19d] an address that two applications brought is told once beside a number`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        try await world.connectGateway()
        _ = try await Self.issued(world, world.newSubscriber())
        _ = try await Self.issued(world, Self.known, and: AuthorityWorld.telephone)
        world.clock.advance(byMilliseconds: Self.delay)
        #expect(try await Self.heard(world, Post(), [Self.known]) == ([1], 1))
    }
}
