import Synchronization

/// What was reported, in its order, for a test to look at.
package final class Faults: Sendable {
    private let kept = Mutex<[String]>([])

    package init() {}

    package func add(_ text: String) { kept.withLock { $0.append(text) } }

    package var all: [String] { kept.withLock { $0 } }
}
