import Foundation

/// The time of this machine, as far as the time that passed since the start agrees with it.
///
/// What is dated in the future stays there: the journal's time never runs backwards, officers' acts
/// count for a limited time, and nobody takes a list that is not valid yet. So a clock that is set
/// forward under a running server carries the ledger ahead by five minutes at most. Set back, the
/// ledger's own time stands still. Where the clock was right to jump, after a pause of the
/// machine, a new start takes its time.
struct NodeClock: Sendable {
    /// Of this process.
    static let shared = NodeClock()

    private static let toleranceMilliseconds: Int64 = 300_000

    private let start = ContinuousClock.now
    private let startMilliseconds = NodeClock.wall()

    /// What the machine says, right or wrong.
    static func wall() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    /// What the start and the time since then make it.
    private var steadyMilliseconds: Int64 {
        startMilliseconds + Int64((ContinuousClock.now - start) / .milliseconds(1))
    }

    /// Milliseconds since 1970.
    func read() -> Int64 {
        min(Self.wall(), steadyMilliseconds + Self.toleranceMilliseconds)
    }

    /// How far the machine's clock is ahead of what is believed.
    var aheadMilliseconds: Int64 {
        max(0, Self.wall() - steadyMilliseconds - Self.toleranceMilliseconds)
    }
}
