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

/// A mail server in memory: takes messages, or says why not.
private final class Post: Sendable {
    private struct State {
        var sent: [NoticeRound.Message] = []
        var tries = 0
        var refusal: RefusalCode?
    }

    private let state = Mutex(State())

    var sent: [NoticeRound.Message] { state.withLock { $0.sent } }
    var tries: Int { state.withLock { $0.tries } }

    /// Everything from now on, with this code; nothing more where it is nil.
    func refuse(_ code: RefusalCode?) { state.withLock { $0.refusal = code } }

    @Sendable func take(_ message: NoticeRound.Message) throws {
        try state.withLock { state in
            state.tries += 1
            if let code = state.refusal { throw Refusal(code, ["reason": "test"]) }
            state.sent.append(message)
        }
    }
}

@Suite struct `What subscribers are told of their certificates` {
    private static let hour: Int64 = 3_600_000
    private static let day: Int64 = 24 * hour
    private static let nobody: JSONValue = ["commonName": "陳大文", "countryName": "HK"]

    private static func round(_ world: AuthorityWorld, _ post: Post) -> NoticeRound {
        NoticeRound(world.ledger, mailbox: { _ in nil }, send: post.take)
    }

    private static func entries(
        _ world: AuthorityWorld, _ operation: String = "notice.deliver"
    ) async throws -> [JournalEntry] {
        try await world.ledger.read { snapshot in
            try snapshot.entries(matching: EntryFilter(operation: operation), limit: 1000)
                .map { try $0.parsed() }
        }
    }

    private static func name(_ record: CertificateRecord) -> String {
        "\(record.authority)/\(record.serialHex)"
    }

    /// What of one duty is not done, by what it is about.
    private static func owed(
        _ kind: SubscriberNews.Kind, _ world: AuthorityWorld
    ) async throws -> [String: String] {
        let owed = try await DutyList(world.ledger).owed.filter { $0.duty.id == kind.rawValue }
        return Dictionary(uniqueKeysWithValues: owed.map { ($0.object ?? "", $0.stateWord) })
    }

    private static func evidence(
        of clause: String, _ world: AuthorityWorld
    ) async throws -> ConformanceState? {
        try await ConformanceService(ledger: world.ledger).report(clause: clause)
            .standings.first?.states[.evidence]
    }

