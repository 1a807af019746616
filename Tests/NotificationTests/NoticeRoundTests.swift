import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import Messages
import Notification
import Synchronization
import TestSupport
import Testing

/// A mail server in memory: takes messages, or does not.
private final class Post: Sendable {
    private struct State {
        var sent: [NoticeRound.Message] = []
        var tried: [NoticeRound.Message] = []
        var refuses: Set<String> = []
    }

    struct NotTaken: Error {}

    private let state = Mutex(State())

    var sent: [NoticeRound.Message] { state.withLock { $0.sent } }
    var tried: [NoticeRound.Message] { state.withLock { $0.tried } }

    func refuse(_ mailboxes: Set<String>) { state.withLock { $0.refuses = mailboxes } }

    @Sendable func take(_ message: NoticeRound.Message) throws {
        try state.withLock { state in
            state.tried.append(message)
            guard !state.refuses.contains(message.recipient) else { throw NotTaken() }
            state.sent.append(message)
        }
    }
}

@Suite struct `Notices by mail` {
    private static let day: Int64 = 86_400_000
    private static let outside = ["board@example.hk", "regulator@example.hk"]

    private func world(with addresses: [String] = outside) async throws -> AuthorityWorld {
        let world = try await AuthorityWorld.make()
        try await world.change([
            "recoveryAddresses": .string(addresses.joined(separator: " "))
        ])
        return world
    }

    private func recover(in world: AuthorityWorld) async throws {
        let lin = try TestOfficer(id: "off-lin", roles: [.securityOfficer])
        let payload: JSONValue = [
            "name": "lin", "publicKey": .string(Base64.encode(lin.publicKey)),
        ]
        _ = try await world.decide(
            "operator.recover", payload, by: [world.fay, world.gus, world.hal])
    }

    private func round(
        _ world: AuthorityWorld, _ post: Post,
        mailbox: @escaping @Sendable (Role) -> String? = { _ in nil }
    ) -> NoticeRound {
        NoticeRound(world.ledger, mailbox: mailbox, send: post.take)
    }

    private func delivered(_ world: AuthorityWorld) async throws -> [JournalEntry] {
        try await world.ledger.read { snapshot in
            try snapshot.entries(
                matching: EntryFilter(operation: "notice.deliver"), limit: 1000
            ).map { try $0.parsed() }
        }
    }

    @Test func `[7.11b] every address that the practice names is told of a recovery, once`()
        async throws
    {
        let (world, post) = (try await world(), Post())
        let round = round(world, post)
        try await round.tellOutsiders()
        #expect(post.sent.isEmpty)
        try await recover(in: world)
        for _ in 1...3 { try await round.tellOutsiders() }
        #expect(post.sent.map(\.recipient) == Self.outside)
        let message = try #require(post.sent.first)
        for words in [
            "off-lin is a security officer from", "off-lin 自 ", "保安主任", "安全管理员",
            world.ledger.identity.origin, "recoveryContested",
        ] {
            #expect(message.text.contains(words), "\(words)")
        }
        #expect(message.subject.hasPrefix("[TEST] "))
        let entries = try await delivered(world)
        #expect(entries.compactMap { $0.facts["to"]?.string } == Self.outside)
        #expect(entries.allSatisfy { $0.facts["officer"] == "off-lin" && $0.actor == "system" })
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.18] who decides on incidents is told of a report at once, and once`()
        async throws
    {
        let (world, post) = (try await world(), Post())
        let round = round(world, post) { $0 == .securityOfficer ? "duty@example.hk" : nil }
        try await round.tellOfReports()
        #expect(post.sent.isEmpty)
        let id = try await world.report("lost")
        for _ in 1...3 { try await round.tellOfReports() }
        #expect(post.sent.map(\.recipient) == ["duty@example.hk"])
        #expect(post.sent.first?.text.contains(id) == true)
        // What waited too long is told once more, and not again by the list of all that is due.
        world.clock.advance(byMilliseconds: 31 * 60_000)
        try await round.tellOfReports()
        #expect(post.sent.count == 2)
        try await round.tellOfDuties()
        #expect(post.sent.dropFirst(2).allSatisfy { !$0.text.contains(id) })
    }

    @Test func `[6.13] a subscriber is told of the end 60, 30 and 7 days before, once each`()
        async throws
    {
        let (world, post) = (try await world(), Post())
        let round = round(world, post)
        let record = try await world.issued()
        let suspended = try await world.issued()
        let name = "\(record.authority)/\(record.serialHex)"
        let end = record.notAfterMilliseconds
        world.clock.set(toMilliseconds: end - 60 * Self.day - 1)
        try await world.suspend(suspended)
        try await round.tellSubscribers()
        #expect(post.sent.isEmpty)
        for (place, days) in [Int64(60), 30, 7].enumerated() {
            world.clock.set(toMilliseconds: end - days * Self.day)
            for _ in 1...3 { try await round.tellSubscribers() }
            #expect(post.sent.count == place + 1)
        }
        #expect(Set(post.sent.map(\.recipient)) == ["tai.man@example.hk"])
        let message = try #require(post.sent.last)
        #expect(message.subject.hasPrefix("[TEST] ") && message.text.contains(name))
        for words in ["nobody relies on it", "期滿", "到期"] {
            #expect(message.text.contains(words), "\(words)")
        }
        // No address of a person stands in the journal.
        let entries = try await delivered(world)
        #expect(entries.compactMap { $0.facts["to"]?.string } == [name, name, name])
        #expect(entries.compactMap { $0.facts["days"]?.integer }.sorted() == [7, 30, 60])
        world.clock.set(toMilliseconds: end + 1)
        try await round.tellSubscribers()
        #expect(post.sent.count == 3)
    }

    @Test func `[6.13] a subscriber's mailbox that is gone holds up no other, and is tried again`()
        async throws
    {
        let (world, post) = (try await world(), Post())
        let box = NoticeRound(world.ledger, mailbox: { _ in nil }) { message in
            guard message.recipient != "gone@example.hk" else {
                _ = try? post.take(message)
                throw Refusal(.mailboxRefused, ["reason": "SMTP 550"])
            }
            try post.take(message)
        }
        let gone = try await world.issued(
            subject: AuthorityWorld.person.merging(["emailAddress": "gone@example.hk"]))
        _ = try await world.issued()
        world.clock.set(toMilliseconds: gone.notAfterMilliseconds - Self.day)
        for _ in 1...2 { try await box.tellSubscribers() }
        #expect(post.tried.filter { $0.recipient == "gone@example.hk" }.count == 2)
        let entries = try await delivered(world)
        #expect(entries.count == 1)
        // Where the server takes nothing at all, somebody has to know.
        let closed = NoticeRound(world.ledger, mailbox: { _ in nil }) { _ in throw Post.NotTaken() }
        await #expect(throws: Post.NotTaken.self) { try await closed.tellSubscribers() }
    }

