import CanonicalJSON
import Cryptography
import MerkleLog
import Testing

/// A log of numbered entries that signs checkpoints of any size, and forks where it is told to.
struct GrowingLog {
    let verifier: NoteVerifier
    private let key: SoftwareKey

    init(_ origin: String = "kapok.example/journal") throws {
        key = try SoftwareKey.generate(.ed25519)
        verifier = try NoteVerifier(name: origin, key: key.publicKey.subjectPublicKeyInfo.key)
    }

    /// - Parameter fork: from which entry on the entries are others.
    func note(_ size: Int, fork: Int = .max, extensions: [String] = []) throws -> SignedNote {
        let checkpoint = try Checkpoint(
            origin: verifier.name, size: Int64(size), root: Tree(size, fork: fork).root,
            extensionLines: extensions)
        let note = try SignedNote(text: checkpoint.text)
        let signature = try key.sign(note.signedBytes, with: .ed25519)
        return try note.adding(#require(verifier.line(holding: signature)))
    }

    func request(_ old: Int, _ size: Int, fork: Int = .max) throws -> AddCheckpoint {
        let proof =
            old == 0 || old > size
            ? []
            : try Proofs.consistency(
                from: Int64(old), to: Int64(size), reader: Tree(size, fork: fork))
        return try AddCheckpoint(
            oldSize: Int64(old), proof: proof, note: note(size, fork: fork))
    }

    /// All hashes of a tree, computed anew.
    struct Tree: HashReader {
        private var levels: [[[UInt8]]]
        let root: [UInt8]

        init(_ size: Int, fork: Int) {
            var range = CompactRange()
            var levels: [[[UInt8]]] = []
            for index in 0..<size {
                let entry = Array(
                    "entry \(index)\(index >= fork ? " of another history" : "")".utf8)
                range.append(MerkleTree.leafHash(of: entry)) { level, _, hash in
                    if level == levels.count { levels.append([]) }
                    levels[level].append(hash)
                }
            }
            self.levels = levels
            root = range.root
        }

        func hash(level: Int, index: Int64) throws -> [UInt8] {
            guard level < levels.count, index < levels[level].count else {
                throw MerkleLogError.indexOutOfRange
            }
            return levels[level][Int(index)]
        }
    }
}
