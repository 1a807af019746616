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

@Suite struct `A contact that comes or goes without an application` {
    static let known = "tai.man@example.hk"
    static let new = "new@example.hk"
    static let delay: Int64 = 72 * 3_600_000

    final class Post: Sendable {
        private let taken = Mutex<[NoticeRound.Message]>([])
        func texts(to address: String) -> [String] {
            taken.withLock { $0 }.filter { $0.recipient == address }.map(\.text)
                .filter { $0.contains("where to object") }
        }
        @Sendable func take(_ message: NoticeRound.Message) {
            taken.withLock { $0.append(message) }
        }
    }

    static func tell(_ world: AuthorityWorld, _ post: Post) async throws {
        let round = NoticeRound(
            world.ledger, mailbox: { _ in nil },
            shortMessages: ShortMessages(world.ledger, by: world.sources), send: post.take)
        for _ in 1...2 { try await round.tellOfNews() }
    }

    static func issued(
        _ world: AuthorityWorld, _ subscriber: TestSubscriber, isProven: Bool = true
    ) async throws -> CertificateRecord {
        let id = try await world.apply(subscriber)
        if isProven { try await world.proveContact(id) }
        try await world.bring(id, to: .issued, with: subscriber)
        return try await world.record("hk-rsa", world.application(id).serialHex ?? "")
    }

    static func told(
        _ record: CertificateRecord, _ world: AuthorityWorld
    ) async throws -> String? {
        try await world.ledger.read { try $0.subscriberAddress(of: record) }
    }

    /// A world with one subscriber whose contact counts.
    static func begun() async throws -> (AuthorityWorld, TestSubscriber, CertificateRecord) {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        return (world, subscriber, try await issued(world, subscriber))
    }

