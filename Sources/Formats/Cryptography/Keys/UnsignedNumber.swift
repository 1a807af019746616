/// The little arithmetic that judging RSA keys needs, on big-endian magnitudes.
enum UnsignedNumber {
    /// The bits of a number without leading zero octets; 0 for an empty one.
    static func bitCount(_ number: [UInt8]) -> Int {
        guard let first = number.first else { return 0 }
        return number.count * 8 - first.leadingZeroBitCount
    }

    static func isEven(_ number: [UInt8]) -> Bool {
        (number.last ?? 0) & 1 == 0
    }

    /// The remainder by a divisor of at most 32 bits.
    static func remainder(_ number: [UInt8], by divisor: UInt64) -> UInt64 {
        number.reduce(0) { ($0 << 8 | UInt64($1)) % divisor }
    }
}
