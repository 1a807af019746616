import Campaigns
import Synchronization

/// What one process knows of news that it told or could not tell, so that it neither looks at all of them again nor
/// tries in vain every few seconds. Nothing is lost with it.
final class NewsMemory: Sendable {
    private struct State {
        /// Everything that was entered before is settled.
        var from: Int64?
        /// The same of each campaign: the last member who does not wait any more.
        var places: [String: CohortMember.Place] = [:]
        /// Until when each is left alone.
        var resting: [String: Int64] = [:]
    }

    private let state = Mutex(State())

    /// From where on to look, and what to leave alone.
    func view(atMilliseconds now: Int64) -> (from: Int64?, resting: Set<String>) {
        state.withLock { state in
            state.resting = state.resting.filter { $0.value > now }
            return (state.from, Set(state.resting.keys))
        }
    }

    func settle(before place: Int64) { state.withLock { $0.from = place } }

    var places: [String: CohortMember.Place] { state.withLock { $0.places } }

    func settle(_ places: [String: CohortMember.Place]) {
        state.withLock { $0.places.merge(places) { $1 } }
    }

    func rest(_ objects: [String], untilMilliseconds until: Int64) {
        state.withLock { state in
            for object in objects { state.resting[object] = until }
        }
    }
}
