import COpenSSL

/// The one owner of a number of libcrypto, unsigned and unbounded.
///
/// For public numbers alone: the arithmetic takes a time that depends on them. Stays on one thread.
@safe struct BigNumber: ~Copyable {
    private let number: OpaquePointer

    init() throws(CryptographyError) {
        guard let number = unsafe BN_new() else { throw LibCrypto.failure(of: "BN_new") }
        unsafe self.number = number
    }

    /// A number given big-endian.
    init(_ magnitude: [UInt8]) throws(CryptographyError) {
        guard let number = unsafe BN_bin2bn(magnitude, Int32(magnitude.count), nil) else {
            throw LibCrypto.failure(of: "BN_bin2bn")
        }
        unsafe self.number = number
    }

    deinit { unsafe BN_free(number) }

    /// Big-endian without leading zero octets; empty for zero.
    var magnitude: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: (bitCount + 7) / 8)
        _ = unsafe BN_bn2bin(number, &bytes)
        return bytes
    }

    var bitCount: Int { Int(unsafe BN_num_bits(number)) }
    var isOne: Bool { unsafe BN_is_one(number) == 1 }
    var isZero: Bool { unsafe BN_is_zero(number) == 1 }

    func isLess(than other: borrowing BigNumber) -> Bool {
        unsafe BN_cmp(number, other.number) < 0
    }

    func equals(_ other: borrowing BigNumber) -> Bool {
        unsafe BN_cmp(number, other.number) == 0
    }
}

// MARK: - With words

extension BigNumber {
    mutating func add(_ word: UInt) throws(CryptographyError) {
        try LibCrypto.check(unsafe BN_add_word(number, word), "BN_add_word")
    }

    mutating func multiply(by word: UInt) throws(CryptographyError) {
        try LibCrypto.check(unsafe BN_mul_word(number, word), "BN_mul_word")
    }

    mutating func shift(left bits: Int) throws(CryptographyError) {
        try LibCrypto.check(unsafe BN_lshift(number, number, Int32(bits)), "BN_lshift")
    }

    mutating func halve() throws(CryptographyError) {
        try LibCrypto.check(unsafe BN_rshift1(number, number), "BN_rshift1")
    }

    func remainder(by word: UInt) -> UInt { unsafe BN_mod_word(number, word) }
}

// MARK: - With each other

extension BigNumber {
    func adding(_ other: borrowing BigNumber) throws(CryptographyError) -> BigNumber {
        try unsafe Self.computed("BN_add") { sum, _ in unsafe BN_add(sum, number, other.number) }
    }

    /// - Parameter other: not greater than this.
    func subtracting(_ other: borrowing BigNumber) throws(CryptographyError) -> BigNumber {
        try unsafe Self.computed("BN_sub") { difference, _ in
            unsafe BN_sub(difference, number, other.number)
        }
    }

    func squared() throws(CryptographyError) -> BigNumber {
        try unsafe Self.computed("BN_sqr") { square, context in
            unsafe BN_sqr(square, number, context)
        }
    }

    func divided(by other: borrowing BigNumber) throws(CryptographyError) -> BigNumber {
        try unsafe Self.computed("BN_div") { quotient, context in
            unsafe BN_div(quotient, nil, number, other.number, context)
        }
    }

    func remainder(by other: borrowing BigNumber) throws(CryptographyError) -> BigNumber {
        try unsafe Self.computed("BN_div") { remainder, context in
            unsafe BN_div(nil, remainder, number, other.number, context)
        }
    }

    func greatestCommonDivisor(
        _ other: borrowing BigNumber
    ) throws(CryptographyError) -> BigNumber {
        try unsafe Self.computed("BN_gcd") { divisor, context in
            unsafe BN_gcd(divisor, number, other.number, context)
        }
    }

    /// 2 to the power of this, modulo an odd number.
    func powerOfTwo(modulo modulus: borrowing BigNumber) throws(CryptographyError) -> BigNumber {
        try unsafe Self.computed("BN_mod_exp_mont_word") { power, context in
            unsafe BN_mod_exp_mont_word(power, 2, number, modulus.number, context, nil)
        }
    }

    /// The greatest number whose square is not greater.
    func squareRoot() throws(CryptographyError) -> BigNumber {
        guard !isZero else { return try BigNumber() }
        var root = try BigNumber([1])
        try root.shift(left: (bitCount + 1) / 2)
        for _ in 0..<Self.maximumRootSteps {
            var next = try root.adding(divided(by: root))
            try next.halve()
            guard next.isLess(than: root) else { break }
            root = next
        }
        return root
    }

    /// Newton's steps double the right digits from the first: 16 for 16 384 bits, and some to spare.
    private static let maximumRootSteps = 64

    /// What a function of libcrypto puts into a new number; it answers 1 where it could.
    private static func computed(
        _ function: String, _ compute: (OpaquePointer, OpaquePointer?) -> Int32
    ) throws(CryptographyError) -> BigNumber {
        let result = try BigNumber()
        let context = try unsafe Owned(
            BN_CTX_new(), releasedBy: { unsafe BN_CTX_free($0) }, from: "BN_CTX_new")
        try LibCrypto.check(unsafe compute(result.number, context.pointer), function)
        return result
    }
}
