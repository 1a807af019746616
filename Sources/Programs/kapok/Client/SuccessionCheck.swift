import Governance
import Ledger
import MerkleLog
import Messages

/// Whether a server proves what it says of the names that its journal had before.
struct SuccessionCheck {
    /// The name and what is shown under it.
    let origin: String
    let shown: KnownLogs.Seen
    /// Oldest first.
    let predecessors: [KnownLogs.Predecessor]
    let prover: KnownLogs.Prover

    /// The entries that ended each name from one on: each is in the journal that is shown, two keys signed
    /// it, it leads to the next name, and what it says was kept is the beginning of what is shown.
    /// - Throws: `journal.successionUnproven`.
    func successions(from first: Int) async throws -> [SignedSuccession] {
        let names =
            predecessors.map { ($0.origin, $0.verifierKey) } + [(origin, shown.verifierKey)]
        var found: [SignedSuccession] = []
        for (number, ended) in predecessors.enumerated().dropFirst(first) {
            let succession: SignedSuccession?
            do {
                succession = try await signed(ended)
            } catch is MerkleLogError {
                throw unproven(ended)
            } catch let failure as CommandFailure where failure.status == .refused {
                throw unproven(ended)
            }
            let next = names[number + 1]
            guard let succession,
                succession.predecessor.utf8.elementsEqual(ended.origin.utf8),
                succession.predecessorKey.utf8.elementsEqual(ended.verifierKey.utf8),
                succession.kept.size == ended.entry,
                succession.origin.utf8.elementsEqual(next.0.utf8),
                succession.checkpointKey.utf8.elementsEqual(next.1.utf8)
            else { throw unproven(ended) }
            found.append(succession)
        }
        return found
    }

    /// Nil where the entry is not proven to be in what is shown, or is no succession that two keys signed.
    private func signed(_ ended: KnownLogs.Predecessor) async throws -> SignedSuccession? {
        let bundle = try await prover.entry(ended.entry)
        let verifier = try NoteVerifier(parsing: shown.verifierKey)
        let proven = try Checkpoint(
            parsing: SignedNote(parsing: Array(bundle.checkpoint.utf8)).text)
        guard bundle.check(verifier).isValid, bundle.index == ended.entry,
            try await prover.begins(shown.size, shown.root, proven.size, proven.root),
            let entry = try? JournalEntry(parsing: bundle.entry),
            let succession = SignedSuccession(entry),
            try await prover.begins(
                succession.kept.size, succession.kept.root, shown.size, shown.root)
        else { return nil }
        return succession
    }

    private func unproven(_ ended: KnownLogs.Predecessor) -> Refusal {
        Refusal(
            .commandJournalSuccessionUnproven,
            ["before": ended.origin, "entry": String(ended.entry)])
    }
}
