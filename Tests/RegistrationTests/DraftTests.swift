import AuthorityTestSupport
import CanonicalJSON
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import TestSupport
import Testing

@Suite struct `A draft of an application` {
    private static let unknown = Reason("draft.unknown", nil, "code")
    private static let day: Int64 = 86_400_000

    private static func request(
        _ world: AuthorityWorld, _ operation: String, _ payload: JSONValue, id: String? = nil
    ) -> ActRequest {
        ActRequest(
            id: id ?? world.test.newRequestID(), operation: operation, actor: .anyone,
            payload: payload)
    }

    /// - Returns: the outcome's result, and the code where one was told.
    @discardableResult
    private static func save(
        _ content: JSONValue, _ world: AuthorityWorld, over code: String? = nil, id: String? = nil
    ) async throws -> (result: JSONValue, code: String?) {
        var payload: [String: JSONValue] = ["content": content]
        payload["code"] = code.map { .string($0) }
        let (outcome, told) = try await world.registration.saveDraft(
            request(world, "draft.save", .object(payload), id: id))
        return (outcome.result, told?.text)
    }

    private static func started(
        _ content: JSONValue, _ world: AuthorityWorld
    ) async throws -> String {
        try #require(try await save(content, world).code)
    }

    private static func read(_ code: String, _ world: AuthorityWorld) async throws -> JSONValue {
        try await world.ledger.read {
            try $0.readDraft(Payload(["code": .string(code)]))["content"] ?? .null
        }
    }

    @discardableResult
    private static func submit(
        _ code: String, _ world: AuthorityWorld, id: String? = nil
    ) async throws -> ActOutcome {
        try await world.registration.apply(
            request(world, "application.apply", ["draft": .string(code)], id: id))
    }

    @discardableResult
    private static func discard(_ code: String, _ world: AuthorityWorld) async throws -> JSONValue {
        try await world.registration.discardDraft(
            request(world, "draft.discard", ["code": .string(code)])
        ).result
    }

    /// Drafts, applications and dossiers that are there.
    private static func count(_ world: AuthorityWorld) async throws -> [Int] {
        try await world.ledger.read {
            [
                try $0.select(Draft.self).count, try $0.select(Application.self).count,
                try $0.rows("SELECT dossier FROM dossier_key WHERE dossier LIKE 'drf-%'").count,
                try $0.rows("SELECT dossier FROM personal WHERE dossier LIKE 'drf-%'").count,
            ]
        }
    }

    private static let half: JSONValue = [
        "category": "personal", "subject": ["surname": "陳", "commonName": .null],
        "identity": ["documents": [["number": "A12"]]],
    ]

    // MARK: Writing

