import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import PKIX
import SwiftASN1
import Synchronization
import TestSupport
import Testing

@testable import Registration

/// Keeps what was to be sent.
private final class Post: Sendable {
    private let taken = Mutex<[ContactMessage]>([])

    var messages: [ContactMessage] { taken.withLock { $0 } }

    /// The code in the newest message, with the blank that it is written with.
    var code: String {
        (messages.last?.text ?? "").split { !("0"..."9").contains($0) }.prefix(2)
            .joined(separator: " ")
    }

    func take(_ message: ContactMessage) { taken.withLock { $0.append(message) } }
}

@Suite struct `An e-mail address` {
    private static func act(
        _ world: AuthorityWorld, _ operation: String, _ payload: JSONValue
    ) -> ActRequest {
        ActRequest(
            id: world.test.newRequestID(), operation: operation, actor: .applicant,
            caseID: payload["application"]?.string, payload: payload)
    }

    private static func ask(_ world: AuthorityWorld, _ id: String, _ post: Post) async throws {
        let outcome = try await world.registration.sendCode(
            act(world, "application.sendCode", ["application": .string(id)]), send: post.take)
        #expect(outcome.result["contact"] == "emailAddress")
    }

    /// - Returns: whether it is proven, and how many tries are left.
    @discardableResult
    private static func tell(
        _ world: AuthorityWorld, _ id: String, _ code: String
    ) async throws -> (Bool?, Int64?) {
        let result = try await world.registration.proveContact(
            act(
                world, "application.proveContact",
                ["application": .string(id), "code": .string(code)])
        ).result
        return (result["proven"]?.bool, result["triesLeft"]?.integer)
    }

    /// What the certificate of an application names as not verified.
    private static func unverified(
        _ world: AuthorityWorld, _ id: String
    ) async throws -> UnverifiedInformation? {
        let serial = try await world.application(id).serialHex ?? ""
        let record = try await world.record("hk-rsa", serial)
        let certificate = try Certificate(derEncoded: record.certificate ?? [])
        return try PrivateArc(base: [1, 3, 6, 1, 4, 1, 32473]).value(
            of: UnverifiedInformation.self, in: certificate.extensions)
    }

    /// Another code of eight digits.
    private static func wrong(_ code: String) -> String {
        code.hasPrefix("0") ? "1" + code.dropFirst() : "0" + code.dropFirst()
    }

