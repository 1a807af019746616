/// Makes and verifies the two proofs of the tree. RFC 6962 §2.1, RFC 9162 §2.1.3 and §2.1.4.
public enum Proofs {
    /// That the entry at an index is in the tree of a size: hashes from the leaf upwards.
    ///
    /// - Throws: `MerkleLogError.indexOutOfRange` unless `0 ≤ index < size`; what the reader
    ///   throws.
    public static func inclusion(
        index: Int64, size: Int64, reader: some HashReader
    ) throws -> [[UInt8]] {
        guard index >= 0, index < size else { throw MerkleLogError.indexOutOfRange }
        var proof: [[UInt8]] = []
        var start: Int64 = 0
        var count = size
        while count > 1 {
            let left = MerkleTree.split(of: count)
            if index - start < left {
                proof.append(
                    try Subtrees.hash(from: start + left, count: count - left, reader: reader))
                count = left
            } else {
                proof.append(try Subtrees.hash(from: start, count: left, reader: reader))
                start += left
                count -= left
            }
        }
        return proof.reversed()
    }

    /// That the tree of one size is a prefix of the tree of a later size. Empty for equal sizes.
    ///
    /// - Throws: `MerkleLogError.invalidSize` unless `1 ≤ first ≤ second` (nothing can be proven
    ///   from an empty tree); what the reader throws.
    public static func consistency(
        from first: Int64, to second: Int64, reader: some HashReader
    ) throws -> [[UInt8]] {
        guard first >= 1, first <= second else { throw MerkleLogError.invalidSize }
        var proof: [[UInt8]] = []
        var start: Int64 = 0
        var count = second
        while first - start < count {
            let left = MerkleTree.split(of: count)
            if first - start <= left {
                proof.append(
                    try Subtrees.hash(from: start + left, count: count - left, reader: reader))
                count = left
            } else {
                proof.append(try Subtrees.hash(from: start, count: left, reader: reader))
                start += left
                count -= left
            }
        }
        // A first tree that is itself a complete left subtree is known to the verifier.
        if start > 0 {
            proof.append(try Subtrees.hash(from: start, count: count, reader: reader))
        }
        return proof.reversed()
    }

    /// Whether the proof leads from the leaf at an index to the root of a size. RFC 9162 §2.1.3.2.
    ///
    /// False for every index, size or hash length that cannot be.
    public static func verifyInclusion(
        leafHash: [UInt8], index: Int64, size: Int64, proof: [[UInt8]], root: [UInt8]
    ) -> Bool {
        guard index >= 0, index < size, areHashes([leafHash, root]), areHashes(proof) else {
            return false
        }
        var node = index
        var last = size - 1
        var hash = leafHash
        for sibling in proof {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                hash = MerkleTree.nodeHash(sibling, hash)
                skipLevelsWithoutSibling(&node, &last)
            } else {
                hash = MerkleTree.nodeHash(hash, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// Whether the proof leads from the root of one size to that of a later one. RFC 9162 §2.1.4.2.
    ///
    /// A first size of 0 is refused: every tree extends the empty one, so it would vouch for
    /// anything. Equal sizes need equal roots and an empty proof.
    public static func verifyConsistency(
        from first: Int64, root firstRoot: [UInt8], to second: Int64, root secondRoot: [UInt8],
        proof: [[UInt8]]
    ) -> Bool {
        guard first >= 1, first <= second, areHashes([firstRoot, secondRoot]), areHashes(proof)
        else { return false }
        if first == second { return proof.isEmpty && firstRoot == secondRoot }
        guard !proof.isEmpty else { return false }
        let path = first.nonzeroBitCount == 1 ? [firstRoot] + proof : proof
        var node = first - 1
        var last = second - 1
        while node & 1 == 1 {
            node >>= 1
            last >>= 1
        }
        var firstHash = path[0]
        var secondHash = path[0]
        for sibling in path.dropFirst() {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                firstHash = MerkleTree.nodeHash(sibling, firstHash)
                secondHash = MerkleTree.nodeHash(sibling, secondHash)
                skipLevelsWithoutSibling(&node, &last)
            } else {
                secondHash = MerkleTree.nodeHash(secondHash, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && firstHash == firstRoot && secondHash == secondRoot
    }

    private static func skipLevelsWithoutSibling(_ node: inout Int64, _ last: inout Int64) {
        while node & 1 == 0 && node != 0 {
            node >>= 1
            last >>= 1
        }
    }

    private static func areHashes(_ hashes: [[UInt8]]) -> Bool {
        hashes.allSatisfy { $0.count == MerkleTree.hashLength }
    }
}
