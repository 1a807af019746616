import MerkleLog
import Testing

@Suite("Tiles and entry bundles") struct TileTests {
    @Test func `[C2SP tlog-tiles] the paths of the vectors come out and read back`() throws {
        let paths = try Vectors.read("basics", as: Vectors.Basics.self).tilePaths
        #expect(paths.count == 8)
        for row in paths {
            let tile = try #require(
                Tile(level: row.level.number ?? 0, index: row.index, width: row.width))
            #expect((row.level.number == nil ? tile.entriesPath : tile.path) == row.path)
            #expect(Tile(path: row.path) == tile)
        }
        #expect(Tile(level: 1, index: 0)?.entriesPath == nil)
    }

    @Test(arguments: [0, 1, 999, 1000, 999_999, 1_000_000, 1_234_567_890, Int64.max])
    func `[C2SP tlog-tiles] every index has one path`(index: Int64) throws {
        for (level, width) in [(0, 256), (63, 1), (7, 255)] {
            let tile = try #require(Tile(level: level, index: index, width: width))
            #expect(Tile(path: tile.path) == tile)
        }
    }

    @Test(arguments: [
        "", "tile", "tile/0", "tile/0/", "tile/00/000", "tile/64/000", "tile/-1/000", "tile/+1/000",
        "tile/0/0", "tile/0/0000", "tile/0/x000/000", "tile/0/001/000", "tile/0/x001", "tile/0/00a",
        "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/", "tile/0/000.p",
        "tile/0/000.p/1/", "tile/0/x000.p/1", "tile/0/x001.p/000", "/tile/0/000", "tile/0/000/",
        "tile/entries/x000/001", "tile/Entries/000", "tilE/0/000", "tile/0/X001/000",
        "tile/0/x999/x999/x999/x999/x999/x999/999", "tile/0/.p/1", "tile/0/０００",
        "tile/0/../000", "tile/data/000",
    ])
    func `[C2SP tlog-tiles] any other path is refused`(path: String) {
        #expect(Tile(path: path) == nil)
    }

    @Test func `an address outside the ranges is refused`() {
        #expect(Tile(level: 64, index: 0) == nil && Tile(level: -1, index: 0) == nil)
        #expect(Tile(level: 0, index: -1) == nil)
        #expect(Tile(level: 0, index: 0, width: 0) == nil)
        #expect(Tile(level: 0, index: 0, width: 257) == nil)
        #expect(Tile(holdingLevel: 0, index: 5, treeSize: 5) == nil)
        #expect(Tile(holdingLevel: 3, index: 0, treeSize: 7) == nil)
        #expect(Tile(holdingLevel: 63, index: 0, treeSize: .max) == nil)
        #expect(Tile(holdingLevel: 62, index: 0, treeSize: .max)?.level == 7)
    }

    /// The specification's own examples.
    @Test func `[C2SP tlog-tiles] a tree of 70 000 and one of 256 have the tiles they must`() {
        let large = Tile.added(from: 0, to: 70_000)
        func shape(_ level: Int) -> [Int] { large.filter { $0.level == level }.map(\.width) }
        #expect(shape(0) == Array(repeating: 256, count: 273) + [112])
        #expect(shape(1) == [256, 17])
        #expect(shape(2) == [1])
        #expect(large.count == 277)
        #expect(
            Tile.added(from: 0, to: 256)
                == [Tile(level: 0, index: 0), Tile(level: 1, index: 0, width: 1)])
        #expect(Tile.added(from: 0, to: 0).isEmpty && Tile.added(from: 5, to: 5).isEmpty)
        #expect(Tile.added(from: 6, to: 5).isEmpty && Tile.added(from: -1, to: 5).isEmpty)
    }

    @Test func `[C2SP tlog-tiles] growth in steps writes what growth at once writes`() {
        var stepwise: [Int: [Int64: Int]] = [:]
        for size in 0..<Int64(700) {
            for tile in Tile.added(from: size, to: size + 1) {
                stepwise[tile.level, default: [:]][tile.index] = tile.width
            }
        }
        var atOnce: [Int: [Int64: Int]] = [:]
        for tile in Tile.added(from: 0, to: 700) {
            atOnce[tile.level, default: [:]][tile.index] = tile.width
        }
        #expect(stepwise == atOnce)
        #expect(
            Tile.added(from: 255, to: 257).map(\.path) == [
                "tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1",
            ])
    }

    @Test func `proofs made from tiles are those made from all hashes`() throws {
        let tree = StoredTree(entries: (0..<1500).map(entry))
        let size: Int64 = 1500
        var fetched: [Tile] = []
        for index in stride(from: Int64(0), to: size, by: 37) {
            let reader = TileHashReader(treeSize: size) { tile in
                fetched.append(tile)
                return try tree.bytes(of: tile)
            }
            #expect(
                try Proofs.inclusion(index: index, size: size, reader: reader)
                    == Proofs.inclusion(index: index, size: size, reader: tree))
            #expect(
                try Proofs.consistency(from: index + 1, to: size, reader: reader)
                    == Proofs.consistency(from: index + 1, to: size, reader: tree))
        }
        let published = Set(Tile.added(from: 0, to: size))
        #expect(fetched.allSatisfy(published.contains))
        let reader = TileHashReader(treeSize: size, fetch: tree.bytes)
        #expect(try CompactRange(size: size, reader: reader) == tree.range)
        #expect(throws: MerkleLogError.indexOutOfRange) { try reader.hash(level: 0, index: size) }
        #expect(throws: MerkleLogError.indexOutOfRange) { try reader.hash(level: 11, index: 0) }
    }

    @Test func `a proof for an earlier size comes from the tiles of a later one`() throws {
        let tree = StoredTree(entries: (0..<600).map(entry))
        let reader = TileHashReader(treeSize: 600, fetch: tree.bytes)
        for size in [1, 255, 256, 257, 511, 513, 600] {
            let proof = try Proofs.inclusion(index: 0, size: Int64(size), reader: reader)
            #expect(
                Proofs.verifyInclusion(
                    leafHash: MerkleTree.leafHash(of: entry(0)), index: 0, size: Int64(size),
                    proof: proof, root: tree.roots[size]))
        }
    }

    @Test func `tile bytes of a wrong length are refused, a wider tile is taken`() throws {
        let tile = try #require(Tile(level: 0, index: 0, width: 2))
        let hash = [UInt8](repeating: 7, count: 32)
        #expect(try tile.decode(try tile.encode([hash, hash])) == [hash, hash])
        #expect(try tile.decode(hash + hash + hash) == [hash, hash])
        for bytes in [[], hash, hash + hash.dropLast(), hash + hash + [1]] {
            #expect(throws: MerkleLogError.malformedTile) { try tile.decode(bytes) }
        }
        #expect(throws: MerkleLogError.malformedTile) {
            try tile.decode([UInt8](repeating: 0, count: 257 * 32))
        }
        for hashes in [[hash], [hash, []], [hash, hash, hash]] {
            #expect(throws: MerkleLogError.malformedTile) { try tile.encode(hashes) }
        }
    }

    @Test func `[C2SP tlog-tiles] entry bundles keep entries to 65 535 octets and refuse more`()
        throws
    {
        let longest = [UInt8](repeating: 9, count: 65_535)
        for entries in [[[]], [[1, 2, 3], [], longest], Array(repeating: [5], count: 256)] {
            #expect(try EntryBundle.decode(try EntryBundle.encode(entries)) == entries)
        }
        #expect(try EntryBundle.encode([[0xAA], []]) == [0, 1, 0xAA, 0, 0])
        for entries in [[], [longest + [0]], Array(repeating: [5], count: 257)] as [[[UInt8]]] {
            #expect(throws: MerkleLogError.doesNotFit) { try EntryBundle.encode(entries) }
        }
        let broken: [[UInt8]] = [
            [], [0], [0, 1], [0, 2, 1], [0, 0, 0], [UInt8](repeating: 0, count: 2 * 257),
        ]
        for bytes in broken {
            #expect(throws: MerkleLogError.malformedTile) { try EntryBundle.decode(bytes) }
        }
    }
}
