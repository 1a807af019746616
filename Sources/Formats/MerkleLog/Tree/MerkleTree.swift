import Cryptography

/// The hashes of the tree: SHA-256, with leaves and nodes told apart. RFC 6962 §2.1, RFC 9162 §2.1.
public enum MerkleTree {
    /// The length of every hash in octets.
    public static let hashLength = 32

    /// The largest entry that an entry bundle can hold. C2SP tlog-tiles.
    public static let maximumEntryLength = 65_535

    /// The root of the tree without entries: SHA-256 of nothing.
    public static let emptyRoot: [UInt8] = DigestAlgorithm.sha256.hash([])

    /// SHA-256(0x00 ‖ entry): what stands for an entry in the tree.
    public static func leafHash(of entry: [UInt8]) -> [UInt8] {
        var message: [UInt8] = []
        message.reserveCapacity(1 + entry.count)
        message.append(0x00)
        message += entry
        return DigestAlgorithm.sha256.hash(message)
    }

    /// SHA-256(0x01 ‖ left ‖ right): the hash above two hashes.
    public static func nodeHash(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var message: [UInt8] = []
        message.reserveCapacity(1 + 2 * hashLength)
        message.append(0x01)
        message += left
        message += right
        return DigestAlgorithm.sha256.hash(message)
    }

    /// Where the tree over `count` entries divides: the largest power of two below it.
    ///
    /// `count` is at least 2. RFC 6962 §2.1 calls it k.
    static func split(of count: Int64) -> Int64 {
        1 << Int64(levels(below: count - 1))
    }

    /// The position of the highest bit that is set; `number` is positive.
    static func levels(below number: Int64) -> Int {
        Int64.bitWidth - 1 - number.leadingZeroBitCount
    }
}
