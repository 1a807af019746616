import Cryptography
import Foundation
import Testing

@testable import SecretSharing

/// One of the standard's.
struct ShareVector: Decodable, CustomTestStringConvertible {
    let description: String
    let mnemonics: [String]
    let masterSecret: String

    var testDescription: String { description }

    static let all: [ShareVector] = {
        guard
            let url = Bundle.module.url(
                forResource: "vectors", withExtension: "json", subdirectory: "Vectors"),
            let data = try? Data(contentsOf: url)
        else { return [] }
        return (try? JSONDecoder().decode([ShareVector].self, from: data)) ?? []
    }()

    /// Without number, and without what stands in brackets.
    var kind: String {
        let name = description.drop { $0 != " " }.dropFirst()
        guard let bracket = name.lastIndex(of: "(") else { return String(name) }
        return String(name[..<bracket].dropLast())
    }

    /// What is wrong with those that must fail.
    static func error(of kind: String, words: Int) -> ShareError? {
        switch kind {
        case "Mnemonic with invalid checksum": .wrongChecksum(place: words)
        case "Mnemonic with invalid padding": .wrongPadding
        case "Basic sharing 2-of-3": .tooFew(group: 0, needed: 2, given: 1)
        case "Mnemonics with different identifiers",
            "Mnemonics with different iteration exponents",
            "Mnemonics with mismatching group counts":
            .otherSet(share: 2)
        case "Mnemonics with mismatching group thresholds": .otherSet(share: 3)
        case "Mnemonics with greater group threshold than group counts": .wrongGroups
        case "Mnemonics with duplicate member indices": .repeated(share: 2, earlier: 1)
        case "Mnemonics with mismatching member thresholds": .otherThreshold(share: 2)
        case "Mnemonics giving an invalid digest": .wrongDigest
        case "Insufficient number of groups": .tooFewGroups(needed: 2, given: 1)
        case "Threshold number of groups, but insufficient number of members in one group":
            .tooFew(group: 3, needed: 2, given: 1)
        case "Mnemonic with insufficient length": .wrongLength(words: 19)
        case "Mnemonic with invalid master secret length": .wrongLength(words: 21)
        default: nil
        }
    }
}

@Suite struct `Vectors of SLIP-0039` {
    @Test func `are all there`() {
        #expect(ShareVector.all.count == 45)
        #expect(ShareVector.all.count { $0.masterSecret.isEmpty } == 30)
    }

    @Test(arguments: ShareVector.all.filter { !$0.masterSecret.isEmpty })
    func `that are right give their secret`(vector: ShareVector) throws {
        let shares = try vector.mnemonics.map { try Share(text: $0) }
        let secret = try Share.combine(shares, passphrase: SecretBytes(text: "TREZOR"))
        #expect(secret.bytes.map { String(format: "%02x", $0) }.joined() == vector.masterSecret)
    }

    @Test(arguments: ShareVector.all.filter(\.masterSecret.isEmpty))
    func `that are wrong are refused with what is wrong`(vector: ShareVector) throws {
        let words = vector.mnemonics[0].split(separator: " ").count
        let error = try #require(ShareVector.error(of: vector.kind, words: words))
        #expect(throws: error) {
            try Share.combine(
                vector.mnemonics.map { try Share(text: $0) },
                passphrase: SecretBytes(text: "TREZOR"))
        }
    }

    /// What each share of them says is written as it was read.
    @Test func `are written as they were read`() throws {
        var written = 0
        for mnemonic in Set(ShareVector.all.flatMap(\.mnemonics)) {
            guard let share = try? Share(text: mnemonic) else { continue }
            #expect(share.text == mnemonic)
            written += 1
        }
        #expect(written > 50)
    }
}
