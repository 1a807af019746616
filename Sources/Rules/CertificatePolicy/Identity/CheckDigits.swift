/// The checksums of identity numbers: each finds a mistake of typing, and proves nothing else.
///
/// A number that passes may be anybody's or nobody's (the Hong Kong privacy regulator says so of the
/// identity card): only evidence proves whose it is (CP 5.4, 5.5).
enum CheckDigits {
    /// GB 11643: ISO 7064 MOD 11-2 over 17 digits.
    static func resident(_ digits: ArraySlice<UInt8>) -> UInt8 {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(weights, digits).reduce(0) { $0 + $1.0 * value($1.1) }
        return Array("10X98765432".utf8)[sum % 11]
    }

    /// One or two letters and six digits; a missing first letter counts as a space, which is 36.
    static func hongKong(_ body: ArraySlice<UInt8>) -> UInt8 {
        let values = (body.count == 7 ? [36] : []) + body.map(value)
        let sum = zip((2...9).reversed(), values).reduce(0) { $0 + $1.0 * $1.1 }
        let check = (11 - sum % 11) % 11
        return check == 10 ? UInt8(ascii: "A") : UInt8(ascii: "0") + UInt8(check)
    }

    /// The letters of GB 32100: those that are not taken for a digit or for each other.
    static let creditAlphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

    /// GB 32100: MOD 31-3 over 17 characters; nil where one is none of its alphabet.
    static func credit(_ body: ArraySlice<UInt8>) -> UInt8? {
        var (sum, weight) = (0, 1)
        for byte in body {
            guard let value = creditAlphabet.firstIndex(of: byte) else { return nil }
            sum += value * weight
            weight = weight * 3 % 31
        }
        return creditAlphabet[(31 - sum % 31) % 31]
    }

    /// GB 11714 over eight digits or letters.
    static func organisation(_ body: ArraySlice<UInt8>) -> UInt8 {
        let sum = zip([3, 7, 9, 10, 5, 8, 4, 2], body).reduce(0) { $0 + $1.0 * value($1.1) }
        let check = 11 - sum % 11
        switch check {
        case 10: return UInt8(ascii: "X")
        case 11: return UInt8(ascii: "0")
        default: return UInt8(ascii: "0") + UInt8(check)
        }
    }

    /// ICAO Doc 9303 part 3 §4.9: weights 7, 3, 1; `<` counts as 0.
    static func machineReadable(_ field: [UInt8]) -> UInt8 {
        let sum = field.enumerated().reduce(0) { sum, item in
            sum + (item.element == UInt8(ascii: "<") ? 0 : value(item.element))
                * [7, 3, 1][item.offset % 3]
        }
        return UInt8(ascii: "0") + UInt8(sum % 10)
    }

    /// 0–9 as they are, A = 10 … Z = 35.
    static func value(_ byte: UInt8) -> Int {
        byte.isDigit ? Int(byte - UInt8(ascii: "0")) : Int(byte) - Int(UInt8(ascii: "A")) + 10
    }
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    var isCapital: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
}
