import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Conformance
import Governance
import Issuance
import Ledger
import Notification
import Registration
import Synchronization
import TestSupport
import Testing

/// What a mail server took.
private final class Post: Sendable {
    private let taken = Mutex<[NoticeRound.Message]>([])

    var sent: [NoticeRound.Message] { taken.withLock { $0 } }
    func sent(to address: String) -> [NoticeRound.Message] {
        sent.filter { $0.recipient == address }
    }

    @Sendable func take(_ message: NoticeRound.Message) { taken.withLock { $0.append(message) } }
}

@Suite struct `Who is told of acts in a known name` {
    private static let known = "tai.man@example.hk"
    private static let other = "other@example.hk"
    private static let title = "Something was done in your name"

    private static func person(_ address: String?) -> JSONValue {
        guard let address else { return ["commonName": "陳大文", "countryName": "HK"] }
        return AuthorityWorld.person.merging(["emailAddress": .string(address)])
    }

    private static func round(_ world: AuthorityWorld, _ post: Post) -> NoticeRound {
        NoticeRound(world.ledger, mailbox: { _ in nil }, send: post.take)
    }

    /// A certificate of the person, asked for under an address.
    private static func issued(
        _ world: AuthorityWorld, _ address: String?, isProven: Bool
    ) async throws -> CertificateRecord {
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber, subject: person(address))
        if isProven { try await world.proveContact(id) }
        try await world.bring(id, to: .issued, with: subscriber)
        return try await world.record(
            "hk-rsa", world.application(id).serialHex ?? "")
    }

    private static func acts(_ post: Post, to address: String) -> [String] {
        post.sent(to: address).map(\.text).filter { $0.contains("where to object") }
    }

    private static func entries(
        _ world: AuthorityWorld, _ operation: String = "notice.deliver"
    ) async throws -> [JournalEntry] {
        try await world.ledger.read { snapshot in
            try snapshot.entries(matching: EntryFilter(operation: operation), limit: 1000)
                .map { try $0.parsed() }.filter { $0.facts["notice"] == "act" }
        }
    }

    private static func owed(_ world: AuthorityWorld) async throws -> [String: String] {
        let owed = try await DutyList(world.ledger).owed
            .filter { $0.duty.id == "subscriber.actNotice" }
        return Dictionary(uniqueKeysWithValues: owed.map { ($0.object ?? "", $0.stateWord) })
    }

    @Test func `[6.14, 6.19d] an application is told to the contact of before, once it is vetted`()
        async throws
    {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        try await world.change(["hotline": "+852 2000 0000"])
        let record = try await Self.issued(world, Self.known, isProven: true)
        let round = Self.round(world, post)
        try await round.tellOfNews()
        // Of the first application nobody was there to be told.
        #expect(Self.acts(post, to: Self.known).isEmpty)
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber, subject: Self.person(Self.other))
        // Nobody looked at it yet: a stranger who has somebody's documents reaches no mailbox by applying, and finds
        // nobody known in the journal.
        for _ in 1...2 { try await round.tellOfNews() }
        #expect(Self.acts(post, to: Self.known).isEmpty && post.sent(to: Self.other).isEmpty)
        #expect(try await Self.entries(world).isEmpty)
        let again = try await world.restarted()
        try await again.proveContact(id)
        try await again.bring(id, to: .issued, with: subscriber)
        for _ in 1...2 { try await Self.round(again, post).tellOfNews() }
        let acts = Self.acts(post, to: Self.known)
        let applied = acts.filter { $0.contains("a certificate was applied for") }
        // One message says both.
        #expect(applied.count == 1 && acts.count == 1)
        let text = try #require(applied.first)
        #expect(text.contains("another e-mail address was proven"))
        for words in ["有人申請證書", "有人申请证书", "+852 2000 0000", "(UTC+8)"] {
            #expect(text.contains(words), "\(words)")
        }
        let application = try await again.application(id)
        for number in [
            id, application.caseNumber?.grouped ?? "", application.subscriberReference,
            record.serialHex, Self.other, "{",
        ] {
            #expect(!text.contains(number), "\(number)")
        }
        // Whose contact is new learns nothing: it counts after a while.
        #expect(post.sent(to: Self.other).isEmpty)
        let entry = try #require(try await Self.entries(again).first)
        #expect(
            try await Self.entries(again).map { $0.facts["act"] } == ["applied", "contactAdded"])
        #expect(entry.caseID?.hasPrefix(id) == true)
        #expect(!String(decoding: entry.canonicalBytes, as: UTF8.self).contains("@"))
        #expect(try await Self.owed(again).isEmpty)
        #expect(try await again.ledger.verify().isClean)
    }

    @Test func `[6.14] who is led to somebody known by a decision alone is told of at vetting`()
        async throws
    {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        _ = try await Self.issued(world, Self.known, isProven: true)
        let round = Self.round(world, post)
        // Another document: people have to say whose it is.
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(
            subscriber, subject: Self.person(Self.other),
            identity: [
                "documents": [["kind": "hongKongIdentityCard", "number": "G123456(A)"]]
            ])
        try await round.tellOfNews()
        #expect(Self.acts(post, to: Self.known).isEmpty)
        let known = try await world.ledger.read { try $0.select(Subscriber.self) }
        let act = try await world.test.request(
            "subscriber.decide", by: world.approver, caseID: id, authority: "hk-rsa",
            payload: [
                "application": .string(id), "decision": "sameSubscriber",
                "subscriber": .string(known[0].reference),
                "statement": .string(world.application(id).statementCommitmentHex),
                "evidence": [.string(AuthorityWorld.evidence)],
            ])
        _ = try await world.ledger.act(act) { transaction in
            try SubscriberAct(Payload(act.payload)).decide(&transaction)
        }
        try await world.vet(id)
        #expect(try await Self.owed(world).values.map { $0 } == ["held"])
        for _ in 1...2 { try await round.tellOfNews() }
        #expect(Self.acts(post, to: Self.known).count == 1)
        #expect(try await Self.owed(world).isEmpty)
    }

    @Test(arguments: [true, false])
    func `[6.14] a namesake's application tells nobody`(isVetted: Bool) async throws {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        _ = try await Self.issued(world, Self.known, isProven: true)
        let id = try await world.apply(
            world.newSubscriber(), subject: Self.person(Self.other),
            identity: [
                "documents": [["kind": "hongKongIdentityCard", "number": "G123456(A)"]]
            ])
        if isVetted {
            let act = try await world.test.request(
                "subscriber.decide", by: world.approver, caseID: id, authority: "hk-rsa",
                payload: [
                    "application": .string(id), "decision": "different",
                    "statement": .string(world.application(id).statementCommitmentHex),
                    "evidence": [.string(AuthorityWorld.evidence)],
                ])
            _ = try await world.ledger.act(act) { transaction in
                try SubscriberAct(Payload(act.payload)).decide(&transaction)
            }
            try await world.vet(id)
        }
        for _ in 1...2 { try await Self.round(world, post).tellOfNews() }
        #expect(Self.acts(post, to: Self.known).isEmpty && post.sent(to: Self.other).isEmpty)
        #expect(try await Self.owed(world).isEmpty)
    }

    @Test func `[6.19d] a change is told to every contact proven before, to none twice`()
        async throws
    {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        _ = try await Self.issued(world, Self.known, isProven: true)
        _ = try await Self.issued(world, Self.known, isProven: true)
        let stopped = try await Self.issued(world, Self.other, isProven: true)
        world.clock.advance(byMilliseconds: 72 * 3_600_000)
        let round = Self.round(world, post)
        for _ in 1...2 { try await round.tellOfNews() }
        let before = (post.sent(to: Self.known).count, post.sent(to: Self.other).count)
        try await world.suspend(stopped)
        for _ in 1...2 { try await round.tellOfNews() }
        try await world.release(stopped)
        for _ in 1...2 { try await round.tellOfNews() }
        try await world.revoke(stopped)
        for _ in 1...2 { try await round.tellOfNews() }
        let told = Self.acts(post, to: Self.known).suffix(3)
        #expect(post.sent(to: Self.known).count == before.0 + 3)
        #expect(post.sent(to: Self.other).count == before.1 + 3)
        for (text, words) in zip(
            told,
            [
                "a certificate was suspended", "a suspended certificate was made valid again",
                "a certificate was revoked",
            ])
        {
            #expect(text.contains(words) && !text.contains(stopped.serialHex), "\(words)")
        }
        #expect(try await Self.owed(world).isEmpty)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.19d] where no contact was proven, the address in a certificate has to do`()
        async throws
    {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        _ = try await Self.issued(world, Self.known, isProven: false)
        let id = try await world.apply(
            world.newSubscriber(), subject: Self.person(Self.other))
        try await world.vet(id)
        for _ in 1...2 { try await Self.round(world, post).tellOfNews() }
        #expect(Self.acts(post, to: Self.known).count == 1)
        #expect(post.sent(to: Self.other).isEmpty)
        #expect(try await Self.owed(world).isEmpty)
    }

    @Test func `[6.19d] where nobody is told a wrong letter is refused, and the right one ends it`()
        async throws
    {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        _ = try await Self.issued(world, nil, isProven: false)
        let id = try await world.apply(world.newSubscriber(), subject: Self.person(nil))
        for _ in 1...2 { try await Self.round(world, post).tellOfNews() }
        try await world.vet(id)
        for _ in 1...2 { try await Self.round(world, post).tellOfNews() }
        #expect(post.sent.isEmpty)
        let given = try await Self.entries(world, "notice.abandon")
        #expect(given.map { $0.facts["cause"] } == ["noAddress"])
        let object = try #require(try await Self.owed(world).keys.first)
        #expect(object.hasPrefix("\(id)/") && object.hasSuffix("/0"))
        // A second vetting is refused, and changes nothing about what is owed.
        _ = try await refusal { try await world.vet(id) }
        #expect(try await Self.owed(world) == [object: "held"])
        world.clock.advance(byMilliseconds: SubscriberNews.limitMilliseconds + 1000)
        #expect(try await Self.owed(world) == [object: "missing"])
        func write(_ object: String) async throws {
            let payload: JSONValue = [
                "duty": "subscriber.actNotice", "dutyResult": "actedUpon",
                "of": .string(object), "evidence": .string(AuthorityWorld.evidence),
            ]
            let request = try await world.test.request(
                "duty.fulfil", by: world.validator, payload: payload)
            _ = try await world.ledger.act(request) { transaction in
                try DutyFulfilment.fulfil(payload, &transaction) {
                    try $2.owesNews($1, duty: $0.id)
                }
            }
        }
        for wrong in [
            id, "\(id)/0", "\(id)/1/0", "app-x/0", "hk-rsa/01/0/0", "hk-rsa/x/0/0",
        ] {
            #expect(
                try await refusal { try await write(wrong) }?.code == "duty.objectUnknown",
                "\(wrong)")
        }
        try await write(object)
        #expect(try await Self.owed(world).isEmpty)
    }

    @Test
    func `[6.14] a further contact is told to those before, and hears of acts once it counts`()
        async throws
    {
        let (world, post) = (try await AuthorityWorld.make(), Post())
        let first = try await Self.issued(world, Self.known, isProven: true)
        _ = try await Self.issued(world, Self.other, isProven: true)
        let round = Self.round(world, post)
        for _ in 1...2 { try await round.tellOfNews() }
        let told = Self.acts(post, to: Self.known)
        #expect(told.contains { $0.contains("another e-mail address was proven") })
        #expect(told.allSatisfy { !$0.contains(Self.other) })
        // Not even of its own certificate, as long as somebody may object.
        #expect(post.sent(to: Self.other).isEmpty)
        try await world.suspend(first)
        for _ in 1...2 { try await round.tellOfNews() }
        #expect(post.sent(to: Self.other).isEmpty)
        world.clock.advance(byMilliseconds: 72 * 3_600_000)
        try await world.release(first)
        for _ in 1...2 { try await round.tellOfNews() }
        #expect(Self.acts(post, to: Self.other).count == 1)
        #expect(try await Self.owed(world).isEmpty)
        #expect(try await world.ledger.verify().isClean)
    }
}
