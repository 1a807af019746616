/// One thing that is due by a time, again and again: how often, whose task, and what fulfils it.
///
/// The table is `Duty.all`; conformance and tests read the same rows.
package struct Duty: Sendable, Hashable {
    /// What has the duty: the whole ledger once, or each authority of a kind by itself.
    package enum Scope: String, Sendable, Hashable, CaseIterable {
        case ledger, rootAuthority, issuingAuthority
    }

    /// Dotted lower camel case, such as `backup.make`. Part of the API.
    package let id: String
    package let scope: Scope
    /// The longest time from one fulfilment to the next; at first from when there was something to
    /// do it for.
    package let periodMilliseconds: Int64
    /// Who sees to it, and who does when that person cannot.
    package let role: Role
    package let deputy: Role
    /// The operation that fulfils it. For the duties of authorities their lists are looked at: `crl.issue`
    /// is the only one so far.
    package let fulfilledBy: String
    /// Clauses of the certificate policy that ask for it.
    package let clauses: [String]

    /// How one stands at a time.
    ///
    /// - Parameters:
    ///   - since: when there was first something to do it for, in milliseconds since 1970.
    ///   - last: when it was fulfilled last; nil where it never was.
    package func standing(
        since: Int64, last: Int64?, atMilliseconds: Int64
    ) -> (state: ConformanceState, dueMilliseconds: Int64) {
        let (due, overflow) = (last ?? since).addingReportingOverflow(periodMilliseconds)
        let dueAt = overflow ? .max : due
        guard atMilliseconds > dueAt else { return (.held, dueAt) }
        return (last == nil ? .missing : .overdue, dueAt)
    }

    /// A time in which it was due and not done.
    package struct Breach: Sendable, Hashable {
        /// When it was due, or the period began; in milliseconds since 1970.
        package let fromMilliseconds: Int64
        /// When it was done, or the period ended.
        package let untilMilliseconds: Int64
        /// Whether it was done at the end.
        package let isMended: Bool
    }

    /// The breaches within a period.
    ///
    /// - Parameters:
    ///   - since: when there was first something to do it for.
    ///   - fulfilled: when it was done, in order: the last time before the period as well.
    package func breaches(
        since: Int64, fulfilled: [Int64], within period: ClosedRange<Int64>
    ) -> [Breach] {
        var breaches: [Breach] = []
        var last = since
        for time in fulfilled + [.max] {
            let (due, overflow) = last.addingReportingOverflow(periodMilliseconds)
            let from = max(overflow ? .max : due, period.lowerBound)
            let until = min(time, period.upperBound)
            if from < until {
                breaches.append(
                    Breach(
                        fromMilliseconds: from, untilMilliseconds: until,
                        isMended: time <= period.upperBound))
            }
            last = time
        }
        return breaches
    }
}
