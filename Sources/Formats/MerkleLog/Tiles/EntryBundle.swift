/// The entries under one tile of level 0, each after its length. C2SP tlog-tiles, “Log entries”.
///
/// ```
/// struct { opaque entry<0..2^16-1>; } bundle[1..256]      big-endian lengths
/// ```
public enum EntryBundle {
    /// - Throws: `MerkleLogError.doesNotFit` for no entry, more than 256, or one above 65 535
    ///   octets.
    public static func encode(_ entries: [[UInt8]]) throws(MerkleLogError) -> [UInt8] {
        guard (1...Tile.fullWidth).contains(entries.count),
            entries.allSatisfy({ $0.count <= MerkleTree.maximumEntryLength })
        else { throw .doesNotFit }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.reduce(0) { $0 + 2 + $1.count })
        for entry in entries {
            bytes.append(UInt8(entry.count >> 8))
            bytes.append(UInt8(entry.count & 0xFF))
            bytes += entry
        }
        return bytes
    }

    /// - Throws: `MerkleLogError.malformedTile` for an entry cut off, no entry, or more than 256.
    public static func decode(_ bytes: [UInt8]) throws(MerkleLogError) -> [[UInt8]] {
        var entries: [[UInt8]] = []
        var position = 0
        while position < bytes.count {
            guard entries.count < Tile.fullWidth, position + 2 <= bytes.count else {
                throw .malformedTile
            }
            let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
            position += 2
            guard position + length <= bytes.count else { throw .malformedTile }
            entries.append(Array(bytes[position..<position + length]))
            position += length
        }
        guard !entries.isEmpty else { throw .malformedTile }
        return entries
    }
}
