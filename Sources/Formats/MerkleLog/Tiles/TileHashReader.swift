/// Reads the hashes of a tree from its tiles, each fetched once.
///
/// Not sendable: made for one proof or one audit, within one task.
public final class TileHashReader: HashReader {
    /// The size of the tree whose tiles are read.
    public let treeSize: Int64
    private let fetch: (Tile) throws -> [UInt8]
    private var fetched: [Tile: [[UInt8]]] = [:]

    /// - Parameter fetch: the bytes of a tile as published; a wider tile of the same place is good.
    public init(treeSize: Int64, fetch: @escaping (Tile) throws -> [UInt8]) {
        self.treeSize = treeSize
        self.fetch = fetch
    }

    /// Up to 127 hashes are computed where the level lies between two tile levels.
    /// - Throws: `MerkleLogError.indexOutOfRange` outside the tree, `.malformedTile`; what `fetch`
    ///   throws.
    public func hash(level: Int, index: Int64) throws -> [UInt8] {
        guard let tile = Tile(holdingLevel: level, index: index, treeSize: treeSize) else {
            throw MerkleLogError.indexOutOfRange
        }
        let span = 1 << (level % Tile.height)
        let start = Int(index << Int64(level % Tile.height) & Int64(Tile.fullWidth - 1))
        var hashes = Array(try self.hashes(of: tile)[start..<start + span])
        while hashes.count > 1 {
            hashes = stride(from: 0, to: hashes.count, by: 2).map {
                MerkleTree.nodeHash(hashes[$0], hashes[$0 + 1])
            }
        }
        return hashes[0]
    }

    private func hashes(of tile: Tile) throws -> [[UInt8]] {
        if let hashes = fetched[tile] { return hashes }
        let hashes = try tile.decode(try fetch(tile))
        fetched[tile] = hashes
        return hashes
    }
}