    @Test func `[6.11] who got a certificate is told once, and where to have it`() async throws {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        try await Self.round(world, post).tellOfNews()
        #expect(post.sent.isEmpty)
        let record = try await world.issued()
        let round = Self.round(world, post)
        for _ in 1...3 { try await round.tellOfNews() }
        #expect(post.sent.map(\.recipient) == ["tai.man@example.hk"])
        let message = try #require(post.sent.first)
        for words in [
            "Your certificate was issued", "你的證書已簽發", "您的证书已签发",
        ] {
            #expect(message.subject.contains(words), "\(words)")
        }
        for words in [
            record.authority, record.serialHex, "CP 6.11", "never asks for it", "私人密碼匙", "私钥",
            "\(AuthorityWorld.baseURL)/certificates/\(Self.name(record)).cer", "(UTC+8)",
        ] {
            #expect(message.text.contains(words), "\(words)")
        }
        #expect(!message.text.contains("{"))
        let entry = try #require(try await Self.entries(world).first)
        #expect(try await Self.entries(world).count == 1)
        #expect(entry.facts["notice"] == "issued" && entry.caseID == Self.name(record) + "/0")
        #expect(entry.facts["certificate"]?.string == Self.name(record))
        // No address of a person stands in the journal.
        #expect(!String(decoding: entry.canonicalBytes, as: UTF8.self).contains("@"))
        #expect(try await Self.evidence(of: "6.11", world) == .held)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test
    func
        `[6.11, 6.12] who accepts afterwards is told so, reminded once, and told that it is valid`()
        async throws
    {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        try await world.accept(by: .afterwards)
        let round = Self.round(world, post)
        let subscriber = try world.newSubscriber()
        let (id, record) = try await world.delivered(to: subscriber)
        for _ in 1...2 { try await round.tellOfNews() }
        #expect(post.sent.count == 1)
        let first = try #require(post.sent.first)
        for words in ["Accept your certificate", "請接受你的證書", "请接受您的证书"] {
            #expect(first.subject.contains(words), "\(words)")
        }
        // Where it would be published is nobody's to know yet.
        #expect(!first.text.contains(".cer") && !first.text.contains("{"))
        try await round.tellSubscribers()
        #expect(post.sent.count == 1)
        world.clock.advance(byMilliseconds: 5 * Self.day)
        for _ in 1...2 { try await round.tellSubscribers() }
        #expect(post.sent.count == 2)
        let reminder = try #require(post.sent.last)
        #expect(reminder.subject.contains("waits for you") && !reminder.text.contains("{"))
        try await world.accept(id, with: subscriber)
        for _ in 1...2 { try await round.tellOfNews() }
        #expect(post.sent.count == 3)
        let last = try #require(post.sent.last)
        #expect(last.subject.contains("is valid"))
        #expect(last.text.contains("certificates/\(Self.name(record)).cer"))
        #expect(!last.text.contains("{"))
    }

    @Test func `[6.12] who did not accept is told of the revocation and its reason`() async throws {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        try await world.accept(by: .afterwards, days: 2)
        let round = Self.round(world, post)
        _ = try await world.delivered(to: world.newSubscriber())
        try await round.tellOfNews()
        // So short a time was told with the issuing.
        world.clock.advance(byMilliseconds: Self.day)
        try await round.tellSubscribers()
        #expect(post.sent.count == 1)
        world.clock.advance(byMilliseconds: Self.day + 1)
        try await world.revokeLate()
        try await round.tellOfNews()
        #expect(post.sent.count == 2)
        #expect(post.sent.last?.text.contains("not accepted in time") == true)
    }

    @Test func `[6.11] a restart neither loses what was not told nor tells it again`() async throws
    {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        _ = try await world.issued()
        try await Self.round(world, post).tellOfNews()
        _ = try await world.issued()
        let again = try await world.restarted()
        for _ in 1...2 { try await Self.round(again, post).tellOfNews() }
        #expect(post.sent.count == 2 && Set(post.sent.map(\.id)).count == 2)
        #expect(
            try await Self.entries(again).map { $0.facts["notice"] }
                == ["issued", "act", "issued"])
    }

