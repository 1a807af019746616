package import Cryptography
package import MerkleLog
import Messages

/// A witness: cosigns the checkpoints of the logs it knows, each only as a proven continuation of
/// the one before, and never two that contradict each other. C2SP tlog-witness.
///
/// One request at a time; what is durable before an answer leaves stands in ``add(_:)``.
package actor Witness {
    /// The witness's name and public key; its text is for those who rely on it.
    package nonisolated let verifier: CosignatureVerifier
    private let key: SoftwareKey
    private let store: WitnessStore
    /// Seconds since 1970 UTC.
    private let clock: @Sendable () -> Int64
    private var logs: [[UInt8]: WitnessedLog]

    /// - Parameter key: Ed25519, of this witness under this name alone.
    /// - Throws: `witness.logTwice` where two logs have one name; `MerkleLogError` for an impossible
    ///   name or another kind of key; what ``WitnessStore/last(of:cosignedBy:)`` throws.
    package init(
        name: String, key: SoftwareKey, logs: [NoteVerifier], store: WitnessStore,
        clock: @escaping @Sendable () -> Int64
    ) throws {
        let verifier = try CosignatureVerifier(
            name: name, key: key.publicKey.subjectPublicKeyInfo.key)
        var known: [[UInt8]: WitnessedLog] = [:]
        for log in logs {
            let name = Array(log.name.utf8)
            guard known[name] == nil else {
                throw Refusal(.witnessLogTwice, field: "--log", ["origin": log.name])
            }
            known[name] = WitnessedLog(log, last: try store.last(of: log, cosignedBy: verifier))
        }
        self.verifier = verifier
        self.key = key
        self.store = store
        self.clock = clock
        self.logs = known
    }

    /// What is answered to a request.
    package enum Answer: Sendable, Hashable {
        /// The witness's line for the checkpoint.
        case cosigned(NoteSignature)
        case malformed
        case unknownLog
        case untrusted
        /// The size that was cosigned last: the old size of the request is another one, or it is
        /// that of the checkpoint too, and the log signed two trees of this size.
        case conflict(size: Int64, isFork: Bool)
        case unproven
    }

    /// The size of a log that was cosigned last; nil for a log that the witness does not know.
    package func size(of origin: String) -> Int64? { logs[Array(origin.utf8)]?.size }

    /// Judges a request, as its body came.
    ///
    /// The new checkpoint with its cosignature is durable before the cosignature is returned; a crash
    /// between the two costs the caller one more question. A fork is durable before it is answered.
    /// - Throws: `DurableFileError` where the state cannot be written: nothing was cosigned then.
    package func add(_ body: [UInt8]) throws -> Answer {
        guard let request = try? AddCheckpoint(parsing: body) else { return .malformed }
        let origin = request.checkpoint.origin
        guard let log = logs[Array(origin.utf8)] else { return .unknownLog }
        switch log.judge(request) {
        case .untrusted: return .untrusted
        case .sizesReversed: return .malformed
        case .oldSizeDiffers: return .conflict(size: log.size, isFork: false)
        case .forked(let first):
            try store.keepEvidence(first, request.note, of: origin, isFork: true)
            return .conflict(size: log.size, isFork: true)
        case .unproven(let first):
            try store.keepEvidence(first, request.note, of: origin, isFork: false)
            return .unproven
        case .consistent: return .cosigned(try cosign(request, of: log.verifier))
        }
    }

    private func cosign(_ request: AddCheckpoint, of log: NoteVerifier) throws -> NoteSignature {
        let seconds = clock()
        let signature = try key.sign(
            CosignatureVerifier.message(atSeconds: seconds, over: request.note.text),
            with: .ed25519)
        guard let line = verifier.line(holding: signature, atSeconds: seconds) else {
            throw Refusal(.witnessClockWrong, ["time": String(seconds)])
        }
        // What strangers wrote beside is not kept.
        let note = try SignedNote(
            text: request.note.text, signatures: log.lines(of: request.note) + [line])
        let last = try AddCheckpoint(oldSize: 0, proof: [], note: note)
        try store.remember(note, of: log.name)
        logs[Array(log.name.utf8)] = WitnessedLog(log, last: last)
        return line
    }
}
