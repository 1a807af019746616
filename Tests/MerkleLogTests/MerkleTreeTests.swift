import CanonicalJSON
import MerkleLog
import Testing

@Suite("Merkle tree") struct MerkleTreeTests {
    @Test func `[RFC 6962 §2.1] the roots of the vectors come out`() throws {
        let basics = try Vectors.read("basics", as: Vectors.Basics.self)
        let entries = try basics.leafInputs.map { try #require(Hex.decode($0)) }
        #expect(entries.count == 8)
        let tree = StoredTree(entries: entries)
        #expect(tree.roots.map(Hex.encode) == basics.rootHashes)
    }

    @Test func `[RFC 6962 §2.1] the right edge gives the root that the definition gives`() throws {
        let entries = (0..<300).map(entry)
        let tree = StoredTree(entries: entries)
        for size in 0...300 {
            #expect(tree.roots[size] == definedRoot(entries[..<size]))
            let range = try CompactRange(size: Int64(size), reader: tree)
            #expect(range.root == tree.roots[size])
            #expect(CompactRange(size: range.size, hashes: range.hashes) == range)
        }
    }

    @Test func `a stored edge goes on as if never put away`() throws {
        let tree = StoredTree(entries: (0..<100).map(entry))
        for size in 0...99 {
            var range = try CompactRange(size: Int64(size), reader: tree)
            for index in size..<100 { range.append(MerkleTree.leafHash(of: entry(index))) }
            #expect(range == tree.range)
        }
    }

    @Test func `an edge that cannot be is refused`() {
        let hash = [UInt8](repeating: 0, count: 32)
        #expect(CompactRange(size: -1, hashes: []) == nil)
        #expect(CompactRange(size: 3, hashes: [hash]) == nil)
        #expect(CompactRange(size: 4, hashes: [hash, hash]) == nil)
        #expect(CompactRange(size: 1, hashes: [hash.dropLast()]) == nil)
        #expect(CompactRange(size: 4, hashes: [hash]) != nil)
        #expect(throws: MerkleLogError.invalidSize) {
            try CompactRange(size: -1, reader: StoredTree())
        }
    }
}
