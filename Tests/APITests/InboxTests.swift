@testable import API
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import Messages
import Notification
import Registration
import Status
import Testing
import TestSupport

/// What subscribers read later of what they were told.
@Suite struct `A subscriber's inbox` {
    private static let known = "tai.man@example.hk"
    private static let other = "other@example.hk"
    private static let hour: Int64 = 3_600_000

    /// Somebody's certificate, and what signs with its key.
    private struct Held {
        let subscriber: TestSubscriber
        let record: CertificateRecord
        var name: String { "\(record.authority)/\(record.serialHex)" }
    }

    private static func issued(
        _ world: APIWorld, _ address: String? = known, isProven: Bool = true
    ) async throws -> Held {
        let subject: JSONValue =
            address.map { AuthorityWorld.person.merging(["emailAddress": .string($0)]) }
            ?? ["commonName": "陳大文", "countryName": "HK"]
        let subscriber = try world.authority.newSubscriber()
        let id = try await world.authority.apply(subscriber, subject: subject)
        if isProven { try await world.authority.proveContact(id) }
        try await world.authority.bring(id, to: .issued, with: subscriber)
        let serial = try await world.authority.application(id).serialHex ?? ""
        return Held(
            subscriber: subscriber, record: try await world.authority.record("hk-rsa", serial))
    }

    private static func request(
        _ world: APIWorld, _ held: Held, by signer: TestSubscriber? = nil, name: String? = nil,
        sequence: Int64? = nil, laterBy milliseconds: Int64 = 0, origin: String = TestLedger.origin,
        page: Int64? = nil
    ) async throws -> JSONValue {
        let lines = try await world.authority.history(of: held.record).count
        let sequence = sequence ?? Int64(lines)
        let time = world.clock.nowMilliseconds + milliseconds
        let statement = InboxStatement(
            origin: origin, environment: "test", certificate: name ?? held.name,
            sequence: sequence, timeMilliseconds: time)
        var members: [String: JSONValue] = [
            "certificate": .string(name ?? held.name), "sequence": .integer(sequence),
            "time": .integer(time),
            "signature": .string(
                Base64.encode(try (signer ?? held.subscriber).sign(statement.bytes))),
        ]
        members["page"] = page.map { .integer($0) }
        return .object(members)
    }

    private static func read(
        _ world: APIWorld, _ held: Held, language: Language = .english
    ) async throws -> [JSONValue] {
        let answer = await world.post(
            "inbox", try await request(world, held), language: language)
        return try #require(answer.body["notices"]?.array, "\(answer.body)")
    }

    private static func refusal(_ world: APIWorld, _ body: JSONValue) async -> Reason? {
        await world.post("inbox", body).reason
    }

    private static func tell(_ world: APIWorld) async throws {
        let round = NoticeRound(world.authority.ledger, mailbox: { _ in nil }) { _ in }
        try await round.tellOfNews()
        try await round.tellSubscribers()
    }

    private static func kinds(_ notices: [JSONValue], of held: Held? = nil) -> [String] {
        notices.filter { held == nil || $0["certificate"]?.string == held?.name }
            .map { $0["notice"]?.string ?? "" }
    }

    // MARK: What is in it

    @Test(arguments: Language.allCases)
    func `[6.11] [6.19d] holds what was told and what was not yet, in the reader's language`(
        language: Language
    ) async throws {
        let world = try await APIWorld()
        let held = try await Self.issued(world)
        try await Self.tell(world)
        world.clock.advance(byMilliseconds: Self.hour)
        let told = world.clock.nowMilliseconds
        try await world.authority.suspend(held.record)
        try await world.authority.release(held.record)
        let before = try await world.authority.ledger.read { try $0.journalSize() }
        let notices = try await Self.read(world, held, language: language)
        #expect(Self.kinds(notices) == ["released", "suspended", "issued"])
        #expect(notices[2]["told"]?["way"] == ["mail"])
        #expect(notices.prefix(2).allSatisfy { $0["told"] == .null && $0["notTold"] == .null })
        #expect(notices[0]["at"] == .time(told))
        let words = [
            Language.english: "Your certificate is suspended",
            .traditionalChinese: "你的證書已暫時吊銷", .simplifiedChinese: "您的证书已挂起",
        ]
        #expect(notices[1]["title"]?.string?.contains(words[language] ?? "-") == true)
        #expect(notices[1]["text"]?.string?.contains(held.record.serialHex) == true)
        // It is no act.
        #expect(try await world.authority.ledger.read { try $0.journalSize() } == before)
        try await Self.tell(world)
        #expect(try await Self.read(world, held).allSatisfy { $0["told"]?["at"] != nil })
    }

