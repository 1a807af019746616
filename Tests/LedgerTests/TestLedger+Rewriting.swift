import CanonicalJSON
@testable import Ledger
import MerkleLog
import Testing
import TestSupport

extension TestLedger {
    /// Replaces an entry and makes everything over it fit again, as who holds the folder and the
    /// checkpoint keys can.
    ///
    /// - Parameter signer: the key that signs the checkpoint of a size; that of the ledger where nil.
    func rewrite(
        _ place: Int, signer: ((Int64) -> CheckpointSigner)? = nil,
        _ change: (inout [String: JSONValue]) throws -> Void
    ) throws {
        let hand = try settings.driver.connect(.readWrite)
        defer { hand.close() }
        var entries = try hand.query("SELECT bytes FROM journal_entry ORDER BY place", []).map {
            try $0.blob("bytes")
        }
        var entry = try #require(JSONValue(parsing: entries[place]).object)
        try change(&entry)
        entries[place] = JSONValue.object(entry).canonicalBytes
        let parsed = try JournalEntry(parsing: entries[place])
        try hand.execute(
            "UPDATE journal_entry SET bytes = ?, operation = ?, actor = ?, case_id = ? "
                + "WHERE place = ?",
            [
                .blob(entries[place]), .text(parsed.operation), .text(parsed.actor),
                parsed.caseID.map { .text($0) } ?? .null, .integer(Int64(place)),
            ])
        let leaves = entries.map { MerkleTree.leafHash(of: $0) }
        try hand.execute(
            "UPDATE journal_tile SET hashes = ? WHERE level = 0", [.blob(Array(leaves.joined()))])
        var range = CompactRange()
        for (index, leaf) in leaves.enumerated() {
            range.append(leaf)
            let size = Int64(index + 1)
            let key = signer?(size) ?? settings.checkpointSigner
            try hand.execute(
                "UPDATE journal_checkpoint SET root = ?, note = ? WHERE size = ?",
                [
                    .blob(range.root),
                    .text(try Self.note(size: size, root: range.root, by: key)), .integer(size),
                ])
        }
    }

    /// A checkpoint that this key could have signed.
    static func note(size: Int64, root: [UInt8], by signer: CheckpointSigner) throws -> String {
        let note = try SignedNote(
            text: try Checkpoint(origin: signer.verifier.name, size: size, root: root).text)
        guard case .here(let sign) = signer.place else { throw LedgerError.noLedger }
        let line = try #require(signer.verifier.line(holding: sign(note.signedBytes)))
        return String(decoding: try note.adding(line).encoded, as: UTF8.self)
    }
}
