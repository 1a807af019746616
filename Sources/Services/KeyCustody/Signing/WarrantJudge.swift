import CanonicalJSON
import Cryptography
import PKIX
import Synchronization

/// What a signer asks of a warrant before it touches a key, trusting only what the warrant holds and
/// the key's own name, under which it is sealed.
///
/// An authority's key signs what was announced in the journal: the entry names the key, the
/// algorithm and the SHA-256 of exactly these bytes. A responder's key signs OCSP answers, which need
/// no entry, and nothing else does. That the entry stands in the journal, and that its officers may do it, a
/// `SignerJournal` knows; without one the entry at hand is believed.
final class WarrantJudge: Sendable {
    /// The entry that was read last, with the uses that it announces: many warrants rest on one.
    private struct Announced {
        var entry: [UInt8]?
        var uses: Set<AnnouncedUse> = []
    }

    private let last = Mutex(Announced())
    /// Whether another judges entries.
    private let leavesEntries: Bool

    init(leavingEntries leavesEntries: Bool) { self.leavesEntries = leavesEntries }

    func judge(_ warrant: Warrant) throws(KeyCustodyError) {
        let isAnswer =
            ResponseData.mayBegin(warrant.toBeSigned)
            && (try? ResponseData(derEncoded: warrant.toBeSigned)) != nil
        switch (warrant.key.use, warrant.announcement) {
        case (.responder, nil):
            guard isAnswer else { throw .warrantRefused("a responder's key signs OCSP answers") }
        case (.authority, let announcement?):
            guard !isAnswer else { throw .warrantRefused("OCSP answers are for a responder's key") }
            if !leavesEntries { try judge(announcement, of: warrant) }
        case (.authority, nil): throw .warrantRefused("no entry announces these bytes")
        case (.journal, _): throw .warrantRefused("a journal's key signs checkpoints")
        case (.responder, _?): throw .warrantRefused("a responder's key signs nothing announced")
        case (nil, _): throw .warrantRefused("the key's name does not tell its use")
        }
    }

    private func judge(
        _ announcement: Announcement, of warrant: Warrant
    ) throws(KeyCustodyError) {
        let use = AnnouncedUse(warrant)
        let isAnnounced = last.withLock { last in
            if last.entry != announcement.entry {
                last = Announced(
                    entry: announcement.entry,
                    uses: Set(
                        AnnouncedUse.all(
                            in: announcement.entry.flatMap { try? JSONValue(parsing: $0) })))
            }
            return last.uses.contains(use)
        }
        guard isAnnounced else {
            throw .warrantRefused("the entry does not announce these bytes for this key")
        }
    }
}
