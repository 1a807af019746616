import CanonicalJSON
import Cryptography

/// The hash that each row ended with, by the journal; filled entry by entry, in order.
///
/// Bounded: a large ledger is audited in several passes, each over the rows whose identity falls
/// into its part.
struct LastChanges {
    /// About 200 MB in the worst case.
    static let maximumRowsInOnePass: Int64 = 1_000_000

    struct Change {
        let rowHash: Digest
        let entry: Int64
    }

    private let part: UInt64
    private let parts: UInt64
    private var changes: [Digest: Change] = [:]

    init(part: Int64, of parts: Int64) {
        self.part = UInt64(part)
        self.parts = UInt64(parts)
    }

    static func identity(table: String, key: JSONValue) -> Digest {
        // A table's name has no comma, so the two cannot run into each other.
        Digest(DigestAlgorithm.sha256.hash(Array(table.utf8) + [0x2C] + key.canonicalBytes))
    }

    func covers(_ identity: Digest) -> Bool { identity.first % parts == part }

    /// - Returns: whether the row was not there before.
    mutating func record(_ change: RowChange, entry: Int64) -> Bool {
        let identity = Self.identity(table: change.table, key: change.key)
        guard covers(identity) else { return true }
        let before = changes[identity]
        changes[identity] = change.rowHash.map { Change(rowHash: Digest($0), entry: entry) }
        return before == nil
    }

    /// Takes the row out: what is left at the end is missing.
    mutating func take(_ identity: Digest) -> Change? {
        changes.removeValue(forKey: identity)
    }

    var left: [(identity: Digest, entry: Int64)] {
        changes.map { ($0.key, $0.value.entry) }.sorted { $0.entry < $1.entry }
    }
}

/// 32 octets without an allocation of their own.
struct Digest: Hashable {
    let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    /// - Parameter bytes: exactly 32.
    init(_ bytes: [UInt8]) {
        precondition(bytes.count == 32, "not a SHA-256 digest")
        func word(_ start: Int) -> UInt64 {
            bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
        }
        first = word(0)
        second = word(8)
        third = word(16)
        fourth = word(24)
    }
}
