import AuthorityTestSupport
import Issuance
import Synchronization
import TestSupport

/// Lets the making of keys fail.
final class FailingKeys: Sendable {
    struct Failed: Error {}

    private let remaining = Mutex<Int?>(nil)

    /// Keys beyond the next so many are not made.
    func fail(after count: Int) { remaining.withLock { $0 = count } }

    func recover() { remaining.withLock { $0 = nil } }

    func wrap(_ signer: TestSigner) -> any KeyGenerating {
        HookedKeys(signer: signer) { try self.check() }
    }

    private func check() throws {
        try remaining.withLock { remaining in
            guard let left = remaining else { return }
            guard left > 0 else { throw Failed() }
            remaining = left - 1
        }
    }
}
