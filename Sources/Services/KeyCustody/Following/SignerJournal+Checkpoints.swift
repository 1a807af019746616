import Ledger
import MerkleLog
import Messages

/// The journal as it is followed, and as its checkpoints say it is: one and the same.
extension SignerJournal {
    /// Whether a checkpoint with these leaves may be signed: they are the entries that were followed, and no others will
    /// be.
    ///
    /// - Parameter signed: the last checkpoint that was signed before.
    /// - Throws: `signer.journalRefused`, this time alone: nothing was taken.
    func expect(_ piece: JournalPiece, after signed: JournalPosition?) throws {
        if let signed { try expect(signed) }
        let length = MerkleTree.hashLength
        if piece.from == 0 { try claim(first: Array(piece.hashes.prefix(length))) }
        let known = min(piece.size, journal.size)
        for index in piece.from..<max(piece.from, known) {
            let start = Int(index - piece.from) * length
            guard journal.has(leaf: piece.hashes[start..<start + length], at: index) else {
                throw Self.refusal("another one than was followed, at entry \(index)")
            }
        }
        let from = max(piece.from, journal.size)
        guard from < piece.size else { return }
        // Before more is signed for, it has to be told.
        guard !ahead.isFull else { throw KeyCustodyError.notFollowed }
        ahead.add(
            piece.hashes[(Int(from - piece.from) * length)...], from: from,
            atMilliseconds: clock())
    }

    /// What was signed is, or will be, in what is followed; its leaves may have been forgotten by a start.
    private func expect(_ signed: JournalPosition) throws {
        if signed.size <= journal.size {
            guard journal.root(ofSize: signed.size) == signed.root else {
                throw Self.refusal("another one than was followed, at \(signed.size) entries")
            }
        } else if !ahead.reaches(signed.size), !before.contains(signed) {
            before.append(signed)
        }
    }
}
