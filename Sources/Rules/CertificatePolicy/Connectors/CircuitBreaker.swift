/// Whether one connector is asked now, by how it answered before. A pure state machine: the clock is given.
///
/// Closed: asked as it comes, a few at a time. After so many failures in a row it opens, and nothing is asked
/// until a pause is over; then one question alone tries, which closes it or doubles the pause.
package struct CircuitBreaker: Sendable, Equatable {
    /// Failures in a row that open it.
    package static let tolerated = 3
    /// Questions that may be on their way at the same time: a slow source holds no more threads than these.
    package static let maximumUnderWay = 4
    package static let firstPauseMilliseconds: Int64 = 30_000
    package static let longestPauseMilliseconds: Int64 = 600_000

    private enum State: Sendable, Equatable {
        case closed(failures: Int)
        case open(untilMilliseconds: Int64, pause: Int64)
        /// One question tries.
        case trying(pause: Int64)
    }

    package enum Admission: Sendable, Equatable {
        case go
        /// Nothing is asked for so long.
        case paused(milliseconds: Int64)
        /// As many as may be are under way.
        case busy
    }

    private var state = State.closed(failures: 0)
    private var underWay = 0

    package init() {}

    /// Asks to put one question. After `go`, exactly one of ``succeeded()`` and
    /// ``failed(atMilliseconds:)`` follows.
    package mutating func admit(atMilliseconds now: Int64) -> Admission {
        switch state {
        case .closed:
            guard underWay < Self.maximumUnderWay else { return .busy }
        case .open(let until, let pause):
            // A clock that was set back does not keep it open for longer than a pause.
            let rest = min(until - now, pause)
            guard rest <= 0 else { return .paused(milliseconds: rest) }
            state = .trying(pause: pause)
        case .trying(let pause): return .paused(milliseconds: pause)
        }
        underWay += 1
        return .go
    }

    /// The source answered, whatever it said.
    package mutating func succeeded() {
        underWay = max(underWay - 1, 0)
        // What was on its way when it opened says nothing new.
        if case .open = state { return }
        state = .closed(failures: 0)
    }

    /// Nothing that can be read came.
    package mutating func failed(atMilliseconds now: Int64) {
        underWay = max(underWay - 1, 0)
        switch state {
        case .closed(let failures) where failures + 1 < Self.tolerated:
            state = .closed(failures: failures + 1)
        case .closed:
            let pause = Self.firstPauseMilliseconds
            state = .open(untilMilliseconds: now + pause, pause: pause)
        case .trying(let before):
            let pause = min(before * 2, Self.longestPauseMilliseconds)
            state = .open(untilMilliseconds: now + pause, pause: pause)
        case .open: break
        }
    }
}

/// How often the same question is put, and how long is waited between.
package enum ConnectorRetry {
    /// With the first one.
    package static let attempts = 3

    /// Before the attempt of this number, counted from 0: 0, then 500 and 1000 ms.
    package static func delayMilliseconds(before attempt: Int) -> Int64 {
        guard attempt > 0 else { return 0 }
        return Int64(min(attempt, 4)) * 500
    }
}
