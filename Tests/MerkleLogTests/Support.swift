import CanonicalJSON
import Cryptography
import Foundation
import MerkleLog
import Testing

/// A tree whose hashes are all kept, by level.
struct StoredTree: HashReader {
    private(set) var range = CompactRange()
    private(set) var levels: [[[UInt8]]] = []
    private(set) var roots = [MerkleTree.emptyRoot]

    init(entries: some Sequence<[UInt8]> = []) {
        for entry in entries { append(MerkleTree.leafHash(of: entry)) }
    }

    mutating func append(_ leafHash: [UInt8]) {
        var levels = levels
        range.append(leafHash) { level, index, hash in
            if level == levels.count { levels.append([]) }
            #expect(levels[level].count == Int(index))
            levels[level].append(hash)
        }
        self.levels = levels
        roots.append(range.root)
    }

    func hash(level: Int, index: Int64) throws -> [UInt8] {
        guard level < levels.count, index < levels[level].count else {
            throw MerkleLogError.indexOutOfRange
        }
        return levels[level][Int(index)]
    }

    /// The tile as a log of this size publishes it.
    func bytes(of tile: Tile) throws -> [UInt8] {
        let hashes = levels[tile.level * Tile.height]
        let start = Int(tile.index) * Tile.fullWidth
        return try tile.encode(Array(hashes[start..<start + tile.width]))
    }
}

/// The entry at an index: short, and different for each.
func entry(_ index: Int) -> [UInt8] { Array("entry \(index)".utf8) }

/// The tree's hash by its definition in RFC 6962 §2.1, to compare with.
func definedRoot(_ entries: ArraySlice<[UInt8]>) -> [UInt8] {
    guard entries.count > 1 else {
        return entries.first.map(MerkleTree.leafHash(of:)) ?? MerkleTree.emptyRoot
    }
    var left = 1
    while left * 2 < entries.count { left *= 2 }
    let middle = entries.startIndex + left
    return MerkleTree.nodeHash(definedRoot(entries[..<middle]), definedRoot(entries[middle...]))
}

enum Vectors {
    static func read<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
        let url = try #require(
            Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Vectors"))
        return try JSONDecoder().decode(type, from: try Data(contentsOf: url))
    }

    struct Basics: Decodable {
        let leafInputs: [String]
        let rootHashes: [String]
        let signedNote: Note
        let tilePaths: [Path]
        let checkpointBodies: [Body]

        struct Note: Decodable {
            let verifierKey: String
            let signerKey: String
            let text: String
            let signed: String
        }

        struct Path: Decodable {
            let level: Level
            let index: Int64
            let width: Int
            let path: String
        }

        /// A tile level, or nil for entries.
        struct Level: Decodable {
            let number: Int?

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                number = try? container.decode(Int.self)
                if number == nil { #expect(try container.decode(String.self) == "entries") }
            }
        }

        struct Body: Decodable {
            let body: String
            let valid: Bool
        }
    }

    struct Cosignature: Decodable {
        let name: String
        let seed: String
        let verifierKey: String
        let seconds: Int64
        let logKey: String
        let message: String
        let line: String
        let note: String
        let oldSize: Int64
        let request: String
    }

    struct Inclusion: Decodable {
        let id: String
        let leafIdx: UInt64
        let treeSize: UInt64
        let root: Data
        let leafHash: Data
        let proof: [Data]?
        let wantErr: Bool
    }

    struct Consistency: Decodable {
        let id: String
        let size1: UInt64
        let size2: UInt64
        let root1: Data
        let root2: Data
        let proof: [Data]?
        let wantErr: Bool
    }
}

/// A log key of its own for a test, and what it signs.
struct TestLog {
    let key: SoftwareKey
    let verifier: NoteVerifier

    init(name: String = "log.example/journal") throws {
        key = try SoftwareKey.generate(.ed25519)
        verifier = try NoteVerifier(
            name: name, key: key.publicKey.subjectPublicKeyInfo.key)
    }

    func sign(_ text: String) throws -> SignedNote {
        let note = try SignedNote(text: text)
        let signature = try key.sign(note.signedBytes, with: .ed25519)
        return try note.adding(#require(verifier.line(holding: signature)))
    }

    func checkpoint(of tree: StoredTree, size: Int) throws -> String {
        let checkpoint = try Checkpoint(
            origin: verifier.name, size: Int64(size), root: tree.roots[size])
        return String(decoding: try sign(checkpoint.text).encoded, as: UTF8.self)
    }
}
