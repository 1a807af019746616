package import Cryptography
package import MerkleLog

/// The key that signs checkpoints: Ed25519, in this process or in another one.
package struct CheckpointSigner: Sendable {
    /// Names the journal (its origin) and holds the public key; give its text to outsiders.
    package let verifier: NoteVerifier
    let place: Place

    enum Place {
        /// Signs the exact bytes within each commit, and must answer at once.
        case here(@Sendable ([UInt8]) throws -> [UInt8])
        /// Is asked once a commit is durable: what it signed may not be undone.
        case elsewhere(any CheckpointKey)
    }

    package init(verifier: NoteVerifier, sign: @escaping @Sendable ([UInt8]) throws -> [UInt8]) {
        self.verifier = verifier
        place = .here(sign)
    }

    /// - Parameter key: in another process.
    package init(verifier: NoteVerifier, key: any CheckpointKey) {
        self.verifier = verifier
        place = .elsewhere(key)
    }

    /// - Parameter origin: such as `kapok.example/journal`; the name of key and journal.
    /// - Throws: `MerkleLogError` for a key that is not Ed25519 or an impossible name.
    package init(origin: String, key: SoftwareKey) throws {
        self.init(
            verifier: try NoteVerifier(
                name: origin, key: key.publicKey.subjectPublicKeyInfo.key),
            sign: { try key.sign($0, with: .ed25519) })
    }

    /// Whether the key is in another process: entries may stand that it has not signed for yet.
    package var isElsewhere: Bool {
        if case .elsewhere = place { true } else { false }
    }

    /// Signs what is told to receivers of events. Begins with a quotation mark, as no checkpoint does.
    package func sign(event: [UInt8]) async throws -> [UInt8] {
        switch place {
        case .here(let sign): try sign(event)
        case .elsewhere(let key): try await key.sign(event: event)
        }
    }

    /// The note of a checkpoint over its signature.
    /// - Throws: `LedgerError.checkpointNotSigned`.
    func note(of checkpoint: Checkpoint, signature: [UInt8]) throws -> SignedNote {
        guard let line = verifier.line(holding: signature) else {
            throw LedgerError.checkpointNotSigned(detail: "not 64 bytes")
        }
        let note = try SignedNote(text: checkpoint.text).adding(line)
        // What another process answered is believed no more than its socket.
        guard !isElsewhere || verifier.verifies(note) else {
            throw LedgerError.checkpointNotSigned(detail: "not by the key of this journal")
        }
        return note
    }
}

/// A checkpoint key in another process, which sees the journal grow and signs nothing else.
package protocol CheckpointKey: Sendable {
    /// - Parameters:
    ///   - checkpoint: of a journal that is durable.
    ///   - piece: what the journal has from a size on, or the first part of it.
    /// - Returns: 64 octets, over the checkpoint's text.
    /// - Throws: `CheckpointContradiction` where it signed what this journal does not contain.
    func sign(
        _ checkpoint: Checkpoint, _ piece: @Sendable (_ from: Int64) async throws -> JournalPiece
    ) async throws -> [UInt8]

    /// See `CheckpointSigner.sign(event:)`.
    func sign(event: [UInt8]) async throws -> [UInt8]
}

/// A checkpoint key knows otherwise of a journal.
package enum CheckpointContradiction: Error, Hashable {
    /// It signed a longer one: that of another server, or of one whose end was lost here.
    case longer(Int64)
    /// It signed, or knows, another one.
    case other(String)
}

/// What a journal has behind a size, without what its entries say.
package struct JournalPiece: Sendable, Hashable {
    package let from: Int64
    /// Of its leaves, 32 octets each.
    package let hashes: [UInt8]
    /// The root of the tree with them.
    package let root: [UInt8]

    static let maximumLeaves: Int64 = 65536
    package static let maximumBytes = Int(maximumLeaves) * MerkleTree.hashLength

    package init(from: Int64, hashes: [UInt8], root: [UInt8]) {
        self.from = from
        self.hashes = hashes
        self.root = root
    }

    package var size: Int64 { from + Int64(hashes.count / MerkleTree.hashLength) }
}

/// Of folders that are read without their key.
package struct NoCheckpointKey: CheckpointKey {
    package init() {}

    package func sign(
        _: Checkpoint, _: @Sendable (Int64) async throws -> JournalPiece
    ) async throws -> [UInt8] {
        throw LedgerError.checkpointNotSigned(detail: "the key is not here")
    }

    package func sign(event: [UInt8]) async throws -> [UInt8] {
        throw LedgerError.checkpointNotSigned(detail: "the key is not here")
    }
}
