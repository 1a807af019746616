import AuthorityTestSupport
import CanonicalJSON
import Foundation
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import Status
import Testing
import TestSupport

/// What is on hold until its subscriber accepts it (CP 6.12).
@Suite struct `A hold until the acceptance` {
    private static let day: Int64 = 86_400_000

    private func world(days: Int64 = 7) async throws -> AuthorityWorld {
        let world = try await AuthorityWorld.make()
        try await world.accept(by: .afterwards, days: days)
        return world
    }

    private func isPublished(_ record: CertificateRecord, _ world: AuthorityWorld) -> Bool {
        FileManager.default.fileExists(
            atPath:
                "\(world.published)/certificates/\(record.authority)/\(record.serialHex).cer")
    }

    @Test func `[3.3c, 6.12, 4.11b] answers, lists and files know nothing good of it before`()
        async throws
    {
        let world = try await world()
        let subscriber = try world.newSubscriber()
        let (id, held) = try await world.delivered(to: subscriber)
        let serial = try SerialNumber(parsing: held.serialHex)
        let answer = try await world.ocspStatus(held)
        guard case .revoked(_, .certificateHold) = answer else {
            Issue.record("\(String(describing: answer))")
            return
        }
        #expect(try await world.nextList().entry(of: serial)?.reason == .certificateHold)
        #expect(await world.tick() == [])
        #expect(!isPublished(held, world))
        // In the commit that completes it: no moment lies between.
        let history = try await world.history(of: held)
        #expect(history.map(\.event) == [.issued, .suspended])
        #expect(Set(history.map(\.entry)).count == 1)
        #expect(history.last?.untilMilliseconds == held.acceptUntilMilliseconds)

        world.clock.advance(byMilliseconds: 1000)
        try await world.accept(id, with: subscriber)
        #expect(try await world.ocspStatus(held) == .good)
        #expect(try await world.nextList().entry(of: serial) == nil)
        // Owed by a crash behind the acceptance, and paid by the schedule.
        #expect(await world.tick() == [])
        #expect(isPublished(held, world))
    }

