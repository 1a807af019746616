/// The standard alphabet with padding, and one text only for any bytes. RFC 4648 §4 and §3.5.
public enum Base64 {
    /// Four characters for each three bytes, padded with `=`.
    public static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var group = UInt32(bytes[start]) << 16
            if count > 1 { group |= UInt32(bytes[start + 1]) << 8 }
            if count > 2 { group |= UInt32(bytes[start + 2]) }
            text.append(alphabet[Int(group >> 18)])
            text.append(alphabet[Int(group >> 12 & 63)])
            text.append(count > 1 ? alphabet[Int(group >> 6 & 63)] : padding)
            text.append(count > 2 ? alphabet[Int(group & 63)] : padding)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for white space, another alphabet, missing or misplaced padding, or unused bits set.
    public static func decode(_ text: String) -> [UInt8]? {
        var digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 4) else { return nil }
        if digits.last == padding { digits.removeLast() }
        if digits.count % 4 == 3, digits.last == padding { digits.removeLast() }
        return RadixCoding.decode(digits, bitsPerDigit: 6, values: values)
    }

    private static let padding = UInt8(ascii: "=")
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let values = RadixCoding.values(of: alphabet)
}

/// Lower-case base 32 without padding, for identifiers in names and paths. RFC 4648 §6.
public enum Base32 {
    /// One character for each five bits; the unused bits of the last are zero.
    public static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 8 + 4) / 5)
        var pending: UInt32 = 0
        var pendingBits = 0
        for byte in bytes {
            pending = pending << 8 | UInt32(byte)
            pendingBits += 8
            while pendingBits >= 5 {
                pendingBits -= 5
                text.append(alphabet[Int(pending >> UInt32(pendingBits) & 31)])
            }
            pending &= (1 << UInt32(pendingBits)) - 1
        }
        if pendingBits > 0 {
            text.append(alphabet[Int(pending << UInt32(5 - pendingBits) & 31)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for upper case, padding, any other character, an impossible length, or unused bits set.
    public static func decode(_ text: String) -> [UInt8]? {
        RadixCoding.decode(Array(text.utf8), bitsPerDigit: 5, values: values)
    }

    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    private static let values = RadixCoding.values(of: alphabet)
}

/// What base 64 and base 32 share in reading.
private enum RadixCoding {
    static let noDigit: UInt8 = 0xFF

    static func values(of alphabet: [UInt8]) -> [UInt8] {
        var values = [UInt8](repeating: noDigit, count: 256)
        for (value, digit) in alphabet.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }

    static func decode(_ digits: [UInt8], bitsPerDigit: Int, values: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count * bitsPerDigit / 8)
        var pending: UInt32 = 0
        var pendingBits = 0
        for digit in digits {
            let value = values[Int(digit)]
            guard value != noDigit else { return nil }
            pending = pending << UInt32(bitsPerDigit) | UInt32(value)
            pendingBits += bitsPerDigit
            if pendingBits >= 8 {
                pendingBits -= 8
                bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(pendingBits)))
                pending &= (1 << UInt32(pendingBits)) - 1
            }
        }
        // A whole digit left over, or bits set in the rest, would give one value two texts.
        guard pendingBits < bitsPerDigit, pending == 0 else { return nil }
        return bytes
    }
}