    @Test func `[6.13] who was not told in time is told of the nearest alone`() async throws {
        let (world, post) = (try await world(), Post())
        let round = round(world, post)
        let record = try await world.issued()
        world.clock.set(toMilliseconds: record.notAfterMilliseconds - 5 * Self.day)
        for _ in 1...2 { try await round.tellSubscribers() }
        let entries = try await delivered(world)
        #expect(post.sent.count == 1 && entries.first?.facts["days"] == 7)
        // Nobody is told of what was revoked, or names no address.
        let other = try await world.issued()
        let silent = try await world.issued(
            subject: ["commonName": "陳大文", "countryName": "HK"])
        try await world.revoke(other)
        world.clock.set(toMilliseconds: silent.notAfterMilliseconds - Self.day)
        try await round.tellSubscribers()
        #expect(post.sent.count == 1)
    }

    @Test func `[7.11b] what no server takes is tried again, under the same name`() async throws {
        let (world, post) = (try await world(), Post())
        try await recover(in: world)
        let round = round(world, post)
        post.refuse([Self.outside[0]])
        for _ in 1...2 {
            await #expect(throws: Post.NotTaken.self) { try await round.tellOutsiders() }
        }
        // The other one does not wait for it.
        #expect(post.sent.map(\.recipient) == [Self.outside[1]])
        #expect(try await delivered(world).map { $0.facts["to"] } == [.string(Self.outside[1])])
        post.refuse([])
        try await round.tellOutsiders()
        #expect(post.sent.map(\.recipient) == Self.outside.reversed())
        #expect(Set(post.tried.map(\.id)).count == 2)
    }

    @Test func `[7.11b] who is told afterwards is told apart from who was`() async throws {
        let (world, post) = (try await world(), Post())
        try await recover(in: world)
        post.refuse([Self.outside[0]])
        _ = try? await round(world, post).tellOutsiders()
        let told = try await world.ledger.read { snapshot in
            try Notice.toldOutside(of: "off-lin", snapshot)
        }
        #expect(told.map(\.address) == Self.outside)
        #expect(told[0].atMilliseconds == nil && told[1].atMilliseconds != nil)
    }

    @Test
    func
        `[7.16] the mailboxes of who sees to it are told when it is due soon, overdue, long overdue`()
        async throws
    {
        let (world, post) = (try await world(), Post())
        let review = try #require(Duty["archive.comparison"])
        let period = try #require(review.periodMilliseconds)
        let founded = world.ledger.identity.createdAtMilliseconds
        let round = round(world, post) { role in
            [review.role: "role@example.hk", .securityOfficer: "security@example.hk"][role]
        }
        let words = Vocabulary.said("archive.comparison", under: "duty", in: .english)
        func tellings(of mailbox: String) -> [Substring] {
            post.sent.filter { $0.recipient == mailbox }
                .flatMap { $0.text.split(separator: "\n") }.filter {
                    $0.contains(": \(words), due")
                }
        }
        for (moment, standing) in [
            (founded + period - review.warningMilliseconds - 1, nil),
            (founded + period - review.warningMilliseconds, "due soon"),
            (founded + period + 1, "overdue, never done"),
            (founded + period + review.warningMilliseconds + 1, "long overdue"),
        ] as [(Int64, String?)] {
            world.clock.set(toMilliseconds: moment)
            let before = tellings(of: "role@example.hk").count
            for _ in 1...2 { try await round.tellOfDuties() }
            let after = tellings(of: "role@example.hk")
            #expect(after.count == before + (standing == nil ? 0 : 1), "\(standing ?? "before")")
            if let standing { #expect(after.last?.hasPrefix("- \(standing): ") == true) }
        }
        let security = tellings(of: "security@example.hk")
        #expect(
            security.map { $0.hasPrefix("- long overdue") } == [true])
        #expect(
            try await delivered(world).allSatisfy { entry in
                entry.facts["to"]?.string.flatMap(Role.init) != nil
            })
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[7.16] a role without a mailbox is told nothing, and nothing says that it was`()
        async throws
    {
        let (world, post) = (try await world(), Post())
        world.clock.advance(byMilliseconds: 400 * Self.day)
        try await round(world, post).tellOfDuties()
        #expect(post.tried.isEmpty)
        #expect(try await delivered(world).isEmpty)
    }
}
