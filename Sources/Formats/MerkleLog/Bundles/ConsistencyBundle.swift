public import CanonicalJSON

/// All that an outsider needs to see that a later tree only added to an earlier one.
///
/// ```
/// {"type": "kapok-consistency/v1", "origin": string, "first": text of a signed note,
///  "second": text of a signed note, "proof": [base64 of 32 octets]}
/// ```
public struct ConsistencyBundle: Sendable {
    public static let type = "kapok-consistency/v1"

    /// The log of both checkpoints.
    public let origin: String
    /// The earlier signed checkpoint, as text of the note; of at least one entry.
    public let first: String
    /// The later signed checkpoint, as text of the note.
    public let second: String
    public let proof: [[UInt8]]

    public init(origin: String, first: String, second: String, proof: [[UInt8]]) {
        self.origin = origin
        self.first = first
        self.second = second
        self.proof = proof
    }

    /// Checks everything against a verifier key that the caller trusts for this log.
    public func check(_ verifier: NoteVerifier) -> ProofReport {
        let first = CheckpointNote(first)
        let second = CheckpointNote(second)
        return ProofReport { step in
            guard let first, let second else { return false }
            return switch step {
            case .checkpoint: true
            case .signature: verifier.verifies(first.note) && verifier.verifies(second.note)
            case .origin:
                BundleFields.same([
                    origin, first.checkpoint.origin, second.checkpoint.origin, verifier.name,
                ])
            case .proof:
                Proofs.verifyConsistency(
                    from: first.checkpoint.size, root: first.checkpoint.root,
                    to: second.checkpoint.size, root: second.checkpoint.root, proof: proof)
            }
        }
    }
}

extension ConsistencyBundle {
    /// - Throws: `MerkleLogError.malformedBundle` for another type, a missing or further member,
    ///   more than 64 hashes or one of other than 32 octets.
    public init(json: JSONValue) throws(MerkleLogError) {
        let fields = try BundleFields(
            json, type: Self.type, members: ["origin", "first", "second", "proof"])
        self.init(
            origin: try fields.text("origin"), first: try fields.text("first"),
            second: try fields.text("second"), proof: try fields.hashes("proof"))
    }

    /// The bundle as it is handed out.
    public var json: JSONValue {
        [
            "type": .string(Self.type), "origin": .string(origin), "first": .string(first),
            "second": .string(second), "proof": .array(proof.map { .string(Base64.encode($0)) }),
        ]
    }
}

/// What both bundles share in reading.
struct BundleFields {
    /// A tree whose size fits 63 bits has at most 63 levels; consistency may need one hash more.
    static let maximumHashes = 64

    private let json: JSONValue

    /// The value must have the type and exactly these members beside it.
    init(_ json: JSONValue, type: String, members: [String]) throws(MerkleLogError) {
        guard json["type"] == .string(type), json.object?.count == members.count + 1,
            members.allSatisfy({ json[$0] != nil })
        else { throw .malformedBundle }
        self.json = json
    }

    func text(_ key: String) throws(MerkleLogError) -> String {
        guard let text = json[key]?.string else { throw .malformedBundle }
        return text
    }

    func hashes(_ key: String) throws(MerkleLogError) -> [[UInt8]] {
        guard let elements = json[key]?.array, elements.count <= Self.maximumHashes else {
            throw .malformedBundle
        }
        var hashes: [[UInt8]] = []
        for element in elements {
            guard let hash = element.string.flatMap(Base64.decode),
                hash.count == MerkleTree.hashLength
            else { throw .malformedBundle }
            hashes.append(hash)
        }
        return hashes
    }

    /// By scalars: names that only look alike are different logs.
    static func same(_ names: [String]) -> Bool {
        names.dropFirst().allSatisfy { $0.utf8.elementsEqual(names[0].utf8) }
    }
}
