import CanonicalJSON
import CertificatePolicy

/// The signed acts that entries counted, as long as they could be presented again: each counts once, and before
/// it expires, but for what tightens.
struct CountedActs {
    /// When each expires, by the key of its row in `participation`.
    private var expiries: [[UInt8]: Int64] = [:]
    /// Those that expired are looked for when there are twice as many as were left the last time.
    private var pruneAt = Self.leastPruned
    private static let leastPruned = 4096

    /// Counts the last act of an entry, once: whether its nonce stands there and was not counted before, and it had
    /// not expired. What tightens is taken from an expired act, too, and therefore remembered for ever.
    mutating func count(
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

    /// What was refused is not taken later: when it expires, the entry does not tell.
    mutating func useUp(in refused: JournalEntry) {
        for change in refused.changes where change.table == ParticipationRow.table.name {
            _ = use(change.key, until: .max, refused.timeMilliseconds)
        }
    }

    private mutating func use(_ key: JSONValue, until expiry: Int64, _ now: Int64) -> Bool {
        if expiries.count >= pruneAt {
            expiries = expiries.filter { $0.value > now }
            pruneAt = max(Self.leastPruned, 2 * expiries.count)
        }
        let bytes = key.canonicalBytes
        let before = expiries[bytes]
        expiries[bytes] = max(before ?? expiry, expiry)
        return before == nil
    }
}
