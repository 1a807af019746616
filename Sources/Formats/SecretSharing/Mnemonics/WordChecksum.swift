/// The three words at the end that find mistakes: a Reed-Solomon code over GF(1024).
///
/// SLIP-0039, Checksum. Up to three wrong words are always found; more with a chance of 1 in 2^30 not to be.
struct WordChecksum {
    static let count = 3

    private static let generator: [UInt32] = [
        0xE0_E040, 0x1C1_C080, 0x383_8100, 0x707_0200, 0xE0E_0009, 0x1C0C_2412, 0x3808_6C24,
        0x3090_FC48, 0x21B1_F890, 0x3F3_F120,
    ]
    /// What the rest of a whole mnemonic is if nothing is wrong.
    private static let right: UInt32 = 1

    /// 30 bits.
    private(set) var rest: UInt32 = 1

    /// - Parameter isExtendable: shares of such sets have a checksum that is none to other readers.
    init(isExtendable: Bool) {
        for letter in (isExtendable ? "shamir_extendable" : "shamir").utf8 { add(UInt16(letter)) }
    }

    /// Takes the place of the next word in the list.
    mutating func add(_ word: UInt16) {
        rest = Self.step(rest, word)
    }

    /// Whether all the words that were added, the last three included, are as they were written.
    var isRight: Bool { rest == Self.right }

    /// One of the last three words, from 0, after all the others were added.
    func word(_ place: Int) -> UInt16 {
        let sum = (0..<Self.count).reduce(rest) { rest, _ in Self.step(rest, 0) } ^ Self.right
        return UInt16(sum >> UInt32(10 * (Self.count - 1 - place)) & 1023)
    }

    /// The one word, from 1, that alone could be what is wrong; nil where two or more are.
    ///
    /// Two mnemonics that are as long differ in four words at least, so there is one at most. If more than two
    /// are wrong, a right one may be named, with a chance of about 3 in 100 000.
    ///
    /// What it was instead could be computed, too, and is not: the standard forbids to suggest it.
    /// - Parameter count: how many words there are, all of which were added.
    func suspect(among count: Int) -> Int? {
        let difference = rest ^ Self.right
        // What each bit of the last word does to the rest; then of the word before, and so on.
        var bits = (0..<10).map { UInt32(1) << $0 }
        for word in stride(from: count, to: 0, by: -1) {
            if Self.isSum(difference, ofSome: bits) { return word }
            bits = bits.map { Self.step($0, 0) }
        }
        return nil
    }

    /// By elimination: each of the parts, none of which is a sum of others, takes away its highest bit.
    private static func isSum(_ sum: UInt32, ofSome parts: [UInt32]) -> Bool {
        var (rest, parts) = (sum, parts)
        while let part = parts.popLast() {
            let highest = UInt32(1) << UInt32(31 - part.leadingZeroBitCount)
            for place in parts.indices where parts[place] & highest != 0 { parts[place] ^= part }
            if rest & highest != 0 { rest ^= part }
        }
        return rest == 0
    }

    private static func step(_ rest: UInt32, _ word: UInt16) -> UInt32 {
        let top = rest >> 20
        var rest = (rest & 0xF_FFFF) << 10 ^ UInt32(word)
        for bit in 0..<10 { rest ^= generator[bit] & (0 &- (top >> UInt32(bit) & 1)) }
        return rest
    }
}
