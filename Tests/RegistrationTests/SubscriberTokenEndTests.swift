import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Foundation
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import Testing
import TestSupport

/// How tokens of subscribers end: wiped, lost, found.
extension `Tokens of subscribers` {
    @Test func `[6.17b] a token is refused to be wiped while a certificate of its key may be used`()
        async throws
    {
        let world = try await world()
        let (id, record) = try await issued("8f3a12", world)
        let inUse = Reason("application.tokenInUse", "6.17b", "token")
        #expect(
            try await refusal { try await step("wipeToken", id, opening("8f3a12"), world) } == inUse
        )
        try await world.suspend(record)
        #expect(
            try await refusal { try await step("wipeToken", id, opening("8f3a12"), world) } == inUse
        )
        try await world.revoke(record)
        try await step("wipeToken", id, opening("8f3a12"), world)
        #expect(try await state(id, world) == .wiped)
    }

    @Test func `[6.7b] a key in a token that was wiped or lost is refused for ever`() async throws {
        let world = try await world()
        for end in ["wipeToken", "loseToken"] {
            let id = try await apply(world)
            let subscriber = try await delivered("tok-" + end, id, world)
            try await world.bring(id, to: .approved, with: subscriber)
            try await step(
                end, id, end == "wipeToken" ? opening("tok-" + end) : [:], world)
            #expect(
                try await refusal { try await world.issue(id) }
                    == Reason("key.blocked", "6.7b", "request"))
            #expect(
                try await refusal { try await world.apply(subscriber) }
                    == Reason("key.blocked", "6.7b", "request"))
        }
    }

    @Test func `[6.17a] a loss suspends the certificate at once, and a found token needs a bearer`()
        async throws
    {
        let world = try await world()
        let (id, record) = try await issued("8f3a12", world)
        let lost = try await step("loseToken", id, [:], world)
        #expect(
            lost.outcome.result["suspended"]?.string
                == "\(record.authority)/\(record.serialHex)")
        #expect(try await self.record(of: id, world).state == .suspended)
        #expect(try await state(id, world) == .lost)
        #expect(
            try await refusal {
                try await step("unblockToken", id, opening("8f3a12"), world, by: world.approver)
            } == Reason("application.tokenStateWrong", "8.2a", "token"))
        try await step("identifyBearer", id, ["documents": Self.document], world)
        #expect(try await state(id, world) == .blocked)
        // Found is not released: that is decided by itself.
        #expect(try await self.record(of: id, world).state == .suspended)
    }

    @Test func `[6.17a] a loss outlasts another suspension, and may come again`() async throws {
        let world = try await world()
        let (id, record) = try await issued("8f3a12", world)
        try await world.suspend(
            record, changing: ["requester": "authority", "reason": "investigation"])
        try await step("loseToken", id, [:], world)
        // The end of the investigation is not that of the loss.
        #expect(
            try await refusal {
                try await world.status(
                    "certificate.release", record, by: world.approver,
                    [
                        "requester": "authority", "identified": "internalProcedure",
                        "evidence": [.string(AuthorityWorld.evidence)],
                    ])
            }?.code == "release.notAsked")
        #expect(try await world.history(of: record).last?.cause == "keyLost")
        let again = try await step("loseToken", id, [:], world)
        #expect(
            again.outcome.result["suspended"]?.string
                == "\(record.authority)/\(record.serialHex)")
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[5.8a] a bearer who was identified yesterday is gone, and is refused`()
        async throws
    {
        let world = try await world()
        let (id, _) = try await issued("8f3a12", world)
        try await step("identifyBearer", id, ["documents": Self.document], world)
        world.clock.advance(byMilliseconds: 86_400_001)
        #expect(
            try await refusal {
                try await step("unblockToken", id, opening("8f3a12"), world, by: world.approver)
            } == Reason("application.tokenBearerGone", "5.8a", "token"))
        try await step("identifyBearer", id, ["documents": Self.document], world)
        try await step("unblockToken", id, opening("8f3a12"), world, by: world.approver)
        #expect(try await state(id, world) == .bound)
    }

    @Test func `[8.2a] a token that was lost or wiped on its way is refused its delivery`()
        async throws
    {
        let world = try await world()
        let id = try await apply(world)
        _ = try await bound("8f3a12", id, world)
        try await step("loseToken", id, [:], world)
        #expect(
            try await refusal {
                try await step(
                    "deliverKey", id, Self.sent.object ?? [:], world, by: world.approver)
            } == Reason("application.tokenStateWrong", "8.2a", "token"))
    }
}
