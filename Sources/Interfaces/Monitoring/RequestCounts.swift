import Synchronization

/// Counts what the listeners answered. Every label comes from a fixed list, whatever was asked.
package final class RequestCounts: Sendable {
    /// Upper bounds of the duration's buckets, in seconds: a status answer takes milliseconds, a
    /// list of 64 signatures seconds.
    package static let bounds = [0.005, 0.025, 0.1, 0.5, 2.5, 10]

    /// What is told apart.
    package struct Key: Sendable, Hashable, Comparable {
        package let listener: String
        package let route: String
        /// The class of the status, such as `2xx`.
        package let status: String

        package static func < (one: Key, other: Key) -> Bool {
            (one.listener, one.route, one.status) < (other.listener, other.route, other.status)
        }
    }

    package struct Durations: Sendable {
        /// One more than there are bounds; not added up.
        package var buckets = Array(repeating: 0, count: bounds.count + 1)
        package var seconds = 0.0
    }

    package struct Counts: Sendable {
        package var answered: [Key: Int] = [:]
        package var durations: [String: Durations] = [:]
    }

    private let counts = Mutex(Counts())

    package init() {}

    package var now: Counts { counts.withLock { $0 } }

    /// - Parameters:
    ///   - listener: `public`, `socket`, `officers` or `metrics`.
    ///   - segment: the first part of the path; of the API, the third.
    package func count(listener: String, segment: String?, status: Int, duration: Duration) {
        let route = segment.flatMap { Self.routes.contains($0) ? $0 : nil } ?? "other"
        let key = Key(listener: listener, route: route, status: "\(status / 100)xx")
        let seconds = duration / .seconds(1)
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        counts.withLock {
            $0.answered[key, default: 0] += 1
            $0.durations[listener, default: Durations()].buckets[bucket] += 1
            $0.durations[listener, default: Durations()].seconds += seconds
        }
    }

    /// What strangers write in paths becomes no label.
    private static let routes: Set<String> = [
        "ocsp", "crl", "ca", "certificates", "journal", "cps", "healthz", "readyz",
        "acts", "backups", "drills", "recovery", "imports", "exports", "conformance", "context",
        "health", "version", "operators",
        "authorities", "applications", "status", "proposals", "practice",
    ]
}
