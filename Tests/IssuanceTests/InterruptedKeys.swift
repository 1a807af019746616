import AuthorityTestSupport
import Issuance
import Synchronization
import TestSupport

/// Lets something else happen while a key is being made.
final class InterruptedKeys: Sendable {
    private struct State {
        var passes = 0
        var work: (@Sendable () async throws -> Void)?
        var hasRun = false
    }

    private let state = Mutex(State())

    /// Runs once, before the key that is made after so many others.
    func interrupt(after passes: Int, by work: @escaping @Sendable () async throws -> Void) {
        state.withLock { $0 = State(passes: passes, work: work) }
    }

    func wrap(_ signer: TestSigner) -> any KeyGenerating {
        HookedKeys(signer: signer) {
            guard let work = self.next() else { return }
            try await work()
            self.state.withLock { $0.hasRun = true }
        }
    }

    /// Whether the interruption came, and went to its end.
    var hasRun: Bool { state.withLock { $0.hasRun } }

    private func next() -> (@Sendable () async throws -> Void)? {
        state.withLock { state in
            guard state.passes == 0 else {
                state.passes -= 1
                return nil
            }
            defer { state.work = nil }
            return state.work
        }
    }
}
