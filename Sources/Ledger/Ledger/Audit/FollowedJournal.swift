package import CanonicalJSON
import CertificatePolicy
import MerkleLog

/// A journal as somebody follows it who holds no ledger and trusts nobody who does: entry by entry, from the genesis
/// on.
///
/// Each entry is what its officers signed, or one that nobody signs and that touches nothing of theirs; else no further
/// entry is taken, ever. The tree grows along, so that the journal cannot tell two stories to the same follower.
/// Registers of people are not at hand: whether who signed was screened and trained stays with the ledger and its
/// audit, as do the rows.
package final class FollowedJournal {
    /// The entry is of a later release than this program, which cannot judge it.
    package struct Newer: Error {}

    /// What an entry says that does not belong there.
    package struct Contradiction: Error, Equatable {
        package let index: Int64
        /// `AuditFinding.id`.
        package let finding: String
    }

    private var tree = CompactRange()
    /// 32 octets each.
    private var leaves: [UInt8] = []
    private var authority: AuthorityAudit
    private let told = ToldEvidence()
    private var lastMilliseconds = Int64.min

    package init() {
        authority = AuthorityAudit(told, nil)
    }

    /// The number of entries.
    package var size: Int64 { tree.size }
    package var root: [UInt8] { tree.root }

    /// The root of the journal when it had this size; nil for one that it did not have yet.
    package func root(ofSize size: Int64) -> [UInt8]? { told.root(ofSize: size) }

    /// Whether the entry at a place that was taken is this one.
    package func has(_ bytes: [UInt8], at index: Int64) -> Bool {
        has(leaf: MerkleTree.leafHash(of: bytes)[...], at: index)
    }

    /// The same of the hash of its leaf.
    package func has(leaf: ArraySlice<UInt8>, at index: Int64) -> Bool {
        guard (0..<size).contains(index) else { return false }
        let length = MerkleTree.hashLength
        return leaves[Int(index) * length..<(Int(index) + 1) * length]
            .elementsEqual(leaf)
    }

    /// The first id of the person who has this one; nil for nobody of whom the entries tell.
    package func person(_ officer: String) -> String? { authority.person(officer) }

    /// Takes the next entry.
    ///
    /// - Parameters:
    ///   - payload: what is proposed where the entry names a proposal; the signatures say whether it is that.
    ///   - permit: throws for an entry that is not to be taken now.
    /// - Throws: `Newer`; `Contradiction`: no further entry may be given to this journal then.
    package func take(
        _ bytes: [UInt8], proposing payload: JSONValue?,
        permittedBy permit: (JournalEntry) throws -> Void
    ) throws -> JournalEntry {
        let entry: JournalEntry
        do {
            entry = try JournalEntry(parsing: bytes)
        } catch LedgerError.newerFolder {
            throw Newer()
        } catch {
            throw contradicted(.entryUnreadable(index: size))
        }
        if entry.outcome == .done, Operation[entry.operation] == nil { throw Newer() }
        guard entry.canonicalBytes == bytes else {
            throw contradicted(.entryUnreadable(index: size))
        }
        guard entry.timeMilliseconds >= lastMilliseconds else {
            throw contradicted(.timeBackwards(index: size))
        }
        try permit(entry)
        told.payload = payload
        defer { told.payload = nil }
        if let finding = try authority.findings(in: entry, at: size).first {
            throw contradicted(finding)
        }
        lastMilliseconds = entry.timeMilliseconds
        let leaf = MerkleTree.leafHash(of: bytes)
        leaves += leaf
        tree.append(leaf)
        told.roots += tree.root
        return entry
    }

    private func contradicted(_ finding: AuditFinding) -> Contradiction {
        Contradiction(index: size, finding: finding.id)
    }
}

/// What was told with the entry at hand, and what was seen before.
private final class ToldEvidence: AuthorityEvidence {
    var payload: JSONValue?
    /// The roots of all sizes from 1 on, 32 octets each: officers' acts name the one they saw.
    var roots: [UInt8] = []
    var rows: (any StorageConnection)? { nil }

    func payload(ofProposal id: String) -> JSONValue? { payload }

    func root(ofSize size: Int64) -> [UInt8]? {
        if size == 0 { return MerkleTree.emptyRoot }
        let length = MerkleTree.hashLength
        guard size > 0, size <= Int64(roots.count / length) else { return nil }
        return Array(roots[(Int(size) - 1) * length..<Int(size) * length])
    }
}