    @Test(arguments: [true, false])
    func `[5.8a, 6.14] is proven by a code, told to those before, and counts after the delay`(
        byKey: Bool
    ) async throws {
        let (world, subscriber, record) = try await Self.begun()
        let post = Post()
        let code =
            byKey
            ? try await world.change(.add, Self.new, by: record, with: subscriber)
            : try await world.change(.add, Self.new, of: record)
        // Nothing is told before the code came back.
        try await Self.tell(world, post)
        #expect(post.texts(to: Self.known).isEmpty)
        #expect(try await world.proveContact(code, of: record) == (true, 0))
        try await Self.tell(world, post)
        let texts = post.texts(to: Self.known)
        #expect(texts.count == 1 && texts[0].contains("another e-mail address was proven"))
        #expect(!texts[0].contains(Self.new) && post.texts(to: Self.new).isEmpty)
        #expect(
            try await refusal {
                try await world.change(.add, Self.new, by: record, with: subscriber)
            } == Reason("contact.alreadyKnown", "6.14", "emailAddress"))
        world.clock.advance(byMilliseconds: Self.delay)
        // The certificate's own contact stays the one that is told of it; the new one hears of acts.
        #expect(try await Self.told(record, world) == Self.known)
        try await world.suspend(record)
        try await Self.tell(world, post)
        #expect(post.texts(to: Self.new).count == 1)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.14] is given up after the delay, is told itself, and is told nothing more then`()
        async throws
    {
        let (world, subscriber, record) = try await Self.begun()
        let post = Post()
        let code = try await world.change(.add, Self.new, by: record, with: subscriber)
        try await world.proveContact(code, of: record)
        let last = Reason("contact.last", "6.14", "emailAddress")
        // One that waits does not do in its place.
        #expect(
            try await refusal {
                try await world.change(.end, Self.known, by: record, with: subscriber)
            } == last)
        world.clock.advance(byMilliseconds: Self.delay)
        try await world.change(.end, Self.known, by: record, with: subscriber)
        try await Self.tell(world, post)
        for address in [Self.known, Self.new] {
            #expect(
                post.texts(to: address).filter { $0.contains("was given up") }.count == 1,
                "\(address)")
        }
        #expect(try await Self.told(record, world) == Self.known)
        // Nor can both go.
        #expect(
            try await refusal {
                try await world.change(.end, Self.new, by: record, with: subscriber)
            } == last)
        world.clock.advance(byMilliseconds: Self.delay)
        #expect(try await Self.told(record, world) == Self.new)
        let before = post.texts(to: Self.known).count
        try await world.suspend(record)
        try await Self.tell(world, post)
        #expect(post.texts(to: Self.known).count == before)
        // Brought again, it waits again.
        try await world.release(record)
        let again = try await world.change(.add, Self.known, of: record)
        try await world.proveContact(again, of: record)
        #expect(try await Self.told(record, world) == Self.new)
        // What the first of them was told of is not untold by that.
        try await Self.tell(world, post)
        let owed = try await world.ledger.read {
            try $0.untoldNews(.act, at: $0.atMilliseconds, limit: 100).map(\.object)
        }
        #expect(owed == [])
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.14] that somebody objects to neither comes nor goes`() async throws {
        let (world, subscriber, record) = try await Self.begun()
        let code = try await world.change(.add, Self.new, by: record, with: subscriber)
        try await world.proveContact(code, of: record)
        let application = try await world.application(record.application ?? "")
        let waiting = try await world.ledger.read {
            try $0.waitingContacts(of: application.reference)
        }
        #expect(waiting.map(\.application) == [record.application])
        try await world.keepContact(record.application ?? "")
        world.clock.advance(byMilliseconds: Self.delay)
        #expect(
            try await refusal {
                try await world.change(.end, Self.known, by: record, with: subscriber)
            } == Reason("contact.last", "6.14", "emailAddress"))
        let again = try await world.change(.add, Self.new, by: record, with: subscriber)
        try await world.proveContact(again, of: record)
        world.clock.advance(byMilliseconds: Self.delay)
        try await world.change(.end, Self.known, by: record, with: subscriber)
        try await world.keepContact(record.application ?? "")
        world.clock.advance(byMilliseconds: Self.delay)
        #expect(try await Self.told(record, world) == Self.known)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[5.8a] is refused by any other key, statement or state, and serves once`()
        async throws
    {
        let (world, subscriber, record) = try await Self.begun()
        let invalid = Reason("contact.requestInvalid", "5.8a", "signature")
        let stranger = try world.newSubscriber()
        #expect(
            try await refusal {
                try await world.change(.add, Self.new, by: record, with: stranger)
            } == invalid)
        let name = "\(record.authority)/\(record.serialHex)"
        for (act, address, caseLength) in [
            (ContactRequestStatement.Act.end, Self.new, Int64(0)), (.add, "x@example.hk", 0),
            (.add, Self.new, 1),
        ] {
            let other = ContactRequestStatement(
                origin: TestLedger.origin, environment: "test", certificate: name, act: act,
                address: address, caseLength: caseLength)
            #expect(
                try await refusal {
                    try await world.change(
                        .add, Self.new, by: record, with: subscriber, caseLength: 0,
                        signature: subscriber.sign(other.bytes))
                } == invalid)
        }
        try await world.change(.add, Self.new, by: record, with: subscriber)
        #expect(
            try await refusal {
                try await world.change(.add, Self.new, by: record, with: subscriber, caseLength: 0)
            } == Reason("contact.requestStale", "5.8a", "caseLength"))
        try await world.suspend(record)
        let unfit = Reason("contact.certificateUnfit", "6.14", "certificate")
        #expect(
            try await refusal {
                try await world.change(.add, Self.new, by: record, with: subscriber)
            } == unfit)
        // In person a suspended one will do, a revoked one will not.
        try await world.change(.add, Self.new, of: record)
        try await world.revoke(record)
        #expect(
            try await refusal { try await world.change(.add, Self.new, of: record) } == unfit)
    }

    static let missing: [(changes: JSONValue, code: String)] = [
        (["evidence": []], "subscriber.requestMissing"),
        (["documents": []], "release.documentsMissing"),
        (["requester": "representative"], "requester.authorisationMissing"),
        (["requester": "stranger"], "payload.choiceUnknown"),
        (["salt": "00"], "record.saltInvalid"),
        (["emailAddress": "no address"], "name.mailboxMalformed"),
    ]

    @Test(arguments: missing)
    func `[5.3a, 6.19a] in person without what shows who asks is refused`(
        changes: JSONValue, code: String
    ) async throws {
        let (world, _, record) = try await Self.begun()
        let found = try await refusal {
            try await world.change(.add, Self.new, of: record, changing: changes)
        }
        #expect(found?.code == code)
        #expect(
            try await refusal {
                try await world.change(.add, Self.new, of: record, by: world.issuingOfficer)
            }?.code == "act.roleWrong")
    }

    @Test func `[5.7] a wrong code is counted, and refused once it is used up`()
        async throws
    {
        let (world, subscriber, record) = try await Self.begun()
        let gone = Reason("contact.codeGone", "5.7", "code")
        #expect(try await refusal { try await world.proveContact("00000000", of: record) } == gone)
        let code = try await world.change(.add, Self.new, by: record, with: subscriber)
        let wrong = code.hasPrefix("0") ? "1" + code.dropFirst() : "0" + code.dropFirst()
        for left in (0..<Int64(5)).reversed() {
            #expect(try await world.proveContact(wrong, of: record) == (false, left))
        }
        #expect(try await refusal { try await world.proveContact(code, of: record) } == gone)
    }

    @Test(arguments: [true, false])
    func `[6.14] a code is refused once the certificate that asked was stopped`(
        forEver: Bool
    ) async throws {
        let (world, subscriber, record) = try await Self.begun()
        let code = try await world.change(.add, Self.new, by: record, with: subscriber)
        if forEver { try await world.revoke(record) } else { try await world.suspend(record) }
        #expect(
            try await refusal { try await world.proveContact(code, of: record) }
                == Reason("contact.codeGone", "5.7", "code"))
    }

    @Test func `[6.14] a request is not made stale by codes that anybody tells`() async throws {
        let (world, subscriber, record) = try await Self.begun()
        let name = "\(record.authority)/\(record.serialHex)"
        try await world.change(.add, Self.new, by: record, with: subscriber)
        let length = try await world.ledger.read { try $0.caseLength(of: name) }
        _ = try await world.proveContact("00000000", of: record)
        #expect(try await world.ledger.read { try $0.caseLength(of: name) } == length)
    }

    @Test func `[12.1] no entry and no row tells the address; who asks for the data gets it`()
        async throws
    {
        let (world, subscriber, record) = try await Self.begun()
        let code = try await world.change(.add, Self.new, by: record, with: subscriber)
        try await world.proveContact(code, of: record)
        let data = try await world.ledger.read {
            try SubjectData(["application": .string(record.application ?? "")], $0).json
        }
        #expect(String(decoding: data.canonicalBytes, as: UTF8.self).contains(Self.new))
        await world.ledger.close()
        let file = try DurableFile.read(
            world.test.folder.path + "/ledger.sqlite", limit: 1 << 28)
        #expect(!file.contains(Array(Self.new.utf8)))
    }

    @Test func `[6.19d] of many contacts the first and the newest are told, and no others`()
        async throws
    {
        let (world, subscriber, record) = try await Self.begun()
        let post = Post()
        let addresses = (1...6).map { "a\($0)@example.hk" }
        for address in addresses {
            let code = try await world.change(.add, address, by: record, with: subscriber)
            try await world.proveContact(code, of: record)
            // Codes of one application are few in a day.
            world.clock.advance(byMilliseconds: Self.delay)
        }
        let other = try await Self.issued(world, world.newSubscriber())
        try await Self.tell(world, post)
        let before = post.texts(to: Self.known).count
        try await world.suspend(other)
        try await Self.tell(world, post)
        let heard = addresses.map { address in
            post.texts(to: address).contains { $0.contains("a certificate was suspended") }
        }
        // Its own contact is told of the certificate itself.
        #expect(post.texts(to: Self.known).count == before)
        #expect(heard == [true, false, true, true, true, true])
    }
}
