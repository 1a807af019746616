package import Cryptography

/// Words as people write them: ASCII, blanks or line ends between the words, letters of either case.
///
/// How long each word is shows in the time it takes; which word it is does not.
extension MnemonicWords {
    /// Four letters or more of each word suffice.
    /// - Throws: `.unknownWords`, or `.wrongLength` for more words than a share can have.
    package init(reading text: SecretBytes) throws(ShareError) {
        let count = text.withBytes { Self.count(in: $0) }
        guard count <= Self.maximumCount else { throw .wrongLength(words: count) }
        var unknown: [Int] = []
        places = .filled(2 * count) { places in
            var (word, length, letters) = (0, 0, UInt64(0))
            text.withBytes { text in
                // One step more, which ends the last word.
                for place in 0...text.count {
                    guard place == text.count || Self.isBetweenWords(text[place]) else {
                        // No other octet becomes a letter by this bit; a ninth letter is one too many.
                        if length < WordList.lengths.upperBound {
                            letters |= WordList.letter(text[place] | 0x20, at: length)
                        }
                        length += 1
                        continue
                    }
                    guard length > 0 else { continue }
                    if let known = WordList.place(of: letters, count: length) {
                        Self.write(known, at: word, of: &places)
                    } else {
                        unknown.append(word + 1)
                    }
                    (word, length, letters) = (word + 1, 0, 0)
                }
            }
        }
        guard unknown.isEmpty else { throw .unknownWords(places: unknown) }
    }

    /// Whole words in lower case with one blank between.
    package var text: SecretBytes {
        // Eight octets for each word: letters, and zeros behind.
        let letters = SecretBytes.filled(8 * count) { letters in
            for word in 0..<count {
                let packed = WordList.letters(at: self[word])
                for place in 0..<8 {
                    letters[8 * word + place] = UInt8(
                        truncatingIfNeeded: packed >> UInt64(8 * (7 - place)))
                }
            }
        }
        return letters.withBytes { letters in
            SecretBytes.filled(letters.count { $0 != 0 } + max(0, count - 1)) { text in
                var end = 0
                for place in letters.indices {
                    if place > 0, place.isMultiple(of: 8) {
                        text[end] = UInt8(ascii: " ")
                        end += 1
                    }
                    guard letters[place] != 0 else { continue }
                    text[end] = letters[place]
                    end += 1
                }
            }
        }
    }

    private static func count(in text: [UInt8]) -> Int {
        text.indices.count { place in
            !isBetweenWords(text[place]) && (place == 0 || isBetweenWords(text[place - 1]))
        }
    }

    private static func isBetweenWords(_ octet: UInt8) -> Bool {
        octet == UInt8(ascii: " ") || (0x09...0x0D).contains(octet)
    }
}
