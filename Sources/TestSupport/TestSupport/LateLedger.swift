package import Ledger
import Synchronization

/// A ledger that is there later than who needs it.
package final class LateLedger: Sendable {
    private let found = Mutex<Ledger?>(nil)

    package init() {}

    package func set(_ ledger: Ledger) { found.withLock { $0 = ledger } }

    /// - Precondition: it was set.
    package var ledger: Ledger {
        guard let ledger = found.withLock({ $0 }) else { preconditionFailure("no ledger yet") }
        return ledger
    }
}
