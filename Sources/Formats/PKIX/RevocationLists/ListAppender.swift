/// Writes a revocation list from the outside in: every length is computed before the first octet
/// is appended, so that a list of a million entries is allocated once and copied once.
///
/// ``DERWriter`` builds from the inside out, which copies each level; right for all that is small.
struct ListAppender {
    private(set) var bytes: [UInt8] = []

    /// - Parameter capacity: the final size.
    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// The size of an element with `contentCount` content octets: tag, length and contents.
    static func size(ofContents contentCount: Int) -> Int {
        2 + additionalLengthOctets(contentCount) + contentCount
    }

    /// The tag and length of an element whose contents are appended next.
    mutating func header(_ tag: DERTag, contentCount: Int) {
        bytes.append(tag.octet)
        let additional = Self.additionalLengthOctets(contentCount)
        guard additional > 0 else { return bytes.append(UInt8(contentCount)) }
        bytes.append(0x80 | UInt8(additional))
        for index in (0..<additional).reversed() {
            bytes.append(UInt8(truncatingIfNeeded: contentCount >> (index * 8)))
        }
    }

    /// Elements that are already encoded.
    mutating func raw(_ encoded: some Collection<UInt8>) {
        bytes.append(contentsOf: encoded)
    }

    /// Octets of a length beyond its first one. X.690 §10.1: the fewest.
    private static func additionalLengthOctets(_ count: Int) -> Int {
        count < 0x80 ? 0 : (count.bitWidth - count.leadingZeroBitCount + 7) / 8
    }
}
