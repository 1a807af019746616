package import MerkleLog

/// What a witness knows of one log, and how it judges what comes next. Pure: no clock, no files.
///
/// All it keeps is the last checkpoint that it cosigned. C2SP tlog-witness, `add-checkpoint`.
package struct WitnessedLog: Sendable {
    /// The log's name and key.
    package let verifier: NoteVerifier
    /// As it was cosigned last; nil before the first time.
    private let last: AddCheckpoint?

    /// - Parameter last: the state of before, of this log, or nil.
    package init(_ verifier: NoteVerifier, last: AddCheckpoint? = nil) {
        self.verifier = verifier
        self.last = last
    }

    /// The size that was cosigned last; 0 before the first time.
    package var size: Int64 { last?.checkpoint.size ?? 0 }

    private var root: [UInt8] { last?.checkpoint.root ?? MerkleTree.emptyRoot }

    /// What a request comes to.
    package enum Verdict: Sendable, Hashable {
        /// To be cosigned, and to be remembered before that goes out.
        case consistent
        /// No good signature of the log, or a bad one among them.
        case untrusted
        /// The old size is above that of the checkpoint.
        case sizesReversed
        /// The old size is not the one that was cosigned last.
        case oldSizeDiffers
        /// The log signed two trees of one size. The first is what was cosigned.
        case forked(SignedNote)
        /// The proof does not lead from the last checkpoint to this one. Whose fault it is cannot be
        /// told: anybody can send a checkpoint of the log with a wrong proof. The first note is what
        /// was cosigned.
        case unproven(SignedNote?)
    }

    /// Judges a request that names this log as the origin.
    package func judge(_ request: AddCheckpoint) -> Verdict {
        guard verifier.verifies(request.note) else { return .untrusted }
        let new = request.checkpoint
        guard request.oldSize <= new.size else { return .sizesReversed }
        // Looked at before the old size: who asks with a wrong one has shown two trees all the same.
        if let last, new.size == size, new.root != root { return .forked(last.note) }
        guard request.oldSize == size else { return .oldSizeDiffers }
        let isConsistent =
            size == 0
            ? request.proof.isEmpty && (new.size > 0 || new.root == root)
            : Proofs.verifyConsistency(
                from: size, root: root, to: new.size, root: new.root, proof: request.proof)
        return isConsistent ? .consistent : .unproven(last?.note)
    }
}
