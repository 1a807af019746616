import CanonicalJSON
import Ledger

/// What the signer wrote down, held against what the journal says (CP 4.8a, 8.10a).
package struct SignatureReconciliation: Sendable, Equatable {
    /// Of keys of authorities.
    package private(set) var signatures = 0
    package private(set) var ocspAnswers = 0
    /// Of journals, with what was told of them to receivers of events.
    package private(set) var checkpoints = 0
    /// Lines that name no entry, or one that does not announce them: an incident.
    package private(set) var unannounced: [Int64] = []
    /// Lines that name no entry, another one, or one behind the end, from before people said `kapok signer anew`.
    package private(set) var unannouncedBefore: [Int64] = []
    /// Lines that name an entry behind the end of the journal at hand: to be compared with a newer one.
    package private(set) var later: [Int64] = []
    /// Entries whose signatures were completed and stand in no line, since the first completion of one that does: lines
    /// that were taken away, or another signer.
    package private(set) var unlogged: [Int64] = []

    private struct Use: Hashable {
        let entry: Int64
        let use: AnnouncedUse
    }

    /// - Parameters:
    ///   - log: the file of a `SignatureLog`.
    ///   - journal: entries from the first on, a line each, as exports have them; nil to read the log alone.
    /// - Throws: `KeyCustodyError.logDamaged`; `LedgerError` for what is no entry; `DurableFileError`.
    package init(log: String, journal: String?) throws {
        let journal = try journal.map(Journal.init)
        var logged: Set<Use> = []
        try SignatureLog.forEachLine(of: log) { number, told in
            switch told {
            case .answers(let count): ocspAnswers += count
            case .checkpoints(let count): checkpoints += count
            case .position: break
            case .anew:
                // People knew of those before: they are of a lost end of this journal, or forged.
                unannouncedBefore += (unannounced + later).sorted()
                (unannounced, later) = ([], [])
            case .signature(_, nil):
                signatures += 1
                unannounced.append(number)
            case .signature(let announced, let entry?):
                signatures += 1
                guard let journal else { return }
                let use = Use(entry: entry, use: announced)
                logged.insert(use)
                if entry >= journal.count {
                    later.append(number)
                } else if !journal.announced.contains(use) {
                    unannounced.append(number)
                }
            }
        }
        // What was announced before this signer was there may have been signed by it; what was completed, not.
        guard let completed = journal?.completed,
            let first = completed.filter({ logged.contains($0.key) }).map(\.value).min()
        else { return }
        let missing = completed.filter { $0.value >= first && !logged.contains($0.key) }
        unlogged = Set(missing.map(\.key.entry)).sorted()
    }

    private struct Journal {
        var announced: Set<Use> = []
        /// With the places of the entries that say so.
        var completed: [Use: Int64] = [:]
        var count: Int64 = 0
        private var open: [String: Use] = [:]

        init(_ path: String) throws {
            try OpenFile(reading: path).forEachLine(maximumBytes: JournalEntry.maximumBytes) {
                line in
                let entry = try JournalEntry(parsing: line)
                for intent in entry.intents {
                    guard let id = intent["id"]?.string, let use = AnnouncedUse(intent) else {
                        continue
                    }
                    let found = Use(entry: count, use: use)
                    announced.insert(found)
                    open[id] = found
                }
                for id in entry.completedIntents {
                    if let use = open.removeValue(forKey: id) { completed[use] = count }
                }
                count += 1
            }
        }
    }
}
