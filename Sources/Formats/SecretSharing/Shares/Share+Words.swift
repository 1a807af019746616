import Cryptography

/// The fields of a share in words of ten bits. SLIP-0039, Format of the share mnemonic.
///
/// ```
/// identifier 15 | extendable 1 | exponent 4 | group 4 | groups needed − 1  4 | groups − 1  4
///     | member 4 | members needed − 1  4 | zeros | value | checksum 30
/// ```
extension Share {
    private static let headWords = 4
    private static let bitsPerWord = 10

    /// Bits before the value in so many words with head and checksum; more than 8 would be another length.
    private static func paddingBits(words: Int) -> Int {
        bitsPerWord * (words - headWords - WordChecksum.count) % 16
    }

    package init(_ words: MnemonicWords) throws(ShareError) {
        let padding = Self.paddingBits(words: words.count)
        guard Self.wordCounts.contains(words.count), padding <= 8 else {
            throw .wrongLength(words: words.count)
        }
        let head = (0..<Self.headWords).reduce(UInt64(0)) { $0 << 10 | UInt64(words[$1]) }
        func field(_ shift: UInt64) -> UInt8 { UInt8(head >> shift & 15) }
        let isExtendable = head >> 24 & 1 == 1
        guard Self.checksum(of: words, isExtendable: isExtendable).isRight else {
            throw .wrongChecksum(place: Self.suspect(in: words, isExtendable: isExtendable))
        }
        set = ShareSet(
            identifier: UInt16(head >> 25), isExtendable: isExtendable,
            iterationExponent: field(20), groupsNeeded: Int(field(12)) + 1,
            groups: Int(field(8)) + 1)
        (group, member, membersNeeded) = (field(16), field(4), Int(field(0)) + 1)
        guard set.groupsNeeded <= set.groups else { throw .wrongGroups }
        guard words[Self.headWords] >> UInt16(Self.bitsPerWord - padding) == 0 else {
            throw .wrongPadding
        }
        value = Self.value(in: words, behind: padding)
    }

    package var words: MnemonicWords {
        let valueWords = (8 * value.count + Self.bitsPerWord - 1) / Self.bitsPerWord
        let padding = Self.bitsPerWord * valueWords - 8 * value.count
        let head = head
        return value.withBytes { value in
            MnemonicWords(Self.headWords + valueWords) { word in
                guard word >= Self.headWords else {
                    return UInt16(head >> UInt64(10 * (Self.headWords - 1 - word)) & 1023)
                }
                let start = Self.bitsPerWord * (word - Self.headWords) - padding
                return (start..<start + Self.bitsPerWord).reduce(0) { bits, bit in
                    let next = bit < 0 ? 0 : value[bit / 8] >> UInt8(7 - bit % 8) & 1
                    return bits << 1 | UInt16(next)
                }
            }
        }
    }

    /// 40 bits.
    private var head: UInt64 {
        let fields = [
            UInt64(group), UInt64(set.groupsNeeded - 1), UInt64(set.groups - 1), UInt64(member),
            UInt64(membersNeeded - 1),
        ]
        let start =
            UInt64(set.identifier) << 5 | (set.isExtendable ? 16 : 0)
            | UInt64(set.iterationExponent)
        return fields.reduce(start) { $0 << 4 | $1 }
    }

    private static func checksum(of words: MnemonicWords, isExtendable: Bool) -> WordChecksum {
        var checksum = WordChecksum(isExtendable: isExtendable)
        for place in 0..<words.count { checksum.add(words[place]) }
        return checksum
    }

    /// The one word, from 1, that alone could be what is wrong. The second says which checksum it is: where none could
    /// be with that one, it alone could be with the other.
    private static func suspect(in words: MnemonicWords, isExtendable: Bool) -> Int? {
        checksum(of: words, isExtendable: isExtendable).suspect(among: words.count)
            ?? checksum(of: words, isExtendable: !isExtendable).suspect(among: words.count)
    }

    private static func value(in words: MnemonicWords, behind padding: Int) -> SecretBytes {
        let bits = bitsPerWord * (words.count - headWords - WordChecksum.count) - padding
        return .filled(bits / 8) { value in
            for octet in value.indices {
                let start = padding + 8 * octet
                let word = headWords + start / bitsPerWord
                // An octet lies in two words at most; behind the last one are those of the checksum.
                let pair = UInt32(words[word]) << 10 | UInt32(words[word + 1])
                value[octet] = UInt8(truncatingIfNeeded: pair >> UInt32(12 - start % bitsPerWord))
            }
        }
    }
}