    @Test func `[5.7] whose code comes back is not named as unverified`() async throws {
        let world = try await AuthorityWorld.make()
        let post = Post()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await Self.ask(world, id, post)
        #expect(post.messages.map(\.recipient) == ["tai.man@example.hk"])
        #expect(post.messages[0].subject.contains(id))
        #expect(post.messages[0].text.components(of: post.code) == 3)
        #expect(try await Self.tell(world, id, post.code) == (true, 0))
        // It is used, and cannot be told again.
        let gone = Reason("contact.codeGone", "5.7", "code")
        #expect(try await refusal { try await Self.tell(world, id, post.code) } == gone)
        #expect(
            try await refusal { try await Self.ask(world, id, post) }
                == Reason("contact.alreadyProven", "5.7", "application"))
        try await world.bring(id, to: .issued, with: subscriber)
        #expect(try await Self.unverified(world, id) == nil)
        let found = try await world.ledger.read {
            try $0.subscribers(withAddress: "tai.man@example.hk", limit: 10).map(\.reference)
        }
        #expect(found == [try await world.application(id).reference])
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[5.7] whose code does not come back is named as unverified`() async throws {
        let world = try await AuthorityWorld.make()
        let post = Post()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await Self.ask(world, id, post)
        for left in (0..<ContactProof.maximumTries).reversed() {
            #expect(try await Self.tell(world, id, Self.wrong(post.code)) == (false, left))
        }
        let gone = Reason("contact.codeGone", "5.7", "code")
        #expect(try await refusal { try await Self.tell(world, id, post.code) } == gone)
        try await world.bring(id, to: .issued, with: subscriber)
        #expect(try await Self.unverified(world, id) == UnverifiedInformation([.emailAddress]))
        #expect(
            try await world.ledger.read {
                try $0.subscribers(withAddress: "tai.man@example.hk", limit: 10)
            }.isEmpty)
        #expect(try await world.ledger.verify().isClean)
    }

    @Test(arguments: [(-1, true), (0, false)] as [(Int64, Bool)])
    func `[5.7] is proven within fifteen minutes, and not after`(
        beyond: Int64, isTaken: Bool
    ) async throws {
        let world = try await AuthorityWorld.make()
        let post = Post()
        let id = try await world.apply(world.newSubscriber())
        try await Self.ask(world, id, post)
        world.clock.advance(byMilliseconds: ContactProof.lifetimeMilliseconds + beyond)
        let reason = try await refusal { try await Self.tell(world, id, post.code) }
        #expect(reason == (isTaken ? nil : Reason("contact.codeGone", "5.7", "code")))
    }

    @Test func `[5.7] the newest code counts, and there are few`() async throws {
        let world = try await AuthorityWorld.make()
        let post = Post()
        let id = try await world.apply(world.newSubscriber())
        var codes: [String] = []
        for _ in 0..<ContactProof.maximumNumber {
            try await Self.ask(world, id, post)
            codes.append(post.code)
        }
        #expect(Set(codes).count == codes.count)
        #expect(
            try await refusal { try await Self.ask(world, id, post) }
                == Reason("contact.codesExhausted", "5.7", "application"))
        #expect(try await Self.tell(world, id, codes[0]).0 == false)
        #expect(try await Self.tell(world, id, codes.last ?? "").0 == true)
    }

    @Test func `[5.7] nobody fills a mailbox by applying again and again; tomorrow is another day`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let post = Post()
        let exhausted = Reason("contact.codesExhausted", "5.7", "application")
        var last = ""
        for place in 0..<ContactProof.maximumToAddress {
            if place % ContactProof.maximumNumber == 0 {
                last = try await world.apply(world.newSubscriber())
            }
            try await Self.ask(world, last, post)
        }
        let other = try await world.apply(world.newSubscriber())
        #expect(try await refusal { try await Self.ask(world, other, post) } == exhausted)
        world.clock.advance(byMilliseconds: 24 * 3_600_000)
        for id in [other, last] { try await Self.ask(world, id, post) }
        #expect(try await Self.tell(world, last, post.code).0 == true)
    }

    @Test func `[5.7] is proven of what is stated, before anything is prepared of it`()
        async throws
    {
        let world = try await AuthorityWorld.make()
        let post = Post()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await Self.ask(world, id, post)
        try await Self.tell(world, id, post.code)
        try await world.vet(id)
        let state = Reason("application.stateWrong", "6.6", "application")
        #expect(try await refusal { try await Self.ask(world, id, post) } == state)
        try await world.giveBack(id)
        let other = AuthorityWorld.person.merging(["emailAddress": "other@example.hk"])
        try await world.correct(id, with: subscriber, subject: other)
        try await Self.ask(world, id, post)
        #expect(post.messages.last?.recipient == "other@example.hk")
        try await world.bring(id, to: .issued, with: subscriber)
        #expect(try await Self.unverified(world, id) == UnverifiedInformation([.emailAddress]))
        let bare = try await world.apply(
            world.newSubscriber(), subject: ["commonName": "李小明", "countryName": "HK"])
        #expect(
            try await refusal { try await Self.ask(world, bare, post) }
                == Reason("contact.none", "5.7", "application"))
    }

    @Test func `[12.1] and its code are in no row and no entry`() async throws {
        let world = try await AuthorityWorld.make()
        let post = Post()
        let id = try await world.apply(world.newSubscriber())
        try await Self.ask(world, id, post)
        let code = post.code.filter { $0 != " " }
        #expect(code.utf8.count == 8)
        await world.ledger.close()
        let bytes = try DurableFile.read(
            world.test.folder.path + "/ledger.sqlite", limit: 1 << 28)
        for text in [code, post.code, "tai.man@example.hk"] {
            #expect(!bytes.contains(Array(text.utf8)), "\(text)")
        }
    }
}

extension String {
    /// How often a text stands in it.
    fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
