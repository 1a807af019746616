/// The steps by which a proof is checked, in their order.
public enum ProofStep: String, CaseIterable, Sendable {
    /// Each note is a note and its text a checkpoint.
    case checkpoint
    /// The verifier's key signed each checkpoint.
    case signature
    /// Checkpoints, bundle and verifier key name the same log.
    case origin
    /// The hashes lead to the root.
    case proof
}

/// What became of the check of a proof: every step passed, or the first that did not.
public struct ProofReport: Hashable, Sendable {
    /// The steps that were passed, in order.
    public let passed: [ProofStep]
    /// The step that failed; later ones were not made. Nil if the proof holds.
    public let failed: ProofStep?

    public var isValid: Bool { failed == nil }

    /// Makes the steps in order until one fails.
    init(_ check: (ProofStep) -> Bool) {
        var passed: [ProofStep] = []
        for step in ProofStep.allCases {
            guard check(step) else {
                (self.passed, failed) = (passed, step)
                return
            }
            passed.append(step)
        }
        (self.passed, failed) = (passed, nil)
    }
}

/// A signed checkpoint as a bundle carries it: the text of the note, read when it is checked.
struct CheckpointNote {
    let note: SignedNote
    let checkpoint: Checkpoint

    init?(_ text: String) {
        guard let note = try? SignedNote(parsing: Array(text.utf8)),
            let checkpoint = try? Checkpoint(parsing: note.text)
        else { return nil }
        self.note = note
        self.checkpoint = checkpoint
    }
}
