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

    /// Without leading zero octets. Takes a millisecond with factors of 512 octets; those of 2^40 and
    /// more would overflow.
    static func product(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var columns = [UInt64](repeating: 0, count: left.count + right.count)
        for (place, factor) in left.reversed().enumerated() {
            for (other, octet) in right.reversed().enumerated() {
                columns[place + other] += UInt64(factor) * UInt64(octet)
            }
        }
        var carry: UInt64 = 0
        let octets = columns.map { column in
            carry += column
            defer { carry >>= 8 }
            return UInt8(truncatingIfNeeded: carry)
        }
        return Array(octets.reversed().drop { $0 == 0 })
    }

    /// The remainder by a divisor of at most 32 bits.
    static func remainder(_ number: [UInt8], by divisor: UInt64) -> UInt64 {
        number.reduce(0) { ($0 << 8 | UInt64($1)) % divisor }
    }
}
