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
    private var contradiction: Contradiction?

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
        guard (0..<size).contains(index) else { return false }
        let length = MerkleTree.hashLength
        return leaves[Int(index) * length..<(Int(index) + 1) * length]
            .elementsEqual(MerkleTree.leafHash(of: bytes))
    }

    /// The first id of the person who has this one; nil for nobody of whom the entries tell.
    package func person(_ officer: String) -> String? { authority.person(officer) }

    /// Takes the next entry.
    ///
    /// - Parameters:
    ///   - payload: what is proposed where the entry names a proposal; the signatures say whether it is that.
    ///   - isWelcome: throws for an entry that is not to be taken now.
    /// - Throws: `Contradiction`, now and for every entry after it.
    package func take(
        _ bytes: [UInt8], proposing payload: JSONValue?,
        if isWelcome: (JournalEntry) throws -> Void
    ) throws -> JournalEntry {
        if let contradiction { throw contradiction }
        guard let entry = try? JournalEntry(parsing: bytes), entry.canonicalBytes == bytes else {
            throw contradicted(.entryUnreadable(index: size))
        }
        guard entry.timeMilliseconds >= lastMilliseconds else {
            throw contradicted(.timeBackwards(index: size))
        }
        try isWelcome(entry)
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
        let found = Contradiction(index: size, finding: finding.id)
        contradiction = found
        return found
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

/// An entry with what a `FollowedJournal` needs beside it.
package struct FollowedEntry: Sendable {
    package let entry: StoredEntry
    package let operation: String
    /// What is proposed, in canonical JSON; nil where it names no proposal.
    package let payload: [UInt8]?
}

extension ReadableLedger {
    /// Entries from a place on, in order, at most so many: fewer where they are large, but one.
    package func followed(
        from place: Int64, limit: Int, maximumBytes: Int = 16 << 20
    ) throws -> [FollowedEntry] {
        let found = try rows(
            "SELECT place, bytes, operation FROM journal_entry WHERE place >= ? "
                + "ORDER BY place LIMIT ?", [.integer(place), .integer(Int64(limit))])
        var followed: [FollowedEntry] = []
        var bytes = 0
        for row in found {
            let entry = StoredEntry(index: try row.integer("place"), bytes: try row.blob("bytes"))
            let operation = try row.text("operation")
            var payload: [UInt8]?
            if Operation[operation]?.people ?? 0 > 1,
                let id = try entry.parsed().facts[Proposal.fact]?.string,
                let proposal = try get(Proposal.self, .text(id))
            {
                payload = Array(proposal.payload.utf8)
            }
            bytes += entry.bytes.count + (payload?.count ?? 0)
            guard followed.isEmpty || bytes <= maximumBytes else { break }
            followed.append(
                FollowedEntry(entry: entry, operation: operation, payload: payload))
        }
        return followed
    }
}

extension FollowedJournal {
    /// By what a journal is told from every other: the hash of its first entry, which is its root when it has one.
    package static func genesis(of driver: any StorageDriver) throws(LedgerError) -> [UInt8] {
        let connection = try driver.connect(.readOnly)
        defer { connection.close() }
        guard
            let row = try connection.first(
                "SELECT bytes FROM journal_entry WHERE place = ?", [.integer(0)])
        else { throw .noLedger }
        return MerkleTree.leafHash(of: try row.blob("bytes"))
    }
}

extension JournalEntry {
    /// The items of a list that was signed whole; none where the entry tells no list.
    package var listed: [JSONValue] { facts[ListedCase.fact]?.array ?? [] }
}
