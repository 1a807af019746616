import AuthorityTestSupport
import CanonicalJSON
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX
import Registration
import Status
import Testing
import TestSupport

/// Acts of holders, strangers and officers in any order.
@Suite struct `After any acts on certificates` {
    private enum Act: CaseIterable {
        case suspend, release, revoke, askSuspension, askRevocation, stop, prove, wait
        case accept, decline
    }

    private struct Held {
        let record: CertificateRecord
        let subscriber: TestSubscriber
        let application: String
        /// Told with the acceptance.
        var code: String?
        /// Delivered, and not accepted yet.
        var awaits = false
        /// Suspended by nothing else.
        var isOnHold = false
        /// What the acts that were done made of it.
        var state = CertificateRecord.State.valid
        var isBlocked = false
    }

    /// What is expected of an act; nil where it has to be refused.
    private func outcome(_ act: Act, _ held: Held) -> Held? {
        var held = held
        switch (act, held.state) {
        case (.suspend, .valid), (.askSuspension, .valid), (.stop, .valid): held.state = .suspended
        case (.suspend, .suspended) where held.isOnHold: held.isOnHold = false
        case (.askSuspension, .suspended) where held.isOnHold: held.isOnHold = false
        case (.release, .suspended) where !held.isBlocked && !held.awaits: held.state = .valid
        case (.revoke, .valid), (.revoke, .suspended), (.askRevocation, .valid),
            (.askRevocation, .suspended), (.decline, .valid), (.decline, .suspended):
            held.state = .revoked
        case (.prove, let state) where !held.isBlocked:
            held.isBlocked = true
            held.isOnHold = false
            held.state = state == .valid ? .suspended : state
        case (.accept, .suspended) where held.awaits && !held.isBlocked:
            held.state = held.isOnHold ? .valid : .suspended
            (held.awaits, held.isOnHold) = (false, false)
        case (.wait, .suspended) where held.awaits: held.state = .revoked
        case (.wait, _): break
        default: return nil
        }
        return held
    }

    /// - Returns: the code, where one was told.
    private func carryOut(
        _ act: Act, _ held: Held, _ world: AuthorityWorld
    ) async throws -> String? {
        switch act {
        case .suspend: try await world.suspend(held.record)
        case .release: try await world.release(held.record)
        case .revoke: try await world.revoke(held.record)
        case .askSuspension: try await world.ask(.suspend, held.record, with: held.subscriber)
        case .askRevocation: try await world.ask(.revoke, held.record, with: held.subscriber)
        case .stop:
            try await world.stop(held.record, code: held.code ?? "0000-0000-0000-0000")
        case .accept:
            let statement = try await world.statement(world.application(held.application)).bytes
            return try await world.acceptTold(
                held.application, signature: held.subscriber.sign(statement)
            ).code?.text
        case .decline:
            try await world.ask(
                .revoke, held.record, with: held.subscriber, reason: "contentsWrong")
        case .prove: try await world.prove(held.record, with: held.subscriber)
        case .wait:
            world.clock.advance(byMilliseconds: 40 * 86_400_000)
            try await world.revokeLate()
            // The responder's certificate is renewed.
            #expect(await world.tick() == [])
        }
        return nil
    }

    @Test(arguments: [UInt64(1), 2, 3, 4, 5])
    func
        `[6.12, 6.17a, 6.17b, 4.11b] answers, lists and ledger agree, and nothing is good again after its end`(
            seed: UInt64
        ) async throws
    {
        let world = try await AuthorityWorld.make(seed: seed)
        let random = SeededRandomness(seed: seed)
        var all: [Held] = []
        for _ in 0..<4 {
            let subscriber = try world.newSubscriber()
            let told = try await world.issuedTelling(subscriber)
            all.append(
                Held(
                    record: told.record, subscriber: subscriber,
                    application: told.record.application ?? "",
                    code: try #require(told.code).text))
        }
        try await world.accept(by: .afterwards)
        for _ in 0..<4 {
            let subscriber = try world.newSubscriber()
            let (id, record) = try await world.delivered(to: subscriber)
            all.append(
                Held(
                    record: record, subscriber: subscriber, application: id, awaits: true,
                    isOnHold: true, state: .suspended))
        }
        for _ in 0..<50 {
            let place = Int(random.next() % UInt64(all.count))
            let act = Act.allCases[Int(random.next() % UInt64(Act.allCases.count))]
            world.clock.advance(byMilliseconds: 1000)
            let expected = outcome(act, all[place])
            var code: String?
            let reason = try await refusal { code = try await carryOut(act, all[place], world) }
            #expect((reason == nil) == (expected != nil), "\(act): \(String(describing: reason))")
            if act == .wait {
                // The time passes for everybody.
                all = all.map { outcome(.wait, $0) ?? $0 }
            } else {
                all[place] = expected ?? all[place]
                if reason == nil, let code { all[place].code = code }
            }
            let list = try await world.nextList()
            for held in all {
                let row = try await world.record(held.record.authority, held.record.serialHex)
                #expect(row.state == held.state && row.awaitsAcceptance == held.awaits)
                let serial = try SerialNumber(parsing: held.record.serialHex)
                let listed = list.entry(of: serial)
                #expect((listed == nil) == (held.state == .valid))
                // Lists and answers have no word for a reason that nobody gave.
                let said = row.reason == .unspecified ? nil : row.reason
                #expect(listed?.reason == said)
                let answer = try await world.ocspStatus(row)
                switch answer {
                case .good: #expect(held.state == .valid)
                case .revoked(_, let reason): #expect(held.state != .valid && reason == said)
                default: Issue.record("\(String(describing: answer))")
                }
            }
        }
        #expect(try await world.ledger.verify().isClean)
    }
}
