/// How a part of a clause stands, worst first.
package enum ConformanceState: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Nothing answers it, or what the software enforces was not shown by tests.
    case open
    /// Answered, but a test of it failed, or what is due was never done.
    case missing
    /// Done before, and now past its date.
    case overdue
    /// Answered, and nothing is due; there may have been no occasion yet.
    case held
    /// It has no object here, by a setting of the practice.
    case notApplicable

    package static func < (left: ConformanceState, right: ConformanceState) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