    @Test func `[6.11] what a dead mail server did not take is told once it is back`() async throws
    {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        let record = try await world.issued()
        let round = Self.round(world, post)
        post.refuse(.mailNotTaken)
        #expect(
            try await refusal { try await round.tellOfNews() }?.code == "mail.notTaken")
        // Nothing waits for it, and it is not asked again at once.
        try await world.suspend(record)
        #expect(
            try await refusal { try await round.tellOfNews() }?.code == "mail.notTaken")
        #expect(post.tries == 2)
        try await round.tellOfNews()
        #expect(post.tries == 2)
        #expect(try await Self.entries(world).isEmpty)
        post.refuse(nil)
        world.clock.advance(byMilliseconds: 11 * 60_000)
        try await round.tellOfNews()
        // Both, in their order, in one message.
        let message = try #require(post.sent.first)
        #expect(post.sent.count == 1 && message.subject.contains("News of your certificates"))
        let issued = try #require(message.text.firstRange(of: "CP 6.11"))
        let suspended = try #require(message.text.firstRange(of: "CP 6.19d"))
        #expect(issued.lowerBound < suspended.lowerBound)
        #expect(try await Self.entries(world).count == 2)
    }

    @Test func `[6.11] where nobody can be told, an entry says so and an officer writes`()
        async throws
    {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        let record = try await world.issued(subject: Self.nobody)
        let round = Self.round(world, post)
        for _ in 1...2 { try await round.tellOfNews() }
        #expect(post.tries == 0)
        let given = try await Self.entries(world, "notice.abandon")
        #expect(given.map { $0.facts["cause"] } == ["noAddress"])
        #expect(given.first?.facts["certificate"]?.string == Self.name(record))
        let object = Self.name(record) + "/0"
        #expect(try await Self.owed(.issuance, world) == [object: "held"])
        world.clock.advance(byMilliseconds: 2 * Self.day)
        #expect(try await Self.owed(.issuance, world) == [object: "dueSoon"])
        world.clock.advance(byMilliseconds: 2 * Self.day)
        #expect(try await Self.owed(.issuance, world) == [object: "missing"])
        #expect(try await Self.evidence(of: "6.11", world) == .missing)
        #expect(try await Self.evidence(of: "6.19d", world) == .held)
        // The letter, by its digest; of nothing else.
        for (duty, wrong) in [
            ("certificate.issuanceNotice", Self.name(record) + "/1"),
            ("certificate.issuanceNotice", Self.name(record)),
            ("certificate.changeNotice", object), ("certificate.issuanceNotice", "x/" + object),
        ] {
            #expect(
                try await refusal { try await Self.write(duty, wrong, world) }
                    == Reason("duty.objectUnknown", "6.19d", "of"), "\(wrong)")
        }
        try await Self.write("certificate.issuanceNotice", object, world)
        #expect(try await Self.owed(.issuance, world).isEmpty)
        #expect(try await Self.evidence(of: "6.11", world) == .held)
        try await round.tellOfNews()
        #expect(post.tries == 0)
        #expect(try await world.ledger.verify().isClean)
    }

    private static func write(
        _ duty: String, _ object: String, _ world: AuthorityWorld
    ) async throws {
        let payload: JSONValue = [
            "duty": .string(duty), "dutyResult": "actedUpon", "of": .string(object),
            "evidence": .string(AuthorityWorld.evidence),
        ]
        let request = try await world.test.request(
            "duty.fulfil", by: world.validator, payload: payload)
        _ = try await world.ledger.act(request) { transaction in
            try DutyFulfilment.fulfil(payload, &transaction) {
                try $2.owesNews($1, duty: $0.id)
            }
        }
    }

    @Test func `[6.11, 6.19d] an officer's word keeps no mail back`() async throws {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        let record = try await world.issued()
        // Who issued or revoked wrongly would be the first to say that the subscriber knows.
        try await Self.write(
            "certificate.issuanceNotice", "\(record.authority)/\(record.serialHex)/0", world)
        try await Self.round(world, post).tellOfNews()
        #expect(post.sent.count == 1)
        #expect(try await Self.entries(world).map { $0.facts["notice"] } == ["issued"])
    }

    @Test func `[6.11] a mailbox that is refused holds up no other, and is given up in the end`()
        async throws
    {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        let gone = try await world.issued(
            subject: AuthorityWorld.person.merging(["emailAddress": "gone@example.hk"]))
        _ = try await world.issued()
        let tries = Mutex(0)
        let round = NoticeRound(world.ledger, mailbox: { _ in nil }) { message in
            guard message.recipient != "gone@example.hk" else {
                tries.withLock { $0 += 1 }
                throw Refusal(.mailboxRefused, ["reason": "SMTP 550"])
            }
            try post.take(message)
        }
        for _ in 1...3 { try await round.tellOfNews() }
        #expect(post.sent.count == 1 && tries.withLock { $0 } == 1)
        world.clock.advance(byMilliseconds: 2 * Self.hour)
        try await round.tellOfNews()
        #expect(tries.withLock { $0 } == 2)
        #expect(try await Self.entries(world, "notice.abandon").isEmpty)
        world.clock.advance(byMilliseconds: 3 * Self.day)
        for _ in 1...2 { try await round.tellOfNews() }
        #expect(tries.withLock { $0 } == 3)
        // Of the second application, too: the first one's mailbox was known before it.
        let given = try await Self.entries(world, "notice.abandon")
        #expect(given.map { $0.facts["notice"] } == ["issued", "act"])
        #expect(given.allSatisfy { $0.facts["cause"] == "mailboxRefused" })
        #expect(
            try await Self.owed(.issuance, world) == [Self.name(gone) + "/0": "missing"])
    }

    @Test func `[6.11, 6.19d] without mail both are missing once they should have been told`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        #expect(try await Self.evidence(of: "6.11", world) == .held)
        let record = try await world.issued()
        try await world.suspend(record)
        world.clock.advance(byMilliseconds: SubscriberNews.limitMilliseconds + 1000)
        #expect(try await Self.evidence(of: "6.11", world) == .missing)
        #expect(try await Self.evidence(of: "6.19d", world) == .missing)
        let founded = world.ledger.identity.createdAtMilliseconds
        let period = try await ConformanceService(ledger: world.ledger)
            .period(founded...world.clock.nowMilliseconds)
        let kept = period.duties.filter { $0.duty.scope == .news }
        // Nobody was known before: of acts in their name there is nothing to tell.
        #expect(
            kept.map(\.breaches.count) == [1, 1, 0] && kept.map(\.deadlines) == [1, 1, 0])
        #expect(try await Self.entries(world, "notice.abandon").isEmpty)
    }

    @Test func `[6.19d] who holds a certificate is told of a suspension, its end and a revocation`()
        async throws
    {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        let record = try await world.issued()
        let round = Self.round(world, post)
        try await round.tellOfNews()
        try await world.suspend(record)
        for _ in 1...2 { try await round.tellOfNews() }
        try await world.release(record)
        for _ in 1...2 { try await round.tellOfNews() }
        try await world.revoke(record)
        for _ in 1...2 { try await round.tellOfNews() }
        #expect(post.sent.count == 4)
        let history = try await world.history(of: record)
        let until = try #require(history[1].untilMilliseconds)
        let expected: [[String]] = [
            [
                "is suspended", "reason: key lost", "原因：密碼匙遺失", "原因：密钥遗失",
                String(CalendarDate(milliseconds: until).description), "已暫時吊銷", "已挂起",
            ],
            ["suspended no more", "恢復時間", "恢复时间"],
            ["was revoked", "reason: superseded", "請勿再以此證書簽署", "请勿再用此证书签名"],
        ]
        for (message, words) in zip(post.sent.dropFirst(), expected) {
            let text = message.subject + message.text
            for word in words { #expect(text.contains(word), "\(word)") }
            #expect(text.contains(record.serialHex) && !text.contains("{"))
        }
        let entries = try await Self.entries(world)
        #expect(
            entries.map { $0.facts["notice"] }
                == ["issued", "suspended", "released", "revoked"])
        #expect(entries.map { $0.facts["line"] } == [0, 1, 2, 3])
        #expect(try await Self.owed(.change, world).isEmpty)
        #expect(try await Self.evidence(of: "6.19d", world) == .held)
    }

    @Test func `[6.19d] nobody is told of a suspension of what has ended, but of a revocation`()
        async throws
    {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        let record = try await world.issued()
        let round = Self.round(world, post)
        try await round.tellOfNews()
        // What was suspended before the end and not told is nobody's concern after it.
        let other = try await world.issued()
        try await world.suspend(other)
        world.clock.set(toMilliseconds: other.notAfterMilliseconds + 1000)
        try await world.suspend(record)
        try await round.tellOfNews()
        #expect(post.sent.count == 1)
        #expect(try await Self.owed(.change, world).isEmpty)
        #expect(try await Self.owed(.issuance, world).isEmpty)
        try await world.revoke(record)
        try await round.tellOfNews()
        #expect(post.sent.count == 2 && post.sent.last?.text.contains("was revoked") == true)
    }

    @Test func `[6.19d] nobody is told of the authority's own certificates, nor of what gave up`()
        async throws
    {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        _ = try await world.abandoned()
        try await Self.round(world, post).tellOfNews()
        #expect(post.tries == 0)
        #expect(try await Self.entries(world, "notice.abandon").isEmpty)
        #expect(try await Self.owed(.issuance, world).isEmpty)
    }

    @Test func `[6.19d] reminders go on as before, to the same address`() async throws {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        let record = try await world.issued()
        let round = Self.round(world, post)
        try await round.tellOfNews()
        world.clock.set(toMilliseconds: record.notAfterMilliseconds - 5 * Self.day)
        for _ in 1...2 { try await round.tellSubscribers() }
        try await round.tellOfNews()
        #expect(post.sent.map(\.recipient) == Array(repeating: "tai.man@example.hk", count: 2))
        #expect(post.sent.last?.subject.contains("ends soon") == true)
    }

    @Test func `[6.19d] however many are revoked at once, so many are told in one turn`()
        async throws
    {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        let record = try await world.issued()
        let round = Self.round(world, post)
        try await round.tellOfNews()
        // As many lines of one history as a turn has places, and some more.
        let count = 105
        for place in 0..<count {
            _ = try await place.isMultiple(of: 2) ? world.suspend(record) : world.release(record)
        }
        try await round.tellOfNews()
        #expect(try await Self.entries(world).count == 101)
        try await round.tellOfNews()
        #expect(try await Self.entries(world).count == 1 + count)
        #expect(post.sent.count == 3)
        for _ in 1...2 { try await round.tellOfNews() }
        #expect(post.sent.count == 3)
    }
}
