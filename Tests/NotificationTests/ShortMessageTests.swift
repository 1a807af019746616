import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Conformance
import Governance
import Issuance
import Ledger
import Messages
import Notification
import Registration
import Synchronization
import TestSupport
import Testing

/// A mail server that takes messages, or says why not.
private final class Post: Sendable {
    private let taken = Mutex<[NoticeRound.Message]>([])
    private let refusal = Mutex<RefusalCode?>(nil)

    var sent: [NoticeRound.Message] { taken.withLock { $0 } }
    func refuse(_ code: RefusalCode?) { refusal.withLock { $0 = code } }

    @Sendable func take(_ message: NoticeRound.Message) throws {
        if let code = refusal.withLock({ $0 }) { throw Refusal(code, ["reason": "test"]) }
        taken.withLock { $0.append(message) }
    }
}

@Suite struct `What subscribers are told by short message` {
    private static let stated: JSONValue = [
        "telephone": .string(AuthorityWorld.telephone), "language": "en",
    ]
    private static let nobody: JSONValue = ["commonName": "陳大文", "countryName": "HK"]
    private static let minute: Int64 = 60_000

    private static func round(_ world: AuthorityWorld, _ post: Post) -> NoticeRound {
        NoticeRound(
            world.ledger, mailbox: { _ in nil },
            shortMessages: ShortMessages(world.ledger, by: world.sources), send: post.take)
    }

    /// A world with a gateway, and a certificate of somebody with a proven telephone, and address where there is one.
    private static func made(
        _ subject: JSONValue? = nil
    ) async throws -> (world: AuthorityWorld, record: CertificateRecord) {
        let world = try await AuthorityWorld.make()
        try await world.connectGateway()
        return (world, try await issued(world, subject))
    }

