import Cryptography

/// The words of one mnemonic, as their places in the list.
///
/// Words are secret from the fifth on; the first four say which share it is.
package struct MnemonicWords: Sendable {
    /// Two octets for each word, big-endian, below 1024.
    let places: SecretBytes

    /// More than any share has. What is longer is no mnemonic, and is not looked at.
    static let maximumCount = Share.wordCounts.upperBound

    package var count: Int { places.count / 2 }

    subscript(word: Int) -> UInt16 {
        places.withBytes { UInt16($0[2 * word]) << 8 | UInt16($0[2 * word + 1]) }
    }

    static func write(_ word: UInt16, at place: Int, of places: inout MutableSpan<UInt8>) {
        places[2 * place] = UInt8(word >> 8)
        places[2 * place + 1] = UInt8(truncatingIfNeeded: word)
    }
}

extension MnemonicWords {
    /// Any octets as words, with the checksum that belongs to them; for who looks for what a share may not be.
    /// - Parameter octets: two for each word, of which ten bits count; for two words at least.
    package init(checksummed octets: [UInt8]) {
        self.init(octets.count / 2) { word in
            (UInt16(octets[2 * word]) << 8 | UInt16(octets[2 * word + 1])) & 1023
        }
    }

    /// Adds the checksum.
    /// - Parameters:
    ///   - count: how many words there are without it; two at least.
    ///   - word: the place in the list of each, from 0.
    init(_ count: Int, _ word: (Int) -> UInt16) {
        places = .filled(2 * (count + WordChecksum.count)) { places in
            var checksum = WordChecksum(isExtendable: word(1) >> 4 & 1 == 1)
            for place in 0..<count {
                checksum.add(word(place))
                Self.write(word(place), at: place, of: &places)
            }
            for place in 0..<WordChecksum.count {
                Self.write(checksum.word(place), at: count + place, of: &places)
            }
        }
    }
}
