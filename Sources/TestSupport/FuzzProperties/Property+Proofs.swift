import MerkleLog

extension Property {
    /// Proofs in trees of any size, also beyond what a journal reaches: what is made verifies, and
    /// what is changed does not. The input chooses sizes and positions.
    static let proof = Property("proof") { input throws(Violation) in
        var numbers = Numbers(input)
        let second = numbers.next()
        let first = numbers.next()
        let index = numbers.next()
        let reader = EqualLeaves()
        try checkInclusion(index: index, size: second, reader)
        try checkConsistency(from: first, to: second, reader)
        try checkTile(index: index, size: second)
        // Anything else that the bytes may say, as a stranger would send it.
        let hashes = stride(from: 0, to: numbers.rest.count - 31, by: 32).map {
            Array(numbers.rest[numbers.rest.startIndex + $0..<numbers.rest.startIndex + $0 + 32])
        }
        guard let root = hashes.last else { return }
        let proof = Array(hashes.dropLast())
        _ = Proofs.verifyInclusion(
            leafHash: root, index: index, size: second, proof: proof, root: root)
        _ = Proofs.verifyConsistency(
            from: first, root: root, to: second, root: root, proof: proof)
        _ = CompactRange(size: second, hashes: hashes)
    }

    private static func checkInclusion(
        index: Int64, size: Int64, _ reader: EqualLeaves
    ) throws(Violation) {
        guard let proof = try? Proofs.inclusion(index: index, size: size, reader: reader) else {
            return try require(
                index < 0 || index >= size, "there is a proof for every entry of a tree")
        }
        let range = try require(
            try? CompactRange(size: size, reader: reader), "a tree with a proof has an edge")
        func verifies(index: Int64, size: Int64, _ proof: [[UInt8]]) -> Bool {
            Proofs.verifyInclusion(
                leafHash: reader.leaf, index: index, size: size, proof: proof, root: range.root)
        }
        try require(verifies(index: index, size: size, proof), "a proof of inclusion verifies")
        if let last = proof.indices.last {
            var changed = proof
            changed[last][0] ^= 1
            try require(!verifies(index: index, size: size, changed), "a changed proof fails")
            try require(
                !verifies(index: index, size: size, Array(proof.dropLast())),
                "a shorter proof fails")
        }
        try require(
            !verifies(index: index, size: size, proof + [range.root]), "a longer proof fails")
        try require(!verifies(index: size, size: size, proof), "nothing is behind the last entry")
    }

    private static func checkConsistency(
        from first: Int64, to second: Int64, _ reader: EqualLeaves
    ) throws(Violation) {
        guard let proof = try? Proofs.consistency(from: first, to: second, reader: reader) else {
            return try require(
                first < 1 || first > second, "there is a proof between any two trees")
        }
        let old = try require(
            try? CompactRange(size: first, reader: reader), "the first tree has an edge")
        let new = try require(
            try? CompactRange(size: second, reader: reader), "the second tree has an edge")
        try require(
            Proofs.verifyConsistency(
                from: first, root: old.root, to: second, root: new.root, proof: proof),
            "a proof of consistency verifies")
        var changed = old.root
        changed[31] ^= 1
        try require(
            !Proofs.verifyConsistency(
                from: first, root: changed, to: second, root: new.root, proof: proof),
            "another first root fails")
        try require(
            !Proofs.verifyConsistency(
                from: first, root: old.root, to: second, root: new.root, proof: proof + [changed]),
            "a longer proof fails")
    }

    /// A hash read from tiles is the hash of the tree. On one level, since tiles are large.
    private static func checkTile(index: Int64, size: Int64) throws(Violation) {
        guard size > 0 else { return }
        let levels = [0, 1, 7, 8, 9, 40, 62]
        let level = levels[Int(index.magnitude % UInt64(levels.count))]
        let leaves = EqualLeaves()
        let reader = TileHashReader(treeSize: size) { tile in
            Array(
                repeatElement(leaves.hash(ofLevel: tile.level * Tile.height), count: tile.width)
                    .joined())
        }
        let count = size >> Int64(level)
        let position = count > 0 ? index % count : index
        guard let hash = try? reader.hash(level: level, index: position) else {
            return try require(
                position < 0 || position >= count, "every complete subtree has a hash")
        }
        try require(hash == leaves.hash(ofLevel: level), "tiles hold the hashes of the tree")
    }
}

/// A tree whose leaves are all the same: its hashes depend on the level alone, so that trees of
/// any size are at hand.
private struct EqualLeaves: HashReader {
    private static let hashes: [[UInt8]] = (0..<63).reduce(into: []) { hashes, _ in
        let below = hashes.last
        hashes.append(
            below.map { MerkleTree.nodeHash($0, $0) } ?? MerkleTree.leafHash(of: [0x6b]))
    }

    var leaf: [UInt8] { Self.hashes[0] }

    func hash(ofLevel level: Int) -> [UInt8] {
        level < Self.hashes.count ? Self.hashes[level] : leaf
    }

    func hash(level: Int, index: Int64) throws -> [UInt8] {
        hash(ofLevel: level)
    }
}

/// Big-endian numbers of eight octets, negative ones included; zero at the end.
private struct Numbers {
    private(set) var rest: ArraySlice<UInt8>

    init(_ input: [UInt8]) {
        rest = input[...]
    }

    mutating func next() -> Int64 {
        let octets = rest.prefix(8)
        rest = rest.dropFirst(8)
        return Int64(bitPattern: octets.reduce(0) { $0 << 8 | UInt64($1) })
    }
}
