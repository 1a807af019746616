import Campaigns
package import CanonicalJSON
package import Cryptography
package import Ledger
import Messages

/// Lets a restored ledger go on, once it was compared with what the world has seen of its journal.
///
/// It goes on only if nothing that was seen is newer: else acts are lost, and a journal that went on
/// without them would be another one under the same name.
package struct RecoveryService: Sendable {
    private let ledger: Ledger
    private let randomness: any Randomness

    package init(ledger: Ledger, randomness: any Randomness = SystemRandomness()) {
        self.ledger = ledger
        self.randomness = randomness
    }

    /// Compares, and takes the mark away in the same commit.
    ///
    /// - Throws: `recovery.notRestored`, `.nothingCompared`, `.evidenceUnreadable`,
    ///   `.evidenceForeign`, `.forked`, `.behind`, `.listBehind`.
    package func recover(_ evidence: [RecoveryEvidence]) async throws -> JSONValue {
        guard let restoredAt = ledger.restoredAtMilliseconds else {
            throw Refusal(.recoveryNotRestored)
        }
        try RecoveryEvidence.check(evidence)
        let chapters = ledger.identity.chapters
        // Read and judged once beforehand, so that what is wrong costs no commit.
        let seen = try await ledger.read { snapshot in
            try evidence.map { try $0.seen(snapshot, chapters) }
        }
        let facts: JSONValue = [
            "restoredAt": .integer(restoredAt), "compared": .array(seen.map(\.json)),
        ]
        let act = ActRequest(
            id: "recover-\(Base32.encode(randomness.bytes(16)))", operation: Ledger.recovery,
            actor: .system, facts: facts)
        let outcome = try await ledger.act(act) { transaction in
            try SeenJournal.judge(seen, transaction)
            // A stop publishes nothing that would be newer: who lets one go on looks at it again.
            for var campaign in try transaction.openCampaigns() where campaign.state != .stopped {
                campaign.state = .stopped
                try transaction.put(campaign)
            }
            return ["compared": .integer(Int64(seen.count))]
        }
        return [
            "state": "recovered", "entry": .integer(outcome.entryIndex),
            "compared": .array(seen.map(\.json)),
        ]
    }
}
