/// Text with a checksum that finds typing errors. BIP 173, without its limit of 90 characters, as
/// age writes its keys.
enum Bech32 {
    private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    private static let checksumCount = 6

    /// Lower case.
    static func encode(_ bytes: [UInt8], prefix: String) -> String {
        let values = regrouped(bytes, from: 8, to: 5, padding: true) ?? []
        var digits = values + checksum(of: values, prefix: prefix)
        for place in digits.indices { digits[place] = alphabet[Int(digits[place])] }
        return prefix + "1" + String(decoding: digits, as: UTF8.self)
    }

    /// Nil for another prefix, mixed case, a wrong checksum or unused bits set.
    static func decode(_ text: String, prefix: String) -> [UInt8]? {
        let lower = text.lowercased()
        let isOneCase = text.utf8.elementsEqual(lower.utf8) || text == text.uppercased()
        let start = Array((prefix + "1").utf8)
        let bytes = Array(lower.utf8)
        guard isOneCase, bytes.starts(with: start), bytes.count >= start.count + checksumCount
        else { return nil }
        var values: [UInt8] = []
        for digit in bytes[start.count...] {
            guard let value = alphabet.firstIndex(of: digit) else { return nil }
            values.append(UInt8(value))
        }
        let content = Array(values.dropLast(checksumCount))
        guard checksum(of: content, prefix: prefix) == Array(values.suffix(checksumCount)) else {
            return nil
        }
        return regrouped(content, from: 5, to: 8, padding: false)
    }

    private static func checksum(of values: [UInt8], prefix: String) -> [UInt8] {
        let expanded = prefix.utf8.map { $0 >> 5 } + [0] + prefix.utf8.map { $0 & 31 }
        let rest = polymod(expanded + values + [UInt8](repeating: 0, count: checksumCount)) ^ 1
        return (0..<checksumCount).map { UInt8(rest >> UInt32(5 * (5 - $0)) & 31) }
    }

    private static func polymod(_ values: [UInt8]) -> UInt32 {
        let generator: [UInt32] = [
            0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3,
        ]
        var rest: UInt32 = 1
        for value in values {
            let top = rest >> 25
            rest = (rest & 0x1FF_FFFF) << 5 ^ UInt32(value)
            for (bit, term) in generator.enumerated() where top >> UInt32(bit) & 1 == 1 {
                rest ^= term
            }
        }
        return rest
    }

    private static func regrouped(
        _ values: [UInt8], from: UInt32, to: UInt32, padding: Bool
    ) -> [UInt8]? {
        var result: [UInt8] = []
        var pending: UInt32 = 0
        var bits: UInt32 = 0
        for value in values {
            pending = pending << from | UInt32(value)
            bits += from
            while bits >= to {
                bits -= to
                result.append(UInt8(truncatingIfNeeded: pending >> bits & ((1 << to) - 1)))
            }
            pending &= (1 << bits) - 1
        }
        if padding {
            if bits > 0 { result.append(UInt8(truncatingIfNeeded: pending << (to - bits))) }
            return result
        }
        return bits < from && pending == 0 ? result : nil
    }
}
