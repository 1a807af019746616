/// The metrics of a server in Prometheus's text format, version 0.0.4.
package struct MetricsText: Sendable {
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// One sample: labels and value.
    private struct Sample {
        var suffix = ""
        let labels: [(name: String, value: String)]
        let value: String
    }

    private var samples: [Metric: [Sample]] = [:]

    package init(_ facts: ServerFacts, requests: RequestCounts.Counts, version: String) {
        add(.build, 1, [("version", version)])
        for name in HealthJudge.names {
            let found = HealthJudge.checks(facts).filter { $0.name == name }
            guard !found.isEmpty else { continue }
            add(.healthLevel, Int64(found.level.rawValue), [("check", name)])
        }
        add(.ledgerReadable, facts.ledger != nil)
        if let ledger = facts.ledger { add(ledger) }
        for witness in facts.witnesses {
            add(.witnessEntries, witness.entries, [("witness", witness.name)])
            add(time: .witnessTime, witness.vouchedMilliseconds, [("witness", witness.name)])
        }
        for service in facts.timeStamps {
            add(.timeStampEntries, service.entries, [("service", service.name)])
            add(time: .timeStampTime, service.vouchedMilliseconds, [("service", service.name)])
        }
        for receiver in facts.receivers {
            add(time: .eventBehind, receiver.behindSinceMilliseconds, [("receiver", receiver.name)])
        }
        add(time: .scheduleTurn, facts.schedule.lastTurnMilliseconds)
        add(.scheduleLeader, facts.schedule.isLeader)
        add(facts.machine)
        add(requests)
    }

    /// Families in their fixed order, each with its help and type.
    package var text: String {
        var text = ""
        for metric in Metric.all {
            guard let samples = samples[metric] else { continue }
            text += "# HELP \(metric.name) \(metric.help)\n# TYPE \(metric.name) "
            text += "\(metric.kind.rawValue)\n"
            for sample in samples {
                text += metric.name + sample.suffix + Self.written(sample.labels)
                text += " \(sample.value)\n"
            }
        }
        return text
    }

    // MARK: Families

    private mutating func add(_ ledger: LedgerFacts) {
        if !ledger.isRestored { add(.ledgerWritable, ledger.writeFault == nil) }
        add(.ledgerRestored, ledger.isRestored)
        add(.entries, ledger.entries)
        add(time: .lastEntry, ledger.lastEntryMilliseconds)
        add(.publishedEntries, ledger.publishedEntries)
        add(.openIntents, Int64(ledger.openIntents))
        add(time: .oldestIntent, ledger.oldestIntentMilliseconds)
        for authority in ledger.authorities {
            let labels = [("authority", authority.name)]
            add(.authorityValid, authority.isValid, labels)
            add(time: .authorityEnd, authority.notAfterMilliseconds, labels)
            add(time: .listStart, authority.list?.thisUpdateMilliseconds, labels)
            add(time: .listDue, authority.list?.dueMilliseconds, labels)
            add(time: .listEnd, authority.list?.nextUpdateMilliseconds, labels)
            add(time: .responderEnd, authority.responder?.notAfterMilliseconds, labels)
        }
    }

    private mutating func add(_ machine: MachineFacts) {
        add(.ledgerBytes, machine.ledgerBytes)
        add(.freeBytes, machine.freeBytes)
        add(.freeFiles, machine.freeFiles)
        add(.residentBytes, machine.process.residentBytes)
        if let seconds = machine.process.processorSeconds {
            samples[.processorSeconds] = [Sample(labels: [], value: String(seconds))]
        }
        add(.openDescriptors, machine.process.openDescriptors)
        add(.maximumDescriptors, machine.process.maximumDescriptors)
        add(time: .processStart, machine.process.startMilliseconds)
    }

    private mutating func add(_ counts: RequestCounts.Counts) {
        for (key, count) in counts.answered.sorted(by: { $0.key < $1.key }) {
            add(
                .requests, Int64(count),
                [("listener", key.listener), ("route", key.route), ("status", key.status)])
        }
        for (listener, duration) in counts.durations.sorted(by: { $0.key < $1.key }) {
            var total = 0
            let bounds = RequestCounts.bounds.map { String($0) } + ["+Inf"]
            for (bound, count) in zip(bounds, duration.buckets) {
                total += count
                let labels = [("listener", listener), ("le", bound)]
                samples[.requestDuration, default: []].append(
                    Sample(suffix: "_bucket", labels: labels, value: String(total)))
            }
            let label = [("listener", listener)]
            samples[.requestDuration, default: []] += [
                Sample(suffix: "_sum", labels: label, value: String(duration.seconds)),
                Sample(suffix: "_count", labels: label, value: String(total)),
            ]
        }
    }

    // MARK: Values

    private mutating func add(
        _ metric: Metric, _ value: Int64?, _ labels: [(String, String)] = []
    ) {
        guard let value else { return }
        samples[metric, default: []].append(Sample(labels: labels, value: String(value)))
    }

    private mutating func add(_ metric: Metric, _ flag: Bool, _ labels: [(String, String)] = []) {
        add(metric, flag ? 1 : 0, labels)
    }

    /// Seconds since 1970, with the thousandths that there are.
    private mutating func add(
        time metric: Metric, _ milliseconds: Int64?, _ labels: [(String, String)] = []
    ) {
        guard let milliseconds else { return }
        samples[metric, default: []].append(
            Sample(labels: labels, value: String(Double(milliseconds) / 1000)))
    }

    private static func written(_ labels: [(name: String, value: String)]) -> String {
        guard !labels.isEmpty else { return "" }
        let pairs = labels.map { name, value in
            let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                .replacing("\n", with: "\\n")
            return "\(name)=\"\(escaped)\""
        }
        return "{\(pairs.joined(separator: ","))}"
    }
}