    @Test func `[6.13] holds the reminder that is due, and those that were told`() async throws {
        let world = try await APIWorld()
        let held = try await Self.issued(world)
        let day = 24 * Self.hour
        world.clock.set(toMilliseconds: held.record.notAfterMilliseconds - 59 * day)
        #expect(Self.kinds(try await Self.read(world, held)) == ["ending", "issued"])
        try await Self.tell(world)
        world.clock.set(toMilliseconds: held.record.notAfterMilliseconds - 6 * day)
        let notices = try await Self.read(world, held)
        #expect(Self.kinds(notices) == ["ending", "ending", "issued"])
        #expect(notices[0]["told"] == .null && notices[1]["told"] != .null)
    }

    @Test func `[6.11] says why nobody could be told`() async throws {
        let world = try await APIWorld()
        let held = try await Self.issued(world, nil, isProven: false)
        try await Self.tell(world)
        let notice = try #require(try await Self.read(world, held).first)
        #expect(notice["notTold"]?["cause"] == "noAddress" && notice["told"] == .null)
    }

    @Test func `[12.1] comes in pages that are bounded`() async throws {
        let world = try await APIWorld()
        let held = try await Self.issued(world)
        for _ in 1...Inbox.pageSize / 2 {
            try await world.authority.suspend(held.record)
            try await world.authority.release(held.record)
        }
        let pages = try await [Int64(1), 2, 3].asyncMap { page in
            await world.post("inbox", try await Self.request(world, held, page: page)).body
        }
        #expect(pages.map { $0["notices"]?.array?.count } == [Inbox.pageSize, 1, 0])
        #expect(pages[1]["notices"]?.array?.first?["notice"] == "issued")
        for page in [Int64(0), 1001] {
            let body = try await Self.request(world, held, page: page)
            #expect(await Self.refusal(world, body) == Reason("payload.invalid", nil, "page"))
        }
    }

    // MARK: Whose it is

    @Test func `[6.14] a valid one reads of its subscriber's others, and names nobody`()
        async throws
    {
        let world = try await APIWorld()
        let first = try await Self.issued(world)
        let second = try await Self.issued(world)
        let stranger = try await Self.issued(world, nil, isProven: false)
        try await world.authority.suspend(second.record)
        let notices = try await Self.read(world, first)
        #expect(Self.kinds(notices, of: second) == ["suspended", "issued"])
        #expect(Self.kinds(notices).contains("applied"))
        let acts = notices.filter { $0["certificate"] == .null }
        #expect(!acts.isEmpty)
        let text = acts.map { $0.formatted() }.joined()
        for words in [Self.known, "val", "app-", second.record.serialHex] {
            #expect(!text.contains(words), "\(words)")
        }
        // Whoever proved no contact reads of itself alone.
        #expect(Self.kinds(try await Self.read(world, stranger)) == ["issued"])
    }

    @Test func `[6.14] who came with a new contact reads nothing of the others while it waits`()
        async throws
    {
        let world = try await APIWorld()
        let first = try await Self.issued(world)
        let second = try await Self.issued(world, Self.other)
        #expect(Self.kinds(try await Self.read(world, second)) == ["issued"])
        // Whoever was there before sees it come, and can object.
        #expect(Self.kinds(try await Self.read(world, first)).contains("contactAdded"))
        // Under the names by which contacts are told of it, so that the inbox finds when.
        let id = second.record.application ?? ""
        let reference = try await world.authority.application(id).subscriber ?? ""
        let (waiting, acts) = try await world.authority.ledger.read { snapshot in
            (
                try snapshot.untoldNews(.act, at: snapshot.atMilliseconds, limit: 100)
                    .map(\.object).filter { $0.hasPrefix("app-") },
                try snapshot.acts(inNameOf: reference).map(\.object)
            )
        }
        #expect(waiting.contains { $0.contains("/contact-") })
        for object in waiting {
            #expect(acts.contains { object.hasPrefix("\($0)/") }, "\(object)")
        }
        world.clock.advance(byMilliseconds: 72 * Self.hour)
        #expect(Self.kinds(try await Self.read(world, second), of: first) == ["issued"])
    }

    @Test func `[6.27] what has ended reads of itself, for whatever reason it ended`() async throws
    {
        let world = try await APIWorld()
        let first = try await Self.issued(world)
        let second = try await Self.issued(world)
        try await world.authority.revoke(second.record)
        #expect(Self.kinds(try await Self.read(world, second)) == ["revoked", "issued"])
        world.clock.set(toMilliseconds: first.record.notAfterMilliseconds + 1)
        let notices = try await Self.read(world, first)
        #expect(notices.allSatisfy { $0["certificate"]?.string == first.name })
    }

    // MARK: What is refused

