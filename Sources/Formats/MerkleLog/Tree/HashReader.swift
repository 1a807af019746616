/// Where the hashes of a stored tree come from.
public protocol HashReader {
    /// The hash of a complete subtree.
    ///
    /// - Parameters:
    ///   - level: 0 for leaves; a subtree at level l covers 2^l entries.
    ///   - index: its position within the level, from the left.
    /// - Returns: MTH(D[index·2^level : (index+1)·2^level]), 32 octets.
    /// - Throws: the reader's own error if the tree does not reach so far or storage fails.
    func hash(level: Int, index: Int64) throws -> [UInt8]
}

/// What can be wrong with a request to this module or with a record given to it.
public enum MerkleLogError: Error, Hashable, Sendable {
    /// A negative size, or sizes in the wrong order.
    case invalidSize
    /// An index outside the tree.
    case indexOutOfRange
    /// An entry too long for an entry bundle, or more entries than one bundle holds.
    case doesNotFit
    /// A tile or bundle whose bytes are not what its address promises.
    case malformedTile
    /// A note that is not text, blank line and signature lines.
    case malformedNote
    /// A checkpoint body without origin, size and root as they must be.
    case malformedCheckpoint
    /// A verifier key that is not `name+hash+key`, or whose hash does not fit.
    case malformedVerifierKey
    /// A proof bundle that is not the JSON it must be.
    case malformedBundle
}

/// A complete subtree by level and index within the level.
struct Subtree: Hashable {
    let level: Int
    let index: Int64
}

enum Subtrees {
    /// The complete subtrees that make up `count` entries from `start`, from the left.
    ///
    /// `start` is a multiple of every power of two up to `count`, as in every node of the tree.
    static func complete(from start: Int64, count: Int64) -> [Subtree] {
        var subtrees: [Subtree] = []
        var start = start
        var rest = count
        while rest > 0 {
            let level = MerkleTree.levels(below: rest)
            subtrees.append(Subtree(level: level, index: start >> Int64(level)))
            start += 1 << Int64(level)
            rest -= 1 << Int64(level)
        }
        return subtrees
    }

    /// The hash of a node of the tree, complete or at the right edge.
    static func hash(from start: Int64, count: Int64, reader: some HashReader) throws -> [UInt8] {
        var hash: [UInt8]?
        for subtree in complete(from: start, count: count).reversed() {
            let left = try reader.hash(level: subtree.level, index: subtree.index)
            hash = hash.map { MerkleTree.nodeHash(left, $0) } ?? left
        }
        return hash ?? MerkleTree.emptyRoot
    }
}
