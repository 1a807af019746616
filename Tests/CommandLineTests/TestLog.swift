import CanonicalJSON
import Cryptography
import MerkleLog

/// A small journal with a signed checkpoint, as `/api/v1/context` shows one.
struct TestLog {
    let origin: String
    let entries: [[UInt8]]
    let root: [UInt8]
    let note: String
    let verifierKey: String

    init(
        size: Int, key: SoftwareKey? = nil, origin: String = "log.example", salt: UInt8 = 0,
        entries special: [(place: Int, bytes: [UInt8])] = []
    ) throws {
        self.origin = origin
        var entries = (0..<size).map { Array("{\"entry\":\($0),\"salt\":\(salt)}".utf8) }
        for entry in special { entries[entry.place] = entry.bytes }
        self.entries = entries
        var range = CompactRange()
        for entry in entries { range.append(MerkleTree.leafHash(of: entry)) }
        root = range.root
        let key = try key ?? SoftwareKey.generate(.ed25519)
        let verifier = try NoteVerifier(
            name: origin, key: key.publicKey.subjectPublicKeyInfo.key)
        let checkpoint = try Checkpoint(origin: origin, size: Int64(size), root: root)
        let unsigned = try SignedNote(text: checkpoint.text)
        let signature = try key.sign(unsigned.signedBytes, with: .ed25519)
        let line = NoteSignature(name: origin, keyHash: verifier.keyHash, signature: signature)
        guard let line else { throw MerkleLogError.malformedNote }
        note = String(decoding: try unsigned.adding(line).encoded, as: UTF8.self)
        verifierKey = verifier.description
    }

    static func key() throws -> SoftwareKey { try SoftwareKey.generate(.ed25519) }

    var context: JSONValue {
        [
            "origin": .string(origin), "environment": "test", "policy": "1.1", "practice": 1,
            "checkpoint": [
                "size": .integer(Int64(entries.count)), "root": .string(Hex.encode(root)),
                "note": .string(note),
            ],
            "time": "2026-11-22T16:00:00Z", "verifierKey": .string(verifierKey),
            "version": "0.1.0",
        ]
    }

    /// As `/api/v1/journal/consistency` answers.
    func consistency(from: Int) throws -> JSONValue {
        let reader = TreeReader(leaves: entries.map { MerkleTree.leafHash(of: $0) })
        let proof = try Proofs.consistency(
            from: Int64(from), to: Int64(entries.count), reader: reader)
        return [
            "from": .integer(Int64(from)), "to": .integer(Int64(entries.count)),
            "proof": .array(proof.map { .string(Base64.encode($0)) }),
        ]
    }

    /// A proof of one entry, made from all hashes.
    func bundle(of index: Int) throws -> InclusionBundle {
        let reader = TreeReader(leaves: entries.map { MerkleTree.leafHash(of: $0) })
        let proof = try Proofs.inclusion(
            index: Int64(index), size: Int64(entries.count), reader: reader)
        return InclusionBundle(
            origin: origin, index: Int64(index), entry: entries[index], proof: proof,
            checkpoint: note)
    }
}

private struct TreeReader: HashReader {
    let leaves: [[UInt8]]

    func hash(level: Int, index: Int64) throws -> [UInt8] {
        if level == 0 { return leaves[Int(index)] }
        return MerkleTree.nodeHash(
            try hash(level: level - 1, index: 2 * index),
            try hash(level: level - 1, index: 2 * index + 1))
    }
}
