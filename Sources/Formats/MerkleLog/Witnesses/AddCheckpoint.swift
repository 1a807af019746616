import CanonicalJSON

/// What a log hands to a witness: a new checkpoint, and the proof that it continues an older one.
///
/// ```
/// old <size in decimal>
/// base64 of 32 octets             zero to 63 lines
/// <blank line>
/// signed checkpoint
/// ```
/// C2SP tlog-witness, `add-checkpoint`.
public struct AddCheckpoint: Hashable, Sendable {
    /// A tree whose size fits 63 bits has no longer proof.
    public static let maximumHashes = 63
    /// Far above a checkpoint of many signatures and the longest proof.
    public static let maximumBytes = 1 << 16

    /// The size that the witness is thought to have cosigned last; 0 for none.
    public let oldSize: Int64
    /// From the old size to that of the checkpoint; empty from 0. RFC 6962 §2.1.2.
    public let proof: [[UInt8]]
    /// The new checkpoint with its signatures.
    public let note: SignedNote
    /// The text of the note, read.
    public let checkpoint: Checkpoint

    /// - Throws: `MerkleLogError.malformedCheckpoint` for a note that is no checkpoint,
    ///   `.malformedNote` for a note without signatures, a negative size, and a proof that has more
    ///   than 63 hashes or one of other than 32 octets.
    public init(
        oldSize: Int64, proof: [[UInt8]], note: SignedNote
    ) throws(MerkleLogError) {
        guard oldSize >= 0, proof.count <= Self.maximumHashes, !note.signatures.isEmpty,
            proof.allSatisfy({ $0.count == MerkleTree.hashLength })
        else { throw .malformedNote }
        self.oldSize = oldSize
        self.proof = proof
        self.note = note
        checkpoint = try Checkpoint(parsing: note.text)
    }

    /// Reads a body in its one writing.
    /// - Throws: as the other initialiser; `MerkleLogError.malformedNote` for any other writing.
    public init(parsing body: [UInt8]) throws(MerkleLogError) {
        guard body.count <= Self.maximumBytes else { throw .malformedNote }
        var lines: [Substring.UTF8View] = []
        let text = String(decoding: body, as: UTF8.self)
        var rest = text.utf8[...]
        // The head ends at the first blank line; the note has one of its own.
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")), end != rest.startIndex {
            guard lines.count <= Self.maximumHashes else { throw .malformedNote }
            lines.append(rest[..<end])
            rest = rest[rest.index(after: end)...]
        }
        guard rest.first == UInt8(ascii: "\n"), let first = lines.first,
            first.starts(with: "old ".utf8), let size = Int64(Substring(first.dropFirst(4)))
        else { throw .malformedNote }
        var proof: [[UInt8]] = []
        for line in lines.dropFirst() {
            guard let hash = Base64.decode(String(Substring(line))) else { throw .malformedNote }
            proof.append(hash)
        }
        try self.init(
            oldSize: size, proof: proof, note: SignedNote(parsing: Array(rest.dropFirst())))
        guard encoded == body else { throw .malformedNote }
    }

    /// The body as it is sent.
    public var encoded: [UInt8] {
        let head = (["old \(oldSize)"] + proof.map(Base64.encode)).map { $0 + "\n" }.joined()
        return Array((head + "\n").utf8) + note.encoded
    }
}
