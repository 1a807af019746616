import Issuance
import PKIX

/// Judges what was measured: a pure function. Every bound has its reason beside it.
package enum HealthJudge {
    /// What is looked at, in the order in which it is told.
    package static let names = [
        "ledger", "comparison", "checkpoint", "authorities", "lists", "responders", "intents",
        "signer",
        "disk", "clock", "witnesses", "timestamps", "notices", "events", "schedule",
        "lease",
    ]

    package static func checks(_ facts: ServerFacts) -> [HealthCheck] {
        guard let ledger = facts.ledger else {
            return [HealthCheck("ledger", .critical, "ledger.unreadable")] + disk(facts.machine)
        }
        return self.ledger(ledger) + comparison(ledger) + checkpoint(ledger, facts)
            + authorities(ledger, facts) + lists(ledger, facts) + responders(ledger, facts)
            + intents(ledger, facts) + signer(facts) + disk(facts.machine) + clock(ledger, facts)
            + witnesses(facts) + timeStamps(facts) + notices(facts)
            + events(facts) + schedule(facts) + lease(ledger, facts)
    }

    // MARK: The ledger

    private static func ledger(_ ledger: LedgerFacts) -> [HealthCheck] {
        let count = ["entries": String(ledger.entries)]
        if let fault = ledger.writeFault {
            return [HealthCheck("ledger", .critical, "ledger.unwritable", ["fault": fault])]
        }
        return [HealthCheck("ledger", .ok, "ledger.ok", count)]
    }

    private static func comparison(_ ledger: LedgerFacts) -> [HealthCheck] {
        [
            ledger.isRestored
                ? HealthCheck("comparison", .critical, "comparison.restored")
                : HealthCheck("comparison", .ok, "comparison.ok")
        ]
    }

    /// The schedule writes what is owed to `public/` every 20 seconds: a minute is three turns.
    private static let longestUnpublished = Milliseconds.minute
    /// Lists and answers stand on entries of at least this pace (CP 4.11c: a list each 24 hours).
    private static let longestSilence = 25 * Milliseconds.hour

    private static func checkpoint(_ ledger: LedgerFacts, _ facts: ServerFacts) -> [HealthCheck] {
        let age = facts.clockMilliseconds &- ledger.lastEntryMilliseconds
        let behind = ledger.entries &- (ledger.publishedEntries ?? 0)
        let said = ["time": Time.rfc3339(ledger.lastEntryMilliseconds), "behind": String(behind)]
        // Of a restored one nothing is signed before it was compared.
        if !ledger.isRestored, let since = ledger.unsignedSinceMilliseconds,
            facts.clockMilliseconds &- since > longestUnpublished
        {
            return [
                HealthCheck(
                    "checkpoint", .warning, "checkpoint.unsigned",
                    ["time": Time.rfc3339(since)])
            ]
        }
        if behind > 0, age > longestUnpublished {
            return [HealthCheck("checkpoint", .warning, "checkpoint.unpublished", said)]
        }
        if age > longestSilence, ledger.authorities.contains(where: \.isIssuing) {
            return [HealthCheck("checkpoint", .warning, "checkpoint.old", said)]
        }
        return [HealthCheck("checkpoint", .ok, "checkpoint.ok", said)]
    }

    // MARK: Authorities

    /// Time enough to plan a successor.
    private static let longestFarewell = 180 * Milliseconds.day

    private static func authorities(_ ledger: LedgerFacts, _ facts: ServerFacts) -> [HealthCheck] {
        told("authorities", ledger) { authority in
            let said = [
                "authority": authority.name, "time": Time.rfc3339(authority.notAfterMilliseconds),
            ]
            let remaining = authority.notAfterMilliseconds &- facts.clockMilliseconds
            if !authority.isValid {
                return HealthCheck("authorities", .critical, "authorities.stopped", said)
            }
            if remaining <= 0 {
                return HealthCheck("authorities", .critical, "authorities.ended", said)
            }
            guard remaining < longestFarewell else { return nil }
            return HealthCheck("authorities", .warning, "authorities.ending", said)
        }
    }

    /// Of what is due, 45 turns of the schedule: a signer that is back within them is no alarm.
    private static let patience = 15 * Milliseconds.minute

    private static func lists(_ ledger: LedgerFacts, _ facts: ServerFacts) -> [HealthCheck] {
        told("lists", ledger) { authority in
            guard let list = authority.list else {
                return HealthCheck(
                    "lists", .critical, "lists.missing", ["authority": authority.name])
            }
            let said = [
                "authority": authority.name, "time": Time.rfc3339(list.nextUpdateMilliseconds),
                "due": Time.rfc3339(list.dueMilliseconds),
            ]
            let remaining = list.nextUpdateMilliseconds &- facts.clockMilliseconds
            let life = list.nextUpdateMilliseconds &- list.thisUpdateMilliseconds
            if remaining <= 0 { return HealthCheck("lists", .critical, "lists.ended", said) }
            guard facts.clockMilliseconds > list.dueMilliseconds &+ patience else { return nil }
            // Overdue, and a quarter of the list's life is left: for caches and for repair.
            return remaining < life / 4
                ? HealthCheck("lists", .critical, "lists.ending", said)
                : HealthCheck("lists", .warning, "lists.overdue", said)
        }
    }

    private static func responders(_ ledger: LedgerFacts, _ facts: ServerFacts) -> [HealthCheck] {
        told("responders", ledger) { authority in
            guard authority.isIssuing else { return nil }
            guard let responder = authority.responder, responder.isValid else {
                return HealthCheck(
                    "responders", .critical, "responders.missing", ["authority": authority.name])
            }
            let said = [
                "authority": authority.name, "time": Time.rfc3339(responder.notAfterMilliseconds),
            ]
            let remaining = responder.notAfterMilliseconds &- facts.clockMilliseconds
            let life = responder.notAfterMilliseconds &- responder.notBeforeMilliseconds
            if remaining <= 0 {
                return HealthCheck("responders", .critical, "responders.ended", said)
            }
            // It is renewed when a third of its life is left.
            guard remaining < life / 4 else { return nil }
            return HealthCheck(
                "responders", remaining < life / 10 ? .critical : .warning, "responders.ending",
                said)
        }
    }

    /// What is wrong with each authority, or once that nothing is.
    private static func told(
        _ name: String, _ ledger: LedgerFacts, _ judge: (AuthorityState) -> HealthCheck?
    ) -> [HealthCheck] {
        let found = ledger.authorities.compactMap(judge)
        guard found.isEmpty else { return found }
        return [HealthCheck(name, .ok, "\(name).ok", ["count": String(ledger.authorities.count)])]
    }

    /// A signature takes milliseconds; an issuing list of 64 SM2 signatures, a second.
    private static let longestSigning = Milliseconds.minute
    /// A key that does not answer, whatever else is waiting.
    private static let longestWaiting = 5 * Milliseconds.minute

    private static func intents(_ ledger: LedgerFacts, _ facts: ServerFacts) -> [HealthCheck] {
        let said = ["count": String(ledger.openIntents)]
        guard let oldest = ledger.oldestIntentMilliseconds else {
            return [HealthCheck("intents", .ok, "intents.ok", said)]
        }
        let age = facts.clockMilliseconds &- oldest
        let level: HealthLevel =
            age > longestWaiting ? .critical : age > longestSigning ? .warning : .ok
        return [
            HealthCheck(
                "intents", level, level == .ok ? "intents.ok" : "intents.waiting",
                said.merging(["time": Time.rfc3339(oldest)]) { first, _ in first })
        ]
    }
}
