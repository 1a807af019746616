import Cryptography
import TestSupport
import Testing

@testable import SecretSharing

@Suite struct `The list of words` {
    private static func word(_ place: Int) -> String {
        let letters = WordList.letters(at: UInt16(place))
        let octets = (0..<8).map { UInt8(truncatingIfNeeded: letters >> UInt64(56 - 8 * $0)) }
        return String(decoding: octets.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func packed(_ word: some StringProtocol) -> UInt64 {
        word.utf8.prefix(8).enumerated().reduce(0) { $0 | WordList.letter($1.1, at: $1.0) }
    }

    /// SHA-256 of `wordlist.txt`, a word a line.
    @Test func `is that of the standard`() {
        let file = (0..<WordList.count).map { Self.word($0) + "\n" }.joined()
        let digest = DigestAlgorithm.sha256.hash(Array(file.utf8))
        let wanted: [UInt8] = [
            0xBC, 0xC4, 0x55, 0x53, 0x40, 0x33, 0x2D, 0x16, 0x97, 0x18, 0xAE, 0xD8, 0xBF, 0x31,
            0xDD, 0x9D, 0x52, 0x48, 0xCB, 0x7D, 0xA6, 0xE5, 0xD3, 0x55, 0x14, 0x0E, 0xF4, 0xF1,
            0xE6, 0x01, 0xEE, 0xC3,
        ]
        #expect(digest == wanted)
    }

    @Test func `finds each word by four letters or more, and by no other`() {
        var found = 0
        for place in 0..<WordList.count {
            let word = Self.word(place)
            for count in 1...word.utf8.count {
                let wanted = count < 4 ? nil : UInt16(place)
                let letters = Self.packed(word.prefix(count))
                #expect(WordList.place(of: letters, count: count) == wanted, "\(place)")
                found += 1
            }
            // One letter more than it has, whichever.
            guard word.utf8.count < 8 else { continue }
            let longer = Self.packed(word + "s")
            #expect(WordList.place(of: longer, count: word.utf8.count + 1) == nil, "\(place)")
        }
        #expect(found > 5000)
        #expect(WordList.place(of: Self.packed("zzzz"), count: 4) == nil)
        #expect(WordList.place(of: 0, count: 0) == nil)
        #expect(WordList.place(of: 0, count: 4) == nil)
        #expect(WordList.place(of: Self.packed("academic"), count: 9) == nil)
    }
}

@Suite struct `A mnemonic` {
    private let share: Share
    private let words: [String]

    init() throws {
        share = try TestShares.make(2, of: 3).shares[1]
        words = TestShares.words(of: share)
    }

    private func read(_ words: [String]) throws(ShareError) -> Share {
        try Share(text: words.joined(separator: " "))
    }

    @Test func `has 20 words for 128 bits and 33 for 256, and three in common`() throws {
        let long = try TestShares.make(2, of: 3, octets: 32).shares
        #expect(words.count == 20)
        #expect(long.map { TestShares.words(of: $0).count } == [33, 33, 33])
        #expect(Set(long.map { TestShares.words(of: $0).prefix(3) }).count == 1)
    }

    @Test func `is read from four letters a word, in either case, over several lines`() throws {
        let short = words.map { $0.prefix(4).uppercased() }
        #expect(try read(short).text == share.text)
        let lines = "\n\t " + words.joined(separator: " \r\n") + "\u{0B}\n"
        #expect(try Share(text: lines).text == share.text)
    }

    @Test func `wrong words are told by their places, all of them`() throws {
        var wrong = words
        wrong[0] = String(wrong[0].prefix(3))
        wrong[6] = "kapok"
        wrong[18] += "xxxxxxxxx"
        wrong[19] = "wört"
        #expect(throws: ShareError.unknownWords(places: [1, 7, 19, 20])) { try read(wrong) }
        #expect(throws: ShareError.unknownWords(places: [1])) { try Share(text: "\0\0\0\0\0") }
    }

    @Test(arguments: [0, 1, 19, 21, 24, 32, 34, 60, 5000])
    func `of another length is refused`(count: Int) {
        let text = [String](repeating: words[5], count: count)
        #expect(throws: ShareError.wrongLength(words: count)) { try read(text) }
    }

    @Test func `a word that is missing or there twice is refused`() {
        for place in words.indices {
            var fewer = words
            fewer.remove(at: place)
            #expect(throws: ShareError.wrongLength(words: 19)) { try read(fewer) }
            var more = words
            more.insert(words[place], at: place)
            #expect(throws: ShareError.wrongLength(words: 21)) { try read(more) }
        }
    }

    @Test func `padding that is not zero is refused, and more groups needed than there are`() {
        // Group threshold 2 of 1; and a bit before the value.
        for (head, value, error) in [
            (UInt16(0b00_0000_0100), UInt16(0), ShareError.wrongGroups), (0, 512, .wrongPadding),
            (0, 256, .wrongPadding),
        ] {
            let data: [UInt16] = [0, 0, head, 0, value] + [UInt16](repeating: 0, count: 12)
            let wrong = MnemonicWords(data.count) { data[$0] }
            #expect(throws: error) { try Share(wrong) }
        }
        let right = MnemonicWords(17) { $0 == 4 ? 255 : 0 }
        #expect(throws: Never.self) { try Share(right) }
    }

    @Test func `prints nothing of its value`() {
        var dumped = ""
        dump(share, to: &dumped)
        dump(share.words, to: &dumped)
        for text in ["\(share)", String(reflecting: share), dumped] {
            #expect(text.contains("<redacted>"))
            #expect(!text.contains("[\(share.value.bytes[0]), \(share.value.bytes[1])"))
            #expect(!text.contains("- \(share.value.bytes[0])\n"))
        }
    }
}

@Suite struct `The checksum of a mnemonic` {
    /// Words of a share by their places in the list, the checksum included.
    private let words: [UInt16]

    init() throws {
        let share = try TestShares.make(3, of: 5, octets: 32, seed: 7).shares[4]
        words = (0..<share.words.count).map { share.words[$0] }
    }

    private func read(_ words: [UInt16]) throws(ShareError) -> Share {
        let octets = words.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        return try Share(MnemonicWords(places: SecretBytes(octets)))
    }

    @Test func `any one wrong word is found, and told by its place`() throws {
        #expect(throws: Never.self) { try read(words) }
        for place in words.indices {
            // The fifth bit of the second word says which checksum it is.
            for change: UInt16 in [1, 2, 16, 17, 512, 0b10_1010_1010, 1023] {
                var wrong = words
                wrong[place] ^= change
                #expect(throws: ShareError.wrongChecksum(place: place + 1)) { try read(wrong) }
            }
        }
    }

    @Test func `two and three wrong words are found`() {
        let randomness = SeededRandomness(seed: 11)
        for round in 0..<300 {
            var wrong = words
            for place in randomness.places(2 + round % 2, below: words.count) {
                let change = 1 + UInt16(randomness.number(below: 1023))
                wrong[place] ^= change
            }
            let error = #expect(throws: ShareError.self) { try read(wrong) }
            // Of two it names none: neither alone would be right with another word.
            if round.isMultiple(of: 2) { #expect(error == .wrongChecksum(place: nil)) }
        }
    }

    @Test func `two words that changed places are found`() {
        var exchanged = 0
        for place in words.indices.dropLast() where words[place] != words[place + 1] {
            var wrong = words
            wrong.swapAt(place, place + 1)
            #expect(throws: ShareError.wrongChecksum(place: nil)) { try read(wrong) }
            exchanged += 1
        }
        #expect(exchanged > 25)
    }
}
