public import CanonicalJSON

/// All that an outsider needs to see that an entry is in the journal, besides the verifier key.
///
/// ```
/// {"type": "kapok-proof/v1", "origin": string, "index": integer, "entry": base64,
///  "proof": [base64 of 32 octets, from the leaf upwards], "checkpoint": text of a signed note}
/// ```
public struct InclusionBundle: Sendable {
    public static let type = "kapok-proof/v1"

    /// The log that holds the entry.
    public let origin: String
    /// The position of the entry, from 0.
    public let index: Int64
    /// The exact bytes of the entry.
    public let entry: [UInt8]
    /// The hashes from the leaf upwards.
    public let proof: [[UInt8]]
    /// A signed checkpoint of a tree that holds the entry, as text of the note.
    public let checkpoint: String

    public init(
        origin: String, index: Int64, entry: [UInt8], proof: [[UInt8]], checkpoint: String
    ) {
        self.origin = origin
        self.index = index
        self.entry = entry
        self.proof = proof
        self.checkpoint = checkpoint
    }

    /// Checks everything against a verifier key that the caller trusts for this log.
    ///
    /// Says that the entry is in the log that the key speaks for; not that the log has shown
    /// everyone the same tree.
    public func check(_ verifier: NoteVerifier) -> ProofReport {
        let signed = CheckpointNote(checkpoint)
        return ProofReport { step in
            guard let signed else { return false }
            return switch step {
            case .checkpoint: true
            case .signature: verifier.verifies(signed.note)
            case .origin: BundleFields.same([origin, signed.checkpoint.origin, verifier.name])
            case .proof:
                Proofs.verifyInclusion(
                    leafHash: MerkleTree.leafHash(of: entry), index: index,
                    size: signed.checkpoint.size, proof: proof, root: signed.checkpoint.root)
            }
        }
    }
}

extension InclusionBundle {
    /// - Throws: `MerkleLogError.malformedBundle` for another type, a missing or further member, a
    ///   negative index, more than 64 hashes or one of other than 32 octets.
    public init(json: JSONValue) throws(MerkleLogError) {
        let fields = try BundleFields(
            json, type: Self.type, members: ["origin", "index", "entry", "proof", "checkpoint"])
        guard let index = json["index"]?.integer, index >= 0,
            let entry = json["entry"]?.string.flatMap(Base64.decode)
        else { throw .malformedBundle }
        self.init(
            origin: try fields.text("origin"), index: index, entry: entry,
            proof: try fields.hashes("proof"), checkpoint: try fields.text("checkpoint"))
    }

    /// The bundle as it is handed out.
    public var json: JSONValue {
        [
            "type": .string(Self.type), "origin": .string(origin), "index": .integer(index),
            "entry": .string(Base64.encode(entry)),
            "proof": .array(proof.map { .string(Base64.encode($0)) }),
            "checkpoint": .string(checkpoint),
        ]
    }
}
