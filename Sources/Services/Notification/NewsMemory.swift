import Ledger
import Registration
import Synchronization

/// What one process knows of news that it told or could not tell, so that it neither looks at all of them again nor
/// tries in vain every few seconds. Nothing is lost with it.
final class NewsMemory: Sendable {
    private struct State {
        /// Everything that was entered before is settled.
        var from: Int64?
        /// Until when each is left alone.
        var resting: [String: Int64] = [:]
        /// Up to where applications that wait to be vetted were looked at.
        var examined: (atMilliseconds: Int64, id: String) = (-1, "")
        /// Those that name somebody known, until they wait no more.
        var naming: Set<String> = []
    }

    /// Of one turn: dossiers are opened for it.
    private static let examinedLimit = 100

    private let state = Mutex(State())

    /// From where on to look, and what to leave alone.
    func view(atMilliseconds now: Int64) -> (from: Int64?, resting: Set<String>) {
        state.withLock { state in
            state.resting = state.resting.filter { $0.value > now }
            return (state.from, Set(state.resting.keys))
        }
    }

    /// Applications in the name of somebody known that wait to be vetted, so that their subscriber can object before
    /// anybody decides. Each is opened once in a process.
    func examine(_ snapshot: Snapshot) throws -> [Application] {
        let (examined, known) = state.withLock { ($0.examined, $0.naming) }
        let added = try snapshot.receivedApplications(
            after: examined, limit: Self.examinedLimit)
        let waiting =
            try known.sorted().compactMap { try snapshot.get(Application.self, .text($0)) }
            .filter { $0.state == .received }
        let naming =
            try waiting + added.filter { try snapshot.knownSubscriber(namedBy: $0) != nil }
        state.withLock { state in
            if let last = added.last { state.examined = (last.stateAtMilliseconds, last.id) }
            state.naming = Set(naming.map(\.id))
        }
        return naming
    }

    func settle(before place: Int64) { state.withLock { $0.from = place } }

    func rest(_ objects: [String], untilMilliseconds until: Int64) {
        state.withLock { state in
            for object in objects { state.resting[object] = until }
        }
    }
}
