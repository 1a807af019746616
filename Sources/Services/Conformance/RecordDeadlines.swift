import CertificatePolicy
import Ledger
import Records

/// What is due by registers: as each version said it while it was the newest one. A day counts from when it was
/// entered, since days that people type could be any.
struct RecordDeadlines {
    private struct Version {
        let record: String
        let times: Range<Int64>
        let dueMilliseconds: Int64?
        let place: (common: [String], day: RecordDay)?
    }

    let kind: RecordKind
    private let versions: [Version]

    init(
        of kind: RecordKind, _ snapshot: Snapshot, within period: ClosedRange<Int64>
    ) throws {
        self.kind = kind
        // For one moment the newest versions of then are enough.
        let isMoment = period.lowerBound == period.upperBound
        var parameters: [Value] = [.text(kind.id), .integer(period.upperBound)]
        var condition = "kind = ? AND at <= ? AND \(RecordVersion.counts)"
        if isMoment {
            condition += """
                 AND NOT EXISTS (SELECT 1 FROM record_version AS later WHERE later.record = \
                record_version.record AND later.version = record_version.version + 1 AND later.at <= ?)
                """
            parameters.append(.integer(period.upperBound))
        }
        var found: [Version] = []
        try snapshot.forEach(
            RecordVersion.self, where: condition, parameters, orderBy: "record, version"
        ) { version in
            if let last = found.last, last.record == version.record {
                let until = max(last.times.lowerBound, version.atMilliseconds)
                found[found.count - 1] = Version(
                    record: last.record, times: last.times.lowerBound..<until,
                    dueMilliseconds: last.dueMilliseconds, place: last.place)
            }
            let isInForce = version.state == .inForce
            let values = try isInForce ? version.open : [:]
            found.append(
                Version(
                    record: version.record, times: version.atMilliseconds..<Int64.max,
                    dueMilliseconds: isInForce ? kind.dueMilliseconds(values) : nil,
                    place: isInForce ? kind.series?.place(values) : nil))
            return true
        }
        versions = found
    }

    /// From when until when each record said which day, without the times in which a later one of its series did.
    func spans(_ duty: Duty) -> [DeadlineSpan] {
        let series = Dictionary(grouping: versions) { $0.place?.common }
        var runs: [(record: String, due: Int64, times: Range<Int64>)] = []
        for version in versions {
            guard let due = version.dueMilliseconds else { continue }
            let later = version.place.map { place in
                series[place.common, default: []].filter { other in
                    guard let day = other.place?.day, other.record != version.record else {
                        return false
                    }
                    return (day, other.record) > (place.day, version.record)
                }.map(\.times)
            }
            for times in version.times.without(later ?? []) where !times.isEmpty {
                // A version that leaves the day as it was goes on with it.
                if let last = runs.last, last.record == version.record, last.due == due,
                    last.times.upperBound == times.lowerBound
                {
                    runs[runs.count - 1].times = last.times.lowerBound..<times.upperBound
                } else {
                    runs.append((version.record, due, times))
                }
            }
        }
        return runs.map { run in
            DeadlineSpan(
                duty: duty, object: "\(kind.id)/\(run.record)", register: kind,
                sinceMilliseconds: run.times.lowerBound, dueMilliseconds: run.due,
                endMilliseconds: run.times.upperBound == .max ? nil : run.times.upperBound)
        }
    }
}
