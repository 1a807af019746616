package import Cryptography
package import Ledger
import MerkleLog

/// Signs the checkpoints of a journal that it sees only grow: never two of which neither contains the other.
///
/// It is told the hashes of new leaves, computes the root by itself, and keeps the edge of the tree durably before a
/// signature leaves (design §4). So neither a server nor its own restart, nor a disk of the server that went back,
/// makes it sign another history under the same name.
package actor CheckpointSigning {
    private nonisolated let queue = QueueExecutor(label: "kapok.checkpoints")
    private let path: String
    private let keys: SealedKeyStore
    private let log: SignatureLog?
    /// How far the journal was followed before this start.
    private let followed: JournalPosition?
    /// Nil where this signer has no checkpoint key.
    private var kept: CheckpointChapters?
    /// One checkpoint after another: what is expected of the journal is what is signed.
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// What is told to receivers of events is short.
    private static let maximumEventBytes = 1 << 14
    private static let maximumOriginBytes = 255

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe queue.asUnownedSerialExecutor()
    }

    /// - Parameters:
    ///   - path: see `CheckpointChapters`.
    ///   - followed: see `SignatureLog.position`. Nothing is signed that does not contain it.
    /// - Throws: `KeyCustodyError.damaged`, `.fileFailure`.
    package init(
        path: String, keys: SealedKeyStore, log: SignatureLog?, after followed: JournalPosition?
    ) throws(KeyCustodyError) {
        self.path = path
        self.keys = keys
        self.log = log
        self.followed = followed
        kept = try CheckpointChapters(path: path)
    }

    /// What was signed last of the journal's last name; nil where nothing was, or people said that it may go on anew.
    package var position: JournalPosition? {
        kept?.next == nil ? kept?.last : nil
    }

    /// Signs the journal with these leaves.
    ///
    /// - Parameters:
    ///   - piece: the leaves behind what was signed last; none to have that signed again.
    ///   - expect: told of the piece, and of what was signed last before it; throws where something else is known of
    ///     this journal.
    /// - Returns: 64 octets.
    /// - Throws: `KeyCustodyError.checkpointAt` where the piece does not begin there, `.warrantRefused`.
    package func sign(
        _ piece: JournalPiece, of origin: String,
        expecting expect: @Sendable (JournalPiece, JournalPosition?) async throws -> Void
    ) async throws -> [UInt8] {
        let (leaves, rest) = piece.hashes.count.quotientAndRemainder(
            dividingBy: MerkleTree.hashLength)
        guard rest == 0, piece.from >= 0 else { throw KeyCustodyError.unintelligible }
        await enter()
        defer { leave() }
        var grown = try chapters(begunFor: origin)
        let place = grown.chapters.count - 1
        var chapter = grown.chapters[place]
        guard piece.from == chapter.range.size else {
            throw KeyCustodyError.checkpointAt(chapter.range.size)
        }
        let known = [followed, chapter.pin].compactMap(\.self)
        for leaf in 0..<leaves {
            let start = leaf * MerkleTree.hashLength
            chapter.range.append(Array(piece.hashes[start..<start + MerkleTree.hashLength]))
            for known in known
            where known.size == chapter.range.size && known.root != chapter.range.root {
                throw KeyCustodyError.warrantRefused("another journal than it knows")
            }
        }
        guard chapter.range.size > 0, chapter.range.root == piece.root else {
            throw KeyCustodyError.warrantRefused("these leaves do not make this root")
        }
        let before = grown.chapters[place].position
        grown.chapters[place] = chapter
        try await expect(piece, before)
        if grown != kept {
            try grown.write(to: path)
            kept = grown
        }
        // What is known of this journal is in it, or nothing is signed.
        guard known.allSatisfy({ chapter.range.size >= $0.size }) else {
            throw KeyCustodyError.checkpointAt(chapter.range.size)
        }
        let checkpoint = try Checkpoint(
            origin: origin, size: chapter.range.size, root: piece.root)
        return try await sign(SignedNote(text: checkpoint.text).signedBytes, with: chapter.key)
    }

    private func enter() async {
        guard isTaken else { return isTaken = true }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func leave() {
        guard !waiting.isEmpty else { return isTaken = false }
        waiting.removeFirst().resume()
    }

    /// Signs what is told to receivers of events.
    /// - Throws: `KeyCustodyError.warrantRefused` for what could be a checkpoint.
    package func sign(event: [UInt8], of origin: String) async throws -> [UInt8] {
        guard let kept else { throw KeyCustodyError.missing(path) }
        guard let chapter = kept.chapters.last, chapter.origin.utf8.elementsEqual(origin.utf8)
        else { throw Self.notHere }
        guard event.first == UInt8(ascii: "\""), !origin.utf8.starts(with: [UInt8(ascii: "\"")]),
            event.count <= Self.maximumEventBytes
        else { throw KeyCustodyError.warrantRefused("this is no event") }
        return try await sign(event, with: chapter.key)
    }

    /// The key for a name that the journal is about to go on under; made where it is not there.
    ///
    /// - Throws: `KeyCustodyError.notAnew` where people did not say so; `.warrantRefused` for a name that the journal
    ///   had or cannot have, and for too many.
    package func key(forNext origin: String) async throws -> PublicKey {
        await enter()
        defer { leave() }
        guard var chapters = kept, let next = chapters.next else {
            throw KeyCustodyError.notAnew
        }
        guard (1...Self.maximumOriginBytes).contains(origin.utf8.count),
            (try? Checkpoint(origin: origin, size: 0, root: MerkleTree.emptyRoot)) != nil,
            !chapters.chapters.contains(where: { $0.origin.utf8.elementsEqual(origin.utf8) })
        else { throw KeyCustodyError.warrantRefused("a name that the journal had, or cannot have") }
        if !next.contains(where: { $0.utf8.elementsEqual(origin.utf8) }) {
            guard next.count < CheckpointChapters.maximumNext else {
                throw KeyCustodyError.warrantRefused("a key was made for too many names")
            }
            chapters.next = next + [origin]
            try chapters.write(to: path)
            kept = chapters
        }
        let reference = KeyReference.checkpoints(of: origin)
        do {
            return try await keys.publicKey(of: reference)
        } catch KeyCustodyError.missing {
            return try await keys.generateKey(.ed25519, as: reference)
        }
    }

    /// With the last chapter of this name; begun where it is the next one.
    private func chapters(begunFor origin: String) throws -> CheckpointChapters {
        guard var chapters = kept else { throw KeyCustodyError.missing(path) }
        let next = chapters.next ?? []
        // Either way it is settled under which name it goes on.
        chapters.next = nil
        if let last = chapters.chapters.last, last.origin.utf8.elementsEqual(origin.utf8) {
            return chapters
        }
        guard next.contains(where: { $0.utf8.elementsEqual(origin.utf8) }) else {
            throw Self.notHere
        }
        chapters.chapters.append(
            .init(origin: origin, key: .checkpoints(of: origin), range: CompactRange()))
        return chapters
    }

    private static var notHere: KeyCustodyError {
        .warrantRefused("the signer has no checkpoint key for this name, or the journal went on")
    }

    private func sign(_ bytes: [UInt8], with key: KeyReference) async throws -> [UInt8] {
        try await log?.record(
            [Warrant(key: key, algorithm: .ed25519, toBeSigned: bytes, announcement: nil)],
            at: nil)
        return try await keys.sign(bytes, with: .ed25519, key: key)
    }
}
