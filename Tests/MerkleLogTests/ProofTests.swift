import MerkleLog
import Testing

@Suite("Merkle proofs") struct ProofTests {
    @Test func `[RFC 9162 §2.1.3.2] inclusion vectors hold`() throws {
        let vectors = try Vectors.read("inclusion", as: [Vectors.Inclusion].self)
        #expect(vectors.count == 53)
        for vector in vectors {
            let isGood = Proofs.verifyInclusion(
                leafHash: Array(vector.leafHash), index: Int64(truncatingIfNeeded: vector.leafIdx),
                size: Int64(truncatingIfNeeded: vector.treeSize),
                proof: (vector.proof ?? []).map(Array.init), root: Array(vector.root))
            #expect(isGood != vector.wantErr, "\(vector.id)")
        }
    }

    @Test func `[RFC 9162 §2.1.4.2] consistency vectors hold`() throws {
        let vectors = try Vectors.read("consistency", as: [Vectors.Consistency].self)
        #expect(vectors.count == 43)
        for vector in vectors {
            let isGood = Proofs.verifyConsistency(
                from: Int64(truncatingIfNeeded: vector.size1), root: Array(vector.root1),
                to: Int64(truncatingIfNeeded: vector.size2), root: Array(vector.root2),
                proof: (vector.proof ?? []).map(Array.init))
            #expect(isGood != vector.wantErr, "\(vector.id)")
        }
    }

    static let largest = 70
    static let tree = StoredTree(entries: (0..<largest).map(entry))

    @Test(arguments: 1...largest)
    func `[RFC 9162 §2.1.3] every entry of every size is proven, and nothing else is`(
        size: Int
    ) throws {
        let root = Self.tree.roots[size]
        for index in 0..<size {
            let leaf = MerkleTree.leafHash(of: entry(index))
            let proof = try Proofs.inclusion(
                index: Int64(index), size: Int64(size), reader: Self.tree)
            func holds(
                leaf: [UInt8] = leaf, index: Int = index, size: Int = size,
                proof: [[UInt8]] = proof, root: [UInt8] = root
            ) -> Bool {
                Proofs.verifyInclusion(
                    leafHash: leaf, index: Int64(index), size: Int64(size), proof: proof,
                    root: root)
            }
            #expect(holds())
            for other in -1...size where other != index { #expect(!holds(index: other)) }
            #expect(!holds(leaf: MerkleTree.leafHash(of: entry(index + 1))))
            #expect(!holds(root: Self.tree.roots[size - 1]))
            #expect(Self.damaged(proof).allSatisfy { !holds(proof: $0) })
        }
        #expect(throws: MerkleLogError.indexOutOfRange) {
            try Proofs.inclusion(index: Int64(size), size: Int64(size), reader: Self.tree)
        }
        #expect(throws: MerkleLogError.indexOutOfRange) {
            try Proofs.inclusion(index: -1, size: Int64(size), reader: Self.tree)
        }
    }

    @Test(arguments: 1...largest)
    func `[RFC 9162 §2.1.4] every growth is proven, and nothing else is`(second: Int) throws {
        for first in 1...second {
            let proof = try Proofs.consistency(
                from: Int64(first), to: Int64(second), reader: Self.tree)
            func holds(
                first: Int = first, second: Int = second, proof: [[UInt8]] = proof,
                firstRoot: [UInt8] = Self.tree.roots[first],
                secondRoot: [UInt8] = Self.tree.roots[second]
            ) -> Bool {
                Proofs.verifyConsistency(
                    from: Int64(first), root: firstRoot, to: Int64(second), root: secondRoot,
                    proof: proof)
            }
            #expect(holds())
            #expect(proof.isEmpty == (first == second))
            for other in 0...second + 1 where other != first { #expect(!holds(first: other)) }
            #expect(!holds(firstRoot: Self.tree.roots[first - 1]))
            #expect(!holds(secondRoot: Self.tree.roots[second - 1]))
            #expect(Self.damaged(proof).allSatisfy { !holds(proof: $0) })
        }
        for first in [0, -1, second + 1] {
            #expect(throws: MerkleLogError.invalidSize) {
                try Proofs.consistency(from: Int64(first), to: Int64(second), reader: Self.tree)
            }
        }
    }

    @Test func `a size at the end of the range is no trap`() {
        let hash = [UInt8](repeating: 0, count: 32)
        let long = Array(repeating: hash, count: 100)
        for proof in [[], [hash], long] {
            #expect(
                !Proofs.verifyInclusion(
                    leafHash: hash, index: .max - 1, size: .max, proof: proof, root: hash))
            #expect(
                !Proofs.verifyConsistency(
                    from: .max - 1, root: hash, to: .max, root: hash, proof: proof))
            #expect(
                !Proofs.verifyInclusion(
                    leafHash: hash, index: .min, size: .min, proof: proof, root: hash))
        }
    }

    /// Each hash with one bit turned, left out, doubled or cut; and one more at either end.
    static func damaged(_ proof: [[UInt8]]) -> [[[UInt8]]] {
        let stray = [UInt8](repeating: 0xAA, count: 32)
        var results = [
            proof + [stray], [stray] + proof, proof + [[]], proof + [proof.first ?? stray],
        ]
        for position in proof.indices {
            var changed = proof
            changed[position][position % 32] ^= 1 << UInt8(position % 8)
            results.append(changed)
            changed = proof
            changed.remove(at: position)
            results.append(changed)
            changed = proof
            changed.insert(proof[position], at: position)
            results.append(changed)
            changed = proof
            changed[position].removeLast()
            results.append(changed)
        }
        return results
    }
}
