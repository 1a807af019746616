import CanonicalJSON
import Ledger
import MerkleLog
import Messages

/// All entries of a journal from the first to the last, believed for no other reason than that they lead to
/// the root of a signed checkpoint.
///
/// A tile's worth is in memory at a time; what is not asked for by place is not kept.
struct JournalWalk {
    private let server: Server
    private let size: Int64
    private let root: [UInt8]

    init(_ server: Server, to checkpoint: Checkpoint) {
        self.server = server
        size = checkpoint.size
        root = checkpoint.root
    }

    /// Shows every entry once, in order. What `body` learned counts only if nothing is thrown.
    /// - Throws: `command.journalIncomplete` where an entry is missing, is another one or cannot be read.
    func forEach(_ body: (_ index: Int64, _ entry: JournalEntry) throws -> Void) async throws {
        var tree = CompactRange()
        while tree.size < size {
            let width = min(Int64(Tile.fullWidth), size - tree.size)
            for bytes in try await entries(from: tree.size, width: Int(width)) {
                guard let entry = try? JournalEntry(parsing: bytes) else { throw incomplete }
                try body(tree.size, entry)
                tree.append(MerkleTree.leafHash(of: bytes))
            }
        }
        guard tree.root == root else { throw incomplete }
    }

    /// - Parameter start: the first place of a tile.
    private func entries(from start: Int64, width: Int) async throws -> [[UInt8]] {
        guard
            let path = Tile(level: 0, index: start / Int64(Tile.fullWidth), width: width)?
                .entriesPath
        else { throw incomplete }
        let answer = try await server.get("/api/v1/journal/\(path)")
        guard let bytes = answer["bundle"]?.string.flatMap(Base64.decode),
            let entries = try? EntryBundle.decode(bytes), entries.count == width
        else { throw incomplete }
        return entries
    }

    private var incomplete: Refusal {
        Refusal(.commandJournalIncomplete, field: "checkpoint", ["size": String(size)])
    }
}
