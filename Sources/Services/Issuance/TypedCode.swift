package import Cryptography

/// Digits that people write down, read out and type: Crockford's alphabet, five bits each.
package enum TypedCode {
    /// Without I, L, O and U, which are taken for others.
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    package static let groupCount = 4

    package static func drawn(_ count: Int, _ randomness: any Randomness) -> [UInt8] {
        // One octet for each digit: 256 is a multiple of 32, so none is likelier than another.
        randomness.bytes(count).map { alphabet[Int($0) % 32] }
    }

    /// As people type it: small letters, blanks and hyphens do not count, and what looks alike is taken
    /// for the digit. Nil for another number of digits.
    package static func digits(typed text: String, _ count: Int) -> [UInt8]? {
        var digits: [UInt8] = []
        for octet in text.utf8 {
            switch octet {
            case UInt8(ascii: "-"), UInt8(ascii: " "): continue
            case UInt8(ascii: "o"), UInt8(ascii: "O"): digits.append(UInt8(ascii: "0"))
            case UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "l"), UInt8(ascii: "L"):
                digits.append(UInt8(ascii: "1"))
            case UInt8(ascii: "a")...UInt8(ascii: "z"): digits.append(octet - 32)
            default: digits.append(octet)
            }
        }
        guard digits.count == count, digits.allSatisfy(alphabet.contains) else { return nil }
        return digits
    }

    /// In groups of four.
    package static func text(_ digits: [UInt8]) -> String {
        stride(from: 0, to: digits.count, by: groupCount).map {
            String(decoding: digits[$0..<min($0 + groupCount, digits.count)], as: UTF8.self)
        }.joined(separator: "-")
    }
}
