import Synchronization

/// A clock that moves when a test says so.
package final class FixedClock: Sendable {
    /// 2026-01-05 01:00:00 UTC, a Monday morning in Hong Kong.
    package static let start: Int64 = 1_767_574_800_000

    private let milliseconds: Mutex<Int64>

    package init(atMilliseconds: Int64 = FixedClock.start) {
        milliseconds = Mutex(atMilliseconds)
    }

    package var nowMilliseconds: Int64 {
        milliseconds.withLock { $0 }
    }

    package func advance(byMilliseconds difference: Int64) {
        milliseconds.withLock { $0 += difference }
    }

    package func set(toMilliseconds value: Int64) {
        milliseconds.withLock { $0 = value }
    }

    /// As ports take it.
    package var reading: @Sendable () -> Int64 {
        { self.nowMilliseconds }
    }
}