    private static func issued(
        _ world: AuthorityWorld, _ subject: JSONValue? = nil, contact: JSONValue = stated
    ) async throws -> CertificateRecord {
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber, subject: subject, contact: contact)
        if subject == nil { try await world.proveContact(id) }
        if contact != .null { try await world.proveTelephone(id) }
        try await world.bring(id, to: .issued, with: subscriber)
        return try await world.record("hk-rsa", world.application(id).serialHex ?? "")
    }

    /// What the gateway got of notices, without the codes.
    private static func told(_ world: AuthorityWorld) -> [String] {
        world.shortMessages.map(\.text).filter { !$0.contains("code") }
    }

    private static func entries(
        _ world: AuthorityWorld, _ operation: String = "notice.deliver"
    ) async throws -> [JournalEntry] {
        try await world.ledger.read { snapshot in
            try snapshot.entries(matching: EntryFilter(operation: operation), limit: 1000)
                .map { try $0.parsed() }
        }
    }

    private static func ways(_ world: AuthorityWorld) async throws -> [String?] {
        try await entries(world).map { $0.facts["way"]?.string }
    }

    @Test func `[6.11, 6.19d] who has both is told both ways, once, in words of their language`()
        async throws
    {
        let (world, record) = try await Self.made()
        let post = Post()
        let round = Self.round(world, post)
        for _ in 1...2 { try await round.tellOfNews() }
        #expect(post.sent.count == 1)
        #expect(Self.told(world).count == 1)
        let text = try #require(Self.told(world).first)
        #expect(text.contains("your certificate was issued") && text.utf16.count <= 134)
        #expect(!text.contains(record.serialHex) && !text.contains("陳大文"))
        #expect(try await Self.ways(world) == ["mail sms"])
        _ = try await world.suspend(record)
        try await round.tellOfNews()
        #expect(Self.told(world).last?.contains("is suspended") == true)
        let written = try await Self.entries(world).map {
            String(decoding: $0.canonicalBytes, as: UTF8.self)
        }
        #expect(!written.contains { $0.contains("91234567") })
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.11] who has no mailbox is told by short message alone, and nothing is owed`()
        async throws
    {
        let (world, _) = try await Self.made(Self.nobody)
        try await Self.round(world, Post()).tellOfNews()
        #expect(try await Self.ways(world) == ["sms"])
        #expect(try await Self.entries(world, "notice.abandon").isEmpty)
        let owed = try await DutyList(world.ledger).owed.map(\.duty.id)
        #expect(!owed.contains("certificate.issuanceNotice"))
    }

    @Test func `[6.11] a number that nobody proved is told nothing`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.connectGateway()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(
            subscriber, subject: Self.nobody, contact: Self.stated)
        try await world.bring(id, to: .issued, with: subscriber)
        try await Self.round(world, Post()).tellOfNews()
        #expect(world.shortMessages.isEmpty)
        #expect(
            try await Self.entries(world, "notice.abandon").map { $0.facts["cause"] }
                == ["noAddress"])
    }

    @Test func `[6.11] a gateway that is gone keeps back no mail; one way suffices`() async throws {
        let (world, _) = try await Self.made()
        let post = Post()
        let reported = Mutex(0)
        world.sources.answer { _, _ throws(ConnectorFault) in throw .unreachable }
        let round = NoticeRound(
            world.ledger, mailbox: { _ in nil },
            shortMessages: ShortMessages(world.ledger, by: world.sources),
            report: { fault in if fault != nil { reported.withLock { $0 += 1 } } },
            send: post.take)
        for _ in 1...2 { try await round.tellOfNews() }
        #expect(post.sent.count == 1)
        #expect(reported.withLock { $0 } == 1)
        #expect(try await Self.ways(world) == ["mail"])
    }

    @Test func `[6.11] a refused mailbox, or a server down for an hour, leaves the telephone`()
        async throws
    {
        let (world, _) = try await Self.made()
        let post = Post()
        post.refuse(.mailboxRefused)
        try await Self.round(world, post).tellOfNews()
        #expect(try await Self.ways(world) == ["sms"])
        _ = try await Self.issued(world, contact: .null)
        post.refuse(.mailNotTaken)
        let round = Self.round(world, post)
        #expect(try await refusal { try await round.tellOfNews() }?.code == "mail.notTaken")
        let waiting = try await Self.ways(world).count
        world.clock.advance(byMilliseconds: 61 * Self.minute)
        world.sources.answer(atMilliseconds: world.clock.nowMilliseconds)
        _ = try? await round.tellOfNews()
        #expect(try await Self.ways(world).count > waiting)
        #expect(try await Self.ways(world).last == "sms")
    }

    /// The same question gets the same answer.
    @Test func `[6.11] a number that the gateway refuses is given up at once`() async throws {
        let (world, record) = try await Self.made(Self.nobody)
        let round = Self.round(world, Post())
        world.sources.answer(atMilliseconds: world.clock.nowMilliseconds, ["matched": false])
        try await round.tellOfNews()
        let given = try await Self.entries(world, "notice.abandon")
        #expect(given.map { $0.facts["cause"] } == ["telephoneRefused"])
        #expect(given.first?.caseID == "\(record.authority)/\(record.serialHex)/0")
    }

    @Test func `[6.11] a message without its entry is sent again under the same id`()
        async throws
    {
        let (world, _) = try await Self.made(Self.nobody)
        let before = world.sources.asked.count
        // Taken, and then the process ended: the answer never came.
        let now = world.clock.nowMilliseconds
        world.sources.answer { _, _ throws(ConnectorFault) in throw .timedOut }
        try await Self.round(world, Post()).tellOfNews()
        world.clock.advance(byMilliseconds: 20 * Self.minute)
        // What it answers is its first answer, with the time of that.
        world.sources.answer(atMilliseconds: now)
        try await Self.round(world, Post()).tellOfNews()
        let ids = try world.sources.asked[before...].map { try JSONValue(parsing: $0)["id"] }
        #expect(ids.count == 2 && ids[0] == ids[1])
        #expect(try await Self.ways(world) == ["sms"])
    }

    @Test func `[6.13] reminders go there, too, many certificates in one`() async throws {
        let world = try await AuthorityWorld.make()
        try await world.connectGateway()
        try await world.change(["subscriberValidityDays": 20])
        for _ in 1...2 { _ = try await Self.issued(world, Self.nobody) }
        try await Self.round(world, Post()).tellSubscribers()
        let texts = Self.told(world)
        #expect(texts.count == 1 && texts[0].contains("ends within 30 days"))
        #expect(try await Self.ways(world) == ["sms", "sms"])
    }

    @Test func `[6.14, 6.19d] a number that was proven before hears of who acts in that name`()
        async throws
    {
        let (world, _) = try await Self.made(Self.nobody)
        let post = Post()
        try await Self.round(world, post).tellOfNews()
        // Somebody applies with the documents and another mailbox.
        let stranger = try world.newSubscriber()
        let id = try await world.apply(stranger)
        try await world.proveContact(id)
        try await world.vet(id)
        world.sources.answer(atMilliseconds: world.clock.nowMilliseconds)
        try await Self.round(world, post).tellOfNews()
        let texts = Self.told(world)
        #expect(texts.contains { $0.contains("somebody acts in your name") })
        #expect(texts.contains { $0.contains("a new contact was added") })
        #expect(post.sent.isEmpty)
    }

    @Test func `[6.14] an address and a number of one application are one contact, told once`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        try await world.connectGateway()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber, contact: Self.stated)
        try await world.proveContact(id)
        try await world.proveTelephone(id)
        try await world.bring(id, to: .issued, with: subscriber)
        let post = Post()
        try await Self.round(world, post).tellOfNews()
        let other = try await world.apply(world.newSubscriber())
        try await world.vet(other)
        try await Self.round(world, post).tellOfNews()
        let acts = try await Self.entries(world).filter { $0.facts["notice"] == "act" }
        #expect(acts.map { $0.facts["way"] } == ["mail sms"])
        #expect(post.sent.count == 2 && Self.told(world).count == 2)
    }
}
