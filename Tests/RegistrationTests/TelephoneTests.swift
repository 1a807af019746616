import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Ledger
import Messages
import Registration
import TestSupport
import Testing

@Suite struct `The telephone of an applicant` {
    private static let stated: JSONValue = [
        "telephone": "+852 9123 4567", "language": "en",
    ]

    private static func world() async throws -> AuthorityWorld {
        let world = try await AuthorityWorld.make()
        try await world.connectGateway()
        return world
    }

    private static func apply(
        _ world: AuthorityWorld, _ contact: JSONValue = stated
    ) async throws -> String {
        try await world.apply(world.newSubscriber(), contact: contact)
    }

    @Test func `[5.7] is proven by a code that comes there, in the language that was asked for`()
        async throws
    {
        let world = try await Self.world()
        let id = try await Self.apply(world)
        let asked = try await world.askCodeByTelephone(id)
        #expect(asked.result["contact"] == "telephone")
        let message = try #require(world.shortMessages.last)
        #expect(message.telephone == AuthorityWorld.telephone)
        #expect(message.text.contains("is your code for") && world.newestCode.utf8.count == 8)
        #expect(!message.text.contains(id))
        let wrong = world.newestCode == "00000000" ? "11111111" : "00000000"
        #expect(try await !world.tellCode(wrong, id))
        #expect(try await world.tellCode(world.newestCode, id))
        #expect(
            try await refusal { try await world.askCodeByTelephone(id) }
                == Reason("contact.alreadyProven", "5.7", "application"))
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[5.7] proves nothing of the mail address beside it, and the reverse`() async throws
    {
        let world = try await Self.world()
        let id = try await Self.apply(world)
        try await world.askCodeByTelephone(id)
        let code = world.newestCode
        // A code is told for the contact that it went to.
        let gone = Reason("contact.codeGone", "5.7", "code")
        let other = try await refusal {
            try await world.registration.proveContact(
                ActRequest(
                    id: world.test.newRequestID(), operation: "application.proveContact",
                    actor: .applicant, caseID: id,
                    payload: ["application": .string(id), "code": .string(code)]))
        }
        #expect(other == gone)
        try await world.proveContact(id)
        #expect(try await world.tellCode(code, id))
    }

    @Test(
        arguments: [
            ["telephone": "+8529123456"], ["telephone": "91234567"], ["telephone": "+85201234567"],
        ] as [JSONValue])
    func `[5.7] is refused where it is none`(contact: JSONValue) async throws {
        let world = try await Self.world()
        #expect(
            try await refusal { try await Self.apply(world, contact) }
                == Reason("contact.telephone", nil, "telephone"))
    }

    @Test(arguments: [[:], ["language": "fr"], ["fax": "+85291234567"]] as [JSONValue])
    func `[5.7] what is no contact is refused`(contact: JSONValue) async throws {
        let world = try await Self.world()
        #expect(try await refusal { try await Self.apply(world, contact) } != nil)
    }

    @Test func `[5.7] nothing is drawn without a gateway, or where none is stated`() async throws {
        let world = try await AuthorityWorld.make()
        let id = try await Self.apply(world)
        #expect(
            try await refusal { try await world.askCodeByTelephone(id) }?.code
                == "contact.noGateway")
        try await world.connectGateway()
        let bare = try await world.apply(world.newSubscriber())
        #expect(
            try await refusal { try await world.askCodeByTelephone(bare) }
                == Reason("contact.none", "5.7", "application"))
        #expect(world.shortMessages.isEmpty)
        try await world.askCodeByTelephone(id)
    }

    @Test func `[5.7] one number gets three codes an hour, whoever applies`() async throws {
        let world = try await Self.world()
        for _ in 0..<ContactProof.maximumToTelephone {
            try await world.askCodeByTelephone(Self.apply(world))
        }
        let other = try await Self.apply(world)
        let exhausted = Reason("contact.codesExhausted", "5.7", "application")
        #expect(try await refusal { try await world.askCodeByTelephone(other) } == exhausted)
        #expect(world.shortMessages.count == ContactProof.maximumToTelephone)
        world.clock.advance(byMilliseconds: 3_600_000 - 1)
        #expect(try await refusal { try await world.askCodeByTelephone(other) } == exhausted)
        world.clock.advance(byMilliseconds: 1)
        world.sources.answer(atMilliseconds: world.clock.nowMilliseconds)
        try await world.askCodeByTelephone(other)
    }

    @Test func `[5.7] strangers run up no bill: all numbers together get a hundred an hour`()
        async throws
    {
        let world = try await Self.world()
        func id(_ number: Int) async throws -> String {
            try await Self.apply(world, ["telephone": .string("+852\(91_000_000 + number)")])
        }
        var last = ""
        for number in 0..<ContactProof.maximumToTelephones {
            if number % ContactProof.maximumToTelephone == 0 { last = try await id(number) }
            try await world.askCodeByTelephone(last)
        }
        last = try await id(ContactProof.maximumToTelephones)
        #expect(
            try await refusal { try await world.askCodeByTelephone(last) }
                == Reason("contact.codesExhausted", "5.7", "application"))
        // Mail costs nothing, and goes on.
        try await world.proveContact(last)
    }

    @Test func `[5.7] a gateway that fails leaves a code of nobody, and another is asked for`()
        async throws
    {
        let world = try await Self.world()
        let id = try await Self.apply(world)
        world.sources.answer { _, _ throws(ConnectorFault) in throw .unreachable }
        #expect(
            try await refusal { try await world.askCodeByTelephone(id) }?.code == "sms.notTaken")
        world.sources.answer(
            atMilliseconds: world.clock.nowMilliseconds, ["matched": false])
        #expect(
            try await refusal { try await world.askCodeByTelephone(id) }?.code == "sms.refused")
        try await world.proveTelephone(id)
    }

    @Test func `[5.7] codes that a dead gateway lost are not counted against the mail address`()
        async throws
    {
        let world = try await Self.world()
        let id = try await Self.apply(world)
        for _ in 0..<ContactProof.maximumNumber {
            world.sources.answer { _, _ throws(ConnectorFault) in throw .unreachable }
            #expect(
                try await refusal { try await world.askCodeByTelephone(id) }?.code
                    == "sms.notTaken")
            world.clock.advance(byMilliseconds: 3_600_000)
        }
        let exhausted = Reason("contact.codesExhausted", "5.7", "application")
        #expect(try await refusal { try await world.askCodeByTelephone(id) } == exhausted)
        for _ in 0..<ContactProof.maximumNumber { try await world.askCodeByMail(id) }
        #expect(try await refusal { try await world.askCodeByMail(id) } == exhausted)
    }

    @Test func `[12.1] and its code are in no row and no entry`() async throws {
        let world = try await Self.world()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber, contact: Self.stated)
        try await world.askCodeByTelephone(id)
        let code = world.newestCode
        try await world.tellCode(code, id)
        try await world.bring(id, to: .issued, with: subscriber)
        await world.ledger.close()
        let bytes = try DurableFile.read(
            world.test.folder.path + "/ledger.sqlite", limit: 1 << 28)
        for text in [code, AuthorityWorld.telephone, "91234567"] {
            #expect(!bytes.contains(Array(text.utf8)), "\(text)")
        }
    }

    // MARK: Where a certificate's subscriber is told

    private static let known = "tai.man@example.hk"
    private static let nobody: JSONValue = ["commonName": "陳大文", "countryName": "HK"]
    private static let delay: Int64 = 72 * 3_600_000

    /// A certificate of the same person, of which these were proven.
    private static func issued(
        _ world: AuthorityWorld, _ subject: JSONValue? = nil, _ contact: JSONValue = .null,
        proving ways: Set<ContactWay>
    ) async throws -> String {
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber, subject: subject, contact: contact)
        if ways.contains(.emailAddress) { try await world.proveContact(id) }
        if ways.contains(.telephone) { try await world.proveTelephone(id) }
        try await world.bring(id, to: .issued, with: subscriber)
        return id
    }

    private static func told(
        _ id: String, _ world: AuthorityWorld
    ) async throws -> SubscriberContact? {
        let serial = try await world.application(id).serialHex ?? ""
        let record = try await world.record("hk-rsa", serial)
        return try await world.ledger.read { try $0.subscriberContact(of: record) }
    }

    @Test func `[6.14] a number that a known subscriber brings anew counts after the delay`()
        async throws
    {
        let world = try await Self.world()
        let first = try await Self.issued(world, proving: [.emailAddress])
        let second = try await Self.issued(
            world, nil, Self.stated, proving: [.emailAddress, .telephone])
        #expect(try await Self.told(second, world)?.telephone == nil)
        #expect(try await Self.told(second, world)?.address == Self.known)
        world.clock.advance(byMilliseconds: Self.delay)
        #expect(
            try await Self.told(second, world)?.telephone?.text == AuthorityWorld.telephone)
        #expect(try await Self.told(second, world)?.language == .english)
        // By then it is one of the subscriber's, whichever certificate it is about.
        #expect(
            try await Self.told(first, world)?.telephone?.text == AuthorityWorld.telephone)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test(arguments: [false, true])
    func `[6.14] an address that waits or was objected to is not told where a number counts`(
        isObjectedTo: Bool
    ) async throws {
        let world = try await Self.world()
        _ = try await Self.issued(world, Self.nobody, Self.stated, proving: [.telephone])
        let other = try await Self.issued(world, proving: [.emailAddress])
        if isObjectedTo {
            try await world.keepContact(other)
            world.clock.advance(byMilliseconds: 2 * Self.delay)
        }
        let contact = try await Self.told(other, world)
        #expect(contact?.address == nil)
        #expect(contact?.telephone?.text == AuthorityWorld.telephone)
    }

    @Test func `[5.7, 6.11] beside a proven number an address that nobody proved is told nothing`()
        async throws
    {
        let world = try await Self.world()
        let id = try await Self.issued(world, nil, Self.stated, proving: [.telephone])
        let contact = try await Self.told(id, world)
        #expect(contact?.address == nil)
        #expect(contact?.telephone?.text == AuthorityWorld.telephone)
        let both = try await Self.issued(
            world, nil, ["telephone": "+85291234568"], proving: [.emailAddress])
        world.clock.advance(byMilliseconds: Self.delay)
        #expect(try await Self.told(both, world)?.address == Self.known)
    }

    @Test(arguments: [false, true])
    func `[6.11] until a number alone counts, the address that was proven before is told`(
        isObjectedTo: Bool
    ) async throws {
        let world = try await Self.world()
        _ = try await Self.issued(world, proving: [.emailAddress])
        let id = try await Self.issued(world, Self.nobody, Self.stated, proving: [.telephone])
        var contact = try await Self.told(id, world)
        #expect(contact?.address == Self.known && contact?.telephone == nil)
        if isObjectedTo { try await world.keepContact(id) }
        world.clock.advance(byMilliseconds: Self.delay)
        contact = try await Self.told(id, world)
        #expect(contact?.address == (isObjectedTo ? Self.known : nil))
        #expect(
            contact?.telephone?.text == (isObjectedTo ? nil : AuthorityWorld.telephone))
    }
}
