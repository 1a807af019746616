/// What is looked for in a row of records of one register.
package enum RecordWatch: Sendable, Hashable {
    /// Nothing of one source (a column) for longer than so many minutes.
    case gaps(at: String, of: String, maximumMinutes: Int, clause: String)
    /// One record says from when until when; an end that is missing is now.
    case overtime(
        from: String, until: String, of: String, maximumMinutes: Int, clause: String)
    /// `in` and `out` are records of their own; the bound stands in the record of the door under
    /// `overtimeMinutes`, where it has one. `overtime` says it outright.
    case passages(
        at: String, of: [String], direction: String, bound: String, maximumMinutes: Int,
        clause: String)

    package enum Fault: String, Sendable, CaseIterable { case gap, overtime }

    /// One thing that was found.
    package struct Finding: Sendable, Hashable {
        package let fault: Fault
        /// The sensor, the visit, or badge and door.
        package let of: String
        package let fromMilliseconds: Int64
        /// Nil where it goes on.
        package let untilMilliseconds: Int64?
        package let clause: String
    }

    /// Looks through records, in any order.
    ///
    /// - Parameters:
    ///   - records: what is not confidential in each.
    ///   - bounds: minutes by the label of a door, of the register `door`.
    ///   - now: in milliseconds since 1970; what goes on goes on until then.
    /// - Returns: the earliest first.
    package func findings(
        in records: [[String: String]], bounds: [String: Int] = [:], atMilliseconds now: Int64
    ) -> [Finding] {
        let found =
            switch self {
            case .gaps(let moment, let source, let minutes, let clause):
                gaps(records, moment, source, minutes, clause, now)
            case .overtime(let from, let until, let name, let minutes, let clause):
                records.compactMap { record -> Finding? in
                    finding(
                        record[name] ?? "", RecordMoment(record[from])?.milliseconds,
                        RecordMoment(record[until])?.milliseconds, minutes, clause, now)
                }
            case .passages(let moment, let names, let direction, let bound, let minutes, let clause):
                passages(records, moment, names, direction, clause, now) {
                    bounds[$0[bound] ?? ""] ?? minutes
                }
            }
        return found.sorted { ($0.fromMilliseconds, $0.of) < ($1.fromMilliseconds, $1.of) }
    }

    private func finding(
        _ name: String, _ from: Int64?, _ until: Int64?, _ minutes: Int, _ clause: String,
        _ now: Int64
    ) -> Finding? {
        guard let from, (until ?? now) - from > Int64(minutes) * 60_000 else { return nil }
        return Finding(
            fault: .overtime, of: name, fromMilliseconds: from, untilMilliseconds: until,
            clause: clause)
    }

    private func gaps(
        _ records: [[String: String]], _ moment: String, _ source: String, _ minutes: Int,
        _ clause: String, _ now: Int64
    ) -> [Finding] {
        Dictionary(grouping: records) { $0[source] ?? "" }.flatMap { name, records in
            let moments = records.compactMap { RecordMoment($0[moment])?.milliseconds }.sorted()
            return moments.indices.compactMap { place -> Finding? in
                let next = place + 1 < moments.count ? moments[place + 1] : nil
                guard (next ?? now) - moments[place] > Int64(minutes) * 60_000 else { return nil }
                return Finding(
                    fault: .gap, of: name, fromMilliseconds: moments[place],
                    untilMilliseconds: next, clause: clause)
            }
        }
    }

    private func passages(
        _ records: [[String: String]], _ moment: String, _ names: [String], _ direction: String,
        _ clause: String, _ now: Int64, bound: ([String: String]) -> Int
    ) -> [Finding] {
        let groups = Dictionary(grouping: records) { record in names.map { record[$0] ?? "" } }
        return groups.flatMap { name, records -> [Finding] in
            let name = name.joined(separator: " · ")
            let steps = records.compactMap { record in
                RecordMoment(record[moment]).map { (at: $0.milliseconds, record: record) }
            }.sorted { $0.at < $1.at }
            var entered: (at: Int64, minutes: Int)?
            var found: [Finding] = []
            for step in steps {
                switch step.record[direction] {
                case "in": entered = entered ?? (step.at, bound(step.record))
                case "out":
                    if let entered {
                        finding(name, entered.at, step.at, entered.minutes, clause, now).map {
                            found.append($0)
                        }
                    }
                    entered = nil
                case "overtime":
                    found.append(
                        Finding(
                            fault: .overtime, of: name, fromMilliseconds: entered?.at ?? step.at,
                            untilMilliseconds: step.at, clause: clause))
                    entered = nil
                default: break
                }
            }
            if let entered {
                finding(name, entered.at, nil, entered.minutes, clause, now).map {
                    found.append($0)
                }
            }
            return found
        }
    }
}
