import MerkleLog

/// What signed checkpoints say of a journal beyond what was followed of it: the hashes of its next entries.
struct SignedAhead {
    /// The place of the first hash.
    private var from: Int64 = 0
    private var leaves: ArraySlice<UInt8> = []
    /// How large the journal was when it was signed, and when that was, at most one a second.
    private var marks: [(size: Int64, milliseconds: Int64)] = []

    /// Within this time what was signed has to be followed, too.
    private static let maximumMilliseconds: Int64 = 60_000
    private static let markMilliseconds: Int64 = 1000
    /// 32 MiB, and a piece.
    private static let maximumLeaves = 1 << 20

    private var count: Int { leaves.count / MerkleTree.hashLength }

    /// Whether no more is kept.
    var isFull: Bool { count >= Self.maximumLeaves }

    /// Whether it holds the leaves up to this size.
    func reaches(_ size: Int64) -> Bool { !leaves.isEmpty && from + Int64(count) >= size }

    /// Keeps the leaves from a place on, in place of those that were to stand there.
    mutating func add(
        _ hashes: ArraySlice<UInt8>, from place: Int64, atMilliseconds now: Int64
    ) {
        guard !hashes.isEmpty else { return }
        if (from...from + Int64(count)).contains(place) {
            leaves = leaves.prefix(Int(place - from) * MerkleTree.hashLength)
        } else {
            (from, leaves) = (place, [])
        }
        marks.removeAll { $0.size > place }
        leaves += hashes
        let size = from + Int64(count)
        if let last = marks.last, now >= last.milliseconds,
            now - last.milliseconds < Self.markMilliseconds
        {
            marks[marks.count - 1].size = size
        } else {
            marks.append((size, now))
        }
    }

    /// Whether the entry of this hash is the one that was signed for.
    func allows(_ hash: [UInt8], at index: Int64) -> Bool {
        guard index >= from, index - from < Int64(count) else { return true }
        let start = leaves.startIndex + Int(index - from) * MerkleTree.hashLength
        return leaves[start..<start + MerkleTree.hashLength].elementsEqual(hash)
    }

    /// The journal was followed so far.
    mutating func forget(upTo size: Int64) {
        let passed = min(max(0, size - from), Int64(count))
        from += passed
        leaves = leaves.dropFirst(Int(passed) * MerkleTree.hashLength)
        marks.removeAll { $0.size <= size }
    }

    /// Whether a server that tells of acts has not told for a while what it had signed.
    func isOverdue(atMilliseconds now: Int64) -> Bool {
        guard let first = marks.first else { return false }
        return now - first.milliseconds > Self.maximumMilliseconds
    }
}
