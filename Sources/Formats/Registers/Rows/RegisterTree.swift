import CanonicalJSON
import MerkleLog

/// The Merkle tree over the rows of a batch (RFC 6962 §2.1), which are handed in by pieces.
///
/// A piece is 64 rows, the last one fewer: a complete subtree, so that the root proves each piece, as
/// it proves each single row, and whoever holds one piece needs none of the others.
public struct RegisterTree: Sendable {
    /// So many rows fit one entry of the journal with all that they change.
    public static let rowsInPiece = 64
    /// More pieces than this are two batches: 2^24 × 64 certificates are a billion.
    public static let maximumRows: Int64 = 1 << 30

    private var all = CompactRange()
    private var piece = CompactRange()
    /// Of whole pieces; the open one is added when asked for.
    private var pieceRoots: [[UInt8]] = []

    public init() {}

    public mutating func append(_ row: RegisterRow) {
        let hash = Self.hash(of: row)
        all.append(hash)
        piece.append(hash)
        guard piece.size == Self.rowsInPiece else { return }
        pieceRoots.append(piece.root)
        piece = CompactRange()
    }

    public var size: Int64 { all.size }
    public var root: [UInt8] { all.root }

    /// The proofs of every piece, once all rows are in.
    public var proofs: Proof { Proof(pieceRoots + (piece.size > 0 ? [piece.root] : [])) }

    public static func hash(of row: RegisterRow) -> [UInt8] {
        MerkleTree.leafHash(of: row.json.canonicalBytes)
    }

    /// How many pieces so many rows are.
    public static func pieces(of rows: Int64) -> Int64 {
        (rows + Int64(rowsInPiece) - 1) / Int64(rowsInPiece)
    }

    /// Whether these rows are the piece of this number of the batch with this root and size.
    public static func holds(
        _ rows: [RegisterRow], number: Int64, proof: [[UInt8]], root: [UInt8], size: Int64
    ) -> Bool {
        let start = number.multipliedReportingOverflow(by: Int64(rowsInPiece))
        guard number >= 0, !start.overflow, start.partialValue < size,
            rows.count == min(Int64(rowsInPiece), size - start.partialValue)
        else { return false }
        var piece = CompactRange()
        for row in rows { piece.append(hash(of: row)) }
        return Proofs.verifyInclusion(
            leafHash: piece.root, index: number, size: pieces(of: size), proof: proof, root: root)
    }

    /// The way from each piece to the root.
    public struct Proof: Sendable {
        /// By level, from the pieces upwards: complete subtrees alone.
        private var levels: [[[UInt8]]] = []
        private let count: Int64

        fileprivate init(_ pieces: [[UInt8]]) {
            count = Int64(pieces.count)
            var tree = CompactRange()
            for piece in pieces {
                var made: [(Int, [UInt8])] = []
                tree.append(piece) { level, _, hash in made.append((level, hash)) }
                for (level, hash) in made {
                    if level == levels.count { levels.append([]) }
                    levels[level].append(hash)
                }
            }
        }

        /// - Throws: `MerkleLogError.indexOutOfRange`.
        public func ofPiece(_ number: Int64) throws -> [[UInt8]] {
            try Proofs.inclusion(index: number, size: count, reader: Reader(levels: levels))
        }

        private struct Reader: HashReader {
            let levels: [[[UInt8]]]

            func hash(level: Int, index: Int64) throws -> [UInt8] {
                guard levels.indices.contains(level), index >= 0, index < levels[level].count else {
                    throw MerkleLogError.indexOutOfRange
                }
                return levels[level][Int(index)]
            }
        }
    }
}