    @Test func `[6.12] no release takes the place of the acceptance: refused`() async throws {
        let world = try await world()
        let subscriber = try world.newSubscriber()
        let (id, held) = try await world.delivered(to: subscriber)
        let refused = Reason("certificate.notAccepted", "6.12", "certificate")
        #expect(try await refusal { try await world.release(held) } == refused)
        try await world.suspend(held)
        #expect(
            try await refusal { try await world.release(held, by: world.gus) } == refused)
        // Accepted, it stays suspended for what else was found, and is released for that.
        try await world.accept(id, with: subscriber)
        #expect(try await world.state(of: held) == .suspended)
        try await world.release(held, by: world.gus)
        #expect(try await world.state(of: held) == .valid)
        #expect(try await world.ledger.verify().isClean)
    }

    /// What suspends it while it is on hold.
    @Test(arguments: ["officer", "holder", "proof"])
    func `[6.12, 6.17a] a suspension of its own goes on after the acceptance`(by who: String)
        async throws
    {
        let world = try await world()
        let subscriber = try world.newSubscriber()
        let (id, held) = try await world.delivered(to: subscriber)
        world.clock.advance(byMilliseconds: 1000)
        switch who {
        case "officer": try await world.suspend(held)
        case "holder": try await world.ask(.suspend, held, with: subscriber)
        default: try await world.prove(held, with: subscriber)
        }
        let history = try await world.history(of: held)
        #expect(history.map(\.event) == [.issued, .suspended, .suspended])
        // One unbroken time: nobody relied on it before either.
        #expect(history.last?.sinceMilliseconds == held.issuedAtMilliseconds)
        #expect(
            try await refusal { try await world.suspend(held) }?.code == "certificate.stateWrong")
        let reason = try await refusal { try await world.accept(id, with: subscriber) }
        #expect(
            reason
                == (who == "proof"
                    ? Reason("certificate.keyBlocked", "6.7b", "application") : nil))
        #expect(try await world.state(of: held) == .suspended)
        let after = try await world.record(held.authority, held.serialHex)
        #expect(after.awaitsAcceptance == (who == "proof"))
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.7b, 6.12] a key that was seen before it was complete keeps it suspended`()
        async throws
    {
        let world = try await world()
        let subscriber = try world.newSubscriber()
        let id = try await world.apply(subscriber)
        try await world.vet(id)
        try await world.approve(id)
        world.signer.fail(times: 1)
        _ = try? await world.issue(id)
        let hash = try await world.application(id).keyHashHex
        _ = try await world.ledger.act(
            ActRequest(
                id: "block-1", operation: "key.block", actor: .system,
                payload: ["keyHash": .string(hash)])
        ) { transaction in
            try transaction.block(keyHashHex: hash)
            return [:]
        }
        await world.resume()
        let record = try await world.record("hk-rsa", world.application(id).serialHex ?? "")
        #expect(
            try await world.history(of: record).map(\.cause)
                == [nil, "acceptancePending", "keySeen"])
        #expect(
            try await refusal { try await world.accept(id, with: subscriber) }?.code
                == "certificate.keyBlocked")
        #expect(try await world.ledger.verify().isClean)
    }

    // MARK: Its end

    @Test func `[6.12] what is not accepted in time is revoked by the system, and not before`()
        async throws
    {
        let world = try await world()
        let subscriber = try world.newSubscriber()
        let (id, held) = try await world.delivered(to: subscriber)
        world.clock.set(toMilliseconds: try #require(held.acceptUntilMilliseconds))
        try await world.revokeLate()
        #expect(try await world.state(of: held) == .suspended)
        world.clock.advance(byMilliseconds: 1)
        try await world.revokeLate()
        try await world.revokeLate()
        let line = try #require(try await world.history(of: held).last)
        #expect(line.event == .revoked && line.cause == "notAccepted")
        #expect(line.requester == "authority")
        #expect(line.sinceMilliseconds == held.issuedAtMilliseconds)
        let entry = try await world.ledger.read { try $0.entry(at: line.entry).parsed() }
        #expect(entry.operation == "certificate.lapse" && entry.actor == "system")
        #expect(
            try await refusal { try await world.accept(id, with: subscriber) }?.code
                == "application.stateWrong")
        #expect(await world.tick() == [])
        #expect(!isPublished(held, world))
        #expect(try await world.ledger.verify().isClean)
    }

    @Test func `[6.12] what else suspends it does not keep it from being revoked in time`()
        async throws
    {
        let world = try await world(days: 2)
        let (_, held) = try await world.delivered(to: world.newSubscriber())
        try await world.suspend(held)
        world.clock.advance(byMilliseconds: 2 * Self.day + 1)
        try await world.revokeLate()
        #expect(try await world.state(of: held) == .revoked)
    }

    @Test func `[6.12] what was accepted is never revoked by the time`() async throws {
        let world = try await world(days: 1)
        let subscriber = try world.newSubscriber()
        let (id, held) = try await world.delivered(to: subscriber)
        try await world.accept(id, with: subscriber)
        try await world.suspend(held)
        world.clock.advance(byMilliseconds: 9 * Self.day)
        try await world.revokeLate()
        #expect(try await world.state(of: held) == .suspended)
    }

    @Test func `[6.12] a holder who declines has it revoked at once`() async throws {
        let world = try await world()
        let subscriber = try world.newSubscriber()
        let (id, held) = try await world.delivered(to: subscriber)
        try await world.ask(.revoke, held, with: subscriber, reason: "contentsWrong")
        let line = try #require(try await world.history(of: held).last)
        #expect(line.event == .revoked && line.cause == "contentsWrong")
        #expect(line.reason == .unspecified)
        #expect(
            try await refusal { try await world.accept(id, with: subscriber) }?.code
                == "application.stateWrong")
        // Without the key, an officer enters it.
        let (_, other) = try await world.delivered(
            to: world.newSubscriber())
        try await world.revoke(other)
        #expect(try await world.state(of: other) == .revoked)
        #expect(try await world.ledger.verify().isClean)
    }
}
