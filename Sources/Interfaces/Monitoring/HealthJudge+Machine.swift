import Issuance
import PKIX

/// What stands around the ledger: disk, clock, witnesses, schedule.
extension HealthJudge {
    /// Below this, a commit may fail at any moment.
    private static let leastBytes: Int64 = 100 << 20
    /// The write-ahead log and a list of a million serials fit into it.
    private static let usualBytes: Int64 = 1 << 30
    /// A certificate is a file of `public/`.
    private static let leastFiles: Int64 = 1000

    static func disk(_ machine: MachineFacts) -> [HealthCheck] {
        guard let free = machine.freeBytes else {
            return [HealthCheck("disk", .warning, "disk.unknown")]
        }
        // A backup copies the ledger beside it first.
        let needed = max(usualBytes, machine.ledgerBytes ?? 0)
        let said = [
            "free": String(free >> 20), "needed": String(needed >> 20),
            "files": String(machine.freeFiles ?? 0),
        ]
        if free < leastBytes { return [HealthCheck("disk", .critical, "disk.full", said)] }
        if let files = machine.freeFiles, files < leastFiles {
            return [HealthCheck("disk", .critical, "disk.files", said)]
        }
        return [
            free < needed
                ? HealthCheck("disk", .warning, "disk.low", said)
                : HealthCheck("disk", .ok, "disk.ok", said)
        ]
    }

    /// Below this, two clocks that are both kept are not told apart.
    private static let clockTolerance = 5 * Milliseconds.second
    /// Certificates and answers would carry wrong times.
    private static let clockLimit = Milliseconds.minute

    /// Compared with the entries, whose time never goes back, and with what witnesses said of
    /// theirs.
    static func clock(_ ledger: LedgerFacts, _ facts: ServerFacts) -> [HealthCheck] {
        let outsiders = (facts.witnesses + facts.timeStamps).compactMap(\.vouchedMilliseconds)
        let seen = [ledger.lastEntryMilliseconds] + outsiders
        let newest = seen.max() ?? 0
        let behind = newest &- facts.clockMilliseconds
        let said = [
            "time": Time.rfc3339(facts.clockMilliseconds), "seen": Time.rfc3339(newest),
        ]
        if facts.machine.clockAheadMilliseconds > 0 {
            let ahead = facts.machine.clockAheadMilliseconds / 1000
            let said = said.merging(["seconds": String(ahead)]) { first, _ in first }
            return [HealthCheck("clock", .critical, "clock.ahead", said)]
        }
        guard behind > clockTolerance else { return [HealthCheck("clock", .ok, "clock.ok", said)] }
        return [
            HealthCheck("clock", behind > clockLimit ? .critical : .warning, "clock.behind", said)
        ]
    }

    /// A witness is asked again after at most 300 seconds; two such waits.
    private static let longestUnwitnessed = 10 * Milliseconds.minute

    static func witnesses(_ facts: ServerFacts) -> [HealthCheck] {
        let found = facts.witnesses.compactMap { witness -> HealthCheck? in
            let said = ["witness": witness.name, "entries": String(witness.entries ?? 0)]
            if witness.contradicts {
                return HealthCheck("witnesses", .critical, "witnesses.contradict", said)
            }
            guard let since = witness.behindSinceMilliseconds,
                facts.clockMilliseconds &- since > longestUnwitnessed
            else { return nil }
            return HealthCheck(
                "witnesses", .warning, "witnesses.behind",
                said.merging(["time": Time.rfc3339(since)]) { first, _ in first })
        }
        guard found.isEmpty else { return found }
        return [
            HealthCheck(
                "witnesses", .ok, "witnesses.ok", ["count": String(facts.witnesses.count)])
        ]
    }

    /// Services are asked once an hour; three times in vain.
    private static let longestUnstamped = 3 * Milliseconds.hour

    static func timeStamps(_ facts: ServerFacts) -> [HealthCheck] {
        let found = facts.timeStamps.compactMap { service -> HealthCheck? in
            guard let since = service.behindSinceMilliseconds,
                facts.clockMilliseconds &- since > longestUnstamped
            else { return nil }
            return HealthCheck(
                "timestamps", .warning, "timestamps.behind",
                ["service": service.name, "time": Time.rfc3339(since)])
        }
        guard found.isEmpty else { return found }
        return [
            HealthCheck(
                "timestamps", .ok, "timestamps.ok", ["count": String(facts.timeStamps.count)])
        ]
    }

    static func signer(_ facts: ServerFacts) -> [HealthCheck] {
        switch facts.signer {
        case .own: [HealthCheck("signer", .ok, "signer.own")]
        case .answering(let release):
            [HealthCheck("signer", .ok, "signer.ok", ["release": release])]
        case .silent(let fault):
            // Nothing is signed, answers of OCSP least of all.
            [HealthCheck("signer", .critical, "signer.silent", ["fault": fault])]
        }
    }

    /// A mail server that is taken down for its updates is no alarm.
    private static let longestUntold = 30 * Milliseconds.minute

    static func notices(_ facts: ServerFacts) -> [HealthCheck] {
        guard facts.notices.isSet else { return [HealthCheck("notices", .ok, "notices.none")] }
        guard let since = facts.notices.failingSinceMilliseconds,
            facts.clockMilliseconds &- since > longestUntold
        else { return [HealthCheck("notices", .ok, "notices.ok")] }
        return [
            HealthCheck("notices", .warning, "notices.failing", ["time": Time.rfc3339(since)])
        ]
    }

    /// Of a receiver whose own update takes a while. It is told all of it later.
    private static let longestUndelivered = Milliseconds.hour

    static func events(_ facts: ServerFacts) -> [HealthCheck] {
        let found = facts.receivers.compactMap { receiver -> HealthCheck? in
            guard let since = receiver.behindSinceMilliseconds,
                facts.clockMilliseconds &- since > longestUndelivered
            else { return nil }
            return HealthCheck(
                "events", .warning, "events.behind",
                ["receiver": receiver.name, "time": Time.rfc3339(since)])
        }
        guard found.isEmpty else { return found }
        return [
            HealthCheck("events", .ok, "events.ok", ["count": String(facts.receivers.count)])
        ]
    }

    /// Six turns.
    private static let longestTurn = 2 * Milliseconds.minute

    static func schedule(_ facts: ServerFacts) -> [HealthCheck] {
        let last = facts.schedule.lastTurnMilliseconds ?? facts.schedule.startMilliseconds
        let said = ["time": Time.rfc3339(last)]
        // Where no schedule ever began, this is no server: that is told by who asked.
        let isStuck =
            facts.schedule.startMilliseconds > 0 && facts.clockMilliseconds &- last > longestTurn
        return [
            isStuck
                ? HealthCheck("schedule", .warning, "schedule.stuck", said)
                : HealthCheck("schedule", .ok, "schedule.ok", said)
        ]
    }

    static func lease(_ ledger: LedgerFacts, _ facts: ServerFacts) -> [HealthCheck] {
        guard let holder = ledger.leaseHolder else {
            return [HealthCheck("lease", .ok, "lease.alone")]
        }
        if facts.schedule.isLeader { return [HealthCheck("lease", .ok, "lease.own")] }
        return [
            holder.isEmpty
                ? HealthCheck("lease", .warning, "lease.nobody")
                : HealthCheck("lease", .ok, "lease.other")
        ]
    }
}
