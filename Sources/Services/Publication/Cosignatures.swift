import Ledger
package import MerkleLog
import Synchronization

/// A witness that this authority hands its checkpoints to.
package struct KnownWitness: Sendable, Hashable {
    /// Its name in the settings: lower-case letters and digits. Also that of its file.
    package let name: String
    package let verifier: CosignatureVerifier

    package init(name: String, verifier: CosignatureVerifier) {
        self.name = name
        self.verifier = verifier
    }
}

/// The newest checkpoint that each witness cosigned.
///
/// Files of `public/`, not rows: an act of the ledger would make an entry, the entry a checkpoint,
/// and so on without end. They can be deleted: witnesses cosign again.
package final class Cosignatures: Sendable {
    private let log: NoteVerifier
    /// Path of `public/`.
    private let folder: String
    private let state: Mutex<State>

    private struct State {
        var witnesses: [KnownWitness]
        /// By the names of witnesses; each with the lines of log and witness, both verified.
        var newest: [String: Cosigned] = [:]
        /// Who said last that it knows another or a longer history.
        var contradicting: Set<String> = []
    }

    /// One checkpoint as one witness cosigned it.
    package struct Cosigned: Sendable, Hashable {
        package let checkpoint: Checkpoint
        /// With the log's lines and those of this witness.
        package let note: SignedNote
    }

    /// Reads what is in the folder `public/`; what is not as it should be counts as absent.
    init(_ witnesses: [KnownWitness], log: NoteVerifier, folder: String) {
        self.log = log
        self.folder = folder
        state = Mutex(State(witnesses: []))
        replace(witnesses)
    }

    /// In the order of the settings.
    package var witnesses: [KnownWitness] { state.withLock { $0.witnesses } }

    /// Takes up other witnesses. What one that stays has cosigned stays known.
    package func replace(_ witnesses: [KnownWitness]) {
        var next = State(witnesses: witnesses)
        for witness in witnesses {
            let path = "\(folder)/\(Self.path(of: witness))"
            guard let bytes = try? DurableFile.read(path, limit: SignedNote.maximumBytes),
                let note = try? SignedNote(parsing: bytes)
            else { continue }
            next.newest[witness.name] = Self.cosigned(note, by: witness, log)
        }
        state.withLock { $0 = next }
    }

    /// Whether this witness said last that it knows another or a longer history than ours.
    package func isContradicted(by witness: KnownWitness) -> Bool {
        state.withLock { $0.contradicting.contains(witness.name) }
    }

    func note(contradiction: Bool, by witness: KnownWitness) {
        state.withLock {
            if contradiction {
                $0.contradicting.insert(witness.name)
            } else {
                $0.contradicting.remove(witness.name)
            }
        }
    }

    /// Relative to the folder `public/`.
    static func path(of witness: KnownWitness) -> String { "journal/witness/\(witness.name)" }

    /// What the witness cosigned last, as far as is known here.
    package func last(of witness: KnownWitness) -> Cosigned? {
        state.withLock { $0.newest[witness.name] }
    }

    /// Of all witnesses, in the order of the settings.
    package var all: [Cosigned] {
        state.withLock { state in state.witnesses.compactMap { state.newest[$0.name] } }
    }

    /// Takes a note that a witness answered; nil if its cosignature or the log's is not good.
    func take(_ note: SignedNote, of witness: KnownWitness) -> Cosigned? {
        guard let cosigned = Self.cosigned(note, by: witness, log) else { return nil }
        state.withLock {
            // Settings that were read again meanwhile may not know it any more.
            if $0.witnesses.contains(witness) { $0.newest[witness.name] = cosigned }
        }
        return cosigned
    }

    /// The same checkpoint with the line of each witness that cosigned it.
    package func added(to checkpoint: String) -> String {
        guard !witnesses.isEmpty, var note = try? SignedNote(parsing: Array(checkpoint.utf8)) else {
            return checkpoint
        }
        for cosigned in all where cosigned.note.text.utf8.elementsEqual(note.text.utf8) {
            for line in cosigned.note.signatures where !note.signatures.contains(line) {
                note = (try? note.adding(line)) ?? note
            }
        }
        return String(decoding: note.encoded, as: UTF8.self)
    }

    private static func cosigned(
        _ note: SignedNote, by witness: KnownWitness, _ log: NoteVerifier
    ) -> Cosigned? {
        // Lines of others in the answer are nobody's word here.
        let lines = log.lines(of: note) + witness.verifier.lines(of: note)
        guard let own = try? SignedNote(text: note.text, signatures: lines), log.verifies(own),
            witness.verifier.seconds(of: own) != nil,
            let checkpoint = try? Checkpoint(parsing: own.text)
        else { return nil }
        return Cosigned(checkpoint: checkpoint, note: own)
    }
}
