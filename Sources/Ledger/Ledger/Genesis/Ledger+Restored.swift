import Messages
import Synchronization

/// A ledger that came from a backup: it may be older than what the world has seen.
///
/// The mark lies beside the versions, outside the journal: an entry would already be another journal
/// than the one that outsiders saw. While it stands, nothing is written but ``recovery``.
extension Ledger {
    /// The one operation that a marked ledger carries out; it takes the mark away in its commit.
    package static let recovery = "ledger.recover"

    /// Marks a ledger that no process has open.
    package static func markRestored(
        _ driver: any StorageDriver, atMilliseconds: Int64
    ) throws(LedgerError) {
        let connection = try driver.connect(.readWrite)
        defer { connection.close() }
        try connection.transaction { () throws(LedgerError) in
            try connection.execute(
                Schema.putMeta, [.text(Schema.restored), .integer(atMilliseconds)])
        }
    }

    /// What it lies in.
    package nonisolated var storage: any StorageDriver { settings.driver }

    /// When this ledger was restored; nil where it was not, or was compared since.
    package nonisolated var restoredAtMilliseconds: Int64? { restoredAt.withLock { $0 } }

    package nonisolated var isRestored: Bool { restoredAtMilliseconds != nil }

    /// - Throws: `ledger.restored` for everything but the recovery.
    nonisolated func refuseWhileRestored(_ operation: String) throws(Refusal) {
        if isRestored, operation != Self.recovery { throw Refusal(.ledgerRestored) }
    }

    /// Within a commit: takes the mark away if the recovery is among what was carried out.
    func takeMarkAway(after batch: [PendingAct], _ answers: [Answer]) throws(LedgerError) -> Bool {
        guard isRestored else { return false }
        let isRecovered = zip(batch, answers).contains { pending, answer in
            guard case .success = answer else { return false }
            return pending.request.operation == Self.recovery
        }
        guard isRecovered else { return false }
        try connection.execute("DELETE FROM meta WHERE name = ?", [.text(Schema.restored)])
        return true
    }
}
