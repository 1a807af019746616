import Cryptography

/// The 1024 words in which shares are written. SLIP-0039, Wordlist.
///
/// Each has four to eight letters, and no two begin with the same four. A word is looked up, in both
/// directions, by comparing with all 1024: which word it is shows in no address and in no branch.
enum WordList {
    static let lengths = 4...8
    static let count = 1024

    /// The letters of each word, the first in the highest octet, zeros behind the last.
    private static let words: [UInt64] = text.split(whereSeparator: \.isWhitespace).map { word in
        word.utf8.enumerated().reduce(0) { $0 | letter($1.element, at: $1.offset) }
    }

    /// A letter at its place among eight, from 0.
    static func letter(_ letter: UInt8, at place: Int) -> UInt64 {
        UInt64(letter) << UInt64(8 * (7 - place))
    }

    /// The place in the list, from 0, of the word that begins with these letters.
    /// - Parameters:
    ///   - letters: lower case, zeros behind.
    ///   - count: how many letters there are; any number.
    /// - Returns: nil for fewer letters than four, and where no word begins so.
    static func place(of letters: UInt64, count: Int) -> UInt16? {
        guard lengths.contains(count) else { return nil }
        let compared = UInt64.max << UInt64(8 * (8 - count))
        var (place, found): (UInt64, UInt64) = (0, 0)
        let words = words
        for candidate in words.indices {
            let isEqual = ConstantTime.allOnes(whereZero: (words[candidate] ^ letters) & compared)
            place |= UInt64(candidate) & isEqual
            found |= isEqual
        }
        return found == 0 ? nil : UInt16(truncatingIfNeeded: place)
    }

    /// The letters of the word at a place below 1024.
    static func letters(at place: UInt16) -> UInt64 {
        var letters: UInt64 = 0
        let words = words
        for candidate in words.indices {
            letters |=
                words[candidate]
                & ConstantTime.allOnes(whereZero: UInt64(candidate) ^ UInt64(place))
        }
        return letters
    }
}
