@testable import API
import AuthorityTestSupport
import CanonicalJSON
import Governance
import Issuance
import Ledger
import Registration
import Status
import Testing
import TestSupport

/// The ends of a subscription, as lists tell them.
@Suite struct `A subscription` {
    private func told(_ record: CertificateRecord, _ world: APIWorld) async throws -> JSONValue? {
        let list = await world.get("certificates", ["serial": record.serialHex])
        let one = await world.get("certificates/\(record.authority)/\(record.serialHex)")
        let listed = list.body["certificates"]?.array?.first?["subscription"]
        #expect(listed == one.body["subscription"])
        return listed
    }

    @Test func `[6.27] goes on with its certificate, suspended or not`() async throws {
        let world = try await APIWorld()
        let record = try await world.authority.issued()
        #expect(try await told(record, world) == "active")
        try await world.authority.suspend(record)
        #expect(try await told(record, world) == "active")
        world.clock.set(toMilliseconds: record.notAfterMilliseconds)
        #expect(try await told(record, world) == "active")
    }

    @Test func `[6.27] ends when its certificate does, and is active no longer`() async throws {
        let world = try await APIWorld()
        let record = try await world.authority.issued()
        let held = try await world.authority.issued()
        try await world.authority.suspend(held)
        world.clock.set(toMilliseconds: record.notAfterMilliseconds + 1)
        #expect(try await told(record, world) == "expired")
        #expect(try await told(held, world) == "expired")
        // What was revoked before stays that.
        try await world.authority.revoke(record)
        #expect(try await told(record, world) == "revoked")
    }

    @Test(arguments: ["superseded", "keyCompromise", "affiliationChanged", "cessationOfOperation"])
    func `[6.27] [6.28] is ended on request where its use ceases, else revoked; both are kept`(
        reason: String
    ) async throws {
        let world = try await APIWorld()
        let subscriber = try world.authority.newSubscriber()
        let byKey = try await world.authority.issued(subscriber)
        let byOfficer = try await world.authority.issued()
        world.clock.advance(byMilliseconds: 86_400_000)
        try await world.authority.ask(.revoke, byKey, with: subscriber, reason: reason)
        try await world.authority.revoke(byOfficer, changing: ["reason": .string(reason)])
        let expected: JSONValue = reason == "cessationOfOperation" ? "terminated" : "revoked"
        for record in [byKey, byOfficer] {
            #expect(try await told(record, world) == expected)
            let event = try #require(try await world.authority.history(of: record).last)
            let entry = try await world.authority.ledger.read {
                try $0.entry(at: event.entry).parsed()
            }
            #expect(entry.caseID == "\(record.authority)/\(record.serialHex)")
        }
        // As it was before, for who asks of the past.
        world.clock.advance(byMilliseconds: 86_400_000)
        let past = await world.get(
            "certificates/\(byKey.authority)/\(byKey.serialHex)",
            ["at": "\(byKey.issuedAtMilliseconds.map { Self.rfc3339($0) } ?? "")"])
        #expect(past.body["subscription"] == "active")
    }

    @Test
    func `[6.28] an end that somebody else asks for, or without proof of who asks, is refused`()
        async throws
    {
        let world = try await APIWorld()
        let record = try await world.authority.issued()
        let ended: JSONValue = ["reason": "cessationOfOperation"]
        #expect(
            try await refusal {
                try await world.authority.revoke(
                    record, changing: ended.merging(["evidence": []]))
            } == Reason("revocation.evidenceMissing", "6.19a", "evidence"))
        #expect(
            try await refusal {
                try await world.authority.ask(
                    .revoke, record, with: TestSubscriber.rsa.get(), reason: "cessationOfOperation")
            } == Reason("certificate.requestInvalid", "5.8a", "signature"))
        #expect(try await told(record, world) == "active")
    }

    private static func rfc3339(_ milliseconds: Int64) -> String {
        JSONValue.time(milliseconds).string ?? ""
    }

    @Test func `[6.27] [6.13] goes on with what renews it, once its certificate has ended`()
        async throws
    {
        let world = try await APIWorld()
        let (current, next) = (
            try world.authority.newSubscriber(), try world.authority.newSubscriber()
        )
        let record = try await world.authority.issued(current)
        let application = AuthorityWorld.application(try next.request()).merging([
            "renews": .string("\(record.authority)/\(record.serialHex)")
        ])
        let id = try await world.authority.apply(application).result["application"]?.string ?? ""
        world.clock.set(toMilliseconds: record.notAfterMilliseconds)
        try await world.authority.bring(id, to: .approved, with: next)
        world.clock.set(toMilliseconds: record.notAfterMilliseconds + 1)
        #expect(try await told(record, world) == "expired")
        try await world.authority.issue(id)
        #expect(try await told(record, world) == "renewed")
    }

    @Test func `[6.27] is none of the authority's own certificates`() async throws {
        let world = try await APIWorld()
        let own = try await world.authority.ledger.read {
            try #require(try $0.certificateRecord(of: $0.authority("hk-rsa")))
        }
        #expect(try await told(own, world) == .null)
    }
}
