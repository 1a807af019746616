package import Logging
import Synchronization

/// From which severity on events are logged; may change while the process runs.
package final class LogThreshold: Sendable {
    private let value: Mutex<Logger.Level>

    package init(_ level: Logger.Level = .info) {
        value = Mutex(level)
    }

    package var level: Logger.Level {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
    }
}
