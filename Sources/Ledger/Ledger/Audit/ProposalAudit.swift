import CanonicalJSON
import CertificatePolicy

/// Whether what became of proposals is what officers signed about them, from the journal alone: who
/// opened each, whether it still takes signatures, and whose act ended it.
struct ProposalAudit {
    private struct Waiting {
        let operation: String
        let proposer: String
        /// The entry that opened it, and its time.
        let index: Int64
        let milliseconds: Int64
        /// Of the acts that were signed under it, each counted in an entry of its own.
        var nonces: Set<[UInt8]>
        var isReturned = false
    }

    /// What an act that ends a proposal changes: its row, and the sealed reason.
    private static let endingTables: Set<String> = [
        Proposal.table.name, ParticipationRow.table.name, RequestRow.table.name,
        PersonalValue.table.name, DossierKey.table.name,
    ]
    private static let row = Proposal.table.name

    /// Those that were neither carried out nor ended.
    private var waiting: [String: Waiting] = [:]

    /// Looks at a signed entry that was done, in the order of the journal. Of other entries the
    /// caller knows that they change no proposal.
    ///
    /// - Parameter statements: what was signed, in the order of the entry; the last one counts in it.
    mutating func isLawful(
        _ entry: JournalEntry, at index: Int64, _ operation: Operation,
        _ statements: [ActStatement]
    ) -> Bool {
        // The practice is changed by several people, and by nothing else.
        guard
            operation.id == "practice.change"
                || !entry.changes.contains(where: { $0.table == PracticeVersion.table.name })
        else { return false }
        let changed = entry.changes.filter { $0.table == Self.row }
        let ids = changed.compactMap { $0.key.array?.first?.string }
        guard ids.count == changed.count, changed.allSatisfy({ $0.rowHash != nil }) else {
            return false
        }
        if operation.id.hasPrefix("proposal.") { return isEnding(entry, ids) }
        guard operation.people > 1 else { return ids.isEmpty }
        guard let id = entry.facts[Proposal.fact]?.string, let last = statements.last else {
            return false
        }
        guard let proposal = waiting[id] else {
            return isOpening(entry, at: index, id, ids, by: last)
        }
        // Whoever signed before did so under this proposal; who joins had seen it, in its time.
        guard statements.dropLast().allSatisfy({ proposal.nonces.contains($0.nonce) }),
            operation.direction == .tightens
                || last.checkpoint.size > proposal.index
                    && entry.timeMilliseconds - proposal.milliseconds
                        < ActAttempt.proposalLifetimeMilliseconds
        else { return false }
        waiting[id]?.nonces.insert(last.nonce)
        return isSigning(entry, operation, id, ids)
    }

    /// Under another name of the journal no signature of before is taken.
    mutating func beginChapter() { waiting = [:] }

    private mutating func isOpening(
        _ entry: JournalEntry, at index: Int64, _ id: String, _ ids: [String],
        by act: ActStatement
    ) -> Bool {
        guard ids.contains(id), entry.signed.count == 1 else { return false }
        for corrected in ids where corrected != id {
            guard let earlier = waiting.removeValue(forKey: corrected), earlier.isReturned,
                earlier.proposer == entry.actor, earlier.operation == entry.operation
            else { return false }
        }
        waiting[id] = Waiting(
            operation: entry.operation, proposer: entry.actor, index: index,
            milliseconds: entry.timeMilliseconds, nonces: [act.nonce])
        return ids.count <= 2
    }

    private mutating func isSigning(
        _ entry: JournalEntry, _ operation: Operation, _ id: String, _ ids: [String]
    ) -> Bool {
        guard let proposal = waiting[id], !proposal.isReturned,
            proposal.operation == entry.operation
        else { return false }
        guard entry.signed.count >= operation.people else { return ids.isEmpty }
        waiting[id] = nil
        return ids == [id]
    }

    private mutating func isEnding(_ entry: JournalEntry, _ ids: [String]) -> Bool {
        guard let id = entry.caseID, ids == [id], let proposal = waiting[id],
            Set(entry.changes.map(\.table)).isSubset(of: Self.endingTables)
        else { return false }
        switch entry.operation {
        case "proposal.return":
            guard !proposal.isReturned else { return false }
            waiting[id]?.isReturned = true
        case "proposal.withdraw":
            guard proposal.proposer == entry.actor else { return false }
            waiting[id] = nil
        default: waiting[id] = nil
        }
        return true
    }
}
