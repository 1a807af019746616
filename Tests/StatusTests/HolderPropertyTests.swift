import AuthorityTestSupport
import CanonicalJSON
import Cryptography
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
    }

    private struct Held {
        let record: CertificateRecord
        let subscriber: TestSubscriber
        let code: String
        /// What the acts that were done made of it.
        var state = CertificateRecord.State.valid
        var isBlocked = false
    }

    /// What is expected of an act; nil where it has to be refused.
    private func outcome(_ act: Act, _ held: Held) -> Held? {
        var held = held
        switch (act, held.state) {
        case (.suspend, .valid), (.askSuspension, .valid), (.stop, .valid): held.state = .suspended
        case (.release, .suspended) where !held.isBlocked: held.state = .valid
        case (.revoke, .valid), (.revoke, .suspended), (.askRevocation, .valid),
            (.askRevocation, .suspended):
            held.state = .revoked
        case (.prove, let state) where !held.isBlocked:
            held.isBlocked = true
            held.state = state == .valid ? .suspended : state
        case (.wait, _): break
        default: return nil
        }
        return held
    }

    private func carryOut(_ act: Act, _ held: Held, _ world: AuthorityWorld) async throws {
        switch act {
        case .suspend: try await world.suspend(held.record)
        case .release: try await world.release(held.record)
        case .revoke: try await world.revoke(held.record)
        case .askSuspension: try await world.ask(.suspend, held.record, with: held.subscriber)
        case .askRevocation: try await world.ask(.revoke, held.record, with: held.subscriber)
        case .stop: try await world.stop(held.record, code: held.code)
        case .prove: try await world.prove(held.record, with: held.subscriber)
        case .wait:
            world.clock.advance(byMilliseconds: 40 * 86_400_000)
            // The responder's certificate is renewed.
            #expect(await world.tick() == [])
        }
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func
        `[6.17a, 6.17b, 4.11b] answers, lists and ledger agree, and nothing is good again after its end`(
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
                    code: try #require(told.code).text))
        }
        for _ in 0..<30 {
            let place = Int(random.next() % UInt64(all.count))
            let act = Act.allCases[Int(random.next() % UInt64(Act.allCases.count))]
            world.clock.advance(byMilliseconds: 1000)
            let reason = try await refusal { try await carryOut(act, all[place], world) }
            let expected = outcome(act, all[place])
            #expect((reason == nil) == (expected != nil), "\(act): \(String(describing: reason))")
            all[place] = expected ?? all[place]
            let list = try await world.nextList()
            for held in all {
                let row = try await world.record(held.record.authority, held.record.serialHex)
                #expect(row.state == held.state)
                let serial = try SerialNumber(parsing: held.record.serialHex)
                let listed = list.entry(of: serial)
                #expect((listed == nil) == (held.state == .valid))
                #expect(listed?.reason == row.reason)
                let answer = try await world.ocspStatus(row)
                switch answer {
                case .good: #expect(held.state == .valid)
                case .revoked(_, let reason): #expect(held.state != .valid && reason == row.reason)
                default: Issue.record("\(String(describing: answer))")
                }
            }
        }
        #expect(try await world.ledger.verify().isClean)
    }
}
