package import Ledger
import Synchronization

/// A ledger that is there later than who needs it, with its clock.
package final class LateLedger: Sendable {
    private let found = Mutex<(ledger: Ledger, clock: FixedClock)?>(nil)

    package init() {}

    package func set(_ ledger: Ledger, _ clock: FixedClock) {
        found.withLock { $0 = (ledger, clock) }
    }

    /// - Precondition: it was set.
    package var ledger: Ledger {
        guard let ledger = found.withLock({ $0?.ledger }) else {
            preconditionFailure("no ledger yet")
        }
        return ledger
    }

    /// That of the start before it is there.
    package var nowMilliseconds: Int64 {
        found.withLock { $0?.clock.nowMilliseconds } ?? FixedClock.start
    }
}