    @Test(arguments: ["keyLost", "identificationPending", "keyCompromise", "blocked", "code"])
    func `[12.1] a key that may be in other hands is refused`(how: String) async throws {
        let world = try await APIWorld()
        let held = try await Self.issued(world)
        switch how {
        case "keyCompromise":
            try await world.authority.revoke(held.record, changing: ["reason": "keyCompromise"])
        case "blocked":
            try await world.authority.prove(held.record, with: held.subscriber)
        case "code":
            try await world.authority.suspend(held.record)
            try await world.authority.revoke(held.record)
        default:
            try await world.authority.suspend(held.record, changing: ["reason": .string(how)])
        }
        #expect(
            await Self.refusal(world, try await Self.request(world, held))
                == Reason("inbox.keyLost", "12.1", "certificate"))
    }

    @Test func `[6.19d] an investigation hides nothing from whom it is about`() async throws {
        let world = try await APIWorld()
        let held = try await Self.issued(world)
        try await world.authority.suspend(
            held.record, changing: ["reason": "investigation", "requester": "authority"])
        #expect(Self.kinds(try await Self.read(world, held)) == ["suspended", "issued"])
    }

    @Test func `[5.8a] whoever has not the key is refused alike, whatever the number stands for`()
        async throws
    {
        let world = try await APIWorld()
        let held = try await Self.issued(world)
        let stranger = try world.authority.newSubscriber()
        let invalid = Reason("inbox.requestInvalid", "5.8a", "signature")
        for body in [
            try await Self.request(world, held, by: stranger),
            try await Self.request(world, held, name: "hk-rsa/4a0b77129c0011aa"),
            try await Self.request(world, held, origin: "elsewhere.example"),
        ] {
            #expect(await Self.refusal(world, body) == invalid)
        }
        // What was signed to suspend reads nothing.
        let request = StatusRequestStatement(
            origin: TestLedger.origin, environment: "test", certificate: held.name, act: .suspend,
            reason: "keyLost", sequence: 1)
        let body = try await Self.request(world, held).merging([
            "signature": .string(Base64.encode(try held.subscriber.sign(request.bytes)))
        ])
        #expect(await Self.refusal(world, body) == invalid)
    }

    @Test(arguments: [(-300_000, true), (300_000, true), (-300_001, false), (300_001, false)])
    func `[12.1] a signature serves for five minutes`(
        distance: Int64, isTaken: Bool
    ) async throws {
        let world = try await APIWorld()
        let held = try await Self.issued(world)
        let body = try await Self.request(world, held, laterBy: distance)
        #expect(
            await Self.refusal(world, body)
                == (isTaken ? nil : Reason("inbox.timeWrong", "12.1", "time")))
    }

    @Test func `[12.1] a signature of before the last change reads nothing of it`() async throws {
        let world = try await APIWorld()
        let held = try await Self.issued(world)
        let body = try await Self.request(world, held)
        #expect(await Self.refusal(world, body) == nil)
        try await world.authority.suspend(
            held.record, changing: ["reason": "investigation", "requester": "authority"])
        #expect(
            await Self.refusal(world, body)
                == Reason("certificate.requestStale", "5.8a", "sequence"))
        let extreme = try await Self.request(world, held, laterBy: -world.clock.nowMilliseconds)
            .merging(["time": .integer(.min)])
        #expect(await Self.refusal(world, extreme)?.code == "inbox.requestInvalid")
    }

    @Test func `[12.1] sixty readings an hour are answered, and strangers use up none`()
        async throws
    {
        let world = try await APIWorld()
        let held = try await Self.issued(world)
        let stranger = try world.authority.newSubscriber()
        let foreign = try await Self.request(world, held, by: stranger)
        for _ in 1...70 { #expect(await Self.refusal(world, foreign) != nil) }
        let body = try await Self.request(world, held)
        for _ in 1...60 { #expect(await Self.refusal(world, body) == nil) }
        #expect(
            await Self.refusal(world, body) == Reason("inbox.wait", "12.1", "certificate"))
        world.clock.advance(byMilliseconds: Self.hour)
        #expect(await Self.refusal(world, try await Self.request(world, held)) == nil)
    }

    @Test func `[12.1] data that are kept and not used are not read this way`() async throws {
        let world = try await APIWorld()
        let held = try await Self.issued(world)
        try await world.authority.revoke(held.record)
        let application = try await world.authority.application(held.record.application ?? "")
        let body = try await Self.request(world, held)
        #expect(await Self.refusal(world, body) == nil)
        let keeper = try await world.authority.enrol(
            "off-sui", granting: .subscriberDataOfficer, [:])
        let payload: JSONValue = [
            "subscriber": .string(application.subscriber ?? ""), "reason": "personAsks",
            "evidence": [.string(AuthorityWorld.evidence)],
        ]
        let act = try await world.authority.test.request(
            "subscriber.restrict", by: keeper, caseID: application.subscriber ?? "",
            payload: payload)
        _ = try await world.authority.ledger.act(act) { transaction in
            try SubscriberAct(Payload(payload)).restrict(&transaction)
        }
        #expect(await Self.refusal(world, body)?.code == "subscriber.restricted")
    }
}

extension Array {
    fileprivate func asyncMap<Result>(
        _ transform: (Element) async throws -> Result
    ) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
