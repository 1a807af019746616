import CanonicalJSON
import CertificatePolicy

/// The signed acts that entries counted, as long as they could be presented again: each counts once, and before
/// it expires, but for what tightens.
struct CountedActs {
    /// When each expires, by the key of its row in `participation`.
    private var expiries: [[UInt8]: Int64] = [:]
    private var prunedAt = 4096

    /// Whether the last act of an entry counts in it: its nonce stands there and was not counted before, and it had
    /// not expired. What tightens is taken from an expired act, too.
    mutating func counts(
        _ statement: ActStatement, in entry: JournalEntry, of operation: Operation
    ) -> Bool {
        let counted = entry.changes.filter { $0.table == ParticipationRow.table.name }
        guard counted.count == 1, counted[0].rowHash != nil,
            counted[0].key == RowHash.json(ofKey: [.blob(statement.nonce)])
        else { return false }
        let (now, expiry) = (entry.timeMilliseconds, statement.expiresMilliseconds)
        guard
            operation.direction == .tightens
                || expiry > now && expiry - now <= ActJudge.maximumLifetimeMilliseconds
        else { return false }
        return use(counted[0].key, until: operation.direction == .tightens ? .max : expiry, now)
    }

    /// What was refused is not taken later.
    mutating func useUp(in refused: JournalEntry) {
        let now = refused.timeMilliseconds
        for change in refused.changes where change.table == ParticipationRow.table.name {
            _ = use(change.key, until: now + ActJudge.maximumLifetimeMilliseconds, now)
        }
    }

    private mutating func use(_ key: JSONValue, until expiry: Int64, _ now: Int64) -> Bool {
        if expiries.count >= prunedAt {
            expiries = expiries.filter { $0.value > now }
            prunedAt = max(4096, 2 * expiries.count)
        }
        return expiries.updateValue(expiry, forKey: key.canonicalBytes) == nil
    }
}
