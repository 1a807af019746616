/// The address of a tile: up to 256 consecutive hashes at one level. C2SP tlog-tiles.
///
/// Tile levels count in steps of eight tree levels: tile level 1 holds hashes of tree level 8.
public struct Tile: Hashable, Sendable {
    /// Tree levels between one tile level and the next.
    public static let height = 8
    /// Hashes in a full tile.
    public static let fullWidth = 256
    /// 0 to 63; a tree whose size fits 63 bits uses 0 to 7.
    public static let levels = 0...63

    public let level: Int
    /// Position within the level, from 0.
    public let index: Int64
    /// 1 to 256 hashes; below 256 the tile is partial.
    public let width: Int

    /// Nil outside the ranges.
    public init?(level: Int, index: Int64, width: Int = Tile.fullWidth) {
        guard Self.levels.contains(level), index >= 0, (1...Self.fullWidth).contains(width) else {
            return nil
        }
        self.level = level
        self.index = index
        self.width = width
    }

    /// The tile that holds the hash of a complete subtree, as wide as a tree of this size has it.
    ///
    /// Nil if the tree does not contain the subtree.
    public init?(holdingLevel treeLevel: Int, index: Int64, treeSize: Int64) {
        guard (0..<Int64.bitWidth - 1).contains(treeLevel), index >= 0 else { return nil }
        let level = treeLevel / Self.height
        let span = Int64(treeLevel % Self.height)
        guard index < treeSize >> Int64(treeLevel) else { return nil }
        let tileIndex = (index << span) >> Int64(Self.height)
        let hashes = treeSize >> Int64(level * Self.height)
        let width = min(hashes - tileIndex << Int64(Self.height), Int64(Self.fullWidth))
        self.init(level: level, index: tileIndex, width: Int(width))
    }

    public var isPartial: Bool { width < Self.fullWidth }

    /// Every tile that a tree of one size has and the tree of an earlier size had not, or narrower.
    ///
    /// Level by level, each from the left: what a log writes after growing from `old` to `new`.
    /// Empty unless `0 ≤ old ≤ new`.
    public static func added(from old: Int64, to new: Int64) -> [Tile] {
        guard old >= 0, old <= new else { return [] }
        var tiles: [Tile] = []
        var level = 0
        while level * height < Int64.bitWidth - 1, new >> Int64(level * height) > 0 {
            let before = old >> Int64(level * height)
            let after = new >> Int64(level * height)
            if before < after {
                for index in before >> Int64(height)...(after - 1) >> Int64(height) {
                    let width = min(after - index << Int64(height), Int64(fullWidth))
                    if let tile = Tile(level: level, index: index, width: Int(width)) {
                        tiles.append(tile)
                    }
                }
            }
            level += 1
        }
        return tiles
    }
}

// MARK: - Contents

extension Tile {
    /// The hashes of this tile, one after another.
    /// - Throws: `MerkleLogError.malformedTile` unless there are `width` hashes of 32 octets.
    public func encode(_ hashes: [[UInt8]]) throws(MerkleLogError) -> [UInt8] {
        guard hashes.count == width,
            hashes.allSatisfy({ $0.count == MerkleTree.hashLength })
        else { throw .malformedTile }
        return Array(hashes.joined())
    }

    /// The hashes in the bytes of this tile; of a wider one, the first `width`.
    ///
    /// C2SP tlog-tiles lets a client take the full tile where the partial one is gone.
    /// - Throws: `MerkleLogError.malformedTile` for fewer hashes, more than 256 or a broken one.
    public func decode(_ bytes: [UInt8]) throws(MerkleLogError) -> [[UInt8]] {
        guard bytes.count.isMultiple(of: MerkleTree.hashLength),
            (width...Self.fullWidth).contains(bytes.count / MerkleTree.hashLength)
        else { throw .malformedTile }
        return (0..<width).map {
            Array(bytes[$0 * MerkleTree.hashLength..<($0 + 1) * MerkleTree.hashLength])
        }
    }
}
