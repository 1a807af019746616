import CanonicalJSON
import Cryptography
import Glibc
import Ledger
package import MerkleLog
import Messages

/// The folder of a witness: one small file a log, and at most two files of evidence a log.
///
/// ```
/// DIR/logs/<SHA-256 of the origin>           the note cosigned last, with both signatures
/// DIR/evidence/<the same>-fork.json          the first fork that the log signed; stays for ever
/// DIR/evidence/<the same>-unproven.json      the newest checkpoint that came without its proof
/// ```
package struct WitnessStore: Sendable {
    private let folder: String

    /// - Parameter folder: is there already; the two below are made.
    package init(folder: String) {
        self.folder = folder
        for name in ["logs", "evidence"] { unsafe mkdir("\(folder)/\(name)", 0o700) }
    }

    /// What was cosigned last of a log; nil before the first time.
    /// - Throws: `witness.stateDamaged` for a file that is not what log and witness signed: whoever
    ///   damages it must not make the witness forget; `DurableFileError`.
    package func last(
        of log: NoteVerifier, cosignedBy witness: CosignatureVerifier
    ) throws -> AddCheckpoint? {
        let path = stateFile(log.name)
        let bytes: [UInt8]
        do {
            bytes = try DurableFile.read(path, limit: SignedNote.maximumBytes)
        } catch DurableFileError.missing {
            return nil
        }
        guard let note = try? SignedNote(parsing: bytes), log.verifies(note),
            witness.seconds(of: note) != nil,
            let last = try? AddCheckpoint(oldSize: 0, proof: [], note: note),
            last.checkpoint.origin.utf8.elementsEqual(log.name.utf8)
        else { throw Refusal(.witnessStateDamaged, field: path, ["path": path]) }
        return last
    }

    /// Durable on return.
    func remember(_ note: SignedNote, of origin: String) throws(DurableFileError) {
        try DurableFile.write(note.encoded, to: stateFile(origin), mode: 0o600)
    }

    /// Keeps two notes of a log that do not go together. Of forks the first is kept: it convicts.
    func keepEvidence(
        _ first: SignedNote?, _ second: SignedNote, of origin: String, isFork: Bool
    ) throws(DurableFileError) {
        let path = "\(folder)/evidence/\(name(origin))-\(isFork ? "fork" : "unproven").json"
        if isFork, (try? DurableFile.read(path, limit: 1 << 22)) != nil { return }
        let record = ForkRecord(origin: origin, first: first.map(text), second: text(second))
        try DurableFile.write(Array((record.json.formatted() + "\n").utf8), to: path, mode: 0o600)
    }

    private func stateFile(_ origin: String) -> String { "\(folder)/logs/\(name(origin))" }

    /// An origin may hold any character but line ends.
    private func name(_ origin: String) -> String {
        Hex.encode(DigestAlgorithm.sha256.hash(Array(origin.utf8)))
    }

    private func text(_ note: SignedNote) -> String {
        String(decoding: note.encoded, as: UTF8.self)
    }
}
