/// All that is needed to append to a tree and to know its root: the right edge.
///
/// One hash for each bit set in the size; 10 000 000 000 entries need at most 34 hashes.
public struct CompactRange: Hashable, Sendable {
    /// The number of entries.
    public private(set) var size: Int64
    /// The roots of the complete subtrees that make up the tree, from left (largest) to right.
    public private(set) var hashes: [[UInt8]]

    /// The tree without entries.
    public init() {
        size = 0
        hashes = []
    }

    /// Takes up a stored edge; nil if the hashes cannot be those of this size.
    public init?(size: Int64, hashes: [[UInt8]]) {
        guard size >= 0, hashes.count == size.nonzeroBitCount,
            hashes.allSatisfy({ $0.count == MerkleTree.hashLength })
        else { return nil }
        self.size = size
        self.hashes = hashes
    }

    /// The edge of an existing tree, read from its complete subtrees.
    /// - Throws: what the reader throws; `MerkleLogError.invalidSize` for a negative size.
    public init(size: Int64, reader: some HashReader) throws {
        guard size >= 0 else { throw MerkleLogError.invalidSize }
        self.size = size
        hashes = try Subtrees.complete(from: 0, count: size).map {
            try reader.hash(level: $0.level, index: $0.index)
        }
    }

    /// Adds the next leaf. Costs two hashes for each entry on average, with that of the leaf.
    public mutating func append(_ leafHash: [UInt8]) {
        append(leafHash) { _, _, _ in }
    }

    /// Adds the next leaf and names each subtree that it completes, from the leaf upwards.
    ///
    /// - Parameter completed: takes level, index within the level, and hash; a journal keeps those
    ///   whose level is a multiple of ``Tile/height``.
    public mutating func append(
        _ leafHash: [UInt8], completed: (_ level: Int, _ index: Int64, _ hash: [UInt8]) -> Void
    ) {
        precondition(leafHash.count == MerkleTree.hashLength, "not the hash of a leaf")
        var hash = leafHash
        var level = 0
        completed(level, size, hash)
        // Each trailing one of the size is a complete subtree as large as the one now completed.
        while size >> Int64(level) & 1 == 1 {
            hash = MerkleTree.nodeHash(hashes.removeLast(), hash)
            level += 1
            completed(level, size >> Int64(level), hash)
        }
        hashes.append(hash)
        size += 1
    }

    /// The root over all entries so far; one hash for each bit set in the size.
    public var root: [UInt8] {
        guard var root = hashes.last else { return MerkleTree.emptyRoot }
        for left in hashes.dropLast().reversed() {
            root = MerkleTree.nodeHash(left, root)
        }
        return root
    }
}
