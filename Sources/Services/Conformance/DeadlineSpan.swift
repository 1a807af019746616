import CertificatePolicy
import Registration

/// A time in which something had a deadline of its own.
struct DeadlineSpan {
    let duty: Duty
    /// What has it, as ``OwedDuty/object``.
    let object: String
    /// The case that it is about, where grants can be limited to such cases.
    var scope: CaseScope?
    /// The register that it stands in; nil where it stands in none.
    var register: RecordKind?
    /// From when on it was open.
    let sinceMilliseconds: Int64
    let dueMilliseconds: Int64
    /// When it was done, decided or replaced; nil while it is open.
    var endMilliseconds: Int64?

    func isOpen(atMilliseconds moment: Int64) -> Bool {
        sinceMilliseconds <= moment && endMilliseconds.map { $0 > moment } ?? true
    }

    /// When it was due and not done, within a period; nil where it was in time.
    func breach(within period: ClosedRange<Int64>) -> Duty.Breach? {
        Duty.Breach(
            due: dueMilliseconds, since: sinceMilliseconds, done: endMilliseconds, within: period)
    }
}

extension DeadlineSpan {
    init(_ duty: Duty, of news: SubscriberNews) {
        self.init(
            duty: duty, object: news.object, scope: news.scope,
            sinceMilliseconds: news.atMilliseconds,
            dueMilliseconds: news.atMilliseconds + SubscriberNews.limitMilliseconds,
            endMilliseconds: news.endMilliseconds)
    }
}

extension Range where Bound == Int64 {
    /// What is left of it without others, in order.
    func without(_ others: [Range<Int64>]) -> [Range<Int64>] {
        var left: [Range<Int64>] = []
        var from = lowerBound
        for other in others.sorted(by: { $0.lowerBound < $1.lowerBound })
        where other.overlaps(self) {
            if other.lowerBound > from { left.append(from..<other.lowerBound) }
            from = Swift.max(from, other.upperBound)
        }
        if from < upperBound { left.append(from..<upperBound) }
        return left
    }
}
