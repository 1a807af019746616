extension Duty {
    /// A time at which it was done.
    package struct Done: Sendable, Hashable {
        package let atMilliseconds: Int64
        /// When it is due again where that is said; else after the period of the duty.
        package let dueMilliseconds: Int64?

        package init(atMilliseconds: Int64, dueMilliseconds: Int64? = nil) {
            self.atMilliseconds = atMilliseconds
            self.dueMilliseconds = dueMilliseconds
        }
    }

    /// When it is due after one time, as its standing has it.
    private func due(after done: Done) -> Int64 {
        if let due = done.dueMilliseconds { return due }
        let due = done.atMilliseconds.addingReportingOverflow(periodMilliseconds ?? 0)
        return due.overflow ? .max : due.partialValue
    }

    /// A time in which it was due and not done.
    package struct Breach: Sendable, Hashable {
        /// By when it was due, also where that lies before the period.
        package let dueMilliseconds: Int64
        /// When it was due, or the period began; in milliseconds since 1970.
        package let fromMilliseconds: Int64
        /// When it was done, or the period ended.
        package let untilMilliseconds: Int64
        /// Whether it was done at the end.
        package let isMended: Bool

        /// - Parameters:
        ///   - due: by when it was due.
        ///   - since: before, nobody owed it.
        ///   - done: when it was done; nil where it was not.
        /// - Returns: nil where it was in time, as far as the period tells.
        package init?(
            due: Int64, since: Int64 = .min, done: Int64?, within period: ClosedRange<Int64>
        ) {
            dueMilliseconds = due
            fromMilliseconds = max(due, since, period.lowerBound)
            untilMilliseconds = min(done ?? .max, period.upperBound)
            isMended = done.map { $0 <= period.upperBound } ?? false
            guard fromMilliseconds < untilMilliseconds else { return nil }
        }
    }

    /// The breaches within a period.
    ///
    /// - Parameters:
    ///   - since: when there was first something to do it for.
    ///   - fulfilled: when it was done, in order: the last time before the period as well.
    /// - Returns: none for a duty without a period of its own.
    package func breaches(
        since: Int64, fulfilled: [Done], within period: ClosedRange<Int64>
    ) -> [Breach] {
        guard periodMilliseconds != nil else { return [] }
        var breaches: [Breach] = []
        var last = Done(atMilliseconds: since)
        for next in fulfilled.map(Optional.some) + [nil] {
            let breach = Breach(
                due: due(after: last), since: since, done: next?.atMilliseconds, within: period)
            if let breach { breaches.append(breach) }
            if let next { last = next }
        }
        return breaches
    }
}
