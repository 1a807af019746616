import CertificatePolicy
import Governance

/// The deadlines of people: who is missing is replaced, and who is vetted or trained is so again.
extension PeopleHistory {
    /// So far back it is looked for when an operation came to lack people: one that did ever since has no better
    /// date.
    private static let steps = 1000

    /// Of each operation that lacked people, from when until when (CP 7.15). It is due at once, so that it is overdue
    /// whenever somebody asks.
    func operationsStopped(_ duty: Duty, within period: ClosedRange<Int64>) throws -> [DeadlineSpan]
    {
        var open: [String: Int64] = [:]
        var spans: [DeadlineSpan] = []
        func span(_ operation: String, _ since: Int64, until end: Int64?) -> DeadlineSpan {
            DeadlineSpan(
                duty: duty, object: operation, sinceMilliseconds: since,
                dueMilliseconds: since - 1, endMilliseconds: end)
        }
        for moment in try moments(within: period) {
            let lacking = Set(try staffing(atMilliseconds: moment).lacking.map(\.id))
            for (operation, since) in open where !lacking.contains(operation) {
                spans.append(span(operation, since, until: moment))
                open[operation] = nil
            }
            let began = lacking.filter { open[$0] == nil }
            let earlier =
                try moment == period.lowerBound && !began.isEmpty
                ? turns().filter { $0 <= moment } : []
            for operation in began {
                open[operation] = try stopped(operation, before: moment, earlier)
            }
        }
        return spans + open.map { span($0.key, $0.value, until: nil) }
    }

    /// Since when an operation lacks people that lacked them at a time, by what changed until then.
    private func stopped(
        _ id: String, before moment: Int64, _ turns: [Int64]
    ) throws -> Int64 {
        guard let operation = Operation[id] else { return moment }
        var since = moment
        for turn in turns.suffix(Self.steps).reversed() {
            let able = try staffing(atMilliseconds: turn).fewestAble(to: operation)
            guard operation.peopleNeeded > able else { break }
            since = turn
        }
        return since
    }

    /// Of vetting and training, each with the day until which it was good (CP 7.13, 7.14): until the next record,
    /// or as long as the person could act in the role.
    func qualifications(_ duty: Duty, within period: ClosedRange<Int64>) throws -> [DeadlineSpan] {
        var open: [String: (since: Int64, until: Int64?)] = [:]
        var spans: [DeadlineSpan] = []
        func span(
            _ object: String, _ run: (since: Int64, until: Int64?), end: Int64?
        ) -> DeadlineSpan {
            DeadlineSpan(
                duty: duty, object: object, sinceMilliseconds: run.since,
                dueMilliseconds: (run.until ?? run.since) - 1, endMilliseconds: end)
        }
        for moment in try moments(within: period) {
            let renewals = QualificationRenewal.of(
                try standings(atMilliseconds: moment), atMilliseconds: moment)
            let now = Dictionary(renewals.map { ($0.object, $0.untilMilliseconds) }) { $1 }
            for (object, run) in open where now[object].map({ $0 != run.until }) ?? true {
                spans.append(span(object, run, end: moment))
                open[object] = nil
            }
            for (object, until) in now where open[object] == nil {
                open[object] = (moment, until)
            }
        }
        return spans + open.map { span($0.key, $0.value, end: nil) }
    }

    /// The beginning of a period, and each change within it.
    private func moments(within period: ClosedRange<Int64>) throws -> [Int64] {
        guard period.lowerBound < period.upperBound else { return [period.lowerBound] }
        return try [period.lowerBound]
            + turns().filter { $0 > period.lowerBound && $0 <= period.upperBound }
    }
}