    @Test func `[6.1] is kept half written, read by its code and replaced whole`() async throws {
        let world = try await AuthorityWorld.make()
        let before = try await Self.count(world)
        let (result, told) = try await Self.save(Self.half, world)
        let code = try #require(told)
        #expect(result["draft"]?.string?.hasPrefix("drf-") == true)
        #expect(
            result["until"]?.string
                == Time.rfc3339(world.clock.nowMilliseconds + 14 * Self.day))
        #expect(try await Self.read(code, world) == Self.half)
        // As people type it.
        #expect(
            try await Self.read(code.lowercased().replacing("-", with: " "), world) == Self.half)
        let (again, second) = try await Self.save(["category": "organisation"], world, over: code)
        #expect(second == nil && again["draft"] == result["draft"])
        #expect(try await Self.read(code, world) == ["category": "organisation"])
        #expect(try await Self.count(world) == [1, before[1], 1, 1])
        #expect(try await world.ledger.verify().isClean)
    }

    @Test(.disabled(if: TestStorage.isPostgreSQL, "SQLite's file is searched"))
    func `[12.1] its code is told once, and is neither in the result nor in the ledger`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let (result, told) = try await Self.save(Self.half, world, id: "draft-once")
        let code = try #require(told)
        let (again, none) = try await Self.save(Self.half, world, id: "draft-once")
        #expect(again == result && none == nil)
        try await Self.save(
            ["subject": ["commonName": "陳大文", "emailAddress": "tai.man@example.hk"]], world,
            over: code)
        await world.ledger.close()
        let path = world.test.folder.path + "/ledger.sqlite"
        let file = try DurableFile.read(path, limit: 1 << 28)
        #expect(file.contains(Array((result["draft"]?.string ?? "").utf8)))
        for text in ["陳", "tai.man@example.hk", code, code.replacing("-", with: "")] {
            #expect(!file.contains(Array(text.utf8)), "\(text)")
        }
    }

    static let unfit: [(name: String, content: JSONValue, reason: Reason)] = [
        ("no object", ["half"], Reason("payload.invalid", nil, "content")),
        (
            "what no application has", ["remark": "x"],
            Reason("payload.memberUnknown", nil, "remark")
        ),
        (
            "a long one", ["subject": .string(String(repeating: "x", count: 64 << 10))],
            Reason("draft.tooLong", nil, "content")
        ),
    ]

    @Test(arguments: unfit)
    func `[12.1] that is no part of an application is refused`(
        name: String, content: JSONValue, reason: Reason
    ) async throws {
        let world = try await AuthorityWorld.make()
        #expect(try await refusal { try await Self.save(content, world) } == reason)
        #expect(try await Self.count(world)[0] == 0)
    }

    static let places = ["request", "text", "deep", "name"]

    @Test(arguments: places)
    func `[6.7b] with a private key is refused, and the key is blocked for ever`(
        place: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let subscriber = try world.newSubscriber()
        let secret = try subscriber.key.pkcs8().withBytes { $0 }
        let pem =
            "-----BEGIN PRIVATE KEY-----\n\(Base64.encode(secret))\n-----END PRIVATE KEY-----\n"
        let content: JSONValue =
            switch place {
            case "request": ["request": .string(Base64.encode(Array(pem.utf8)))]
            case "text": ["subject": .string(pem)]
            case "deep": ["identity": ["documents": [["number": .string(Base64.encode(secret))]]]]
            default: ["subject": .object([pem: true])]
            }
        #expect(
            try await refusal { try await Self.save(content, world) }
                == Reason("key.privateKeyReceived", "6.7b", "content"))
        let hash = KeyHash.hex(of: subscriber.key.publicKey)
        #expect(
            try await world.ledger.read { try $0.get(KnownKey.self, .text(hash)) }?.state
                == .blocked)
        #expect(try await Self.count(world)[0] == 0)
    }

    // MARK: Handing in

    @Test func `[6.1] becomes the application that it holds, and is erased in the same act`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let before = try await Self.count(world)
        let subscriber = try world.newSubscriber()
        let whole = try AuthorityWorld.application(subscriber.request())
        let code = try await Self.started(Self.half, world)
        try await Self.save(whole, world, over: code)
        let outcome = try await Self.submit(code, world, id: "draft-submit")
        let id = try #require(outcome.result["application"]?.string)
        #expect(try await Self.count(world) == [0, before[1] + 1, 0, 0])
        let entry = try await world.ledger.read {
            try $0.entries(matching: EntryFilter(operation: "application.apply"), limit: 10)
                .last?.parsed()
        }
        #expect(entry?.facts["authority"] == "hk-rsa" && entry?.facts["category"] == "personal")
        #expect(entry?.facts["draft"]?.string?.hasPrefix("drf-") == true)
        // One act: the same request tells the same, another finds nothing.
        let again = try await Self.submit(code, world, id: "draft-submit")
        #expect(again.replayed && again.result == outcome.result)
        let gone = Reason("draft.unknown", nil, "draft")
        #expect(try await refusal { try await Self.submit(code, world) } == gone)
        try await world.bring(id, to: .issued, with: subscriber)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.1] that is half written is refused as an application, and stays as it was`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let before = try await Self.count(world)
        let code = try await Self.started(Self.half, world)
        #expect(
            try await refusal { try await Self.submit(code, world) }
                == Reason("payload.invalid", nil, "request"))
        #expect(try await Self.read(code, world) == Self.half)
        #expect(try await Self.count(world) == [1, before[1], 1, 1])
        #expect(
            try await refusal {
                try await world.registration.apply(
                    Self.request(
                        world, "application.apply",
                        ["draft": .string(code), "category": "personal"]))
            } == Reason("payload.memberUnknown", nil, "category"))
    }

    @Test func `[12.1] is on no work list, has no case number and is no application`() async throws
    {
        let world = try await AuthorityWorld.make()
        let before = try await Self.count(world)[1]
        let whole = try AuthorityWorld.application(world.newSubscriber().request())
        let code = try await Self.started(whole, world)
        #expect(try await Self.count(world)[1] == before)
        // Nor does it keep the key from whoever hands it in first.
        let id = try await world.apply(whole).result["application"]?.string
        #expect(id != nil)
        #expect(
            try await refusal { try await Self.submit(code, world) }
                == Reason("key.alreadyCertified", "8.15b", "request"))
    }

    // MARK: Its end

    @Test(arguments: ["discarded", "submitted", "expired", "erased"])
    func `[12.1] is refused with the same words once it is gone, and where it never was`(
        end: String
    ) async throws {
        let world = try await AuthorityWorld.make()
        let code = try await Self.started(
            AuthorityWorld.application(world.newSubscriber().request()), world)
        switch end {
        case "discarded": try await Self.discard(code, world)
        case "submitted": try await Self.submit(code, world)
        default: world.clock.advance(byMilliseconds: 14 * Self.day)
        }
        if end == "erased" { try await DraftRound(world.ledger).eraseDue() }
        let never = DraftCode(SystemRandomness()).text
        for wrong in [code, never, "0000", "U" + code.dropFirst()] {
            #expect(try await refusal { try await Self.read(wrong, world) } == Self.unknown)
            #expect(try await refusal { try await Self.discard(wrong, world) } == Self.unknown)
            #expect(
                try await refusal { try await Self.save(Self.half, world, over: wrong) }
                    == Self.unknown)
            #expect(
                try await refusal { try await Self.submit(wrong, world) }
                    == Reason("draft.unknown", nil, "draft"))
        }
        #expect(try await Self.count(world)[0] == (end == "expired" ? 1 : 0))
    }

    @Test func `[12.1] that nobody writes on is erased by the system, which tells nothing of whom`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let (result, _) = try await Self.save(Self.half, world)
        let other = try await Self.started(Self.half, world)
        world.clock.advance(byMilliseconds: 14 * Self.day - 1)
        try await DraftRound(world.ledger).eraseDue()
        #expect(try await Self.count(world)[0] == 2)
        // Who writes on it has the days anew.
        try await Self.save(Self.half, world, over: other)
        world.clock.advance(byMilliseconds: 1)
        try await DraftRound(world.ledger).eraseDue()
        #expect(try await Self.count(world) == [1, try await Self.count(world)[1], 1, 1])
        #expect(try await Self.read(other, world) == Self.half)
        let entries = try await world.ledger.read {
            try $0.entries(matching: EntryFilter(operation: "draft.erase"), limit: 10)
                .map { try $0.parsed() }
        }
        #expect(entries.count == 1 && entries[0].actor == "system")
        #expect(entries[0].facts == ["draft": result["draft"] ?? .null])
        try await DraftRound(world.ledger).eraseDue()
        #expect(try await Self.count(world)[0] == 1)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[12.1] is kept as long as the practice said when it was saved`() async throws {
        let world = try await AuthorityWorld.make()
        let before = try await Self.started(Self.half, world)
        try await world.change(["draftDays": 1])
        let after = try await Self.started(Self.half, world)
        world.clock.advance(byMilliseconds: Self.day)
        #expect(try await refusal { try await Self.read(after, world) } == Self.unknown)
        #expect(try await Self.read(before, world) == Self.half)
    }

    @Test func `[12.1] ends six times the days after it was begun, however often it is saved`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        try await world.change(["draftDays": 2])
        let code = try await Self.started(Self.half, world)
        for _ in 1...11 {
            world.clock.advance(byMilliseconds: Self.day)
            try await Self.save(Self.half, world, over: code)
        }
        world.clock.advance(byMilliseconds: Self.day)
        #expect(try await refusal { try await Self.read(code, world) } == Self.unknown)
    }

    // MARK: Strangers

    @Test func `[12.1] more of one hour, or of one draft, are refused`() async throws {
        let world = try await AuthorityWorld.make()
        let code = try await Self.started(Self.half, world)
        for _ in 1..<Draft.maximumSaves { try await Self.save(Self.half, world, over: code) }
        let many = Reason("draft.tooMany")
        #expect(
            try await refusal { try await Self.save(Self.half, world, over: code) }
                == Reason("draft.savedTooOften"))
        let left = Draft.savesPerHour - Int(Draft.maximumSaves)
        var last = code
        for place in 0..<left {
            let other = try await Self.started(Self.half, world)
            // What is gone counted all the same.
            if place.isMultiple(of: 2) { try await Self.discard(other, world) }
            last = other
        }
        #expect(try await refusal { try await Self.save(Self.half, world) } == many)
        // Who has one goes on.
        try await Self.save(Self.half, world, over: last)
        world.clock.advance(byMilliseconds: 3_600_000)
        #expect(try await Self.save(Self.half, world).code != nil)
    }
}
